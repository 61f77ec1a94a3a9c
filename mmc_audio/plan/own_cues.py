"""The cues that a plan brings for an exercise."""

from typing import Annotated

from pydantic import Field

from mmc_audio.plan.base import Model
from mmc_audio.plan.choices import Phase
from mmc_audio.plan.kinds import Table, Text
from mmc_audio.plan.values import Words


class FeelWords(Model):
    """Where an exercise is felt, for the question after the set."""

    NOUN = "the key `feel`"

    target: Annotated[str, Text("a place in the body", 120)] | None = Field(
        None, description="Where it should be felt."
    )
    elsewhere: Annotated[str, Text("a place in the body", 120)] | None = Field(
        None, description="Where it is felt when others help."
    )


class OwnCues(Model):
    """Cues that a plan brings for an exercise, in the catalogue's words for them.

    For an exercise the catalogue does not know, `muscle_call`, `lift`, `lower` and `external` are
    required; the rest is optional. For a known one each given field replaces the catalogue's.
    Wordings may be given as `long | shorter | short`.
    """

    NOUN = "the own cues"

    muscle_call: Annotated[str, Text("a muscle's short name", 40)] | None = Field(
        None, description="The muscle in one or two words."
    )
    setup: Words | None = Field(
        None, description="How to stand, sit or grip; spoken before the set."
    )
    lift: Words | None = Field(None, description="The concentric, felt in the muscle.")
    squeeze: Words | None = Field(None, description="The peak, felt in the muscle.")
    lower: Words | None = Field(None, description="The eccentric, felt in the muscle.")
    external: Words | None = Field(
        None, description="The whole movement by its effect on the outside."
    )
    imagery: Words | None = Field(None, description="A picture to rehearse in the rest.")
    form_check: Words | None = Field(None, description="A question about the usual evasion.")
    feel: FeelWords | None = Field(
        None, description="Where it is felt, for the question after the set."
    )
    phase_words: (
        Annotated[dict[Phase, Annotated[str, Text("one word", 20)]], Table("the key `phase_words`")]
        | None
    ) = Field(None, description="One word for each phase, called inside the repetition.")
