"""Units, and the only place where they change.

Up to the mix, time is whole milliseconds (`Ms`): it can be written, compared and added without
error. From the mix on it is samples at `SAMPLE_RATE`. A position is rounded to samples once, from
its exact milliseconds, so a session of any length has no drift.
"""

from typing import NewType

Ms = int
"""A time or length in whole milliseconds."""

Samples = NewType("Samples", int)
"""A position or length in samples at `SAMPLE_RATE`."""

SAMPLE_RATE = 44_100
"""Samples per second (Hz), mono."""

KG_PER_LB = 0.45359237
"""Kilograms in a pound: exact, by the international agreement of 1959."""

FRAME = 1_152
"""Samples in one MPEG-1 Layer III frame."""

ENCODER_DELAY = 1_105
"""Samples by which a decoder hears what LAME was given later (576 + 529; measured)."""


AROUND = Samples(8 * FRAME)
"""What is mixed and encoded before and after a section under music, so that the music goes on
across the join: LAME's decisions depend on about two frames before."""


def samples(ms: Ms) -> Samples:
    """Samples at `SAMPLE_RATE` in `ms` milliseconds, rounded half up."""
    return Samples((ms * SAMPLE_RATE + 500) // 1000)


def ceil_ms(count: int, rate: int = SAMPLE_RATE) -> Ms:
    """The least whole milliseconds that hold `count` samples at `rate` Hz."""
    return -(-count * 1000 // rate)


def seconds(count: int) -> float:
    """Seconds in `count` samples at `SAMPLE_RATE`."""
    return count / SAMPLE_RATE


def whole_frames(count: int) -> Samples:
    """`count` samples rounded up to whole MPEG frames."""
    return Samples(-(-count // FRAME) * FRAME)


def gain(db: float) -> float:
    """The factor on amplitude for `db` decibels."""
    return float(10.0 ** (db / 20.0))
