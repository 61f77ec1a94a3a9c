"""The spoken routines' own words: kind, varied, safe, and as long as they say."""

import re
from pathlib import Path

import pytest
import yaml
from records import texts

from mmc_audio.coaching.catalogue.files import exercises

FOLDER = Path(__file__).parents[2] / "mmc_audio" / "coaching"


def read(name: str) -> dict:
    return yaml.load((FOLDER / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


ROUTINES = read("routines.yaml")
BY_ID = {x["id"]: x for x in exercises()["exercises"]}
UNKIND = [
    r"hold your breath", r"push through", r"no pain", r"\bignore\b", r"guarantee", r"will grow",
    r"prevents? injur", r"\b(weak|asleep|lazy|dormant)\b", r"\bdead (?!bug|hang)",
    r"behind your toes", r"mirror",
    r"close your eyes", r"eyes closed(?! only)",
    r"\b(fat|thin|slim|skinny|toned|six-pack|beach body|burn calories|lose weight|sexy|ugly)\b",
    r"\b(hurry up|faster|right now|come on|don't stop|don't quit|push harder|no excuses)\b",
]  # fmt: skip
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
        assert drill["reassurance"] in drill["steps"]
        assert drill["litmus"].count("?") == 1
        assert "move on" in drill["not_yet"]
        assert drill["recall"]


def test_every_sport_names_a_drill_of_the_catalogue():
    for sport, schema in ROUTINES["sport_schemas"].items():
        assert schema["drill"] in BY_ID, sport
        assert all(schema[key] for key in ("say", "rest", "imagery"))


def test_sixteen_relaxation_groups_have_their_words():
    relaxation = ROUTINES["progressive_relaxation"]
    assert len(relaxation["groups_full"]) == len(relaxation["groups_full_16"]) == 16
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


def test_nothing_speaks_of_unnamed_sources():
    movements = sorted((FOLDER / "catalogue").rglob("*.yaml"))
    for path in (*movements, FOLDER / "routines.yaml"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\bS[03]\b|\b[Ss]eeds?\b|original wording", text)
