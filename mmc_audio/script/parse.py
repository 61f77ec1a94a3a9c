"""Lines to sections, blocks and cues. All mistakes of a script are collected."""

import re
from collections.abc import Callable, Sequence
from operator import itemgetter

from mmc_audio._lib.characters import CONTROLS, SURROGATES
from mmc_audio._lib.suggest import nearest
from mmc_audio.errors import ManyErrors, MmcError, Place, ScriptError
from mmc_audio.script.attributes import OWN, Attributes
from mmc_audio.script.directive import Directive, LineError, Sounds, parse_directive
from mmc_audio.script.lexer import heading, plain, split_attributes, wordings
from mmc_audio.script.lines import OpenItem, ScriptLine, split_lines
from mmc_audio.script.model import (
    PHASES,
    Cue,
    Fill,
    Item,
    Mark,
    Note,
    Script,
    Section,
    Setting,
    Source,
)
from mmc_audio.script.settings import read_setting
from mmc_audio.script.times import LONGEST, format_time

DEEPEST = 20
"""How deep blocks nest at most."""

_UNSPEAKABLE = re.compile(f"[{CONTROLS}{SURROGATES}]")


def parse(
    text: str,
    file: str = "<script>",
    sources: Sequence[Source] | None = None,
    *,
    ids: Sequence[Attributes] | None = None,
    own: Sounds = (),
) -> Script:
    """Read a script.

    Args:
        text: the script; CRLF and a byte order mark are accepted.
        file: the name that errors and items carry.
        sources: where each line comes from, if templates made them; one for each line.
        ids: what each of these lines belongs to. A line's own attributes win.
        own: names of a coach's own sounds; see `own_sounds`.

    Raises:
        ScriptError: for a mistake, with its place and what to write instead.
        ManyErrors: for several.
    """
    reader = _CueScriptReader(own)
    for line in split_lines(text.removeprefix("\ufeff"), file, sources):
        reader.read(line.of(ids[line.number]) if ids else line)
    return reader.script(file)


class _CueScriptReader:
    """Takes line after line; after a mistake it goes on with the next."""

    def __init__(self, own: Sounds) -> None:
        self.own = own
        self.errors: list[tuple[int, ScriptError]] = []
        """By the number of the line."""
        self.settings: list[Setting] = []
        self.sections: list[Section] = []
        self.heading: tuple[str, dict[str, str]] = ("", {})
        self.open: list[OpenItem] = []
        """The section and the blocks in it that have not ended, from the outside in."""
        self.strays = 0
        """Lines before the first section; only the first is an error."""

    def read(self, line: ScriptLine) -> None:
        try:
            _check_characters(line.text)
            self._take(line)
        except LineError as wrong:
            self._blame(line, str(wrong), wrong.at)
            self._recover(line)

    def script(self, file: str) -> Script:
        self._end_section()
        if not self.sections and not self.errors:
            raise ScriptError("there is no section; begin one with # and a title", Place(file))
        errors: list[MmcError] = [error for _, error in sorted(self.errors, key=itemgetter(0))]
        if len(errors) > 1:
            raise ManyErrors(errors)
        if errors:
            raise errors[0]
        return Script(tuple(self.sections), tuple(self.settings))

    def _blame(self, line: ScriptLine, what: str, at: int = 0) -> None:
        self.errors.append((line.number, line.error(what, at)))

    def _take(self, line: ScriptLine) -> None:
        for opening, take in _OPENINGS.items():
            if line.text.startswith(opening):
                return take(self, line)
        words, attributes = split_attributes(line.text)
        if not words:
            raise LineError("attributes alone are no line; put words, a time or ## before them")
        ways, ids = wordings(words, own=self.own), self._ids(line, attributes)
        return self._add(Cue(ways, source=line.source, attributes=ids))

    def _ids(
        self, line: ScriptLine, written: dict[str, str], *, mark: bool = False
    ) -> dict[str, str]:
        """The attributes that the line changes: those written, and those of its template."""
        return self.open[-1].said(line, written, mark=mark) if self.open else written

    def _recover(self, line: ScriptLine) -> None:
        """Open what the mistaken line was meant to open, so that its lines are no mistakes."""
        if line.text.startswith("#") and not line.text.startswith("##"):
            self._begin_section(line, ("?", {}))
        words = re.findall(r"\w+", line.text.lower())
        if line.text.startswith("[") and nearest("block", words[:1]):
            self.open.append(OpenItem(line, length_ms=LONGEST))

    def _add(self, item: Item) -> None:
        if self.open:
            self.open[-1].items.append(item)
        else:
            self._stray()

    def _stray(self) -> None:
        self.strays += 1
        if self.strays == 1:
            raise LineError(
                "this stands before the first section; begin one above it with # and a title"
            )

    def note(self, line: ScriptLine) -> None:
        if self.open:
            self._add(Note(line.text[2:].strip(), line.source))

    def mark(self, line: ScriptLine) -> None:
        if line.text.startswith("###"):
            raise LineError("### is no heading; write # for a section or ## for a mark")
        words, attributes = split_attributes(line.text[2:], 2)
        text = plain(words, "a mark needs words after ##", 2)
        self._add(Mark(text, line.source, self._ids(line, attributes, mark=True)))

    def section(self, line: ScriptLine) -> None:
        self._end_section()
        self._begin_section(line, heading(line.text[1:], 1))

    def _begin_section(self, line: ScriptLine, title: tuple[str, dict[str, str]]) -> None:
        name, attributes = title
        ids = {key: value for key, value in line.ids.items() if key not in (*OWN, *attributes)}
        self.heading = name, attributes | ids
        self.open = [OpenItem(line, ids=line.ids)]

    def _end_section(self) -> None:
        if not self.open:
            return
        for block in self.open[1:]:
            self._blame(block.line, "this block is never ended; add [end] after its last line")
        section = self.open[0]
        self.open = []
        title, attributes = self.heading
        self.sections.append(Section(title, attributes, tuple(section.items), section.line.source))

    def setting(self, line: ScriptLine) -> None:
        setting = Setting(*read_setting(line.text, above=not self.open), line.source)
        if self.open:
            self._add(setting)
        else:
            self.settings.append(setting)

    def bracket(self, line: ScriptLine) -> None:
        close = line.text.find("]")
        if close < 0 or "[" in line.text[1:close]:
            raise LineError(
                r"the [ is never closed; write ] after it, or \[ for a bracket that is read out"
            )
        directive = parse_directive(line.text[1:close], 1, own=self.own)
        rest = line.text[close + 1 :]
        _TAKE[directive.kind](self, directive, line, close + 1 + len(rest) - len(rest.lstrip()))

    def cue(self, directive: Directive, line: ScriptLine, at: int) -> None:
        words, attributes = split_attributes(line.text[at:], at)
        _check_cue(directive, words, at)
        self._check_room(directive)
        self._add(
            Cue(
                wordings(words, at, own=self.own) if words else (),
                directive.time_ms,
                directive.sounds,
                directive.labels,
                directive.optional,
                line.source,
                _own(line, directive) | self._ids(line, attributes),
            )
        )

    def block(self, directive: Directive, line: ScriptLine, at: int) -> None:
        if not self.open:
            return self._stray()
        self._check_room(directive)
        if len(self.open) > DEEPEST:
            raise LineError(f"blocks nest at most {DEEPEST} deep; end one first")
        words, attributes = split_attributes(line.text[at:], at)
        if words:
            _check_alone(line, at, directive.kind)
        around = self.open[-1]
        outer = around.ids, around.written
        attributes = self._ids(line, attributes)
        around.ids, around.written = outer
        return self.open.append(OpenItem.block(line, directive, attributes))

    def end(self, directive: Directive, line: ScriptLine, at: int) -> None:
        if len(self.open) < 2 and not self.strays:
            raise LineError("[end] without a [block] before it; take it out, or add the block")
        if len(self.open) >= 2:
            done = self.open.pop()
            self._add(done.closed())
        _check_alone(line, at, directive.kind)

    def fill(self, directive: Directive, line: ScriptLine, at: int) -> None:
        self._add(Fill(line.source))
        if self.open and all(block.length_ms is None for block in self.open):
            raise LineError(
                "[fill] needs a block with a length around it; write [block 30s] above it"
            )
        _check_alone(line, at, directive.kind)

    def _check_room(self, directive: Directive) -> None:
        """What cannot be dropped must fit into the nearest block with a length."""
        if directive.time_ms is None or directive.optional:
            return
        for block in reversed(self.open):
            if block.loose:
                return
            if block.length_ms is not None and directive.time_ms > block.length_ms:
                length = format_time(block.length_ms)
                raise LineError(
                    f"{format_time(directive.time_ms)} is longer than the block around it "
                    f"({length}); lengthen the block or shorten this"
                )
            if block.length_ms is not None or block.optional:
                return


def _own(line: ScriptLine, directive: Directive) -> dict[str, str]:
    """What the template says of this line alone, where its labels do not."""
    said = {"phase"} if any(label in PHASES for label in directive.labels) else set[str]()
    return {name: line.ids[name] for name in OWN if name in line.ids and name not in said}


def _check_characters(text: str) -> None:
    if found := _UNSPEAKABLE.search(text):
        raise LineError(
            f"character U+{ord(found[0]):04X} cannot be spoken; delete it", found.start()
        )


def _check_cue(directive: Directive, words: str, at: int) -> None:
    if words.startswith("["):
        raise LineError("a second pair of brackets; write all in one, with commas", at)
    if words.startswith("//"):
        raise LineError("a note after brackets; write it on a line of its own", at)
    if not words and directive.time_ms is None and not directive.sounds:
        raise LineError("this line has nothing to say; add words, a time or a sound", at)
    if directive.time_ms == 0 and directive.sounds:
        raise LineError("a sound in 0s is not heard; give it time, or leave the time out")


def _check_alone(line: ScriptLine, at: int, kind: str) -> None:
    if line.text[at:]:
        raise LineError(f"text after [{kind}]; write it on a line of its own", at)


_OPENINGS: dict[str, Callable[[_CueScriptReader, ScriptLine], None]] = {
    "//": _CueScriptReader.note,
    "##": _CueScriptReader.mark,
    "#": _CueScriptReader.section,
    "@": _CueScriptReader.setting,
    "[": _CueScriptReader.bracket,
}

_TAKE: dict[str, Callable[[_CueScriptReader, Directive, ScriptLine, int], None]] = {
    "cue": _CueScriptReader.cue,
    "block": _CueScriptReader.block,
    "end": _CueScriptReader.end,
    "fill": _CueScriptReader.fill,
}
