"""Items of one exercise in a row are one exercise: numbered through, and set up once."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from mmc_audio.coaching.steps import RepsDose, SetStep, WorkStep


def numbered_through(items: Sequence[Sequence[WorkStep]]) -> list[WorkStep]:
    """The steps of all items; the sets of one exercise in items that follow each other as one.

    `155 x 9`, `155 x 7`, `135 x 8` are set one, two and three of three. An item that has more to
    say than its reps, load, tempo and rest begins anew.
    """
    steps: list[WorkStep] = []
    for run in _runs([item for item in items if item]):
        steps += _one(run) if len(run) > 1 else run[0]
    return steps


def _runs(items: Sequence[Sequence[WorkStep]]) -> Iterator[list[Sequence[WorkStep]]]:
    run = list(items[:1])
    for before, after in pairwise(items):
        if _goes_on(before[-1], after):
            run.append(after)
        else:
            yield run
            run = [after]
    if run:
        yield run


def _goes_on(last: WorkStep, after: Sequence[WorkStep]) -> bool:
    first = after[0]
    if not (isinstance(last, SetStep) and isinstance(first, SetStep)):
        return False
    same = (last.exercise, last.sides, last.focus, last.only) == (
        first.exercise, first.sides, first.focus, first.only,
    )  # fmt: skip
    return (
        same
        and _plain(last)
        and all(isinstance(s, SetStep) and _plain(s) for s in after)
        and (not first.note and first.instead_of in ("", last.instead_of))
    )


def _plain(step: SetStep) -> bool:
    """A set of reps of the work, without groups, drops and rounds."""
    counted = isinstance(step.dose, RepsDose)
    return counted and step.role == "work" and not step.in_superset and not step.groups


def _one(run: Sequence[Sequence[WorkStep]]) -> Iterator[SetStep]:
    sets = [step for item in run for step in item if isinstance(step, SetStep)]
    work = [step for step in sets if step.role == "work"]
    scheme, number = tuple(step.dose for step in work), 0
    last: SetStep | None = None
    for step in sets:
        if step.role != "work":
            yield step
            continue
        number += 1
        one = replace(step, number=number, count=len(work), scheme=scheme)
        yield one if last is None else _following(one, last)
        last = one


def _following(step: SetStep, before: SetStep) -> SetStep:
    """A set that is announced by its number, with what is not as in the set before it."""
    varies = (step.dose, step.spoken) != (before.dose, before.spoken)
    return replace(step, first=False, changed=False, varies=varies)
