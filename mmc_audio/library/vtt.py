"""WebVTT: the cues as captions, for browsers and podcast apps."""

import textwrap
from collections.abc import Iterator
from html import escape
from itertools import zip_longest

from mmc_audio.library.heard import HeardCue, heard_cues, to_ms
from mmc_audio.mp3.text import clean
from mmc_audio.timeline.model import Timeline
from mmc_audio.units import SAMPLE_RATE, Samples

WIDEST = 65
"""Characters in a line, the voice tag with it: the Podcasting 2.0 transcript rules."""

VOICE = "<v Coach>"

LEAST = SAMPLE_RATE
"""Samples a caption stays, if the next one lets it: a shorter one cannot be read."""


def vtt(timeline: Timeline) -> str:
    """The whole file."""
    return "WEBVTT\n\n" + "".join(_captions(heard_cues(timeline)))


def _captions(cues: tuple[HeardCue, ...]) -> Iterator[str]:
    for cue, following in zip_longest(cues, cues[1:]):
        end = max(cue.end, cue.start + LEAST)
        if following is not None:
            end = max(min(end, following.start), cue.end)
        lines = _wrapped(cue.placed.written)
        yield f"{_time(cue.start)} --> {_time(Samples(end))}\n{lines}\n\n"


def _wrapped(text: str) -> str:
    lines = textwrap.wrap(clean(text), WIDEST - len(VOICE), break_on_hyphens=False)
    return "\n".join(VOICE + escape(line, quote=False) for line in lines[:1]) + "".join(
        "\n" + escape(line, quote=False) for line in lines[1:]
    )


def _time(position: Samples) -> str:
    ms = to_ms(position)
    return f"{ms // 3600000:02d}:{ms // 60000 % 60:02d}:{ms // 1000 % 60:02d}.{ms % 1000:03d}"
