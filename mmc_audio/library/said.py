"""What was spoken in the last sessions of a collection, read from their cue sheets."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from mmc_audio.library.sheet import read_sheet

UNCOUNTED = frozenset({"safety", "count", "countdown"})
"""Labels of what may be heard in every session."""


def said_before(
    folder: Path, day: date, most: int, belongs: Callable[[Path], bool]
) -> Iterator[list[str]]:
    """The spoken texts of each of the last sessions before `day`, the last one first.

    Args:
        folder: the collection's; one that is not there has no sessions.
        day: of the session that is to be written; it does not hear itself.
        most: how many sessions to look back.
        belongs: whether a session's MP3 is the same athlete's.
    """
    for path in _sheets(folder, day, belongs)[:most]:
        try:
            with path.open("rb") as file:
                sheet = read_sheet(file)
        except (OSError, ValueError):
            continue  # being replaced, or damaged: nothing is known of it
        yield [str(cue["text"]) for cue in sheet["cues"] if _counts(cue)]


def _sheets(folder: Path, day: date, belongs: Callable[[Path], bool]) -> list[Path]:
    """The sheets of the finished sessions before `day`, the last one first."""
    found = {path.name: path for path in folder.glob("*.cues.json")}
    before = sorted((name for name in found if _day_of(name) < day), reverse=True)
    sessions = ((found[name], folder / name.replace(".cues.json", ".mp3")) for name in before)
    return [sheet for sheet, mp3 in sessions if mp3.is_file() and belongs(mp3)]


def _day_of(name: str) -> date:
    """The day that a session's name begins with; the last of all where it begins with none."""
    try:
        return date.fromisoformat(name[:10])
    except ValueError:
        return date.max


def _counts(cue: dict[str, Any]) -> bool:
    return not UNCOUNTED.intersection(cue.get("labels") or ())
