"""A script as text: the opposite of `parse`."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from mmc_audio.script.model import Block, Cue, Fill, Item, Mark, Note, Script, Section, Setting
from mmc_audio.script.times import format_time

_TITLE = r"\\|\{"
_BARE = re.compile(r'[^\s"“”„{}=\\]+')


def to_text(script: Script) -> str:
    """The script as `parse` reads it; settings first, a blank line before each section."""
    lines = [_setting(setting) for setting in script.settings]
    for section in script.sections:
        lines += ["", *_section(section)] if lines else _section(section)
    return "".join(f"{line}\n" for line in lines)


def _section(section: Section) -> Iterable[str]:
    yield f"# {_escape(section.title, _TITLE)}{_braces(section.attributes)}"
    yield from _items(section.items)


def _braces(attributes: Mapping[str, str]) -> str:
    pairs = [f"{name}={_value(value)}" for name, value in attributes.items()]
    return f" {{{' '.join(pairs)}}}" if pairs else ""


def _value(value: str) -> str:
    quoted = '"' + re.sub(r'(["\\])', r"\\\1", value) + '"'
    return value if _BARE.fullmatch(value) else quoted


def _escape(text: str, marks: str) -> str:
    return re.sub(marks, r"\\\g<0>", text)


def _items(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        yield from _PRINT[type(item)](item)


def _cue(cue: Cue) -> Iterator[str]:
    time = [] if cue.slot_ms is None else [format_time(cue.slot_ms)]
    parts = [*time, *["optional"] * cue.optional, *cue.labels, *cue.sounds]
    words = " | ".join(_escape(wording, r"[\\\[|{]") for wording in cue.wordings)
    bracket = f"[{', '.join(parts)}]" if parts else ""
    line = " ".join(part for part in (bracket, _escape(words, r"^[#@/]")) if part)
    yield line + _braces(cue.attributes)


def _block(block: Block) -> Iterator[str]:
    length = [] if block.length_ms is None else [format_time(block.length_ms)]
    words = " ".join(["block", *length, *["optional"] * block.optional, *["loose"] * block.loose])
    yield f"[{words}]{_braces(block.attributes)}"
    yield from _items(block.items)
    yield "[end]"


def _mark(mark: Mark) -> Iterator[str]:
    yield f"## {_escape(mark.text, _TITLE)}{_braces(mark.attributes)}"


def _setting(setting: Setting) -> str:
    return f"@{setting.name} {setting.value}"


def _fill(_: Fill) -> Iterator[str]:
    yield "[fill]"


def _settings(setting: Setting) -> Iterator[str]:
    yield _setting(setting)


def _note(note: Note) -> Iterator[str]:
    yield f"// {note.text}".rstrip()


_PRINT: dict[type[Item], Callable[..., Iterator[str]]] = {
    Cue: _cue,
    Block: _block,
    Mark: _mark,
    Setting: _settings,
    Fill: _fill,
    Note: _note,
}
