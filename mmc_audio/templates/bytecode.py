"""Built-in templates, compiled once: compiling is nine tenths of the time a plan's templates take.

What is kept in the user's cache is Python code, as in a `.pyc` file, and is used only where the
text, Jinja and Python are still the same. Templates of others are only compiled in the sandbox, and
never kept.
"""

import contextlib
import hashlib
import marshal
from collections.abc import Callable, Iterable, Mapping
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType

import jinja2
from jinja2 import BytecodeCache, Environment, TemplateError
from jinja2.bccache import Bucket

from mmc_audio._lib.store import default_folder
from mmc_audio._lib.whole import write_whole

FORMAT = b"mmc-audio templates 2\n"
_DIGEST = 32


Key = tuple[str, str]
"""Digests of a template's name and text."""

MOST = 200
"""Templates kept: those of several languages, or of two versions."""


class Codes(BytecodeCache):
    """Compiled templates, by name and text."""

    def __init__(self) -> None:
        self._codes: dict[Key, CodeType] = {}
        self._read = False

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja what is there."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Take what Jinja compiled."""
        if bucket.code is not None:
            self._codes[bucket.key, bucket.checksum] = bucket.code

    def provide(self, texts: Mapping[str, str], environment: Callable[[], Environment]) -> None:
        """Have the code of all `texts`: from the cache, or compiled now and kept for next time."""
        if not self._read:
            self._read = True
            self._codes.update(_read(_path()))
        missing = [name for name, text in texts.items() if self._key(name, text) not in self._codes]
        if not missing:
            return
        _compile(environment(), missing)
        self._codes = dict(list(self._codes.items())[-MOST:])
        _write(_path(), self._codes)

    def _key(self, name: str, text: str) -> Key:
        return self.get_cache_key(name), self.get_source_checksum(text)


def _compile(environment: Environment, names: Iterable[str]) -> None:
    for name in names:
        # What is wrong with a template is reported where it is used.
        with contextlib.suppress(TemplateError):
            environment.get_template(name)


def _path() -> Path:
    made_by = FORMAT + MAGIC_NUMBER + jinja2.__version__.encode() + _own_code()
    name = f"{hashlib.sha256(made_by).hexdigest()[:_DIGEST]}.code"
    return default_folder() / "templates" / name


def _own_code() -> bytes:
    """What in this package shapes the code that Jinja makes."""
    here = Path(__file__).parent
    return b"".join((here / name).read_bytes() for name in ("lines.py", "sandbox/work.py"))


def _read(path: Path) -> dict[Key, CodeType]:
    """What was kept; nothing where there is any doubt about it."""
    try:
        data = path.read_bytes()
    except OSError:
        return {}
    head, body = data[:_DIGEST], data[_DIGEST:]
    if hashlib.sha256(body).digest() != head:
        return {}
    codes: dict[Key, CodeType] = marshal.loads(body)  # ours, as a .pyc is
    return codes


def _write(path: Path, codes: Mapping[Key, CodeType]) -> None:
    """Keep the code; a cache that cannot be written only costs time."""
    body = marshal.dumps(dict(codes))
    with contextlib.suppress(OSError):
        write_whole(path, hashlib.sha256(body).digest(), body)
