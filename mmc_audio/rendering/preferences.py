"""What a person wants of every session, where the plan does not say: `config.toml`.

[voice]
pace = 140                   # words a minute
[training]
talk = "sparse"              # full, normal, sparse or silent
rest = "120%"                # share of the rests that plans write
profile = ["knee_pain"]      # flags, besides those of the plan
plate_step = "1.25kg"        # what spoken loads are rounded down to
"""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from mmc_audio.errors import MmcError, UnavailableError
from mmc_audio.plan.adjust import Adjustment, Percent, adjusted
from mmc_audio.plan.base import Model
from mmc_audio.plan.choices import ProfileFlag, Talk
from mmc_audio.plan.kinds import ListKind
from mmc_audio.plan.model import Plan
from mmc_audio.plan.values import Mass
from mmc_audio.speech.config import config_file, config_table


class Preferences(Model):
    """The table `[training]` of the configuration."""

    NOUN = "[training]"

    talk: Talk | None = Field(None, description="How much is said.")
    rest: Percent | None = Field(None, description="Share of the rests that plans write.")
    profile: Annotated[frozenset[ProfileFlag], ListKind()] = Field(
        frozenset(), description="Flags that hold in every session."
    )
    plate_step: Mass | None = Field(None, description="What spoken loads are rounded down to.")

    def over(self, plan: Plan) -> Plan:
        """`plan`, with these where it says nothing; flags are added to its own."""
        said = plan.model_fields_set
        longer = plan if self.rest is None else adjusted(plan, Adjustment(rest=f"{self.rest}%"))
        update: dict[str, Any] = {}
        if self.talk and "talk" not in said:
            update["talk"] = self.talk
        if self.plate_step and plan.plate_step is None:
            update["plate_step"] = self.plate_step
        if self.profile:
            update["profile"] = plan.profile | self.profile
        return longer.model_copy(update=update) if update else longer


def preferences() -> Preferences:
    """What the user set.

    Raises:
        UnavailableError: naming the file and what is invalid in it.
    """
    return checked(config_table("training"))


def checked(table: Mapping[str, Any]) -> Preferences:
    """What a table says.

    Raises:
        UnavailableError: naming the file and what is invalid in it.
    """
    try:
        return Preferences(**table)
    except MmcError as error:
        what = error.each()[0]
        raise UnavailableError(f"{config_file()}: [training]: {what.what}") from error
