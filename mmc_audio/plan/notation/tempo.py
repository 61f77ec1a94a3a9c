"""Tempo: how long each phase of a repetition lasts."""

import re

from mmc_audio.plan.amounts import MAX_PHASE_MS, Tempo
from mmc_audio.plan.choices import Phase
from mmc_audio.plan.notation.number import decimal, folded, quoted, thousandths
from mmc_audio.units import Ms

FAST_MS: Ms = 1000
"""Time given to a phase written X: as fast as good technique allows."""


def parse_tempo(text: str) -> Tempo:
    """`3-0-2-1`, `3021`, `30X1`, `3/1/X/0`, `@3010`, `2.5-0-2-1`; three slots end with 0.

    The order is always eccentric, pause, concentric, pause, for lifts that begin with the
    concentric too (Poliquin, after King). X stands for a movement, never for a pause.
    """
    slots = _slots(text)
    if len(slots) == 3:
        slots.append("0")
    if len(slots) != 4:
        raise ValueError(_wrong_count(text, slots))
    lengths = [_slot(slot, text) for slot in slots]
    fast = frozenset(p for p, slot in zip(Phase, slots, strict=True) if slot == "x")
    if fast & {Phase.STRETCH, Phase.PEAK}:
        raise ValueError(f"{quoted(text)} has X for a pause; write 0 or seconds there")
    if lengths[0] + lengths[2] == 0:
        raise ValueError(f"{quoted(text)} moves nothing; write `hold` for a hold")
    eccentric, stretch, concentric, peak = lengths
    return Tempo(eccentric=eccentric, stretch=stretch, concentric=concentric, peak=peak, fast=fast)


def format_tempo(tempo: Tempo) -> str:
    """`3-0-X-1`."""
    return "-".join(
        "X" if phase in tempo.fast else decimal(getattr(tempo, phase)) for phase in Phase
    )


def _slots(text: str) -> list[str]:
    bare = folded(text).removeprefix("@").strip()
    if "a" in bare:
        raise ValueError(f"{quoted(text)} has A (assisted), which has no length; write X")
    if re.fullmatch("[0-9x]+", bare):
        return list(bare)
    return re.split(r"\s*[-/:\u2013\u2014]\s*|\s+", bare)


def _wrong_count(text: str, slots: list[str]) -> str:
    what = f"{quoted(text)} has {len(slots)} of 4 parts"
    if len(slots) > 4:
        return f"{quoted(text)} has over 4 parts; write two-digit seconds as 10-0-2-1"
    first, last = (
        slot if slot == "x" or thousandths(slot) else "" for slot in (slots[0], slots[-1])
    )
    fix = f"{first or 3}-0-{last or 1}-0"
    return f"{what}; write eccentric-pause-concentric-pause, such as {fix.upper()}"


def _slot(slot: str, text: str) -> Ms:
    if slot == "x":
        return FAST_MS
    length = thousandths(slot)
    if length is None:
        raise ValueError(
            f"{quoted(text)}: {quoted(slot)} is neither seconds nor X; write such as 3-0-X-1"
        )
    if length > MAX_PHASE_MS:
        raise ValueError(f"{quoted(text)} has over 60 s in one part; write at most 60")
    return length
