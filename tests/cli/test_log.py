"""`mmc-audio log`: asked exercise by exercise, corrected, never lost."""

import io
import json
import sqlite3

import pytest

from mmc_audio.ledger.store import VERSION, default_path

PLAN = """\
title: Arms
prepare: none
close: none
work:
  - superset:
      - {exercise: biceps_curl, reps: 4}
      - {exercise: triceps_pushdown, reps: 5}
    rounds: 2
    rest: 30s
  - {exercise: plank, sets: 1, hold: 10s}
"""


@pytest.fixture
def log(mmc, tmp_path, monkeypatch):
    """Renders a session, then answers what `log` asks, line by line."""
    (tmp_path / "arms.yaml").write_text(PLAN)
    monkeypatch.chdir(tmp_path)
    assert mmc("render", "arms.yaml", "--engine", "silent").code == 0

    def answered(*lines, options=("arms",)):
        monkeypatch.setattr("sys.stdin", io.StringIO("\n".join([*lines, ""])))
        return mmc("log", *options)

    return answered


def sets(mmc):
    return json.loads(mmc("log", "--json").out)["sets"]


def brief(mmc):
    return [
        (s["exercise"], s["set_number"], s["reps"], s["felt"], s["clarity"], s["reserve"])
        for s in sets(mmc)
    ]


def test_an_exercise_is_asked_once_for_all_its_sets(log, mmc):
    said = log("4 3", "e", "5", "1", "", "", "", "", "", "both", "8", "3")
    assert said.code == 0, said.err
    assert "5 sets logged" in said.err
    assert "front of the upper arm" in said.err
    assert sorted(brief(mmc)) == [
        ("biceps_curl", 1, 4, "elsewhere", 5, 1),
        ("biceps_curl", 2, 3, "elsewhere", 5, 1),
        ("plank", 1, 0, "both", 8, 3),
        ("triceps_pushdown", 1, 5, "target", 7, 2),
        ("triceps_pushdown", 2, 5, "target", 7, 2),
    ]
    assert {s["session"] for s in sets(mmc)} == {"arms/arms"}
    assert {s["muscle"] for s in sets(mmc)} >= {"biceps", "triceps"}


def test_what_the_plan_asked_for_is_kept_beside_what_was_done(log, mmc, tmp_path):
    plan = "- {exercise: biceps_curl, sets: 1, reps: 4, load: 12kg}\n"
    (tmp_path / "arms.yaml").write_text(f"title: Arms\nprepare: none\nclose: none\nwork:\n  {plan}")
    assert mmc("render", "arms.yaml", "--engine", "silent").code == 0
    log("3", "", "", "")
    (one,) = sets(mmc)
    assert (one["reps"], one["planned_reps"], one["planned_load"], one["unit"]) == (3, 4, 12, "kg")
    assert (one["load"], one["source"]) == (None, "said")


def test_one_number_is_for_all_sets_and_skip_leaves_out(log, mmc):
    log("6", "", "", "", "skip", "skip")
    assert [s["reps"] for s in sets(mmc)] == [6, 6]


def test_logged_again_on_the_same_day_it_is_corrected(log, mmc):
    log("4", "", "", "", "skip", "skip")
    log("3 2", "", "", "", "skip", "skip")
    assert sorted(s["reps"] for s in sets(mmc)) == [2, 3]


def test_an_exercise_that_comes_twice_is_corrected_bout_by_bout(log, mmc, tmp_path):
    bouts = ("biceps_curl, sets: 2, reps: 4", "plank, sets: 1, hold: 10s", "biceps_curl, sets: 2")
    items = "".join(f"  - {{exercise: {bout}}}\n" for bout in bouts)
    (tmp_path / "arms.yaml").write_text(f"title: Arms\nprepare: none\nclose: none\nwork:\n{items}")
    assert mmc("render", "arms.yaml", "--engine", "silent").code == 0
    for said in ("4 4 6 6", "5 5 9 9"):
        assert log(said, "", "", "", "skip").code == 0
        assert [s["reps"] for s in sets(mmc)] == [int(one) for one in said.split()]
    assert [s["set_number"] for s in sets(mmc)] == [1, 2, 1, 2]


@pytest.mark.parametrize("wrong", ["many", "1 2 3", "4 -2", "2000", "4.5", "٣"])
def test_a_wrong_answer_is_asked_again(log, mmc, wrong):
    said = log(wrong, "4", "t", "9", "0", "skip", "skip")
    assert said.code == 0, said.err
    assert "Error: " in said.err
    assert [s["clarity"] for s in sets(mmc)] == [9, 9]


@pytest.mark.parametrize("wrong", ["11", "-1", "", "x"])
def test_only_zero_to_ten(log, mmc, wrong):
    if wrong:
        log("4", "t", wrong, "10", "0", "skip", "skip")
    else:
        log("4", "t", "", "0", "skip", "skip")
    assert {s["clarity"] for s in sets(mmc)} == {10 if wrong else 7}


def test_without_anybody_to_answer_nothing_is_logged(log, mmc):
    said = log("4", "t")
    assert said.code == 2
    assert "--exercise" in said.err.splitlines()[-1]
    assert sets(mmc) == []


def test_a_session_that_is_not_there(log):
    said = log(options=("legs",))
    assert said.code == 66
    assert "legs" in said.one_line


ONE = ("--exercise", "plank", "--reps", 0)


def test_what_was_logged_comes_back_unchanged(mmc, tmp_path):
    note = "10\u00a0kg, \u0645\u06cc\u200c\u062e, =1+1\n\u202e\x1b"
    assert mmc("log", *ONE, "--note", note).code == 0
    (tmp_path / "all.json").write_text(mmc("log", "--json").out)
    before = sets(mmc)
    assert before[0]["note"] == note
    assert mmc("log", "--add", tmp_path / "all.json", "--ledger", tmp_path / "new").code == 0
    assert json.loads(mmc("log", "--json", "--ledger", tmp_path / "new").out)["sets"] == before


@pytest.mark.parametrize("note", ["x" * 1001, "\udcff"])
def test_a_note_that_could_not_be_read_in_again_is_not_logged(mmc, note):
    said = mmc("log", *ONE, "--note", note)
    assert said.code == 65
    assert "note: " in said.one_line
    assert sets(mmc) == []


def test_without_a_stdin_it_shows_what_was_logged(mmc, monkeypatch):
    monkeypatch.setattr("sys.stdin", None)
    assert "Nothing logged yet" in mmc("log").one_line
    assert mmc("log", "--add", "-").code == 66


def newer():
    default_path().parent.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(default_path()) as ledger:
        ledger.execute("PRAGMA application_id = 1835885388")
        ledger.execute(f"PRAGMA user_version = {VERSION + 1}")
        ledger.execute("CREATE TABLE later (x)")
    ledger.close()


def damaged():
    default_path().parent.mkdir(parents=True, exist_ok=True)
    default_path().write_bytes(b"\x00rubbish" * 2000)


@pytest.mark.parametrize("harm", [newer, damaged])
def test_a_ledger_that_cannot_be_used_is_reported_before_anything_is_asked(log, mmc, harm):
    harm()
    before = default_path().read_bytes()
    for options in (("arms",), ("--report",), ("--exercise", "plank", "--reps", "0")):
        said = log(options=options)
        assert said.code == 73, said.err
        assert str(default_path()) in said.one_line
    assert default_path().read_bytes() == before


def test_what_was_answered_is_not_lost_on_a_full_disk(log, mmc, monkeypatch, tmp_path):
    import mmc_audio.ledger.store as module
    from mmc_audio.ledger.faults import fix

    def full(_self):
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise module.OutputError(f"the practice ledger: {fix(error)}")

    with monkeypatch.context() as patch:
        patch.setattr(module.Ledger, "_make_folder", full)
        said = log("4", "t", "9", "0", "skip", "skip")
    assert said.code == 73
    assert "the disk is full" in said.err
    saved = tmp_path / "saved.json"
    saved.write_text(said.out)
    assert mmc("log", "--add", saved).code == 0
    assert [s["reps"] for s in sets(mmc)] == [4, 4]


def test_a_ledger_on_a_disk_that_is_full_keeps_what_it_had(log, mmc):
    """A database that may not grow stands in for the disk."""
    log("4", "", "", "", "skip", "skip")
    import mmc_audio.ledger.store as module

    connect = module.Ledger._connect

    def small(self):
        ledger = connect(self)
        ledger.execute("PRAGMA max_page_count = 1")
        return ledger

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module.Ledger, "_connect", small)
        one = ("--exercise", "plank", "--reps", 0, "--note", "x" * 1000)
        codes = [mmc("log", *one).code for _ in range(7)]
    assert set(codes) == {0, 73}
    reps = [s["reps"] for s in sets(mmc)]
    assert (reps.count(4), reps.count(0)) == (2, codes.count(0))


def one(mmc, *more, exercise="biceps_curl"):
    return mmc("log", "--exercise", exercise, *more)


def test_a_set_given_again_with_its_number_is_corrected(mmc):
    one(mmc, "--set", 1, "--reps", 8, "--felt", "both", "--clarity", 6)
    one(mmc, "--set", 2, "--reps", 7)
    assert one(mmc, "--set", 1, "--reps", 10, "--clarity", 0, exercise="Biceps curls").code == 0
    assert sorted(brief(mmc)) == [
        ("biceps_curl", 1, 10, "both", 0, None),
        ("biceps_curl", 2, 7, None, None, None),
    ]
    assert json.loads(mmc("log", "--report", "--json").out)["movements"][0]["focused_reps"] == 17


def test_a_set_given_without_a_number_is_one_more(mmc):
    for _ in range(2):
        one(mmc, "--reps", 8)
    assert [s["reps"] for s in sets(mmc)] == [8, 8]


def test_a_sessions_set_is_corrected_too(log, mmc):
    log("4 3", "", "", "", "skip", "skip")
    one(mmc, "--set", 2, "--reps", 5)
    assert sorted((s["session"], s["reps"]) for s in sets(mmc)) == [
        ("arms/arms", 4),
        ("arms/arms", 5),
    ]


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [("bizeps", "biceps_curl"), ("biceps_crul", "biceps_curl"), ("hack_squatt", "hack_squat")],
)
def test_a_name_that_is_misspelt_is_reported_with_the_nearest(mmc, wrong, meant):
    said = one(mmc, "--reps", 10, exercise=wrong)
    assert said.code == 2
    assert f"did you mean {meant}" in said.one_line
    assert sets(mmc) == []


def test_a_new_name_is_logged_with_a_note_and_known_from_then_on(mmc):
    first = one(mmc, "--reps", 3, exercise="grelber_blorp")
    assert first.code == 0
    assert first.err.startswith('note: no exercise is called "grelber_blorp"')
    again = one(mmc, "--reps", 4, exercise="Grelber blorp")
    assert "note" not in again.err
    assert one(mmc, "--reps", 4, exercise="grelber_blorb").code == 2
    assert [s["exercise"] for s in sets(mmc)] == ["grelber_blorp"] * 2


OWN = """
  - exercise: Bizeps
    reps: 4
    cues: {muscle_call: arms, lift: Lift., lower: Lower., external: Up.}
"""


def test_an_exercise_of_ones_own_is_known_from_its_session(mmc, tmp_path, monkeypatch):
    (tmp_path / "own.yaml").write_text(PLAN.split("  - superset", maxsplit=1)[0] + OWN.lstrip("\n"))
    monkeypatch.chdir(tmp_path)
    assert mmc("render", "own.yaml", "--engine", "silent").code == 0
    said = one(mmc, "--reps", 4, exercise="bizeps")
    assert (said.code, "note" in said.err) == (0, False)


@pytest.mark.parametrize(
    ("text", "logged"),
    [("22.5kg", (22.5, "kg")), ("2x10 kg", (10.0, "kg each")), ("+10kg", (10.0, "kg added")),
     ("pin 4", (4.0, "pin"))],
)  # fmt: skip
def test_a_load_is_logged_and_shown(mmc, text, logged):
    assert mmc("log", "--exercise", "biceps_curl", "--reps", 8, "--load", text).code == 0
    assert [(s["load"], s["unit"]) for s in sets(mmc)] == [logged]
    words = f"pin {logged[0]:g}" if logged[1] == "pin" else f"{logged[0]:g} {logged[1]}"
    assert words in mmc("log").out
    assert words in mmc("log", "--report").out


@pytest.mark.parametrize("text", ["65%", "2 RIR", "heavy", "bodyweight"])
def test_what_is_no_weight_is_refused(mmc, text):
    said = mmc("log", *ONE, "--load", text)
    assert (said.code, "write 22.5kg" in said.one_line) == (2, True)
    assert sets(mmc) == []


def test_a_skipped_set_is_no_set_that_was_done(mmc):
    assert mmc("log", "--exercise", "plank", "--set", 2, "--skipped").code == 0
    assert [(s["skipped"], s["reps"]) for s in sets(mmc)] == [(True, 0)]
    assert "skipped" in mmc("log").out
    assert "0 sets logged" in mmc("log", "--report").out


def test_the_report_says_today_and_counts_one_set_as_one(mmc):
    mmc("log", "--exercise", "plank", "--set", 1, "--reps", 0, "--felt", "target")
    said = mmc("log", "--report").out
    assert said.startswith("1 set logged\n")
    assert "  today" in said
    assert "0 days ago" not in said
