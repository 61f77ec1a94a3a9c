"""What was assumed about the names of a plan's exercises: lines to read, or errors."""

from collections.abc import Sequence

from mmc_audio.errors import UnknownExerciseError
from mmc_audio.plan.faults import reported
from mmc_audio.plan.file import shown
from mmc_audio.plan.model import Plan
from mmc_audio.plan.named import names_in


def assumed_in(plan: Plan, file: str) -> list[UnknownExerciseError]:
    """One line for each exercise of `plan` whose name was not certain, at the name in `file`.

    Names are those of the language that is spoken now (`coaching.translation.spoken_in`).
    """
    from mmc_audio.coaching.catalogue import load_catalogue
    from mmc_audio.coaching.names import assumed

    found = list(assumed(plan, load_catalogue(), file=shown(file)))
    places = {(name, at.line): at for name, at in names_in(file)} if found else {}
    for one in found:
        if one.place:
            one.place = places.get((one.name, one.place.line), one.place)
    return found


def doubts_beside_errors(file: str) -> list[UnknownExerciseError]:
    """What the names of a plan file were taken for, although the plan is wrong elsewhere."""
    from mmc_audio.coaching.catalogue import load_catalogue

    catalogue = load_catalogue()
    said = ((name, place, catalogue.understand(name).assumed) for name, place in names_in(file))
    return [UnknownExerciseError(what, place, name=name) for name, place, what in said if what]


def require_known_names(plan: Plan, file: str) -> None:
    """Raise an error for each name that was only assumed.

    Raises:
        UnknownExerciseError: if one name was not certain; ManyErrors for several.
    """
    from mmc_audio.coaching.translation import spoken_in
    from mmc_audio.templates.search_path import override_folders
    from mmc_audio.templates.translations import translation_of

    with spoken_in(translation_of(override_folders(), plan.language)):
        found = assumed_in(plan, file)
    require_certain(found)


def require_certain(assumed: Sequence[UnknownExerciseError]) -> None:
    """As `require_known_names`, where what was assumed is known already."""
    if assumed:
        raise reported(assumed)
