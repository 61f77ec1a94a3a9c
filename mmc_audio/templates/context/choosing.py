"""Which line of a bank a moment takes: one that was said neither in this session nor lately.

A template takes `bank.breath[turn % bank.breath|length]`: its turn is the number of the set in the
session. So the line that is to be heard is put at that place.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from heapq import nsmallest
from typing import Any

from mmc_audio.coaching.memory import Memory

Context = dict[str, Any]

QUESTIONS = ("feel", "reserve", "reserve_clock")
"""Banks of questions with their answers."""

BY_TURN = frozenset({
    "internal", "external", "recall", "forms", "quick_forms", "clock_forms", "hold_forms", "angle",
    "attention_reset", "external_reset", "two_more", "last_one", "breath", "clock_breath",
    "transition", "questions", "then", *QUESTIONS,
})  # fmt: skip
"""Banks of which a set takes one line, by its turn."""

SEVERAL = {"hold_breath": "hold"}
"""Banks of which a set takes one half, line after line, and the next set the other half, and the
template that says them. Both sides of a set take the same lines."""

ORDERED = BY_TURN | SEVERAL.keys()

_PLACE: Mapping[str, Callable[[int], int]] = {
    "feel": lambda turn: turn // 2,
    "reserve": lambda turn: turn // 2,
}
"""The rests ask for one and the other in turn."""

_ASKED: Mapping[str, int] = {"feel": 1, "reserve": 0}


class Chooser:
    """Remembers what the session has said so far."""

    def __init__(self, memory: Memory) -> None:
        """With what was heard in the sessions before."""
        self._memory = memory
        self._said: Counter[str] = Counter()
        self._shapes: dict[str, list[str]] = defaultdict(list)
        """Lines that were taken of each bank, without the muscle's name; the last one last."""
        self._muscle = ""
        self._turn = 0
        """Of the set that is spoken, or of the first of its sides."""
        self._halves: dict[str, tuple[int, list[Any]]] = {}
        """What a set took of a bank of several lines, by bank, with its turn."""

    def chosen(self, template: str, context: Context) -> Context:
        """`context` with the lines of its bank in the order in which `template` says them."""
        bank, turn = context.get("bank"), context.get("turn")
        if not isinstance(bank, Mapping) or turn is None:
            return context
        self._muscle = context["exercise"]["muscle"].lower()
        self._turn = turn - (context.get("side") == "right")
        # What only a hold says is not used up by the sets between two holds.
        heard = [key for key in bank if key not in SEVERAL or template == SEVERAL[key]]
        return {**context, "bank": {**bank} | {k: self._list(k, bank[k], turn) for k in heard}}

    def _list(self, key: str, lines: Any, turn: int) -> Any:  # noqa: ANN401 - a bank, or one line
        if key not in ORDERED or not isinstance(lines, list) or len(lines) < 2:
            return lines
        if _ASKED.get(key, turn % 2) != turn % 2:
            return lines
        if key in SEVERAL:
            return self._half(key, lines)
        (line,) = self._taken(key, lines, 1)
        others = [each for each in lines if each is not line]
        if isinstance(line, Mapping):
            line = {**line, "then": self._list("then", line["then"], turn)}
        return _at(_PLACE.get(key, int)(turn), line, others)

    def _half(self, key: str, lines: list[Any]) -> list[Any]:
        turn, taken = self._halves.get(key, (None, []))
        if turn != self._turn:
            taken = self._taken(key, lines, len(lines) // 2)
            self._halves[key] = self._turn, taken
        return taken

    def _taken(self, key: str, lines: list[Any], count: int) -> list[Any]:
        """So many lines, those to be heard next; they count as said."""
        taken = self._shapes[key]
        lately = frozenset(taken[-(len(lines) // 2) :] if len(lines) > 1 else ())
        first = nsmallest(count, lines, key=lambda line: self._order(line, lately))
        for text in map(text_of, first):
            self._said[text] += 1
            taken.append(_shape(text, self._muscle))
        return first

    def _order(self, line: object, lately: Collection[str]) -> tuple[bool, int, int]:
        """What was said here comes later, and so does what was heard in the last sessions.

        A sentence that was just said, if of another muscle, waits for half of the bank: else one
        that only some exercises have would come again and again until it was said as often.
        """
        text = text_of(line)
        just_said = bool(lately) and _shape(text, self._muscle) in lately
        late = self._memory.late(heard_as(line)) if self._memory.heard else 0
        return just_said, self._said.get(text, 0), late


def _at(place: int, line: object, others: list[Any]) -> list[Any]:
    """The bank with `line` at its place, and the others in their order."""
    at = place % (len(others) + 1)
    return [*others[:at], line, *others[at:]]


def text_of(line: object) -> str:
    """The longest wording of a line; of a question, of what is asked."""
    if isinstance(line, (list, tuple)):  # a union of types takes three times as long, ten a line
        return str(line[0] if line else "")
    return text_of(line.get("ask", "")) if isinstance(line, Mapping) else str(line)


def heard_as(line: object) -> str:
    """What stands for a line where it is asked whether it was heard: any of its wordings.

    One wording a line: a short rest may have heard the middle one.
    """
    if isinstance(line, list | tuple):
        return "\n".join(map(str, line))
    return heard_as(line.get("ask", "")) if isinstance(line, Mapping) else str(line)


@lru_cache(maxsize=8192)  # a set looks at all lines of its banks
def _shape(text: str, muscle: str) -> str:
    """A text without the muscle's name."""
    return text.lower().replace(muscle or "\n", "_")
