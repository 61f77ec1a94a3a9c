"""The words a plan chooses from."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from mmc_audio._lib.suggest import did_you_mean
from mmc_audio.plan.kinds import text_of
from mmc_audio.plan.notation.number import quoted


class PlanWord(StrEnum):
    """One word of a few, in any case, with `_`, `-` or a blank between its parts."""

    @classmethod
    def read(cls, value: object) -> Self:
        """The choice that is written.

        Raises:
            ValueError: `what; what to write`, for another word.
        """
        options = ", ".join(cls)
        text = text_of(value, f"one of {options}").strip()
        word = re.sub("[- ]+", "_", text.lower())
        word = cls.other_words().get(word, word)
        if word in set(cls):
            return cls(word)
        suggestion = did_you_mean(word, cls, f"write one of {options}")
        raise ValueError(f"{quoted(text)} is not known; {suggestion}")

    @classmethod
    def other_words(cls) -> Mapping[str, str]:
        """What people write for a choice, with `_` between its parts, and the choice's own word."""
        return {}

    @classmethod
    def __get_pydantic_core_schema__(cls, _: object, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.read)

    @classmethod
    def __get_pydantic_json_schema__(cls, _: CoreSchema, __: GetJsonSchemaHandler) -> Any:  # noqa: ANN401
        return {"enum": [str(option) for option in cls]}


class Goal(PlanWord):
    """What the training is for."""

    HYPERTROPHY = "hypertrophy"
    MUSCLE_CONNECTION = "muscle_connection"
    GENERAL = "general"
    MAX_STRENGTH = "max_strength"
    POWER = "power"
    ENDURANCE = "endurance"
    SKILL = "skill"

    @classmethod
    def other_words(cls) -> Mapping[str, str]:
        """Goals as people name them."""
        return _GOAL_WORDS


_GOAL_NAMES = {
    "hypertrophy": (
        "muscle", "muscles", "build_muscle", "muscle_building", "gain_muscle", "muscle_gain",
        "muscle_growth", "growth", "grow", "size", "mass", "bulk", "bulking", "bodybuilding",
    ),
    "muscle_connection": ("mind_muscle", "mind_muscle_connection", "connection", "feel_the_muscle"),
    "general": (
        "fitness", "general_fitness", "get_fit", "fit", "health", "stay_healthy", "wellness",
        "tone", "toning", "lose_weight", "weight_loss", "fat_loss", "mobility", "rehab",
    ),
    "max_strength": (
        "strength", "maximum_strength", "maximal_strength", "get_stronger", "stronger", "strong",
        "powerlifting", "strongman",
    ),
    "power": ("explosive", "explosiveness", "speed", "weightlifting", "olympic_lifting"),
    "endurance": (
        "muscular_endurance", "stamina", "conditioning", "cardio", "crossfit", "hiit",
    ),
    "skill": ("technique", "form", "sport", "learn_the_lift"),
}  # fmt: skip
_GOAL_WORDS = {word: goal for goal, words in _GOAL_NAMES.items() for word in words}


class Stage(PlanWord):
    """How far the connection is trained."""

    LEARN = "learn"
    BUILD = "build"
    INTEGRATE = "integrate"


class Attention(PlanWord):
    """Where the attention goes: to the muscle, to the effect, or as the goal decides."""

    INTERNAL = "internal"
    EXTERNAL = "external"
    AUTO = "auto"


class Phase(PlanWord):
    """A part of one repetition, in the order tempo is written."""

    ECCENTRIC = "eccentric"
    STRETCH = "stretch"
    CONCENTRIC = "concentric"
    PEAK = "peak"


class StartPhase(PlanWord):
    """The phase a repetition begins with."""

    ECCENTRIC = "eccentric"
    CONCENTRIC = "concentric"


class Side(PlanWord):
    """Both sides in turn, or one only."""

    EACH = "each"
    LEFT = "left"
    RIGHT = "right"


class Recovery(PlanWord):
    """What is done in a rest between bouts."""

    REST = "rest"
    WALK = "walk"
    JOG = "jog"
    EASY = "easy"

    @classmethod
    def other_words(cls) -> Mapping[str, str]:
        """Recoveries as people name them."""
        return _RECOVERY_WORDS


_RECOVERY_NAMES = {
    "rest": (
        "stand", "standing", "standing_rest", "stand_still", "still", "passive", "passive_rest",
    ),
    "walk": ("walking", "walk_recovery", "easy_walk", "slow_walk", "walk_rest"),
    "jog": (
        "jogging", "jog_recovery", "easy_jog", "slow_jog", "light_jog", "jog_rest", "float",
        "float_recovery", "easy_run", "run_easy",
    ),
    "easy": (
        "slow", "active", "active_recovery", "active_rest", "easy_recovery", "easy_pedalling",
        "easy_pedaling", "easy_spin", "spin", "spin_easy", "pedal_easy", "easy_ride", "easy_row",
        "row_easy", "paddle", "paddle_easy", "light_paddle", "easy_swim", "swim_easy",
    ),
}  # fmt: skip
_RECOVERY_WORDS = {word: one for one, words in _RECOVERY_NAMES.items() for word in words}


class Modality(PlanWord):
    """The kind of training."""

    RESISTANCE = "resistance"
    YOGA = "yoga"
    PILATES = "pilates"
    RUNNING = "running"
    HIIT = "hiit"
    MARTIAL_ARTS = "martial_arts"
    BALL_SPORT_PREP = "ball_sport_prep"


class ProfileFlag(PlanWord):
    """What to soften or leave out; the last two add."""

    PREGNANT = "pregnant"
    HYPERTENSION = "hypertension"
    GLAUCOMA = "glaucoma"
    BACK_PAIN = "back_pain"
    KNEE_PAIN = "knee_pain"
    TRAUMA_SENSITIVE = "trauma_sensitive"
    DESK_WORKER = "desk_worker"
    HIGH_STRESS = "high_stress"


class Readiness(PlanWord):
    """How today feels."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


class VoiceSound(PlanWord):
    """What the voice is made for."""

    AUTO = "auto"
    ROOM = "room"
    GYM = "gym"


class VoiceManner(PlanWord):
    """How lines are delivered."""

    COACH = "coach"
    PLAIN = "plain"


class Talk(PlanWord):
    """How much is said."""

    FULL = "full"
    NORMAL = "normal"
    SPARSE = "sparse"
    SILENT = "silent"
    """Only what keeps a person safe, what a set is, and its last reps."""
