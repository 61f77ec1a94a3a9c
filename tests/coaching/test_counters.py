"""One counter, one meaning: every rep can be known by ear, and alternating sides come out even."""

import re

import pytest
from sessions import BARE, reps, said, session_of, sets, timeline_of, work

from mmc_audio.advice.advise import advise
from mmc_audio.coaching.catalogue import load_catalogue

TEMPOS = ("3-0-2-1", "3-1-2-0", "2-0-2-0", "1-0-1-0", "30X1", "4-1-2-1", "5-0-1-2")

BARE_NUMBER = re.compile(r"^(Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)$")
KNOWN = re.compile(r"\bRep \w+|\bLast|One more|Two (more|to go)|^(Eleven|Twelve|Thirteen|Fourteen)")


def counted(section):
    """For each rep what is heard in its slots."""
    return [[cue.wordings[-1] for cue in rep if cue.wordings] for rep in reps(section)]


@pytest.mark.parametrize("tempo", TEMPOS)
@pytest.mark.parametrize("name", ["goblet squat", "biceps curl"])
@pytest.mark.parametrize("focus", ["internal", "external"])
def test_every_rep_is_known_by_ear(tempo, name, focus):
    item = f"{{exercise: {name}, sets: 3, reps: 12, tempo: {tempo}, focus: {focus}}}"
    for section in sets(work(item)):
        every = [[w for c in rep for w in c.wordings] for rep in reps(section)]
        one_idea = [len(rep) == 1 for rep in reps(section)]  # a short rep that an idea fills
        unknown = [
            n
            for n, rep in enumerate(every, 1)
            if n > 1 and not one_idea[n - 1] and not any(map(KNOWN.search, rep))
        ]
        assert unknown == []


@pytest.mark.parametrize("tempo", TEMPOS)
def test_a_bare_number_is_a_second_and_seconds_count_on_from_their_word(tempo):
    item = f"{{exercise: biceps curl, sets: 2, reps: 10, tempo: {tempo}}}"
    words = {"Two": 2, "Three": 3, "Four": 4, "Five": 5}
    for section in sets(work(item)):
        for rep in counted(section):
            numbers = [text for text in rep if BARE_NUMBER.match(text)]
            assert all(text in words for text in numbers)
            before = ""
            for text in rep:
                if text in words:
                    assert words.get(before, 1) == words[text] - 1
                before = text


def test_a_quick_movement_counts_reps_and_no_seconds():
    (section,) = sets(work("{exercise: kettlebell swing, sets: 1, reps: 12}"))
    numbers = [t for rep in counted(section) for t in rep if re.match(r"^[A-Z][a-z]+$", t)]
    called = [t for t in numbers if BARE_NUMBER.match(t)]
    assert called == sorted(set(called), key=called.index)


@pytest.mark.parametrize("asked", [7, 9, 10])
def test_alternating_reps_name_their_side_and_leave_none_short(asked):
    script = work(f"{{exercise: reverse lunge, sets: 1, reps: {asked}}}")
    (section,) = sets(script)
    done = reps(section)
    assert len(done) % 2 == 0
    assert len(done) >= asked
    for number, rep in enumerate(done, 1):
        named = [t for c in rep for t in c.wordings if t in ("Left", "Right")]
        assert named in ([], ["Left" if number % 2 else "Right"])
    heard = [
        n
        for n, rep in enumerate(done, 1)
        if any(t in ("Left", "Right") for c in rep for t in c.wordings)
    ]
    assert len(heard) >= len(done) / 2
    assert any("Left side first" in text for text in said(section))
    assert any("left and right in turn" in text for text in said(section))


def test_an_odd_number_for_two_sides_is_pointed_out():
    session = session_of(f"{BARE}work: [{{exercise: reverse lunge, sets: 2, reps: 9}}]")
    (one,) = [a for a in advise(session, load_catalogue()) if a.id == "W-REPS"]
    assert "9 reps leave one side short" in one.what
    assert one.suggest == {"reps": 10}


def test_no_bank_says_left_for_what_remains_in_a_set():
    script = work("{exercise: bulgarian split squat, sets: 4, reps: 8, side: each, rest: 30s}")
    for section in sets(script):
        spoken = [t for rep in reps(section) for c in rep for t in c.wordings]
        assert not any(re.search(r"\b(two|three|one) left\b", t, re.IGNORECASE) for t in spoken)


def test_the_numbers_fit_their_beat_at_the_usual_pace():
    timeline = timeline_of(work("{exercise: biceps curl, sets: 1, reps: 10, tempo: 3-0-2-1}"))
    marked = [
        c
        for s in sets(timeline)
        for c in s.cues
        if c.cue.wordings[:1] and c.cue.wordings[0].startswith("Rep ")
    ]
    assert len(marked) >= 3
    assert all(c.end_ms - c.at_ms <= 1000 for c in marked)
