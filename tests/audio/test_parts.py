from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mixing import mix_section, mixed

from mmc_audio.audio.parts import PART_MS, QUIET_MS, heard_at, parts, section_samples, whole
from mmc_audio.script.cue import Cue
from mmc_audio.speech.engine import Clip, Utterance
from mmc_audio.timeline.model import PlacedCue, PlacedSound, SectionTimeline
from mmc_audio.units import ENCODER_DELAY, FRAME, Samples, samples

SAY = Utterance("In", "v", 150)
ATTACK = samples(40)
"""The longest that a trimmed clip has."""


def word(length_ms=700):
    rng = np.random.default_rng(length_ms)
    pcm = rng.integers(-9000, 9000, ATTACK + samples(length_ms)).astype(np.int16)
    return Clip(pcm, ATTACK)


def section(starts, *, length_ms=700, total_ms=None):
    cues = tuple(PlacedCue(Cue(("In",)), SAY, 1.0, s, s + length_ms, None, 0.0) for s in starts)
    end = total_ms or (max(starts, default=0) + 5000)
    return SectionTimeline("Run", {}, end, cues)


places = st.lists(st.integers(800, 20_000), max_size=60).map(
    lambda gaps: [sum(gaps[: n + 1]) for n in range(len(gaps))]
)


@given(places)
def test_parts_cover_a_section_in_whole_frames_and_lose_nothing(starts):
    one = section(starts)
    cut = list(parts(one))
    assert cut[0].start == 0
    assert cut[-1].end == section_samples(one)
    assert [part.end for part in cut[:-1]] == [part.start for part in cut[1:]]
    assert all(part.start % FRAME == 0 and part.length > 0 for part in cut)
    assert [placed for part in cut for placed in part.placed] == list(whole(one).placed)


@given(places)
def test_a_cut_leaves_silence_for_the_encoder_on_both_sides(starts):
    for part in parts(section(starts)):
        for placed in part.placed:
            assert part.at(placed.at_ms) - ATTACK >= ENCODER_DELAY or part.start == 0
            assert part.at(placed.end_ms) <= part.length - 47


def test_parts_mixed_one_by_one_are_the_section():
    one = section(range(0, 400_000, 1900))
    expected = mix_section(one, lambda _: word())
    got = np.zeros(len(expected), np.int16)
    for part in parts(one):
        for at, pcm in mixed(part, lambda _: word()):
            got[part.start + at :][: len(pcm)] = pcm
    np.testing.assert_array_equal(got, expected)
    whole_parts = list(parts(one))[:-1]
    assert all(samples(PART_MS) <= part.length < samples(PART_MS + 2000) for part in whole_parts)


def test_blocks_come_in_order_and_do_not_overlap():
    one = section([0, 500, 1100, 9000, 9050])
    spans = [(at, at + len(pcm)) for at, pcm in mixed(whole(one), lambda _: word())]
    assert spans == sorted(spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def test_words_without_a_pause_are_never_torn():
    one = section(range(0, 300_000, 700 + QUIET_MS - 1))
    assert list(parts(one)) == [whole(one)]


def test_a_longer_word_leaves_the_parts_after_it_as_they_were():
    """A slot keeps its time, so an edit must not move the cuts behind it."""
    short = section(range(0, 300_000, 2000))
    long_ = section(range(0, 300_000, 2000), length_ms=1500)
    assert [p.start for p in parts(short)] == [p.start for p in parts(long_)]


def test_a_sound_that_rings_over_the_next_words_is_not_cut():
    ringing = PlacedSound("rise", 0, 90_000, 0.0)
    cues = section([70_000, 89_000, 91_000]).cues
    one = SectionTimeline("Breath", {}, 95_000, cues, (ringing,))
    assert [len(part.placed) for part in parts(one)] == [3, 1]


@pytest.mark.parametrize("total_ms", [0, 1, 3_600_000])
def test_silence_is_one_part(total_ms):
    (part,) = parts(section([], total_ms=total_ms))
    assert part.length == section_samples(section([], total_ms=total_ms))
    assert part.at(0) == heard_at(Samples(0), 0)
