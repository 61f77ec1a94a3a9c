"""What a program file says of days: weekdays, spans of dates, the paths of plans."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, core_schema

from mmc_audio._lib.suggest import did_you_mean
from mmc_audio.plan.days import WEEKDAYS, DaySpan
from mmc_audio.plan.kinds import DayKind, Schema, ValueKind, text_of
from mmc_audio.plan.notation.number import folded, quoted
from mmc_audio.plan.written import PlanSource

MAX_SPAN_DAYS = 366


class PlanPath:
    """The path of a plan, from the program's folder."""

    def read(self, value: object, info: ValidationInfo) -> Path:
        """The path, from the folder of the program's file where it has one."""
        text = text_of(value, "the path of a plan")
        folder = Path(info.context.file).parent if isinstance(info.context, PlanSource) else Path()
        path = folder / text
        if "\0" in text or not _is_file(path):
            suggestion = did_you_mean(text, _plans_in(folder), "check the path")
            raise ValueError(f"there is no plan {quoted(text)}; {suggestion}")
        return path

    def __get_pydantic_core_schema__(self, _: object, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(
        self, _: CoreSchema, __: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string"}


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _plans_in(folder: Path) -> list[str]:
    """Plan files beside a program and one folder down, as the program would name them."""
    try:
        found = [*folder.glob("*.yaml"), *folder.glob("*/*.yaml")][:200]
    except OSError:
        return []
    return [path.relative_to(folder).as_posix() for path in found]


def weekday_of(text: str) -> int:
    """`monday`, `Mon`: 0 to 6.

    Raises:
        ValueError: `what; what to write`, for any other word.
    """
    word = folded(text)
    found = [name for name in WEEKDAYS if name == word or name[:3] == word]
    if found:
        return WEEKDAYS.index(found[0])
    suggestion = did_you_mean(word, WEEKDAYS, f"write one of {', '.join(WEEKDAYS)}")
    raise ValueError(f"{quoted(text)} is no weekday; {suggestion}")


def span_of(text: str) -> DaySpan:
    """`2026-12-24`, `2026-12-24..2027-01-01`, `2026-12-24 to 2027-01-01`.

    Raises:
        ValueError: `what; what to write`, for anything else.
    """
    first, _, last = folded(text).replace(" to ", "..").partition("..")
    span = DaySpan(_day(first), _day(last or first))
    if span.last < span.first:
        raise ValueError(f"{quoted(text)} runs backwards; write the earlier day first")
    if (span.last - span.first).days >= MAX_SPAN_DAYS:
        raise ValueError(f"{quoted(text)} is over a year; write shorter spans")
    return span


def _day(text: str) -> date:
    return date.fromisoformat(DayKind().read(text))


class DayName(ValueKind):
    """A weekday or a span of days as written; what it means is read by `parse`."""

    def __init__(self, parse: Callable[[str], object]) -> None:
        self.parse = parse

    def read(self, value: object) -> str:
        """The text, once it is known to have a meaning."""
        text = text_of(value, "a day")
        self.parse(text)
        return text

    def schema(self) -> Schema:
        """JSON Schema: any text."""
        return {"type": "string"}


WeekdayName = Annotated[str, DayName(weekday_of)]
SpanName = Annotated[str, DayName(span_of)]
