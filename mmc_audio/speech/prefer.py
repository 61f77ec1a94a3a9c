"""Write into the user's `config.toml`, and leave the rest as it is; what it was can be had back.

The file is written whole or not at all, and only if it is still the one that was read.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from mmc_audio._lib.atomic import FileGroup
from mmc_audio.errors import InputError, OutputError, UnavailableError
from mmc_audio.speech.config import config_file, preferred_voice

_HEADER = re.compile(r"^\s*\[")
_NAME = re.compile(r"^\s*\[\s*([\w-]+)\s*\]\s*(#.*)?$")
_KEY = re.compile(r"^\s*([\w-]+)\s*=")
BEFORE = "config.toml.before"
"""Beside the file: what it was before it was written last."""

Values = Mapping[str, Mapping[str, Any]]
"""By table and key: texts, whole numbers, lists of texts; None takes the key away."""


class ConfigChangedError(OutputError):
    """Raised when the configuration is to be written that someone else has changed meanwhile."""


@dataclass(frozen=True, slots=True)
class ConfigText:
    """The configuration as it was read."""

    text: str
    version: str
    """Changes with its bytes; empty where there is no file."""


def read_config() -> ConfigText:
    """The user's configuration.

    Raises:
        UnavailableError: if it cannot be read.
    """
    path = config_file()
    try:
        data = path.read_bytes() if path.is_file() else b""
        return ConfigText(data.decode(), _version(data) if data else "")
    except (OSError, ValueError) as error:
        raise UnavailableError(f"{path}: {error}; fix it") from error


def write_config(values: Values, version: str | None = None) -> ConfigText:
    """Put values into the configuration; those that are None are taken out.

    Args:
        values: by table and key.
        version: of the file that is meant; None for the one that is there.

    Raises:
        ConfigChangedError: if it is another one now; nothing is written.
        UnavailableError: if the file is written in a way that is not understood.
        OutputError: if it cannot be written.
    """
    before = _meant(version)
    after = before.text
    for table, keys in values.items():
        after = with_keys(after, table, keys)
    if _loaded(after) != _wanted(before.text, values):
        said = [(key, value) for _, key, value in _each(values) if value is not None]
        given = ", ".join(f"{key} = {_value(value)}" for key, value in said)
        tables = " and ".join(f"[{table}]" for table in values)
        what = f"{tables} is written in an unusual way; write {given} there"
        raise UnavailableError(f"{config_file()}: {what}")
    return _put(after, before)


def undo_config(version: str | None = None) -> ConfigText:
    """Have the configuration as it was before it was written last; done again, the other way round.

    Raises:
        InputError: if nothing is known of it.
        UnavailableError: if what it was cannot be read.
        ConfigChangedError, OutputError: as `write_config`.
    """
    before = _meant(version)
    if not can_undo():
        raise InputError("there is nothing to undo; no earlier settings are kept")
    try:
        earlier = _before_path().read_text("utf-8")
    except (OSError, ValueError) as error:
        raise UnavailableError(f"{_before_path()}: {error}; nothing was changed") from error
    return _put(earlier, before)


def can_undo() -> bool:
    """Whether it is known what the configuration was before."""
    return _before_path().is_file()


def prefer(engine: str, name: str) -> None:
    """Make voice `name` of `engine` the one that speaks where a plan names none.

    Raises:
        UnavailableError: if the file cannot be read, or is written in a way that is not understood.
        OutputError: if it cannot be written.
    """
    preferred_voice()  # raises where the file is invalid
    write_config({"voice": {"engine": engine, "name": name}})


def _meant(version: str | None) -> ConfigText:
    found = read_config()
    if version is not None and found.version != version:
        raise ConfigChangedError(
            "these settings were changed elsewhere meanwhile; look at them again, then change them"
        )
    return found


def _put(text: str, before: ConfigText) -> ConfigText:
    path, data = _written_file(), text.encode()

    def unchanged() -> None:
        _meant(before.version)

    if text != before.text:  # else what can be undone stays, also where a disk was full after it
        with FileGroup(path.parent, first=unchanged) as group:
            group.write(BEFORE, before.text.encode())
            group.write(path.name, data)
    return ConfigText(text, _version(data))


def _before_path() -> Path:
    return _written_file().with_name(BEFORE)


def _written_file() -> Path:
    """Where the configuration is: a link to it, as people keep such files, stays one."""
    return config_file().resolve()


def _version(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def _each(values: Values) -> list[tuple[str, str, Any]]:
    return [(table, key, value) for table, keys in values.items() for key, value in keys.items()]


def _wanted(text: str, values: Values) -> dict[str, Any]:
    """What the file is to say."""
    wanted = _loaded(text)
    for table, key, value in _each(values):
        held = wanted.setdefault(table, {})
        if isinstance(held, dict):
            held.pop(key, None) if value is None else held.update({key: value})
    return {name: held for name, held in wanted.items() if held or name not in values}


def _loaded(text: str) -> dict[str, Any]:
    """What a TOML file says; nothing where it is none."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return {}


def with_keys(text: str, table: str, keys: Mapping[str, Any]) -> str:
    """`text`, a TOML file, with these keys in a table of it; an empty table is left out."""
    lines = text.splitlines()
    given = [f"{key} = {_value(value)}" for key, value in keys.items() if value is not None]
    at = next((n for n, line in enumerate(lines) if _is_named(line, table)), None)
    if at is None:
        more = ["" if lines else None, f"[{table}]", *given] if given else []
        return "".join(f"{line}\n" for line in [*lines, *more] if line is not None)
    end = next((n for n in range(at + 1, len(lines)) if _HEADER.match(lines[n])), len(lines))
    others = [line for line in lines[at + 1 : end] if _key_of(line) not in keys]
    empty = not given and not any(line.strip() for line in others)
    whole = [] if empty else [lines[at], *given, *others]
    return "".join(f"{line}\n" for line in [*lines[:at], *whole, *lines[end:]])


def _is_named(line: str, table: str) -> bool:
    found = _NAME.match(line)
    return found is not None and found[1] == table


def _key_of(line: str) -> str | None:
    found = _KEY.match(line)
    return found[1] if found else None


def _value(value: object) -> str:
    """A value as TOML writes it."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, int):
        return str(value)
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
