"""Names of files and folders in output/: plain ASCII, safe on every system and in every address."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import count
from os.path import samestat
from pathlib import Path

LONGEST = 60
"""Characters in a slug."""

SUFFIXES = (".mp3", ".cues.json", ".lrc", ".vtt", ".chapters.json")
"""What a session's files end in. Never `.yaml`: music servers read that as lyrics."""

CONVERTED = (".opus", ".m4b")
"""What it may also be there as, where that was asked for."""

COVERS = ("cover.jpg", "folder.jpg")
"""The same picture twice: servers look for the first, phones for the second."""

_LETTERS = str.maketrans(
    {"ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O"}
    | {"đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ł": "l", "Ł": "L", "þ": "th", "Þ": "Th"}
    | {"\u0131": "i", "\u2013": "-", "\u2014": "-", "\u2018": "'", "\u2019": "'"}
)
"""Letters that do not come apart into a letter and an accent; dashes and apostrophes."""

_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)")
_NOT_EVERYWHERE = re.compile(r'[<>:"|?*]|\.$')
"""Devices on Windows, whatever the suffix."""


def everywhere(name: str) -> bool:
    """Whether a folder may have that name on Windows, macOS and Linux.

    Windows takes no `con` or `con.txt`, no dot at the end, and none of `<>:"|?*`; most systems
    take 255 bytes, and some copies of a name are longer than it.
    """
    if len(name.encode("utf-8", "replace")) > 200:
        return False
    stem = name.partition(".")[0].strip().lower()
    return not _NOT_EVERYWHERE.search(name) and not _RESERVED.fullmatch(stem)


def slug(text: str, fallback: str = "session") -> str:
    """`text` as `[a-z0-9-]{1,60}`; `fallback` if nothing is left of it.

    Where letters have no likeness in ASCII, a digest of the text keeps names apart.

    >>> slug("Pull day, biceps focus")
    'pull-day-biceps-focus'
    >>> slug("筋肉")
    'session-3672ba'
    """
    words = re.sub(r"[^a-z0-9]+", "-", in_ascii(text).lower().replace("'", ""))
    name = words.strip("-")[:LONGEST].strip("-")
    if _loses_letters(text):
        digest = blake2b(_apart(text).encode("utf-8", "replace"), digest_size=3).hexdigest()
        return f"{(name or fallback)[: LONGEST - 7].strip('-')}-{digest}"
    if not name:
        return fallback
    return f"{name}-{fallback}" if _RESERVED.fullmatch(name) else name


def _loses_letters(text: str) -> bool:
    return any(c.isalnum() and not c.isascii() for c in _apart(text))


def _apart(text: str) -> str:
    """`text` with letters and accents apart."""
    return unicodedata.normalize("NFKD", text.translate(_LETTERS))


def in_ascii(text: str) -> str:
    """`text` without accents, and without what has no letter in ASCII."""
    return _apart(text).encode("ascii", "ignore").decode()


@dataclass(frozen=True, slots=True)
class SessionPaths:
    """Where the files of one session are."""

    folder: Path
    """The collection's."""
    name: str
    """Base name of all its files."""
    converted: tuple[str, ...] = ()
    """Suffixes of the other sound files that belong to it."""

    @property
    def mp3(self) -> Path:
        """The sound."""
        return self.file(".mp3")

    def file(self, suffix: str) -> Path:
        """The file that ends in `suffix`."""
        return self.folder / (self.name + suffix)

    def all(self) -> tuple[Path, ...]:
        """Every file of the session, without the collection's covers."""
        return tuple(self.file(suffix) for suffix in (*SUFFIXES, *self.converted))


def session_paths(output: Path, collection: str, title: str) -> SessionPaths:
    """Where the session `title` of the collection `collection` is under `output`."""
    return SessionPaths(output / slug(collection, "collection"), slug(title))


def _no_earlier_session(_mp3: Path) -> None:
    """No earlier session is known at any path."""


@dataclass(slots=True)
class Names:
    """Gives each plan's session a name of its own, so that none overwrites another's."""

    known: Callable[[Path], Path | None] = _no_earlier_session
    """The plan that an MP3 was made from in an earlier run; None if that is not known."""
    _taken: dict[Path, Path | None] = field(default_factory=dict)
    """The plan of each MP3 of this run."""

    def claim(self, output: Path, collection: str, title: str, origin: Path | None) -> SessionPaths:
        """Paths that no other plan's session has; the second of a name ends in `-2`.

        The same plan has the same paths every time. A session whose plan is gone, or of which
        nothing is known, has no owner.

        Args:
            output: where the collections are.
            collection: the session's.
            title: the session's own.
            origin: the plan's file; None where it has none.
        """
        wanted = _numbered(session_paths(output, collection, title))
        paths = next(paths for paths in wanted if not self._is_others(paths.mp3, origin))
        self._taken[paths.mp3] = origin
        return paths

    def _is_others(self, mp3: Path, origin: Path | None) -> bool:
        if mp3 in self._taken:
            return self._taken[mp3] != origin
        owner = self.known(mp3)
        return owner is not None and _is_another(owner, origin)


def _numbered(paths: SessionPaths) -> Iterator[SessionPaths]:
    """`paths`, then those whose name ends in `-2`, in `-3`, and so on."""
    yield paths
    for number in count(2):
        ending = f"-{number}"
        name = paths.name[: LONGEST - len(ending)].rstrip("-") + ending
        yield SessionPaths(paths.folder, name)


def _is_another(owner: Path, origin: Path | None) -> bool:
    """Whether the file `owner` is still there, and not the same as `origin`."""
    try:
        status = owner.stat()
        return origin is None or not samestat(status, origin.stat())
    except OSError:
        return False
