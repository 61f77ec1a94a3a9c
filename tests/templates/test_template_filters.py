"""What a coach has beyond Jinja."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc_audio.script.parse import parse
from mmc_audio.templates import filters
from mmc_audio.templates import number_words as said
from mmc_audio.templates.filters import Picks, UseError
from mmc_audio.templates.values import PlainDataMaker, escaped

SPOKEN = {
    0: "zero",
    3: "three",
    16: "sixteen",
    20: "twenty",
    42: "forty-two",
    100: "one hundred",
    105: "one hundred five",
    1000: "one thousand",
    12_345: "twelve thousand three hundred forty-five",
    -4: "minus four",
    2.5: "two point five",
    32.5: "thirty-two point five",
    0.25: "zero point two five",
    75.0: "seventy-five",
    "12": "twelve",
}


@pytest.mark.parametrize("number", SPOKEN)
def test_numbers_are_spoken(number):
    assert said.spoken(number, language="en") == SPOKEN[number]


@given(st.integers(0, 999_999))
def test_every_number_has_words_of_letters(number):
    assert all(
        word.isalpha() for word in said.spoken(number, language="en").replace("-", " ").split()
    )


@given(st.integers(0, 999_999), st.integers(0, 999_999))
def test_no_two_numbers_have_the_same_words(one, other):
    assert (said.spoken(one, language="en") == said.spoken(other, language="en")) == (one == other)


ORDINALS = {1: "first", 2: "second", 3: "third", 5: "fifth", 8: "eighth", 12: "twelfth",
            20: "twentieth", 21: "twenty-first", 100: "one hundredth"}  # fmt: skip


@pytest.mark.parametrize("number", ORDINALS)
def test_places_are_spoken(number):
    assert said.ordinal(number, language="en") == ORDINALS[number]


DURATIONS = {
    1: "one second",
    45: "forty-five seconds",
    2.5: "two point five seconds",
    60: "one minute",
    90: "one minute thirty",
    120: "two minutes",
    605: "ten minutes five",
    3600: "one hour",
    5400: "one hour thirty minutes",
    59.96: "one minute",
}


@pytest.mark.parametrize("length", DURATIONS)
def test_durations_are_spoken(length):
    assert said.duration(length, language="en") == DURATIONS[length]


def test_times_are_written_as_directives_take_them():
    assert [filters.s(2), filters.s(2.5), filters.s("3"), filters.s(1 / 3)] == [
        "2s", "2.5s", "3s", "0.333s",
    ]  # fmt: skip
    assert [filters.ms(2500), filters.ms(40), filters.ms(60_000)] == ["2.5s", "0.04s", "60s"]
    assert [filters.seconds(75_000), filters.seconds(2500)] == [75, 2.5]


@given(st.integers(1, 3_600_000))
def test_every_length_in_milliseconds_survives_as_a_directive(length):
    (section,) = parse(f"# A\n[{filters.ms(length)}]").sections
    assert section.items[0].slot_ms == length
    (section,) = parse(f"# A\n[{filters.s(filters.seconds(length))}]").sections
    assert section.items[0].slot_ms == length


def test_one_and_many():
    assert [said.plural(n, "rep", language="en") for n in (0, 1, 2)] == ["reps", "rep", "reps"]
    assert said.plural(2, "foot", "feet", language="en") == "feet"
    names = ("burpee", "bench press", "push", "reach", "box", "jumping jacks")
    assert [said.plural(2, name, language="en") for name in names] == [
        "burpees", "bench presses", "pushes", "reaches", "boxes", "jumping jacks",
    ]  # fmt: skip
    assert said.plural(2, "serie", language="es") == "serie"
    assert [said.count(n, "rep", language="en") for n in (1, 3)] == ["one rep", "three reps"]


def test_wordings():
    assert filters.wordings("a", ["b", "", "a"], [], "c") == ["a", "b", "c"]
    assert filters.within(["lift", "up"], "Left: {}.") == ["Left: lift.", "Left: up."]
    assert [filters.longest(["a", "b"]), filters.shortest(["a", "b"])] == ["a", "b"]
    assert [filters.longest("a b"), filters.shortest("a b"), filters.longest([])] == [
        "a b", "a b", "",
    ]  # fmt: skip
    assert filters.sentence(["lift", "Up!", "x?"]) == ["Lift.", "Up!", "X?"]
    assert filters.cap("iPad") == "IPad"


def test_words_fade():
    words = ["all of it", "some", ""]
    assert [filters.fade(words, n) for n in (0, 1, 2, 3, 9)] == [
        "all of it", "all of it", "some", "", "",
    ]  # fmt: skip


def test_every_nth():
    assert [n for n in range(10) if filters.every(n, 3)] == [3, 6, 9]
    assert [n for n in range(10) if filters.every(n, 3, 1)] == [1, 4, 7]


TEMPO = {"eccentric": 3, "stretch": 0, "concentric": 2, "peak": 1.5, "fast": ["concentric"]}


def test_the_phases_of_a_rep_in_the_order_performed():
    names = [phase["name"] for phase in filters.phases(TEMPO)]
    assert names == ["eccentric", "concentric", "peak"]
    lift = filters.phases(TEMPO | {"start": "concentric"})
    assert [(phase["name"], phase["s"], phase["fast"]) for phase in lift] == [
        ("concentric", 2, True), ("peak", 1.5, False), ("eccentric", 3, False),
    ]  # fmt: skip
    assert [beat["s"] for beat in lift[2]["beats"]] == [1, 1, 1]


@given(st.integers(1, 600_000))
def test_beats_fill_their_phase_exactly(length):
    beats = filters.beats(length / 1000)
    assert sum(round(beat["s"] * 1000) for beat in beats) == length
    assert all(beat["s"] == 1 for beat in beats[:-1])
    assert beats[-1]["s"] < 2
    assert [beat["number"] for beat in beats if beat["last"]] == [len(beats)]


WRONG = [
    lambda: said.spoken("three", language="en"),
    lambda: said.spoken(True, language="en"),
    lambda: said.spoken(10**6, language="en"),
    lambda: filters.within("a", "no braces"),
    lambda: filters.fade([], 1),
    lambda: filters.fade("words", 1),
    lambda: filters.every(3, 0),
    lambda: filters.phases("3-0-2-1"),
    lambda: filters.beats(10_000),
]


@pytest.mark.parametrize("use", WRONG)
def test_a_wrong_use_is_reported_with_its_fix(use):
    with pytest.raises(UseError, match=r"; |as in"):
        use()


def picked(seeds, choices, template="rest"):
    picks = Picks()
    found = []
    for seed in seeds:
        picks.begin(seed)
        found.append(picks.pick(template, choices))
    return found


@given(st.lists(st.text(max_size=5), max_size=20), st.integers(2, 6))
def test_neighbours_never_pick_the_same(seeds, many):
    found = picked(seeds, list(range(many)))
    assert all(one != other for one, other in itertools.pairwise(found))


@given(st.lists(st.text(max_size=5), max_size=20), st.integers(1, 6))
def test_a_plan_always_picks_the_same(seeds, many):
    assert picked(seeds, list(range(many))) == picked(seeds, list(range(many)))


def test_each_is_picked_and_days_differ():
    days = [picked([f"plan/{day}/{n}" for n in range(6)], list("abcd")) for day in range(10)]
    assert {one for day in days for one in day} == set("abcd")
    assert len({tuple(day) for day in days}) > 5


SPECIAL = st.text(alphabet='[]#@|\\/{}"%\n\r\t\0\x1c\u2028 aé1', max_size=30)


@given(SPECIAL)
def test_no_value_becomes_a_directive(value):
    line = f"[2s] {escaped(value)}"
    assert "\n" not in line
    if not any(char.isalnum() for char in value):
        return
    (section,) = parse(f"# Title\n{escaped(value)}\n").sections
    (cue,) = section.items
    (wording,) = cue.wordings
    assert (cue.slot_ms, cue.sounds, cue.labels) == (None, (), ())
    kept = [char for char in value if char.isalnum() or char in '[]#@|\\/{}"%']
    assert [char for char in wording if not char.isspace()] == kept


@given(SPECIAL)
def test_a_value_in_a_heading_stays_its_title(value):
    if any(char.isalnum() for char in value):
        (section,) = parse(f'# {escaped(value)} {{name="{escaped(value)}"}}\n').sections
        assert section.title.split() == section.attributes["name"].split()


def test_only_plain_data_goes_into_a_template(tmp_path):
    assert PlainDataMaker()({"a": (1, 2.5, None, True, "x"), "b": {"c": ["|"]}}) == {
        "a": [1, 2.5, None, True, "x"], "b": {"c": ["\\|"]},
    }  # fmt: skip
    for value in (tmp_path, object(), print, b"bytes"):
        with pytest.raises(TypeError, match="plain data only"):
            PlainDataMaker()({"a": value})
