"""An entry of the catalogue, done another way: with other equipment, on one side, in a position."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from mmc_audio.coaching.exercise import Cues, Exercise, Feel, wordings
from mmc_audio.coaching.naming.equipment import NOUNS, called, neutral, swapped
from mmc_audio.coaching.naming.parts import POSITIONS, SIDES
from mmc_audio.coaching.texts import phrases

LATERALITY: Mapping[str, str] = {
    "one arm": "unilateral",
    "one leg": "unilateral",
    "one side": "unilateral",
    "alternating": "alternating",
}
UPRIGHT = frozenset({"incline", "seated", "standing", "kneeling", "half kneeling"})
LYING = frozenset({"supine", "prone", "head_down"})
"""Demands that a position takes away, and those it brings."""

ASKED: Mapping[str, str] = {
    "lying": "supine",
    "prone": "prone",
    "chest supported": "prone",
    "decline": "head_down",
}

FREE_WEIGHTS = ("barbell", "dumbbell")
"""What stands in front of a name and can be another one: dumbbell lunge, barbell lunge."""

_ARM = re.compile(r"\b(elbow|arm|forearm|wrist|thumb|palm)s\b", re.IGNORECASE)


def varied(exercise: Exercise, extra: frozenset[str], equipment: tuple[str, ...]) -> Exercise:
    """`exercise` as a name asks for it.

    Args:
        exercise: the entry.
        extra: kinds and equipment that the entry's own name does not say.
        equipment: of these, the equipment, in the name's order.
    """
    if "bands added" in extra and _takes_band(exercise):
        extra, equipment = extra - {"bands added"} | {"band"}, (*equipment, "band")
    result = exercise
    for change in (_with_equipment, _on_a_side, _in_position, _with_manner):
        result = change(result, extra, equipment)
    return replace(result, id=_id(exercise, extra, equipment))


def _takes_band(exercise: Exercise) -> bool:
    """Whether a band is what it is done with: of a clamshell, and not beside a bar."""
    return set(exercise.equipment) <= {"band", "body only"} and "band" in exercise.equipment


def _with_equipment(exercise: Exercise, extra: frozenset[str], tools: tuple[str, ...]) -> Exercise:
    tool = next((each for each in tools if each in extra), "")
    if not tool:
        return exercise
    before = exercise.equipment[0] if exercise.equipment else ""
    rest = tuple(each for each in exercise.equipment if each != tool)
    safety = _safety_with(exercise.safety, tool)
    owned = replace(exercise, equipment=(tool, *rest), safety=safety)
    if before in NOUNS and tool in NOUNS:
        one = bool(extra & {"one arm", "one side"}) or exercise.laterality == "unilateral"
        return _reworded(
            owned, lambda text: swapped(text, tool, one=one), lambda text: neutral(text, tool)
        )
    return owned


def _safety_with(said: str, tool: str) -> str:
    """A safety line, unless it speaks of parts that `tool` does not have."""
    if tool == "band" and _OF_IRON.search(said):
        return str(phrases()["band_safety"])
    return "" if tool not in MACHINES and _OF_MACHINES.search(said) else said


MACHINES = frozenset({"machine", "smith machine", "cable"})
_OF_MACHINES = re.compile(r"\b(pad|the stops|sled|footplate|stack)\b", re.IGNORECASE)
_OF_IRON = re.compile(
    _OF_MACHINES.pattern + r"|\b(pins|safety arms|spotter|plates|rack|bar|dumbbells?)\b",
    re.IGNORECASE,
)


def _on_a_side(exercise: Exercise, extra: frozenset[str], _: tuple[str, ...]) -> Exercise:
    side = next((each for each in SIDES if each in extra), "")
    if side not in LATERALITY:
        return exercise
    one = replace(exercise, laterality=LATERALITY[side])
    if side == "alternating":
        return one
    singular = {each["both"]: each["one"] for each in phrases()["one_side"]}
    call = singular.get(exercise.muscle_call, exercise.muscle_call)
    return _reworded(replace(one, muscle_call=call), _one_arm if side == "one arm" else str, str)


def _one_arm(text: str) -> str:
    bare = re.sub(r"\b(weights|dumbbells|handles|bells)\b", lambda found: found[0][:-1], text)
    return _ARM.sub(lambda found: found[1], bare)


def _in_position(exercise: Exercise, extra: frozenset[str], _: tuple[str, ...]) -> Exercise:
    setups = phrases()["positions"]
    position = next((each for each in POSITIONS if each in extra and each in setups), "")
    if not position:
        return exercise
    placed = replace(exercise, cues=replace(exercise.cues, setup=wordings(setups[position])))
    return replace(placed, demands=_asked_in(position, exercise.demands))


def _asked_in(position: str, demands: tuple[str, ...]) -> tuple[str, ...]:
    if position in UPRIGHT:
        return tuple(each for each in demands if each not in LYING)
    brings = ASKED.get(position, "")
    lies = position == "lying" and "prone" in demands
    return demands if not brings or lies or brings in demands else (*demands, brings)


def _with_manner(exercise: Exercise, extra: frozenset[str], _: tuple[str, ...]) -> Exercise:
    first = next((said for name, said in phrases()["manners"].items() if name in extra), "")
    if not first:
        return exercise
    setup = tuple(f"{first}, {text[:1].lower()}{text[1:]}" for text in exercise.cues.setup)
    return replace(exercise, cues=replace(exercise.cues, setup=setup))


def _reworded(
    exercise: Exercise, short: Callable[[str], str], whole: Callable[[str], str]
) -> Exercise:
    """The exercise with its cues through `short`, and its sentences through `whole`."""
    cues = Cues(
        *(tuple(map(short, getattr(exercise.cues, part))) for part in Cues.__dataclass_fields__)
    )
    return replace(
        exercise,
        cues=cues,
        imagery=tuple(map(whole, exercise.imagery)),
        form_check=tuple(map(whole, exercise.form_check)),
    )


def _id(exercise: Exercise, extra: frozenset[str], tools: tuple[str, ...]) -> str:
    """One id for one exercise, however it was written: kinds and equipment before the entry's."""
    own = exercise.equipment[:1]
    said = [tool for tool in tools if tool in extra and (tool,) != own and called(tool)]
    kinds = [each for each in (*POSITIONS, *SIDES) if each in extra and each != "both"]
    rest = sorted(extra - set(kinds) - set(tools) - {"both", "floor", "strict"})
    words = [*kinds, *rest, *map(called, said), _without(exercise.id, own if said else ())]
    return "_".join(word.casefold().replace(" ", "_") for word in words)


def _without(id_: str, tools: tuple[str, ...]) -> str:
    """An entry's id without the implement it begins with: another one is used."""
    first = next((f"{tool}_" for tool in tools if tool in FREE_WEIGHTS), "")
    return id_.removeprefix(first)


def under_name(exercise: Exercise, name: str, id_: str) -> Exercise:
    """The words of `exercise` for another one that is called `name`."""
    return lying_as_said(replace(exercise, id=id_, name=name, aliases=()))


def lying_as_said(exercise: Exercise) -> Exercise:
    """The exercise, which asks for lying where its name says so and the entry leaves it open."""
    if {"supine", "prone"} & {*exercise.demands}:
        return exercise
    found = next((demand for word, demand in _LIES if word.search(exercise.name)), "")
    return replace(exercise, demands=(*exercise.demands, found)) if found else exercise


_LIES = (
    (re.compile(r"(?<!side.)(?<!side)\b(lying|supine)\b", re.IGNORECASE), "supine"),
    (re.compile(r"\bprone\b", re.IGNORECASE), "prone"),
)
"""Words of a name that say how one lies, where the entry may be done otherwise too."""


def for_muscle(blank: Exercise, muscle: str, group: str) -> Exercise:
    """Words that fit any movement.

    Args:
        blank: the record of any movement.
        muscle: the key of the muscle in words.yaml; empty where nobody knows which one works.
        group: its muscle group.
    """
    call = phrases()["muscles"][muscle] if muscle else phrases()["any_muscle"]

    def words(text: str) -> str:
        return text.format(muscle=call, Muscle=call.capitalize())

    worded = _reworded(blank, words, words)
    feel = Feel(call, phrases()["any_place"])
    return replace(worded, muscle_call=call, muscle_group=group, feel=feel)
