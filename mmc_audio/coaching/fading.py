"""How the words of a set fade: each second, each rep, the number alone, at last nothing.

They fade with the sets of a session, with the sessions in which the exercise came before, and with
what was logged: a movement is learned with many words and done with few (guidance that stays makes
dependent: Wulf 2013). A muscle that was not felt brings them back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mmc_audio.coaching.rep_lines import COUNTS, Rep, TalkLine

KNOWN = (1, 3, 6, 12)
"""Sessions with the exercise after which one step more is left out."""

MOST = 7
"""From here on only the last reps are called."""

TALK = {"full": -2, "normal": 0, "sparse": 2, "silent": MOST}
"""What `talk` adds, of the plan or of the set."""

FURTHEST = {"full": 5, "normal": 5, "sparse": 6, "silent": MOST}
"""How far the words fade at most, however well the exercise is known."""

BY_LOG = {"": 0, "lost": -MOST, "found": 1}


@dataclass(frozen=True, slots=True)
class _Fade:
    """What is left at one step."""

    counted: int
    """Reps whose seconds are counted aloud."""
    worded: int
    """Reps whose phases are named; the others have their number alone."""
    numbered: int
    """Each so many reps are called by their number; 0 for none."""


_ALL = 1000

_FADES = (
    _Fade(_ALL, _ALL, 1),
    _Fade(2, _ALL, 1),
    _Fade(1, 4, 1),
    _Fade(0, 2, 1),
    _Fade(0, 1, 1),
    _Fade(0, 1, 2),
    _Fade(0, 0, 4),
    _Fade(0, 0, 0),
)


def fade_step(known: int, set_number: int, talk: str, state: str) -> int:
    """How far the words of a set have faded, from 0 to MOST.

    Args:
        known: in how many sessions the exercise came before.
        set_number: from 1; sets fade where the exercise is known.
        talk: as the plan says it.
        state: what the log says of the exercise: lost, found or empty.
    """
    by_session = sum(known >= sessions for sessions in KNOWN)
    by_set = min(set_number - 1, 1) if by_session else 0
    step = by_session + by_set + TALK[talk] + BY_LOG[state]
    return MOST if talk == "silent" else max(0, min(step, FURTHEST[talk]))


def faded(reps: Sequence[Rep], step: int) -> tuple[Rep, ...]:
    """The reps with what is left at this step; no beat moves."""
    fade = _FADES[step]
    return tuple(replace(rep, lines=tuple(_left(rep, fade, step))) for rep in reps)


def _left(rep: Rep, fade: _Fade, step: int) -> Iterator[TalkLine]:
    alone = rep.number > fade.worded
    has_idea = any(line.say == "idea" for line in rep.lines)
    for index, line in enumerate(rep.lines):
        if line.say == "idea":
            yield _quiet(line) if step == MOST and line.idea not in COUNTS else line
        elif line.say == "side":
            yield line
        elif alone and index == 0 and not has_idea:
            yield _numbered(rep.number, line, fade)
        elif alone:
            yield _ticked(line) if _begins(rep.lines, index) else _quiet(line)
        elif line.say == "count" and rep.number > fade.counted:
            yield _ticked(line)
        else:
            yield line


def _begins(lines: Sequence[TalkLine], index: int) -> bool:
    """Whether a phase begins with this line."""
    return index == 0 or lines[index - 1].phase != lines[index].phase


def _numbered(number: int, line: TalkLine, fade: _Fade) -> TalkLine:
    if fade.numbered and number % fade.numbered == 0:
        return replace(line, say="number", number=number)
    return _ticked(line)


def _ticked(line: TalkLine) -> TalkLine:
    return replace(line, say="tick", number=0)


def _quiet(line: TalkLine) -> TalkLine:
    return replace(line, say="quiet", number=0, idea="")
