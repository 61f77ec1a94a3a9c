"""A workout as a plan file that a person reads, each assumption in a comment beside it."""

from dataclasses import dataclass

from mmc_audio.importing.dates import moment_words
from mmc_audio.importing.model import Weight, Workout
from mmc_audio.importing.naming import NamedExercise, Understanding
from mmc_audio.importing.plan_items import ItemPrinter
from mmc_audio.importing.sides import with_both_sides, with_one_item
from mmc_audio.importing.yaml_text import YamlLine, comment_lines, joined, one_line, quoted_text
from mmc_audio.plan.model import Goal
from mmc_audio.plan.notation.number import decimal

LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Origin:
    """Where workouts come from, for the first line of their plans."""

    file: str
    """Without its folders."""
    label: str
    """`a Hevy export`."""

    def of(self, workout: Workout) -> str:
        """One line that no other workout of the file has."""
        when = f", {moment_words(workout.date)}" if workout.date else ""
        week = f", week {workout.week}" if workout.week else ""
        return f"Imported from {self.file}, {self.label}: {workout.title}{week}{when}"


@dataclass(frozen=True, slots=True)
class PlanText:
    """A plan to write."""

    title: str
    first_line: str
    """Says what it was imported from: a second import knows it by this."""
    text: str
    names: tuple[NamedExercise, ...]
    lost: tuple[str, ...]
    """What no plan can hold."""


def plan_text(
    workout: Workout, origin: Origin, names: Understanding, *, speak_notes: bool, is_log: bool
) -> PlanText:
    """The plan of one workout.

    Args:
        workout: what to print.
        origin: where it comes from.
        names: what the names of exercises mean.
        speak_notes: whether the file's notes are heard; else they are comments.
        is_log: whether it was done already, and says no rests.
    """
    printer = ItemPrinter(names, speak_notes, workout.rest_ms)
    work = printer.lines(with_one_item(with_both_sides(workout.entries)))
    first = one_line(f"# {origin.of(workout)}")
    title = one_line(workout.title)[:LONGEST_TITLE] or "Workout"
    head: list[YamlLine | str] = [
        first,
        *comment_lines(workout.note),
        f"title: {quoted_text(title)}",
    ]
    head += _goal(workout.goal)
    head += _one_rm(workout, printer)
    rests = "rests that are left out are the usual ones: the log has none" if is_log else ""
    lines = [*head, YamlLine("work:", rests if _has_no_rest(workout) else ""), *work]
    return PlanText(title, first, joined(lines), tuple(printer.met.values()), tuple(printer.lost))


def _goal(goal: str) -> list[YamlLine | str]:
    word = goal.strip().lower().replace(" ", "_")
    return [f"goal: {word}"] if word in set(Goal) else []


def _one_rm(workout: Workout, printer: ItemPrinter) -> list[YamlLine | str]:
    if not workout.one_rm:
        return []
    rows = [
        f"  {quoted_text(printer.named(name).name)}: {_mass(weight)}"
        for name, weight in workout.one_rm.items()
    ]
    return ["one_rm:", *rows]


def _mass(weight: Weight) -> str:
    return f"{decimal(round(weight.value * 1000))}{weight.unit}"


def _has_no_rest(workout: Workout) -> bool:
    return not any(one.rest_ms for item in workout.items for one in item.sets)


def summary(names: list[NamedExercise], skipped: int) -> str:
    """`12 exercises: 10 known, 1 guessed, 1 new; 3 rows skipped`."""
    states = {named.written.casefold(): named.state for named in names}
    count = list(states.values())
    noun = "exercise" if len(count) == 1 else "exercises"
    parts = [f"{count.count(s)} {s}" for s in ("known", "guessed", "new") if s in count]
    rows = f"; {skipped} row{'' if skipped == 1 else 's'} skipped" if skipped else ""
    return f"{len(count)} {noun}: {', '.join(parts) or 'none'}{rows}"
