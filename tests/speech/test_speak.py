"""A speaker turns words into clips: once each, and from the cache afterwards."""

import shutil
import sys
import time
from math import inf, log10
from pathlib import Path

import numpy as np
import pytest

from mmc_audio.errors import SpeechError
from mmc_audio.speech import speak
from mmc_audio.speech.clip_cache import ClipCache
from mmc_audio.speech.engine import Utterance
from mmc_audio.speech.find import find_engine
from mmc_audio.speech.level import PASSAGE
from mmc_audio.speech.pool import SpeechPool
from mmc_audio.speech.speak import Speaker
from mmc_audio.units import SAMPLE_RATE, ceil_ms, gain

WORDS = ("Three", "Squeeze the biceps.", "In")


@pytest.fixture
def stubs(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    import stub_engines

    return stub_engines


def said(*texts, voice="stub", pace=150):
    return [Utterance(text, voice, pace) for text in texts]


def spoken(folder):
    log = folder / "spoken"
    return log.read_text().splitlines() if log.exists() else []


def level(pcm):
    """RMS in dB instead of loudness."""
    power = float(np.mean(np.square(pcm / 32_768.0)))
    return 10 * log10(power) if power else -inf


def test_a_clip_has_the_length_that_was_measured(tmp_path):
    words = said(*WORDS, voice="en-us")
    with Speaker(find_engine("espeak"), ClipCache(tmp_path), 2) as speaker:
        lengths = speaker.lengths(words)
        clips = {u: speaker.clip(u) for u in words}
    assert {u: ceil_ms(len(c.pcm) - c.onset) for u, c in clips.items()} == lengths
    assert all(200 < length < 2_500 for length in lengths.values())
    assert all(c.onset <= 0.05 * SAMPLE_RATE for c in clips.values())


def test_the_same_text_gives_the_same_samples_with_and_without_cache(tmp_path):
    (three,) = said("Three", voice="en-us")
    heard = []
    for cache in (None, ClipCache(tmp_path), ClipCache(tmp_path)):
        with Speaker(find_engine("espeak"), cache, 1) as speaker:
            heard.append(speaker.clip(three).pcm)
    np.testing.assert_array_equal(heard[0], heard[1])
    np.testing.assert_array_equal(heard[1], heard[2])


def test_the_built_in_espeak_and_pyttsx3_speak_alike():
    if sys.platform != "linux":
        pytest.skip("pyttsx3 has eSpeak NG below it on Linux")
    clips = []
    for name in ("espeak", "pyttsx3"):
        with Speaker(find_engine(name), None, 1) as speaker:
            clips.append([speaker.clip(u) for u in said(*WORDS, voice="en-us", pace=130)])
    for one, other in zip(*clips, strict=True):
        np.testing.assert_array_equal(one.pcm, other.pcm)
        assert one.onset == other.onset


def test_each_distinct_text_is_spoken_once(stubs, tmp_path):
    engine = stubs.Stub(tmp_path)
    texts = ["one", "two", "one", " one ", "one\u200b", "two"]
    with Speaker(engine, ClipCache(tmp_path / "cache"), 2) as speaker:
        first = speaker.lengths(said(*texts))
        assert speaker.lengths(said(*texts)) == first
        speaker.clip(said("one")[0])
    with Speaker(engine, ClipCache(tmp_path / "cache"), 2) as speaker:
        assert speaker.lengths(said(*texts)) == first
    assert sorted(spoken(tmp_path)) == ["one", "two"]


def test_without_a_cache_each_text_is_still_spoken_once(stubs, tmp_path):
    with Speaker(stubs.Stub(tmp_path), None, 1) as speaker:
        speaker.lengths(said("one", "two"))
        speaker.clip(said("one")[0])
        speaker.lengths(said("one"))
    assert sorted(spoken(tmp_path)) == ["one", "two"]


def test_known_lengths_need_no_clips(stubs, tmp_path):
    cache = ClipCache(tmp_path / "cache")
    with Speaker(stubs.Stub(), cache, 1) as speaker:
        lengths = speaker.lengths(said("one", "two"))
    shutil.rmtree(cache.store.folder)
    with Speaker(stubs.Stub(tmp_path), cache, 1) as speaker:
        assert speaker.lengths(said("one", "two")) == lengths
        assert spoken(tmp_path) == []
        speaker.clip(said("one")[0])
    assert spoken(tmp_path) == ["one"]


def test_damaged_lengths_are_made_again_from_the_clips(stubs, tmp_path):
    cache = ClipCache(tmp_path / "cache")
    with Speaker(stubs.Stub(), cache, 1) as speaker:
        lengths = speaker.lengths(said("one", "two"))
    for path in cache.lengths.folder.rglob("*.bin"):
        path.write_bytes(path.read_bytes()[:-1] + b"!")
    with Speaker(stubs.Stub(tmp_path), cache, 1) as speaker:
        assert speaker.lengths(said("one", "two")) == lengths
    assert spoken(tmp_path) == []


def test_two_speakers_add_to_the_same_lengths(stubs, tmp_path):
    cache = ClipCache(tmp_path / "cache")
    with Speaker(stubs.Stub(), cache, 1) as one, Speaker(stubs.Stub(), cache, 1) as two:
        one.lengths(said("one"))
        two.lengths(said("two"))
    shutil.rmtree(cache.store.folder)
    with Speaker(stubs.Stub(tmp_path), cache, 1) as speaker:
        speaker.lengths(said("one", "two"))
    assert spoken(tmp_path) == []


def test_a_cache_that_cannot_be_used_is_reported_once_and_missed_by_none(stubs, tmp_path):
    (tmp_path / "cache").write_text("in the way")
    reported = []
    engine = stubs.Stub(tmp_path)
    with Speaker(engine, ClipCache(tmp_path / "cache", warn=reported.append), 1) as speaker:
        lengths = speaker.lengths(said("one", "two"))
        assert len(speaker.clip(said("one")[0]).pcm) > 0
    assert len(lengths) == 2
    assert spoken(tmp_path) == ["one", "two"]
    assert len(reported) == 1


def test_everything_that_shapes_a_clip_is_in_its_key(stubs, monkeypatch):
    def key(engine, text="one", voice="v", pace=150, measure=None):
        with Speaker(engine, None, 1, level=measure) as speaker:
            return speaker.key(Utterance(text, voice, pace))

    engine = stubs.Stub()
    keys = [key(engine), key(engine, "two"), key(engine, voice="w"), key(engine, pace=151)]
    keys.append(key(engine, measure=lambda _pcm: -25.0))
    keys.append(key(stubs.Forked()))
    with monkeypatch.context() as upgraded:
        upgraded.setattr("mmc_audio.speech.speak.versions", lambda _names: {"soxr": "99"})
        keys.append(key(engine))
    monkeypatch.setattr(stubs.Stub, "version", "2")
    keys.append(key(engine))
    monkeypatch.setattr(speak, "FORMAT", "clip next")
    keys.append(key(engine))
    assert len(set(keys)) == len(keys)
    assert key(engine, "cafe\u0301 ") == key(engine, "caf\u00e9")
    assert all(len(k) == 64 and int(k, 16) for k in keys)


def test_a_voice_is_levelled_by_one_gain_that_is_kept(stubs, tmp_path):
    cache, measured = ClipCache(tmp_path / "cache"), []

    def measure(pcm):
        measured.append(len(pcm))
        return -22.0 if len(measured) == 1 else -19.0

    engine = stubs.Stub(tmp_path)
    with Speaker(engine, cache, 2) as plain, Speaker(engine, cache, 2, level=measure) as levelled:
        clips = [(plain.clip(u), levelled.clip(u)) for u in said("one", "another")]
    ratios = [int(b.pcm.max()) / int(a.pcm.max()) for a, b in clips]
    assert ratios == pytest.approx([gain(3.0)] * 2, rel=0.02)
    with Speaker(engine, cache, 2, level=measure) as again:
        again.clip(said("third")[0])
    assert len(measured) == 2
    assert measured[0] >= sum(ms for _, ms in PASSAGE) * 44.1 - 100


@pytest.mark.parametrize(("loudness", "factor"), [(-inf, 1.0), (-90.0, gain(24.0)), (-19.0, 1.0)])
def test_a_gain_stays_within_reason(stubs, loudness, factor):
    with Speaker(stubs.Stub(), None, 1) as plain:
        before = plain.clip(said("one and two and")[0]).pcm.max()
    with Speaker(stubs.Stub(), None, 1, level=lambda _pcm: loudness) as speaker:
        after = speaker.clip(said("one and two and")[0]).pcm.max()
    assert after == pytest.approx(min(before * factor, gain(-3) * 32_767), rel=0.02)


def test_an_error_in_one_text_leaves_the_speaker_usable(stubs, tmp_path):
    with Speaker(stubs.Stub(), ClipCache(tmp_path), 2) as speaker:
        with pytest.raises(SpeechError, match="broken inside"):
            speaker.lengths(said("one", "raise me", "two"))
        assert len(speaker.lengths(said("one", "two"))) == 2


def test_the_silent_engine_needs_no_worker_and_no_cache(tmp_path):
    cache = ClipCache(tmp_path / "cache")
    with Speaker(find_engine("silent"), cache, level=level) as speaker:
        clip = speaker.clip(said("Squeeze the biceps", voice="silence")[0])
        assert speaker._pool is None
    assert not clip.pcm.any()
    assert 0.8 < len(clip.pcm) / SAMPLE_RATE < 1.6
    assert not cache.folder.exists()


def test_closing_twice_is_fine(stubs):
    speaker = Speaker(stubs.Stub(), None, 1)
    speaker.clip(said("one")[0])
    speaker.close()
    speaker.close()


def test_a_session_s_lengths_are_known_at_once_when_warm(stubs, tmp_path):
    words = said(*(f"cue {n}" for n in range(700)))
    cache = ClipCache(tmp_path)
    with Speaker(stubs.Stub(), cache, 2) as speaker:
        lengths = speaker.lengths(words)
    with Speaker(stubs.Stub(), cache, 2) as speaker:
        start = time.process_time()
        assert speaker.lengths(words) == lengths
        took = time.process_time() - start
    assert took < 0.25


def test_lengths_are_asked_for_without_starting_a_worker_when_warm(stubs, tmp_path, monkeypatch):
    cache = ClipCache(tmp_path)
    with Speaker(stubs.Stub(), cache, 1, level=lambda _pcm: -20.0) as speaker:
        speaker.lengths(said("one"))

    def no(*_, **__):
        raise AssertionError("a worker was started")

    monkeypatch.setattr(SpeechPool, "__init__", no)
    with Speaker(stubs.Stub(), cache, 1, level=lambda _pcm: -20.0) as speaker:
        assert speaker.lengths(said("one"))


def test_known_centres_need_no_clips_and_are_no_lengths(stubs, tmp_path):
    cache, words = ClipCache(tmp_path / "cache"), said("one", "two")
    with Speaker(stubs.Stub(), cache, 1) as speaker:
        centres, lengths = speaker.centres(words), speaker.lengths(words)
    shutil.rmtree(cache.store.folder)
    with Speaker(stubs.Stub(tmp_path), cache, 1) as speaker:
        assert (speaker.centres(words), speaker.lengths(words)) == (centres, lengths)
    assert spoken(tmp_path) == []
    assert all(0 <= centre <= 150 < lengths[word] for word, centre in centres.items())
