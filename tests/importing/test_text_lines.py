"""Lines as people write them, and what is understood: golden/text_lines.txt shows both."""

import time
from itertools import groupby
from pathlib import Path

import pytest
from importing.foreign_files import GOLDEN, check_golden, of_text

from mmc_audio.importing.model import WorkoutSet
from mmc_audio.importing.text.bouts import interval_line
from mmc_audio.importing.text.line import draft_of
from mmc_audio.importing.text.phrases import reworded
from mmc_audio.plan.read import read_plan

LINES = """\
Bench 3x8 @ 60kg, rest 2 min
Squat 5/3/1+ 65/75/85 %
Bench Press (Barbell) 3 x 8-12 @ RPE 8
3 sets of 10 push-ups
20 push-ups
Push-ups 20
Bulgarian split squat 3x10/leg, 2x14kg, 90s rest
Squat 135x5, 155x5, 185x3
Squat 60kg x 8 x 3
Bench 8x60kg
Plank 3x45s
Plank 3 x 1:30
Farmer carry 3x40m @ 2x24kg
400m run
Run 5 km
Easy run 20 min
Warrior II 5 breaths each side
Pull-ups 3xAMRAP, rest 3'
Push-ups 3 sets to failure
Deadlift 5x5 @ 75% tempo 31X1
Deadlift 1x5 140 kg (belt)
Chin-ups 4x6 +10kg
Pull-ups 3x5 -20kg assisted
Dips 3x8 BW+10kg
Curl 12-10-8-6 @ 10/12/14/16kg
Bench 5x5 @100
OHP 3x5 @8
Row 3x10 2 RIR
Press 3x8 RPE 7-8
3x12 Lateral raises 8kg each, 45s rest
Side plank 2x30s each side
Goblet squat: 4 x 12 - 20 kg - 60 sec rest
Bench press 4 sets x 6-8 reps, 80 kg
Childs pose 2 min
Row 500m
20 cal assault bike
Back squat 3x5, 1x5+ @ 100 kg
bench: 8 reps at 60 kg
Face pulls 3x15-20 light
Squats 5 x 5 225lbs rest 3:00
RDL 3x8 @3010 60kg
Hip thrust 3x10, rest 60-90s
Leg press 3x10 62,5 kg
Single arm row (left) 3x10 20kg
Single arm row 3x10 ea 20kg
Squat warm-up 2x5 40kg
Lateral raise drop set 12 reps 8kg
Snatch 5x2 @ 70-75%
Plank 45"
Plank 1'30"
Curls 3\u00d712 @ 30 #
Squat 3x5 no rest
Single leg stretch 10 each
Swings 10x10 24kg, rest 30s
Bench: heavy single @ 8, then 4x4 @ 80%
Squat top double then 3x5 @ 70%
Myo-reps lateral raise 15 + 4x4
21s x 2 barbell curl
Barbell curl 2x21s
Plank for a minute
Side plank half a minute each side
Chin-ups 5x5 (+10kg)
""".splitlines()

USUAL = WorkoutSet()


def understood(one, count):
    fields = (
        f for f in WorkoutSet.__slots__ if f != "line" and getattr(one, f) != getattr(USUAL, f)
    )
    words = [f"{field} {shown(getattr(one, field))}" for field in fields]
    return f"    {count} x {', '.join(words) or 'as usual'}"


def shown(value):
    if isinstance(value, tuple):
        return "-".join(map(str, dict.fromkeys(value)))
    if hasattr(value, "unit"):
        high = f"-{value.high:g}" if value.high else ""
        return f"{'2x' * value.pair}{value.value:g}{high} {value.unit} {value.change or ''}".strip()
    return str(value)


def test_lines_are_understood_as_in_the_golden_file():
    pages = []
    for text in LINES:
        item = draft_of(text, 0).item("unsaid")
        sets = [understood(one, len(list(same))) for one, same in groupby(item.sets)]
        note = [f"    note: {item.note}"] * bool(item.note)
        pages.append("\n".join([text, f"  {item.name}", *sets, *note]))
    check_golden(GOLDEN.parent / "text_lines.txt", "\n".join(pages) + "\n")


SPOKEN = """\
100 push-ups total
Push-ups: 100 total reps in as few sets as possible
100 reps total of push-ups, over several sets
50 total pull-ups in 5 sets
Swings 100 reps, sets of 10
jog 1 min, walk 1 min, repeat 8 times
jog 1 min, walk 1 min x8
8x (1 min run / 1 min walk)
8 rounds: 1 min jog, 1 min walk
run 400m x 6, 90s jog between
6x400m @ 5k pace w/ 90s walk rest
10 min warm up jog, 4x800m @ 10k pace (2 min jog), 10 min cool down
Fartlek 30 min: 2 min hard, 1 min easy
30 min easy + 6 strides
Bench 3x8 60kg, last set to failure
Curl 3x10 20kg, last set drop set
Pull-ups 3x5 w/ 3 sec negatives
Squat 5x3 100kg, 3 sec pause at the bottom
Straight leg raise: 3 x 10, hold 3 seconds at top, R leg
Walking lunge 20 steps (per leg)
Farmers walk 3 x 40 steps 2x24kg
Downdog 5 breaths, low lunge 5 breaths each side, child's pose 2 min
Hold chair pose for 8 breaths
5 rounds sun salutation
Heel slides 2 sets of 15, 2x daily
Calf stretch 30 sec x 3 each leg
Balance on one leg 30s x 3 (L/R)
Clamshells 3x15 each side with red band
Shoulder ER w/ yellow TheraBand 3x12
Dead bug 3x6/6
Bird dog 3 x (8 per side)
Deads 5-5-5 315
BP 185 5x5
Squat 100kg 5 5 5
RDL 3x10 @ RPE7, 3-1-1
Lat pulldown 12/10/8/6 (50/55/60/65)
Squat 3x8 (60, 70, 80kg)
Bench press 3 x 8 @ 60-65kg
Incline DB 4 sets 10-12 reps (rest 90 sec)
Single leg RDL 3x8ea 16kg
bench 3 by 8 with 60
squat three sets of five
bench press 4 sets of 6 to 8 reps with 70 kilos and 2 minutes rest
Hip thrust 4x8 (add 5kg each set)
Nordic 3x5 neg only
Treadmill 12-3-30
21-15-9 thrusters (95/65) and pull-ups
5 RFT: 400m run, 15 OHS 43kg
3 rounds of 20 pushups 20 situps 20 squats
pushups 20, situps 20, squats 20 x3
KB complex: 5 clean, 5 press, 5 squat x 5 rounds
Deadlift 3 reps every 90 sec for 10 sets @ 70%
Clean and press ladder 1,2,3 x 3 (2x24kg)
Snatch 5 min test 24kg
Biceps curl 3 sets, AMRAP 30s
Pull-ups 3 x AMRAP, 2 min
""".splitlines()


def test_whole_texts_become_plans_as_in_the_golden_file():
    """Notes, messages and sheets of many sports: each becomes the plan below it."""
    parts = (Path(__file__).parent / "whole_texts.txt").read_text(encoding="utf-8").split("=== ")
    pages = []
    for name, _, text in (part.partition("\n") for part in parts[1:]):
        result = of_text(text)
        plans = (plan.text.partition("\n")[2] for plan in result.plans)
        said = (f"import: {line}\n" for line in (*result.messages, result.summary))
        pages.append(f"=== {name}\n{''.join(plans)}{''.join(said)}")
    check_golden(GOLDEN.parent / "whole_texts.txt", "\n".join(pages))


def test_lines_as_they_are_spoken_become_work_as_in_the_golden_file():
    """Each line as a plan; what was assumed is said beside it."""
    pages = []
    for line in SPOKEN:
        result = of_text(f"{line}\n")
        plan = result.plans[0].text
        said = [f"  said: {message}\n" for message in result.messages]
        pages.append(f"{line}\n{plan[plan.index('work:') + 6 :]}{''.join(said)}")
    check_golden(GOLDEN.parent / "spoken_lines.txt", "\n".join(pages))


@pytest.mark.parametrize(
    "line", ["10% 5x1, ", "squat 5x5, ", "3x8 @ 60kg, ", "3@70 ", "5 min / ", "200-", "a, "]
)
def test_a_long_line_is_read_at_once(line):
    """Patterns that try every way to part a list would take hours."""
    began = time.perf_counter()
    draft_of(reworded((line * 99)[:400]), 0)
    assert time.perf_counter() - began < 10


TOGETHER = """
EMOM 10:
- 10 burpees
- 5 push-ups
"""
IN_TURN = TOGETHER.replace(":", " alternating:")


def work_of(text):
    return read_plan(of_text(f"Day\n{text}").plans[0].text, "text").work


@pytest.mark.parametrize(("text", "together"), [(TOGETHER, True), (IN_TURN, False)])
def test_an_emom_of_two_is_both_in_each_round_unless_it_says_in_turn(text, together):
    (item,) = work_of(text)
    assert (item.emom.rounds, item.emom.together) == (10, together)
    assert [one.exercise for one in item.emom.do] == ["burpees", "push-ups"]


def test_rounds_for_time_without_a_cap_get_one_that_is_said():
    (item,) = work_of("3 rounds for time:\n- 10 burpees\n- 10 push-ups\n")
    assert (item.for_time.rounds, item.for_time.cap_ms) == (3, 360_000)
    assert "assumed" in of_text("Day\n3 rounds for time:\n- 10 burpees\n").plans[0].text


def test_sets_called_drop_sets_are_drops_of_the_set_before():
    row, own, falling = work_of(
        "Curl 2x10 20kg drop set\n\nPress 10 reps 50kg\nPress drop set 8 reps 40kg\n\n"
        "Fly 10x20kg\nFly drop set 8x25kg\n"
    )
    assert (row.sets, len(row.drops), row.drops[0].percent) == (2, 1, 20)
    assert [drop.load.value for drop in own.drops] == [40]
    assert (falling.drops, falling.sets) == (None, 2), "a drop set that is heavier is a set"


def test_a_technique_in_the_line_is_one_in_the_plan():
    paused, myo = work_of("Curl 3x12 15kg rest-pause\nFly 3x15 myo-reps\n")
    assert paused.rest_pause.pauses == 2
    assert myo.myo.rest_ms == 15_000


def data_of(text):
    """The items of the plan that a text becomes, as data."""
    (file,) = of_text(text).files
    return [item.model_dump(exclude_defaults=True) for item in read_plan(file.text, "p.yaml").work]


@pytest.mark.parametrize(
    ("rest", "ms"),
    [("rest 2-3 min", 120_000), ("2-3 min rest", 120_000), ("rest 60-90s", 60_000),
     ("90s walk between", 90_000), ("rest 45s", 45_000)],
)  # fmt: skip
def test_a_range_of_rests_has_its_unit_on_both_ends(rest, ms):
    (item,) = data_of(f"Bench press 3x8 @ 60kg, {rest}")
    assert item["rest_ms"] == ms


@pytest.mark.parametrize("title", ["5/3/1 week 2", "Couch to 5k week 2", "no equipment 20 min"])
def test_a_first_line_with_a_number_is_no_exercise(title):
    (file,) = of_text(f"{title}\nSquat 3x8 @ 60kg\nPlank 3x45s").files
    plan = read_plan(file.text, "p.yaml")
    assert (plan.title, len(plan.work)) == (title, 2)


def test_a_weight_with_more_than_two_numbers_is_a_set_for_each():
    (item,) = data_of("Bench 60kg x8 x8 x7")
    assert [one["reps"]["high"] for one in item["each"]] == [8, 8, 7]


def test_groups_of_reps_are_said_and_not_dropped():
    result = of_text("Squat 3x5 100kg\nSquat 5x(2+1) @ 75%\nPulldown 12+5+3 @ 60kg")
    assert sum("groups of reps" in line for line in result.messages) == 2


@pytest.mark.parametrize(
    "head", ["Circuit x3, 40s work 20s rest:", "Circuit x3, 40s on / 20s off:"]
)
def test_the_clock_of_a_circuit_is_kept_however_it_is_written(head):
    (item,) = data_of(f"{head}\nsquats\npush-ups")
    assert [one["amrap_ms"] for one in item["superset"]] == [40_000, 40_000]


def test_tabata_one_a_line_and_an_emom_with_numbered_minutes():
    assert [i["interval"]["exercise"] for i in data_of("Tabata push-ups\nTabata squats")] == [
        "push-ups", "squats",
    ]  # fmt: skip
    (item,) = data_of("EMOM 20 alternating:\n1: 15 push-ups\n2: 10 DB thrusters 2x15kg\n3: rest")
    assert [one["exercise"] for one in item["emom"]["do"]] == ["push-ups", "DB thrusters", "rest"]


def test_a_distance_without_a_name_is_the_sport_of_the_lines_around():
    names = [
        i["exercise"]
        for i in data_of(
            "Tempo run\n2 km easy\n5 km @ 4:45/km\n6 x 400m @ 5k pace, 90s walk between"
        )
    ]
    assert names == ["easy run", "run", "run"]


def test_a_known_name_among_exercises_needs_no_number():
    names = [
        i["exercise"] for i in data_of("Pilates\nThe hundred\nRoll up x8\nwrist circles\nTeaser 3x")
    ]
    assert names == ["The hundred", "Roll up", "wrist circles", "Teaser"]


def test_a_decimal_comma_beside_a_column_with_a_unit():
    (file,) = of_text("exercise;sets;reps;weight (kg)\nSquat;4;6;102,5\nLeg press;3;12;160\n").files
    assert [i.load.value for i in read_plan(file.text, "p.yaml").work] == [102.5, 160]


@pytest.mark.parametrize(
    ("line", "rounds", "work_s", "rest_s"),
    [
        ("90 sec run, 2 min walk x 6", 6, 90, 120),
        ("run 1 min, walk 1 min", None, None, None),
        ("(1 min hard / 1 min easy) 8 times", 8, 60, 60),
        ("Bike 5x3min @ 110% FTP, 3 min easy", 5, 180, 180),
        ("6x400m @ 5k pace, 90s jog recovery", None, None, None),
    ],
)
def test_bouts_are_intervals_wherever_the_line_counts_them(line, rounds, work_s, rest_s):
    bout = interval_line(line, 1)
    found = bout and (bout.rounds, bout.work_ms / 1000, bout.rest_ms / 1000)
    assert (found or (None, None, None)) == (rounds, work_s, rest_s)


@pytest.mark.parametrize(
    ("line", "how"),
    [
        ("8 x 1 min fast / 1 min jog", "jog"),
        ("Run 8 x 1 min fast / 1 min easy jog", "jog"),
        ("5x3 min hard, 2 min walk recovery", "walk"),
        ("Run: 5 x 3 min hard, 2 min standing rest", "rest"),
        ("Bike: 6 x 30s hard / 60s easy spin", "easy"),
        ("Bike: 6 x 30s hard / 60s off", None),
        ("Rowing 4 x 500m, 2 min easy row between", "easy"),
        ("6x400m @ 5k pace, 200m jog recovery", "jog"),
        ("Hill sprints 6x10s, walk back down recovery (~90s)", "walk"),
        ("Run 3 x 1km, 3 min rest between jogs", None),
        ("Run 1-2-3-2-1 min with equal jog", "jog"),
    ],
)
def test_a_recovery_is_done_as_the_line_says(line, how):
    (file,) = of_text(f"Day\n{line}\n").files
    items = read_plan(file.text, "p.yaml").work
    assert {getattr(item, "interval", item).recovery for item in items} == {how}


@pytest.mark.parametrize(
    ("line", "rest_s"),
    [
        ("6x400m, 200m jog recovery", 90),
        ("6x400m, 200m walk recovery", 145),
        ("200-400-200 w/ 200 walk", 145),
        ("200-400-200 w/ 200 jog", 90),
        ("2 sets: 1x400m, 90s jog, 200m walk between sets", 145),
        ("2 sets: 1x400m, 90s jog, 200m jog between sets", 90),
    ],
)
def test_a_recovery_over_a_distance_takes_as_long_however_it_is_written(line, rest_s):
    sets = [one for item in data_of(f"Run\n{line}") for one in (item, *item.get("each", ()))]
    assert rest_s * 1000 in {one.get("rest_ms") for one in sets}


def test_how_hard_a_bout_is_stays_as_a_comment():
    plan = of_text("Day\nBike 5x3min @ 110% FTP, 3 min easy\n").plans[0].text
    assert "# 110% FTP" in plan


@pytest.mark.parametrize(
    "text",
    [
        "Curl 3x15 superset with dips 3x10",
        "1a. Curl 3x15\n1b) Dips 3x10",
        "Curl 3x15 ss w/ dips 3x10",
    ],
)
def test_two_that_are_paired_are_a_superset(text):
    (item,) = work_of(text)
    assert [one.exercise.lower() for one in item.superset] == ["curl", "dips"]
    assert item.rounds == 3


@pytest.mark.parametrize(
    ("text", "sets"), [("Dead hang 3 x max", 3), ("Plank to failure", 1), ("4 x strides", 4)]
)
def test_what_is_not_counted_in_reps_makes_a_plan_that_can_be_heard(text, sets, silent):
    plan = read_plan(of_text(f"Day\n{text}").plans[0].text, "text")
    (item,) = plan.work
    assert (item.sets, item.reps) == (sets, None)
    assert silent.job_of(plan, "text").script


@pytest.mark.parametrize("text", ["Curl 21s x 2", "Fly myo reps 15 + 4x4"])
def test_sets_with_a_name_are_in_the_plan(text):
    (item,) = work_of(text)
    assert item.myo or item.sets == 2
