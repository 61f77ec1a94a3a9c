"""What the names of a plan's exercises were taken for, where that is not certain."""

from collections.abc import Iterator

from mmc_audio.coaching.catalogue import Catalogue, NameMeaning, load_catalogue
from mmc_audio.coaching.catalogue.fold import fold
from mmc_audio.coaching.clocked import PAUSES, clock_of
from mmc_audio.errors import Place, UnknownExerciseError
from mmc_audio.plan.file import shown
from mmc_audio.plan.model import ExerciseItem, Interval, IntervalItem, Plan, SupersetItem
from mmc_audio.plan.named import names_in


def assumed(plan: Plan, catalogue: Catalogue, *, file: str) -> Iterator[UnknownExerciseError]:
    """One line for each exercise whose name was not certain, with its place in `file`.

    They are errors for those who want them to be (`--strict`), and lines to read for all others.
    """
    for item, position in _items(plan):
        found = _found(item, catalogue)
        if found is not None and found.assumed:
            line, column = position or (None, None)
            place = Place(file, line, column)
            yield UnknownExerciseError(found.assumed, place, name=item.exercise)


def assumed_in(plan: Plan, file: str) -> list[UnknownExerciseError]:
    """As `assumed`, at the name itself in `file`, the plan's path.

    Names are those of the language that is spoken now (`translation.spoken_in`).
    """
    found = list(assumed(plan, load_catalogue(), file=shown(file)))
    places = {(name, at.line): at for name, at in names_in(file)} if found else {}
    for one in found:
        if one.place:
            one.place = places.get((one.name, one.place.line), one.place)
    return found


def doubts_beside_errors(file: str) -> list[UnknownExerciseError]:
    """What the names of a plan file were taken for, although the plan is wrong elsewhere."""
    catalogue = load_catalogue()
    said = ((name, place, catalogue.understand(name).assumed) for name, place in names_in(file))
    return [UnknownExerciseError(what, place, name=name) for name, place, what in said if what]


def _found(item: ExerciseItem | Interval, catalogue: Catalogue) -> NameMeaning | None:
    """What an item's name was taken for; None where the plan says all itself."""
    if item.cues or item.like or item.muscle:
        return None
    return catalogue.understand(item.exercise)


def _items(plan: Plan) -> Iterator[tuple[ExerciseItem | Interval, tuple[int, int] | None]]:
    for item in plan.work:
        if isinstance(item, SupersetItem):
            yield from ((each, each.position or item.position) for each in item.superset)
        elif isinstance(item, IntervalItem):
            yield item.interval, item.position
        elif isinstance(item, ExerciseItem):
            yield item, item.position
        else:
            for bout in clock_of(item)[1]:
                if bout.exercise.casefold() in PAUSES:
                    continue
                yield ExerciseItem(exercise=bout.exercise), bout.position or item.position


def ids_meant(catalogue: Catalogue, text: str) -> list[str]:
    """The ids that a name may mean: what it is understood as, what has it in it, what is near."""
    meant = catalogue.understand(text)
    wanted = fold(text)
    holding = [id_ for folded, id_ in catalogue.index.items() if wanted and wanted in folded]
    others = [catalogue.index.get(fold(name), "") for name in meant.others]
    ids = [meant.exercise.id, meant.family, *others, *holding]
    found = [each for each in dict.fromkeys(ids) if each in catalogue.by_id]
    return found or [catalogue.index[fold(name)] for name in catalogue.nearest(text, 5)]
