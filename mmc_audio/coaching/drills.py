"""Which activation a session calls for, and the drill that a plan names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from mmc_audio.coaching.catalogue import drills, fold, routines
from mmc_audio.coaching.exercise import Exercise


@dataclass(frozen=True, slots=True)
class Drill:
    """A few slow reps that find a muscle before the work asks for it."""

    id: str
    muscle: str
    """Its key in the activation library, such as `glutes`."""
    name: str
    """As recalled later: the feeling you had in the bridge."""
    title: str
    posture: str
    side: str
    reps: int
    hold_s: float
    muscle_call: str
    steps: tuple[str, ...]
    calls: Mapping[str, str]
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


def called_for(work: Iterable[Exercise]) -> str:
    """The muscle the work calls for: the glutes for any squat or deadlift, else the first's."""
    wanted = [muscle_for(exercise) for exercise in work]
    return "glutes" if "glutes" in wanted else next((muscle for muscle in wanted if muscle), "")


def drill_for(muscle: str) -> Drill | None:
    """The drill of the activation library for a muscle."""
    name = routines()["activation_library"].get(muscle)
    return _all().get(name) if name else None


def find(name: str) -> Drill | None:
    """The drill called so by id, name or muscle; None if there is none."""
    by_name = {fold(key): d for d in _all().values() for key in (d.muscle, d.name, d.id)}
    return by_name.get(fold(name))


def nearest(name: str) -> list[str]:
    """Muscles and drills that look like `name`, or all muscles."""
    muscles = list(routines()["activation_library"])
    return get_close_matches(name, [*muscles, *_all()], 2, 0.6) or muscles


def _all() -> dict[str, Drill]:
    return {entry["id"]: _drill(entry) for entry in drills()["drills"]}


def _drill(entry: Mapping[str, Any]) -> Drill:
    return Drill(**{**entry, "steps": tuple(entry["steps"])})
