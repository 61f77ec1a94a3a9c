"""Which lines are made to be heard over noise: those of sets, where a gym is loud."""

from collections.abc import Callable, Collection

from mmc_audio.plan.choices import VoiceSound
from mmc_audio.script.attributes import Attributes
from mmc_audio.script.model import Section

CALM = frozenset({"scan", "breath", "relax"})
"""Labels of lines that stay soft: nobody lifts there."""
BREATHS = "breaths"
"""The dose of a set that lasts breaths: a pose, held at home or in a quiet room."""

InNoise = Callable[[Collection[str], Attributes], bool]
"""Whether a line is made for noise, by its labels and the attributes that hold at it."""


def never(_labels: Collection[str], _state: Attributes) -> bool:
    """For a script in which no line is made for noise."""
    return False


def in_noise(sound: VoiceSound, sections: Collection[Section]) -> InNoise:
    """How the lines of a script are made.

    Args:
        sound: what the plan asks for; `auto` makes those of sets for noise, rests included, but
            for poses.
        sections: of the script: only the first section of an exercise says its dose.
    """
    if sound is VoiceSound.ROOM:
        return never
    everywhere = sound is VoiceSound.GYM
    poses = {
        section.attributes.get("step")
        for section in sections
        if section.attributes.get("dose") == BREATHS
    }

    def is_in_noise(labels: Collection[str], state: Attributes) -> bool:
        trained = "set" in state and state.get("step") not in poses
        return (everywhere or trained) and CALM.isdisjoint(labels)

    return is_in_noise
