"""Plans that people really write, and some that they should not: all that is legal renders."""

from itertools import accumulate

import numpy as np
import pytest
from drawn_plans import plans, written
from hearing import hear
from hypothesis import Phase, given, settings
from sessions import session_of, spoken_ms

from mmc_audio.audio.sounds import sound_length_ms
from mmc_audio.rendering.flow import Renderer
from mmc_audio.templates.files import read_library
from mmc_audio.templates.write import write_script
from mmc_audio.timeline.schedule import schedule

BARE = "prepare: none\nclose: none\nintro: false\n"


def timed(text, slowness=1.0):
    """The timeline of a plan, with a voice that is so much slower than the usual one."""
    session = session_of(text)
    script = write_script(session.plan, session, read_library([], session.plan.language))

    def measure(batch):
        return {each: max(1, round(slowness * spoken_ms(each))) for each in batch}

    return schedule(script, measure, voice="v", pace=150, sound_length=sound_length_ms)


@pytest.mark.parametrize("slowness", [0.7, 1.0, 1.3])
@settings(max_examples=25, derandomize=True, phases=[Phase.generate])
@given(plan=plans)
def test_every_legal_plan_becomes_a_session(slowness, plan):
    """With a quick, a usual and a slow voice: what does not fit is shortened, never an error."""
    timeline = timed(written(plan), slowness)
    for section in timeline.sections:
        ends = [cue.end_ms for cue in section.cues]
        assert all(cue.at_ms >= end for cue, end in zip(section.cues[1:], ends, strict=False))
        assert max(ends, default=0) <= section.length_ms


PLANS = {
    "slow and quick": """\
  - {exercise: biceps_curl, sets: 1x4, tempo: 10-0-10-0, rest: 0s}
  - {exercise: back_squat, sets: 1x3, tempo: 30X1, rest: 5s}
  - {exercise: bench press, sets: 2x1, tempo: 1010, rest: 1s}
  - {exercise: push_up, sets: 1x30, tempo: 1-0-1-0, rest: 2s}
  - {exercise: pull_up, sets: 1x5, tempo: 0.5-0-0.5-0, rest: 8s}
""",
    "sides": """\
  - {exercise: bulgarian_split_squat, sets: 2x4-5/side, rest: 5s, switch: 0s}
  - {exercise: side plank, sets: 2x5s/side, rest: 0s}
  - {exercise: bird_dog, sets: 2x3 each, switch: 1s, load: bw}
""",
    "holds": """\
  - {exercise: plank, sets: 3x1s, rest: 0s}
  - {exercise: wall sit, sets: 1, hold: 2m, rest: 1 min}
  - {exercise: plank, hold: 2s}
""",
    "one after the other": """\
  - superset:
      - {exercise: biceps_curl, reps: 4, tempo: 3-0-2-1, load: 65%}
      - {exercise: triceps_pushdown, reps: 4, tempo: 20X0}
      - {exercise: plank, hold: 10s}
    rounds: 2
    rest: 5s
  - {exercise: push_up, reps: AMRAP, cap: 15s, rest: 10s}
  - interval: {exercise: kettlebell_swing, work: 12s, rest: 8s, rounds: 3}
    rest: 20s
  - interval: {exercise: burpee, work: 5s, rest: 0s, rounds: 3}
    rest: 15s
  - {exercise: back squat, sets: 2x2, load: 205 lb, rest: 12s}
  - {exercise: bench press, sets: 1x3, load: RPE 8.5}
  - exercise: nordic lower
    sets: 2x3
    rest: 10s
    cues: {muscle_call: hamstrings, lift: Pull with the thighs | Pull, lower: Slow, external: Sink}
""",
}


@pytest.fixture(scope="module")
def renderer(tmp_path_factory):
    with Renderer(cache=tmp_path_factory.mktemp("cache"), folders=[]) as made:
        yield made


@pytest.mark.parametrize("work", PLANS.values(), ids=PLANS)
def test_strange_plans_are_heard_as_their_sheet_says(renderer, tmp_path, work):
    plan = tmp_path / "plan.yaml"
    plan.write_text(f"title: T\n{BARE}one_rm: {{back squat: 100kg}}\nwork:\n{work}")
    heard = hear(renderer.render(str(plan), tmp_path / "out").mp3)
    assert heard.seconds == pytest.approx(heard.sheet["duration_s"], abs=0.06)
    assert np.percentile(np.abs(heard.slot_onsets_ms()), 95) < 10
    assert heard.mute_cues() == []
    assert heard.overlaps() == []
    assert heard.stray_s() < 0.2


@pytest.mark.parametrize(
    ("rest", "length_s"), [("0s", 0), ("1s", 1), ("5s", 5), ("10 min", 600), ("1h", 3600)]
)
def test_a_rest_lasts_as_long_as_it_is_written(rest, length_s):
    """From the end of the last rep to the first beat of the next, whatever is said meanwhile."""
    plan = f"title: T\n{BARE}work:\n  - {{exercise: back_squat, sets: 2x2, rest: {rest}}}\n"
    assert rest_ms(timed(plan)) == pytest.approx(length_s * 1000, abs=FRAME_MS)


FRAME_MS = 27
"""A section is a whole number of MP3 frames."""


def rest_ms(timeline):
    """From the end of the first set's work to the beginning of the second's."""
    begins = accumulate((s.length_ms for s in timeline.sections), initial=0)
    states = [
        (begin + state.at_ms, state.attributes)
        for begin, section in zip(begins, timeline.sections, strict=False)
        for state in section.states
        if "set" in state.attributes
    ]
    worked = [at for at, now in states if now["set"] == "1" and now.get("span") == "work"]
    again = next(at for at, now in states if now["set"] == "2" and now.get("span") == "work")
    still = (at for at, now in states if worked[1] < at < again and now.get("span") != "work")
    return again - next(still, again)


def test_forty_exercises():
    lines = "".join("  - {exercise: biceps_curl, sets: 1x2, rest: 5s}\n" for _ in range(40))
    timeline = timed(f"title: '{'Long ' * 40}'\n{BARE}work:\n{lines}")
    assert len([s for s in timeline.sections if "set" in s.attributes]) == 40
