"""An exercise without its muscles' names, for sets with attention on the effect."""

import re
from dataclasses import replace
from functools import lru_cache

from mmc_audio.coaching.exercise import Exercise
from mmc_audio.coaching.texts import phrases


def names_muscle(text: str) -> bool:
    """Whether a muscle is named; body parts such as knees or forearms may be spoken of."""
    return bool(_any_of(tuple(phrases()["muscle_words"])).search(text))


@lru_cache(8)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def outward(exercise: Exercise) -> Exercise:
    """The exercise without a form question or a phase word that speaks to a muscle."""
    asked = tuple(text for text in exercise.form_check if not names_muscle(text))
    plain = {each["inward"]: each["outward"] for each in phrases()["to_the_task"]}
    words = {phase: plain.get(word, word) for phase, word in exercise.phase_words.items()}
    return replace(exercise, form_check=asked, phase_words=words)
