"""What the parts of a line say, gathered into an exercise."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from mmc_audio.importing.model import Weight, WorkoutItem, WorkoutSet


@dataclass(slots=True)
class ItemDraft:
    """A line while it is read."""

    line: int
    words: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    sets: list[WorkoutSet] = field(default_factory=list)
    """Sets that differ, in order."""
    count: int | None = None
    base: WorkoutSet = field(default_factory=WorkoutSet)
    """What is said of all sets."""
    weights: list[Weight] = field(default_factory=list)
    """One for each set."""
    named: bool = False
    """Whether the name is complete."""

    def put(self, **values: object) -> None:
        """Say something of all sets."""
        self.base = replace(self.base, **values)  # type: ignore[arg-type]

    @property
    def name(self) -> str:
        """The words of the name."""
        name = " ".join(" ".join(self.words).strip(" -\u2013.,:").split())
        return name or ("Warm-up" if self.base.kind == "warmup" else "")

    @property
    def measured(self) -> bool:
        """Whether it says what a set is, or how many."""
        base = self.base
        measures = (base.reps, base.length_ms, base.breaths, base.distance_m, base.all_out or None)
        return bool(self.sets) or self.count is not None or any(measures)

    def item(self, unit: str) -> WorkoutItem:
        """The exercise.

        Args:
            unit: of weights without one: `kg`, `lb`, or `unsaid`.
        """
        sets = [_over(one, self.base) for one in self.sets] or [self.base] * (self.count or 1)
        if self.weights:
            sets = _weighted(sets, self.weights, counted=bool(self.sets or self.count))
        plain = not (self.measured or self.base != WorkoutSet() or self.weights)
        known = [_in_unit(replace(one, line=self.line), unit) for one in sets]
        note = "; ".join(self.notes)
        return WorkoutItem(self.name, () if plain else tuple(known), note=note, line=self.line)


def _over(one: WorkoutSet, base: WorkoutSet) -> WorkoutSet:
    """A set with what is said of all."""
    return replace(
        base,
        reps=one.reps or base.reps,
        open_end=one.open_end or base.open_end,
        all_out=one.all_out or base.all_out,
        weight=one.weight or base.weight,
        length_ms=one.length_ms or base.length_ms,
    )


def _weighted(
    sets: Sequence[WorkoutSet], weights: Sequence[Weight], *, counted: bool
) -> list[WorkoutSet]:
    """Weights beside the sets; the last one for what is left."""
    if not counted:
        sets = [sets[0]] * len(weights)
    padded = [*weights, *[weights[-1]] * len(sets)]
    return [replace(one, weight=weight) for one, weight in zip(sets, padded, strict=False)]


def _in_unit(one: WorkoutSet, unit: str) -> WorkoutSet:
    if one.weight is None or one.weight.unit != "unsaid" or unit == "unsaid":
        return one
    return replace(one, weight=replace(one.weight, unit="lb" if unit == "lb" else "kg"))
