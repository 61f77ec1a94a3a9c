"""Every error a user can meet, and its exit code.

    MmcError                1   something failed
    ├── UsageError          2   the command line is wrong
    ├── InputError          65  what was given is wrong
    │   ├── PlanError           the plan
    │   │   ├── UnknownExerciseError    a name in it
    │   │   └── OptionError             an option of a template in it
    │   ├── ScriptError         the cue script
    │   ├── TemplateError       a cue template
    │   └── FitError            a cue or block that cannot fit its time
    ├── MissingError        66  an input is not there
    ├── UnavailableError    69  an engine or a tool is missing or does not answer
    │   └── SpeechError         the engine is there, but gave no sound for a text
    └── OutputError         73  the output cannot be written

An error is one line: `file:line:column: what is wrong; what to do`. It is raised with the place if
the place is known, and printed by the command line, never with a traceback. Ctrl-C is Python's own
KeyboardInterrupt and leaves with 130.
"""

from copy import copy
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a user's file something is wrong."""

    file: str
    line: int | None = None
    """From 1."""
    column: int | None = None
    """From 1, in characters."""

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part)


class MmcError(Exception):
    """Root of all errors that are reported to the user in one line.

    Args:
        what: what is wrong, and after a semicolon what to do about it. One line.
        place: the place in the user's file, if there is one.
    """

    exit_code = 1

    def __init__(self, what: str, place: Place | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.place = place

    def with_place(self, place: Place | None) -> Self:
        """The same error at another place."""
        error = copy(self)
        error.place = place
        return error

    def each(self) -> "list[MmcError]":
        """The single errors: itself, unless it is several."""
        return [self]

    def __str__(self) -> str:
        line = f"{self.place}: {self.what}" if self.place else self.what
        return " ".join(line.split())


MOST_REPORTED = 30
"""Mistakes reported at once; a file with more is some other kind of file."""


class ManyErrors(MmcError):  # noqa: N818 - several, not one
    """Several errors found in one reading; each is printed on its own line.

    Raised by readers that go on after the first mistake, so that the user fixes all at once. What
    one line of a template does wrong in every set is reported once. Of very many the first are
    kept, and how many more there are.
    """

    def __init__(self, errors: list[MmcError]) -> None:
        errors = list({str(error): error for error in reversed(errors)}.values())[::-1]
        super().__init__("; ".join(error.what for error in errors), errors[0].place)
        self.errors = _first_of(errors)
        self.exit_code = errors[0].exit_code

    def each(self) -> list[MmcError]:
        """The errors, in the order found."""
        return self.errors

    def __str__(self) -> str:
        return "\n".join(str(error) for error in self.errors)


def _first_of(errors: list[MmcError]) -> list[MmcError]:
    """As many as are read by a person, and a last one that counts the others."""
    rest = len(errors) - MOST_REPORTED
    if rest <= 1:  # a line that counts one is no shorter than that one
        return errors
    more = errors[MOST_REPORTED - 1].with_place(errors[MOST_REPORTED - 1].place)
    more.what = f"and {rest} more; fix these first"
    return [*errors[:MOST_REPORTED], more]


class UsageError(MmcError):
    """Raised by commands for options that make no sense together."""

    exit_code = 2


class InputError(MmcError):
    """Raised when a plan, script or template is wrong; the user fixes the file."""

    exit_code = 65


class PlanError(InputError):
    """Raised by `plan` and `coaching` for a plan that cannot be meant.

    Args:
        what: what is wrong; what to do.
        place: the place in the plan's file, if it is known.
        path: the keys and list indexes that lead to it, such as `("one_rm", "squat")`, so that
            those who have the file can find the place.
    """

    def __init__(
        self, what: str, place: Place | None = None, path: tuple[str | int, ...] = ()
    ) -> None:
        super().__init__(what, place)
        self.path = path


class UnknownExerciseError(PlanError):
    """Raised by `coaching` for a name that no exercise has; `name` is that name."""

    def __init__(
        self,
        what: str,
        place: Place | None = None,
        path: tuple[str | int, ...] = (),
        name: str = "",
    ) -> None:
        super().__init__(what, place, path)
        self.name = name


class OptionError(PlanError):
    """Raised by `templates` for an option that a plan sets and the template cannot take.

    Its place is the template's, which has the option, until that in the plan is known.
    """


class ScriptError(InputError):
    """Raised by `script` for a line that is no cue script."""


class TemplateError(InputError):
    """Raised by `templates` for a template that cannot be rendered."""


class FitError(InputError):
    """Raised by `timeline` for a cue or block that cannot fit its time.

    Args:
        what: what is wrong; what to do.
        place: where it is written.
        subject: what does not fit, such as its words; how much is missing differs from one session
            to the next.
    """

    def __init__(self, what: str, place: Place | None = None, subject: str = "") -> None:
        super().__init__(what, place)
        self.subject = subject


class MissingError(MmcError):
    """Raised when an input file is not there or cannot be read."""

    exit_code = 66


class UnavailableError(MmcError):
    """Raised when an engine, a tool or a scheduler is missing or does not answer."""

    exit_code = 69


class SpeechError(UnavailableError):
    """Raised by `speech` when an engine gave no sound, hung or died on a text."""


class OutputError(MmcError):
    """Raised when a result cannot be written: permissions, full disk, a file in the way."""

    exit_code = 73
