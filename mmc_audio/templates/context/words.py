"""What templates may know of the person, the exercise and the load: plain data."""

from collections.abc import Mapping
from typing import Any

from mmc_audio.advice.load import PINNING
from mmc_audio.coaching.exercise import Exercise
from mmc_audio.coaching.guards import MEDICAL, eyes_may_close
from mmc_audio.coaching.memory import Memory
from mmc_audio.coaching.stages import stage_now
from mmc_audio.coaching.steps import Session, SpokenLoad, WorkStep
from mmc_audio.coaching.texts import phrases, routines
from mmc_audio.coaching.versions import spoken_now

LEGS = frozenset({"quadriceps", "glutes", "hamstrings", "calves"})
"""Muscle groups that climb stairs."""

LONGEST_TITLE = 45
"""Characters in a chapter title: players cut what is longer."""


def person(session: Session) -> dict[str, Any]:
    """What holds for the whole session."""
    plan, memory = session.plan, session.memory
    return {
        "day": memory.turn,
        "course": {
            "sessions": memory.sessions,
            "week": memory.week,
            "opens_week": memory.opens_week,
            "easier": memory.easier,
            "away_days": memory.away_days if session.lightened else 0,
        },
        "plan": {
            "title": plan.title,
            "goal": plan.goal.value,
            "stage": stage_now(plan, memory).value,
            "modality": plan.modality.value,
            "readiness": plan.readiness.value,
            "talk": plan.talk.value,
            "intro": plan.intro,
            "ack_safety": plan.ack_safety,
            "spotter": plan.spotter,
            "flags": sorted(flag.value for flag in plan.profile),
            "ask_clinician": bool(plan.profile & MEDICAL),
            "lifts": bool(session.work),
            "loaded": any(step.loaded for step in session.work),
            "outdoors": plan.modality == "running" and any(map(_outdoors, session.work)),
            "outward": bool(session.work) and all(_outward(step) for step in session.work),
            "left_out": [one.asked for one in session.changes if not one.instead],
        },
        "eyes": "may_close" if eyes_may_close(plan) else "open",
    }


def _outward(step: WorkStep) -> bool:
    return step.focus == "external"


def _outdoors(step: WorkStep) -> bool:
    """Whether it may be done on a road: what needs a machine is done indoors."""
    return set(step.exercise.equipment) != {"machine"}


def exercise_words(exercise: Exercise, session: Session, use: int = 0) -> dict[str, Any]:
    """What may be said about an exercise, in the version that is next to be heard.

    Args:
        exercise: the exercise.
        session: the plan, and what was heard before.
        use: how often its words were needed in this session so far.
    """
    said = {**spoken_now(exercise, session.memory, use)}
    if _heard_enough("\n".join(said["setup"]), exercise, session.memory):
        said["setup"] = ()
    breath = exercise.breath
    return {
        "id": exercise.id,
        "name": exercise.name,
        "muscle": exercise.muscle_call,
        "group": exercise.muscle_group,
        "modality": exercise.modality,
        "equipment": list(exercise.equipment),
        "cues": {key: list(said[key]) for key in ("setup", "lift", "squeeze", "lower", "external")},
        "words": dict(exercise.phase_words),
        "imagery": list(said["imagery"]),
        "form_check": list(said["form_check"]),
        "feel": {
            "target": exercise.feel.target,
            "elsewhere": exercise.feel.elsewhere,
            "the_target": exercise.feel.the_target,
        },
        "breath": "" if _heard_enough(breath, exercise, session.memory) else breath,
        "exhale": exercise.exhale,
        "motion": exercise.motion,
        "safety": "" if _said_outdoors(exercise, session) else exercise.safety,
        "activation": exercise.activation,
        "needs_spotter": exercise.id in PINNING,
        "hard_to_feel": exercise.muscle_call in phrases()["hard_to_feel"]
        and exercise.complexity == 1,
        "sport": sport_line(exercise, session),
    }


def _said_outdoors(exercise: Exercise, session: Session) -> bool:
    """Whether the welcome said the same: a road asks for it once."""
    welcome = bool(person(session)["plan"]["outdoors"])
    return welcome and exercise.safety == routines()["safety"]["outdoors"]


KNOWN = 3
"""Sessions after which the way into an exercise is said again now and then only."""


def _heard_enough(said: str, exercise: Exercise, memory: Memory) -> bool:
    """Whether what begins a known exercise was heard lately, in any of its wordings."""
    known = memory.known(exercise.id) >= KNOWN
    return bool(known and memory.late(said)) or memory.recent(said)


def seldom(exercise: Exercise, memory: Memory) -> bool:
    """Whether what is the same each time is left out today: the exercise is known by now."""
    known = memory.known(exercise.id)
    return known >= KNOWN and known % 4 > 0


def sport_line(exercise: Exercise, session: Session) -> str:
    """What ties the exercise to the plan's sport, now and then once it is known; else nothing."""
    sport = session.plan.sport
    if not sport or seldom(exercise, session.memory):
        return ""
    links: Mapping[str, str] = exercise.more.get("sport_links") or {}
    return str(schema_of(exercise, sport).get("say") or links.get(sport) or "")


def schema_of(exercise: Exercise, sport: str | None) -> Mapping[str, str]:
    """The sport's schema, if this exercise or one like it is its drill; else nothing."""
    schema: Mapping[str, str] = routines()["sport_schemas"].get(sport, {})
    drill = schema.get("drill", "")
    return schema if drill == exercise.id or drill.startswith(f"{exercise.id}_with") else {}


def load_words(load: SpokenLoad | None) -> dict[str, Any]:
    """`kind` is none, weight, percent, reserve, bodyweight, bar, pin or band."""
    if load is None:
        load = SpokenLoad("none")
    return {
        "kind": load.kind,
        "value": _plain(load.value),
        "high": _plain(load.high),
        "unit": load.unit,
        "pair": load.pair,
        "how": load.how,
        "name": load.name,
    }


def _plain(value: float) -> float:
    return int(value) if float(value).is_integer() else value


def title(kind: str, name: str, **blanks: str) -> str:
    """A chapter title that no player cuts.

    Args:
        kind: which of the titles in phrases.yaml.
        name: of the exercise or drill; shortened where the whole is too long.
        blanks: what else stands in it.
    """
    frame = str(phrases()["titles"][kind])
    for blank, text in blanks.items():
        frame = frame.replace(f"{{{{ {blank} }}}}", text)
    room = LONGEST_TITLE - len(frame.replace(NAME, ""))
    return frame.replace(NAME, name if len(name) <= room else name[: room - 1].rstrip() + "…")


NAME = "{{ name }}"


def at_rest(muscle: str) -> str:
    """The muscle's name where the person sits or lies: `thighs` for the front leg."""
    names = {each["standing"]: each["resting"] for each in phrases()["at_rest"]}
    return str(names.get(muscle, muscle))
