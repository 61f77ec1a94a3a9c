"""The user's own configuration, `config.toml`: commands as engines, and the default voice.

[voice]                      # left out: the natural voice that comes with the package
engine = "espeak"
name = "en-us+f3"            # left out: a voice of the plan's language
pace = 140                   # words a minute; left out: 150
loudness = -16               # of whole sessions, in LUFS; left out: -19
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from mmc_audio.errors import UnavailableError
from mmc_audio.plan.bounds import LOUDNESS, PACE, PACES

FileStamp = tuple[int, int, int]
VOICE_KEYS = {"engine", "name", "loudness", "pace"}


@dataclass(frozen=True, slots=True)
class PreferredVoice:
    """Who speaks, and how loud, where a plan does not say; None for no preference."""

    engine: str | None = None
    name: str | None = None
    loudness: int | None = None
    pace: int | None = None


def config_file() -> Path:
    """The user's configuration; a plan has no say in it."""
    import platformdirs

    return Path(platformdirs.user_config_dir("mmc-audio")) / "config.toml"


def config_table(name: str) -> dict[str, Any]:
    """One table of the configuration; empty where it is missing.

    Raises:
        UnavailableError: naming the file, and what is invalid in it.
    """
    path = config_file()
    table = _read(path, _stamp(path)).get(name, {})
    if not isinstance(table, dict):
        raise UnavailableError(f"{path}: {name} must be a table; write [{name}]")
    return table


def preferred_voice() -> PreferredVoice:
    """The default that the user set.

    Raises:
        UnavailableError: naming the file and the key that is invalid.
    """
    table = config_table("voice")
    if unknown := set(table) - VOICE_KEYS:
        raise _invalid(f"there is no key {min(unknown)!r}; write engine, name, pace and loudness")
    words = [value for name, value in table.items() if name in {"engine", "name"}]
    if not all(isinstance(value, str) and value.strip() for value in words):
        raise _invalid('engine and name are words; write engine = "espeak"')
    if "name" in table and "engine" not in table:
        raise _invalid('name needs an engine; write engine = "hibari"')
    loudness = _whole(table, "loudness", LOUDNESS, -16)
    return PreferredVoice(
        table.get("engine"), table.get("name"), loudness, _whole(table, "pace", PACES, PACE)
    )


def _whole(table: dict[str, Any], name: str, numbers: range, such_as: int) -> int | None:
    value = table.get(name)
    if value is None or (type(value) is int and value in numbers):
        return value
    first, last = numbers[0], numbers[-1]
    raise _invalid(f"{name} is a whole number from {first} to {last}; write {name} = {such_as}")


def _invalid(what: str) -> UnavailableError:
    return UnavailableError(f"{config_file()}: [voice]: {what}")


def _stamp(path: Path) -> FileStamp | None:
    """What tells the file from an earlier one of its name; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


@lru_cache(maxsize=1)
def _read(path: Path, stamp: FileStamp | None) -> dict[str, Any]:
    """A server runs for days, and an editor writes meanwhile: `stamp` makes it another file."""
    import tomllib

    if stamp is None or not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UnavailableError(f"{path}: {error}; fix it") from error
