"""Introductions that are part of a rest: they get the time there is, and no more."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from mmc_audio.script.times import format_time
from mmc_audio.templates.rendering import Moment, RenderedText
from mmc_audio.units import Ms


def fitted(moments: Sequence[Moment], pieces: Sequence[RenderedText]) -> Iterator[RenderedText]:
    """The pieces, those of an introduction in one loose block of its length below the heading.

    Args:
        moments: what was rendered.
        pieces: the text of each.
    """
    asked = [(moment.within_ms, moment.seed) for moment in moments]
    for (within_ms, _), group in groupby(zip(asked, pieces, strict=True), key=itemgetter(0)):
        texts = [piece for _, piece in group if piece.text]
        if within_ms is None or not texts:
            yield from texts
        else:
            yield _in_block(texts, within_ms)


def _in_block(pieces: Sequence[RenderedText], length: Ms) -> RenderedText:
    lines = [line for piece in pieces for line in piece.text.split("\n")]
    sources = [source for piece in pieces for source in piece.sources]
    ids = [each for piece in pieces for each in piece.ids]
    begin = 1 + max((n for n, line in enumerate(lines) if line.startswith("# ")), default=-1)
    if begin == len(lines):
        return RenderedText("\n".join(lines), tuple(sources), tuple(ids))
    opening = f"[block {format_time(length)} loose]"
    return RenderedText(
        "\n".join([*lines[:begin], opening, *lines[begin:], "[end]"]),
        (*sources[:begin], sources[begin], *sources[begin:], sources[-1]),
        (*ids[:begin], ids[begin], *ids[begin:], ids[-1]),
    )
