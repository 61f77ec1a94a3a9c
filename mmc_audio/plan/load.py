"""A plan file becomes a Plan, or every mistake in it becomes a line with its place and mend."""

from pathlib import Path

from mmc_audio.errors import ManyErrors, MmcError, PlanError
from mmc_audio.plan.file import read_file
from mmc_audio.plan.keys import PLAN
from mmc_audio.plan.model import Plan
from mmc_audio.plan.yaml import Node, read_tree

MOST_TOLD = 30
"""Mistakes told at once; a file with more is some other kind of file."""


def load_plan(path: Path | str) -> Plan:
    """The plan in a file; `-` reads standard input.

    Raises:
        PlanError: if it is wrong in one place.
        ManyErrors: if it is wrong in several.
        MissingError: if it cannot be read.
    """
    data, name = read_file(path)
    return _plan(read_tree(data, name))


def read_plan(text: str, name: str) -> Plan:
    """The plan in `text`; `name` stands for the file in messages.

    Raises:
        PlanError: if it is wrong in one place.
        ManyErrors: if it is wrong in several.
    """
    return _plan(read_tree(text.encode("utf-8", "surrogatepass"), name))


def _plan(tree: Node) -> Plan:
    try:
        plan: Plan = PLAN.read(tree)
    except ManyErrors as many:
        raise told(many.errors) from None
    return plan


def told(errors: list[MmcError]) -> MmcError:
    """One error for many, in the order of the file, and not endlessly many."""
    in_order = sorted(errors, key=_line)
    shown = in_order[:MOST_TOLD]
    if len(in_order) > len(shown):
        rest = len(in_order) - len(shown)
        shown.append(PlanError(f"and {rest} more; mend these first", shown[-1].place))
    return shown[0] if len(shown) == 1 else ManyErrors(shown)


def _line(error: MmcError) -> tuple[int, int]:
    place = error.place
    return (place.line or 0, place.column or 0) if place else (0, 0)
