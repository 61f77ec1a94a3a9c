"""Advice on a plan: where the rules of `coaching.advice` meet the timeline and the plan's file."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mmc_audio.plan.file import shown
from mmc_audio.plan.model import Plan
from mmc_audio.units import Ms

if TYPE_CHECKING:
    from mmc_audio.advice.advise import Finding, Heard
    from mmc_audio.advice.why import Why
    from mmc_audio.coaching.steps import SetStep, WorkStep
    from mmc_audio.timeline.model import PlacedCue, SectionTimeline, Timeline

SHORT_MS: Ms = 22_000
"""A set shorter than this holds a cue and a reminder; its share of speech says nothing."""

COUNTS = ("count", "countdown")
"""Kinds of cue that are heard as a beat, not as talk."""


def advice_on(plan: Plan, timeline: "Timeline | None" = None) -> "list[Finding]":
    """What a coach would say about `plan`; about time and talk only where it was timed.

    Raises:
        PlanError: if the plan cannot be meant.
    """
    from mmc_audio.advice.advise import advise
    from mmc_audio.coaching.catalogue import load_catalogue
    from mmc_audio.coaching.session import build_session

    session = build_session(plan, load_catalogue())
    return advise(session, load_catalogue(), heard_in(timeline, session.work) if timeline else None)


def notes(plan: Plan | None) -> int:
    """How much advice there is on `plan`, hints aside; 0 for a script by hand."""
    found = advice_on(plan) if plan else []
    return sum(one.severity != "info" for one in found)


def heard_in(timeline: "Timeline", work: "Sequence[WorkStep]") -> "Heard":
    """How long the session is, and how much of each set is speech."""
    from mmc_audio.advice.advise import Heard

    return Heard(timeline.length_ms, dict(_shares(timeline, work)))


def _shares(timeline: "Timeline", work: "Sequence[WorkStep]") -> Iterator[tuple[int, float]]:
    """Share of speech by the set's index; short sets and those not in the timeline are left out."""
    from mmc_audio.coaching.steps import SetStep

    sections = list(timeline.sections)
    for index, step in enumerate(work):
        if not isinstance(step, SetStep):
            continue
        place = next((n for n, section in enumerate(sections) if _is_of(section, step)), None)
        if place is None:
            continue
        if (length := work_ms(step)) >= SHORT_MS:
            yield index, talk_share(sections[place], length)
        del sections[: place + 1]


def _is_of(section: "SectionTimeline", step: "SetStep") -> bool:
    named = section.attributes.get("exercise"), section.attributes.get("set")
    return named == (step.exercise.id, str(step.number))


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
    once: Ms = lengths[type(dose)](dose)
    sides = max(1, len(step.sides))
    return once * sides + step.switch_ms * (sides - 1)


def talk_share(section: "SectionTimeline", length_ms: Ms) -> float:
    """How much of the work in a set's section is speech, counts excluded, from 0 to 1."""
    start = _start(section.cues)
    end = start + length_ms
    talk = [c for c in section.cues if c.kind not in COUNTS and start <= c.at_ms < end]
    return sum(min(cue.end_ms, end) - cue.at_ms for cue in talk) / length_ms


def _start(cues: "Sequence[PlacedCue]") -> Ms:
    """When the work begins: after the first countdown; without one, with the first phase."""
    counted = [n for n, cue in enumerate(cues) if cue.kind == "countdown"]
    if counted:
        last = counted[0]
        while last + 1 in counted:
            last += 1
        slot = cues[last].slot
        return slot[1] if slot else cues[last].end_ms
    return next((cue.beat_ms for cue in cues if cue.phase and cue.kind != "setup"), 0)


def as_data(found: "Sequence[Finding]", file: str) -> list[dict[str, object]]:
    """Advice as plain data, each piece with its line in the plan's file, its reason and source."""
    from mmc_audio.advice.why import WHY
    from mmc_audio.rendering.mistakes import key_places

    keys = key_places(file) if any(one.key for one in found) else {}
    return [_one(one, WHY[one.id], file, one.position or keys.get(one.key)) for one in found]


def _one(
    one: "Finding", why: "Why", file: str, position: tuple[int, int] | None
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
