"""Removes wordings that were heard lately, in a line that has a shorter one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import is_

from mmc_audio.coaching.memory import Memory, sentences
from mmc_audio.script.model import Block, Cue, Item, Script, Section

KEPT = frozenset({"safety"})
"""Labels of lines that are said whatever was heard."""

COUNTED = frozenset({"safety", "count", "countdown"})
"""Labels of what may be heard again in the same session."""


def spared(script: Script, memory: Memory) -> Script:
    """`script` without wordings that were heard lately, where it has others.

    Of the last sessions the long sentences count, of this session those that can be remembered. The
    shortest wording of a line always stays, since the line may be needed; one that may be left out
    is, where all of it was said in this session. A section in which nothing changes stays the same
    object.
    """
    heard = _HeardSentences(memory)
    return replace(script, sections=tuple(map(heard.section, script.sections)))


class _HeardSentences:
    """Goes through a session from begin to end, and remembers its sentences."""

    def __init__(self, memory: Memory) -> None:
        """`memory` has what was heard in the sessions before."""
        self._memory = memory
        self._said: set[str] = set()

    def section(self, section: Section) -> Section:
        """The section with what is left of it."""
        items = tuple(self._heard(section.items))
        return section if _same(items, section.items) else replace(section, items=items)

    def _heard(self, items: Iterable[Item]) -> Iterator[Item]:
        for item in items:
            if isinstance(item, Block):
                inside = tuple(self._heard(item.items))
                yield item if _same(inside, item.items) else replace(item, items=inside)
            elif not isinstance(item, Cue) or not item.wordings:
                yield item
            elif (left := self._cue(item)) is not None:
                yield left

    def _cue(self, cue: Cue) -> Cue | None:
        if KEPT.intersection(cue.labels):
            return cue
        *longer, shortest = cue.wordings
        left = [text for text in longer if not self._memory.recent(text)]
        if COUNTED.isdisjoint(cue.labels):
            left = [text for text in left if not self._knows(text)]
            if not left and cue.optional and cue.slot_ms is None and self._knows(shortest):
                return None
            self._said.update(one for text in cue.wordings for one in sentences(text))
        wordings = (*left, shortest)
        return cue if wordings == cue.wordings else replace(cue, wordings=wordings)

    def _knows(self, text: str) -> bool:
        """Whether one of its sentences may have been heard before in this session."""
        return not self._said.isdisjoint(sentences(text))


def _same(items: Sequence[Item], before: Sequence[Item]) -> bool:
    return len(items) == len(before) and all(map(is_, items, before))
