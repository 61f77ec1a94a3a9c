"""Script and its parts: what will be said, as frozen data. Times are whole milliseconds."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mmc_audio.units import Ms

SOUNDS = ("bell", "tick", "beep", "rise", "fall")
"""Names of the sounds a line may carry; made in `audio.sounds`."""

PHASES = ("eccentric", "stretch", "concentric", "peak")
"""Labels that say which phase of a repetition a line speaks to."""

LABELS = (
    "count", "focus", "external", "form", "breath", "imagery", "checkin", "activation", "scan",
    "relax", "safety", "setup", "countdown", "sport", "reflection", "reset",
)  # fmt: skip
"""Labels that say what a line is for; the first one is the cue's `kind`."""

SETTINGS = ("pace", "gap", "voice", "volume")
"""Settings that may stand in a section; before the first section also `title`, `language`."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a line was written: the template or script file, and the line in it (from 1)."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


NOWHERE = Source("", 0)


@dataclass(frozen=True, slots=True)
class Cue:
    """One line that takes time: words, a sound, silence, or several of them.

    With `slot_ms` it lasts exactly that long; without, as long as its words or its sound take.
    """

    wordings: tuple[str, ...] = ()
    """From long to short; empty for silence or a sound alone. One idea in each."""
    slot_ms: Ms | None = None
    sounds: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    """In the order written; those in PHASES name the phase."""
    optional: bool = False
    source: Source = field(default=NOWHERE, compare=False)
    attributes: Mapping[str, str] = field(default_factory=dict, hash=False)
    """What stands in its braces: holds from here on, see `attributes.py`."""


@dataclass(frozen=True, slots=True)
class Mark:
    """`## Rep 3 {rep=3}`: a mark in the cue sheet that is not heard."""

    text: str
    source: Source = field(default=NOWHERE, compare=False)
    attributes: Mapping[str, str] = field(default_factory=dict, hash=False)
    """What begins here, whatever the text says and in whatever language."""


@dataclass(frozen=True, slots=True)
class Setting:
    """`@pace 110`: holds for the lines that follow in its section."""

    name: str
    value: str
    source: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Note:
    """`// for the reader`: kept, not spoken."""

    text: str
    source: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Fill:
    """`[fill]`: silence that takes an equal share of what its block has left."""

    source: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Block:
    """`[block 75s]` ... `[end]`: lasts exactly `length_ms`, or its natural length if None."""

    items: tuple["Item", ...]
    length_ms: Ms | None = None
    optional: bool = False
    source: Source = field(default=NOWHERE, compare=False)
    attributes: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Holds within the block."""
    loose: bool = False
    """Whether each of its lines may be left out; the first and those of safety go last."""


Item = Cue | Mark | Setting | Note | Fill | Block


@dataclass(frozen=True, slots=True)
class Section:
    """`# Title {key=value}`: a chapter, a cache entry, a track."""

    title: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    items: tuple[Item, ...] = ()
    source: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Script:
    """A whole session as text."""

    sections: tuple[Section, ...]
    settings: tuple[Setting, ...] = ()
    """Before the first section: title, language, and settings that hold for all sections."""
