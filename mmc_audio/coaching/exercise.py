"""What a coach knows about one movement, as frozen records read from the catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Any

from mmc_audio.coaching.translation import current_translation

WEIGHTS = frozenset(
    {"barbell", "cable", "dumbbell", "kettlebells", "machine", "medicine ball", "trap bar"}
)
"""Equipment that weighs something; a band can be let go, but not set down or lightened."""

CARDIO = frozenset({"run", "walk", "bike", "row", "ski", "swim", "glide", "stairs", "steady"})
"""Motions whose machine is no weight: nothing is put down after a ride."""

Wordings = tuple[str, ...]
"""Ways to say one thing, from long to short; empty where there is nothing to say."""


@lru_cache(maxsize=16_384)  # lint asks for the same texts hundreds of thousands of times
def wordings(text: str | None) -> Wordings:
    """`long | shorter | short` as a tuple; the empty tuple for None."""
    return tuple(part for part in (p.strip() for p in (text or "").split("|")) if part)


NO_ARTICLE = ("the", "a", "an", "your", "my", "one", "both", "between", "somewhere")
"""Words after which, or before which, no `the` may stand."""


def with_article(place: str) -> str:
    """A place of the body as it stands in a sentence: with `the`, where it takes one.

    In another language its file writes the article with the place.
    """
    if current_translation():
        return place
    first = place.split(maxsplit=1)[0].lower() if place.split() else ""
    return place if not first or first in NO_ARTICLE else f"the {place}"


@dataclass(frozen=True, slots=True)
class Cues:
    """What is said to the working muscle (`setup` to `lower`) or to the task (`external`)."""

    setup: Wordings = ()
    lift: Wordings = ()
    squeeze: Wordings = ()
    lower: Wordings = ()
    external: Wordings = ()


@dataclass(frozen=True, slots=True)
class Feel:
    """Where the work should be felt, and where it is often felt instead."""

    target: str = ""
    elsewhere: str = ""

    @property
    def the_target(self) -> str:
        """The place with its article: `the front of the upper arm`."""
        return with_article(self.target)

    @property
    def the_elsewhere(self) -> str:
        """The other place with its article."""
        return with_article(self.elsewhere)


@dataclass(frozen=True, slots=True)
class Defaults:
    """The dose where the plan leaves it out. Times in seconds."""

    sets: int = 3
    reps: int = 10
    rest_s: float = 60
    hold_s: tuple[float, float] | None = None
    load_pct_1rm: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class BreathPattern:
    """Beats of one breath, as in the Pilates hundred."""

    inhale_beats: int
    exhale_beats: int
    cycles: int
    beat_s: float


@dataclass(frozen=True, slots=True)
class Exercise:
    """One entry of the catalogue, or of a plan that brings its own cues."""

    id: str
    name: str
    muscle_call: str
    """The muscle's short spoken name, at most two words."""
    cues: Cues
    aliases: tuple[str, ...] = ()
    family: str = ""
    """Id of the exercise whose words it has, with differences; its own where it has its own."""
    modality: str = "resistance"
    mechanic: str = "isolation"
    contraction: str = "dynamic"
    """dynamic, isometric, ballistic or cyclic."""
    complexity: int = 1
    """1 single joint or simple hold, 2 stable multi-joint, 3 free multi-joint or balance,
    4 sequenced, heavy or ballistic."""
    level: str = "beginner"
    equipment: tuple[str, ...] = ()
    laterality: str = "bilateral"
    """bilateral, unilateral or alternating."""
    muscle_group: str = ""
    target: tuple[str, ...] = ()
    synergists: tuple[str, ...] = ()
    stabilizers: tuple[str, ...] = ()
    default_focus: str = "internal"
    metric: str = "reps"
    """reps, hold, breaths or time."""
    start_phase: str = "eccentric"
    tempo: str | None = None
    """As written: eccentric-stretch-concentric-peak."""
    external_phase: str = "concentric"
    """The phase that the external cue speaks to."""
    exhale: str = "concentric"
    """The phase with the breath out."""
    phase_words: Mapping[str, str] = field(default_factory=dict)
    imagery: Wordings = ()
    form_check: Wordings = ()
    compensation: str = ""
    activation: str = ""
    feel: Feel = Feel()
    breath: str = ""
    defaults: Defaults = Defaults()
    focus_variants: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    breath_pattern: BreathPattern | None = None
    duration_min: tuple[float, float] | None = None
    cue_interval_s: tuple[float, float] | None = None
    safety: str = ""
    motion: str = ""
    """What kind of work without reps it is, where that has words of its own: `bike`, `stretch`."""
    reset_s: float = 0
    """Seconds to take position again before each rep: a box jump, a clean, a slam."""
    demands: tuple[str, ...] = ()
    """What it asks of the body that a profile may forbid: some of `demands.DEMANDS`."""
    instead: tuple[str, ...] = ()
    """Ids of its relatives that ask for less, the nearest first."""
    note: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)
    """Fields of the file that have no place above."""

    @property
    def isometric(self) -> bool:
        """Whether it is held, so that a tempo makes no sense."""
        return self.contraction == "isometric"

    @property
    def weighted(self) -> bool:
        """Whether it can be done with a weight."""
        return self.motion not in CARDIO and bool(WEIGHTS.intersection(self.equipment))

    @property
    def needs_weight(self) -> bool:
        """Whether it is not done without one; what is named first is what it is done with."""
        banded = self.equipment[:1] == ("band",)
        return self.weighted and not banded and "body only" not in self.equipment


_NAMES = frozenset(f.name for f in fields(Exercise))
_TUPLES = (
    "aliases", "equipment", "target", "synergists", "stabilizers", "demands", "instead",
)  # fmt: skip
_PAIRS = ("duration_min", "cue_interval_s")


def exercise(record: Mapping[str, Any]) -> Exercise:
    """The exercise in one whole record of the catalogue.

    Raises:
        KeyError: if `id`, `name`, `muscle_call` or `cues` is missing.
    """
    known = {key: value for key, value in record.items() if key in _NAMES and value is not None}
    known |= {key: tuple(known[key]) for key in (*_TUPLES, *_PAIRS) if key in known}
    known |= {key: wordings(known.get(key)) for key in ("imagery", "form_check")}
    known["cues"] = cues(record["cues"])
    known["feel"] = Feel(**record.get("feel", {}))
    known["defaults"] = _defaults(record.get("defaults", {}))
    if pattern := known.get("breath_pattern"):
        known["breath_pattern"] = BreathPattern(**pattern)
    more = {key: value for key, value in record.items() if key not in _NAMES}
    return Exercise(**known, more=more)


def cues(record: Mapping[str, Any]) -> Cues:
    """The cues of one record: `internal: {setup, lift, squeeze, lower}` and `external`."""
    inner = {key: wordings(text) for key, text in record.get("internal", {}).items()}
    return Cues(**inner, external=wordings(record.get("external")))


def _defaults(record: Mapping[str, Any]) -> Defaults:
    known = {f.name for f in fields(Defaults)}
    given: dict[str, Any] = {}
    for key in known & record.keys():
        value = record[key]
        if value is not None:
            given[key] = tuple(value) if isinstance(value, list) else value
    return Defaults(**given)
