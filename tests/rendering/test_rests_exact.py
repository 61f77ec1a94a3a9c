"""A rest is from the last rep to the first rep, whatever is said in it and whatever comes next."""

from itertools import pairwise

import pytest
from drawn_plans import plans, written
from hypothesis import Phase, given, settings
from sessions import script_of, session_of, spoken_ms

from mmc_audio.audio.sounds import sound_length_ms
from mmc_audio.library.cues import sheet_of
from mmc_audio.timeline.schedule import schedule

BARE = "prepare: none\nclose: none\nintro: false\n"
FRAME_S = 1152 / 44100
"""A section is whole MPEG frames, so a rest over its end may be a frame longer."""

EDGES_S = 0.1
"""Sections are joined in silence: a sound to the very end of one needs this after it."""


def timed(text, slowness=1.0):
    def measure(batch):
        return {each: max(1, round(slowness * spoken_ms(each))) for each in batch}

    script = script_of(text)
    return schedule(script, measure, voice="v", pace=150, sound_length=sound_length_ms)


def work_of(text, slowness=1.0):
    """When each set of the work begins and ends in the MP3, in order."""
    sheet = sheet_of(timed(text, slowness), "silent")
    steps = [section for section in sheet["sections"] if section.get("exercise")]
    spans = [s for s in sheet["spans"] if s["span"] == "work" and s.get("exercise")]
    assert steps
    assert spans
    found: list[list] = []
    for span in spans:
        # One set may be several spans: its sides, its rounds, the parts of a run.
        key = [span.get(name) for name in ("step", "set", "role", "part")]
        if found and found[-1][0] == key:
            found[-1][2] = span["end_s"]
        else:
            found.append([key, span["start_s"], span["end_s"]])
    return [(start, end) for _, start, end in found]


def rests_of(text, slowness=1.0):
    """Each rest as it is written, and as it is heard, in seconds; without those not written."""
    steps = session_of(text).work
    heard = work_of(text, slowness)
    assert len(heard) == len(steps)
    for (step, _after), (before, after) in zip(pairwise(steps), pairwise(heard), strict=True):
        if not step.flows:
            yield step.rest_ms / 1000, after[0] - before[1]


def check(text, slowness=1.0):
    found = list(rests_of(text, slowness))
    for written_s, heard_s in found:
        slack = FRAME_S if written_s >= 4 else FRAME_S + EDGES_S
        assert -0.001 <= heard_s - written_s <= slack + 0.001
    return found


NEXT = {
    "sets": "{exercise: biceps_curl, sets: 3, reps: 2, rest: REST}",
    "another exercise": "{exercise: biceps_curl, sets: 1x2, rest: REST}\n  - plank",
    "after a hold": "{exercise: plank, hold: 6s, rest: REST}\n  - {exercise: plank, hold: 6s}",
    "sides": "{exercise: side plank, sets: 2x6s/side, rest: REST}\n"
    "  - {exercise: dead_bug, reps: 2}",
    "drops": "{exercise: leg_press, sets: 1x3, drops: 2, load: 90kg, change: 0s, rest: REST}\n"
    "  - {exercise: leg_press, sets: 1x3, load: 120kg}",
    "run and walk": "{exercise: easy_run, duration: 2m, rest: REST}\n"
    "  - {exercise: brisk walk, duration: 1m, rest: REST}\n  - {exercise: easy_run, duration: 2m}",
    "breaths": "{exercise: cobra_pose, breaths: 2, rest: REST}\n"
    "  - {exercise: childs_pose, hold: 20s}",
    "intervals": "interval: {exercise: burpee, work: 20s, rest: 10s, rounds: 2}\n    rest: REST\n"
    "  - emom: {every: 60s, rounds: 2, do: [5 push-up]}\n    rest: REST\n"
    "  - amrap: {time: 1m, do: [5 air squat]}\n    rest: REST\n  - {exercise: dip, reps: 2}",
    "superset": "superset: [{exercise: dip, reps: 2, rest: REST}, {exercise: shrug, reps: 2}]\n"
    "    rounds: 2\n    rest: REST",
    "AMRAP": "{exercise: push_up, reps: AMRAP, cap: 10s, rest: REST}\n  - {exercise: dip, reps: 2}",
}


@pytest.mark.parametrize(
    "rest", ["0s", "0.5s", "2s", "5s", "11s", "15s", "31s", "45s", "1:20", "3m"]
)
@pytest.mark.parametrize("work", NEXT.values(), ids=NEXT)
def test_a_rest_is_what_is_written(work, rest):
    items = work.replace("REST", rest)
    assert check(f"title: T\n{BARE}work:\n  - {items}\n")


@settings(max_examples=20, derandomize=True, phases=[Phase.generate])
@given(plan=plans)
def test_every_rest_of_every_legal_plan_is_exact(plan):
    check(written(plan), 1.2)
