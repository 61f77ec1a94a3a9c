"""Counted numbers are put on the beat by their perceptual centre, not by their first sound.

The voice begins a little before the slot, and the number is felt where the slot starts. For other
words no such gain is shown: docs/timing.md.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import chain

from mmc_audio.languages.numbers import knows_numbers, number_words
from mmc_audio.speech.engine import Utterance
from mmc_audio.timeline.fit import GUARD_MS
from mmc_audio.timeline.model import PlacedCue, SectionTimeline, Timeline
from mmc_audio.units import Ms

Centres = Callable[[Collection[Utterance]], Mapping[Utterance, Ms]]
"""Gives the ms from each utterance's first sound to its perceptual centre. Called once."""

LABELS = frozenset({"count", "countdown"})
COUNTED = range(1, 21)


@cache
def counted_words(language: str) -> frozenset[str]:
    """The words of the numbers that are counted, in lower case; none where they are not known.

    Args:
        language: BCP 47.
    """
    if not knows_numbers(language):
        return frozenset()
    return frozenset(number_words(number, language).casefold() for number in COUNTED)


def centred(timeline: Timeline, centres: Centres) -> Timeline:
    """`timeline` with its counted numbers put on the beat; slots stay where they are."""
    numbers = counted_words(timeline.language)
    cues = chain.from_iterable(section.cues for section in timeline.sections)
    counted = dict.fromkeys(cue.utterance for cue in cues if _is_counted(cue, numbers))
    if not counted:
        return timeline
    found = centres(list(counted))
    sections = (_section(section, numbers, found) for section in timeline.sections)
    return replace(timeline, sections=tuple(sections))


def _is_counted(cue: PlacedCue, numbers: Collection[str]) -> bool:
    word = cue.utterance.text.strip().rstrip(".!?…,").casefold()
    return cue.slot is not None and word in numbers and not LABELS.isdisjoint(cue.cue.labels)


def _section(
    section: SectionTimeline, numbers: Collection[str], found: Mapping[Utterance, Ms]
) -> SectionTimeline:
    return replace(section, cues=tuple(_moved(section.cues, numbers, found)))


def _moved(
    cues: Collection[PlacedCue], numbers: Collection[str], found: Mapping[Utterance, Ms]
) -> Iterator[PlacedCue]:
    """The cues; a counted one begins early, but not in the one before it or in another section."""
    free_from = 0
    for cue in cues:
        if _is_counted(cue, numbers):
            early = min(found[cue.utterance], max(cue.at_ms - free_from, 0))
            cue = replace(cue, at_ms=cue.at_ms - early, end_ms=cue.end_ms - early)  # noqa: PLW2901
        yield cue
        free_from = cue.end_ms + GUARD_MS
