"""The moments before and after the work, as templates and what they may say."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from mmc_audio.coaching import drills
from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.coaching.dose import USUAL_TEMPO
from mmc_audio.coaching.exercise import CARDIO, Exercise, wordings
from mmc_audio.coaching.memory import Milestone
from mmc_audio.coaching.outward import names_muscle
from mmc_audio.coaching.rhythm import rep_parts
from mmc_audio.coaching.stages import next_stage, stage_now
from mmc_audio.coaching.steps import RoutineStep, Session
from mmc_audio.coaching.texts import routines
from mmc_audio.languages.spoken import duration_words
from mmc_audio.plan.notation.tempo import parse_tempo
from mmc_audio.templates.context.bank import fresh, hard_to_feel, in_turn, lines
from mmc_audio.templates.context.counted import bouts
from mmc_audio.templates.context.words import LEGS, at_rest, exercise_words, title
from mmc_audio.templates.filters import seconds
from mmc_audio.templates.own_routines import template_of

Context = dict[str, Any]
Moments = Iterator[tuple[str, Context, dict[str, str]]]

TEMPLATES: Mapping[str, str] = {
    "intro": "intro",
    "diaphragmatic_breath": "breath/diaphragmatic_breath",
    "physiological_sigh": "breath/physiological_sigh",
    "sigh_practice": "breath/sigh_practice",
    "even_breath": "breath/even_breath",
    "body_scan": "body_scan",
    "region_scan": "region_scan",
    "activation": "activation",
    "cannot_feel_it": "cannot_feel_it",
    "progressive_relaxation": "closing/progressive_relaxation",
    "reflection": "closing/reflection",
    "carry_over": "closing/carry_over",
    "imagery": "imagery",
    "desk_reset": "desk/reset",
    "microbreak": "desk/microbreak",
}
"""Which template speaks which routine."""


def routine_moments(step: RoutineStep, session: Session) -> Moments:
    """The one moment of a routine."""
    if step.own:
        yield template_of(step.routine), _of_own(step, session), {}
        return
    context: Context = {"it": _options(step), "when": step.when}
    if more := _MORE.get(step.routine):
        context |= more(step, session)
    yield TEMPLATES[step.routine], context, _IDS.get(step.routine, {})


def _of_own(step: RoutineStep, session: Session) -> Context:
    """What a coach's own routine may say, besides its options."""
    done = [each.exercise for each in session.work]
    return {
        "when": step.when,
        "exercises": list(dict.fromkeys(each.name for each in done)),
        "muscles": list(dict.fromkeys(each.muscle_call for each in done if each.muscle_call)),
    }


_BREATHS = ("diaphragmatic_breath", "physiological_sigh", "sigh_practice", "even_breath")

_IDS: Mapping[str, dict[str, str]] = {
    "intro": {"span": "setup"},
    "activation": {"span": "setup"},
    **{routine: {"span": "breath"} for routine in _BREATHS},
}
"""What kind of time a routine is, where it is one that a player shows as such."""


def _options(step: RoutineStep) -> Context:
    """The routine's options, times in seconds under names without `_ms`."""
    return {
        key.removesuffix("_ms"): seconds(int(value)) if key.endswith("_ms") else value
        for key, value in step.options.items()
    }


def _intro(_: RoutineStep, session: Session) -> Context:
    plan = session.plan
    return {
        "welcome": [lines("intro")[0], *lines("intro" if _lifts(session) else "intro_free")[-1:]],
        "why": lines("why"),
        "effort": lines("effort"),
        "effort_brief": lines("effort_brief"),
        "safety": {
            "full": lines("safety_intro"),
            "short": lines("safety_intro_short"),
            **lines("safety"),
        },
        "profile": lines("profile"),
        "day": lines("readiness")[_day(session)],
        "kind": lines("modality_lines")[plan.modality]["open"],
        "themes": lines("themes"),
        "arrive": fresh(lines("arrive"), session.memory, session.memory.turn),
        "easier": fresh(lines("easier_week"), session.memory),
        "away": fresh(lines("away"), session.memory),
        "passed": [_passed(one) for one in session.memory.passed],
    }


def _lifts(session: Session) -> bool:
    """Whether there is a load to choose."""
    return any(step.loaded for step in session.work)


def _passed(one: Milestone) -> list[str]:
    """The words for a milestone."""
    words: str = routines()["milestones"][str(one.reps)]
    return [words.replace("{{ muscle_call }}", one.muscle)]


def _day(session: Session) -> str:
    """The key of what is said of the day: it is only lighter where something became so."""
    low = session.plan.readiness == "low"
    return "low_same" if low and not session.lightened else session.plan.readiness.value


def _closing(_: RoutineStep, session: Session) -> Context:
    work = session.work
    kind = lines("modality_lines")[session.plan.modality]
    free = bool(work) and (work[-1].exercise.motion in CARDIO or not _lifts(session))
    known = lines("closing", work[0].exercise if work else None)
    outward = work and all(step.focus == "external" for step in work)
    if work and work[0].exercise.muscle_group in LEGS and not outward:
        known["carry_over_bank"] = [*known["carry_over_bank"], *known["carry_over_legs"]]
    bank = in_turn(known, session.memory)
    if outward:
        bank = {key: _outward(value) for key, value in bank.items()}
    return {
        "closing": bank,
        "proposed": _proposed(session),
        "kind": fresh(
            kind.get("close_free", kind["close"]) if free else kind["close"], session.memory
        )[0],
    }


def _proposed(session: Session) -> list[str]:
    """The next stage, where every exercise of the session was felt clearly the last time."""
    stage = stage_now(session.plan, session.memory)
    following = next_stage(stage) if "stage" in session.plan.model_fields_set else None
    states = {session.memory.state(step.exercise.id) for step in session.work}
    return lines("next_stage")[following] if following and states == {"found"} else []


def _region(_: RoutineStep, session: Session) -> Context:
    """The region of the first exercise's muscle, and what is asked there."""
    bank, memory = routines()["region_scan"], session.memory
    groups = [bank["of"].get(each.exercise.muscle_group) for each in session.work]
    place = next(filter(None, groups), "belly")
    regions = {region["id"]: region for region in routines()["body_scan"]["regions"]}
    asked = {key: fresh(bank[key], memory) for key in ("open", "ask", "close")}
    return {"region": _region_words(regions[place]), "asked": asked}


def _region_words(region: Mapping[str, str]) -> Context:
    """A region of the scan with its wordings."""
    return {key: text if key == "id" else list(wordings(text)) for key, text in region.items()}


def _outward(value: Any) -> Any:  # noqa: ANN401 - a bank of lines, or one
    """A bank without the lines that ask for a muscle."""
    if not isinstance(value, list) or all(isinstance(each, str) for each in value):
        return value
    kept = [each for each in value if not names_muscle(" ".join(each))]
    return kept or value


def _steps(step: RoutineStep, _: Session) -> Context:
    return {"routine": lines(step.routine)}


def _scan(step: RoutineStep, session: Session) -> Context:
    scan = routines()["body_scan"]
    regions = [_region_words(region) for region in scan["regions"]]
    if step.options["order"] == "toe_to_head":
        regions.reverse()
    inward = [each for each in session.work if each.focus == "internal"]
    muscles = [each.exercise.muscle_call for each in inward]
    return {
        "regions": regions,
        "region_s": scan["presets_s_per_region"][step.options["preset"]],
        "target": at_rest(muscles[0]) if muscles else "",
    }


def _relaxation(step: RoutineStep, _: Session) -> Context:
    data = lines("progressive_relaxation")
    groups = "groups_full" if step.options["length"] == "full" else "groups_short"
    return {
        "groups": data[groups],
        "feet_s": data["feet_tense_s"],
        "open": [line.replace("{{ effort }}", data["effort"][0]) for line in data["open"]],
        "after": data["release_bank"],
        "end": data["close"],
    }


def _activation(step: RoutineStep, session: Session) -> Context:
    """The drill with what the plan asked of it."""
    drill = drills.find_drill(str(step.options["drill"]))
    exercise = load_catalogue().find(drill.exercise) if drill else _exercise(step, session)
    words = exercise_words(exercise, session)
    usual = _of_drill(drill) if drill else _of_exercise(exercise)
    bank = {"hold_breath": lines("mid_set", exercise)["hold_breath"]}
    bank |= in_turn(lines("empty_reps", exercise), session.memory)
    asked = usual | _asked(step.options)
    asked["lowers_first"] = exercise.start_phase == "eccentric"
    hold = duration_words(asked["hold"], session.plan.language)
    asked["steps"] = [
        [line.replace("{{ hold }}", hold) for line in step] for step in asked["steps"]
    ]
    return {"drill": asked, "bouts": bouts(asked), "exercise": words, "bank": bank}


def _of_drill(drill: drills.Drill) -> Context:
    return {
        "title": title("activation", drill.name),
        "reps": drill.reps,
        "hold": drill.hold_s,
        "sides": ["left", "right"] if drill.each_side else [],
        "steps": [list(pair) for pair in zip(drill.steps, drill.brief, strict=True)],
        "litmus": drill.litmus,
        "not_yet": drill.not_yet,
        "recall": drill.recall,
    }


def _of_exercise(exercise: Exercise) -> Context:
    each = exercise.laterality == "unilateral"
    return {
        "title": title("activation", exercise.name),
        "reps": drills.USUAL_REPS,
        "hold": drills.USUAL_HOLD_S,
        "sides": ["left", "right"] if each else [],
        "steps": [],
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


def _exercise(step: RoutineStep, session: Session) -> Exercise:
    """The routine's exercise; where the work has it too, with the plan's own words."""
    wanted = str(step.options["exercise"])
    done = (each.exercise for each in session.work if each.exercise.id == wanted)
    return next(done, None) or load_catalogue().find(wanted)


def _hard_to_feel(step: RoutineStep, session: Session) -> Context:
    exercise = _exercise(step, session)
    words = exercise_words(exercise, session)
    steps = [list(wordings(one)) for one in hard_to_feel(session)]
    return {"exercise": words, "ladder": {"open": lines("cannot_feel_open"), "steps": steps}}


def _imagery(step: RoutineStep, session: Session) -> Context:
    """The exercise and its phases, so that imagined reps take their real time."""
    exercise = _exercise(step, session)
    tempo = parse_tempo(exercise.tempo or USUAL_TEMPO)
    rhythm = rep_parts(tempo, "concentric" if exercise.start_phase == "concentric" else "eccentric")
    phases = [{"name": part.phase.value, "s": seconds(part.ms)} for part in rhythm]
    words = exercise_words(exercise, session)
    said = lines("imagery_session", exercise)
    if not exercise.needs_weight:
        said |= {key: said[f"{key}_free"] for key in said if f"{key}_free" in said}
    return {"exercise": words, "phases": phases, "lines": said}


_MORE: Mapping[str, Callable[[RoutineStep, Session], Context]] = {
    "body_scan": _scan,
    "region_scan": _region,
    "progressive_relaxation": _relaxation,
    "activation": _activation,
    "imagery": _imagery,
    "cannot_feel_it": _hard_to_feel,
    "intro": _intro,
    "reflection": _closing,
    "carry_over": _closing,
    "desk_reset": _steps,
    "microbreak": _steps,
}
