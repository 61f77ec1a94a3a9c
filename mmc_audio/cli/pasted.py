"""Lines that were pasted into the terminal, or sent to standard input, as a plan."""

import sys
from dataclasses import dataclass

from mmc_audio.cli.shared import is_terminal, say
from mmc_audio.errors import MissingError, UsageError

PASTE = "Paste the workout, one exercise a line, such as Bench 3x8 @ 60kg; end with {keys}."


@dataclass(frozen=True, slots=True)
class PastedPlan:
    """A plan, and a name for its file."""

    name: str
    text: str


def pasted_plan(*, asked: bool) -> PastedPlan | None:
    """The plan of the lines on standard input; what was assumed is said.

    Args:
        asked: whether the user asked for it; else a terminal or an empty stream is None.

    Raises:
        InputError: if the lines hold no exercise.
        UsageError: if they hold several days.
        MissingError: if lines were asked for, and none came.
    """
    data = _read(asked=asked)
    if not data.strip():
        if asked:
            raise MissingError(
                "nothing was pasted; paste the workout, or name a file: mmc-audio import"
            )
        return None
    return _plan(data)


def _read(*, asked: bool) -> bytes:
    if sys.stdin is None or (is_terminal(sys.stdin) and not asked):
        return b""
    if is_terminal(sys.stdin):
        keys = "Ctrl-Z and Enter" if sys.platform == "win32" else "Ctrl-D on a line of its own"
        say(PASTE.format(keys=keys))
    from mmc_audio.plan.file import read_file

    return read_file("-")[0]


def _plan(data: bytes) -> PastedPlan:
    from mmc_audio.importing.flow import ImportWish, file_name, imported_plans
    from mmc_audio.importing.source import SourceFile
    from mmc_audio.plan.program import today

    result = imported_plans(SourceFile("pasted text", data), ImportWish(), today())
    if len(result.plans) > 1:
        raise UsageError("these are several days; save them as a file, then: mmc-audio import FILE")
    for line in result.messages:
        say(f"import: {line}")
    say(result.summary)
    return PastedPlan(file_name(result.plans[0].title), result.plans[0].text)
