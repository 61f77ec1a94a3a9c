"""An entry of the catalogue, done another way: with other equipment, on one side, in a position."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from mmc_audio.coaching.exercise import Cues, Exercise, Feel, Wordings
from mmc_audio.coaching.naming.equipment import NOUNS, called, neutral, swapped
from mmc_audio.coaching.naming.parts import POSITIONS, SIDES

LATERALITY: Mapping[str, str] = {
    "one arm": "unilateral",
    "one leg": "unilateral",
    "one side": "unilateral",
    "alternating": "alternating",
}
SETUPS: Mapping[str, Wordings] = {
    "incline": ("Back on the incline bench, feet planted, ribs down", "On the incline bench"),
    "decline": ("On the decline bench, legs secured, ribs down", "On the decline bench"),
    "seated": ("Sit tall, feet planted, ribs down", "Sit tall, feet planted"),
    "standing": ("Stand tall, feet under hips, ribs down", "Stand tall, ribs down"),
    "lying": ("Lie on your back, feet planted, ribs down", "On your back, ribs down"),
    "prone": ("Lie on your front, neck long, ribs down", "On your front, neck long"),
    "kneeling": ("Kneel tall, glutes on, ribs down", "Kneel tall, ribs down"),
    "half kneeling": ("Half-kneeling, glutes on, ribs over hips", "Half-kneeling, ribs down"),
    "bent over": ("Hinge forward, spine long, knees soft", "Hinge, spine long"),
    "chest supported": ("Chest on the pad, neck long, arms hanging", "Chest on the pad"),
    "feet elevated": ("Feet on the bench, body in one line", "Feet up, one long line"),
}
"""How a position is taken, in place of the family's own."""

UPRIGHT = frozenset({"incline", "seated", "standing", "kneeling", "half kneeling"})
LYING = frozenset({"supine", "prone", "head_down"})
"""Demands that a position takes away, and those it brings."""

ASKED: Mapping[str, str] = {
    "lying": "supine",
    "prone": "prone",
    "chest supported": "prone",
    "decline": "head_down",
}

HANDS: Mapping[str, str] = {
    "wide": "Take it wide",
    "close": "Take it narrow",
    "neutral": "Palms face each other",
    "underhand": "Palms up",
    "overhand": "Palms down",
    "mixed": "One palm each way",
    "behind neck": "Behind the neck, only as far as it is easy",
    "deficit": "Stand on the step",
    "chains": "Chains hang free",
    "bands added": "Bands anchored",
    "paused": "A still pause at the stretch",
}
"""What is said before the setup."""

FREE_WEIGHTS = ("barbell", "dumbbell")
"""What stands in front of a name and can be another one: dumbbell lunge, barbell lunge."""

SINGULAR: Mapping[str, str] = {
    "hamstrings": "hamstring", "glutes": "glute", "calves": "calf", "thighs": "thigh",
    "shoulders": "shoulder", "lats": "lat", "side hips": "side hip", "inner thighs": "inner thigh",
}  # fmt: skip
_ARM = re.compile(r"\b(elbow|arm|forearm|wrist|thumb|palm)s\b", re.IGNORECASE)


def varied(exercise: Exercise, extra: frozenset[str], equipment: tuple[str, ...]) -> Exercise:
    """`exercise` as a name asks for it.

    Args:
        exercise: the entry.
        extra: kinds and equipment that the entry's own name does not say.
        equipment: of these, the equipment, in the name's order.
    """
    result = exercise
    for change in (_with_equipment, _on_a_side, _in_position, _with_manner):
        result = change(result, extra, equipment)
    return replace(result, id=_id(exercise, extra, equipment))


def _with_equipment(exercise: Exercise, extra: frozenset[str], tools: tuple[str, ...]) -> Exercise:
    tool = next((each for each in tools if each in extra), "")
    if not tool:
        return exercise
    before = exercise.equipment[0] if exercise.equipment else ""
    rest = tuple(each for each in exercise.equipment if each != tool)
    owned = replace(exercise, equipment=(tool, *rest))
    if before in NOUNS and tool in NOUNS:
        one = bool(extra & {"one arm", "one side"}) or exercise.laterality == "unilateral"
        return _reworded(owned, lambda text: swapped(text, tool, one=one), neutral)
    return owned


def _on_a_side(exercise: Exercise, extra: frozenset[str], _: tuple[str, ...]) -> Exercise:
    side = next((each for each in SIDES if each in extra), "")
    if side not in LATERALITY:
        return exercise
    one = replace(exercise, laterality=LATERALITY[side])
    if side == "alternating":
        return one
    call = SINGULAR.get(exercise.muscle_call, exercise.muscle_call)
    return _reworded(replace(one, muscle_call=call), _one_arm if side == "one arm" else str, str)


def _one_arm(text: str) -> str:
    bare = re.sub(r"\b(weights|dumbbells|handles|bells)\b", lambda found: found[0][:-1], text)
    return _ARM.sub(lambda found: found[1], bare)


def _in_position(exercise: Exercise, extra: frozenset[str], _: tuple[str, ...]) -> Exercise:
    position = next((each for each in POSITIONS if each in extra and each in SETUPS), "")
    if not position:
        return exercise
    placed = replace(exercise, cues=replace(exercise.cues, setup=SETUPS[position]))
    return replace(placed, demands=_asked_in(position, exercise.demands))


def _asked_in(position: str, demands: tuple[str, ...]) -> tuple[str, ...]:
    if position in UPRIGHT:
        return tuple(each for each in demands if each not in LYING)
    brings = ASKED.get(position, "")
    lies = position == "lying" and "prone" in demands
    return demands if not brings or lies or brings in demands else (*demands, brings)


def _with_manner(exercise: Exercise, extra: frozenset[str], _: tuple[str, ...]) -> Exercise:
    said = [HANDS[each] for each in HANDS if each in extra]
    if not said:
        return exercise
    first = said[0]
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


def for_muscle(blank: Exercise, muscle: Mapping[str, str]) -> Exercise:
    """Words that fit any movement, for a muscle: its `group`, and its `call`."""
    call = muscle["call"]

    def words(text: str) -> str:
        return text.format(muscle=call, Muscle=call.capitalize())

    worded = _reworded(blank, words, words)
    feel = Feel(call, "somewhere else")
    return replace(worded, muscle_call=call, muscle_group=muscle["group"], feel=feel)
