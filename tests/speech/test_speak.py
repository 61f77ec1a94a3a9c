"""A speaker turns words into clips: once each, and from the cache afterwards."""

import numpy as np
import pytest

from mmc_audio.speech.cache import ClipCache
from mmc_audio.speech.engine import Utterance, find_engine, resolve_voice
from mmc_audio.speech.speak import Speaker
from mmc_audio.units import SAMPLE_RATE, ceil_ms

espeak = pytest.importorskip("espeakng_loader")


@pytest.fixture(scope="module")
def voice():
    return resolve_voice(find_engine("espeak"), None, "en").id


def test_a_clip_has_the_length_that_was_told(tmp_path, voice):
    words = [Utterance(text, voice, 150) for text in ("Three", "Squeeze the biceps.", "In")]
    with Speaker(find_engine("espeak"), ClipCache(tmp_path), 2) as speaker:
        lengths = speaker.lengths(words)
        clips = {u: speaker.clip(u) for u in words}
    assert {u: ceil_ms(len(c.pcm) - c.onset) for u, c in clips.items()} == lengths
    assert all(200 < length < 2_500 for length in lengths.values())
    assert all(c.onset <= 0.04 * SAMPLE_RATE for c in clips.values())


def test_the_same_text_gives_the_same_samples_with_and_without_cache(tmp_path, voice):
    three = Utterance("Three", voice, 150)
    heard = []
    for cache in (None, ClipCache(tmp_path), ClipCache(tmp_path)):
        with Speaker(find_engine("espeak"), cache, 1) as speaker:
            heard.append(speaker.clip(three).pcm)
    np.testing.assert_array_equal(heard[0], heard[1])
    np.testing.assert_array_equal(heard[1], heard[2])


def test_silence_is_as_long_as_speech(voice):
    silent = find_engine("silent")
    with Speaker(silent) as speaker:
        clip = speaker.clip(Utterance("Squeeze the biceps", "silence", 150))
    assert not clip.pcm.any()
    assert 0.8 < len(clip.pcm) / SAMPLE_RATE < 1.6
