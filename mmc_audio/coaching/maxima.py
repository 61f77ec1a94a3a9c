"""The one-repetition maxima that a plan gives, by the exercises they are of."""

from collections.abc import Callable, Iterator

from mmc_audio.coaching.catalogue import Catalogue, fold
from mmc_audio.coaching.exercise import Exercise
from mmc_audio.errors import PlanError
from mmc_audio.plan.model import ExerciseItem, Load, Plan, SupersetItem

Find = Callable[[ExerciseItem], Exercise]
"""The exercise that an item of the work names, with the plan's own words."""


def named_maxima(plan: Plan, catalogue: Catalogue, find: Find) -> dict[str, Load]:
    """The maxima by exercise id.

    Raises:
        PlanError: for an exercise that neither the catalogue nor the plan knows, or one that is
            named twice.
    """
    written: dict[str, str] = {}
    found: dict[str, Load] = {}
    for name, load in plan.one_rm.items():
        exercise = _exercise_of(name, plan, catalogue, find)
        if other := written.get(exercise.id):
            what = f'one_rm: "{name}" and "{other}" are one exercise; keep one of the two'
            raise PlanError(what, path=("one_rm", name))
        written[exercise.id] = name
        found[exercise.id] = load
    return found


def _exercise_of(name: str, plan: Plan, catalogue: Catalogue, find: Find) -> Exercise:
    items = {fold(item.exercise): item for item in _items(plan)}
    if mine := items.get(fold(name)):
        return find(mine)
    if catalogue.is_certain(name):
        return catalogue.find(name)
    near = " or ".join(catalogue.nearest(name)) or "an exercise of the plan"
    what = f'one_rm: there is no exercise "{name}"; did you mean {near}?'
    raise PlanError(what, path=("one_rm", name))


def _items(plan: Plan) -> Iterator[ExerciseItem]:
    for item in plan.work:
        if isinstance(item, SupersetItem):
            yield from item.superset
        elif isinstance(item, ExerciseItem):
            yield item
