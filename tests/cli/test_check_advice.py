"""`mmc-audio check` gives advice with its place, reason and source, and lets every plan pass."""

import io
import json
import wave

import pytest

HEAVY = """\
title: Heavy
goal: hypertrophy
prepare: none
close: none
one_rm: {bench_press: 50kg}
bed: {file: song.wav}
work:
  - {exercise: bench_press, sets: 2, reps: 6, load: 80%, focus: internal, rest: 60s}
"""
FORMULAIC = "intro: false\nack_safety: true\n"


@pytest.fixture(autouse=True)
def song(tmp_path, monkeypatch):
    """Two seconds of music beside the plan, which is also where we are."""
    monkeypatch.chdir(tmp_path)
    with wave.open(str(tmp_path / "song.wav"), "wb") as file:
        file.setparams((1, 2, 44100, 0, "NONE", ""))
        file.writeframes(bytes([1, 0, 255, 127]) * 44100)


@pytest.fixture
def heavy(tmp_path):
    path = tmp_path / "heavy.yaml"
    path.write_text(HEAVY)
    return path


def advised(mmc, *arguments):
    said = mmc("check", "--engine", "silent", "--json", *arguments)
    assert said.code == 0
    return {one["id"]: one for one in json.loads(said.out)[0]["advice"]}


@pytest.mark.covers("A17", "A18")
def test_advice_is_reported_with_line_reason_and_source(mmc, heavy):
    said = mmc("check", "--engine", "silent", heavy)
    assert said.code == 0
    assert f"{heavy}:8:5: strong W-LOAD: Bench press at 80 %" in said.out
    assert "lighten to 65 % (32.5 kg)" in said.out
    assert "(Calatayud et al. 2016)" in said.out
    assert f"{heavy}:6:1: warning W-MUSIC: song.wav" in said.out
    assert "mmc-audio explain" in said.err


def test_advice_is_data_for_programs(mmc, heavy):
    found = advised(mmc, heavy)
    assert found["W-LOAD"] == {
        "id": "W-LOAD",
        "severity": "strong",
        "plan": str(heavy),
        "line": 8,
        "column": 5,
        "exercise": "bench_press",
        "what": found["W-LOAD"]["what"],
        "suggest": {"load": "65%", "weight": "32.5 kg"},
        "title": "The load leaves no room for attention",
        "reason": found["W-LOAD"]["reason"],
        "source": "Calatayud et al. 2016",
    }
    assert (found["W-MUSIC"]["line"], found["W-MUSIC"]["exercise"]) == (6, None)
    assert (found["W-ACTIVATION"]["line"], found["W-SOLO"]["severity"]) == (3, "warning")


def test_advice_may_be_left_out(mmc, heavy):
    assert advised(mmc, heavy, "--no-advice") == {}


def test_a_good_plan_is_good_and_no_more(mmc, good_plan):
    said = mmc("check", "--engine", "silent", good_plan)
    assert said.out.strip().splitlines()[0].startswith(f"{good_plan}: good.")
    assert "strong" not in said.out


def test_a_plan_on_stdin_is_advised_too(mmc, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(HEAVY.encode())))
    found = advised(mmc, "-")
    assert (found["W-LOAD"]["plan"], found["W-LOAD"]["line"]) == ("<stdin>", 8)
    assert (found["W-MUSIC"]["line"], found["W-MUSIC"]["column"]) == (6, 1)


def test_a_cue_script_has_no_plan_to_advise_on(mmc, tmp_path):
    path = tmp_path / "my.cues"
    path.write_text("# One\nSit tall.\n")
    assert advised(mmc, path) == {}


def test_a_wrong_plan_gets_its_mistakes_and_no_advice(mmc, tmp_path):
    path = tmp_path / "wrong.yaml"
    path.write_text("work:\n  - {exercise: bench_press, load: 80%, focus: inwards}\n")
    said = mmc("check", path)
    assert said.code == 65
    assert "W-" not in said.out + said.err


def test_a_set_full_of_words_is_too_much_talk(mmc, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "reps.cues.j2").write_text(
        "{% for rep in reps %}\n## Rep {{ rep.number }}\n[6s, focus] "
        "Feel the muscle work from the very bottom all the way up to the top\n{% endfor %}\n"
    )
    path = tmp_path / "talk.yaml"
    path.write_text("work:\n  - {exercise: biceps_curl, sets: 1, reps: 8}\n")
    assert "W-TALK" in advised(mmc, path)
    (tmp_path / "templates" / "reps.cues.j2").unlink()
    assert "W-TALK" not in advised(mmc, path)


def test_render_says_that_there_are_notes_and_renders(mmc, heavy, tmp_path):
    plan = tmp_path / "notes.yaml"
    plan.write_text(
        HEAVY.replace("bed: {file: song.wav}\n", FORMULAIC).replace("sets: 2", "sets: 1")
    )
    said = mmc("render", "--engine", "silent", plan, "-o", tmp_path / "out")
    assert said.code == 0
    assert f"3 coaching notes: mmc-audio check {plan} --engine silent" in said.err
    assert "W-LOAD" not in said.out + said.err
    reported = mmc("render", "--engine", "silent", plan, "-o", tmp_path / "out", "--json")
    assert json.loads(reported.out)[0]["notes"] == 3


def test_render_says_nothing_where_there_is_nothing_to_say(mmc, good_plan, tmp_path):
    said = mmc("render", "--engine", "silent", good_plan, "-o", tmp_path / "out")
    assert "coaching note" not in said.err


@pytest.mark.covers("A33")
def test_a_tired_day_lightens_the_session(mmc, tmp_path):
    plan = tmp_path / "day.yaml"
    plan.write_text("work:\n  - {exercise: biceps_curl, sets: 3, reps: 8, rest: 60s}\n")
    usual, low = (
        json.loads(mmc("check", plan, "--engine", "silent", "--json", *more).out)[0]["duration_s"]
        for more in ([], ["--readiness", "low"])
    )
    assert low < usual - 60
    said = mmc("render", plan, "--engine", "silent", "--readiness", "low", "-o", tmp_path / "out")
    assert said.code == 0
    (sheet,) = (tmp_path / "out").rglob("*.cues.json")
    assert "energy is low" in sheet.read_text()


def test_readiness_is_one_of_three_words(mmc, good_plan):
    said = mmc("check", good_plan, "--readiness", "tired")
    assert said.code == 2
    assert "low" in said.one_line
