"""Exercises that a plan brings itself, and a plan's own words for known ones."""

import re
from dataclasses import replace

from mmc_audio.coaching.exercise import Cues, Exercise, Feel, wordings
from mmc_audio.coaching.texts import phrases
from mmc_audio.plan.model import ExerciseItem, OwnCues

_CLOSED_EYES = re.compile(
    r"\b(clos\w+ (?:\w+ )?eyes|eyes (?:\w+ )?(?:closed|shut))\b", re.IGNORECASE
)
NEEDED = ("muscle_call", "lift", "lower", "external")


def are_whole(cues: OwnCues) -> bool:
    """Whether nothing is missing that no set can do without."""
    return all(getattr(cues, field) is not None for field in NEEDED)


def closed_eyes(text: str) -> str:
    """The words of `text` that close the eyes; empty if none do."""
    found = _CLOSED_EYES.search(text)
    return found[0] if found else ""


def own_exercise(name: str, cues: OwnCues) -> Exercise:
    """An exercise that only this plan knows, from its whole cues."""
    slug = re.sub(r"[\W_]+", "_", name.casefold()).strip("_") or "exercise"
    blank = Exercise(slug, name, "", Cues(), start_phase="", phase_words=phrases()["phase_words"])
    feel = Feel(cues.muscle_call or "", phrases()["any_place"])
    return with_own_cues(replace(blank, feel=feel), cues)


def with_own_cues(exercise: Exercise, own: OwnCues) -> Exercise:
    """The exercise with every cue that the plan gives in place of the catalogue's.

    Raises:
        ValueError: `what; fix`, for closed eyes: under a load, in balance or on the move they
            stay open.
    """
    _check_eyes(exercise, own)
    said = {key: wordings(text) for key, text in own.model_dump().items() if isinstance(text, str)}
    kept = exercise.cues
    cues = Cues(*(said.get(f, getattr(kept, f)) for f in Cues.__dataclass_fields__))
    words = {phase.value: word for phase, word in (own.phase_words or {}).items()}
    return replace(
        exercise,
        cues=cues,
        muscle_call=own.muscle_call or exercise.muscle_call,
        imagery=said.get("imagery", exercise.imagery),
        form_check=said.get("form_check", exercise.form_check),
        feel=Feel(
            (own.feel and own.feel.target) or exercise.feel.target,
            (own.feel and own.feel.elsewhere) or exercise.feel.elsewhere,
        ),
        phase_words={**exercise.phase_words, **words},
        more={**exercise.more, "own_words": tuple(said)},
    )


def _check_eyes(exercise: Exercise, own: OwnCues) -> None:
    feel = own.feel.model_dump() if own.feel else {}
    for field, text in {**own.model_dump(), **feel}.items():
        if isinstance(text, str) and (found := closed_eyes(text)):
            what = f'eyes stay open in {exercise.name}; take "{found}" out of its {field}'
            raise ValueError(what)


def with_variant(exercise: Exercise, variant: str) -> Exercise:
    """The exercise with one of its other focuses, such as the triceps in a bench press.

    Raises:
        ValueError: `what; fix`, if it has none of that name.
    """
    key = variant.strip().lower().replace(" ", "_").replace("-", "_")
    if key not in exercise.focus_variants:
        known = ", ".join(exercise.focus_variants)
        fix = f"write one of {known}" if known else "it has none, take variant: out"
        raise ValueError(f"{exercise.name} has no variant {variant}; {fix}")
    muscle = key.replace("_", " ")
    given = {"muscle_call": muscle, "feel": {"target": muscle}, **exercise.focus_variants[key]}
    known_fields = OwnCues.model_fields.keys()
    return with_own_cues(exercise, OwnCues(**{k: v for k, v in given.items() if k in known_fields}))


def as_hold(exercise: Exercise, item: ExerciseItem) -> Exercise:
    """An exercise that only this plan knows is a hold where the plan says for how long."""
    if item.breaths is None and item.hold_ms is None:
        return exercise
    return replace(exercise, contraction="isometric", metric="hold", tempo=None, start_phase="hold")
