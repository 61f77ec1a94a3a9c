"""The spoken lines of routines.yaml that a template chooses from, filled in for an exercise."""

import re
from collections.abc import Mapping
from typing import Any

from mmc_audio.coaching.catalogue import routines
from mmc_audio.coaching.exercise import Exercise, wordings
from mmc_audio.coaching.steps import SetStep
from mmc_audio.templates.context.words import schema_of

Bank = dict[str, Any]

_LIFTING = {
    True: {"go": "lift", "burden": "weight"},
    False: {"go": "move", "burden": "body"},
}
"""What a muscle does, and what it carries along, with a weight and without."""

_BLANK = re.compile(r"\{\{\s*([\w.]+)(?:\s*\|\s*(\w+))?\s*\}\}")


def focus_bank(step: SetStep) -> Bank:
    """Lines to begin a set with."""
    lines = routines()["pre_set_focus"]
    return _filled(
        {
            "internal": _inward(step),
            "external": lines["external"],
            "recall": lines["recall_bank"],
        },
        step.exercise,
        activation_name=step.recall,
        **_LIFTING[step.loaded],
    )


def _inward(step: SetStep) -> list[str]:
    """Lines that bring attention to the muscle: to let it go in a stretch, else to use it."""
    if step.exercise.motion == "stretch":
        return list(routines()["stretch_lines"]["focus"])
    return list(routines()["pre_set_focus"]["hold" if step.exercise.isometric else "internal"])


def set_bank(step: SetStep) -> Bank:
    """Lines for the middle and the end of a set."""
    lines = routines()["mid_set"]
    keys = ("attention_reset", "external_reset", "angle", "breath", "hold_breath", "clock_breath")
    outward = "external_" * (step.focus == "external")
    ends = {key: lines[f"{outward}{key}"] for key in ("two_more", "last_one")}
    own: Bank = {"forms": []}
    if step.exercise.motion == "stretch":
        soft = routines()["stretch_lines"]
        own = {"hold_breath": soft["breath"], "forms": soft["forms"]}
    return _filled({key: lines[key] for key in keys} | ends | own, step.exercise)


def rest_bank(step: SetStep, modality: str, sport: str | None) -> Bank:
    """Questions with what their answers mean, and what the muscle group or sport adds."""
    touch, kind = routines()["touch"], routines()["modality_lines"][modality]
    still = "_hold" * step.exercise.isometric
    outward = "_external" * (step.focus == "external")
    soft = "feel_stretch" * (step.exercise.motion == "stretch")
    return _filled(
        {
            "feel": _pairs(soft or f"feel{still}{outward}", loaded=step.loaded),
            "reserve": _pairs(
                soft.replace("feel", "reserve") or f"reserve{still}{outward}", loaded=step.loaded
            ),
            "reserve_clock": _pairs("reserve_clock", loaded=step.loaded),
            "touch": touch.get(step.exercise.muscle_group, touch["default"]),
            "transition": kind.get("transition" if step.up_next else "again", []),
            "questions": routines()["questions"],
            "sport": schema_of(step.exercise, sport).get("rest", ""),
        },
        step.exercise,
        when="in the next set" if step.number < step.count else "next time",
    )


def _pairs(key: str, *, loaded: bool) -> list[Bank]:
    """Questions (`ask`), each with what follows from its answer (`then`)."""
    after = routines()["after_set"]
    answers = after["answers"] if loaded else after["answers"] | after["free_answers"]
    asked = [(question["ask"], answers[question["then"]]) for question in after[key]]
    return [{"ask": ask, "then": then[turn % len(then)]} for turn, (ask, then) in enumerate(asked)]


def warnings(keys: tuple[str, ...], *, loaded: bool) -> list[str]:
    """The safety lines of `keys`, as they are said with a weight in hand or without."""
    said = routines()["safety"]
    return [said.get(key if loaded else f"{key}_free", said[key]) for key in keys]


def along(exercise: Exercise, modality: str) -> list[str]:
    """What may be said along the way in work without reps: by its kind, else by the modality."""
    kinds = routines()["motion_lines"]
    own = kinds.get(exercise.motion) or routines()["modality_lines"][modality]
    return list(own["during"])


def stop_word(exercise: Exercise) -> str:
    """What ends work by the clock."""
    kind = routines()["motion_lines"].get(exercise.motion)
    return str(kind["stop"]) if kind else "And rest"


def lines(key: str, exercise: Exercise | None = None) -> Any:  # noqa: ANN401 - as the file has it
    """One entry of routines.yaml, each text as wordings, filled in where an exercise is given."""
    found = routines()[key]
    return _filled({"it": found}, exercise)["it"] if exercise else _listed(found)


def _listed(value: object) -> object:
    if isinstance(value, str):
        return list(wordings(value))
    if isinstance(value, Mapping):
        return {key: _listed(each) for key, each in value.items()}
    return [_listed(each) for each in value] if isinstance(value, list) else value


def _filled(bank: Mapping[str, Any], exercise: Exercise, **more: str) -> Bank:
    words = _words(exercise) | more
    return {key: _listed(_fill(value, words)) for key, value in bank.items()}


def _fill(value: object, words: Mapping[str, str]) -> object:
    if isinstance(value, str):
        return _BLANK.sub(lambda blank: _word(blank, words), value)
    if isinstance(value, Mapping):
        return {key: _fill(each, words) for key, each in value.items()}
    return [_fill(each, words) for each in value] if isinstance(value, list) else value


def _word(blank: re.Match[str], words: Mapping[str, str]) -> str:
    """What stands in a blank; one that nothing is known for stays as it is, and is seen."""
    word = words.get(blank[1], blank[0])
    return word[:1].lower() + word[1:] if blank[2] == "lower" else word


def _words(exercise: Exercise) -> dict[str, str]:
    return {
        "muscle_call": exercise.muscle_call,
        "name": exercise.name,
        "imagery": exercise.imagery[0] if exercise.imagery else "",
        "feel.target": exercise.feel.target,
        "feel.elsewhere": exercise.feel.elsewhere,
        "the.target": exercise.feel.the_target,
        "the.elsewhere": exercise.feel.the_elsewhere,
        "cues.external": exercise.cues.external[0] if exercise.cues.external else "",
        "breath": exercise.breath,
        "compensation": exercise.compensation,
    }
