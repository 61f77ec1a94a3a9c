"""Names for the steps of a session that stay the same when the plan grows."""

from collections import defaultdict

from mmc_audio.coaching.steps import RoutineStep, Session, Step

Key = tuple[str, object]


def step_ids(session: Session) -> tuple[str, ...]:
    """An id for each moment of `session`, in order; all sets of an exercise of the plan share one.

    It is the exercise's or routine's own id; `-2` follows where the plan has the same one again.
    So neither more sets nor another exercise before it change it.
    """
    seen: dict[str, dict[object, str]] = defaultdict(dict)
    ids = []
    for index, step in enumerate(session.moments):
        name, place = _key(step, index)
        known = seen[name]
        number = len(known) + 1
        ids.append(known.setdefault(place, name if number == 1 else f"{name}-{number}"))
    return tuple(ids)


def work_ids(session: Session) -> tuple[str, ...]:
    """The ids of the sets and intervals alone, as `session.work` has them."""
    pairs = zip(session.moments, step_ids(session), strict=True)
    return tuple(id_ for step, id_ in pairs if not isinstance(step, RoutineStep))


def _key(step: Step, index: int) -> Key:
    if isinstance(step, RoutineStep):
        return step.routine, index
    return step.exercise.id, step.item
