"""Advice on a plan: where the rules of `advice` meet the timeline and the plan's file."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mmc_audio.plan.file import shown
from mmc_audio.units import Ms

if TYPE_CHECKING:
    from mmc_audio.advice.advise import Advice, HeardTime
    from mmc_audio.advice.why import Why
    from mmc_audio.coaching.steps import Session, SetStep
    from mmc_audio.timeline.model import SectionTimeline, Timeline

SHORT_MS: Ms = 22_000
"""A set shorter than this holds a cue and a reminder; its share of speech says nothing."""

COUNTS = ("count", "countdown")
"""Kinds of cue that are heard as a beat, not as talk."""


def advice_on(session: "Session", timeline: "Timeline | None" = None) -> "list[Advice]":
    """What a coach would say about a session; about time and talk only where it was timed.

    Args:
        session: what happens, as it is heard: with what is known of the sessions before.
        timeline: when everything is heard.
    """
    from mmc_audio.advice.advise import advise
    from mmc_audio.coaching.catalogue import load_catalogue

    return advise(session, load_catalogue(), heard_in(timeline, session) if timeline else None)


def count_advice(session: "Session | None") -> int:
    """How much advice there is on a session, hints aside; 0 for a script by hand."""
    found = advice_on(session) if session else []
    return sum(one.severity != "info" for one in found)


def heard_in(timeline: "Timeline", session: "Session") -> "HeardTime":
    """How long the session is, and how much of each set is speech."""
    from mmc_audio.advice.advise import HeardTime

    return HeardTime(timeline.length_ms, dict(_shares(timeline, session)))


def _shares(timeline: "Timeline", session: "Session") -> Iterator[tuple[int, float]]:
    """Share of speech by the set's index; short sets and those not in the timeline are left out."""
    from mmc_audio.coaching.ids import work_ids
    from mmc_audio.coaching.steps import SetStep

    sections = {_set_of(section): section for section in reversed(timeline.sections)}
    for index, (step, id_) in enumerate(zip(session.work, work_ids(session), strict=True)):
        if not isinstance(step, SetStep) or (length := work_ms(step)) < SHORT_MS:
            continue
        if section := sections.get((id_, str(step.number), step.role, str(step.part))):
            yield index, talk_share(section, length)


def _set_of(section: "SectionTimeline") -> tuple[str | None, ...]:
    own = section.attributes
    return own.get("step"), own.get("set"), own.get("role", "work"), own.get("part", "1")


def work_ms(step: "SetStep") -> Ms:
    """How long the work of a set is, on all its sides, with the change between them."""
    from mmc_audio.coaching.steps import AmrapDose, BreathsDose, HoldDose, RepsDose, TimeDose

    dose = step.dose
    lengths = {
        RepsDose: lambda d: d.reps.high * d.tempo.rep_ms,
        BreathsDose: lambda d: d.breaths * (d.in_ms + d.out_ms),
        AmrapDose: lambda d: d.cap_ms,
        HoldDose: lambda d: d.ms,
        TimeDose: lambda d: d.ms,
    }
    once: Ms = step.free_ms if step.self_paced else lengths[type(dose)](dose)
    sides = max(1, len(step.sides))
    return once * sides + step.switch_ms * (sides - 1)


def talk_share(section: "SectionTimeline", length_ms: Ms) -> float:
    """How much of the work in a set's section is speech, counts excluded, from 0 to 1."""
    start = _start(section)
    end = start + length_ms
    talk = [c for c in section.cues if c.kind not in COUNTS and start <= c.at_ms < end]
    return sum(min(cue.end_ms, end) - cue.at_ms for cue in talk) / length_ms


def _start(section: "SectionTimeline") -> Ms:
    """When the work begins."""
    states = section.states
    return next((each.at_ms for each in states if each.attributes.get("span") == "work"), 0)


def as_data(found: "Sequence[Advice]", file: str) -> list[dict[str, object]]:
    """Advice as plain data, each piece with its line in the plan's file, its reason and source."""
    from mmc_audio.advice.explained import EXPLAINED
    from mmc_audio.plan.mistakes import key_places

    keys = key_places(file) if any(one.key for one in found) else {}
    return [_one(one, EXPLAINED[one.id], file, one.position or keys.get(one.key)) for one in found]


def _one(
    one: "Advice", why: "Why", file: str, position: tuple[int, int] | None
) -> dict[str, object]:
    line, column = position or (None, None)
    return {
        "id": one.id,
        "severity": one.severity,
        "plan": shown(file),
        "line": line,
        "column": column,
        "exercise": one.exercise or None,
        "what": one.what,
        "suggest": dict(one.suggest),
        "title": why.title,
        "reason": why.reason,
        "source": why.source,
    }
