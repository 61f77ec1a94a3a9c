"""The cue script: what will be said, as text that a person can read, edit and diff.

`parse` reads it, `to_text` prints it, and `parse(to_text(script)) == script`. The language is
described in docs/cue-script.md.
"""

from mmc_audio.script.model import (
    LABELS,
    NOWHERE,
    PHASES,
    SETTINGS,
    SOUNDS,
    Block,
    Cue,
    Fill,
    Item,
    Mark,
    Note,
    Script,
    Section,
    Setting,
    Source,
)
from mmc_audio.script.parse import parse
from mmc_audio.script.text import to_text

__all__ = [
    "LABELS",
    "NOWHERE",
    "PHASES",
    "SETTINGS",
    "SOUNDS",
    "Block",
    "Cue",
    "Fill",
    "Item",
    "Mark",
    "Note",
    "Script",
    "Section",
    "Setting",
    "Source",
    "parse",
    "to_text",
]
