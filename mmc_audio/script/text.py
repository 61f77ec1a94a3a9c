"""A script as text: the opposite of `parse`."""

import re
from collections.abc import Callable, Iterable, Iterator

from mmc_audio.script.model import Block, Cue, Fill, Item, Mark, Note, Script, Section, Setting
from mmc_audio.script.times import format_time

_BARE = re.compile(r'[^\s"“”„{}=\\]+')


def to_text(script: Script) -> str:
    """The script as `parse` reads it; settings first, a blank line before each section."""
    lines = [_setting(setting) for setting in script.settings]
    for section in script.sections:
        lines += ["", *_section(section)] if lines else _section(section)
    return "".join(f"{line}\n" for line in lines)


def _section(section: Section) -> Iterable[str]:
    pairs = [f"{name}={_value(value)}" for name, value in section.attributes.items()]
    title = _escape(section.title, r"\\|\{")
    yield f"# {title} {{{' '.join(pairs)}}}" if pairs else f"# {title}"
    yield from _items(section.items)


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
    words = " | ".join(_escape(wording, r"[\\\[|]|\{(?=[{%])") for wording in cue.wordings)
    bracket = f"[{', '.join(parts)}]" if parts else ""
    yield " ".join(part for part in (bracket, _escape(words, r"^[#@/]")) if part)


def _block(block: Block) -> Iterator[str]:
    length = [] if block.length_ms is None else [format_time(block.length_ms)]
    yield f"[{' '.join(['block', *length, *['optional'] * block.optional])}]"
    yield from _items(block.items)
    yield "[end]"


def _mark(mark: Mark) -> Iterator[str]:
    yield "## " + _escape(mark.text, r"\\")


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
