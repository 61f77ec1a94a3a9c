"""The moments of work by the clock in rounds, as templates and what they may say."""

from collections.abc import Iterator
from typing import Any

from mmc_audio.coaching.clock import TimeCall, plan_calls
from mmc_audio.coaching.steps import Bout, IntervalStep, Session
from mmc_audio.templates.context.bank import along, warnings
from mmc_audio.templates.context.counted import rounds
from mmc_audio.templates.context.words import exercise_words, load_words, title
from mmc_audio.templates.filters import seconds
from mmc_audio.units import Ms

Context = dict[str, Any]
Moments = Iterator[tuple[str, Context, dict[str, str]]]

MINUTE_MS: Ms = 60_000
COUNTDOWN = 3
"""Seconds counted down into the first round."""

_TEMPLATES = {
    "interval": "interval", "emom": "emom", "rounds": "against_time", "for_time": "against_time"
}  # fmt: skip


def _bout(one: Bout, session: Session) -> Context:
    dose: Context = {"kind": "hold", "s": seconds(one.hold_ms), "metres": 0}
    if one.metres:
        dose = {"kind": "time", "s": 0, "metres": one.metres}
    if one.reps:
        dose = {
            "kind": "reps",
            "low": one.reps.low,
            "high": one.reps.high,
            "open": one.reps.open,
            "where": "",
            "metres": 0,
        }
    words = exercise_words(one.exercise, session)
    load = load_words(one.spoken)
    return {"exercise": words, "dose": dose, "load": load, "instead_of": one.instead_of}


def _loads(bouts: list[Context]) -> list[Context]:
    """The bouts with a load, each exercise with the same load once."""
    loaded = (one for one in bouts if one["load"]["kind"] != "none")
    return list({(one["exercise"]["name"], str(one["load"])): one for one in loaded}.values())


def _call(each: TimeCall) -> Context:
    ids = {"span": "work"}
    return {"say": each.say, "s": seconds(each.ms), "number": each.number, "ids": ids}


def _title_of(step: IntervalStep) -> str:
    """The key of its title: not every EMOM begins anew with each minute."""
    return "emom_else" if step.kind == "emom" and step.work_ms != MINUTE_MS else step.kind


def interval_moments(step: IntervalStep, session: Session) -> Moments:
    """All rounds in one section, then the rest."""
    context: Context = {
        "exercise": exercise_words(step.exercise, session),
        "bank": {"during": along(step.exercise, session.plan.modality, session.memory, hard=True)},
        "interval": {
            "title": title(_title_of(step), step.exercise.name),
            "kind": step.kind,
            "together": step.together,
            "rounds": step.rounds,
            "work": seconds(step.work_ms),
            "pause": seconds(step.pause_ms),
            "recovery": step.recovery.value,
            "focus": step.focus,
            "intro": None if step.intro_ms is None else seconds(step.intro_ms),
            "ready": COUNTDOWN if step.intro_ms is None else step.ready_ms // 1000,
            "ends": step.last or step.flows,
            "instead_of": step.instead_of,
            "safety": warnings(step.warn_before, loaded=step.loaded),
        },
        "called": step.exercise.name if step.called else "",
    }
    if step.kind != "interval":
        own = [one.exercise.safety for one in step.bouts if one.exercise.safety]
        said = [*context["interval"]["safety"], *dict.fromkeys(own)]
        context["interval"] |= {"safety": said}
        bouts = [_bout(one, session) for one in step.bouts]
        context |= {"bouts": bouts, "loads": _loads(bouts)}
        calls = () if step.kind == "emom" else plan_calls(step.work_ms)
        context |= {"calls": [_call(each) for each in calls]}
    if step.kind in ("interval", "emom"):
        # Nobody knows when a round against the clock ends: there is none to mark.
        context |= {"rounds": rounds(step)}
    yield _TEMPLATES[step.kind], context, {"span": "setup"}
    if step.last:
        more = {"loaded": step.loaded, "safety": warnings(step.warn_after, loaded=step.loaded)}
        yield "work_done", context | more, {"span": "rest"}
    elif (rest := step.rest_ms - step.next_ready_ms) > 0:
        after = {"next": step.up_next, "load": load_words(step.next_load)}
        after |= {"safety": warnings(step.warn_after, loaded=step.loaded)}
        yield "interval_rest", context | {"rest": {"s": seconds(rest), **after}}, {"span": "rest"}
