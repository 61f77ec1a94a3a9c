"""Reads sets that a phone or a file sends to the ledger: data from outside, all of it checked."""

import json
from datetime import UTC, datetime
from time import time
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from mmc_audio._lib.characters import CONTROLS
from mmc_audio.errors import InputError
from mmc_audio.ledger.store import Felt, SetRecord, Source
from mmc_audio.library.weights import UNITS

SETS_LIMIT = 500
"""Sets in one sending: more than a phone gathers in months without its server."""

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC).timestamp()
AHEAD_S = 48 * 3600
"""A clock may be this fast: one that is set to another time zone's hour is up to a day off."""


def _known_unit(unit: str) -> str:
    if unit not in UNITS:
        raise ValueError(f"no unit of a load: write one of {', '.join(UNITS)}")
    return unit


Name = Annotated[str, Field(max_length=200, pattern=f"^[^\t\n\r{CONTROLS}]*$")]
Tenth = Annotated[int, Field(ge=0, le=10)]
Unit = Annotated[str, AfterValidator(_known_unit)]
Reps = Annotated[int, Field(ge=0, le=1000)]
Weight = Annotated[float, Field(ge=0, le=2000, allow_inf_nan=False)]


class SentSet(BaseModel):
    """One set as it is sent; `done_at` is local time with its offset."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    id: Name
    done_at: Name
    session: Name = ""
    exercise: Annotated[Name, Field(min_length=1)]
    muscle: Name | None = None
    set_number: Annotated[int, Field(ge=1, le=1000)] | None = None
    reps: Reps
    felt: Felt | None = None
    clarity: Tenth | None = None
    reserve: Tenth | None = None
    note: Annotated[str, Field(max_length=1000)] = ""
    load: Weight | None = None
    unit: Unit | None = None
    planned_reps: Reps | None = None
    planned_load: Weight | None = None
    skipped: bool = False
    source: Source = "said"

    def record(self) -> SetRecord:
        """As the ledger keeps it.

        Raises:
            ValueError: if the id is no UUID, or the time none with an offset.
        """
        done = datetime.fromisoformat(self.done_at)
        if done.tzinfo is None:
            raise ValueError("done_at has no offset")
        if not EARLIEST <= done.timestamp() <= time() + AHEAD_S:
            raise ValueError(
                f"{self.done_at} is no time at which this can have been done; set the clock of "
                "the phone, and of this machine"
            )
        values = self.model_dump() | {
            "id": str(UUID(self.id)),
            "done_at": done.isoformat(timespec="seconds"),
        }
        return SetRecord(**values, day=done.date().isoformat())


class Sending(BaseModel):
    """What a phone sends, and what it keeps in a file where it has no server."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    sets: list[SentSet]


def read_sets(text: str | bytes, most: int | None = SETS_LIMIT) -> list[SetRecord]:
    """The sets in a sending of at most `most` sets.

    Raises:
        InputError: if anything in it is not as it should be; nothing of it is kept then.
    """
    try:
        sets = Sending.model_validate(json.loads(text)).sets
        if most is not None and len(sets) > most:
            raise ValueError(f"{len(sets)} at once, at most {most} are taken")
        return [sent.record() for sent in sets]
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        what = ": ".join(part for part in ("sets to log", where, first["msg"]) if part)
        raise InputError(f"{what}; nothing was logged") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"sets to log: {error}; nothing was logged") from error
