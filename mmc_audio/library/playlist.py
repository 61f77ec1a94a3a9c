"""Playlists: M3U8 with true durations and relative paths.

One is in each folder of tracks, and says which files there are ours. One is in a program's
folder and lists its sessions.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mmc_audio._lib.atomic import FileGroup
from mmc_audio.library.sheet import read_sheet
from mmc_audio.mp3.text import clean

SUFFIX = ".m3u8"
TRIES = 5
"""Readings of a folder that others write to at the same moment."""

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*\.mp3")
LARGEST = 1_000_000
"""Bytes of a playlist that is read."""


@dataclass(frozen=True, slots=True)
class PlaylistEntry:
    """One file of a playlist."""

    name: str
    """Of the file, which is beside the playlist."""
    title: str
    duration_s: float


def m3u8(title: str, entries: Iterable[PlaylistEntry]) -> str:
    """The playlist as text: UTF-8 is meant, lines end in LF, seconds are to the millisecond."""
    lines = ["#EXTM3U", f"#PLAYLIST:{clean(title)}"]
    for entry in entries:
        lines += [f"#EXTINF:{entry.duration_s:.3f},{clean(entry.title)}", entry.name]
    return "\n".join(lines) + "\n"


def playlist_of(folder: Path) -> Path:
    """Where the playlist of `folder` is: it is called as the folder is."""
    return folder / (folder.name + SUFFIX)


def listed(folder: Path) -> list[Path]:
    """The files of `folder` that its playlist names, as far as the names are such as we give."""
    path = playlist_of(folder)
    if not path.is_file() or path.stat().st_size > LARGEST:
        return []
    lines = path.read_text("utf-8", "replace").splitlines()
    return [folder / line for line in lines if _NAME.fullmatch(line)]


def refresh(folder: Path, title: str) -> Path:
    """Bring the playlist of the sessions in `folder` up to date.

    Others may put sessions into the folder at the same moment: whoever writes last looks again.

    Raises:
        OutputError: if it cannot be written.
    """
    path = playlist_of(folder)
    for _ in range(TRIES):
        text = m3u8(title, _sessions(folder)).encode()
        if path.is_file() and path.read_bytes() == text:
            break
        with FileGroup(folder) as group:
            group.write(path.name, text)
    return path


def _sessions(folder: Path) -> Iterator[PlaylistEntry]:
    """The finished sessions, in the order of their names; what is no cue sheet is passed over."""
    for path in sorted(folder.glob("[!.]*.cues.json")):
        mp3 = path.name.removesuffix(".cues.json") + ".mp3"
        try:
            with path.open("rb") as file:
                sheet = read_sheet(file)
        except (OSError, ValueError):
            continue
        if (folder / mp3).is_file():
            yield PlaylistEntry(mp3, str(sheet.get("title") or mp3), float(sheet["duration_s"]))
