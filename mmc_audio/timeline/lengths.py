"""How long the words take: measured in batches, each text once."""

from collections.abc import Callable, Collection, Iterable, Mapping

from mmc_audio.speech.engine import Utterance
from mmc_audio.timeline.layout import Box, LayoutLine, Row
from mmc_audio.units import Ms

Measure = Callable[[Collection[Utterance]], Mapping[Utterance, Ms]]
"""Gives the heard length of each utterance. Called a few times with many, so that speech can run
side by side."""


GRID_MS = 80
"""A free line takes a whole number of these. Sixteen of them are 49 MPEG frames exactly, so what
follows a line stands in one of sixteen ways to the frames, whatever its words: most of it was
encoded before, for another set or another session. On average it makes a pause 40 ms longer."""


class Lengths:
    """Heard lengths, measured in batches and each once."""

    def __init__(self, measure: Measure) -> None:
        self._measure = measure
        self._known: dict[Utterance, Ms] = {}

    def learn(self, utterances: Iterable[Utterance]) -> None:
        """Measure those of `utterances` that are not known yet, in one batch."""
        new = [u for u in dict.fromkeys(utterances) if u not in self._known]
        if new:
            self._known.update(self._measure(new))

    def __getitem__(self, utterance: Utterance) -> Ms:
        return self._known[utterance]


def is_free(line: LayoutLine) -> bool:
    """Whether `line` is words that take as long as they take."""
    return line.cue.slot_ms is None and bool(line.utterances)


def row_ms(row: Row, wording: int, lengths: Lengths) -> Ms:
    """Time that `row` takes with that wording; a fill takes none of its own."""
    if isinstance(row, Box):
        return row.length_ms or 0
    if not isinstance(row, LayoutLine):
        return 0
    if row.cue.slot_ms is not None:
        return row.cue.slot_ms
    words = lengths[row.utterances[wording]] + row.gap_ms if row.utterances else 0
    return max(_on_the_grid(words), *row.sounds_ms, 0)


def _on_the_grid(ms: Ms) -> Ms:
    return -(-ms // GRID_MS) * GRID_MS
