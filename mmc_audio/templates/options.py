"""The head of a template: what it is for, and the options that a plan may set.

    {#---
    about: What is said in the rest after a set.
    options:
      silence: {type: seconds, default: 6, min: 2, max: 30, help: Time to answer the question.}
      tone: {type: choice, choices: [calm, brisk], default: calm, help: How it sounds.}
    ---#}

It is a comment to Jinja. In the template an option is `{{ options.silence }}`.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mmc_audio._lib import yaml_tree as yaml
from mmc_audio._lib.suggest import did_you_mean
from mmc_audio.errors import OptionError, Place, PlanError, TemplateError
from mmc_audio.templates.files import BUILTIN, Library, TemplateFile, full_name, short_name

Value = str | int | float | bool

KEY = "templates"
"""The key of a plan under which it sets options, by template."""

_HEAD = re.compile(r"\s*\{#---[ \t]*\n(.*?)^[ \t]*---#\}", re.DOTALL | re.MULTILINE)
_NOTE = re.compile(r"\s*\{#-?(.*?)-?#\}", re.DOTALL)
_EXTENDS_BUILTIN = re.compile(r"\{%-?\s*extends\s+[\"']builtin/")
_KEYS = ("type", "default", "min", "max", "choices", "help")


@dataclass(frozen=True, slots=True)
class TemplateOption:
    """One thing that a plan may set in a template."""

    name: str
    kind: str
    """text, int, number, seconds, bool or choice."""
    default: Value
    place: Place
    low: float = -math.inf
    high: float = math.inf
    choices: tuple[str, ...] = ()
    help: str = ""

    @property
    def allowed(self) -> str:
        """What it may be, in words."""
        if self.kind == "choice":
            return " or ".join(self.choices)
        named = _KIND_NAMES[self.kind]
        if self.low > -math.inf and self.high < math.inf:
            return f"{named} from {self.low:g} to {self.high:g}"
        if self.low > -math.inf:
            return f"{named} of at least {self.low:g}"
        return f"{named} of at most {self.high:g}" if self.high < math.inf else named


_KIND_NAMES = {
    "text": "words",
    "int": "a whole number",
    "number": "a number",
    "seconds": "seconds",
    "bool": "yes or no",
    "choice": "",
}


@dataclass(frozen=True, slots=True)
class Head:
    """What a template says of itself."""

    about: str = ""
    options: tuple[TemplateOption, ...] = ()


def read_head(file: TemplateFile) -> Head:
    """What `file` says of itself; a plain comment at its start is what it is about.

    Raises:
        TemplateError: for a head that cannot be read.
    """
    match = _HEAD.match(file.text)
    if not match:
        note = _NOTE.match(file.text)
        return Head(" ".join(note[1].split()) if note else "")
    above = "\n" * file.text.count("\n", 0, match.start(1))
    try:
        tree = yaml.read_tree((above + match[1]).encode(), file.shown, begin="about: ...")
        return _head(tree)
    except PlanError as error:
        raise TemplateError(error.what, error.place) from error


def _head(tree: yaml.Node) -> Head:
    entries = _entries(tree, ("about", "options"))
    about = entries.get("about")
    options = entries.get("options")
    if options is not None and not isinstance(options, yaml.Mapping):
        raise TemplateError("options are written as `name: {type: ...}`", options.place)
    return Head(
        _words(about) if about else "",
        tuple(_option(name, node) for name, node in options.entries) if options else (),
    )


def _entries(tree: yaml.Node, known: tuple[str, ...]) -> dict[str, yaml.Node]:
    if not isinstance(tree, yaml.Mapping):
        raise TemplateError(
            f"`name: value` is needed here; names are {', '.join(known)}", tree.place
        )
    for key, _ in tree.entries:
        if key.text not in known:
            what = f'there is no "{key.text}" here; {_near(key.text, known)}'
            raise TemplateError(what, key.place)
    return {key.text: node for key, node in tree.entries}


def _near(name: str, known: tuple[str, ...]) -> str:
    names = f"names are {', '.join(known) or 'none'}"
    return did_you_mean(name, known, names, form='"{}"', like=0.5)


def _words(node: yaml.Node) -> str:
    if not isinstance(node, yaml.Scalar):
        raise TemplateError("words are needed here; quote them if they hold a colon", node.place)
    return " ".join(node.text.split())


def _option(name: yaml.Scalar, node: yaml.Node) -> TemplateOption:
    entries = _entries(node, _KEYS)
    kind = _words(entries["type"]) if "type" in entries else "text"
    if kind not in _READ:
        what = f'there is no type "{kind}"; types are {", ".join(_READ)}'
        raise TemplateError(what, entries["type"].place)
    if "default" not in entries:
        raise TemplateError("an option needs a default; add `default: ...`", name.place)
    bare = TemplateOption(
        name.text, kind, "", name.place,
        low=_bound(entries.get("min"), -math.inf), high=_bound(entries.get("max"), math.inf),
        choices=_choices(entries.get("choices"), name, kind),
        help=_words(entries["help"]) if "help" in entries else "",
    )  # fmt: skip
    return _with_default(bare, entries["default"])


def _with_default(option: TemplateOption, node: yaml.Node) -> TemplateOption:
    from dataclasses import replace

    try:
        return replace(option, default=convert(option, _words(node)))
    except ValueError as error:
        raise TemplateError(f"the default does not fit: {error}", node.place) from error


def _bound(node: yaml.Node | None, otherwise: float) -> float:
    if node is None:
        return otherwise
    try:
        return _seconds(_words(node))
    except ValueError as error:
        raise TemplateError("a bound is a number; write one", node.place) from error


def _choices(node: yaml.Node | None, name: yaml.Scalar, kind: str) -> tuple[str, ...]:
    if isinstance(node, yaml.Sequence) and node.items:
        return tuple(_words(item) for item in node.items)
    if kind == "choice":
        raise TemplateError("a choice needs `choices: [one, another]`", name.place)
    return ()


def convert(option: TemplateOption, value: Value) -> Value:
    """`value` as the option's type.

    Raises:
        ValueError: if it cannot be that, or is out of bounds.
    """
    read = _READ[option.kind](str(value).strip())
    if option.kind == "choice" and read not in option.choices:
        raise ValueError(f'"{value}" is none of its choices; write {option.allowed}')
    counted = isinstance(read, int | float) and not isinstance(read, bool)
    if counted and not option.low <= float(read) <= option.high:
        raise ValueError(f"{value} is out of bounds; write {option.allowed}")
    return read


def _int(text: str) -> int:
    return int(_matched(r"[+-]?\d{1,9}", text, "a whole number"))


def _number(text: str) -> Value:
    value = float(_matched(r"[+-]?\d{1,9}(\.\d{1,6})?", text, "a number"))
    return int(value) if value.is_integer() else value


def _seconds(text: str) -> float:
    if clock := re.fullmatch(r"(\d{1,3}):([0-5]\d)", text):
        return int(clock[1]) * 60 + int(clock[2])
    unit = re.fullmatch(r"(.*?)\s*(ms|s|m|min)?", text)
    factor = {"ms": 0.001, "m": 60, "min": 60}.get(unit[2] or "s", 1) if unit else 1
    value = round(float(_number(unit[1] if unit else text)) * factor, 3)
    return int(value) if value.is_integer() else value


def _bool(text: str) -> bool:
    _matched("true|false|yes|no|on|off", text.lower(), "yes or no")
    return text.lower() in ("true", "yes", "on")


def _matched(pattern: str, text: str, wanted: str) -> str:
    if not re.fullmatch(pattern, text, re.ASCII):
        raise ValueError(f'"{text}" is not {wanted}; write {wanted}')
    return text


_READ: dict[str, Callable[[str], Value]] = {
    "text": str,
    "int": _int,
    "number": _number,
    "seconds": _seconds,
    "bool": _bool,
    "choice": str,
}


def options(library: Library, name: str) -> dict[str, TemplateOption]:
    """The options of a template; with those of the built-in one where it extends that.

    Raises:
        TemplateError: if there is no such template, or its head cannot be read.
    """
    file = library.find(name)
    found = {}
    if not file.builtin and _EXTENDS_BUILTIN.search(file.text):
        below = library.files.get(BUILTIN + file.name)
        found = {each.name: each for each in read_head(below).options} if below else {}
    return found | {each.name: each for each in read_head(file).options}


def check_names(library: Library, wanted: Mapping[str, object]) -> None:
    """That each template for which a plan sets options is there.

    Raises:
        OptionError: for one that is not.
    """
    for name in wanted:
        try:
            library.find(name)
        except TemplateError as error:
            place = error.place or Place("templates")
            raise OptionError(error.what, place, (KEY, name)) from error


def settings_for(
    library: Library, name: str, wanted: Mapping[str, Mapping[str, Value]]
) -> dict[str, Any]:
    """The value of each option of a template: as wanted, else its default.

    Args:
        library: has the template.
        name: the template's.
        wanted: what the plan sets, by template; it may write a name with its suffix.

    Raises:
        OptionError: for an option the template does not have, or a value it cannot take.
        TemplateError: as `options`.
    """
    known = options(library, name)
    values = {option.name: option.default for option in known.values()}
    written = next((each for each in (short_name(name), full_name(name)) if each in wanted), "")
    for key, value in wanted.get(written, {}).items():
        path = (KEY, written, key)
        if key not in known:
            what = f'{short_name(name)} has no option "{key}"; {_near(key, tuple(known))}'
            raise OptionError(what, Place(library.find(name).shown), path)
        try:
            values[key] = convert(known[key], value)
        except ValueError as error:
            raise OptionError(f"{key}: {error}", known[key].place, path) from error
    return values
