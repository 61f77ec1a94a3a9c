"""What was heard lately is not said again at length, where there is a shorter wording."""

from collections.abc import Iterable
from dataclasses import replace

from mmc_audio.coaching.memory import Memory
from mmc_audio.script.model import Block, Cue, Item, Script

KEPT = frozenset({"safety"})
"""Labels of lines that are said whatever was heard."""


def spared(script: Script, memory: Memory) -> Script:
    """`script` without wordings that were heard within the last sessions, where it has others.

    Its shortest wording always stays, since the line may be needed.
    """
    if not memory.heard:
        return script
    sections = tuple(
        replace(section, items=_spared(section.items, memory)) for section in script.sections
    )
    return replace(script, sections=sections)


def _spared(items: Iterable[Item], memory: Memory) -> tuple[Item, ...]:
    return tuple(_item(item, memory) for item in items)


def _item(item: Item, memory: Memory) -> Item:
    if isinstance(item, Block):
        return replace(item, items=_spared(item.items, memory))
    if not isinstance(item, Cue) or KEPT.intersection(item.labels):
        return item
    left = tuple(text for text in item.wordings if not memory.recent(text))
    return item if left == item.wordings else replace(item, wordings=left or item.wordings[-1:])
