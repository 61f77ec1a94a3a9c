import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mixing import mix_section

from mmc_audio.audio.bed import Bed
from mmc_audio.audio.limiter import true_peaks
from mmc_audio.audio.parts import LEAD_MS, TAIL_MS, heard_at, section_samples
from mmc_audio.audio.sounds import sound
from mmc_audio.script.cue import Cue
from mmc_audio.speech.engine import Clip, Utterance
from mmc_audio.timeline.model import PlacedCue, PlacedSound, SectionTimeline
from mmc_audio.units import ENCODER_DELAY, FRAME, Samples, gain, samples

SAY = Utterance("In", "v", 150)


def clip(values=(20_000,), onset=0):
    return Clip(np.array(values, np.int16), onset)


def cue(at_ms, length_ms=1, volume_db=0.0, utterance=SAY):
    return PlacedCue(Cue(("In",)), utterance, 1.0, at_ms, at_ms + length_ms, None, volume_db)


def section(*cues, sounds=(), length_ms=5000):
    return SectionTimeline("Section", {}, length_ms, tuple(cues), tuple(sounds))


@given(st.integers(0, 10_000_000))
def test_a_section_is_whole_frames_with_silence_at_both_ends(length_ms):
    length = section_samples(section(length_ms=length_ms))
    assert length % FRAME == 0
    assert 0 <= length - samples(max(length_ms, LEAD_MS + TAIL_MS)) < FRAME
    spoken = section_samples(section(cue(length_ms), length_ms=length_ms))
    assert spoken - samples(LEAD_MS + cue(length_ms).end_ms + TAIL_MS) >= 0


@settings(max_examples=50)
@given(st.lists(st.integers(0, 4999), unique=True, max_size=20))
def test_a_click_is_heard_exactly_where_it_was_placed(times):
    pcm = mix_section(section(*(cue(at) for at in sorted(times))), lambda _: clip())
    expected = sorted(heard_at(Samples(0), at) for at in times)
    assert np.flatnonzero(pcm).tolist() == expected
    assert set(pcm[expected]) <= {20_000}


def test_the_onset_falls_on_the_time_and_the_attack_before_it():
    pcm = mix_section(section(cue(1000)), lambda _: clip((1, 2, 9000, 3), onset=2))
    at = heard_at(Samples(0), 1000)
    assert pcm[at - 2 : at + 2].tolist() == [1, 2, 9000, 3]


def test_positions_are_rounded_once_from_the_start_of_the_session():
    start = Samples(123 * FRAME)
    assert heard_at(start, 1) - start == samples(LEAD_MS + 1)
    assert heard_at(start, 1_000_001) - start == (1_000_051 * 44_100 + 500) // 1000


def test_an_attack_before_anything_can_be_heard_is_cut_softly():
    long_attack = clip(np.full(6000, 10_000), onset=4000)
    pcm = mix_section(section(cue(0)), lambda _: long_attack)
    assert not pcm[:ENCODER_DELAY].any()
    assert pcm[ENCODER_DELAY] == 0
    assert np.abs(np.diff(pcm[: ENCODER_DELAY + 200].astype(int))).max() < 200
    assert pcm[heard_at(Samples(0), 0)] == 10_000


def test_cue_and_sound_together_are_their_sum():
    word = clip(np.arange(3000))
    beep = PlacedSound("beep", 500, 700, -6.0)
    both = mix_section(section(cue(500), sounds=[beep]), lambda _: word)
    alone = mix_section(section(cue(500)), lambda _: word)
    only = mix_section(section(sounds=[beep]), lambda _: word)
    assert np.abs(both.astype(int) - alone - only).max() <= 1


def test_volume_is_in_decibels():
    pcm = mix_section(section(cue(10, volume_db=-6.0)), lambda _: clip())
    assert pcm.max() == pytest.approx(20_000 * gain(-6.0), abs=1)


def test_a_breath_tone_lasts_as_long_as_its_slot_and_a_bell_as_long_as_there_is_room():
    rise = PlacedSound("rise", 0, 3000, 0.0)
    bell = PlacedSound("bell", 4000, 4500, 0.0)
    pcm = mix_section(section(sounds=[rise, bell]), lambda _: clip())
    at = heard_at(Samples(0), 0)
    np.testing.assert_array_equal(pcm[at : at + samples(3000)], sound("rise", 3000))
    assert not pcm[heard_at(Samples(0), 4500) :].any()


def test_a_sound_that_rings_past_the_end_makes_the_section_longer():
    ringing = section(sounds=[PlacedSound("bell", 4900, 5700, 0.0)])
    assert section_samples(ringing) >= samples(LEAD_MS + 5700 + TAIL_MS)
    assert not mix_section(ringing, lambda _: clip())[-samples(TAIL_MS) :].any()


def test_two_loud_sounds_at_once_stay_under_the_ceiling():
    loud = clip((32_000 * np.sin(np.arange(4000) / 20)).astype(np.int16))
    other = Utterance("Out", "v", 150)
    pcm = mix_section(section(cue(100), cue(100, utterance=other)), lambda _: loud)
    assert true_peaks(pcm.astype(np.float32) / 32768).max() <= gain(-1.5) * 1.002


def test_each_clip_is_asked_for_once_and_in_order():
    said = [Utterance(str(number), "v", 150) for number in range(5)]
    asked = []
    cues = [cue(900 * n, utterance=one) for n, one in enumerate(said)]
    mix_section(section(*cues), lambda one: asked.append(one) or clip())
    assert asked == said


def test_a_bed_is_under_the_cues_up_to_both_ends():
    music = (8000 * np.sin(np.arange(88_200) / 9)).astype(np.int16)
    one = section(cue(2000), length_ms=40_000)
    bed = Bed(music, -15.0, Samples(10**7))
    start = Samples(10**6)
    with_bed = mix_section(one, lambda _: clip((12_000,) * 400), bed=bed, start=start)
    without = mix_section(one, lambda _: clip((12_000,) * 400))
    difference = with_bed.astype(int) - without
    whole = len(difference) // 1000 * 1000
    loudest = np.abs(difference[:whole].reshape(-1, 1000)).max(axis=1)
    assert loudest.min() > 100
