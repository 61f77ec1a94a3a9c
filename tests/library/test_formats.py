"""A smaller MP3 and other kinds of files: the same session, at the same times."""

import json
import subprocess
from contextlib import chdir

import numpy as np
import pytest
from click.testing import CliRunner
from mutagen.mp3 import MP3
from programs import need

from mmc_audio.cli.app import cli
from mmc_audio.errors import UnavailableError
from mmc_audio.rendering.flow import Renderer
from mmc_audio.rendering.overrides import Overrides
from mmc_audio.units import SAMPLE_RATE

pytestmark = pytest.mark.xdist_group("formats")  # what one test has made, the others use

PLAN = """\
title: Small
prepare: [physiological_sigh]
work:
  - {exercise: biceps_curl, sets: 2, reps: 4, rest: 30s}
close: none
"""

SHORT = """\
title: Small
prepare: none
work:
  - {exercise: biceps_curl, sets: 2, reps: 4, rest: 10s}
close: none
"""

PROGRAM = """\
title: Every day
start: 2026-01-01
rotation: [small.yaml]
"""


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


def render(folder, cache, *formats, layouts=(), plan=PLAN, engine="espeak"):
    (folder / "small.yaml").write_text(plan)
    choice = Overrides(engine=engine, formats=formats)
    with chdir(folder), Renderer(choice, cache=cache, folders=[], workers=2) as renderer:
        return renderer.render("small.yaml", folder / "out", layouts=layouts)


def decoded(ffmpeg, path):
    """As a plain decoder plays it, at SAMPLE_RATE, full scale at 1.0."""
    raw = ffmpeg("-v", "error", "-i", path, "-ar", str(SAMPLE_RATE), "-f", "s16le", "-").stdout
    return np.frombuffer(raw, np.int16) / 32768


def onset(sound, cue):
    """When a cue's voice is heard, in seconds: by level, as `speech.trim` says it."""
    first = round((cue["start_s"] - 0.06) * SAMPLE_RATE)
    part = sound[first : round(cue["end_s"] * SAMPLE_RATE)]
    steps = np.sqrt((part[: len(part) // 22 * 22].reshape(-1, 22) ** 2).mean(axis=1))
    levels = np.sqrt(np.convolve(steps**2, np.ones(4) / 4, "valid"))
    heard = np.flatnonzero(levels > max(levels.max() * 10 ** (-34 / 20), 10 ** (-52 / 20)))
    return (first + heard[0] * 22 + 88) / SAMPLE_RATE


def alone(sheet):
    """The words in slots without a tone under them."""
    return [cue for cue in sheet["cues"] if cue["slot"] and cue["kind"] != "breath"]


@pytest.fixture(scope="module")
def small(tmp_path_factory, cache):
    return render(tmp_path_factory.mktemp("small"), cache, "mp3-small", layouts=["set"])


def chapter_starts(path):
    """In seconds, as ffprobe reads them."""
    command = [need("ffprobe"), "-v", "error", "-show_chapters", "-of", "json", path]
    found = subprocess.run(command, capture_output=True, check=True).stdout
    return [float(one["start_time"]) for one in json.loads(found)["chapters"]]


def sheet_of(done):
    return json.loads(done.mp3.with_suffix(".cues.json").read_text())


def test_it_has_half_the_bytes_and_the_same_times(small, cache, tmp_path):
    whole = render(tmp_path, cache)
    assert small.mp3.stat().st_size < 0.56 * whole.mp3.stat().st_size
    a, b = sheet_of(small), sheet_of(whole)
    assert (a.pop("sample_rate"), b.pop("sample_rate")) == (22_050, 44_100)
    assert a == b


def test_players_read_its_length_and_rate(small):
    info = MP3(small.mp3).info
    assert (info.sample_rate, info.channels) == (22_050, 1)
    assert info.bitrate == pytest.approx(48_000, abs=10)
    assert info.length == pytest.approx(sheet_of(small)["duration_s"], abs=1e-3)


def test_its_cues_are_heard_when_the_sheet_says(small, ffmpeg):
    sound, sheet = decoded(ffmpeg, small.mp3), sheet_of(small)
    assert len(sound) / SAMPLE_RATE == pytest.approx(sheet["duration_s"], abs=1e-3)
    late = 1000 * np.array([onset(sound, cue) - cue["start_s"] for cue in alone(sheet)])
    assert np.abs(np.median(late)) < 1
    # What is promised of every file. A soft S that the sound for the gym lifts is heard up to
    # 8 ms early at this bit rate, by the coder's echo before it.
    assert np.abs(late).max() < 10


def test_its_tracks_are_it(small, ffmpeg):
    folder = small.playlists[0].parent
    tracks = [decoded(ffmpeg, path) for path in sorted(folder.glob("*.mp3"))]
    assert sum(map(len, tracks)) == pytest.approx(len(decoded(ffmpeg, small.mp3)), abs=3)


def test_music_keeps_the_full_rate(tmp_path, cache):
    import soundfile

    noise = np.random.default_rng(1).standard_normal(3 * SAMPLE_RATE) / 10
    soundfile.write(tmp_path / "m.wav", noise, SAMPLE_RATE)
    done = render(tmp_path, cache, "mp3-small", plan=PLAN + "bed: {file: m.wav}\n", engine="silent")
    assert MP3(done.mp3).info.sample_rate == 44_100
    assert sheet_of(done)["sample_rate"] == 44_100


def test_opus_and_m4b_have_the_chapters_and_stay_in_step(tmp_path, cache, ffmpeg):
    done = render(tmp_path, cache, "opus", "m4b", plan=SHORT)
    chapters = json.loads(done.mp3.with_suffix(".chapters.json").read_text())["chapters"]
    sheet = sheet_of(done)
    for suffix in (".opus", ".m4b"):
        path = done.mp3.with_suffix(suffix)
        assert path in done.files
        starts = chapter_starts(path)
        assert starts == pytest.approx([one["startTime"] for one in chapters], abs=0.01)
        sound = decoded(ffmpeg, path)
        late = [onset(sound, cue) - cue["start_s"] for cue in alone(sheet)]
        assert np.abs(np.median(late)) < 0.005
    done.mp3.with_suffix(".m4b").unlink()
    again = render(tmp_path, cache, plan=SHORT)
    assert done.mp3.with_suffix(".opus") in again.files
    assert render(tmp_path, cache, plan=SHORT).unchanged


def test_without_ffmpeg_one_line_says_so(tmp_path, cache, monkeypatch):
    monkeypatch.setattr("mmc_audio.library.converted.find_program", lambda _name: None)
    with pytest.raises(UnavailableError, match=r"a \.opus file needs ffmpeg"):
        render(tmp_path, cache, "opus", engine="silent")
    assert not (tmp_path / "out").exists()


def configure(folder, text):
    path = folder / "mmc-audio" / "config.toml"
    path.write_text(path.read_text() + text)


def test_the_configuration_says_what_a_session_is_written_as(tmp_path, cache, config_folder):
    assert not render(tmp_path, cache, engine="silent").unchanged
    configure(config_folder, '[output]\nformat = "mp3-small"\n')
    small = render(tmp_path, cache, engine="silent")
    assert not small.unchanged
    assert MP3(small.mp3).info.sample_rate == 22_050
    assert MP3(render(tmp_path, cache, "mp3", engine="silent").mp3).info.sample_rate == 44_100


@pytest.mark.parametrize("given", ['format = "wav"', "format = 3", 'formats = "opus"'])
def test_a_configuration_that_is_invalid_names_its_file(tmp_path, cache, config_folder, given):
    configure(config_folder, f"[output]\n{given}\n")
    with pytest.raises(UnavailableError, match=r"config\.toml: \[output\]: .*; write format"):
        render(tmp_path, cache, engine="silent")


PLANS = {
    "render": ["small.yaml"],
    "speak": ["small.cues"],
    "batch": ["small.yaml", "--workers", "1"],
    "tomorrow": ["program.yaml"],
    "demo": [],
}
"""Every command that writes sessions from what it is asked for."""


@pytest.mark.parametrize("name", PLANS)
def test_every_command_that_writes_sessions_takes_the_options(name, tmp_path, monkeypatch):
    (tmp_path / "small.yaml").write_text(PLAN)
    (tmp_path / "small.cues").write_text("# One\nStand tall.\n")
    (tmp_path / "program.yaml").write_text(PROGRAM)
    monkeypatch.chdir(tmp_path)
    asked = ["--engine", "silent", "--format", "mp3-small", "--loudness", "-16", "-o", "out"]
    done = CliRunner().invoke(cli, [name, *PLANS[name], *asked], standalone_mode=False)
    assert not done.exception, done.output
    (mp3,) = (tmp_path / "out").rglob("*.mp3")
    assert MP3(mp3).info.sample_rate == 22_050
