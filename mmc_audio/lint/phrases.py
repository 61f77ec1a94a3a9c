"""What a coach's voice must not say, and how much it may say. Warnings name the reason."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

BANNED: dict[str, str] = {
    r"\bhold (your|the) breath": "no coach asks people to stop breathing; say breathe out",
    r"push (on )?through (the |your )?pain": "pain is a stop sign; take it out",
    r"no pain": "pain is no goal; take it out",
    r"\bignor(e|ing)\b": "what the body says is never ignored; name what to attend to",
    r"\bguarantee": "no result can be promised; take it out",
    r"will grow": "no result can be promised; say what is felt",
    r"prevents? injur": "no exercise promises that; take it out",
    r"(weak|dead|lazy|asleep|sleeping) (muscle|glute|core|abs|side)": "a muscle is not judged; "
    "say what to look for",
    r"behind your toes": "knees may pass the toes (Fry 2003); take it out",
    r"\b(burn|melt) (the |your )?(fat|calories)": "no talk of body shape; take it out",
    r"\b(skinny|flabby|chubby|beach body)\b": "no talk of body shape; take it out",
    r"\byou (must|have to)\b": "curiosity, not orders; say notice, find or let",
}
"""By a pattern: why not, and what instead."""

MIRROR = re.compile(r"\bmirror", re.IGNORECASE)
EYES = re.compile(r"clos(e|ed|ing) (your|the) eyes|eyes closed", re.IGNORECASE)
OFFERED = re.compile(r"if (that|it)|comfortable|or rest them|or leave", re.IGNORECASE)
"""Words that make closed eyes an offer."""

EYES_MAY_CLOSE = (
    "body_scan", "imagery", "closing/progressive_relaxation", "breath/diaphragmatic_breath",
    "breath/sigh_practice", "breath/even_breath",
)  # fmt: skip
"""Templates that are heard lying or seated, without a load."""

LONGEST_WORDS = 40
"""Words in one line: more than one idea."""

MOST_TALK: dict[str, float] = {
    "reps": 0.35,
    "hold": 0.35,
    "breaths": 0.35,
    "body_scan": 0.4,
    "rest": 2 / 3,
}
"""Share of the time that may be speech, counts left out. In a set two ideas at once cost more than
they give; a hold needs its reminders to breathe; a scan lives from its silence; a third of a rest
is silent."""

LONG_REST_S = 60
"""Rests below it may be fuller."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that should not be said."""

    words: str
    why: str
    unsafe: bool = True


@lru_cache(maxsize=1 << 16)
def unwanted(text: str, template: str) -> tuple[Phrase, ...]:
    """What in the spoken `text` of `template` should not be said.

    Args:
        text: one wording.
        template: the moment it belongs to, such as `rest`.
    """
    return tuple(_unwanted(text, template))


def _unwanted(text: str, template: str) -> Iterator[Phrase]:
    for pattern, why in BANNED.items():
        if found := re.search(pattern, text, re.IGNORECASE):
            yield Phrase(found[0], why)
    if template != "intro" and (found := MIRROR.search(text)):
        yield Phrase(found[0], "it draws the eye away from the feeling; only the intro names it")
    if found := EYES.search(text):
        yield from _closed_eyes(found[0], text, template)
    if len(text.split()) > LONGEST_WORDS:
        why = f"{len(text.split())} words are more than one idea; make it two lines"
        yield Phrase(text[:30] + "…", why, unsafe=False)


def _closed_eyes(words: str, text: str, template: str) -> Iterator[Phrase]:
    if template not in EYES_MAY_CLOSE:
        yield Phrase(words, "eyes close only lying or seated without a load; take it out")
    elif not OFFERED.search(text):
        yield Phrase(words, "closed eyes are an offer; add: if that is comfortable")
