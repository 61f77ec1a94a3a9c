"""Lines that begin a block: supersets, circuits, EMOM, AMRAP, rounds for time, intervals."""
# ruff: noqa: E501, ISC004 - a pattern is read more easily on one line, or in several strings

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from mmc_audio.importing.model import BlockKind, Weight, WorkoutBlock, WorkoutItem
from mmc_audio.importing.quantities import length
from mmc_audio.importing.text.headings import is_section
from mmc_audio.importing.text.known import is_known
from mmc_audio.importing.text.tokens import MASS, TIME, N
from mmc_audio.importing.text.weights import weight_of
from mmc_audio.units import Ms

_MINUTES = rf"(?:{TIME}|[0-9]{{1,3}})"
_ROUNDS = re.compile(
    r"([0-9]{1,3})\s?(?:x\b|rounds?|rft\b|sets?|times)|\bx\s?([0-9]{1,3})", re.IGNORECASE
)
_REST = re.compile(rf"\brest:?\s*({TIME})|({TIME})\s+rest\b", re.IGNORECASE)
_IN_TURN = re.compile(r"\balternat|\bin turn\b|\btake turns\b|\bodd\b|\beven\b", re.IGNORECASE)
_WORK_REST = re.compile(
    rf"(?P<work>{TIME})\s?(?:(?:on|work|hard|fast|run|sprint)?\s?(?:/|,|\+|and|\|)|on|work)\s?"
    rf"(?P<rest>{TIME})\s?(?:off|rest|easy|walk|slow|jog)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class BlockStart:
    """What the first line of a block says."""

    kind: BlockKind
    rounds: int | None = None
    every_ms: Ms | None = None
    time_ms: Ms | None = None
    work_ms: Ms | None = None
    rest_ms: Ms | None = None
    round_rest_ms: Ms | None = None
    counts: tuple[int, ...] = ()
    """`21-15-9`: reps of each exercise in each round."""
    inline: str = ""
    """Exercises on the same line, behind the colon."""
    in_turn: bool = False
    """One exercise a round."""
    name: str = ""
    """`Barbell complex` of `Barbell complex, 5 rounds, 40kg`."""
    load: Weight | None = None
    """Of the exercises that say none."""
    endless: bool = False
    """Whether `counts` go on: `2-4-6-8...`."""
    line: int = 0

    def block(self, items: tuple[WorkoutItem, ...]) -> WorkoutBlock:
        """The block with its exercises."""
        return WorkoutBlock(
            self.kind, items, self.rounds, self.every_ms, self.time_ms, self.work_ms,
            self.rest_ms, None, self.round_rest_ms, self.in_turn, line=self.line,
        )  # fmt: skip

    def titles(self, below: "BlockStart | None") -> bool:
        """Whether it says nothing, above another of its kind: `EMOM Friday`, `EMOM 12 min:`."""
        bare = self.rounds is None and self.time_ms is None and not self.counts
        return bare and below is not None and below.kind == self.kind


_Make = Callable[[re.Match[str], str, str], BlockStart | None]


def block_start(text: str, line: int) -> BlockStart | None:
    """The block that a line begins; None for any other line."""
    for pattern, make in _STARTS:
        if match := pattern.match(text):
            head, inline = _split(text)
            start = make(match, head, inline.strip())
            if start:
                return replace(start, line=line)
    return None


def _split(text: str) -> tuple[str, str]:
    """What is before and behind the colon; that of a clock such as 2:00 is none."""
    match = re.search(r":(?!\d)", text)
    return (text[: match.start()], text[match.end() :]) if match else (text, "")


def _time(text: str | None) -> Ms | None:
    """A time; a bare number is minutes here."""
    if not text:
        return None
    return length(text) if not text.strip().isdigit() else int(text) * 60_000


def _rounds(text: str) -> int | None:
    match = _ROUNDS.search(text)
    count = int(match[1] or match[2]) if match else 0
    return count if 1 <= count <= 100 else None


def _rest(text: str) -> Ms | None:
    match = _REST.search(text)
    return length(match[1] or match[2]) if match else None


def _superset(match: re.Match[str], head: str, inline: str) -> BlockStart:
    del match
    return BlockStart("superset", _rounds(head), round_rest_ms=_rest(head), inline=inline)


def _circuit(match: re.Match[str], head: str, inline: str) -> BlockStart:
    del match
    by_clock = _WORK_REST.search(head)
    return BlockStart(
        "circuit",
        _rounds(head),
        work_ms=length(by_clock["work"]) if by_clock else None,
        rest_ms=length(by_clock["rest"]) if by_clock else None,
        round_rest_ms=None if by_clock else _rest(head),
        inline=inline,
    )


def _rounds_of(match: re.Match[str], head: str, inline: str) -> BlockStart:
    timed = re.search(r"\bfor time\b|\brft\b", head, re.IGNORECASE)
    within = head.partition(" of ")[2]
    start = _circuit(match, head, inline or within)
    if not timed:
        return start
    return BlockStart("for_time", start.rounds, time_ms=cap_of(head), inline=inline)


_BETWEEN = r"[\s,:;()@\u2013-]"
_ROUND_PART = r"(?:(?:for\s)?[0-9]{1,2}\s?(?:rounds?|sets?|times|x)|x\s?[0-9]{1,2}(?:\s(?:rounds?|sets?|times))?)\b"
_LOAD_PART = rf"(?:at\s|with\s)?{N}\s?(?:{MASS}|%)(?:\s(?:bar|barbell))?"
_REST_PART = rf"(?:rest:?\s*{TIME}|{TIME}\s(?:rest|between))(?:\s(?:between|after)\b[a-z\s]*)?"
_ONE_PART = rf"(?:{_ROUND_PART}|{_REST_PART}|{_LOAD_PART})"


def _named(match: re.Match[str], head: str, inline: str) -> BlockStart | None:
    """`Barbell complex, 5 rounds, 40kg`: rounds and a load for what is below."""
    del head, inline
    parts, name = match["parts"], match["name"].strip(" -&/+")
    rounds, load = _rounds(parts), re.search(rf"({N})\s?({MASS}|%)", parts, re.IGNORECASE)
    several = _OF_SEVERAL.search(name) or is_section(name)
    said = several or re.search(r"rounds?\b", parts, re.IGNORECASE)
    if rounds is None or not said or (is_known(name, name) and not several):
        return None
    return BlockStart(
        "circuit",
        rounds,
        round_rest_ms=_rest(parts),
        inline=match["inline"] or "",
        name=name,
        load=weight_of(load[1], load[2]) if load else None,
    )


_OF_SEVERAL = re.compile(r"\b(?:complex|circuit|flow)\b", re.IGNORECASE)
_LADDER = re.compile(
    rf"(?P<counts>[0-9]{{1,2}}(?:\s?[-,/]\s?[0-9]{{1,2}}){{2,9}})[,-]?\s?(?:\.{{2,}}|\u2026|,?\setc\.?)\W*"
    rf"(?:(?:until|up to|for|in|cap|amrap)\s?(?P<cap>{_MINUTES})(?:\s?cap)?)?\W*",
    re.IGNORECASE,
)


def open_ladder(text: str) -> BlockStart | None:
    """`2-4-6-8... until 12 min`: reps that go on rising, up to a cap; None for any other line."""
    match = _LADDER.fullmatch(text)
    if match is None:
        return None
    counts = tuple(int(number) for number in re.findall("[0-9]+", match["counts"]))
    cap = _time(match["cap"])
    return BlockStart("for_time", time_ms=cap, counts=counts, endless=cap is not None)


def cap_of(head: str) -> Ms | None:
    """The cap of rounds for time, as a line says it; None where it says none."""
    match = re.search(
        rf"\bcap:?\s*({_MINUTES})|({_MINUTES})\s?(?:min\w*\s)?cap\b", head, re.IGNORECASE
    )
    return _time(match[1] or match[2]) if match else None


FOR_TIME = re.compile(
    rf"\(?(?:for time\b.*|(?:time\s)?cap:?\s*{_MINUTES}|{_MINUTES}\s?(?:min\w*\s)?(?:time\s)?cap)\)?",
    re.IGNORECASE,
)
"""A line below exercises that says they are done for time."""


def _emom(match: re.Match[str], head: str, inline: str) -> BlockStart | None:
    every = int(match["mom"]) * 60_000 if match["mom"] else _time(match["every"]) or 60_000
    total, in_turn = match["total"], bool(_IN_TURN.search(head))
    if not total:
        return BlockStart("emom", every_ms=every, in_turn=in_turn, inline=inline)
    number = total.strip()
    counted = re.search(
        rf"{number}\s?(?:x|rounds?|sets?|times)|[x\u00d7]\s?{number}\b", head, re.IGNORECASE
    )
    rounds = int(total) if counted and total.isdigit() else (_time(total) or 0) // every
    return BlockStart("emom", max(1, min(rounds, 100)), every, in_turn=in_turn, inline=inline)


def _amrap(match: re.Match[str], head: str, inline: str) -> BlockStart | None:
    time = _time(match["time"] or match["time2"])
    del head
    return BlockStart("amrap", time_ms=time, inline=inline) if time else None


def _for_time(match: re.Match[str], head: str, inline: str) -> BlockStart:
    counts = tuple(int(n) for n in re.findall("[0-9]+", match["counts"] or match["more"] or ""))
    inline = inline or match["names"] or ""
    if counts:
        return BlockStart("for_time", time_ms=cap_of(head), counts=counts, inline=inline)
    return BlockStart("for_time", _rounds(head) or 1, time_ms=cap_of(head), inline=inline)


DEATH_BY_ROUNDS = 10


def _death_by(match: re.Match[str], head: str, inline: str) -> BlockStart:
    """`Death by burpees`: one in the first minute, two in the second, up to the cap."""
    del head
    cap = _time(match["cap"]) or 0
    rounds = max(1, min(20, cap // 60_000)) if cap else DEATH_BY_ROUNDS
    return BlockStart(
        "emom",
        every_ms=60_000,
        counts=tuple(range(1, rounds + 1)),
        inline=match["name"] or inline,
        in_turn=True,
    )


def _tabata(match: re.Match[str], head: str, inline: str) -> BlockStart:
    words = head[match.end() :].strip(" -\u2013,")
    name = re.sub(
        r"\(.*?\)|[0-9]+\s?(?:x|rounds?)\b|\d+s?\s?/\s?\d+s?|[x\u00d7]\s?[0-9]+", " ", words
    ).strip()
    times = _rounds(re.sub(r"[0-9]+s?\s?/\s?[0-9]+s?", " ", head))
    return BlockStart("interval", times or 8, work_ms=20_000, rest_ms=10_000,
                      inline=inline or name)  # fmt: skip


_STARTS: tuple[tuple[re.Pattern[str], _Make], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), make)
    for pattern, make in (
        (r"(?:super|giant|tri)[ -]?sets?\b", _superset),
        (r"circuits?\b", _circuit),
        (r"tabata\b", _tabata),
        (rf"\W*death by\W+(?P<name>[^-\u2013,:(]+(?:\([^)]*\))?)(?:.*?(?P<cap>{_MINUTES})\s?cap)?\W*$", _death_by),
        (rf"(?:emom|e(?P<mom>[0-9])mom|every (?:(?P<every>{TIME})|minute on the minute|minute))"
         rf"(?:\s*[x\u00d7,-]?\s*(?:for\s)?(?P<total>{_MINUTES}))?", _emom),
        (rf"amrap\b[\s:-]*(?:in\s)?(?P<time>{_MINUTES})|(?P<time2>{_MINUTES})(?:[ -]?min\w*)?\s*amrap\b",
         _amrap),
        (r"(?P<counts>[0-9]{1,3}(?:\s?-\s?[0-9]{1,3})+)\s*(?:reps\s)?for time\b"
         r"|(?:(?:chipper|wod|metcon|workout|conditioning|complete|all|everything|the following)\s(?:\w+\s)?)?for time\b"
         r"|(?P<more>[0-9]{1,3}(?:-[0-9]{1,3}){2,})\s(?:reps\s)?(?:of\s)?:?\s*"
         r"(?P<names>[a-z][^@]*?(?:,|\band\b|&|\+)\s*[a-z].*)", _for_time),
        (rf"(?P<name>[a-z][a-z\s&/+-]{{2,40}}?){_BETWEEN}+(?P<parts>{_ONE_PART}(?:{_BETWEEN}+{_ONE_PART}){{0,3}})\)?\s*(?::\s*(?P<inline>\S.*))?:?$", _named),
        (rf"[0-9]{{1,2}}\s?rounds?(?:\sof)?[,:]?\s{TIME}\s?(?:on|work)\b", _circuit),
        (r"[0-9]{1,2}\s*sets?\s*(?:of)?:?\s*(?<=:)$", _rounds_of),
        (r"[0-9]{1,3}\s*(?:rounds?|rft|x(?!\s?[0-9]))\b(?:\s*(?:of|for time|through|nft|not for time|for quality))?[^a-z]*"
         r"(?:$|:|,?\s*rest\b|\(|of\b|for\b|-)", _rounds_of),
    )
)  # fmt: skip


def inline_parts(text: str) -> list[str]:
    """The exercises of a block on one line: `5 pull-ups, 10 push-ups`, `20 push-ups 20 sit-ups`."""
    parts = re.split(r"\s*(?:\+|&|,(?!\s?\d+\s?(?:kg|lb))|\band\b|/(?=\s))\s*", text)
    if len(parts) == 1 and text.strip()[:1].isdigit():
        parts = re.split(r"\s+(?=[0-9]+\s(?!kg|lb|s\b|sec|min|m\b)[a-z])", text)
    return [part for part in parts if part]
