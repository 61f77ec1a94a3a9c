"""What happens in the sandbox's process: templates and plain data become text.

The environment is Jinja's sandbox, whole: loops, macros, inheritance, all filters. The sandbox
keeps templates away from Python's insides; time, memory and files are limited for the process
(`process.py`). There nothing can be imported any more, so what Jinja would import late is imported
here.
"""

import encodings.unicode_escape  # noqa: F401  # Jinja reads texts in templates with it
import html  # noqa: F401  # the filter striptags
import json
import signal
import textwrap  # noqa: F401  # the filter wordwrap
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import jinja2.debug  # noqa: F401  # Jinja imports it on the first error
from jinja2 import FunctionLoader, TemplateNotFound, nodes
from jinja2.lexer import Lexer
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mmc_audio.templates import filters
from mmc_audio.templates.blocks import check_used
from mmc_audio.templates.bytecode import Codes
from mmc_audio.templates.errors import (
    TOO_MUCH,
    CoachUndefined,
    TooLongError,
    TooMuchError,
    explain,
)
from mmc_audio.templates.files import BUILTIN, FALLBACK, full_name
from mmc_audio.templates.ids import IdStack, with_ids
from mmc_audio.templates.lines import (
    join_text,
    last_line,
    read_marks,
    use_whole_lines,
)
from mmc_audio.templates.number_words import Filters, filters_in
from mmc_audio.templates.values import printed

MAX_TEXT = 8 * 1024 * 1024
"""Characters that all moments of a job may render to; twelve hours have some two million."""
MAX_LINES = 250_000
LATELY = 50
"""Pieces of text in which the line that wrote the last one is found."""

SandboxJob = Mapping[str, Any]
"""`files`: text by template name; `ours`: those of them that are built in; `language`: in which
numbers are said; `moments`: each with
template, context, options and seed. Plain data, so that it can be sent as JSON."""
Result = dict[str, Any]
"""Of one moment: `text`, and for each line of it `sources` and `ids`, which is an index into
`known`: what it belongs to besides the moment; or `error`."""


class CueEnvironment(ImmutableSandboxedEnvironment):
    """Jinja as cue templates use it."""

    concat = staticmethod(join_text)  # type: ignore[assignment]

    def __init__(self, files: Mapping[str, str], said: Filters, codes: Codes | None = None) -> None:
        super().__init__(
            loader=FunctionLoader(lambda name: _load(files, name)),
            undefined=CoachUndefined,
            finalize=printed,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            bytecode_cache=codes,
            extensions=["jinja2.ext.loopcontrols"],
        )
        self.files = files
        self.compiled: dict[str, nodes.Template] = {}
        self.table = use_whole_lines(self, files)
        self.picks = filters.Picks()
        self.ids = IdStack()
        self.filters.update(filters.FILTERS, **said, pick=self.picks.from_list)
        self.filters["random"] = self.picks.from_list
        self.globals.update(filters.FUNCTIONS, pick=self.picks.from_arguments)
        self.globals.pop("lipsum", None)
        self.tests.update(filters.TESTS)

    def join_path(self, template: str, parent: str) -> str:  # noqa: ARG002  # names have one root
        """The whole name of what `extends`, `include` or `import` names."""
        return full_name(template)

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002  # as Jinja has it
    ) -> str:
        """Jinja's hook between parsing and compiling: what was parsed is kept to be looked at."""
        self.compiled[name or ""] = source
        return super()._generate(with_ids(source, name or ""), name, filename, defer_init)

    def enter_ids(self, tag: str, values: list[object]) -> str:
        """Printed where a loop stands at `values`: the mark of what they belong to."""
        return self._ids_mark(self.ids.enter(tag, values))

    def leave_ids(self, tag: str) -> str:
        """Printed behind a loop: the mark of what holds again."""
        return self._ids_mark(self.ids.leave(tag))

    def _ids_mark(self, index: int | None) -> str:
        return "" if index is None else self.table.ids_mark(index)

    @property
    def lexer(self) -> Lexer:
        """A lexer of its own: the shared ones sit behind a lock that a fork may find taken."""
        if "_own_lexer" not in self.__dict__:
            self.__dict__["_own_lexer"] = Lexer(self)
        lexer: Lexer = self.__dict__["_own_lexer"]
        return lexer


def _load(files: Mapping[str, str], name: str) -> tuple[str, str | None, Callable[[], bool]]:
    text = files.get(full_name(name))
    if text is None:
        raise TemplateNotFound(name)
    return text, None, lambda: True


OURS = Codes()


def prepare(job: SandboxJob) -> None:
    """Compile the built-in templates and import what is needed, before the sandbox closes.

    Templates of others are compiled in it. No module can be opened there, so the one that an
    error message needs for the nearest name is imported here.
    """
    import_module("difflib")
    said = filters_in(job.get("language", FALLBACK))
    texts = {name: job["files"][name] for name in job["ours"] if not name.startswith(BUILTIN)}
    OURS.provide(texts, lambda: CueEnvironment(texts, said, OURS))


def work(job: SandboxJob) -> Iterator[Result]:
    """The result of each moment, one after the other, up to one that had to be stopped."""
    said = filters_in(job.get("language", FALLBACK))
    environment = CueEnvironment(job["files"], said, OURS)
    text_left, lines_left = MAX_TEXT, MAX_LINES
    for moment in job["moments"]:
        result = _result(environment, moment, text_left)
        text_left -= len(result.get("text", ""))
        lines_left -= len(result.get("sources", ()))
        if lines_left < 0:
            result = {"error": {"what": TOO_MUCH, "file": full_name(moment["template"])}}
        yield result
        if "stop" in result:
            return


def _result(environment: CueEnvironment, moment: SandboxJob, most: int) -> Result:
    try:
        return _rendered(environment, moment, most)
    except (TooLongError, MemoryError) as error:
        with _clock_stopped():
            return {"error": explain(error, environment, moment), "stop": True}
    except Exception as error:  # noqa: BLE001  # whatever it is, it is the template's; see explain
        with _clock_stopped():
            return {"error": explain(error, environment, moment)}


def _rendered(environment: CueEnvironment, moment: SandboxJob, most: int) -> Result:
    name = full_name(moment["template"])
    environment.picks.begin(moment["seed"])
    environment.ids.begin()
    environment.compiled.clear()
    template = environment.get_template(name)
    context = template.new_context({**moment["context"], "options": moment["options"]})
    pieces = []
    for piece in template.root_render_func(context):
        pieces.append(piece)
        most -= len(piece)
        if most < 0:
            raise TooMuchError(last_line("".join(pieces[-LATELY:]), environment.table))
    for each, tree in [*environment.compiled.items()]:
        check_used(each, tree, environment)
    lines = read_marks("".join(pieces), environment.table, name)
    text, known = "\n".join(lines.text), environment.ids.known
    return {"text": text, "sources": lines.sources, "ids": lines.ids, "known": known}


def start_clock(limit_s: float) -> None:
    """Raise `TooLongError` in the template after `limit_s` of computing; again if it is caught."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGPROF, _out_of_time)
        signal.setitimer(signal.ITIMER_PROF, limit_s, 0.1)


@contextmanager
def _clock_stopped() -> Iterator[None]:
    """The clock stopped, so that the template's error can be explained without a limit."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    left, again = signal.setitimer(signal.ITIMER_PROF, 0)
    yield
    signal.setitimer(signal.ITIMER_PROF, max(left, 0.001), again)


def _out_of_time(_signal: int, _frame: object) -> None:
    raise TooLongError


def lines_of_json(job: SandboxJob) -> Iterator[bytes]:
    """The results as lines of JSON: whatever happens, the lines before it were sent."""
    for result in work(job):
        yield json.dumps(result).encode("ascii") + b"\n"
