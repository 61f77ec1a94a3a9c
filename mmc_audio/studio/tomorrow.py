"""A plan is put on a day of the workspace's program; without a program, one is begun."""

from datetime import date

from yaml.nodes import MappingNode, Node

from mmc_audio.errors import InputError, MmcError, PlanError
from mmc_audio.plan.program import Training, load_program
from mmc_audio.studio.document import PlanDocument, entry, yaml_value
from mmc_audio.studio.files import WorkspaceFiles
from mmc_audio.studio.set_value import in_mapping
from mmc_audio.workspace.days import USUAL

NEW_PROGRAM = "title: My training\nby_date:\n  {day}: {plan}\n"


def put_on_day(files: WorkspaceFiles, plan: str, day: date) -> str:
    """Have the program train `plan` on `day`; what else it says stays.

    Args:
        files: the workspace's.
        plan: the plan's name.
        day: the day.

    Returns:
        What was done, in one sentence.

    Raises:
        InputError: if the program does not allow it, or is written so that it cannot be changed.
        OutputError: if it cannot be written.
    """
    files.path(plan)
    if not files.version(USUAL):
        text = NEW_PROGRAM.format(day=day.isoformat(), plan=yaml_value(plan))
        files.save(USUAL, text, "")
        return f"A program was begun: {plan} on {day.isoformat()}."
    opened = files.read(USUAL)
    if _plan_on(files, day) == files.path(plan):
        return f"{plan} is trained on {day.isoformat()} already."
    saved = files.save(USUAL, with_day(opened.text, day, plan), opened.version)
    try:
        _check(files, plan, day)
    except MmcError as error:
        files.save(USUAL, opened.text, saved.version)
        raise InputError(f"the program does not take this day: {error}") from error
    return f"{plan} is trained on {day.isoformat()}."


def _plan_on(files: WorkspaceFiles, day: date) -> object:
    try:
        found = load_program(files.path(USUAL)).day(day)
    except MmcError:
        return None
    return found.path.resolve() if isinstance(found, Training) else None


def _check(files: WorkspaceFiles, plan: str, day: date) -> None:
    if _plan_on(files, day) != files.path(plan):
        load_program(files.path(USUAL)).day(day)
        raise PlanError(f"another line of the program says what is trained on {day.isoformat()}")


def with_day(program: str, day: date, plan: str) -> str:
    """A program's text in which `day` trains `plan`.

    Raises:
        PlanError: if the text is no YAML.
    """
    document = PlanDocument(program)
    assert document.root
    dated = entry(document.root, "by_date")
    table, value = ("by_date", plan) if dated else ("days", "")
    found = entry(document.root, table)
    days = found[1] if found else None
    if isinstance(days, MappingNode) and days.value:
        if value:
            return in_mapping(document, days, day.isoformat(), value)
        return _with_entry(document, days, day.isoformat(), f"{{plan: {yaml_value(plan)}}}")
    line = f"  {day.isoformat()}: {{plan: {yaml_value(plan)}}}\n"
    if found is None:
        end = len(document.lines)
        return document.replaced_lines(end, end, [f"{table}:\n", line])
    at = found[0].start_mark.line
    return document.replaced_lines(at, at + 1, [f"{table}:\n", line])


def _with_entry(document: PlanDocument, days: MappingNode, key: str, written: str) -> str:
    """A day with what it is written as, in place of what it was."""
    found: tuple[Node, Node] | None = entry(days, key)
    if found:
        start, end = document.start(found[1]), document.end(found[1])
        return document.replaced(start, end, written)
    if days.flow_style:
        at = document.end(days.value[-1][1])
        return document.replaced(at, at, f", {key}: {written}")
    indent = " " * int(days.value[0][0].start_mark.column)
    last = document.line_of(document.end(days.value[-1][1]) - 1) + 1
    return document.replaced_lines(last, last, [f"{indent}{key}: {written}\n"])
