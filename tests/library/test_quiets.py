"""Where in a rest nothing is heard, so that it can be made longer."""

from hypothesis import given
from hypothesis import strategies as st

from mmc_audio.library.quiets import SHORTEST_S, with_quiets


def cue(start, end, label="checkin", text="Rest"):
    return {"start_s": start, "end_s": end, "text": text, "labels": [label]}


def time(kind="rest", start=40.0, end=100.0, self_paced=False):
    return {"kind": kind, "start_s": start, "end_s": end, "self_paced": self_paced}


def quiets(cues, sounds=(), **more):
    (found,) = with_quiets([time(**more)], cues, sounds)
    return found["quiets"]


def test_a_silence_is_what_is_left_between_words_and_sounds():
    bell = [{"start_s": 70.0, "end_s": 71.0}]
    assert quiets([cue(41, 44), cue(60, 62)], bell) == [(44.3, 59.9), (62.3, 69.9), (71.3, 99.9)]


def test_time_is_not_spent_within_the_countdown_that_ends_a_rest():
    count = [cue(at, at + 0.4, "countdown") for at in (88, 95, 98, 99)]
    assert quiets([cue(41, 44), *count]) == [(44.3, 87.9)]
    assert quiets([cue(40, 87.5), *count]) == [(88.7, 94.9), (95.7, 97.9)]


def test_words_behind_a_countdown_are_no_part_of_it():
    assert quiets([cue(50, 51, "countdown"), cue(60, 61)])[-1] == (61.3, 99.9)


def test_only_a_rest_and_a_set_at_ones_own_pace_have_any():
    assert quiets([], kind="work") == []
    assert quiets([], kind="work", self_paced=True) == [(40.3, 99.9)]
    assert quiets([cue(40, 100)]) == []


SPANS = st.lists(
    st.tuples(st.floats(0, 140), st.floats(0.1, 20), st.sampled_from(["countdown", "focus"])),
    max_size=12,
)


@given(SPANS)
def test_nothing_is_heard_in_a_silence(spans):
    cues = sorted(
        (cue(at, at + length, label) for at, length, label in spans), key=lambda one: one["start_s"]
    )
    for begin, until in quiets(cues):
        assert 40 <= begin < until <= 100
        assert until - begin >= SHORTEST_S - 0.01
        assert not [one for one in cues if one["start_s"] < until and one["end_s"] > begin]
