"""Sets as people train them: what each scheme becomes, set by set."""

import re

import pytest
from sessions import session_of

from mmc_audio.advice.advise import advise
from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.coaching.describe import set_lines
from mmc_audio.errors import MmcError

HEAD = "title: t\none_rm: {bench press: 100kg}\nprepare: none\nclose: none\n"


def lines(item, head=HEAD):
    return [line.partition(": ")[2] for line in set_lines(session_of(f"{head}work: [{item}]"))]


def doses(item):
    """What each set asks for, without pace and rest."""
    return [re.split(r", (tempo|at your pace)", line)[0] for line in lines(item)]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("{exercise: bench press, sets: [5 @ 65%, 3 @ 75%, 1+ @ 85%]}",
         ["5 reps, 65 kg", "3 reps, 75 kg", "1 or more reps, time for 12, 85 kg"]),
        ("{exercise: bench press, reps: [12, 10, 8], load: [40kg, 50kg, 60kg]}",
         ["12 reps, 40 kg", "10 reps, 50 kg", "8 reps, 60 kg"]),
        ("{exercise: bench press, sets: '3x8, 1x8+', load: 60kg}",
         ["8 reps, 60 kg"] * 3 + ["8 or more reps, time for 25, 60 kg"]),
        ("{exercise: pull-up, sets: 2, reps: failure}",
         ["1 or more reps, time for 30"] * 2),
        ("{exercise: pull-up, sets: 1x5+, up_to: 9}", ["5 or more reps, time for 9"]),
        ("{exercise: bench press, sets: 1x5, load: 85kg, warmup: auto}",
         ["8 reps, 32.5 kg", "5 reps, 50 kg", "3 reps, 62.5 kg", "1 rep, 75 kg", "5 reps, 85 kg"]),
        ("{exercise: bench press, sets: 1x5, load: 85kg, warmup: [8 @ 40kg, 3 @ 60kg]}",
         ["8 reps, 40 kg", "3 reps, 60 kg", "5 reps, 85 kg"]),
        ("{exercise: leg press, sets: 1x5, load: 60-70kg, warmup: [8 @ 50%]}",
         ["8 reps, 30 kg", "5 reps, 60-70 kg"]),
        ("{exercise: leg press, sets: 1x5, load: 70-80%, warmup: [8 @ 50%]}",
         ["8 reps, 35 % of the maximum", "5 reps, 70-80 % of the maximum"]),
        ("{exercise: leg press, sets: 1x5, warmup: [8 @ 50%]}",
         ["8 reps, 50 % of the working load", "5 reps"]),
        ("{exercise: biceps curl, sets: 2x8, load: 20kg, drops: [-25%, 10kg]}",
         ["8 reps, 20 kg", "8 reps, 20 kg", "1 or more reps, time for 8, 15 kg",
          "1 or more reps, time for 8, 10 kg"]),
        ("{exercise: back squat, sets: 2, reps: 2+2, pause: 20s}", ["2 reps"] * 4),
        ("{exercise: biceps curl, sets: 1, reps: 7 low + 7 high + 7 full}",
         ["7 reps low", "7 reps high", "7 reps full"]),
        ("{exercise: leg press, sets: 2, reps: 6 full + 4 partials}",
         ["6 reps full", "4 reps low"] * 2),
        ("{exercise: leg press, sets: 1, reps: twenty-ones}",
         ["7 reps low", "7 reps high", "7 reps full"]),
        ("{exercise: biceps curl, sets: 1x6, rest_pause: {pauses: 1}}",
         ["6 reps", "1 or more reps, time for 6"]),
        ("{exercise: biceps curl, sets: 1x12, myo: {mini: 3x4}}", ["12 reps"] + ["4 reps"] * 3),
        ("{exercise: biceps curl, sets: 1x12, myo: '3x4, rest 20s'}",
         ["12 reps"] + ["4 reps"] * 3),
        ("{exercise: biceps curl, sets: 1x6, rest_pause: 2x15s}",
         ["6 reps"] + ["1 or more reps, time for 6"] * 2),
        ("{exercise: biceps curl, sets: 1x6, rest_pause: 1}",
         ["6 reps", "1 or more reps, time for 6"]),
        ("{exercise: biceps curl, sets: 1x6, warmup: none, rest: none}", ["6 reps"]),
        ("{exercise: double unders, reps: [50, 40], rest: 0}",
         ["50 reps in about 0:50", "40 reps in about 0:40"]),
        ("{exercise: jump rope, amrap: 60s}", ["1:00"]),
        ("{exercise: pull-up, ladder: 1-3-1}",
         ["1 rep", "2 reps", "3 reps", "2 reps", "1 rep"]),
    ],
)  # fmt: skip
def test_each_scheme_set_by_set(item, expected):
    assert doses(item) == expected


def test_the_parts_of_21s_follow_each_other_without_a_pause():
    first, second, third, *_ = session_of(
        f"{HEAD}work: [{{exercise: biceps curl, sets: 2, reps: 7 low + 7 high + 7 full, "
        "tempo: 3-1-2-1, rest: 60s}]"
    ).sets
    assert [one.rest_ms for one in (first, second, third)] == [0, 0, 60_000]
    tempi = [one.dose.tempo for one in (first, second, third)]
    assert [(t.eccentric, t.stretch, t.concentric, t.peak) for t in tempi] == [
        (2000, 1000, 1000, 0), (2000, 0, 1000, 1000), (3000, 1000, 2000, 1000)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("item", "rests"),
    [
        ("{exercise: biceps curl, sets: 2x8, load: 20kg, drops: 1, change: 12s, rest: 90s}",
         ["1:30", "0:12"]),
        ("{exercise: back squat, sets: 2, reps: 2+2, pause: 20s, rest: 2m}",
         ["0:20", "2:00", "0:20"]),
        ("{exercise: biceps curl, sets: [5, 3, 1], rest: [1m, 2m, 3m]}", ["1:00", "2:00"]),
        ("{exercise: biceps curl, sets: 2x5, rest: 60-90s}", ["1:30"]),
    ],
)  # fmt: skip
def test_rests_between_the_parts(item, rests):
    found = [line.rpartition("rest ")[2] for line in lines(item) if "rest " in line]
    assert found == rests


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ("{exercise: plank, hold: 30s, drops: 2}", "`hold` and `drops`: a hold has no drops"),
        ("{exercise: biceps curl, sets: 4, load: [60kg, 70kg, 80kg]}",
         "`sets` is 4, and `load` has 3; write one for each set"),
        ("{exercise: biceps curl, ladder: up}", "ladder: 'up' is no ladder; write such as 1-5"),
        ("{exercise: biceps curl, sets: 3, ladder: 1-5}", "a ladder has its own sets and reps"),
        ("{exercise: biceps curl, drops: many}", "drops: 'many' is not a number of drops"),
        ("{exercise: biceps curl, warmup: [fast]}", "warmup: 'fast' is no number of repetitions"),
        ("{exercise: biceps curl, myo: {mini: lots}}", "mini: 'lots' is no number of sets"),
        *((f"{{exercise: {name}, {key}}}", f"no {what}") for name, key, what in (
            ("plank", "hold: 30s, warmup: auto", "warm-up sets; write them as an item"),
            ("plank", "warmup: auto", "warmup; take warmup: out"),
            ("run", "duration: 5m, warmup: [5 @ 40%]", "warm-up sets; write them as an item"),
            ("farmer carry", "distance: 20m, warmup: auto", "warm-up sets; write them as an item"),
            ("pull up", "amrap: 60s, drops: 1", "drops; write `reps` for it, or delete `drops`"),
            ("squat", "sets: [30s, 20s], warmup: auto", "warmup; take warmup: out"),
        )),
        ("{exercise: squat, warmup: 2}", "warmup: '2' does not say what a set is; write auto"),
        ("{exercise: biceps curl, myo: often}", "myo: 'often' is not known; write `4x4`, or"),
        ("{exercise: run, sets: 3x10}", "measured by time; write duration: 20m"),
        ("{exercise: double unders, reps: failure}", "measured by time; write duration: 1m"),
        ("emom: {do: []}", "do: has nothing in it; write one entry or more"),
        ("for_time: {do: [5 pull-up]}", "`cap` is missing in the key `for_time`; add it"),
        ("{exercise: farmer carry, distance: far}", "distance: 'far' is no distance"),
    ],
)  # fmt: skip
def test_a_scheme_that_contradicts_itself_is_one_line(item, message):
    with pytest.raises(MmcError) as caught:
        session_of(f"{HEAD}work: [{item}]")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_set_to_the_end_alone_under_a_bar_gets_a_safety_line():
    session = session_of(f"{HEAD}work: [{{exercise: bench press, reps: failure, load: 90%}}]")
    found = advise(session, load_catalogue(), None)
    assert [one.severity for one in found if one.id == "W-SOLO"] == ["strong"]
