"""Every usual notation is read, nothing else is, and what is printed is read back."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc_audio.errors import PlanError
from mmc_audio.plan.model import Load, Phase, Reps, Tempo
from mmc_audio.plan.notation.duration import (
    MAX_DURATION_MS,
    format_duration,
    parse_duration,
)
from mmc_audio.plan.notation.sets import (
    Sets,
    SetWork,
    format_reps,
    format_sets,
    format_work,
    parse_reps,
    parse_sets,
    parse_work,
)
from mmc_audio.plan.notation.tempo import FAST_MS, format_tempo, parse_tempo
from mmc_audio.plan.notation.weight import format_load, parse_load
from mmc_audio.plan.read import read_plan


def tempo(text):
    read = parse_tempo(text)
    return format_tempo(read), read.rep_ms


@pytest.mark.parametrize(
    ("written", "meant", "rep_ms"),
    [
        ("3-0-2-1", "3-0-2-1", 6000),
        ("3021", "3-0-2-1", 6000),
        ("0310", "0-3-1-0", 4000),
        ("30X1", "3-0-X-1", 5000),
        ("30x1", "3-0-X-1", 5000),
        ("3-1-X-0", "3-1-X-0", 5000),
        ("3/1/X/0", "3-1-X-0", 5000),
        ("3 1 X 0", "3-1-X-0", 5000),
        ("3 - 1 - 2 - 0", "3-1-2-0", 6000),
        ("3:1:2:0", "3-1-2-0", 6000),
        ("3\u20131\u20132\u20130", "3-1-2-0", 6000),
        ("@3010", "3-0-1-0", 4000),
        ("3-1-1", "3-1-1-0", 5000),
        ("311", "3-1-1-0", 5000),
        ("2.5-0-2-1", "2.5-0-2-1", 5500),
        ("10-0-0.125-0", "10-0-0.125-0", 10125),
        ("X0X0", "X-0-X-0", 2000),
        ("60-60-60-60", "60-60-60-60", 240_000),
    ],
)
def test_tempo_in_every_usual_notation(written, meant, rep_ms):
    assert tempo(written) == (meant, rep_ms)


def test_a_fast_phase_is_marked_and_has_its_time():
    assert parse_tempo("30X1") == Tempo(
        eccentric=3000, stretch=0, concentric=FAST_MS, peak=1000, fast={Phase.CONCENTRIC}
    )


PARTS = "write eccentric-pause-concentric-pause, such as"
WRONG_TEMPI = {
    "3": f"has 1 of 4 parts; {PARTS} 3-0-3-0",
    "31": f"has 2 of 4 parts; {PARTS} 3-0-1-0",
    "3-x": f"has 2 of 4 parts; {PARTS} 3-0-X-0",
    "30": f"has 2 of 4 parts; {PARTS} 3-0-1-0",
    "4-2": f"has 2 of 4 parts; {PARTS} 4-0-2-0",
    "30111": "has over 4 parts; write two-digit seconds as 10-0-2-1",
    "3-0--2-1": "has over 4 parts; write two-digit seconds as 10-0-2-1",
    "30A1": "has A (assisted), which has no length; write X",
    "3-X-1-0": "has X for a pause; write 0 or seconds there",
    "0000": "moves nothing; write `hold` for a hold",
    "0-3-0-1": "moves nothing; write `hold` for a hold",
    "61-0-1-0": "has over 60 s in one part; write at most 60",
}
NO_SLOTS = {"3-0-two-1": "two", "-3-0-2": "", "03-0-2-1": "03", "1.0001-0-2-1": "1.0001"}


@pytest.mark.parametrize(("written", "message"), WRONG_TEMPI.items())
def test_a_tempo_that_cannot_be_meant_says_the_fix(written, message):
    assert complaints(parse_tempo, written) == [f"{written!r} {message}"]


@pytest.mark.parametrize(("written", "slot"), NO_SLOTS.items())
def test_a_part_that_is_no_number_is_named(written, slot):
    assert complaints(parse_tempo, written) == [
        f"{written!r}: {slot!r} is neither seconds nor X; write such as 3-0-X-1"
    ]


@pytest.mark.parametrize(
    ("written", "ms"),
    [
        ("90s", 90_000), ("90 s", 90_000), ("90 sec", 90_000), ("90 Seconds", 90_000),
        ("1:30", 90_000), ("0:45", 45_000), ("01:30", 90_000), ("90:00", 5_400_000),
        ("1:02:03", 3_723_000), ("2m30", 150_000), ("2m30s", 150_000), ("2 min", 120_000),
        ("2 min 30 s", 150_000), ("2m05s", 125_000), ("1h", 3_600_000), ("1h30", 5_400_000),
        ("1h 5m 10s", 3_910_000), ("1h10s", 3_610_000), ("500ms", 500), ("2s 500ms", 2500),
        ("75", 75_000), ("1.5", 1500), ("0.25s", 250), ("1.5m", 90_000), ("0", 0),
        ("12h", 43_200_000), ("0.001", 1), ("1.25 h", 4_500_000),
    ],
)  # fmt: skip
def test_durations_in_every_usual_notation(written, ms):
    assert parse_duration(written) == ms


@pytest.mark.parametrize(
    "written",
    [
        "", " ", "-5s", "nan", "inf", "1_0", "010", "05", "0x10", "1e3", "+5", "5 parsecs", "1:5",
        "1:60", "1:60:00", "1:2:03", "2m60", "2m90s", "1m2m", "30s2m", "1.2345s", "0.5ms",
        "1.0001m",
        "1,5", "s", ".5", "5.", "13h", "12:00:01", "999999999", "9" * 5000, "1:30s", "::",
        "\u0663s",
        "2 m 30 s x",
    ],
)  # fmt: skip
def test_what_is_no_duration_is_refused(written):
    with pytest.raises(ValueError, match="; write") as caught:
        parse_duration(written)
    assert len(str(caught.value)) < 160


@pytest.mark.parametrize(
    ("written", "load"),
    [
        ("65%", Load(unit="percent", value=65)), ("67.5 %", Load(unit="percent", value=67.5)),
        ("65 percent", Load(unit="percent", value=65)), ("40kg", Load(unit="kg", value=40)),
        ("40 kg", Load(unit="kg", value=40)), ("22.5 KG", Load(unit="kg", value=22.5)),
        ("90lb", Load(unit="lb", value=90)), ("90 lbs", Load(unit="lb", value=90)),
        ("RPE 8", Load(unit="rpe", value=8)), ("rpe8.5", Load(unit="rpe", value=8.5)),
        ("@8", Load(unit="rpe", value=8)), ("RIR 2", Load(unit="rpe", value=8)),
        ("bodyweight", Load(unit="bodyweight", value=0)), ("BW", Load(unit="bodyweight", value=0)),
        ("2x24kg", Load(unit="kg", value=24, pair=True)),
        ("24kg each", Load(unit="kg", value=24, pair=True)),
        ("50 lb per hand", Load(unit="lb", value=50, pair=True)),
        ("135#", Load(unit="lb", value=135)),
        ("2 x 50 lb", Load(unit="lb", value=50, pair=True)),
        ("22,5kg", Load(unit="kg", value=22.5)),
        ("70-75 %", Load(unit="percent", value=70, high=75)),
        ("+10kg", Load(unit="kg", value=10, how="added")),
        ("BW+10kg", Load(unit="kg", value=10, how="added")),
        ("-20 kg", Load(unit="kg", value=20, how="assisted")), ("bar", Load(unit="bar", value=0)),
        ("pin 4", Load(unit="pin", value=4)), ("band", Load(unit="band", value=0)),
        ("Green band", Load(unit="band", value=0, name="green")),
        ("20kg per side", Load(unit="kg", value=20, how="side")),
        ("45 lb/side", Load(unit="lb", value=45, how="side")),
        ("RPE 7-8", Load(unit="rpe", value=7, high=8)), ("2 RIR", Load(unit="rpe", value=8)),
        ("1-2 RIR", Load(unit="rpe", value=8, high=9)),
    ],
)  # fmt: skip
def test_loads_in_every_usual_notation(written, load):
    assert parse_load(written) == load


@pytest.mark.parametrize(
    "written",
    [
        "", "40", "0kg", "+65%", "75-70%", "1,234kg", "pin", "pin 0",
        "0%", "151%", "1001kg", "nan kg", "infkg", "1_0kg", "010kg",
        "1e2kg", "0x10kg", "RPE 11", "RPE 0.5", "RPE 8.3", "@0", "RIR 10", "3x24kg", "2x65%",
        "2xRPE 8", "heavy", "9" * 400 + "kg",
    ],
)  # fmt: skip
def test_what_is_no_load_is_refused(written):
    with pytest.raises(ValueError, match="; write"):
        parse_load(written)


def test_a_load_without_its_unit_gets_the_units():
    with pytest.raises(ValueError, match=r"write its unit: 40kg, 40lb or 40%$"):
        parse_load("40")
    with pytest.raises(ValueError, match=r"write its unit: 10kg, 10lb, 10% or RPE 10$"):
        parse_load("10")


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("10", 10, 10),
        ("10 reps", 10, 10),
        ("8-12", 8, 12),
        ("8 - 12", 8, 12),
        ("8 to 12", 8, 12),
        ("8\u201312", 8, 12),
    ],
)
def test_repetitions(written, low, high):
    assert parse_reps(written) == Reps(low=low, high=high)


@pytest.mark.parametrize(
    "written",
    ["0", "-3", "010", "12-8", "1001", "1000000", "1e1", "0-5", "ten", "5.5", "1_0", "8-", "-"],
)
def test_what_is_no_number_of_repetitions_is_refused(written):
    with pytest.raises(ValueError, match="; write"):
        parse_reps(written)


@pytest.mark.parametrize(
    ("written", "sets"),
    [
        ("3", Sets(3)),
        ("3x10", Sets(3, SetWork(reps=Reps(low=10, high=10)))),
        ("3 x 10", Sets(3, SetWork(reps=Reps(low=10, high=10)))),
        ("3\u00d710", Sets(3, SetWork(reps=Reps(low=10, high=10)))),
        ("3X8-12", Sets(3, SetWork(reps=Reps(low=8, high=12)))),
        ("3x8 to 12", Sets(3, SetWork(reps=Reps(low=8, high=12)))),
        ("3x8-12/side", Sets(3, SetWork(reps=Reps(low=8, high=12), each_side=True))),
        ("3x8 / leg", Sets(3, SetWork(reps=Reps(low=8, high=8), each_side=True))),
        ("3x8 per arm", Sets(3, SetWork(reps=Reps(low=8, high=8), each_side=True))),
        ("3x8 each side", Sets(3, SetWork(reps=Reps(low=8, high=8), each_side=True))),
        ("3x8 each", Sets(3, SetWork(reps=Reps(low=8, high=8), each_side=True))),
        ("3x45s", Sets(3, SetWork(hold_ms=45_000))),
        ("2x1:30/side", Sets(2, SetWork(hold_ms=90_000, each_side=True))),
        ("3xAMRAP", Sets(3, SetWork(amrap=True))),
    ],
)
def test_sets(written, sets):
    assert parse_sets(written) == sets


@pytest.mark.parametrize(
    "written",
    ["0", "-1", "101", "03", "x10", "3x", "3x0", "3x10x10", "5,3,1", "3x45q", "many", "3x1_0"],
)
def test_what_is_no_number_of_sets_is_refused(written):
    with pytest.raises(ValueError, match="; write"):
        parse_sets(written)


MS = st.integers(0, MAX_DURATION_MS)
MOVING = st.integers(1, 60_000) | st.just("X")
PAUSES = st.integers(0, 60_000)
REPS = st.tuples(st.integers(1, 1000), st.integers(1, 1000)).map(
    lambda ends: Reps(low=min(ends), high=max(ends))
)
WORK = st.builds(SetWork, reps=REPS, each_side=st.booleans()) | st.builds(
    SetWork, hold_ms=st.integers(0, MAX_DURATION_MS), each_side=st.booleans()
)
LOADS = (
    st.builds(Load, unit=st.just("percent"), value=st.integers(1, 150_000).map(lambda m: m / 1000))
    | st.builds(
        Load,
        unit=st.sampled_from(["kg", "lb"]),
        value=st.integers(1, 1_000_000).map(lambda m: m / 1000),
        pair=st.booleans(),
    )
    | st.builds(Load, unit=st.just("rpe"), value=st.integers(2, 20).map(lambda h: h / 2))
    | st.just(Load(unit="bodyweight", value=0))
)


@given(MS)
def test_a_printed_duration_is_read_back(ms):
    assert parse_duration(format_duration(ms)) == ms


@given(MOVING, PAUSES, MOVING, PAUSES)
def test_a_printed_tempo_is_read_back(eccentric, stretch, concentric, peak):
    length = {"X": FAST_MS}
    fast = {Phase.ECCENTRIC: eccentric == "X", Phase.CONCENTRIC: concentric == "X"}
    meant = Tempo(
        eccentric=length.get(eccentric, eccentric),
        stretch=stretch,
        concentric=length.get(concentric, concentric),
        peak=peak,
        fast={phase for phase, is_fast in fast.items() if is_fast},
    )
    assert parse_tempo(format_tempo(meant)) == meant


@given(LOADS)
def test_a_printed_load_is_read_back(load):
    assert parse_load(format_load(load)) == load


@given(REPS, WORK, st.integers(1, 100))
def test_printed_repetitions_and_sets_are_read_back(reps, work, count):
    assert parse_reps(format_reps(reps)) == reps
    assert parse_work(format_work(work)) == work
    assert parse_sets(format_sets(Sets(count, work))) == Sets(count, work)
    assert parse_sets(format_sets(Sets(count))) == Sets(count)


NEAR = st.text(alphabet="0123456789.:-/xX@ smhkglbrpe%,+_", max_size=14) | st.text(max_size=20)


@pytest.mark.parametrize(
    "parse", [parse_tempo, parse_duration, parse_load, parse_reps, parse_sets, parse_work]
)
@given(text=NEAR)
def test_garbage_is_a_value_error_with_a_fix(parse, text):
    assert all("; " in reported and "\n" not in reported for reported in complaints(parse, text))


LONG = 50_000
SLOW = ["3" + " " * LONG + "q", "3x3" + " " * LONG + "q", "3 " * LONG, "3-" * LONG, "1m" * LONG,
        "3" + " /" * LONG + "q", "9" * LONG, "1:" * LONG, "2x3" + "." * LONG]  # fmt: skip


@pytest.mark.parametrize(
    "parse", [parse_tempo, parse_duration, parse_load, parse_reps, parse_sets, parse_work]
)
def test_no_text_makes_a_parser_slow(parse):
    start = time.process_time()
    reported = [complaints(parse, text)[0] for text in SLOW]
    assert max(map(len, reported)) < 200
    assert time.process_time() - start < 2


def complaints(parse, text):
    """What a parser says is wrong; any other exception goes through."""
    try:
        parse(text)
    except ValueError as error:
        return [str(error)]
    return []


@pytest.mark.parametrize("written", ["max", "to failure", "as many as possible", "MAX reps/side"])
def test_all_out_is_an_open_end(written):
    assert parse_work(written).reps == Reps(low=1, high=1, open=True)


@pytest.mark.parametrize(("written", "low"), [("5+", 5), ("8 +", 8), ("1+", 1), ("10+ reps", None)])
def test_an_open_end(written, low):
    if low is None:
        with pytest.raises(ValueError, match="write such as"):
            parse_reps(written)
    else:
        assert parse_reps(written) == Reps(low=low, high=low, open=True)


def sets_of(keys):
    """Reps and load of each set of an exercise with these keys."""
    item = read_plan(f"title: t\nwork:\n  - exercise: bench press\n    {keys}\n", "p").work[0]
    return [(one.reps and format_reps(one.reps), one.load and one.load.value) for one in item.each]


@pytest.mark.parametrize(
    ("row", "listed"),
    [
        ("sets: 5/3/1+", "reps: [5, 3, 1+]"),
        ("reps: 5/3/1+", "reps: [5, 3, 1+]"),
        ("reps: 12-10-8-6", "reps: [12, 10, 8, 6]"),
        ("sets: 5/3/1+\n    load: 65/75/85%", "reps: [5, 3, 1+]\n    load: [65%, 75%, 85%]"),
        ("reps: 5/5\n    load: 60kg / 70kg", "reps: [5, 5]\n    load: [60kg, 70kg]"),
    ],
)
def test_a_row_of_numbers_is_a_list_with_one_for_each_set(row, listed):
    assert sets_of(row) == sets_of(listed) != []


@pytest.mark.parametrize(
    ("keys", "fix"),
    [
        ("sets: 2\n    reps: 12/10/8", "one for each set"),
        ("reps: 5/3/1\n    load: 60/70kg", "one for each set"),
        ("sets: 3\n    drops: [+5kg]", "write what is left"),
    ],
)
def test_a_row_that_contradicts_is_one_line_with_the_fix(keys, fix):
    with pytest.raises(PlanError, match=fix) as caught:
        sets_of(keys)
    assert len(str(caught.value).splitlines()) == 1
