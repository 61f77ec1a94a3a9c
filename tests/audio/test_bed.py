from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmc_audio.audio.bed import Bed, looped, near
from mmc_audio.units import SAMPLE_RATE, Samples, gain, samples

LONG = Samples(3 * 3600 * SAMPLE_RATE)
FAR = Samples(3600 * SAMPLE_RATE)
MINUTE = 60 * SAMPLE_RATE


def flat(seconds=30, value=10_000):
    """Music whose every sample is the same, so that the gain can be read off it."""
    return np.full(seconds * SAMPLE_RATE, value, np.int16)


def gain_db(spoken, first, end, **bed):
    """The bed's gain over its music, dB, with the loudness of the music said to be -19 LUFS."""
    under = Bed(flat(), -19.0, LONG, **bed).under(spoken, FAR)
    return 20 * np.log10(np.abs(under(first, end)) / (10_000 / 32768) + 1e-12)


@pytest.mark.parametrize(("lufs", "ducked"), [(-45, 6), (-49, 10), (-65, 10), (-69.9, 10)])
def test_music_that_is_all_but_silent_is_not_made_loud(lufs, ducked):
    under = Bed(flat(value=10), float(lufs), LONG).under([(at(20), at(22))], FAR)
    gain = [20 * np.log10(under(at(s), at(s) + 1)[0] / (10 / 32768)) for s in (21, 40)]
    assert gain == pytest.approx([ducked, ducked + 10], abs=0.05)


def at(second):
    return round(second * SAMPLE_RATE)


class TestDucking:
    SPOKEN = ((at(20), at(22)), (at(30), at(31)), (at(32.4), at(33)), (at(35), at(36)))

    def level(self, second):
        return float(gain_db(self.SPOKEN, at(second), at(second) + 1)[0])

    def test_twenty_decibels_under_speech(self):
        assert self.level(20.0) == pytest.approx(-20, abs=0.05)
        assert self.level(21.9) == pytest.approx(-20, abs=0.05)

    def test_ten_where_nobody_speaks(self):
        assert self.level(10) == pytest.approx(-10, abs=0.05)
        assert self.level(27) == pytest.approx(-10, abs=0.05)

    def test_goes_down_before_the_word(self):
        assert self.level(19.69) == pytest.approx(-10, abs=0.05)
        assert self.level(19.85) == pytest.approx(-15, abs=0.1)

    def test_comes_up_slowly_after_it(self):
        assert self.level(22.4) == pytest.approx(-15, abs=0.1)
        assert self.level(22.81) == pytest.approx(-10, abs=0.05)

    def test_stays_down_in_short_gaps_and_comes_up_in_long_ones(self):
        assert self.level(31.7) == pytest.approx(-20, abs=0.05)
        assert self.level(34) == pytest.approx(-10, abs=1.0)

    def test_the_level_can_be_asked_for(self):
        under = gain_db(self.SPOKEN, at(21), at(21) + 1, level_db=-30.0)
        assert float(under[0]) == pytest.approx(-30, abs=0.05)

    def test_no_step_is_heard(self):
        levels = gain_db(self.SPOKEN, at(5), at(50))
        assert np.abs(np.diff(levels)).max() < 0.01


@settings(max_examples=8)
@given(st.lists(st.integers(1, MINUTE - 1), min_size=1, max_size=6, unique=True))
def test_a_bed_in_pieces_is_the_bed_in_one(cuts):
    rng = np.random.default_rng(5)
    bed = Bed(rng.integers(-9000, 9000, 7 * SAMPLE_RATE).astype(np.int16), -20.0, LONG)
    under = bed.under([(at(3), at(5)), (at(30), at(31))], FAR)
    bounds = [0, *sorted(cuts), MINUTE]
    pieces = [under(a, b) for a, b in pairwise(bounds)]
    np.testing.assert_allclose(np.concatenate(pieces), under(0, MINUTE), atol=2e-5)


def test_the_session_fades_in_and_out():
    bed = Bed(flat(), -19.0, Samples(2 * MINUTE))
    first, last = bed.under([], Samples(0)), bed.under([], Samples(MINUTE))
    full = float(first(at(30), at(30) + 1)[0])
    assert float(first(at(1), at(1) + 1)[0]) == pytest.approx(full / 2, rel=0.01)
    assert float(last(at(58), at(58) + 1)[0]) == pytest.approx(full / 2, rel=0.01)
    assert not first(-samples(48), 1).any()
    assert np.abs(last(MINUTE, MINUTE + samples(48))).max() < 1e-8


@given(st.lists(st.integers(1, 59), unique=True).map(sorted), st.integers(1, MINUTE - 1))
def test_two_sections_agree_on_the_bed_where_they_meet(seconds, join):
    """Whatever is spoken before and after: the level at the join is one.

    To 0.04 dB, which nobody hears: each section computes its level on a grid of its own.
    """
    spans = [(at(second), at(second + 0.7)) for second in seconds]
    bed = Bed(flat(), -19.0, LONG)
    before = bed.under(near(spans, 0, join), FAR)
    after = bed.under(near(spans, join, MINUTE - join), Samples(FAR + join))
    reach = samples(190)
    np.testing.assert_allclose(
        before(join - reach, join + reach), after(-reach, reach), rtol=5e-3, atol=1e-6
    )


@given(st.integers(0, 200_000), st.integers(1, 50_000))
def test_endless_music_is_the_same_wherever_one_begins_to_listen(start, length):
    music = np.random.default_rng(1).integers(-9000, 9000, 30_000).astype(np.int16)
    whole = looped(music, 0, 250_000)
    np.testing.assert_array_equal(looped(music, start, length), whole[start : start + length])


def test_the_first_round_is_the_music_itself():
    music = np.random.default_rng(1).integers(-9000, 9000, 30_000).astype(np.int16)
    np.testing.assert_array_equal(looped(music, 0, 22_500) * 32768, music[:22_500])


def test_the_seam_does_not_click():
    """A tone that ends in the middle of a wave: joined bluntly it would jump by its height."""
    tone = (10_000 * np.sin(2 * np.pi * 100.3 * np.arange(50_000) / SAMPLE_RATE)).astype(np.int16)
    sound = looped(tone, 0, 200_000) * 32768
    steepest = 10_000 * 2 * np.pi * 100.3 / SAMPLE_RATE
    assert np.abs(np.diff(sound)).max() < 1.6 * steepest


def test_music_as_loud_as_asked_needs_no_gain():
    assert float(gain_db((), at(30), at(30) + 1, level_db=-10.0)[0]) == pytest.approx(0, abs=0.01)
    assert gain(0.0) == 1.0
