"""The spoken routines' own words: kind, varied, safe, and as long as they say."""

import re
from pathlib import Path

import pytest
import yaml
from records import texts
from unkind import UNKIND

from mmc_audio.coaching.catalogue.files import exercises

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "mmc_audio" / "coaching"


def read(name: str) -> dict:
    return yaml.load((FOLDER / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


ROUTINES = read("routines.yaml")
BY_ID = {x["id"]: x for x in exercises()["exercises"]}
ALLOWED = {
    "intro": [r"mirror"],
    "body_scan": [r"close your eyes"],
}


@pytest.mark.covers("A24", "A56")
@pytest.mark.parametrize("key", ROUTINES)
def test_the_routines_words_are_kind_and_promise_nothing(key):
    rules = [rule for rule in UNKIND if rule not in ALLOWED.get(key, [])]
    for text in texts(ROUTINES[key]):
        assert [rule for rule in rules if re.search(rule, text.lower())] == [], text


@pytest.mark.covers("A53")
def test_no_line_of_a_bank_is_said_twice():
    for bank in ("internal", "external", "hold"):
        lines = ROUTINES["pre_set_focus"][bank]
        assert len(lines) == len(set(lines))
    assert len(set(ROUTINES["closing"]["reflect"])) >= 6
    assert len(set(ROUTINES["questions"])) >= 6


@pytest.mark.covers("A15")
def test_every_drill_is_complete_and_names_an_exercise():
    for muscle, name in ROUTINES["activation_library"].items():
        drill = ROUTINES[name]
        assert drill["exercise"] in BY_ID, muscle
        assert len(drill["steps"]) == len(drill["brief"]) == 4
        assert drill["litmus"].count("?") == 1
        assert "move on" in drill["not_yet"]
        assert drill["recall"]


def test_every_sport_names_a_drill_of_the_catalogue():
    for sport, schema in ROUTINES["sport_schemas"].items():
        assert schema["drill"] in BY_ID, sport
        assert all(schema[key] for key in ("say", "rest", "imagery"))


def test_sixteen_relaxation_groups_have_their_words():
    relaxation = ROUTINES["progressive_relaxation"]
    assert len(relaxation["groups_full"]) == 16
    assert all(group["tense"] and group["release"] for group in relaxation["groups_full"])


@pytest.mark.covers("A51", "A52")
def test_sessions_at_the_desk_keep_to_their_minutes():
    for key, low, high in (("desk_reset", 180, 240), ("microbreak", 0, 120)):
        session = ROUTINES[key]
        assert low <= sum(step["s"] for step in session["steps"]) <= high
        assert session["posture"] == "seated"
        assert session["eyes"] == "open"
        assert "lie down" not in " ".join(texts(session["steps"])).lower()


@pytest.mark.covers("A58")
def test_the_why_is_one_plain_sentence():
    assert len(ROUTINES["why"].split()) <= 25
    assert not re.search(r"percent|%|\d", ROUTINES["why"])


@pytest.mark.covers("A14")
def test_milestones_are_rules_of_thumb():
    assert all("rule of thumb" in text for text in ROUTINES["milestones"].values())


AFTER = ROUTINES["after_set"]
ASKED = [q for key, bank in AFTER.items() if key.startswith(("feel", "reserve")) for q in bank]


@pytest.mark.covers("A41", "A42")
@pytest.mark.parametrize("answers", [AFTER["answers"], AFTER["answers"] | AFTER["free_answers"]])
def test_every_question_has_answers_in_turn(answers):
    assert {q["then"] for q in ASKED if len(set(answers[q["then"]])) < 3} == set()


NUMBERS = re.compile(r"\b(three|low|middl\w*|seven|six|between)\b")


@pytest.mark.parametrize("answers", [AFTER["answers"], AFTER["free_answers"]])
def test_an_answer_fits_what_was_asked(answers):
    """A number from zero to ten is answered by numbers or low and high, a share by its half."""
    by_answer = {q["then"]: q["ask"] for q in ASKED}
    assert "tenths" in " ".join(q["ask"] for q in ASKED if q["then"] == "share")
    assert "zero to ten" in by_answer["clear"]
    for long, *_ in (text.split(" | ") for text in answers["clear"]):
        assert len(NUMBERS.findall(long.lower())) >= 2, long
    for text in answers["share"]:
        assert all("half" in one.lower() for one in text.split(" | ")), text


def test_each_way_to_touch_has_three_versions():
    assert {len(set(lines)) for lines in ROUTINES["touch"].values()} == {3}


def test_nothing_speaks_of_unnamed_sources():
    movements = sorted((FOLDER / "catalogue").rglob("*.yaml"))
    for path in (*movements, FOLDER / "routines.yaml"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\bS[03]\b|\b[Ss]eeds?\b|original wording", text)


BY_VALUE = {
    "activation_elsewhere", "activation_library", "aims", "milestones", "motion_lines", "of",
    "presets_s_per_region", "profile", "readiness", "sport_schemas", "touch", "next_stage",
    "modality_lines", "answers", "free_answers",
}  # fmt: skip
"""What is looked up by a word of the plan, the catalogue or the file itself."""
PUT_TOGETHER = re.compile(
    r"(feel|reserve)(_hold|_stretch|_clock)?(_external)?|external_\w+|\w+_free"
    r"|(hold_)?forms_(grip|free|two_sided|one_sided)|(lost|found)_(lighter|heavier|slower|same|easier)"
)
"""Keys that code puts together from parts."""


def keys_of(value: object, above: str = "") -> set[str]:
    """Every key that code has to name, to reach what is below it."""
    if isinstance(value, list):
        return set().union(*(keys_of(each, above) for each in value))
    if not isinstance(value, dict):
        return set()
    mine = set() if above in BY_VALUE or above == "" else {str(key) for key in value}
    return mine.union(*(keys_of(each, str(key)) for key, each in value.items()))


def test_every_text_is_reached_by_some_code():
    """A line that nothing says is a promise to whoever translates or edits it."""
    files = [*ROOT.joinpath("mmc_audio").rglob("*.py"), *ROOT.joinpath("templates").rglob("*.j2")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in files)
    named = set(re.findall(r"[\"'.]([a-z_0-9]+)\b", code))
    drills = set(ROUTINES["activation_library"].values())
    asked = (keys_of(ROUTINES) | ROUTINES.keys() - drills) - {"schema"}
    assert {key for key in asked - named if not PUT_TOGETHER.fullmatch(key)} == set()
    answered = {q["then"] for q in ASKED}
    assert answered == AFTER["answers"].keys() >= AFTER["free_answers"].keys()
    motions = {exercise.get("motion") for exercise in BY_ID.values()} - {None, ""}
    assert ROUTINES["motion_lines"].keys() <= motions
