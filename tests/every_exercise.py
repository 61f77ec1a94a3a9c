"""Sessions of all exercises of the catalogue, written and scheduled once for all who look at them.

Tests that look at them belong to one group, `together`, so that one process makes them.
"""

from functools import cache
from itertools import cycle

import pytest
from sessions import BARE, script_of, timeline_of

from mmc_audio.coaching.catalogue import load_catalogue

together = pytest.mark.xdist_group("every exercise")
AT_ONCE = 40
"""Exercises in one session."""
CLOCK = ", duration: 40s"
"""What is done by the clock gets its time here, or sets would last for minutes."""


def plan(items, head=""):
    """A plan that is all work."""
    return f"{BARE}{head}work:\n" + "".join(f"  - {{{item}}}\n" for item in items)


def kinds():
    """The exercises by what decides most of their words: how they are counted, and their sides."""
    found = {}
    for each in load_catalogue().exercises:
        found.setdefault((each.metric, each.laterality == "unilateral"), []).append(each)
    return found


def groups(exercises):
    """Some exercises at a time."""
    return [exercises[start : start + AT_ONCE] for start in range(0, len(exercises), AT_ONCE)]


@cache
def timelines(metric, sided, focus):
    """Three sets of each exercise of a kind, with rests of several lengths between."""
    clock, rests = CLOCK if metric == "time" else "", cycle((45, 60, 90))
    return [
        timeline_of(script_of(plan([
            f"exercise: {each.id}, sets: 3, focus: {focus}{clock}, rest: {next(rests)}s"
            for each in some
        ])))
        for some in groups(kinds()[metric, sided])
    ]  # fmt: skip
