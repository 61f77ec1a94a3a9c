"""What a line is about: an exercise that is known, a title, the sport of the lines around it."""

# ruff: noqa: ISC004 - a long pattern is written in several strings

import re
from collections.abc import Sequence
from dataclasses import replace

from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.importing.text.draft import ItemDraft, join_name
from mmc_audio.importing.text.headings import is_section, week_of, without_bullet
from mmc_audio.importing.text.line import draft_of


def is_known(name: str, line: str) -> bool:
    """Whether `name`, or the line without its numbers, is an exercise without a doubt."""
    bare = re.sub(r"[0-9]\S*", " ", line)
    catalogue = load_catalogue()
    found = (catalogue.understand(each).known for each in (name, bare) if each.strip())
    return any(known in {"exact", "variation"} for known in found)


def is_likely(name: str) -> bool:
    """Whether an exercise looks like `name`; a muscle, a day or a part looks like none."""
    found = load_catalogue().understand(name)
    return bool(found.family) and not is_section(name.strip())


def is_bare_name(line: str) -> bool:
    """Whether a line is an exercise without a number, as below the head of a circuit."""
    bare = without_bullet(line)[0]
    return bool(bare) and re.search("[0-9]", bare) is None and is_known(bare, bare)


def is_plain(draft: ItemDraft) -> bool:
    """Whether it is an exercise but for a number at its end: `Upper pull, week 3 of 12`."""
    counted = draft.count is not None or bool(draft.sets) or draft.base.weight is not None
    return counted or is_known(draft.name, draft.name) or bool(draft.base.length_ms)


def leads_on(line: str) -> bool:
    """Whether a line is an exercise of a round: with reps, a time or neither, and no sets."""
    draft = draft_of(without_bullet(line)[0], 0)
    several = (draft.count or 1) > 1 or len(draft.sets) > 1
    return is_bare_name(line) or (draft.measured and bool(draft.name) and not several)


_NUMBERED = re.compile(
    r"\b(?:week|wk|day|block|phase|session|workout|cycle)\s?[0-9]{1,2}\W*(?:$|[,\u2013-]\s)",
    re.IGNORECASE,
)
"""How a title ends, and no exercise: `Postnatal week 6`."""


_CALLED = re.compile(
    r"(?P<session>(?:vinyasa|yoga|pilates|barre|hiit|spin)\s[3-9][05](?:\s?min\w*)?)"
    r"|[^\d:,]*[^\W\d]\s[0-9]{1,3}"
    r"|(?:sweet ?spot|threshold|vo2(?: ?max)?|over[- ]?unders?|tempo|endurance|intervals?)\b[^:,]*",
    re.IGNORECASE,
)
"""`Vinyasa 45`, `Sweet spot 3x15`: what a session is called, and a number."""


def is_title(drafts: Sequence[ItemDraft], line: str) -> bool:
    """Whether a first line is no exercise but for a number in it: `Couch to 5k week 2`."""
    first = drafts[0]
    join_name(first)
    base = first.base
    if _NUMBERED.search(line) and not is_known(first.name, first.name):
        return len(drafts) == 1 and week_of(line) is None
    called = len(drafts) == 1 and _CALLED.fullmatch(line)
    if called and (called["session"] or not is_known(first.name, line)):
        return True
    counted = first.count is not None or base.weight or base.reps or base.breaths
    plain = len(drafts) == 1 and first.measured and not counted
    return plain and week_of(line) is None and not is_known(first.name, line)


def named_by_sport(draft: ItemDraft, lines: Sequence[str]) -> ItemDraft:
    """The draft; a distance without an exercise is that of the lines around it."""
    bare = draft.name.casefold()
    weight = draft.base.weight
    paced = any(note.endswith("pace") for note in draft.notes)
    powered = not bare and (paced or (weight is not None and weight.unit == "percent"))
    timed = draft.base.length_ms and (bare in EFFORTS or powered) and _is_sport(*lines)
    if timed and weight and weight.unit == "percent":
        draft.notes.append(f"{weight.value:g}%")
        draft.base = replace(draft.base, weight=None)
    if not (timed or draft.base.distance_m) or (bare and bare not in EFFORTS):
        return draft
    name, note = sport_of(*lines)
    words = ["easy"] if bare.startswith(_EASY) else draft.words
    whole = " ".join([*words, name])
    if is_known(whole, whole):
        return replace(draft, words=[*words, name], notes=[*draft.notes, note])
    return replace(draft, words=[name], notes=[*draft.notes, " ".join(words), note])


_LIFTS = {"smolov": "squat"}
"""Programs of one lift, by their name."""


def lift_of(*lines: str) -> str:
    """The exercise that a title names, or the program of one lift; empty where there is none."""
    words = re.findall(r"[^\W\d_]+", " ".join(lines).lower())
    programs = (_LIFTS[word] for word in words if word in _LIFTS)
    return next(programs, "") or next((word for word in words if _is_lift(word)), "")


def _is_lift(word: str) -> bool:
    return word in {"squat", "squats", "bench", "deadlift", "deadlifts"}


def sport_of(*lines: str) -> tuple[str, str]:
    """The exercise that lines without a name mean, and a remark that says so."""
    words = " ".join(lines)
    found = (name for pattern, name in _SPORTS if re.search(pattern, words, re.IGNORECASE))
    name = next(found, "run")
    return name, f"the line names no exercise; read as {name}"


def _is_sport(*lines: str) -> bool:
    return any(re.search(pattern, " ".join(lines), re.IGNORECASE) for pattern, _ in _SPORTS)


def why_left_out(text: str) -> str | None:
    """Why a line of numbers can be no exercise; None for any other."""
    shown = repr(text[:40])
    if _FORMULA.match(text):
        return f"a formula ({shown}), not its value"
    if _GROUPS.search(_EVEN.sub("", text)):
        return f"{shown}: groups of reps; write them in the plan, as `reps: 2+2+2`"
    return None


_EASY = ("warm", "cool", "spin", "paddle", "light", "easy", "recovery")
EFFORTS = {
    "easy", "steady", "hard", "fast", "slow", "tempo", "cool down", "cool-down", "cooldown",
    "warm up", "warm-up", "warmup", "threshold", "at threshold", "mp", "spin down", "spin",
    "paddle", "light paddle", "recovery", "easy spin",
    "z1", "z2", "z3", "zone 1", "zone 2", "zone 3", "moderate", "mod", "all out", "relaxed",
    "ramp", "high cadence", "low cadence", "big gear", "race pace", "lsd", "long", "long slow",
}  # fmt: skip
"""Words that say how hard, and not what."""

_EVEN = re.compile(
    r"(?:[0-9]+\s?[x\u00d7]\s?)?\([1-9][0-9]?(?:\s?\+\s?[1-9][0-9]?){1,9}\)"
    r"|(?:[0-9]+\s?[x\u00d7]\s?)?(?<![0-9])[1-9][0-9]?(?:\s?\+\s?[1-9][0-9]?){2,9}(?![0-9])"
)
"""`5 x (2+2+2)`, `12+5+3`: a cluster, which a plan has."""
_GROUPS = re.compile(
    r"[0-9]\s?[x\u00d7]\s?\((?![0-9]+(?:s|sec|min|'))|[x\u00d7]\s?[0-9]\+[0-9]|(?<![0-9/])[0-9]+\s?\+\s?[0-9]+\s?\+\s?[0-9]"
)
"""`4x(2+2+2)` and `12+5+3`: what plain text has no form for."""

_FORMULA = re.compile(r"=\s*(?:[A-Za-z]+\(|\$?[A-Za-z]{1,3}\$?\d)")
"""A spreadsheet's cell: `=SUM(A1:A3)`, `=B2*2.5`; `=Day 1=` is a heading."""

_SPORTS = (
    (r"\b(?:swim|freestyle|pool)", "swim"),
    (
        r"\b(?:run|jog|strides|fartlek|parkrun|marathon|hill reps)"
        r"|\b(?:[35]|10|21)\s?k pace|/km\b|/mi(?:le)?\b",
        "run",
    ),
    (
        r"\b(?:bike|ride|cycl|spin|ftp\b|watts?\b|turbo|zwift|sweet ?spot|over[- ]?unders?|cadence"
        r"|[0-9]{2,3}\s?rpm)",
        "stationary bike",
    ),
    (
        r"\brow|\berg\b|\bstrokes\b|\bpaddle\b|\br(?:ate)?\s?(?:1[6-9]|2[0-9]|3[0-6])\b|/500\s?m|\bspm\b",
        "rowing machine",
    ),
)
"""Words of the lines around, and the exercise."""
