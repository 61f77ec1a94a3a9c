"""A first plan from a few answers: what for, which muscles, how long, how far, with what."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from mmc_audio._lib.suggest import did_you_mean
from mmc_audio.coaching.catalogue import Catalogue, fold
from mmc_audio.coaching.exercise import Exercise
from mmc_audio.coaching.focus import COMPLEXITY, GOAL_FOCUS
from mmc_audio.coaching.goals import dosed, effort
from mmc_audio.coaching.texts import routines as spoken
from mmc_audio.plan.model import Goal, Stage

REGIONS: Mapping[str, tuple[str, ...]] = {
    "arms": ("biceps", "triceps"),
    "back": ("lats", "middle back"),
    "core": ("abdominals", "obliques"),
    "legs": ("quadriceps", "glutes", "hamstrings"),
    "upper body": ("chest", "middle back", "shoulders"),
    "full body": ("quadriceps", "chest", "middle back", "glutes", "abdominals"),
}
"""What people say for several muscle groups."""

EVERYTHING = ("all", "gym", "everything")
NOTHING = ("none", "nothing", "no", "body", "bodyweight", "body only")
SETS_MOST = 4
INTRODUCED_S = 45
"""Introducing an exercise takes about this long."""

SHORT_MIN, MIDDLE_MIN = 15, 35


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to train."""

    title: str
    train: tuple[str, ...]
    """Muscles, regions or exercises."""
    goal: Goal = Goal.HYPERTROPHY
    stage: Stage = Stage.LEARN
    minutes: int = 30
    equipment: tuple[str, ...] = ("all",)


def plan_text(wish: Wish, catalogue: Catalogue) -> str:
    """The plan as YAML, with remarks.

    Raises:
        ValueError: `what; fix`, for a muscle, exercise or equipment that is not known.
    """
    if not wish.train:
        raise ValueError("nothing to train; name muscles, regions or exercises")
    known = equipment_at_hand(wish.equipment, catalogue)
    found = [dosed(exercise, wish.goal) for exercise in _chosen(wish, catalogue, known)]
    chosen = _fitting(wish, found)
    sets = _sets(wish, chosen)
    items = [_item(wish, x, n, known) for x, n in zip(chosen, sets, strict=True)]
    before, after = _around(wish)
    head = (
        "# Change anything: only `work` is needed. docs/plan.md explains each key.\n"
        f"title: {_quoted(wish.title)}\ngoal: {wish.goal}\nstage: {wish.stage}"
        f"{' ' * max(1, 13 - len(wish.stage))}# learn | build | integrate\n"
    )
    maxima = "\n# With your best single rep the coach speaks kilos:\n# one_rm: {%s: 20kg}\n"
    body = f"\n{before}work:\n" + "".join(f"  - {item}\n" for item in items) + after
    return head + maxima % chosen[0].id + body


def _quoted(title: str) -> str:
    """The title as YAML text; in quotes where it could mean something else."""
    plain = re.fullmatch(r"[A-Za-z][\w ,'-]*", title) and title.casefold() not in _WORDS
    return title if plain else json.dumps(title, ensure_ascii=False)


_WORDS = {"null", "true", "false", "yes", "no", "on", "off", "none"}


def equipment_at_hand(words: Iterable[str], catalogue: Catalogue) -> frozenset[str]:
    """The equipment that `words` say, as the catalogue calls it; the body is always there.

    Raises:
        ValueError: `what; fix`, for equipment that is not known.
    """
    every = {name for exercise in catalogue.exercises for name in exercise.equipment}
    by_fold = {fold(name): name for name in every}
    found = {"body only"}
    for word in words:
        if word.casefold() in EVERYTHING:
            return frozenset(every)
        if word.casefold() in NOTHING:
            continue
        if fold(word) not in by_fold:
            raise ValueError(f"no exercise knows equipment {word}; {_fix(word, every)}")
        found.add(by_fold[fold(word)])
    return frozenset(found)


def _fix(word: str, known: Iterable[str]) -> str:
    names = sorted(known)
    return did_you_mean(word.casefold(), names, f"write some of {', '.join(names)}")


def _chosen(wish: Wish, catalogue: Catalogue, known: frozenset[str]) -> Iterator[Exercise]:
    """What is asked for, the best of each first, then the second best of each."""
    each = [list(_for(word, wish, catalogue, known)) for word in wish.train]
    seen: set[str] = set()
    for rank in zip_longest(*each):
        for exercise in rank:
            if exercise and exercise.id not in seen:
                seen.add(exercise.id)
                yield exercise


def _for(word: str, wish: Wish, catalogue: Catalogue, known: frozenset[str]) -> Iterator[Exercise]:
    groups = REGIONS.get(word.strip().casefold()) or _groups(word, catalogue)
    if groups:
        ranked = [list(_ranked(group, wish, catalogue, known)) for group in groups]
        found = [exercise for rank in zip_longest(*ranked) for exercise in rank if exercise]
    elif catalogue.knows(word):
        found = _itself_or_alike(catalogue.find(word), catalogue, known)
    else:
        near = _fix(word, {*REGIONS, *_all_groups(catalogue)})
        raise ValueError(f"there is no muscle or exercise {word}; {near}")
    if not found:
        raise ValueError(f"nothing for {word} goes with that equipment; name more of it")
    yield from found[: max(1, 2 * len(groups))]


def _itself_or_alike(
    exercise: Exercise, catalogue: Catalogue, known: frozenset[str]
) -> list[Exercise]:
    """The exercise, if the equipment is there for it; else its kind: loaded first, then simple."""
    if known & set(exercise.equipment):
        return [exercise]
    kind = _kind(exercise)
    alike = [
        other
        for other in catalogue.exercises
        if _kind(other) == kind
        and other.complexity <= exercise.complexity
        and known & set(other.equipment)
    ]
    loads = known - {"body only"}
    return sorted(alike, key=lambda other: (not loads & set(other.equipment), other.complexity))


def _kind(exercise: Exercise) -> tuple[str, ...]:
    """What a back squat has in common with a bodyweight squat, and not with a squat jump."""
    noun = fold(exercise.name.split()[-1])
    return noun, exercise.muscle_group, exercise.modality, exercise.contraction


def _groups(word: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The muscle group that is called so, by its own name or by the muscle's."""
    for exercise in catalogue.exercises:
        names = (exercise.muscle_group, exercise.muscle_call, *exercise.target)
        if fold(word) in {fold(name) for name in names}:
            return (exercise.muscle_group,)
    return ()


def _all_groups(catalogue: Catalogue) -> set[str]:
    return {exercise.muscle_group for exercise in catalogue.exercises}


def _ranked(
    group: str, wish: Wish, catalogue: Catalogue, known: frozenset[str]
) -> Iterator[Exercise]:
    """Exercises for a muscle group; alone first for learners, else with many joints first."""
    drills = set(spoken()["activation_library"].values())
    fits = [
        exercise
        for exercise in catalogue.exercises
        if exercise.muscle_group == group
        and exercise.modality == "resistance"
        and exercise.contraction in ("dynamic", "isometric")
        and exercise.complexity <= COMPLEXITY[wish.stage]
        and exercise.id not in drills
        and known & set(exercise.equipment)
    ]
    first = "isolation" if wish.stage is Stage.LEARN else "compound"
    yield from sorted(fits, key=lambda e: (e.metric != "reps", e.mechanic != first))


def _set_s(exercise: Exercise) -> float:
    """Seconds of one set and its rest, roughly."""
    dose = exercise.defaults
    work = 30 if exercise.metric == "hold" else 6 * dose.reps
    return work * (2 if exercise.laterality == "unilateral" else 1) + dose.rest_s


def _left_s(wish: Wish) -> int:
    """Seconds for the work itself."""
    around = 1 if wish.minutes <= SHORT_MIN else 4 if wish.minutes <= MIDDLE_MIN else 12
    return 60 * max(wish.minutes - around, 3)


def _fitting(wish: Wish, chosen: list[Exercise]) -> list[Exercise]:
    """As many as the time allows with three sets each, but each thing asked for once."""
    room: float = _left_s(wish)
    least = min(len(wish.train), len(chosen))
    count = 0
    for exercise in chosen:
        room -= INTRODUCED_S + 3 * _set_s(exercise)
        count += room >= 0
    return chosen[: max(least, count, 1)]


def _sets(wish: Wish, chosen: list[Exercise]) -> list[int]:
    """How many sets of each: one more in turn while there is time."""
    sets = [1] * len(chosen)
    left: float = _left_s(wish) - sum(INTRODUCED_S + _set_s(x) for x in chosen)
    for _ in range(SETS_MOST - 1):
        for index, exercise in enumerate(chosen):
            left -= _set_s(exercise)
            sets[index] += left >= 0
    return sets


def _item(wish: Wish, exercise: Exercise, sets: int, known: frozenset[str]) -> str:
    """One line of the work."""
    dose = exercise.defaults
    parts = [f"exercise: {exercise.id}", f"sets: {sets}"]
    if exercise.metric == "reps":
        parts.append(f"reps: {dose.reps}")
        if exercise.tempo and GOAL_FOCUS[wish.goal] == "internal":
            parts.append(f"tempo: {exercise.tempo}")
        equipped = (known - {"body only"}) & set(exercise.equipment)
        parts.append(f"load: RPE {effort(wish.goal)}" if equipped else "load: bodyweight")
    return "{" + ", ".join([*parts, f"rest: {dose.rest_s:g}s"]) + "}"


def _around(wish: Wish) -> tuple[str, str]:
    """What comes before and after; the usual ones, where there is time for them."""
    if wish.minutes <= SHORT_MIN:
        return "prepare:\n  - physiological_sigh: {cycles: 2}\n\n", "\nclose: [carry_over]\n"
    if wish.minutes <= MIDDLE_MIN:
        before = "prepare:\n  - physiological_sigh: {cycles: 3}\n  - activation\n\n"
        return before, "\nclose:\n  - reflection: {questions: 2}\n"
    return "", ""
