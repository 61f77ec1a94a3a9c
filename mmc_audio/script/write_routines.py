"""The moments before and after the work, as templates and what they may say."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from mmc_audio.coaching import drills
from mmc_audio.coaching.catalogue import load_catalogue, routines
from mmc_audio.coaching.dose import USUAL_TEMPO
from mmc_audio.coaching.rhythm import parts
from mmc_audio.coaching.steps import RoutineStep, Session
from mmc_audio.plan.notation import parse_tempo
from mmc_audio.script.filters import seconds
from mmc_audio.script.write_words import exercise_words

Context = dict[str, Any]
Moments = Iterator[tuple[str, Context]]

TEMPLATES: Mapping[str, str] = {
    "intro": "intro",
    "diaphragmatic_breath": "breath/diaphragmatic_breath",
    "physiological_sigh": "breath/physiological_sigh",
    "sigh_practice": "breath/sigh_practice",
    "even_breath": "breath/even_breath",
    "body_scan": "body_scan",
    "activation": "activation",
    "cannot_feel_it": "cannot_feel_it",
    "progressive_relaxation": "closing/progressive_relaxation",
    "reflection": "closing/reflection",
    "carry_over": "closing/carry_over",
    "imagery": "imagery",
    "desk_scan": "desk/scan",
    "desk_relaxation": "desk/relaxation",
    "microbreak": "desk/microbreak",
}
"""Which template speaks which routine."""


def routine_moments(step: RoutineStep, session: Session) -> Moments:
    """The one moment of a routine."""
    context: Context = {"it": _options(step), "when": step.when}
    yield TEMPLATES[step.routine], context | _MORE.get(step.routine, _nothing)(step, session)


def _options(step: RoutineStep) -> Context:
    """The routine's options, times in seconds under names without `_ms`."""
    return {
        key.removesuffix("_ms"): seconds(int(value)) if key.endswith("_ms") else value
        for key, value in step.options.items()
    }


def _nothing(_: RoutineStep, __: Session) -> Context:
    return {}


def _scan(step: RoutineStep, session: Session) -> Context:
    scan = routines()["body_scan"]
    regions = [dict(region) for region in scan["regions"]]
    if step.options["order"] == "toe_to_head":
        regions.reverse()
    muscles = [each.exercise.muscle_call for each in session.work]
    return {
        "regions": regions,
        "region_s": scan["presets_s_per_region"][step.options["preset"]],
        "target": muscles[0] if muscles else "",
    }


def _relaxation(step: RoutineStep, _: Session) -> Context:
    data = routines()["progressive_relaxation"]
    groups = "groups_full_16" if step.options["length"] == "full" else "groups_short"
    return {"groups": list(data[groups]), "feet_s": data["feet_tense_s"]}


def _activation(step: RoutineStep, session: Session) -> Context:
    """The drill with what the plan asked of it."""
    options = step.options
    if drill := drills.find(str(options["drill"])):
        return {"drill": _of_drill(drill) | _asked(options), "exercise": {}}
    exercise = load_catalogue().find(str(options["exercise"]))
    words = exercise_words(exercise, session.plan)
    usual = {"title": f"Activation: {exercise.name}"[:45], "reps": 6, "hold": 3, "sides": []}
    each = exercise.laterality == "unilateral"
    usual |= {"sides": ["left", "right"] if each else []}
    return {"drill": usual | _asked(options), "exercise": words}


def _of_drill(drill: drills.Drill) -> Context:
    return {
        "title": drill.title,
        "muscle": drill.muscle_call,
        "posture": drill.posture,
        "reps": drill.reps,
        "hold": drill.hold_s,
        "sides": ["left", "right"] if drill.side == "each" else [],
        "steps": list(drill.steps),
        "calls": dict(drill.calls),
        "litmus": drill.litmus,
        "not_yet": drill.not_yet,
        "recall": drill.recall,
    }


def _asked(options: Mapping[str, Any]) -> Context:
    asked: Context = {}
    if options["reps"]:
        asked["reps"] = options["reps"]
    if options["hold_ms"]:
        asked["hold"] = seconds(options["hold_ms"])
    if side := options["side"]:
        asked["sides"] = ["left", "right"] if side == "each" else [side]
    return asked


def _exercise(step: RoutineStep, session: Session) -> Context:
    exercise = load_catalogue().find(str(step.options["exercise"]))
    return {"exercise": exercise_words(exercise, session.plan)}


def _imagery(step: RoutineStep, session: Session) -> Context:
    """The exercise and its phases, so that imagined reps take their real time."""
    exercise = load_catalogue().find(str(step.options["exercise"]))
    tempo = parse_tempo(exercise.tempo or USUAL_TEMPO)
    rhythm = parts(tempo, "concentric" if exercise.start_phase == "concentric" else "eccentric")
    phases = [{"name": part.phase.value, "s": seconds(part.ms)} for part in rhythm]
    return {"exercise": exercise_words(exercise, session.plan), "phases": phases}


_MORE: Mapping[str, Callable[[RoutineStep, Session], Context]] = {
    "body_scan": _scan,
    "progressive_relaxation": _relaxation,
    "activation": _activation,
    "imagery": _imagery,
    "cannot_feel_it": _exercise,
}
