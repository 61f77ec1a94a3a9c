"""Removes dated sessions from a collection's folder, with all their files and nothing else.

A dated session is what a program rendered: `2026-11-23-pull-day`, with its cue sheet. Whatever else
is in the folder stays: other sessions, those of another program of the same title, a cover of
one's own, files of any other name.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from mmc_audio._lib.atomic import as_output_error
from mmc_audio._lib.locked_folder import alone
from mmc_audio.library.names import CONVERTED, SessionPaths
from mmc_audio.library.playlist import listed, playlist_of
from mmc_audio.library.sheet import read_sheet
from mmc_audio.library.tracks import LAYOUTS, folder_of

SHEET = ".cues.json"

Ours = Callable[[SessionPaths], bool]
"""Whether the program in question has rendered a session."""
_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})-[a-z0-9][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class DatedSession:
    """A session that was rendered for a day."""

    day: date
    paths: SessionPaths


def dated_sessions(folder: Path) -> list[DatedSession]:
    """The dated sessions of a collection, by day and name; none if there is no such folder."""
    found = (_dated(folder, path) for path in sorted(folder.glob(f"[0-9]*{SHEET}")))
    return [one for one in found if one]


def prune(folder: Path, before: date, ours: Ours) -> list[str]:
    """Remove those of our sessions that are of days before `before`. Returns their names.

    Raises:
        OutputError: if a file cannot be removed; what is left of its session goes next time.
    """
    return _removed(folder, (one for one in _those(folder, ours) if one.day < before))


def replace_day(folder: Path, day: date, name: str, ours: Ours) -> list[str]:
    """Remove what we rendered for `day` when the program still said another plan than `name`.

    Raises:
        OutputError: as `prune`.
    """
    others = (one for one in _those(folder, ours) if one.day == day and one.paths.name != name)
    return _removed(folder, others)


def _those(folder: Path, ours: Ours) -> Iterator[DatedSession]:
    return (one for one in dated_sessions(folder) if ours(one.paths))


def _dated(folder: Path, sheet: Path) -> DatedSession | None:
    name = sheet.name.removesuffix(SHEET)
    found = _DATED.fullmatch(name)
    if not found or sheet.is_symlink() or not sheet.is_file():
        return None
    try:
        day = date.fromisoformat(found[1])
        with sheet.open("rb") as file:
            read_sheet(file)
    except (OSError, ValueError):
        return None
    return DatedSession(day, SessionPaths(folder, name))


def _removed(folder: Path, sessions: Iterator[DatedSession]) -> list[str]:
    names = []
    for session in sessions:
        with alone(folder):
            _remove(session.paths)
        names.append(session.paths.name)
    return names


def _remove(paths: SessionPaths) -> None:
    """The cue sheet goes last: as long as it is there, an interrupted removal is found again."""
    for layout in LAYOUTS:
        _remove_tracks(folder_of(paths, layout))
    sheet = paths.file(SHEET)
    files = replace(paths, converted=CONVERTED).all()
    for path in (*(path for path in files if path != sheet), sheet):
        _unlink(path)


def _remove_tracks(folder: Path) -> None:
    """What the playlist names, then the playlist, then the folders if nothing else is in them."""
    for path in (*listed(folder), playlist_of(folder)):
        _unlink(path)
    for place in (folder, folder.parent):
        if place.is_dir() and not any(place.iterdir()):
            with as_output_error(place):
                place.rmdir()


def _unlink(path: Path) -> None:
    if not path.is_dir():
        with as_output_error(path):
            path.unlink(missing_ok=True)
