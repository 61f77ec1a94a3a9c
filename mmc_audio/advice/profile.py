"""Advice on what the profile took out of the plan."""

from collections.abc import Iterator

from mmc_audio.advice.case import Advice, Case
from mmc_audio.coaching.demands import DEMANDS, ProfileChange


def profile(case: Case) -> Iterator[Advice]:
    """W-PROFILE: exercises that the profile forbids, and what the session has in their place."""
    for one in case.session.changes:
        yield Advice("W-PROFILE", "warning", _what(one), one.position, exercise=one.id)


def _what(one: ProfileChange) -> str:
    asks = " and ".join(DEMANDS[each] for each in one.demands)
    flags = " and ".join(one.flags)
    done = f"has {one.instead} in its place" if one.instead else "leaves it out"
    return (
        f"{one.asked} asks for {asks}, with {flags} in the profile, so the session {done}; write "
        "another exercise, or ask your clinician whether it suits you"
    )
