"""A new workspace: a program, its plans, and the folders around them, from the examples."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from mmc_audio._lib.atomic import as_output_error, create
from mmc_audio.errors import OutputError
from mmc_audio.workspace.builtin import example, examples_dir
from mmc_audio.workspace.days import USUAL

TEMPLATES = """\
The coach's words, where you want your own: `mmc-audio templates copy rest` puts one here to change.
"""
FOLDERS = ("plans", "templates", "output")

_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_START = re.compile(r"^start: *(\d{4}-\d{2}-\d{2})", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class InitResult:
    """What `init_workspace` did."""

    made: tuple[Path, ...]
    kept: tuple[Path, ...]
    """Files that were there already, and stay as they are."""


def init_workspace(folder: Path, now: date) -> InitResult:
    """Make `folder` a workspace; what is there already is kept.

    Args:
        folder: need not exist.
        now: the example program starts on this day.

    Raises:
        OutputError: if something cannot be written.
        MissingError: if the examples are not installed.
    """
    files = {folder / name: text for name, text in _files(now)}
    for path in (folder, *(folder / name for name in FOLDERS)):
        _make(path)
    made = [path for path, text in files.items() if create(path, text.encode())]
    return InitResult(tuple(made), tuple(path for path in files if path not in made))


def _files(now: date) -> Iterator[tuple[str, str]]:
    program = example(USUAL).read_text("utf-8")
    yield USUAL, without_days(moved(program, now))
    for path in sorted((examples_dir() / "plans").glob("*.yaml")):
        if f"plans/{path.name}" in program:
            yield f"plans/{path.name}", path.read_text("utf-8")
    yield "templates/README.md", TEMPLATES


def without_days(program: str) -> str:
    """The text with its single days as comments: they show how it is written."""
    lines = program.splitlines(keepends=True)
    inside = False
    for place, line in enumerate(lines):
        inside = line.startswith("days:") or (inside and line[:1].isspace() and bool(line.strip()))
        if inside:
            lines[place] = f"# {line}"
    return "".join(lines)


def moved(program: str, now: date) -> str:
    """A program's text that starts on `now`; its other dates are moved by whole weeks.

    Started in the days before, it would take sessions that nobody heard for known.
    """
    found = _START.search(program)
    if found is None:
        return program
    start = date.fromisoformat(found[1])
    weeks = (now - start).days // 7

    def later(match: re.Match[str]) -> str:
        return (date.fromisoformat(match[0]) + timedelta(weeks=weeks)).isoformat()

    try:
        later_text = _DAY.sub(later, program)
    except OverflowError:  # a clock that stands at the end of the calendar
        return program
    return _START.sub(f"start: {now.isoformat()}", later_text, count=1)


def _make(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder}: is a file, not a folder; move it, or name another folder")
    with as_output_error(folder):
        folder.mkdir(parents=True, exist_ok=True)
