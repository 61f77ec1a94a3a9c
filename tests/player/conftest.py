"""A real session to play: two exercises of three sets of eight reps, spoken by eSpeak NG."""

import io
import json
import shutil
import subprocess
import types
import wave
from pathlib import Path

import pytest
from browsing import axe_script, helper
from programs import need

RATE = 44_100
EXERCISES = {"biceps_curl": ("Biceps curl", "Curl"), "back_squat": ("Back squat", "Up")}
SETS, REPS, REST_S = 3, 8, 14.0


class SheetWriter:
    """Writes a cue sheet line by line, the way a coach would speak."""

    def __init__(self, title):
        self.now = 0.0
        self.sheet = {
            "version": 1, "title": title, "language": "en", "duration_s": 0.0,
            "sample_rate": RATE, "engine": "espeak", "voice": "en-us",
            "sections": [], "cues": [], "sounds": [], "dropped": [],
        }  # fmt: skip

    def section(self, title):
        self.end()
        number = len(self.sheet["sections"]) + 1
        slug = title.lower().replace(" ", "-").replace("/", "-")
        section = {"id": f"{number:02}-{slug}", "title": title, "start_s": self.now, "end_s": 0.0}
        self.sheet["sections"].append(section)
        self.about = {"exercise": None, "set": None}

    def end(self):
        if self.sheet["sections"]:
            self.sheet["sections"][-1]["end_s"] = round(self.now, 3)
        self.sheet["duration_s"] = round(self.now, 3)

    def say(self, text, length, kind=None, **more):
        start = round(self.now, 3)
        self.sheet["cues"].append({
            "section": self.sheet["sections"][-1]["id"], "kind": kind, "text": text,
            "start_s": start, "end_s": round(start + min(length, 0.3 + 0.3 * len(text.split())), 3),
            "slot": {"start_s": start, "end_s": round(start + length, 3)}, "pace": 1.0,
            "rep": None, "phase": None, "labels": [kind] if kind else [], "source": "test:1",
            **self.about, **more,
        })  # fmt: skip
        self.now += length


def gym_sheet(title="Pull day, biceps focus"):
    """About four and a half minutes: a breath, six sets with their rests, a closing."""
    sheet = SheetWriter(title)
    sheet.section("Physiological sigh")
    for text, length in (("Breathe in", 2.0), ("Sip", 1.0), ("Sigh it out", 5.0)):
        sheet.say(text, length, "breath")
    for exercise, (name, lift) in EXERCISES.items():
        for number in range(1, SETS + 1):
            _set(sheet, exercise, name, lift, number)
    sheet.section("Closing")
    sheet.say("Well done. Notice what has changed.", 4.0, "reflection")
    sheet.say("See you next time.", 4.0, "reflection")
    sheet.end()
    return sheet.sheet


def _set(sheet, exercise, name, lift, number):
    sheet.section(f"{name} {number}/{SETS}")
    sheet.about = {"exercise": exercise, "set": number}
    sheet.say(f"{name}. Feel the muscle shorten.", 3.0, "focus")
    for rep in range(1, REPS + 1):
        sheet.say(lift, 1.0, "count", rep=rep, phase="concentric")
        sheet.say("Squeeze", 1.0, "count", rep=rep, phase="peak")
        sheet.say("Lower", 1.0, "count", rep=rep, phase="eccentric")
    sheet.say("Where did you feel that most?", 4.0, "checkin")
    sheet.now += REST_S - 8
    sheet.say("Get ready", 1.0, "countdown")
    for text in ("Three", "Two", "One"):
        sheet.say(text, 1.0, "countdown")


def spoken(text, folder):
    import numpy as np

    path = folder / "cue.wav"
    subprocess.run([need("espeak-ng"), "-s", "170", "-w", path, text], check=True)
    with wave.open(io.BytesIO(path.read_bytes())) as clip:
        rate, frames = clip.getframerate(), clip.readframes(clip.getnframes())
    voice = np.frombuffer(frames, np.int16)
    at = np.arange(0, len(voice) - 1, rate / RATE)
    return np.interp(at, np.arange(len(voice)), voice).astype(np.int16)


def audio_of(sheet, folder):
    """The session's sound as MP3 bytes: each cue where the sheet says, silence elsewhere."""
    import lameenc
    import numpy as np

    sound = np.zeros(round(sheet["duration_s"] * RATE), np.int16)
    clips = {text: spoken(text, folder) for text in {cue["text"] for cue in sheet["cues"]}}
    for cue in sheet["cues"]:
        at, end = (round(cue["slot"][edge] * RATE) for edge in ("start_s", "end_s"))
        clip = clips[cue["text"]][: end - at]
        sound[at : at + len(clip)] = clip
    encoder = lameenc.Encoder()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(RATE)
    encoder.set_bit_rate(96)
    encoder.set_quality(7)
    encoder.silence()
    return bytes(encoder.encode(sound.tobytes()) + encoder.flush())


def write_session(output, collection, name, sheet, audio):
    folder = output / collection
    folder.mkdir(parents=True, exist_ok=True)
    base = folder / name
    chapters = [{"startTime": s["start_s"], "title": s["title"]} for s in sheet["sections"]]
    texts = {
        ".cues.json": json.dumps(sheet),
        ".chapters.json": json.dumps({"version": "1.2.0", "chapters": chapters}),
        ".lrc": "[ti:x]\n" + "".join(f"[00:00.00]{cue['text']}\n" for cue in sheet["cues"]),
        ".vtt": "WEBVTT\n\n00:00.000 --> 00:01.000\n<v Coach>Breathe in\n",
    }
    for ending, text in texts.items():
        Path(f"{base}{ending}").write_text(text)
    Path(f"{base}.mp3").write_bytes(audio)
    cover = folder / "cover.jpg"
    if not cover.exists():
        from PIL import Image

        Image.new("RGB", (300, 300), "#17322c").save(cover)
        shutil.copy(cover, folder / "folder.jpg")
    return output


@pytest.fixture(scope="session")
def write():
    return write_session


@pytest.fixture(scope="session")
def sheet():
    return gym_sheet()


@pytest.fixture(scope="session")
def audio(sheet, tmp_path_factory):
    return audio_of(sheet, tmp_path_factory.mktemp("voice"))


@pytest.fixture
def output(sheet, audio, tmp_path):
    return write_session(tmp_path / "output", "pull-day", "2026-11-23-pull-day", sheet, audio)


@pytest.fixture
def ledger(tmp_path):
    from mmc_audio.ledger.store import Ledger

    return Ledger(tmp_path / "ledger" / "practice.sqlite3")


@pytest.fixture
def config(tmp_path, monkeypatch):
    """The user's configuration, for this test alone."""
    from mmc_audio.speech import config as user_config

    path = tmp_path / "config" / "config.toml"
    path.parent.mkdir()
    monkeypatch.setattr(user_config, "config_file", lambda: path)
    for module in ("mmc_audio.speech.prefer", "mmc_audio.rendering.preferences"):
        monkeypatch.setattr(f"{module}.config_file", lambda: path)
    return path


@pytest.fixture
def web():
    """tests/player/web.py and chromium.py, which no test can import by name."""
    return types.SimpleNamespace(web=helper("web"), chromium=helper("chromium"))


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all browser tests."""
    chromium = helper("chromium")
    need("chromium")
    running = chromium.Chromium()
    yield running
    running.close()


@pytest.fixture
def phone(browser):
    """Opens pages, each as on a phone of its own, and wants none of them to complain.

    Where an address names no place, the page is opened where sessions are trained.
    """
    pages = []

    def open_page(url, ready=True, **options):
        page = browser.page(**options)
        pages.append(page)
        page.open(f"{url}#train" if ready and "#" not in url else url)
        if ready:
            page.until("!document.getElementById('player').hidden")
            page.until("document.getElementById('audio').readyState > 1")
        return page

    yield open_page
    complaints = [complaint for page in pages for complaint in page.complaints]
    for page in pages:
        page.close()
    assert complaints == []


@pytest.fixture(scope="session")
def axe(request, tmp_path_factory):
    """axe-core's script, fetched once into pytest's cache, or where that is off, for this run."""
    return axe_script(request.config, tmp_path_factory)
