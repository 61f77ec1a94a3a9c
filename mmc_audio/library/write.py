"""Writes a session: the MP3 and the sheets beside it, all of them or none."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mmc_audio.errors import MissingError, MmcError
from mmc_audio.library.atomic import FileGroup
from mmc_audio.library.chapters import chapters, chapters_json
from mmc_audio.library.cover import cover
from mmc_audio.library.cues import cue_sheet
from mmc_audio.library.heard import session_samples, to_ms
from mmc_audio.library.lrc import lrc
from mmc_audio.library.names import COVERS, SessionPaths
from mmc_audio.library.vtt import vtt
from mmc_audio.master.encode import DEFAULT, EncoderSettings
from mmc_audio.master.id3 import Tags, id3_tag
from mmc_audio.master.join import Joined, join
from mmc_audio.timeline.model import Timeline

LARGEST_COVER = 300_000
"""Bytes; a larger picture in the folder is left out of the tag."""

ADVICE = "Play at speed 1x with 'skip silence' off: the rests are part of the session."
"""What players show as the description."""


@dataclass(frozen=True, slots=True)
class About:
    """What the files say of a session besides its timeline."""

    collection: str
    """The program's title, or the plan's."""
    engine: str
    artist: str = "mmc-audio"
    track: str = ""
    """`3` or `3/12`."""
    day: date | None = None
    comment: str = ADVICE
    settings: EncoderSettings = DEFAULT


def write_session(
    paths: SessionPaths, timeline: Timeline, sections: Iterable[bytes], about: About
) -> Joined:
    """Write all files of a session; earlier ones stay as they are until all new ones are whole.

    The MP3 takes its place last, a moment after its sheets.

    Args:
        paths: where to.
        timeline: what is heard when.
        sections: the encoded sections of `timeline`, in order; asked for one after the other.
        about: what else the files say.

    Raises:
        OutputError: if something cannot be written.
        MissingError: if the folder has a cover that cannot be read.
        MmcError: if the sections are not as long as the timeline says.
    """
    texts = session_texts(timeline, about)
    with FileGroup(paths.folder) as group:
        picture = _covers(group, about)
        tag = id3_tag(_tags(timeline, about, texts[".lrc"], picture))
        for suffix, text in texts.items():
            group.write(paths.name + suffix, text.encode())
        with group.open(paths.name + ".mp3") as file:
            joined = join(file, tag, sections, about.settings)
        if joined.samples != session_samples(timeline):
            raise MmcError(f"{paths.mp3}: came out with another length than planned; render again")
    return joined


def session_texts(timeline: Timeline, about: About) -> dict[str, str]:
    """The sheets beside the MP3, by the ends of their names."""
    return {
        ".cues.json": cue_sheet(timeline, about.engine),
        ".lrc": lrc(timeline, artist=about.artist, album=about.collection),
        ".vtt": vtt(timeline),
        ".chapters.json": chapters_json(timeline),
    }


def _tags(timeline: Timeline, about: About, lyrics: str, picture: bytes) -> Tags:
    return Tags(
        title=timeline.title,
        length_ms=to_ms(session_samples(timeline)),
        album=about.collection,
        artist=about.artist,
        track=about.track,
        day=about.day,
        comment=about.comment,
        language=timeline.language,
        lyrics=lyrics,
        cover=picture,
        chapters=chapters(timeline),
    )


def _covers(group: FileGroup, about: About) -> bytes:
    """The collection's picture for the tag; drawn if the folder has none. A user's own is kept."""
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
