"""LRC: the cues as lyrics, beside the MP3 and in its tag."""

from collections.abc import Iterator
from itertools import zip_longest

from mmc_audio.audio.parts import session_samples
from mmc_audio.library.heard import HeardCue, heard_cues, to_ms
from mmc_audio.mp3.text import clean
from mmc_audio.timeline.model import Timeline
from mmc_audio.units import SAMPLE_RATE, Samples

PAUSE_S = 8
"""A longer silence empties the line."""


def lrc(timeline: Timeline, *, artist: str, album: str) -> str:
    """The whole file. Times are cut to centiseconds, so a line never shows late."""
    length = to_ms(session_samples(timeline)) // 1000
    head = {"ti": timeline.title, "ar": artist, "al": album}
    lines = [f"[{name}:{_plain(text)}]" for name, text in head.items() if text]
    lines.append(f"[length:{length // 60:02d}:{length % 60:02d}]")
    return "\n".join([*lines, *_lines(heard_cues(timeline))]) + "\n"


def _lines(cues: tuple[HeardCue, ...]) -> Iterator[str]:
    for cue, following in zip_longest(cues, cues[1:]):
        yield f"[{_time(cue.start)}]{_plain(cue.placed.written)}"
        if following is None or following.start - cue.end > PAUSE_S * SAMPLE_RATE:
            yield f"[{_time(cue.end)}]"


def _time(position: Samples) -> str:
    hundredths = to_ms(position) // 10
    return f"{hundredths // 6000:02d}:{hundredths // 100 % 60:02d}.{hundredths % 100:02d}"


def _plain(text: str) -> str:
    """Without brackets, which would be read as times."""
    return clean(text).replace("[", "(").replace("]", ")")
