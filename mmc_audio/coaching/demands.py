"""What exercises ask of the body that a profile forbids, and what is done in their place.

Which exercise asks what, and its nearest relatives that ask for less, stands in the catalogue
(`demands` and `instead` of each family). A flag only takes away: the session has a relative in the
exercise's place, or nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from mmc_audio.coaching.exercise import Exercise
from mmc_audio.plan.model import ProfileFlag

DEMANDS: Mapping[str, str] = {
    "supine": "lying on the back",
    "prone": "lying on the front",
    "head_down": "the head below the heart",
    "breath_hold": "straining against a held breath",
    "jump": "jumping and landing",
    "deep_knee": "a deep bend of the knees",
    "spine_flexion": "bending the spine under load",
    "overhead": "a weight overhead",
    "fall_risk": "balance where a fall is possible",
}
"""Every demand, as a message names it."""

FORBIDS: Mapping[ProfileFlag, frozenset[str]] = {
    ProfileFlag.PREGNANT: frozenset({"supine", "prone", "breath_hold", "jump", "fall_risk"}),
    ProfileFlag.HYPERTENSION: frozenset({"head_down", "breath_hold"}),
    ProfileFlag.GLAUCOMA: frozenset({"head_down", "breath_hold"}),
    ProfileFlag.BACK_PAIN: frozenset({"spine_flexion", "jump"}),
    ProfileFlag.KNEE_PAIN: frozenset({"deep_knee", "jump"}),
}
"""What each flag leaves out: long time on the back or front, contact, falls and breath-holding in
a pregnancy (ACOG 2020); breath-holding and the head below the heart with high blood or eye pressure
(ACSM 2021; Jasien 2015); jumps and deep or loaded bends where a joint hurts."""


def _needs_only(exercise: Exercise, at_hand: Set[str] | None) -> bool:
    tools = frozenset(exercise.equipment[:1]) - {"body only"}
    return at_hand is None or tools <= at_hand


@dataclass(frozen=True, slots=True)
class ProfileChange:
    """One exercise that the profile takes out of the session."""

    asked: str
    """Its name."""
    id: str
    demands: tuple[str, ...]
    """What it asks for that is forbidden."""
    flags: tuple[str, ...]
    """Which flags forbid it."""
    instead: str = ""
    """Name of what is done in its place; empty where it is left out."""
    position: tuple[int, int] | None = None
    """Line and column in the plan file, from 1; None for a drill that the plan does not name."""


class Profile:
    """What the flags of a plan forbid."""

    def __init__(self, flags: Iterable[ProfileFlag], by_id: Mapping[str, Exercise]) -> None:
        """Of these flags; relatives are looked up in `by_id`."""
        self._flags = sorted(flags)
        self._by_id = by_id
        self._forbidden = frozenset[str]().union(*(FORBIDS.get(f, ()) for f in self._flags))

    def allows(self, exercise: Exercise) -> bool:
        """Whether it asks for nothing that is forbidden."""
        return self._forbidden.isdisjoint(exercise.demands)

    def relative(self, exercise: Exercise, at_hand: Set[str] | None = None) -> Exercise | None:
        """The nearest relative that is allowed, with nothing but what is `at_hand`; None for none.

        Without `at_hand` it may need any equipment.
        """
        near = (self._by_id[id_] for id_ in exercise.instead if id_ != exercise.id)
        allowed = (one for one in near if self.allows(one))
        return next((one for one in allowed if _needs_only(one, at_hand)), None)

    def change(
        self, exercise: Exercise, other: Exercise | None, position: tuple[int, int] | None
    ) -> ProfileChange:
        """What is to be said about `other` standing in for `exercise`."""
        asked = tuple(each for each in DEMANDS if each in self._forbidden & {*exercise.demands})
        flags = tuple(self._flags_against(asked))
        instead = other.name if other else ""
        return ProfileChange(exercise.name, exercise.id, asked, flags, instead, position)

    def _flags_against(self, demands: Iterable[str]) -> Iterator[str]:
        asked = frozenset(demands)
        return (flag.value for flag in self._flags if asked & FORBIDS.get(flag, frozenset()))
