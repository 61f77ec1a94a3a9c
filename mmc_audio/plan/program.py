"""Dates to plans: what tomorrow means."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path

from mmc_audio._lib.yaml_tree import read_tree
from mmc_audio.errors import UsageError
from mmc_audio.plan.days import WEEKDAYS, Program, Rest, Training
from mmc_audio.plan.file import read_file
from mmc_audio.plan.notation.number import quoted
from mmc_audio.plan.program_file import ProgramFile
from mmc_audio.plan.written import PlanSource, as_data

__all__ = ["Program", "Rest", "Training", "load_program", "parse_day", "today"]


def load_program(path: Path | str) -> Program:
    """The program in a file; `-` reads standard input. Plans are named from its folder.

    Raises:
        PlanError: if it is wrong in one place; ManyErrors if in several.
        MissingError: if it cannot be read.
    """
    return parse_program(*read_file(path))


def parse_program(data: bytes, name: str) -> Program:
    """The program that a text is, as if it stood in the file `name`.

    Raises:
        PlanError: if it is wrong in one place; ManyErrors if in several.
    """
    tree = read_tree(data, name, begin="title: My program")
    return ProgramFile.model_validate(as_data(tree), context=PlanSource(tree, name)).program(name)


def today() -> date:
    """The local calendar's day."""
    return datetime.now().astimezone().date()


def parse_day(text: str, now: date) -> date:
    """`today`, `tomorrow`, `yesterday`, a weekday (the next one, today included), `2026-11-30`.

    Raises:
        UsageError: if it is none of these.
    """
    word = text.strip().lower()
    steps = {"today": 0, "tomorrow": 1, "yesterday": -1}
    steps |= {name: (number - now.weekday()) % 7 for number, name in enumerate(WEEKDAYS)}
    try:
        if word in steps:
            return now + timedelta(days=steps[word])
        if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", word):
            return date.fromisoformat(word)
    except (ValueError, OverflowError):
        pass
    fix = "write today, tomorrow, a weekday, or year-month-day such as 2026-11-30"
    raise UsageError(f"{quoted(text)} is no day; {fix}")
