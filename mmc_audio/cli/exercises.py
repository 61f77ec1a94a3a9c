"""`mmc-audio exercises`: what is known of exercises, and what a name is understood as."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from mmc_audio.cli.shared import counted, json_option, say, show, show_json

if TYPE_CHECKING:
    from mmc_audio.coaching.catalogue import Catalogue, NameMeaning

Row = dict[str, Any]
"""One exercise, as JSON has it."""


@click.command(short_help="Search exercises; say how a name is understood.")
@click.argument("names", nargs=-1, metavar="[NAME...]")
@click.option("--muscle", metavar="M", help="Only those for this muscle, such as 'rear delts'.")
@click.option("--equipment", metavar="E", help="Only those with this equipment, such as cable.")
@json_option
def command(
    names: tuple[str, ...], muscle: str | None, equipment: str | None, as_json: bool
) -> None:
    """Say for each NAME what it is understood as; without a name, list all exercises.

    `known` is exact, variation (an exercise with recognised differences), family (a kind of
    movement), guess (perhaps), or none (it gets words for any movement).

    \b
    Examples:
      mmc-audio exercises "Squat (Barbell)" "DB RDL"
      mmc-audio exercises --muscle triceps --equipment cable
      mmc-audio exercises "cable thing for rear delts" --json
    """
    from mmc_audio.coaching.catalogue import load_catalogue

    catalogue = load_catalogue()
    keeps = _filter(catalogue, muscle, equipment)
    asked = names or tuple(entry.name for entry in catalogue.exercises)
    found = [catalogue.understand(name) for name in asked]
    rows = [(_row(one), one.assumed) for one in found if keeps(one)]
    if as_json:
        show_json([row for row, _ in rows])
        return
    _print(rows, explain=bool(names))


def _filter(catalogue: "Catalogue", muscle: str | None, equipment: str | None) -> "_ExerciseFilter":
    from mmc_audio.errors import UsageError

    try:
        groups = catalogue.muscle_groups(muscle) if muscle else frozenset()
        tools = catalogue.equipment_called(equipment) if equipment else frozenset()
    except ValueError as error:
        raise UsageError(str(error)) from error
    return _ExerciseFilter(groups, tools)


class _ExerciseFilter:
    """Whether an exercise is for the muscles and the equipment that were asked for."""

    def __init__(self, groups: Iterable[str], tools: Iterable[str]) -> None:
        self._groups, self._tools = frozenset(groups), frozenset(tools)

    def __call__(self, one: "NameMeaning") -> bool:
        tools = {one.equipment, *one.exercise.equipment}
        right_muscle = not self._groups or one.muscle_group in self._groups
        return right_muscle and (not self._tools or bool(tools & self._tools))


def _row(one: "NameMeaning") -> Row:
    return {
        "asked": one.asked,
        "known": one.known,
        "said": one.said,
        "family": one.family or None,
        "muscle_group": one.muscle_group or None,
        "equipment": one.equipment or None,
        "side": one.side or None,
        "others": list(one.others),
    }


def _print(rows: list[tuple[Row, str]], *, explain: bool) -> None:
    for row, assumed in rows:
        about = ", ".join(_about(row))
        head = f'{row["asked"]}: {row["known"]}, said as "{row["said"]}"' if explain else ""
        show(f"{head or row['said']} ({about})" if about else head or row["said"])
        if assumed and explain:
            show(f"  {assumed}")
        if row["others"] and explain:
            show(f"  or: {', '.join(row['others'])}")
    if not explain:
        say(counted(len(rows), "exercise"))


def _letters(name: str) -> str:
    """Letters and digits of a name or an id: `pushup` of `Push-up` and of `push_up`."""
    return "".join(filter(str.isalnum, name.casefold()))


def _about(row: Row) -> Iterator[str]:
    if row["family"] and _letters(row["family"]) != _letters(row["said"]):
        yield f"like {row['family']}"
    yield from (row[key] for key in ("muscle_group", "equipment", "side") if row[key])
