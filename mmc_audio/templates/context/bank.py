"""The spoken lines of routines.yaml that a template chooses from, filled in for an exercise.

A bank comes in the order in which its lines are to be heard: in turn from session to session, and
those that were heard lately last. So a template takes the first, or one for each set.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache, partial
from typing import Any

from mmc_audio.coaching.exercise import Exercise, Wordings, wordings
from mmc_audio.coaching.memory import Memory
from mmc_audio.coaching.steps import RepsDose, Session, SetStep, TimeDose
from mmc_audio.coaching.texts import phrases, routines
from mmc_audio.coaching.versions import spoken_now
from mmc_audio.templates.context.choosing import heard_as
from mmc_audio.templates.context.words import schema_of, seldom

Bank = dict[str, Any]

_BLANK = re.compile(r"\{\{\s*([\w.]+)(?:\s*\|\s*(\w+))?\s*\}\}")


def focus_bank(step: SetStep, memory: Memory) -> Bank:
    """Lines to begin a set with."""
    lines = routines()["pre_set_focus"]
    bank = _filled(
        {
            "internal": _inward(step),
            "external": _outer(step),
            "recall": lines["recall_bank"],
        },
        step.exercise,
        activation_name=step.recall,
        **_task(step, memory),
        **phrases()["lifting"]["weight" if step.loaded else "free"],
    )
    return in_turn(bank, memory)


def _outer(step: SetStep) -> list[str]:
    """Lines that bring attention to the task; a ride or a run is no set."""
    lines: list[str] = routines()["pre_set_focus"]["external"]
    ride = isinstance(step.dose, TimeDose) and step.count == 1
    sets = set(phrases()["of_sets"]) if ride else set()
    return [line for line in lines if sets.isdisjoint(re.split(r"[\s:,]+", line))]


def _task(step: SetStep, memory: Memory) -> dict[str, str]:
    """The task outside, in the version that is next to be heard."""
    said = spoken_now(step.exercise, memory, (step.place - 1) // 2)["external"]
    return {"cues.external": said[0]} if said else {}


def _inward(step: SetStep) -> list[str]:
    """Lines that bring attention to the muscle: to let it go in a stretch, else to use it."""
    if step.exercise.motion == "stretch":
        return list(routines()["stretch_lines"]["focus"])
    return list(routines()["pre_set_focus"]["hold" if step.exercise.isometric else "internal"])


def set_bank(step: SetStep, memory: Memory) -> Bank:
    """Lines for the middle and the end of a set."""
    lines = routines()["mid_set"]
    outward = "external_" * (step.focus == "external")
    ends = {key: lines[f"{outward}{key}"] for key in ("two_more", "last_one")}
    own: Bank = {}
    if step.exercise.motion == "stretch":
        soft = routines()["stretch_lines"]
        own = dict.fromkeys(("hold_breath", "clock_breath"), soft["breath"])
        own["hold_forms"] = soft["forms"]
    bank = _filled({key: lines[key] for key in _IN_SETS} | _forms(step) | ends | own, step.exercise)
    return in_turn(bank, memory)


def _forms(step: SetStep) -> Bank:
    """Form questions that fit the set: those on the grip only with something in the hands.

    Each exercise has as many, so that one after the other never gets the same question.
    """
    lines = routines()["mid_set"]
    together = step.exercise.laterality == "bilateral" and not step.sides
    sides = "two_sided" if together else "one_sided"
    hands = "grip" if step.loaded else "free"
    return {
        "forms": lines["forms"] + lines[f"forms_{hands}"] + lines[f"forms_{sides}"],
        "hold_forms": lines["hold_forms"] + lines[f"hold_forms_{sides}"],
    }


_IN_SETS = (
    "attention_reset", "external_reset", "angle", "breath", "hold_breath", "clock_breath",
    "quick_forms", "clock_forms", "two_more", "last_one",
)  # fmt: skip


def rest_bank(step: SetStep, session: Session) -> Bank:
    """Questions with what their answers mean, and what the muscle group or sport adds."""
    plan = session.plan
    touch, kind = routines()["touch"], routines()["modality_lines"][plan.modality]
    still = "_hold" * step.exercise.isometric
    inward = step.focus == "internal"
    outward = "_external" * (not inward)
    soft = "feel_stretch" * (step.exercise.motion == "stretch")
    bank = _filled(
        {
            "feel": _compared(
                _pairs(soft or f"feel{still}{outward}", loaded=step.loaded, single=_single(step)),
                step,
            ),
            "reserve": _pairs(
                soft.replace("feel", "reserve") or f"reserve{still}{outward}",
                loaded=step.loaded,
                single=_single(step),
            ),
            "reserve_clock": _pairs("reserve_clock", loaded=step.loaded),
            "touch": touch.get(step.exercise.muscle_group, touch["default"]),
            "transition": kind.get("transition" if step.up_next else "again", []),
            "questions": routines()["questions"] + inward * routines()["questions_inward"],
            "ladder": hard_to_feel(session),
            "sport": ""
            if seldom(step.exercise, session.memory)
            else schema_of(step.exercise, plan.sport).get("rest", ""),
        },
        step.exercise,
        when=phrases()["when"]["in_next_set" if step.number < step.count else "next_time"],
    )
    return in_turn(bank, session.memory)


def heading_bank(step: SetStep, session: Session) -> Bank:
    """What the heading of a set adds: what was logged of it, and what the goal asks of all sets."""
    memory = session.memory
    lifted = step.exercise.modality == "resistance" and isinstance(step.dose, RepsDose)
    explained = not memory.week or memory.sessions < 2 or memory.opens_week
    aims = _aims(step, session) if lifted and explained else []
    return last_time_bank(step, session) | in_turn({"aim": _in_words(aims, {})}, memory)


def _aims(step: SetStep, session: Session) -> list[str]:
    """What a goal asks; of a weight only where there is one, and of an easy day not to go far."""
    plan = session.plan
    far = plan.goal in routines()["aims_in_warmup"]
    easy = session.memory.easier or plan.readiness == "low"
    goal = "general" if far and easy else plan.goal
    if step.role == "warmup" and goal in routines()["aims_in_warmup"]:
        return list(routines()["aims_in_warmup"][goal])
    weighed = routines()["aims_with_weight"].get(goal, [])
    return [*routines()["aims"][goal], *(weighed if step.loaded and step.role == "work" else [])]


def last_time_bank(step: SetStep, session: Session) -> Bank:
    """What the log says of the exercise, and what is done about it; empty where it is silent."""
    answer, lines = step.answer, routines()["last_time"]
    if not answer.state:
        return {"last_time": []}
    done = [name for name in ("lighter", "heavier", "slower") if getattr(answer, name)]
    usual = "easier" if session.memory.easier and answer.state == "found" else "same"
    keys = [answer.state, *(f"{answer.state}_{name}" for name in done or [usual])]
    bank = in_turn(_filled({key: lines[key] for key in keys}, step.exercise), session.memory)
    return {"last_time": [bank[key][0] for key in keys]}


def in_turn(bank: Mapping[str, Any], memory: Memory) -> Bank:
    """Each list of the bank in the order in which it is to be heard."""
    return {key: fresh(value, memory) if isinstance(value, list) else value
            for key, value in bank.items()}  # fmt: skip


def fresh(choices: list[Any], memory: Memory, offset: int | None = None) -> list[Any]:
    """The choices, rotated so that the one to be heard next is first."""
    start = memory.turn * STRIDE if offset is None else offset
    return [_answered(choices[place], memory) for place in memory.fresh(choices, start, heard_as)]


def _answered(choice: Any, memory: Memory) -> Any:  # noqa: ANN401 - as it came
    """A question with its answers in turn, too."""
    if not isinstance(choice, dict):
        return choice
    return {**choice, "then": fresh(choice["then"], memory)}


def hard_to_feel(session: Session) -> list[str]:
    """What to try where a muscle is hard to feel; back to the drill only where there was one."""
    drilled = any(getattr(each, "routine", "") == "activation" for each in session.moments)
    return [*routines()["cannot_feel_it"], *drilled * routines()["cannot_feel_it_drilled"]]


STRIDE = 3
"""Lines of a bank that a session hears, more or less; the next one goes on behind them."""


def _single(step: SetStep) -> bool:
    """Whether the set is one repetition, which has no first, last or best."""
    return isinstance(step.dose, RepsDose) and step.dose.reps.high == 1 and not step.dose.reps.open


def _pairs(key: str, *, loaded: bool, single: bool = False) -> list[Bank]:
    """Questions (`ask`), each with what follows from its answer (`then`)."""
    after = routines()["after_set"]
    answers = after["answers"] if loaded else after["answers"] | after["free_answers"]
    asked = [
        (question["ask"], answers[question["then"]])
        for question in after[key]
        if not (single and question.get("several"))
    ]
    return [{"ask": ask, "then": then} for ask, then in asked]


def _compared(pairs: list[Bank], step: SetStep) -> list[Bank]:
    """The questions without those that compare the sides, where one side works alone."""
    answers = routines()["after_set"]["answers"]["sides"]
    return [pair for pair in pairs if len(step.sides) != 1 or pair["then"] != answers]


def warnings(keys: tuple[str, ...], *, loaded: bool) -> list[str]:
    """The safety lines of `keys`, as they are said with a weight in hand or without."""
    said = routines()["safety"]
    return [said.get(key if loaded else f"{key}_free", said[key]) for key in keys]


def along(exercise: Exercise, modality: str, memory: Memory, *, hard: bool = False) -> list[Any]:
    """What may be said along the way in work without reps: by its kind, else by the modality.

    Each as wordings, the one to be heard next first. `hard` work is not told to be easy.
    """
    kinds = routines()["motion_lines"]
    own = kinds.get(exercise.motion) or routines()["modality_lines"][modality]
    said = own["during"] if hard else [*own["during"], *own.get("easy", ())]
    return fresh([list(wordings(text)) for text in said], memory)


def stop_word(exercise: Exercise) -> str:
    """What ends work by the clock."""
    kind = routines()["motion_lines"].get(exercise.motion)
    return str(kind["stop"] if kind else phrases()["stop"])


def lines(key: str, exercise: Exercise | None = None) -> Any:  # noqa: ANN401 - as the file has it
    """One entry of routines.yaml, each text as wordings, filled in where an exercise is given."""
    return _in_words(routines()[key], _words(exercise) if exercise else {})


def _filled(bank: Mapping[str, Any], exercise: Exercise, **more: str) -> Bank:
    words = _words(exercise) | more
    return {key: _in_words(value, words) for key, value in bank.items()}


def _in_words(value: object, words: Mapping[str, str]) -> Any:  # noqa: ANN401 - as the file has it
    """A text as a list of its wordings; within lists and groups, wordings are shared tuples."""
    fill = _filler(tuple(words.items()))
    return list(fill(value)) if isinstance(value, str) else _walked(value, fill)


FillIn = Callable[[str], Wordings]


def _walked(value: object, fill: FillIn) -> object:
    if isinstance(value, str):
        return fill(value)
    if isinstance(value, list):
        return [fill(each) if type(each) is str else _walked(each, fill) for each in value]
    if isinstance(value, dict):
        return {key: _walked(each, fill) for key, each in value.items()}
    return value


@lru_cache(maxsize=256)  # an exercise has three or four, and its sets follow one another
def _filler(words: tuple[tuple[str, str], ...]) -> FillIn:
    """Gives the wordings of a text with these words in its blanks; it makes those of each once."""
    return cache(partial(_wordings, words=dict(words)))


def _wordings(text: str, words: Mapping[str, str]) -> Wordings:
    return wordings(_BLANK.sub(lambda blank: _word(blank, words), text) if words else text)


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
