"""The moments of a set and of intervals, as templates and what they may say."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, replace
from typing import Any

from mmc_audio.coaching.fading import fade_step, faded
from mmc_audio.coaching.holds import Cell, plan_clock, plan_hold, plan_run
from mmc_audio.coaching.rep_cues import plan_reps
from mmc_audio.coaching.rep_lines import Rep
from mmc_audio.coaching.rests import READY_LEAST_MS, runs, usual_tail
from mmc_audio.coaching.rhythm import rep_parts
from mmc_audio.coaching.set_exercise import exercise_of_set
from mmc_audio.coaching.stages import stage_now
from mmc_audio.coaching.steps import (
    AmrapDose,
    BreathsDose,
    Dose,
    HoldDose,
    RepsDose,
    Session,
    SetStep,
    TimeDose,
)
from mmc_audio.coaching.warnings import has_braced
from mmc_audio.templates.context.bank import (
    along,
    focus_bank,
    heading_bank,
    rest_bank,
    set_bank,
    stop_word,
    warnings,
)
from mmc_audio.templates.context.counted import breaths
from mmc_audio.templates.context.rest_words import rest_words
from mmc_audio.templates.context.talk_style import checks, talk_style
from mmc_audio.templates.context.words import exercise_words, load_words, title
from mmc_audio.templates.filters import seconds
from mmc_audio.units import Ms

Context = dict[str, Any]
Moments = Iterator[tuple[str, Context, dict[str, str]]]

RUN_CUE_MS: Ms = 240_000
"""Three to five minutes: attention to stride or breath costs economy (Schuecker 2009, 2014)."""


def set_moments(step: SetStep, session: Session) -> Moments:
    """Heading and introduction, primer, get-ready, the work on each side, the rest."""
    memory = session.memory
    step = replace(step, exercise=exercise_of_set(step))
    words = exercise_words(step.exercise, session, (step.place - 1) // 2)
    shared: Context = {"exercise": words, "set": _set(step, session)}
    bouts = [*_bouts(step, session)]
    shared |= {"dose": bouts[0][1]["dose"], "turn": step.order}
    yield "set", shared | {"bank": heading_bank(step, session)}, {"span": "setup"}
    run = runs(step)
    if step.first and not run and _is_introduced(step, session):
        yield "primer", shared, {"span": "setup"}
    if step.ready_ms or not (run or step.intro_ms is not None):
        bank = focus_bank(step, memory)
        yield "ready", shared | {"bank": bank}, {"span": "ready"} | bouts[0][2]
    bank = set_bank(step, memory)
    for index, (template, context, side) in enumerate(bouts):
        if index:
            yield "side_switch", shared | context, {"span": "ready"} | side
        work = {"span": "work"} | ({"self_paced": "true"} if step.self_paced else {})
        yield template, shared | context | {"bank": bank}, work | side
    yield from _after(step, shared, session)


def _is_introduced(step: SetStep, session: Session) -> bool:
    """Whether the technique is explained: at the stage integrate only where the exercise is new."""
    new = session.memory.week > 0 and not session.memory.known(step.exercise.id)
    return new or stage_now(session.plan, session.memory) != "integrate"


def _bouts(step: SetStep, session: Session) -> Moments:
    """The work itself: once, or for one side after the other."""
    ends = len(step.sides or ("",)) - 1
    for index, side in enumerate(step.sides or ("",)):
        template, context = _DOSES[type(step.dose)](step, session, index)
        # The catalogue's own question once in two sets; others between.
        own: Context = {"own_check": step.place % 2 == 1 and index == 0}
        in_rest = index == ends and not (step.last or step.flows)
        own |= {
            "called": step.exercise.name if step.called and not index else "",
            "tail": seconds(step.tail_ms if in_rest else usual_tail(step)),
        }
        more = {**own, "side": side, "turn": step.turn + index}
        yield template, {**context, **more}, {"side": side} if side else {}


def _after(step: SetStep, context: Context, session: Session) -> Moments:
    """The rest, or what is said when the work is done."""
    if step.last:
        more = {"loaded": step.loaded, "safety": warnings(step.warn_after, loaded=step.loaded)}
        yield "work_done", context | more, {"span": "rest"}
    elif (rest := step.rest_ms - step.tail_ms - step.next_ready_ms) > 0:
        bank = rest_bank(step, session)
        more = {"rest": rest_words(step, rest, session.plan), "bank": bank}
        yield "rest", context | more, {"span": "rest"}


def _times(step: SetStep) -> Context:
    return {
        "switch": seconds(step.switch_ms),
        "ready": seconds(step.ready_ms),
        "intro": None if step.intro_ms is None else seconds(step.intro_ms),
    }


def _set(step: SetStep, session: Session) -> Context:
    known = session.memory.known(step.exercise.id)
    return {
        "known": known,
        "faded": _fade(step, session),
        "answer": asdict(step.answer),
        "title": _title(step),
        "number": step.number,
        "count": step.count,
        "first": step.first,
        "changed": step.changed,
        "new_tempo": step.new_tempo,
        "varies": step.varies,
        "scheme": [_words(dose) for dose in step.scheme] if len(set(step.scheme)) > 1 else [],
        "loaded": step.loaded,
        "focus": step.focus,
        "talk": step.talk.value,
        "load": load_words(step.spoken),
        "heavy": step.heavy,
        "with_heavy": step.with_heavy,
        "braced": has_braced(step, session),
        "self_paced": step.self_paced,
        "guided": step.guided,
        "solo": step.with_heavy or (step.percent is not None and step.percent >= 75),
        "recall": step.recall,
        "sides": list(step.sides),
        "alternates": step.alternates,
        **_times(step),
        "in_superset": step.in_superset,
        "instead_of": step.instead_of,
        "role": step.role,
        "part": step.part,
        "parts": step.parts,
        "groups": [_words(dose) for dose in step.groups],
        "pause": seconds(step.pause_ms),
        "note": step.note,
        "safety": warnings(step.warn_before, loaded=step.loaded),
        "only": step.only,
        "then": step.up_next if step.rest_ms < READY_LEAST_MS and not step.flows else "",
    }


def _title(step: SetStep) -> str:
    """The title of a set's chapter, which tells it from the others of its exercise."""
    place = f" {step.number}/{step.count}" * (step.count > 1)
    return title(step.role, step.exercise.name, place=place, part=str(step.part))


def _reps(step: SetStep, session: Session, index: int) -> tuple[str, Context]:
    assert isinstance(step.dose, RepsDose)
    dose = step.dose
    rhythm = rep_parts(dose.tempo, dose.start)
    style = talk_style(step, session.plan, index)
    silent = step.self_paced and not step.guided
    said = () if silent and not step.own_tempo else rhythm
    phases = [{"name": p.phase.value, "s": seconds(p.ms), "fast": p.fast} for p in said]
    return "self_paced" if silent else "reps", {
        "dose": {**_words(dose), "phases": phases},
        "reps": []
        if silent
        else [_rep(rep) for rep in faded(plan_reps(rhythm, style), _fade(step, session))],
        "turns": ["right", "left"],
        "bare_numbers": step.ballistic,
        "free": {
            "s": seconds(step.free_ms),
            "after": step.guided,
            "lifts_first": dose.start == "concentric",
        },
    }


def _fade(step: SetStep, session: Session) -> int:
    """How far the words of the set have faded."""
    known = session.memory.known(step.exercise.id)
    return fade_step(known, step.number, step.talk, step.answer.state)


def _words(dose: Dose) -> Context:
    """What a sentence may say of a dose: its reps or its length."""
    if isinstance(dose, RepsDose):
        reps = dose.reps
        amount = {"low": reps.low, "high": reps.high, "open": reps.open}
        return {"kind": "reps", **amount, "where": dose.where}
    return {"kind": "hold", "s": seconds(dose.ms) if isinstance(dose, HoldDose) else 0}


def _rep(rep: Rep) -> Context:
    lines = [
        {
            "say": line.say,
            "phase": line.phase,
            "s": seconds(line.ms),
            "number": line.number,
            "idea": line.idea,
            "ids": {"phase": line.phase},
        }
        for line in rep.lines
    ]
    return {"number": rep.number, "lines": lines, "ids": {"rep": str(rep.number)}}


def _cells(cells: tuple[Cell, ...]) -> list[Context]:
    return [{"say": cell.say, "s": seconds(cell.ms), "number": cell.number} for cell in cells]


def _hold(step: SetStep, session: Session, _: int) -> tuple[str, Context]:
    assert isinstance(step.dose, HoldDose)
    cells = plan_hold(step.dose.ms, checks=checks(step, session.plan))
    dose = {"kind": "hold", "s": seconds(step.dose.ms)}
    return "hold", {"dose": dose, "cells": _cells(cells)}


def _breaths(step: SetStep, _: Session, __: int) -> tuple[str, Context]:
    assert isinstance(step.dose, BreathsDose)
    dose = step.dose
    half = {"in": seconds(dose.in_ms), "out": seconds(dose.out_ms), "beats": dose.beats}
    return "hundred" if dose.beats else "breaths", {
        "dose": {"kind": "breaths", "breaths": dose.breaths, **half},
        "breaths": breaths(dose),
    }


def _amrap(step: SetStep, _: Session, __: int) -> tuple[str, Context]:
    assert isinstance(step.dose, AmrapDose)
    dose = {"kind": "amrap", "s": seconds(step.dose.cap_ms)}
    return "amrap", {"dose": dose, "cells": _cells(plan_clock(step.dose.cap_ms))}


def _time(step: SetStep, session: Session, _: int) -> tuple[str, Context]:
    assert isinstance(step.dose, TimeDose)
    ms = step.dose.ms
    dose = {"kind": "time", "s": seconds(ms), "metres": step.dose.metres, "times": step.dose.times}
    if runs(step):
        low = (step.exercise.cue_interval_s or (RUN_CUE_MS / 1000,))[0]
        every = max(RUN_CUE_MS, round(1000 * low))
        during = along(step.exercise, "running", session.memory, hard=step.count > 1)
        return "run", {"dose": dose, "cells": _cells(plan_run(ms, every)), "during": during}
    stop = stop_word(step.exercise)
    return "timed", {"dose": dose, "cells": _cells(plan_clock(ms)), "stop": stop}


_DOSES: Mapping[type, Callable[[SetStep, Session, int], tuple[str, Context]]] = {
    RepsDose: _reps,
    HoldDose: _hold,
    BreathsDose: _breaths,
    AmrapDose: _amrap,
    TimeDose: _time,
}
