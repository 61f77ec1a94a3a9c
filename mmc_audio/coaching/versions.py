"""The versions of what is said of an exercise: its own, those of its family, those of its muscle.

An exercise says each thing once in its own entry. Heard week after week that is not enough, so
`versions.yaml` has more: for an exercise and its family, for a muscle group, and for any movement.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from mmc_audio.coaching.exercise import Exercise, Wordings, wordings
from mmc_audio.coaching.memory import Memory
from mmc_audio.coaching.texts import versions
from mmc_audio.coaching.translation import Translation, current_translation

KINDS = ("setup", "lift", "squeeze", "lower", "external", "imagery", "form_check")


def spoken_now(exercise: Exercise, memory: Memory, use: int = 0) -> Mapping[str, Wordings]:
    """One version of each kind: the one that is next to be heard.

    Args:
        exercise: the exercise.
        memory: how often it came before, and what was heard.
        use: which of the versions that this session needs, from 0.
    """
    found = {}
    for kind in KINDS:
        every = all_versions(exercise, kind)
        visit = memory.visit(exercise.id)
        order = memory.fresh(every, 2 * visit, "\n".join)
        found[kind] = every[order[use % len(every)]] if every else ()
        if len(every) == 1 and visit % SINGLE:
            found[kind] = every[0][1:] or every[0]
    return found


_WORD = re.compile(r"\w+")

SINGLE = 3
"""What has one version alone is said in full in each so many sessions, and shorter between."""


def all_versions(exercise: Exercise, kind: str) -> tuple[Wordings, ...]:
    """Every version of one kind of words, the exercise's own first; none where it has none."""
    own: Wordings = getattr(exercise if kind in ("imagery", "form_check") else exercise.cues, kind)
    mine = exercise.more.get("own_words", ())
    if not own or not exercise.family or kind in mine:
        return (own,) if own else ()
    group = "" if "muscle_call" in mine else exercise.muscle_group
    kind_of_work = "stretch" if exercise.motion == "stretch" else exercise.contraction
    shape = kind_of_work, exercise.motion, group, exercise.muscle_call
    more = _more(exercise.id, exercise.family, shape, kind, current_translation())
    return (own, *(one for one in more if _has_what_is_named(exercise, one)))


def _has_what_is_named(exercise: Exercise, line: Wordings) -> bool:
    """Whether the equipment that a line names is there: nobody bends a bar who holds dumbbells."""
    return all(map(set(exercise.equipment).intersection, _needed(line, current_translation())))


@lru_cache(maxsize=8192)
def _needed(line: Wordings, language: Translation) -> tuple[Sequence[str], ...]:
    """For each thing that a line names: the equipment that has it."""
    del language  # what is kept is of one language
    needs: Mapping[str, list[str]] = versions().get("needs", {})
    words = set(_WORD.findall(" ".join(line).lower()))
    return tuple(needs[word] for word in words & needs.keys())


Shape = tuple[str, str, str, str]
"""What decides which general words fit: the contraction, or stretch; the kind of movement without
reps; the muscle group and the muscle's name."""


@lru_cache(maxsize=8192)
def _more(
    exercise: str, family: str, shape: Shape, kind: str, language: Translation
) -> tuple[Wordings, ...]:
    del language  # what is kept is of one language
    *where, call = shape
    texts = _texts(exercise, family, where, kind)
    names = {"{muscle}": call, "{Muscle}": call.capitalize()}
    named = (_named(text, names) for text in texts)
    return tuple(wordings(text) for text in dict.fromkeys(named))


def _named(text: str, names: Mapping[str, str]) -> str:
    for blank, name in names.items():
        text = text.replace(blank, name)
    return text


def _texts(exercise: str, family: str, where: Sequence[str], kind: str) -> Iterator[str]:
    data: Mapping[str, Any] = versions()
    by_name = data["exercises"]
    yield from by_name.get(exercise, {}).get(kind, ())
    if family != exercise:
        yield from by_name.get(family, {}).get(kind, ())
    contraction, motion, group = where
    yield from data.get("motions", {}).get(motion, {}).get(kind, ())
    if contraction == "dynamic":
        yield from data["muscles"].get(group, {}).get(kind, ())
    yield from data["any"].get(contraction, {}).get(kind, ())
