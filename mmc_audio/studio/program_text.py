"""A program's text in which single days, or its easier weeks, are said anew; all else stays."""

from collections.abc import Mapping
from datetime import date

from yaml.nodes import MappingNode

from mmc_audio.plan.editing.document import PlanDocument, entry, yaml_value

REST = "rest"
EASIER = {"sets": "60%", "load": "90%"}
"""A deload as docs/program.md has it: three fifths of the sets, a little less load."""


def written_day(plan: str, changes: Mapping[str, str]) -> str:
    """A day of a program: a plan, perhaps with what the day changes in it, such as `sets: 70%`."""
    written = "".join(f", {key}: {yaml_value(value)}" for key, value in changes.items() if value)
    return f"{{plan: {yaml_value(plan)}{written}}}" if written else yaml_value(plan)


def new_program(day: date, written: str, title: str = "My training") -> str:
    """A program of one day."""
    return f"title: {yaml_value(title)}\nby_date:\n  {day.isoformat()}: {written}\n"


def with_day(program: str, day: date, written: str) -> str:
    """A program's text in which `day` is `written`.

    Raises:
        PlanError: if the text is no YAML.
    """
    document = PlanDocument(program)
    root = document.root
    if root is None:
        return program + new_program(day, written)
    table = "by_date" if entry(root, "by_date") else "days"
    if table == "days" and written != REST and not written.startswith("{"):
        written = f"{{plan: {written}}}"
    found = entry(root, table)
    days = found[1] if found else None
    if isinstance(days, MappingNode) and days.value:
        return _with_entry(document, days, day.isoformat(), written)
    line = f"  {day.isoformat()}: {written}\n"
    if found is None:
        end = len(document.lines)
        return document.replaced_lines(end, end, [f"{table}:\n", line])
    at = found[0].start_mark.line
    return document.replaced_lines(at, at + 1, [f"{table}:\n", line])


def with_easier_weeks(program: str, every: int) -> str:
    """A program's text in which each `every`th week is easier; 0 for none.

    Raises:
        PlanError: if the text is no YAML.
    """
    document = PlanDocument(program)
    root = document.root
    found = entry(root, "deload") if root else None
    if found is None:
        end = len(document.lines)
        line = f"deload: {_easier(every)}\n"
        return document.replaced_lines(end, end, [line]) if every else program
    first, last = found[0].start_mark.line, document.line_of(document.end(found[1]) - 1)
    if not every:
        return document.replaced_lines(first, last + 1, [])
    return document.replaced(document.start(found[1]), document.end(found[1]),
                             _easier(every))  # fmt: skip


def _easier(every: int) -> str:
    shares = ", ".join(f"{key}: {share}" for key, share in EASIER.items())
    return f"{{every: {every}, {shares}}}"


def _with_entry(document: PlanDocument, days: MappingNode, key: str, written: str) -> str:
    """A day with what it is written as, in place of what it was."""
    if found := entry(days, key):
        return document.replaced(document.start(found[1]), document.end(found[1]), written)
    if days.flow_style:
        at = document.end(days.value[-1][1])
        return document.replaced(at, at, f", {key}: {written}")
    indent = " " * int(days.value[0][0].start_mark.column)
    last = document.line_of(document.end(days.value[-1][1]) - 1) + 1
    return document.replaced_lines(last, last, [f"{indent}{key}: {written}\n"])
