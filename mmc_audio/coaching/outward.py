"""An exercise as it is spoken of where attention goes to the effect: no muscle is named."""

import re
from dataclasses import replace

from mmc_audio.coaching.exercise import Exercise

MUSCLES = re.compile(
    r"\b(muscles?|glutes?|quads?|quadriceps|hamstrings?|biceps|triceps|lats?|traps?|(\w+ )?delts?|"
    r"pecs?|abs|calf|calves|adductors?|abductors?|obliques?|rotator cuff|cuff)\b",
    re.IGNORECASE,
)
"""Names of muscles; body parts such as knees or forearms may be spoken of."""

PLAIN = {"squeeze": "hold", "contract": "hold"}
"""Phase words that speak to a muscle, and what stands for them."""


def outward(exercise: Exercise) -> Exercise:
    """The exercise without a form question or a phase word that speaks to a muscle."""
    asked = tuple(text for text in exercise.form_check if not MUSCLES.search(text))
    words = {phase: PLAIN.get(word, word) for phase, word in exercise.phase_words.items()}
    return replace(exercise, form_check=asked, phase_words=words)
