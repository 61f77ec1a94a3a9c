"""Which activation a session calls for, and the drill that a plan names."""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, Literal

from mmc_audio._lib import suggest
from mmc_audio.coaching.catalogue.fold import fold
from mmc_audio.coaching.exercise import Exercise
from mmc_audio.coaching.texts import routines

USUAL_REPS = 6
USUAL_HOLD_S = 3
"""For an exercise that is done as an activation without a drill of its own."""


@dataclass(frozen=True, slots=True)
class Drill:
    """A few slow reps that find a muscle before the work asks for it."""

    id: str
    muscle: str
    """Its key in the activation library, such as `glutes`."""
    name: str
    """As recalled later: the feeling you had in the bridge."""
    exercise: str
    """Id of the exercise whose words are called in its reps."""
    muscle_call: str
    reps: int
    hold_s: float
    each_side: bool
    steps: tuple[str, ...]
    brief: tuple[str, ...]
    """The steps again, for those who know them."""
    litmus: str
    not_yet: str
    """What to do if the answer to `litmus` is no."""
    recall: str


_LEGS = frozenset({"glutes", "quadriceps", "hamstrings", "adductors", "lower back"})
_BY_GROUP = {
    "abdominals": "abs", "obliques": "abs", "rotator cuff": "rotator_cuff",
    "shoulders": "rotator_cuff", "middle back": "upper_back", "traps": "upper_back",
    "lats": "lats", "chest": "chest", "quadriceps": "quads", "hamstrings": "hamstrings",
    "calves": "calves", "abductors": "side_hip", "adductors": "side_hip", "glutes": "glutes",
}  # fmt: skip


def muscle_for(exercise: Exercise) -> str:
    """The key of the activation library that prepares `exercise`; empty for none.

    Squats, deadlifts and their kin look for the glutes.
    """
    if exercise.mechanic == "compound" and exercise.muscle_group in _LEGS:
        return "glutes"
    return _BY_GROUP.get(exercise.muscle_group, "")


def felt_in(exercise: Exercise) -> str:
    """Where `exercise` is felt, as far as one feeling can be looked for in another exercise.

    It is the muscle that prepares it, where the exercise says that it is felt there: a squat is
    felt in the glutes and the thighs. A press is prepared by the cuff, and felt in the shoulders.
    """
    prepared, group = muscle_for(exercise), exercise.muscle_group
    if prepared and prepared in exercise.feel.target:
        return prepared
    return group if group in _FELT_ALONE else _BY_GROUP.get(group, exercise.id)


_FELT_ALONE = frozenset({"shoulders", "adductors"})


def called_for(work: Iterable[Exercise]) -> str:
    """The muscle the work calls for: that of the first exercise that has a drill.

    What comes after it changes nothing: a plan that grows at its end begins as it did.
    """
    wanted = (muscle_for(exercise) for exercise in work)
    return next((muscle for muscle in wanted if muscle), "")


DrillPlace = Literal["", "feet", "chair"]
"""Where the work is done, as far as it changes how a muscle is found."""


def place_of(work: Sequence[Exercise]) -> DrillPlace:
    """On one's feet where all of it is a run or a walk; on a chair where most of it is."""
    if work and all(exercise.metric == "time" for exercise in work):
        return "feet"
    on_chairs = sum(_on_a_chair(exercise) for exercise in work)
    return "chair" if 2 * on_chairs > len(work) else ""


def _on_a_chair(exercise: Exercise) -> bool:
    held = "chair" in exercise.equipment[:1]
    seated = bool(_CHAIR.search(exercise.name)) and exercise.equipment[:1] in _AT_HOME
    return held or seated


_CHAIR = re.compile(r"\b(chair|seated|sitting)\b", re.IGNORECASE)
_AT_HOME = ((), ("body only",), ("band",))


def instead_of_drill(muscle: str, place: DrillPlace, needs: Sequence[str], has: Set[str]) -> str:
    """The exercise that finds a muscle where its drill does not fit; empty where it does.

    Args:
        muscle: a key of the activation library.
        place: where the work is done.
        needs: the equipment of the drill, one of it.
        has: what the work is done with: nothing else is at hand.
    """
    elsewhere = routines()["activation_elsewhere"]
    if place and muscle in elsewhere[place]:
        return str(elsewhere[place][muscle])
    at_hand = needs[:1] == ("body only",) or not has.isdisjoint(needs)
    return "" if at_hand else str(elsewhere["free"].get(muscle, ""))


def drill_for(muscle: str) -> Drill | None:
    """The drill of the activation library for a muscle; None if there is none."""
    name = routines()["activation_library"].get(muscle)
    return _drill(muscle, name) if name else None


def find_drill(name: str) -> Drill | None:
    """The drill called so by muscle, id or name; None if there is none."""
    for muscle, drill_id in routines()["activation_library"].items():
        drill = _drill(muscle, drill_id)
        if fold(name) in {fold(muscle), fold(drill_id), fold(drill.name)}:
            return drill
    return None


def done_with(exercise: Exercise) -> Drill | None:
    """The drill that is done with this exercise; None if there is none."""
    found = (drill_for(muscle) for muscle in routines()["activation_library"])
    return next((drill for drill in found if drill and drill.exercise == exercise.id), None)


def nearest_muscles(name: str) -> list[str]:
    """Muscles that look like `name`, or all."""
    muscles = list(routines()["activation_library"])
    return suggest.nearest(name, muscles, most=2) or muscles


def _drill(muscle: str, drill_id: str) -> Drill:
    entry: Mapping[str, Any] = routines()[drill_id]
    return Drill(
        id=drill_id,
        muscle=muscle,
        name=entry["name"],
        exercise=entry["exercise"],
        muscle_call=entry["muscle_call"],
        reps=entry["reps"],
        hold_s=entry["hold_s"],
        each_side=entry["each_side"],
        steps=tuple(entry["steps"]),
        brief=tuple(entry["brief"]),
        litmus=entry["litmus"],
        not_yet=entry["not_yet"],
        recall=entry["recall"],
    )
