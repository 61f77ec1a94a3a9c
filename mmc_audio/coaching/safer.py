"""Items of a plan as a profile may do them: as they are, with a relative in their place, or not."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from mmc_audio.coaching.demands import Profile, ProfileChange
from mmc_audio.coaching.exercise import Exercise
from mmc_audio.plan.clocked import BoutPlan
from mmc_audio.plan.conflicts import OF_REPS
from mmc_audio.plan.model import ExerciseItem, Interval

Item = TypeVar("Item", ExerciseItem, Interval, BoutPlan)

OF_THE_EXERCISE = (
    "tempo", "start_phase", "load", "like", "muscle", "variant", "cues", *OF_REPS, "note", "each",
    "cluster", "ladder", "up_to",
)  # fmt: skip
"""Keys that were meant for the exercise that is left out, and say nothing about another one."""

MEASURES = {
    "reps": ("reps", "amrap_ms"),
    "hold": ("hold_ms", "breaths"),
    "breaths": ("hold_ms", "breaths"),
    "time": ("duration_ms", "distance_m", "pace"),
}
"""Keys for how long a set is, by the metric of an exercise."""


@dataclass(slots=True)
class SaferItems:
    """Looks at each exercise of the work, and keeps what it changed."""

    profile: Profile
    changes: list[ProfileChange] = field(default_factory=list)

    def of(
        self, item: Item, find: Callable[[Item], Exercise], position: tuple[int, int] | None
    ) -> tuple[Item | None, str]:
        """The item as it is done, and the name of what it stands in for.

        Args:
            item: as planned.
            find: the exercise that an item names.
            position: where it stands in the plan.

        Raises:
            ValueError: as `find` does.
            PlanError: as `find` does.
        """
        exercise = find(item)
        if self.profile.allows(exercise):
            return item, ""
        other = self.profile.relative(exercise)
        change = self.profile.change(exercise, other, position)
        if change not in self.changes:
            self.changes.append(change)
        if other is None:
            return None, ""
        return _done_as(item, exercise, other), exercise.name


def _done_as(item: Item, exercise: Exercise, other: Exercise) -> Item:
    """The item with `other` in its place; its sets, rest and measure stay where they fit."""
    defaults = {name: field.default for name, field in type(item).model_fields.items()}
    gone = {*OF_THE_EXERCISE}
    if exercise.metric != other.metric:
        gone |= {key for keys in MEASURES.values() for key in keys} - {*MEASURES[other.metric]}
    if other.laterality != "unilateral":
        gone |= {"side", "switch_ms"}
    blank = {key: default for key, default in defaults.items() if key in gone}
    return item.model_copy(update={**blank, "exercise": other.id})
