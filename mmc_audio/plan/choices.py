"""The words a plan chooses from."""

import re
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
        word = re.sub("[- ]", "_", text.lower())
        if word in set(cls):
            return cls(word)
        suggestion = did_you_mean(word, cls, f"write one of {options}")
        raise ValueError(f"{quoted(text)} is not known; {suggestion}")

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
