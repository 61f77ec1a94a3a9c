"""What a person chooses on the command line, before what the plan says."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mmc_audio.plan.model import Plan


SMALL = "mp3-small"
FORMATS = ("mp3", SMALL, "opus", "m4b")
"""The MP3 as it is by default, a smaller one, and what the session may also be written as."""


@dataclass(frozen=True, slots=True)
class Overrides:
    """Who speaks, how loud, and how the day feels.

    What is None is taken from the plan, then from the user's configuration, else the default.
    """

    engine: str | None = None
    voice: str | None = None
    pace: int | None = None
    readiness: str | None = None
    """low, normal or high; a cue script has its words already, and is not changed."""
    loudness: int | None = None
    """Of the whole session, LUFS."""
    formats: tuple[str, ...] = ()
    """Of FORMATS; empty: those of the user's configuration. A plan has no say in it."""
    language_fallback: bool = False
    """Whether English stands for what the plan's language lacks; else such a plan is refused."""
    strict: bool = False
    """Whether a plan is refused where the name of an exercise is not certain."""

    def over(self, plan: "Plan") -> "Plan":
        """`plan`, with this choice where it says something."""
        from mmc_audio.plan.choices import Readiness
        from mmc_audio.plan.model import VoiceChoice
        from mmc_audio.rendering.preferences import preferences
        from mmc_audio.speech.config import preferred_voice

        asked, usual = plan.voice, preferred_voice()
        pace = asked.pace if "pace" in asked.model_fields_set else usual.pace or asked.pace
        voice = VoiceChoice(
            engine=self.engine or asked.engine,
            name=self.voice or (None if self.engine else asked.name),
            pace=self.pace or pace,
            sound=asked.sound,
            manner=asked.manner,
            loudness=self.loudness or asked.loudness or usual.loudness,
        )
        readiness = Readiness(self.readiness) if self.readiness else plan.readiness
        return preferences().over(plan).model_copy(update={"voice": voice, "readiness": readiness})


USUAL = Overrides()
"""Nothing asked for: what the plan says, else the default."""
