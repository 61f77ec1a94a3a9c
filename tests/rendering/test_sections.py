"""What was encoded once is used again only where it would sound the same."""

import numpy as np
import pytest

from mmc_audio._lib.store import Store
from mmc_audio.audio.bed import Bed
from mmc_audio.mp3.settings import EncoderSettings
from mmc_audio.rendering.flow import Renderer
from mmc_audio.rendering.sections import Sources, encode_all
from mmc_audio.script.cue import Cue
from mmc_audio.speech.engine import Clip, Utterance
from mmc_audio.timeline.model import PlacedCue, PlacedSound, SectionTimeline
from mmc_audio.units import SAMPLE_RATE, Samples

TONE = (12_000 * np.sin(np.arange(4000) / 20)).astype(np.int16)
HISS = np.random.default_rng(3).integers(-9000, 9000, 3 * SAMPLE_RATE).astype(np.int16)


def clip(_utterance):
    return Clip(TONE, 0)


def section(text="In", at_ms=1000, volume_db=0.0, sound_db=0.0, sound="bell", sound_ms=500):
    said = Utterance(text, "v", 150)
    cue = PlacedCue(Cue((text,)), said, 1.0, at_ms, at_ms + 90, None, volume_db)
    bell = PlacedSound(sound, 2000, 2000 + sound_ms, sound_db)
    return SectionTimeline("One", {}, 4000, (cue,), (bell,))


def encoded(store, *sections, **more):
    sources = Sources(clip, repr, store, **more)
    return list(encode_all(sections, sources, workers=1))


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path, "sections")


CHANGES = {
    "words": {"text": "Out"},
    "moment": {"at_ms": 1001},
    "volume of the words": {"volume_db": -6.0},
    "volume of the sound": {"sound_db": -6.0},
    "sound": {"sound": "beep"},
    "length of the sound": {"sound_ms": 400},
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_section_that_sounds_different_is_made_again(store, change):
    encoded(store, section())
    assert not any(part.new for part in encoded(store, section()))
    assert any(part.new for part in encoded(store, section(**CHANGES[change])))


def test_other_settings_of_the_encoder_are_made_again(store):
    encoded(store, section())
    assert any(part.new for part in encoded(store, section(), settings=EncoderSettings(128)))


def under(**changes):
    return Bed(**{"music": HISS, "lufs": -19.0, "total": Samples(10**7), "digest": "a", **changes})


@pytest.mark.parametrize(
    "change",
    [
        {"digest": "b"},
        {"total": Samples(10**6)},
        {"level_db": -30.0},
        {"lufs": -25.0},
        {"speech_lufs": -16.0},
    ],
)
def test_another_bed_is_made_again(store, change):
    encoded(store, section(), bed=under())
    assert not any(part.new for part in encoded(store, section(), bed=under()))
    assert all(part.new for part in encoded(store, section(), bed=under(**change)))


def test_a_section_that_moved_over_its_music_has_other_music_under_it(store):
    before = encoded(store, section(), bed=under())
    again = encoded(store, section("First"), section(), bed=under())
    assert again[1].new
    assert again[1].frames != before[0].frames


def test_words_just_before_a_section_shape_the_bed_in_it_and_others_do_not(store):
    def second(*spoken):
        again = encoded(store, section("First"), section(), bed=under(), spoken=spoken)
        return again[1]

    first, far, late = (10_000, 20_000), (40_000, 50_000), (170_000, 175_000)
    second(first)
    assert not second(first, far).new
    assert second(first, late).new


def test_without_music_a_section_may_be_anywhere(store):
    encoded(store, section())
    assert [part.new for part in encoded(store, section(), section())] == [False, False]


def test_an_edited_volume_is_heard(tmp_path):
    frames = {}
    for volume in ("-6", "-20", "-6"):
        (tmp_path / "a.cues").write_text(f"# One\n@volume {volume}\n[bell]\n[3s]\n")
        with Renderer(cache=tmp_path / "cache", folders=[]) as renderer:
            mp3 = renderer.render(str(tmp_path / "a.cues"), tmp_path / "out").mp3
        frames.setdefault(volume, mp3.read_bytes())
        assert mp3.read_bytes() == frames[volume]
    assert frames["-6"] != frames["-20"]
