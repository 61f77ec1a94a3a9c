"""Reads sets that a phone or a file sends to the ledger: data from outside, all of it checked."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import time
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from mmc_audio._lib.characters import CONTROLS
from mmc_audio.errors import InputError
from mmc_audio.ledger.store import EntrySource, Felt, SetRecord
from mmc_audio.library.weights import UNITS
from mmc_audio.plan.bounds import MAX_REPS

SETS_LIMIT = 500
"""Sets in one sending: more than a phone gathers in months without its server."""

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC).timestamp()
AHEAD_S = 48 * 3600
"""A clock may be this fast: one that is set to another time zone's hour is up to a day off."""

BY_THAT_CLOCK_S = 24 * 3600
"""Sets of this time before a sending were timed by the clock that the sending tells of. What is
older may be of a time when it was right."""


def _known_unit(unit: str) -> str:
    if unit not in UNITS:
        raise ValueError(f"no unit of a load: write one of {', '.join(UNITS)}")
    return unit


Name = Annotated[str, Field(max_length=200, pattern=f"^[^\t\n\r{CONTROLS}]*$")]
Tenth = Annotated[int, Field(ge=0, le=10)]
LoggedUnit = Annotated[str, AfterValidator(_known_unit)]
LoggedReps = Annotated[int, Field(ge=0, le=MAX_REPS)]
LoggedWeight = Annotated[float, Field(ge=0, le=2000, allow_inf_nan=False)]


class SentSet(BaseModel):
    """One set as it is sent; `done_at` is local time with its offset."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    id: Name
    done_at: Name
    session: Name = ""
    exercise: Annotated[Name, Field(min_length=1)]
    muscle: Name | None = None
    set_number: Annotated[int, Field(ge=1, le=1000)] | None = None
    reps: LoggedReps
    felt: Felt | None = None
    clarity: Tenth | None = None
    reserve: Tenth | None = None
    note: Annotated[str, Field(max_length=1000)] = ""
    load: LoggedWeight | None = None
    unit: LoggedUnit | None = None
    planned_reps: LoggedReps | None = None
    planned_load: LoggedWeight | None = None
    skipped: bool = False
    source: EntrySource = "said"

    def record(self, clock: "PhoneClock") -> SetRecord:
        """As the ledger keeps it.

        Raises:
            ValueError: if the id is no UUID, or the time none with an offset.
        """
        done = clock.righted(_moment(self.done_at, "done_at"))
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
    now: Name | None = None
    """What the phone's clock says as it sends them."""


@dataclass(frozen=True, slots=True)
class PhoneClock:
    """A phone's clock, and how far it is from this machine's."""

    now: datetime | None = None
    """What it says; None where nobody knows."""
    slow_s: float = 0.0
    """Seconds that it is behind; 0 where it is as near as clocks are."""

    @classmethod
    def saying(cls, text: str | None) -> "PhoneClock":
        """A clock that says this now.

        Raises:
            ValueError: if that is no time with an offset.
        """
        if text is None:
            return cls()
        now = _moment(text, "now")
        slow = time() - now.timestamp()
        return cls(now, slow if abs(slow) > AHEAD_S else 0.0)

    def righted(self, done: datetime) -> datetime:
        """When something was done that this clock timed, by this machine's clock."""
        if not self.slow_s or self.now is None:
            return done
        before = (self.now - done).total_seconds()
        return done + timedelta(seconds=self.slow_s) if 0 <= before <= BY_THAT_CLOCK_S else done


@dataclass(frozen=True, slots=True)
class SentRecords:
    """Sets that were sent."""

    records: Sequence[SetRecord]
    clock_was_wrong: bool
    """Whether their times were put right, because the phone's clock is wrong."""


def _moment(text: str, name: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{name} has no offset")
    return moment


def read_sets(text: str | bytes, most: int | None = SETS_LIMIT) -> list[SetRecord]:
    """The sets of `read_sending`."""
    return list(read_sending(text, most).records)


def read_sending(text: str | bytes, most: int | None = SETS_LIMIT) -> SentRecords:
    """The sets in a sending of at most `most` sets.

    Where it says what the phone's clock said, and that is days off, the times of its latest sets
    are put right: what was done is not lost by a clock.

    Raises:
        InputError: if anything in it is not as it should be; nothing of it is kept then.
    """
    try:
        sending = Sending.model_validate(json.loads(text))
        if most is not None and len(sending.sets) > most:
            raise ValueError(f"{len(sending.sets)} at once, at most {most} are taken")
        clock = PhoneClock.saying(sending.now)
        records = [sent.record(clock) for sent in sending.sets]
        said = [_moment(sent.done_at, "done_at") for sent in sending.sets]
        return SentRecords(records, any(clock.righted(one) != one for one in said))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        what = ": ".join(part for part in ("sets to log", where, first["msg"]) if part)
        raise InputError(f"{what}; nothing was logged") from error
    except json.JSONDecodeError as error:
        what = "no check-ins that a phone saved; on the phone: Save my check-ins as a file"
        raise InputError(f"{what}; nothing was logged") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"sets to log: {error}; nothing was logged") from error
