"""What was heard lately is not said again at length, where there is a shorter wording."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mmc_audio.coaching.memory import Memory, sentences
from mmc_audio.script.model import Block, Cue, Item, Script

KEPT = frozenset({"safety"})
"""Labels of lines that are said whatever was heard."""

COUNTED = frozenset({"safety", "count", "countdown"})
"""Labels of what may be heard again in the same session."""


def spared(script: Script, memory: Memory) -> Script:
    """`script` without wordings that were heard lately, where it has others.

    Of the last sessions the long sentences count, of this session those that can be remembered. The
    shortest wording of a line always stays, since the line may be needed; one that may be left out
    is, where all of it was said in this session.
    """
    ear = _Ear(memory)
    sections = tuple(
        replace(section, items=tuple(ear.heard(section.items))) for section in script.sections
    )
    return replace(script, sections=sections)


class _Ear:
    """Hears a session from its beginning to its end."""

    def __init__(self, memory: Memory) -> None:
        """With what was heard in the sessions before."""
        self._memory = memory
        self._said: set[str] = set()

    def heard(self, items: Iterable[Item]) -> Iterator[Item]:
        """The items with what is left of them."""
        for item in items:
            if isinstance(item, Block):
                yield replace(item, items=tuple(self.heard(item.items)))
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
        """Whether a sentence of it was heard in this session, or could have been."""
        return not self._said.isdisjoint(sentences(text))
