"""Files of other apps and plain text, rendered or checked as they are."""

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from mmc_audio.errors import ManyErrors, MmcError, PlanError, UsageError
from mmc_audio.plan.file import read_file
from mmc_audio.plan.model import Plan
from mmc_audio.plan.read import load_plan, read_plan

if TYPE_CHECKING:
    from mmc_audio.importing.source import SourceFile

_OUR_ENDINGS = (".yaml", ".yml", "-")


def read_any(path: str, say: Callable[[str], None]) -> Plan:
    """The plan in a file of whatever kind; `-` reads standard input.

    Args:
        path: a plan, or a file that can be imported.
        say: called with what a file is that is no plan, and what to type to keep a plan of it.

    Raises:
        PlanError: if a plan is wrong; ManyErrors for several mistakes.
        InputError: if the file is no plan and nothing that can be imported.
        UsageError: if it holds several days, or may be in two formats.
        MissingError: if it cannot be read.
    """
    try:
        return load_plan(path)
    except (PlanError, ManyErrors) as error:
        return _foreign(path, error, say)


def _foreign(path: str, mistake: MmcError, say: Callable[[str], None]) -> Plan:
    from mmc_audio.importing.sniff import is_plan, sniffed
    from mmc_audio.importing.source import SourceFile, read_source

    piped = not Path(path).is_file()
    source = SourceFile(path, read_file(path)[0]) if piped else read_source(path)
    try:
        if is_plan(source):
            raise mistake
        sniffed(source)
    except MmcError as error:
        raise mistake if path.endswith(_OUR_ENDINGS) else error from None
    return _imported(source, say)


def _imported(source: "SourceFile", say: Callable[[str], None]) -> Plan:
    from mmc_audio.importing.flow import ImportWish, imported_plans
    from mmc_audio.plan.program import today

    command = f"mmc-audio import {shlex.quote(source.name)}"
    result = imported_plans(source, ImportWish(), today())
    if len(result.plans) > 1:
        titles = ", ".join(repr(plan.title) for plan in result.plans[:4])
        raise UsageError(f"{source.name} has several days ({titles}); make a program: {command}")
    plan = result.plans[0]
    say(
        f"{source.name} is {result.label}, read as {plan.title!r}; to keep and change it: {command}"
    )
    for line in result.messages:
        say(f"{source.name}: {line}")
    return _without_places(read_plan(plan.text, source.name))


def _without_places(plan: Plan) -> Plan:
    """The plan without lines and columns: they are those of a text that nobody sees."""
    return plan.model_copy(update={"work": tuple(map(_placeless, plan.work))})


_Placed = TypeVar("_Placed", bound=BaseModel)


def _placeless(item: _Placed) -> _Placed:
    """A part of a plan, and what is in it, without their places."""
    inner = {
        name: tuple(map(_placeless, value)) if isinstance(value, tuple) else _placeless(value)
        for name, value in item
        if _has_parts(value)
    }
    return item.model_copy(update={"position": None, **inner})


def _has_parts(value: object) -> bool:
    parts = value if isinstance(value, tuple) else (value,)
    return bool(parts) and all(isinstance(part, BaseModel) for part in parts)
