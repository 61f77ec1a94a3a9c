"""What `mmc-audio log` asks after a session: a few questions for each exercise."""

import re
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mmc_audio.cli.shared import is_terminal, say
from mmc_audio.errors import UsageError
from mmc_audio.plan.bounds import MAX_REPS

if TYPE_CHECKING:
    from mmc_audio.ledger.store import SetRecord
    from mmc_audio.library.index import StoredSession

Answers = dict[str, Any]
Make = Callable[..., "SetRecord"]
T = TypeVar("T")

FELT = ("target", "both", "elsewhere")
SKIP = "skip"


def asked(found: "StoredSession", make: Make) -> "list[SetRecord]":
    """The sets of a session as the person at the terminal says they were.

    Args:
        found: the session.
        make: makes a record of its values.

    Raises:
        UsageError: if there is nobody to answer.
    """
    from mmc_audio.library.catalogue_view import movement
    from mmc_audio.library.view import view

    shown = view(found.sheet, movement)
    exercises = _by_exercise(_with_plans(shown))
    if not exercises:
        raise UsageError(f"{found.title} has no sets to log; name another session")
    say(f"{found.title}. Enter keeps what stands in brackets; '{SKIP}' leaves an exercise out.")
    records = []
    for exercise, sets in exercises.items():
        answers = _about(sets, shown["exercises"][exercise])
        records += [make(session=found.key, exercise=exercise, **answer) for answer in answers]
    return records


def _with_plans(shown: Answers) -> list[Answers]:
    """The sections, each with what the plan asked for in its first work."""
    first: dict[int, Answers] = {}
    for time in shown["times"]:
        if time["kind"] == "work":
            first.setdefault(time["section"], time)
    return [
        {**section, "planned": _planned(section, first.get(number, {}))}
        for number, section in enumerate(shown["sections"])
    ]


def _planned(section: Answers, time: Answers) -> Answers:
    """What the ledger keeps of the plan; what was lifted nobody has said."""
    load, unit = time.get("weight") or (None, None)
    reps = section["reps_in_all"] if section["unit"] == "rep" else time.get("reps")
    return {"planned_reps": reps, "planned_load": load, "unit": unit}


def _by_exercise(sections: Sequence[Answers]) -> dict[str, list[Answers]]:
    """The sets of each exercise, in the order in which the exercises begin."""
    found: dict[str, list[Answers]] = {}
    for section in sections:
        if section["work"] and section["exercise"]:
            found.setdefault(section["exercise"], []).append(section)
    return found


def _about(sets: Sequence[Answers], exercise: Answers) -> list[Answers]:
    """Answers for each set; none if the exercise is left out."""
    many = f", {len(sets)} sets" if len(sets) > 1 else ""
    say(f"\n{exercise['name']}{many}")
    reps = _reps(sets)
    if reps is None:
        return []
    if exercise["target"]:
        say(f"  (target: {exercise['target']}; elsewhere: {exercise['elsewhere'] or 'not there'})")
    felt = {
        "felt": _ask("Felt where: target, both, elsewhere", FELT[0], _felt),
        "clarity": _ask("How clearly, 0 to 10", "7", _tenth),
        "reserve": _ask("Good reps left, 0 to 10", "2", _tenth),
    }
    numbered = zip(sets, reps, strict=True)
    return [
        {"set_number": one["set"], "reps": done, **one["planned"], **felt} for one, done in numbered
    ]


def _reps(sets: Sequence[Answers]) -> list[int] | None:
    """Reps done in each set, 0 for holds; None if the exercise is left out."""
    planned = [(one["reps_in_all"] or 0) if one["unit"] == "rep" else 0 for one in sets]
    if not any(planned):
        answer = _ask("Done? yes or skip", "yes", _yes)
        return planned if answer else None
    said = " ".join(map(str, planned))
    return _ask("Reps done, set by set", said, lambda text: _counts(text, len(sets)))


def _ask(question: str, default: str, read: Callable[[str], T]) -> T:
    """Ask until the answer can be read.

    Raises:
        UsageError: if there is nobody to answer.
    """

    def checked(text: str) -> T:
        try:
            return read(text.strip().lower())
        except ValueError as error:
            raise click.UsageError(str(error)) from error

    try:
        answer: T = click.prompt(f"  {question}", default, value_proc=checked, err=True)
    except click.Abort as error:
        if is_terminal(sys.stdin):
            raise
        fix = "answer at a terminal, or give --exercise, or --add FILE"
        raise UsageError(f"no answer to {question!r}; {fix}") from error
    return answer


def _counts(text: str, sets: int) -> list[int] | None:
    if text == SKIP:
        return None
    found = re.findall(r"[0-9]{1,4}", text)
    if re.sub(r"[0-9, ]", "", text) or len(found) not in (1, sets):
        raise ValueError(f"write {sets} numbers such as {' '.join(['10'] * sets)}, or one for all")
    counts = [int(one) for one in found] * (1 if len(found) == sets else sets)
    if max(counts) > MAX_REPS:
        raise ValueError(f"write at most {MAX_REPS} reps")
    return counts


def _yes(text: str) -> bool:
    if text not in ("yes", "y", "no", "n", SKIP):
        raise ValueError(f"write yes or {SKIP}")
    return text in ("yes", "y")


def _felt(text: str) -> str:
    found = [word for word in FELT if text and word.startswith(text)]
    if len(found) != 1:
        raise ValueError("write target, both or elsewhere; a first letter will do")
    return found[0]


def _tenth(text: str) -> int:
    if not re.fullmatch("[0-9]|10", text):
        raise ValueError("write a whole number from 0 to 10")
    return int(text)
