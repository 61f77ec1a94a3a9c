"""The catalogue's own words: each cue names its target, fits its phase, and is kind."""

import re
from collections.abc import Iterator

import pytest
from records import each, texts
from unkind import UNKIND

from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.coaching.naming.equipment import neutral

IN_SET = ("lift", "squeeze", "lower")

PARTS = {
    "abs": "abs deep low ribs belly tailbone",
    "arms": "biceps arm arms",
    "back of the arms": "triceps arm arms",
    "back of the thighs": "hamstring hamstrings thighs",
    "body": "body tall easy loose",
    "calves": "calf calves",
    "chest": "chest breastbone",
    "deep neck": "neck",
    "feet": "feet",
    "forearms": "forearm forearms grip",
    "front of the thighs": "thigh thighs kneecap",
    "glutes": "glute glutes hip hips",
    "hips": "hip hips",
    "inner thighs": "inner",
    "lats": "lat lats armpits",
    "legs": "leg legs thigh glute",
    "lower back": "back spine",
    "middle back": "blades back",
    "pelvic floor": "pelvic floor",
    "rotator cuff": "cuff shoulder",
    "serratus": "ribs",
    "shins": "shins",
    "shoulders": "shoulder shoulders delts",
    "side hips": "side",
    "traps": "traps neck",
    "waist": "waist side abs",
}
"""Words that name a part of the body, so that a cue is heard as meant for it."""

CALLS = {
    "abs": "abs", "back": "lower back", "back hip": "hips", "belly": "abs", "biceps": "arms",
    "calf": "calves", "calves": "calves", "chest": "chest", "cuff": "rotator cuff",
    "deep abs": "abs", "deep neck": "deep neck", "feet": "feet", "forearms": "forearms",
    "front delts": "shoulders", "front glute": "glutes", "front leg": "legs",
    "front thigh": "front of the thighs", "glute": "glutes", "glutes": "glutes",
    "grip": "forearms", "hamstring": "back of the thighs", "hamstrings": "back of the thighs",
    "hip": "hips", "hip crease": "hips", "hips": "hips", "inner thigh": "inner thighs",
    "inner thighs": "inner thighs", "lat": "lats", "lats": "lats", "legs": "legs",
    "low abs": "abs", "low traps": "traps", "lower back": "lower back", "mid back": "middle back",
    "pelvic floor": "pelvic floor", "forearm": "forearms",
    "rear delts": "shoulders", "rear shoulders": "shoulders", "shins": "shins",
    "shoulder": "shoulders",
    "shoulders": "shoulders", "side abs": "waist", "side delts": "shoulders",
    "side hip": "side hips", "side hips": "side hips", "side ribs": "serratus",
    "spine": "lower back",
    "standing glute": "glutes", "standing hip": "hips", "thigh": "front of the thighs",
    "thighs": "front of the thighs", "top leg": "legs", "traps": "traps",
    "triceps": "back of the arms",
    "upper arm": "arms", "upper back": "middle back", "upper chest": "chest", "waist": "waist",
    "whole body": "body",
}  # fmt: skip
VARIANT_CALLS = {"upper_back": "upper back", "rear_delts": "rear delts"}
MUSCLES = {
    "abs", "biceps", "calf", "calves", "chest", "delts", "glute", "glutes", "hamstring",
    "hamstrings", "lat", "lats", "traps", "triceps",
}  # fmt: skip
"""Names of muscles, as against joints and regions that any cue may mention."""

SAME_MUSCLE = {"hips": {"glute", "glutes"}}
"""A call to a joint may name the muscle that moves it."""


def wordings(text: str) -> list[str]:
    return [part.strip() for part in text.split("|")]


def words(text: str) -> list[str]:
    return re.findall(r"[a-z'-]+", text.lower())


def in_set(x: dict) -> Iterator[tuple[str, str, str]]:
    """Who is called, the slot, and the cue: the exercise's own and its variants'."""
    for slot in IN_SET:
        yield x["muscle_call"], slot, x["cues"]["internal"][slot]
    for variant, cues in x.get("focus_variants", {}).items():
        for slot, text in cues.items():
            yield VARIANT_CALLS.get(variant, variant), slot, text


def cues(x: dict) -> Iterator[str]:
    yield x["cues"]["internal"]["setup"]
    yield x["cues"]["external"]
    yield from (text for _, _, text in in_set(x))


@each
def test_first_wordings_have_three_to_nine_words_and_later_ones_fewer(x):
    for text in cues(x):
        lengths = [len(words(w)) for w in wordings(text)]
        assert 3 <= lengths[0] <= 9, text
        assert lengths == sorted(lengths, reverse=True), text


@each
def test_in_set_wordings_end_short_enough_for_one_second(x):
    for text in [x["cues"]["external"], *(text for _, _, text in in_set(x))]:
        last = wordings(text)[-1]
        assert len(words(last)) <= 3, text
        assert "," not in last, f"a comma is a pause: {text}"


@each
def test_no_cue_carries_a_sign_of_the_script_language(x):
    assert [t for t in texts(x) if re.search(r"[\[\]#@\\]|//|\|\||^\||\|$", t)] == []


@pytest.mark.covers("A03")
@each
def test_every_in_set_cue_names_its_target(x):
    for call, slot, text in in_set(x):
        near = set(PARTS[CALLS[call]].split()) | set(call.split())
        unnamed = [w for w in wordings(text) if not near & set(words(w))]
        assert unnamed == [], f"{call} {slot}"


@pytest.mark.covers("A07")
@each
def test_a_set_names_one_muscle_only(x):
    for call, slot, text in in_set(x):
        family = CALLS[call]
        own = set(PARTS[family].split()) | SAME_MUSCLE.get(family, set())
        assert (set(words(text)) & MUSCLES) - own == set(), f"{call} {slot}: {text}"


@pytest.mark.covers("A06")
@each
def test_external_cues_look_outside_the_body(x):
    assert set(words(x["cues"]["external"])) & MUSCLES == set()


@each
def test_phase_words_are_single_words_of_at_most_two_syllables(x):
    for word in x["phase_words"].values():
        assert re.fullmatch(r"[a-z]+", word)
        assert len(re.findall(r"[aeiouy]+", word.removesuffix("e"))) <= 2, word


@each
def test_isometric_work_and_its_breath_are_never_held_back(x):
    if x["contraction"] == "isometric":
        assert not re.search(r"\bhold (it|your|the) ?breath", x["breath"])
        assert x["breath"]


@pytest.mark.covers("A40")
@each
def test_form_check_is_one_short_question(x):
    for question in wordings(x["form_check"]):
        assert question.endswith("?")
        assert question.count("?") == 1
        assert len(question.split()) <= 15


@pytest.mark.covers("A25")
@each
def test_imagery_is_one_sentence(x):
    for picture in wordings(x["imagery"]):
        assert re.fullmatch(r"[A-Z][^.!?]*\.", picture), picture
        assert len(picture.split()) <= 26


@each
def test_what_is_done_on_a_chair_is_set_up_on_it(x):
    setup = x["cues"]["internal"]["setup"].split()[0]
    assert not (x["name"].startswith(("Seated", "Chair")) and setup in ("Stand", "Standing"))
    assert not (x["name"].startswith("Standing") and setup in ("Sit", "Lie"))


IRON = re.compile(r"\b(pad|the stops|sled|footplate|stack|safety (?:pins|arms))\b", re.IGNORECASE)
"""Parts of machines and racks."""

HAS_IRON = {"machine", "smith machine", "cable", "barbell", "sled", "safety bar", "dumbbell",
            "ez bar", "plate"}  # fmt: skip


@each
def test_nobody_is_sent_to_a_machine_that_is_not_there(x):
    assert HAS_IRON & {*x["equipment"]} or not IRON.search(x.get("safety") or "")


@pytest.mark.parametrize(
    ("name", "banned"),
    [("band squat", "stops"), ("banded hack squat", "stops"), ("band bench press", "spotter"),
     ("wall push-up", "bench"), ("decline push-up", "Raise the hands"), ("savasana", "heels;"),
     ("half crimp hang", "thumbs"), ("assisted pull-up with band", "pad")],
)  # fmt: skip
def test_another_implement_or_place_has_no_words_of_the_first(name, banned):
    found = load_catalogue().understand(name).exercise
    cues = found.cues
    words = [*cues.setup, *cues.lift, *cues.lower, *cues.external]
    words += [] if name == "wall push-up" else [found.safety]
    assert not [text for text in words if banned in text]


@each
def test_a_picture_stays_the_same_with_another_implement(x):
    seen = re.compile(r"\b(?:a|an|tent) \w+")
    for picture in texts(x["imagery"]):
        for tool in ("band", "kettlebells"):
            assert seen.findall(neutral(picture, tool)) == seen.findall(picture)


@each
def test_a_balance_keeps_its_eyes_open(x):
    said = " ".join(texts({k: v for k, v in x.items() if k != "safety"})).lower()
    assert "eyes closed" not in said
    assert "shut your eyes" not in said


@pytest.mark.covers("A27", "A55", "A56")
@each
def test_its_words_are_kind_and_promise_nothing(x):
    said = {key: value for key, value in x.items() if key not in ("note", "aliases")}
    for text in texts(said):
        assert [rule for rule in UNKIND if re.search(rule, text.lower())] == [], text


@each
def test_where_it_is_felt_can_follow_the(x):
    started = x["feel"]["target"].split()[0]
    assert started not in {"a", "across", "along", "an", "around", "between", "both", "one", "the"}
    assert not re.match(r"deep (in|behind|at|around)\b", x["feel"]["target"])
