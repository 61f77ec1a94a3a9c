"""What an MP3 says of itself."""

from dataclasses import dataclass
from datetime import date

from mmc_audio.audio.parts import session_samples
from mmc_audio.library.chapters import chapters
from mmc_audio.library.heard import to_ms
from mmc_audio.library.lrc import lrc
from mmc_audio.mp3.id3 import Tags, id3_tag
from mmc_audio.mp3.settings import DEFAULT, EncoderSettings
from mmc_audio.timeline.model import Timeline

ADVICE = "Play at speed 1x with 'skip silence' off: the rests are part of the session."
"""What players show as the description."""


@dataclass(frozen=True, slots=True)
class AboutSession:
    """What the files say of a session besides its timeline."""

    collection: str
    """The program's title, or the plan's."""
    engine: str
    artist: str = "mmc-audio"
    track: str = ""
    """`3` or `3/12`."""
    day: date | None = None
    comment: str = ADVICE
    cover: bytes = b""
    """JPEG; empty for none."""
    settings: EncoderSettings = DEFAULT


def lyrics(timeline: Timeline, about: AboutSession) -> str:
    """The words with their times, as LRC."""
    return lrc(timeline, artist=about.artist, album=about.collection)


def tag_of(timeline: Timeline, about: AboutSession) -> bytes:
    """The ID3 tag of an MP3 that holds the sections of `timeline`."""
    return id3_tag(
        Tags(
            title=timeline.title,
            length_ms=to_ms(session_samples(timeline)),
            album=about.collection,
            artist=about.artist,
            track=about.track,
            day=about.day,
            comment=about.comment,
            language=timeline.language,
            lyrics=lyrics(timeline, about),
            cover=about.cover,
            chapters=chapters(timeline),
        )
    )
