"""What a coach needs beyond Jinja: wordings, one of several, beats. `number_words.py` has numbers.

Times are seconds as a coach writes them: 75, 2.5. Each function is documented with an example in
docs/templates.md, and the examples are run by a test.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Undefined, pass_context
from jinja2.runtime import Context

from mmc_audio.script.model import PHASES


class UseError(ValueError):
    """Raised for a value that a filter cannot take: `what; fix`, in a coach's words."""


Number = int | float
Wordings = list[str]

_ENDS = (".", "?", "!", "…", ":", ",", ";")


def seconds(ms: int) -> Number:
    """Seconds as templates see them: 75000 -> 75, 2500 -> 2.5."""
    return ms // 1000 if ms % 1000 == 0 else ms / 1000


def number(value: object) -> Number:
    """`value` if it is a number; text of digits is read as one.

    Raises:
        UseError: for anything else.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    try:
        return int(str(value)) if str(value).strip().lstrip("-").isdigit() else float(str(value))
    except ValueError:
        what = f"a number is needed here, and this is {_shown(value)}; name the number itself"
        raise UseError(what) from None


def _shown(value: object) -> str:
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 40 else text[:39] + "…"


def s(value: object) -> str:
    """Seconds as a directive takes them: 2 -> 2s, 2.5 -> 2.5s."""
    return f"{round(float(number(value)), 3):.12g}s"


def ms(value: object) -> str:
    """Milliseconds as a directive takes them: 2500 -> 2.5s."""
    return s(number(value) / 1000)


def cap(value: object) -> object:
    """The first letter as a capital, the rest as it is; of each wording in a list."""
    return _each(value, lambda text: text[:1].upper() + text[1:])


def sentence(value: object) -> object:
    """As `cap`, with a full stop where no mark ends it; of each wording in a list."""
    return _each(cap(value), lambda text: text if not text or text.endswith(_ENDS) else text + ".")


def within(value: object, frame: str) -> object:
    """`frame` with {} replaced by the text; by each wording in turn for a list."""
    if "{}" not in frame:
        raise UseError('within needs {} where the words go, as in within("Left side. {}")')
    return _each(value, lambda text: frame.replace("{}", text))


def _each(value: object, change: Callable[[str], str]) -> object:
    if isinstance(value, Undefined):
        str(value)
    if isinstance(value, list | tuple):
        return [change(str(wording)) for wording in value]
    return change(str(value))


def wordings(*values: object) -> Wordings:
    """Wordings joined into one list, from long to short; what is empty is left out."""
    found: Wordings = []
    for value in values:
        if isinstance(value, list | tuple):
            found += wordings(*value)
        elif str(value).strip():
            found.append(str(value).strip())
    return list(dict.fromkeys(found))


def longest(value: object) -> str:
    """The first, longest wording."""
    return str(value[0]) if isinstance(value, list | tuple) and value else _text(value)


def shortest(value: object) -> str:
    """The last, shortest wording."""
    return str(value[-1]) if isinstance(value, list | tuple) and value else _text(value)


def _text(value: object) -> str:
    return "" if isinstance(value, list | tuple) else str(value)


def fade(values: object, turn: object) -> object:
    """The `turn`-th of the values (from 1), and the last one from then on."""
    choices = _choices(values, "fade")
    return choices[min(max(int(number(turn)), 1), len(choices)) - 1]


def _choices(values: object, what: str) -> list[Any]:
    if not isinstance(values, list | tuple) or not values:
        example = f'["one way", "another way"]|{what}'
        raise UseError(f"{what} needs a list with something in it, as in {example}")
    return list(values)


def every(value: object, step: object, start: object = None) -> bool:
    """Whether `value` is `start` or a whole number of steps after it; `start` is `step` itself."""
    every_n = int(number(step))
    if every_n < 1:
        raise UseError("every counts in steps of 1 or more, as in: rep is every 3")
    first = every_n if start is None else int(number(start))
    away = int(number(value)) - first
    return away >= 0 and away % every_n == 0


def phases(tempo: Mapping[str, Any], start: str | None = None) -> list[dict[str, Any]]:
    """The phases of one repetition, in the order performed; those that take time only.

    Args:
        tempo: seconds by phase; `fast`, a list of phases; `start`, the phase that comes first.
        start: the phase that comes first, if it is not the tempo's own.
    """
    if not isinstance(tempo, Mapping):
        raise UseError(f"phases needs a tempo, and this is {_shown(tempo)}; name the tempo")
    first = PHASES.index(start or tempo.get("start") or PHASES[0])
    order = PHASES[first:] + PHASES[:first]
    return [
        {"name": name, "s": tempo[name], "fast": name in tempo.get("fast", ()),
         "beats": beats(tempo[name])}
        for name in order if tempo.get(name)
    ]  # fmt: skip


def beats(length: object) -> list[dict[str, Any]]:
    """One beat per second of `length`; the last one takes what is left, under two seconds."""
    total = round(number(length) * 1000)
    many = max(total // 1000, 1)
    if many > 600:
        raise UseError("beats are for lengths of up to ten minutes; count a shorter one")
    lengths = [1000] * (many - 1) + [total - 1000 * (many - 1)]
    return [
        {"number": at, "s": seconds(beat), "last": at == many} for at, beat in enumerate(lengths, 1)
    ]


@dataclass(slots=True)
class Picks:
    """What was picked so far in a plan, so that neighbours differ."""

    seed: str = ""
    turn: int = 0
    last: dict[tuple[str, int, int], int] = field(default_factory=dict)

    def begin(self, seed: str) -> None:
        """A new moment begins; `seed` is what makes it differ from the others."""
        self.seed, self.turn = seed, 0

    def pick(self, template: str, choices: list[Any]) -> Any:  # noqa: ANN401  # whatever is in the list
        """One of the choices: by the seed, and not what this same pick gave the last time."""
        self.turn += 1
        place = (template, self.turn, len(choices))
        key = f"{self.seed}\0{template}\0{self.turn}".encode("utf-8", "surrogatepass")
        digest = int.from_bytes(hashlib.blake2b(key, digest_size=8).digest(), "big")
        last = self.last.get(place)
        if last is None or len(choices) == 1:
            chosen = digest % len(choices)
        else:
            chosen = (last + 1 + digest % (len(choices) - 1)) % len(choices)
        self.last[place] = chosen
        return choices[chosen]

    @pass_context
    def from_list(self, context: Context, values: object) -> Any:  # noqa: ANN401
        """`["a", "b"]|pick`."""
        return self.pick(context.name or "", _choices(values, "pick"))

    @pass_context
    def from_arguments(self, context: Context, *values: object) -> Any:  # noqa: ANN401
        """`pick("a", "b")`, or `pick(list)`."""
        if len(values) == 1 and isinstance(values[0], list | tuple):
            return self.from_list(context, values[0])
        return self.pick(context.name or "", _choices(values, "pick"))


FILTERS: dict[str, Callable[..., Any]] = {
    "s": s, "ms": ms, "cap": cap, "sentence": sentence, "within": within,
    "wordings": wordings, "longest": longest, "shortest": shortest, "fade": fade,
    "phases": phases, "beats": beats,
}  # fmt: skip
FUNCTIONS: dict[str, Callable[..., Any]] = {
    "wordings": wordings, "phases": phases, "beats": beats,
}  # fmt: skip
TESTS: dict[str, Callable[..., bool]] = {"every": every}
