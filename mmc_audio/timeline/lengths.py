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
    if isinstance(row, LayoutLine) and is_free(row):
        return _free_ms(row, lengths[row.utterances[wording]])
    return _rigid_ms(row)


def delivered_ms(row: Row, lengths: Lengths) -> Ms:
    """Time that `row` takes with its words as they are delivered."""
    if isinstance(row, LayoutLine) and is_free(row) and row.delivered:
        return _free_ms(row, lengths[row.delivered])
    return _rigid_ms(row)


def _rigid_ms(row: Row) -> Ms:
    """Time that a row takes whose words have no say in it."""
    if isinstance(row, Box):
        return row.length_ms or 0
    if not isinstance(row, LayoutLine):
        return 0
    return max((*row.sounds_ms, 0)) if row.cue.slot_ms is None else row.cue.slot_ms


def _free_ms(line: LayoutLine, words: Ms) -> Ms:
    return max(_on_the_grid(words + line.gap_ms), *line.sounds_ms, 0)


def _on_the_grid(ms: Ms) -> Ms:
    return -(-ms // GRID_MS) * GRID_MS
