"""Writes a session: the MP3 and the sheets beside it, all of them or none."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from mmc_audio._lib.atomic import FileGroup
from mmc_audio.audio.parts import session_samples
from mmc_audio.errors import MissingError, MmcError
from mmc_audio.library.chapters import chapters, chapters_json
from mmc_audio.library.converted import write_converted
from mmc_audio.library.cover import cover
from mmc_audio.library.cues import cue_sheet
from mmc_audio.library.names import COVERS
from mmc_audio.library.session_files import SessionFiles
from mmc_audio.library.tagging import AboutSession, lyrics, tag_of
from mmc_audio.library.tracks import write_tracks
from mmc_audio.library.vtt import vtt
from mmc_audio.mp3.join import JoinedFile, join
from mmc_audio.timeline.model import Timeline

__all__ = ["AboutSession", "session_texts", "write_session"]

LARGEST_COVER = 300_000
"""Bytes; a larger picture in the folder is left out of the tag."""


def write_session(
    files: SessionFiles,
    timeline: Timeline,
    sections: Iterable[bytes],
    about: AboutSession,
    *,
    then: Callable[[], None] = lambda: None,
) -> JoinedFile:
    """Write all files of a session; earlier ones stay as they are until all new ones are whole.

    The MP3 takes its place a moment after its sheets, and its tracks a moment after it.

    Args:
        files: where to, and how the session is also cut into tracks.
        timeline: what is heard when.
        sections: the encoded sections of `timeline`, in order; asked for one after the other.
        about: what else the files say; the cover is the folder's.
        then: called when all files have appeared, before another rendering can replace them.

    Raises:
        OutputError: if something cannot be written.
        MissingError: if the folder has a cover that cannot be read.
        MmcError: if the sections are not as long as the timeline says.
    """
    texts, paths = session_texts(timeline, about), files.paths
    with FileGroup(paths.folder, then) as group:
        covered = replace(about, cover=_covers(group, about))
        for suffix, text in texts.items():
            group.write(paths.name + suffix, text.encode())
        with group.open(paths.mp3.name) as file:
            joined = join(file, tag_of(timeline, covered), sections, about.settings)
        if joined.samples != session_samples(timeline):
            raise MmcError(f"{paths.mp3}: came out with another length than planned; render again")
        write_converted(group, paths, chapters(timeline))
        for cut in files.cuts:
            with group.read(paths.mp3.name) as file:
                file.seek(joined.start)
                write_tracks(group, file, cut, timeline, covered)
    return joined


def session_texts(timeline: Timeline, about: AboutSession) -> dict[str, str]:
    """The sheets beside the MP3, by the ends of their names."""
    return {
        ".cues.json": cue_sheet(timeline, about.engine, about.settings.rate),
        ".lrc": lyrics(timeline, about),
        ".vtt": vtt(timeline),
        ".chapters.json": chapters_json(timeline),
    }


def _covers(group: FileGroup, about: AboutSession) -> bytes:
    """The collection's cover for the tag; drawn if the folder has none, and never replaced."""
    missing = [name for name in COVERS if not (group.folder / name).exists()]
    picture = _kept(group.folder) if len(missing) < len(COVERS) else cover(about.collection)
    for name in missing if picture else ():
        group.write(name, picture)
    return picture if len(picture) <= LARGEST_COVER else b""


def _kept(folder: Path) -> bytes:
    found = next(folder / name for name in COVERS if (folder / name).exists())
    try:
        picture = found.read_bytes()
    except OSError as error:
        raise MissingError(f"{found}: cannot be read; make it readable, or remove it") from error
    return picture if picture.startswith(b"\xff\xd8\xff") else b""
