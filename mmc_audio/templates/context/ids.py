"""What the lines of a step belong to, and what a player may want to know of it: attributes.

They stand on the headings of the cue script and go from there into the cue sheet. The words of a
template say nothing of them and may say anything.
"""

from collections.abc import Callable, Mapping
from typing import Any

from mmc_audio.coaching.exercise import Exercise
from mmc_audio.coaching.steps import (
    AmrapDose,
    Bout,
    BreathsDose,
    HoldDose,
    IntervalStep,
    RepsDose,
    RoutineStep,
    SetStep,
    SpokenLoad,
    Step,
    TimeDose,
)
from mmc_audio.plan.notation.tempo import format_tempo
from mmc_audio.script.attributes import Attributes
from mmc_audio.script.stations import Station, stations_text

DOSES: Mapping[type, str] = {
    RepsDose: "reps",
    HoldDose: "hold",
    BreathsDose: "breaths",
    AmrapDose: "amrap",
    TimeDose: "time",
}
"""How the work of a set is measured, as the attribute `dose` says it."""


def step_attributes(step: Step) -> dict[str, str]:
    """What all sections of a step say of it.

    What stays the same for all sets of an exercise stands on the first alone.
    """
    return _ATTRIBUTES[type(step)](step)


def _routine(_: RoutineStep) -> dict[str, str]:
    return {}


def _set(step: SetStep) -> dict[str, str]:
    ids = {
        "exercise": step.exercise.id,
        "set": str(step.number),
        "sets": str(step.count),
        **_part(step),
        "load": load_text(step.spoken),
        "reps": _reps(step),
    }
    if step.number > 1 or step.part > 1:
        return said(ids)
    more = exercise_attributes(step.exercise)
    return said(ids | more | {"dose": DOSES[type(step.dose)], "tempo": _tempo(step)})


def _part(step: SetStep) -> dict[str, str]:
    """What a set is that is no plain set of the work, and which part of one."""
    if step.role == "work":
        return {}
    return {"role": step.role, "part": str(step.part)}


def _interval(step: IntervalStep) -> dict[str, str]:
    by_clock = step.kind in ("interval", "emom")
    ids = {"exercise": step.exercise.id, "rounds": str(step.rounds) if by_clock else ""}
    stations = stations_text([_station(bout) for bout in step.bouts])
    more = exercise_attributes(step.exercise) | {"stations": stations}
    return said(ids | {"dose": step.kind} | more)


def _station(bout: Bout) -> Station:
    reps = bout.reps.high if bout.reps else None
    hold = round(bout.hold_ms / 1000) or None
    return Station(bout.exercise.id, reps, hold, load_text(bout.spoken) or None)


_ATTRIBUTES: Mapping[type, Callable[[Any], dict[str, str]]] = {
    RoutineStep: _routine,
    SetStep: _set,
    IntervalStep: _interval,
}


def exercise_attributes(exercise: Exercise) -> dict[str, str]:
    """Name, muscle, where it should be felt and where not, and how to set it up."""
    return {
        "name": exercise.name,
        "muscle": exercise.muscle_call,
        "group": exercise.muscle_group,
        "target": exercise.feel.target,
        "avoid": exercise.feel.elsewhere,
        "setup": exercise.cues.setup[0] if exercise.cues.setup else "",
    }


def load_text(load: SpokenLoad | None) -> str:
    """A load as a plan writes it: `20kg`, `2x22.5kg`, `+10kg`, `65-70%`, `2RIR`, `pin 4`, `bar`.

    Rounded to the plates, as it is spoken; `2RIR` is two good reps left; empty for none.
    """
    if load is None or load.kind == "none":
        return ""
    number = f"{load.value:g}" + (f"-{load.high:g}" if load.high else "")
    sign = {"added": "+", "assisted": "-"}.get(load.how, "")
    side = " per side" if load.how == "side" else ""
    return {
        "weight": f"{'2x' if load.pair else ''}{sign}{number}{load.unit}{side}",
        "percent": f"{number}%",
        "share": f"{number}% of the working load",
        "reserve": f"{number}RIR",
        "pin": f"pin {number}",
        "band": f"{load.name} band".strip(),
    }.get(load.kind, load.kind)


def _reps(step: SetStep) -> str:
    """`10`, or `8-12`, of each side."""
    if not isinstance(step.dose, RepsDose):
        return ""
    reps = step.dose.reps
    return str(reps.high) if reps.low == reps.high else f"{reps.low}-{reps.high}"


def _tempo(step: SetStep) -> str:
    silent = step.self_paced and not (step.guided or step.own_tempo)
    return format_tempo(step.dose.tempo) if isinstance(step.dose, RepsDose) and not silent else ""


def said(attributes: Attributes) -> dict[str, str]:
    """Without the empty ones; in one line each."""
    return {name: " ".join(text.split()) for name, text in attributes.items() if text}
