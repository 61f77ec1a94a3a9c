"""What goes into a template, and what `{{ }}` makes of it."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from jinja2 import Undefined

from mmc_audio._lib.characters import CONTROLS, SEPARATORS
from mmc_audio.templates.filters import UseError


def printed(value: object) -> object:
    """What `{{ value }}` prints: words, numbers without needless zeros, lists as wordings.

    Raises:
        UseError: for what is no words: none, yes or no, a group of values.
    """
    if isinstance(value, str | int | Undefined) and not isinstance(value, bool):
        return value
    if isinstance(value, float):
        return f"{round(value, 3):.12g}"
    if isinstance(value, list | tuple):
        return " | ".join(str(printed(each)) for each in value)
    raise UseError(_UNPRINTED.get(type(value), _unprinted)(value))


def _unprinted(value: object) -> str:
    if isinstance(value, Mapping):
        keys = ", ".join(list(map(str, value))[:6])
        return f"this is a group of values, not words; name one of them: {keys}"
    return "this is no text; name something to say"


_UNPRINTED: dict[type, Callable[[object], str]] = {
    type(None): lambda _: "there is no value here (none); ask first with {% if ... %}",
    bool: lambda value: f"this is {'yes' if value else 'no'}, not words; use it in {{% if %}}",
}

_SPECIAL = re.compile(r'[\\\[|{"]')
_START = re.compile(r"\s*(?=[#@]|//)")
_CONTROL = re.compile(f"[\t\n\r{CONTROLS}{SEPARATORS}]+")
_ANY = re.compile(rf"{_SPECIAL.pattern}|{_CONTROL.pattern}|\A\s*(?:[#@]|//)")


class PlainDataMaker:
    """Makes plain data of which no text can become a directive.

    What several moments share is walked once.
    """

    def __init__(self) -> None:
        self._done: dict[int, tuple[object, object]] = {}

    def __call__(self, value: object) -> object:
        """`value` as plain data whose texts print as words.

        Raises:
            TypeError: for what is no plain data.
        """
        if isinstance(value, str):
            return escaped(value)
        if value is None or isinstance(value, bool | int | float):
            return value
        if id(value) not in self._done:
            self._done[id(value)] = (value, self._walked(value))
        return self._done[id(value)][1]

    def _walked(self, value: object) -> object:
        # Most of what is in them are texts; each is asked for its class here, which saves a call.
        if isinstance(value, (dict, Mapping)):  # to ask for the class first is ten times faster
            return {
                str(key): _escaped(each) if type(each) is str else self(each)
                for key, each in value.items()
            }
        if isinstance(value, list | tuple | set | frozenset):
            return [_escaped(each) if type(each) is str else self(each) for each in value]
        raise TypeError(f"templates see plain data only, not {type(value).__name__}")


def escaped(text: str) -> str:
    r"""`text` with `\` before what would mean something in a cue script."""
    return _escaped("".join(text) if type(text) is not str else text)


@lru_cache(maxsize=8192)  # the lines of a bank go into every set of a session
def _escaped(text: str) -> str:
    if not _ANY.search(text):
        return text
    text = _SPECIAL.sub(r"\\\g<0>", _CONTROL.sub(" ", text))
    start = _START.match(text)
    return f"{text[: start.end()]}\\{text[start.end() :]}" if start else text
