"""A coach's own sounds: found by name, kept within bounds, and in every key they shape."""

from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from mmc_audio._lib import content_folders
from mmc_audio._lib.content_key import content_key
from mmc_audio.audio.own_sounds import MOST_DB, cut_to, own_length_ms, own_sound
from mmc_audio.audio.sounds import sound_length_ms
from mmc_audio.errors import InputError, ScriptError
from mmc_audio.rendering.flow import Renderer
from mmc_audio.rendering.overrides import Overrides
from mmc_audio.script.cue import LABELS, PHASES, SOUNDS, parse, to_text
from mmc_audio.script.own_sounds import (
    OwnSound,
    name_problem,
    own_sounds,
    sound_names,
    used_sounds,
)
from mmc_audio.units import SAMPLE_RATE

SILENT = Overrides(engine="silent")


def tone(path: Path, seconds: float = 0.5, level: float = 0.9, rate: int = 44_100) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    time = np.arange(round(seconds * rate)) / rate
    soundfile.write(path, level * np.sin(2 * np.pi * 440 * time), rate)
    return path


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def used(name: str) -> OwnSound:
    (found,) = used_sounds(parse(f"# One\n[{name}]\n", own=(name,)), own_sounds())
    return found


@pytest.mark.parametrize("kind", ["gong.wav", "gong.flac", "gong.ogg", "Gong.WAV"])
def test_a_file_is_a_sound_by_its_name(here, kind):
    tone(here / "sounds" / kind, rate=22_050)
    assert own_length_ms(used("gong")) == pytest.approx(500, abs=1)


def test_the_nearer_folder_wins(here):
    folders = {
        "workspace": here / "sounds",
        "yours": content_folders.own_folder("sounds"),
        "pack a": content_folders.packs_folder() / "a" / "sounds",
        "pack b": content_folders.packs_folder() / "b" / "sounds",
    }
    for name, folder in reversed(folders.items()):
        tone(folder / "gong.wav")
        assert own_sounds()["gong"].origin == name


def test_one_may_stand_for_a_built_in_one(here):
    tone(here / "sounds/bell.wav")
    assert sound_length_ms("bell") != 500
    assert own_length_ms(used("bell")) == 500


@given(level=st.floats(0.001, 1), seconds=st.floats(0.05, 2))
def test_none_is_louder_than_the_bell(tmp_path_factory, level, seconds):
    path = tone(tmp_path_factory.getbasetemp() / "gong.wav", seconds, level)
    pcm = own_sound(OwnSound("gong", path, "yours", sha256(path.read_bytes()).hexdigest()))
    peak, most = np.abs(pcm.astype(int)).max() / 32767, 10 ** (MOST_DB / 20)
    assert peak <= most + 1e-4
    assert peak == pytest.approx(min(level, most), rel=0.02, abs=1e-3)
    assert pcm[0] == pcm[-1] == 0


def test_in_a_short_slot_it_fades_out(here):
    tone(here / "sounds/gong.wav")
    whole = own_sound(used("gong"))
    cut = cut_to(whole, 100)
    assert len(cut) == SAMPLE_RATE // 10
    assert cut[-1] == 0
    assert np.array_equal(cut_to(whole, 900), whole)


BAD = {
    "noise": (lambda path: path.write_bytes(b"RIFFnot"), "is no sound that can be read"),
    "long": (lambda path: tone(path, 31, rate=8000), "is longer than 30 s"),
    "short": (lambda path: tone(path, 0.01), "is shorter than 20 ms"),
    "still": (lambda path: tone(path, level=0), "or silent"),
    "huge": (lambda path: path.write_bytes(bytes(10_000_001)), "is larger than 10 MB"),
    "link": (lambda path: path.symlink_to("/etc/hostname"), "is no plain file"),
    "dir": (lambda path: path.mkdir(), "is no plain file"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_usable_sound_is_one_line_with_its_path(here, name):
    make, message = BAD[name]
    (here / "sounds").mkdir()
    make(here / "sounds" / f"{name}.wav")
    with pytest.raises(InputError, match=message) as caught:
        own_length_ms(used(name))
    assert str(caught.value).startswith(f"sounds/{name}.wav: ")
    assert caught.value.exit_code == 65


def test_two_files_of_one_name_are_reported_when_asked_for(here):
    tone(here / "sounds/gong.wav")
    tone(here / "sounds/gong.ogg")
    assert sound_names(own_sounds()) == ("gong",)
    with pytest.raises(InputError, match=r"gong.ogg and gong.wav have one name; keep one"):
        used("gong")


@pytest.mark.parametrize("name", [*LABELS, *PHASES, "optional", "block", "end", "fill", "rise"])
def test_a_word_that_means_something_else_is_no_name(name):
    assert "use another name" in name_problem(name)


@given(st.from_regex("[a-z][a-z0-9_-]{0,39}", fullmatch=True))
def test_any_other_name_goes_into_a_script_and_comes_back(name):
    if name_problem(name):
        assert name in (*LABELS, *PHASES, "optional", "block", "end", "fill", "rise", "fall")
        return
    text = f"# One\n[{name}]\n[1s, {name}] Two\n"
    script = parse(text, own=(name,))
    assert to_text(script) == text
    assert [cue.sounds for cue in script.sections[0].items] == [(name,), (name,)]


def test_a_misspelt_one_is_compared_with_all_there_are():
    with pytest.raises(ScriptError, match=r"gnog is not known in brackets; did you mean gong\?"):
        parse("# One\n[gnog]\n", own=("gong",))
    with pytest.raises(ScriptError, match=r"or a sound \(bell, tick, beep, rise, fall, gong\)"):
        parse("# One\n[zzzzzz]\n", own=("gong",))
    assert "gong" not in SOUNDS


def test_in_the_middle_of_a_line_it_is_an_error_as_other_sounds_are():
    with pytest.raises(ScriptError, match="stands inside a line"):
        parse("# One\nListen [gong] now\n", own=("gong",))


def test_its_bytes_are_in_the_keys_of_sections_and_sessions(here):
    script = here / "one.cues"
    script.write_text("# One\n[gong]\nHello.\n# Two\nNo sound here.\n")
    outcomes = []
    for level in (0.1, 0.1, 0.2):
        tone(here / "sounds/gong.wav", level=level)
        with Renderer(SILENT, workers=1) as renderer:
            done = renderer.render(str(script), here / "out")
            outcomes.append((done.unchanged, done.sections_new, done.mp3.read_bytes()))
    assert [unchanged for unchanged, _, _ in outcomes] == [False, True, False]
    assert outcomes[2][1] == 1, "the section without the sound is taken from the cache"
    assert outcomes[0][2] != outcomes[2][2]


def test_it_counts_for_the_loudness_of_a_session_with_a_voice(here):
    """All that asks for a sound by its name finds it: the lengths, the level and the mix."""
    script = here / "one.cues"
    script.write_text("# One\n[6s, gong]\nHello.\n")
    heard = []
    for level in (0.02, 0.9):
        tone(here / "sounds/gong.wav", 5, level)
        with Renderer(Overrides(engine="espeak"), workers=1) as renderer:
            job = renderer.job(str(script))
            (pcm,) = renderer.pcm(job, renderer.timeline(job))
            heard.append(pcm)
    voice = [np.abs(pcm[6 * SAMPLE_RATE :].astype(int)).max() for pcm in heard]
    assert voice[0] > 1.5 * voice[1], "the session's gain follows from all of its sound"


def test_a_file_that_changes_after_its_digest_is_not_used(here):
    path = tone(here / "sounds/gong.wav")
    found = used("gong")
    tone(path, level=0.3)
    with pytest.raises(InputError, match="changed while it was read; render again"):
        own_sound(found)


def test_where_it_is_is_in_no_key(here):
    tone(here / "sounds/gong.wav")
    found = used("gong")
    moved = OwnSound("gong", Path("/elsewhere"), "yours", found.digest)
    assert content_key(found) == content_key(moved)
