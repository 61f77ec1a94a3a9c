"""Which texts have to be spoken to know what fits: four batches at most."""

from collections.abc import Iterable, Iterator

from mmc_audio.timeline.fit import all_delivered, faster, fits, fitting
from mmc_audio.timeline.layout import Box, LayoutLine, boxes, lines
from mmc_audio.timeline.lengths import Lengths, Measure, is_free, row_ms


def measure_all(sections: Iterable[Box], measure: Measure) -> Lengths:
    """Measure what fitting will ask for.

    First wordings as they are delivered; where those do not fit also at the asked pace; then
    shorter ones; then faster ones.
    """
    every = [line for section in sections for line in lines(section)]
    blocks = [box for section in sections for box in boxes(section) if box.length_ms is not None]
    lengths = Lengths(measure)
    lengths.learn(line.delivered for line in every if line.delivered)
    tight = [line for line in every if line.cue.slot_ms is not None and line.delivered]
    tight = [line for line in tight if line.delivered and not fits(line, line.delivered, lengths)]
    blocks = [box for box in blocks if not all_delivered(box, lengths)]
    lengths.learn(line.utterances[0] for line in [*tight, *_free(blocks)])
    tight = [line for line in tight if not fits(line, line.utterances[0], lengths)]
    lengths.learn(u for line in [*tight, *_crowded(blocks, lengths)] for u in line.utterances)
    hopeless = [line for line in tight if next(fitting(line, lengths), None) is None]
    lengths.learn(u for line in hopeless for u in faster(line, lengths))
    return lengths


def _crowded(blocks: Iterable[Box], lengths: Lengths) -> Iterator[LayoutLine]:
    """Free lines of blocks that are too short for the first wordings."""
    for box in blocks:
        if sum(row_ms(row, 0, lengths) for row in box.rows) > (box.length_ms or 0):
            yield from _free([box])


def _free(blocks: Iterable[Box]) -> Iterator[LayoutLine]:
    """The free lines of blocks, without those of the blocks in them."""
    for box in blocks:
        yield from (row for row in box.rows if isinstance(row, LayoutLine) and is_free(row))
