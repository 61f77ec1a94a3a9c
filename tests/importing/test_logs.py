"""What becomes of a training log: which workout, whose notes, what is kept."""
# ruff: noqa: E501 - tables of cases are read more easily with one case a line

import time

import pytest
from importing.foreign_files import SAMPLES, of_text

from mmc_audio.errors import UsageError
from mmc_audio.importing.choose import LogChoice
from mmc_audio.importing.flow import ImportWish
from mmc_audio.importing.format import ReadWish
from mmc_audio.plan.read import read_plan

HEAD = ("title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,"
        "set_index,set_type,weight_kg,reps,distance_km,duration_seconds,rpe\n")  # fmt: skip


def row(title="Push", start="3 Mar 2026, 18:05", name="Bench press", **more):
    cells = {
        "note": "",
        "group": "",
        "index": "0",
        "kind": "normal",
        "kg": "80",
        "reps": "8",
        **more,
    }
    return (f'"{title}","{start}",,"","{name}",{cells["group"]},"{cells["note"]}",{cells["index"]},'
            f'{cells["kind"]},{cells["kg"]},{cells["reps"]},,,\n')  # fmt: skip


def log(*rows):
    return HEAD + "".join(rows)


def plan(result, number=0):
    return read_plan(result.plans[number].text, "x")


THREE = log(
    row("Push", "3 Mar 2026, 18:05", kg="80"),
    row("Pull", "5 Mar 2026, 18:05", "Seated row"),
    row("Push", "1 Mar 2026, 18:05", kg="75"),
)


def test_the_latest_workout_is_usual_wherever_it_stands():
    assert [p.title for p in of_text(THREE).plans] == ["Pull"]


def test_of_a_title_the_latest():
    result = of_text(THREE, ImportWish(choice=LogChoice("push")))
    assert [(p.title, plan(result).work[0].load.value) for p in result.plans] == [("Push", 80)]


def test_all_workouts_have_files_with_their_dates():
    result = of_text(THREE, ImportWish(choice=LogChoice(all=True)))
    assert [f.path for f in result.files] == [
        "2026-03-01-push.yaml", "2026-03-03-push.yaml", "2026-03-05-pull.yaml",
    ]  # fmt: skip


def test_as_a_program_the_latest_of_each_title():
    wish = ImportWish(choice=LogChoice(of_each=True), form="program")
    assert [f.path for f in of_text(THREE, wish).files] == [
        "plans/push.yaml", "plans/pull.yaml", "program.yaml",
    ]  # fmt: skip


def test_a_title_that_is_not_there_names_those_that_are():
    with pytest.raises(UsageError, match="'Push', 'Pull'"):
        of_text(THREE, ImportWish(choice=LogChoice("Legs")))


def test_notes_are_comments_and_never_spoken_unless_asked():
    text = log(row(note="shoulder hurts, damn it"))
    quiet = of_text(text)
    assert "# shoulder hurts, damn it" in quiet.plans[0].text
    assert plan(quiet).work[0].note is None
    loud = of_text(text, ImportWish(speak_notes=True))
    assert plan(loud).work[0].note == "shoulder hurts, damn it"


@pytest.mark.parametrize(
    "note", ["a\\nwork:\\n  - plank", "# x", "\u2028work: []", "'\": {[", "%YAML"]
)
def test_a_note_can_never_become_a_part_of_the_plan(note):
    result = of_text(log(row(note=note.replace('"', '""'))))
    assert [item.exercise for item in plan(result).work] == ["Bench press"]


def test_kinds_of_sets_arrive():
    result = of_text(log(
        row(index=0, kind="warmup", kg=40), row(index=1), row(index=2, kind="dropset", kg=60),
        row(index=3, kind="failure", kg=60),
    ))  # fmt: skip
    (item,) = plan(result).work
    assert [one.load.value for one in item.warmup] == [40]
    assert [one.load.value for one in item.each] == [80, 60, 60]
    assert "# set 2 drop set, set 3 to failure" in result.plans[0].text


def test_supersets_stay_together_round_by_round():
    result = of_text(log(
        row(name="Biceps curl", group=0, kg=20), row(name="Biceps curl", group=0, kg=20, index=1),
        row(name="Triceps pushdown", group=0, kg=25), row(name="Plank", kg="", reps=1),
    ))  # fmt: skip
    work = plan(result).work
    assert [member.exercise for member in work[0].superset] == ["Biceps curl", "Triceps pushdown"]
    assert (work[0].rounds, work[1].exercise, work[1].sets) == (1, "Biceps curl", 1)


def test_left_and_right_are_one_set_on_each_side():
    result = of_text(log(row(name="Single-arm row (Left)"), row(name="Single-arm row (Right)")))
    items = plan(result).work
    assert [(item.exercise, item.side) for item in items] == [("Single-arm row", "each")]


def test_sides_that_differ_are_said():
    result = of_text(log(row(name="Leg curl - left", reps=8), row(name="Leg curl - right", reps=6)))
    assert "the sides differ" in result.plans[0].text
    assert plan(result).work[0].reps.low == 6


def test_rows_that_cannot_be_used_are_said_with_their_line():
    result = of_text(log(row(), row(reps="many"), row(name="")))
    assert [line for line in result.messages if "skipped" in line] == [
        "skipped: line 3: 'many' is no number of reps",
        "skipped: line 4: no exercise",
    ]
    assert result.summary == "1 exercise: 1 known; 2 rows skipped"


@pytest.mark.parametrize("change", [
    lambda data: b"\xef\xbb\xbf" + data,
    lambda data: data.replace(b"\n", b"\r\n"),
    lambda data: data.decode().encode("utf-16"),
    lambda data: data.decode().encode("utf-16-le"),
    lambda data: data.replace(b", ", b"\x00").replace(b",", b";").replace(b"\x00", b", "),
    lambda data: data.replace(b",", b"\t").replace(b"\t 18", b", 18"),
], ids=["BOM", "CRLF", "UTF-16", "UTF-16 without a mark", "semicolons", "tabs"])  # fmt: skip
def test_how_a_file_was_saved_does_not_matter(change):
    data = (SAMPLES / "hevy_metric.csv").read_bytes()
    assert of_text(change(data)).plans[0].text == of_text(data).plans[0].text


def test_a_unit_is_asked_for_and_never_guessed():
    text = (SAMPLES / "strong_v5.csv").read_text()
    with pytest.raises(Exception, match=r"notes.txt:2: 80 has no unit; say which: .*--unit kg"):
        of_text(text, ImportWish())
    in_lb = plan(of_text(text, ImportWish(ReadWish("lb"))))
    assert in_lb.work[0].load.unit == "lb"


def test_without_a_weight_no_unit_is_asked_for():
    lines = (SAMPLES / "strong_v5.csv").read_text().splitlines(keepends=True)
    assert of_text(lines[0] + lines[3], ImportWish()).plans


def test_a_log_of_ten_years_is_read_in_seconds():
    start = time.process_time()
    rows = (
        row(f"Day {n % 4}", f"{n % 28 + 1} {'JanFebMarAprMayJunJulAugSepOctNovDec'[n // 28 % 12 * 3:][:3]}"
            f" {2016 + n // 336}, 18:05", f"Exercise {set_ // 4}", index=set_ % 4)
        for n in range(3000) for set_ in range(20)
    )  # fmt: skip
    result = of_text(log(*rows))
    assert len(result.workouts) == 3000
    assert time.process_time() - start < 10
