"""A whole session, rendered by the command line, in a real browser."""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mmc_audio.player.app import make_app

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

PULL_DAY = Path(__file__).parents[2] / "examples" / "pull-day.yaml"

HEARD = """
globalThis.heard = async (t) => {
  const audio = document.getElementById("audio");
  if (!globalThis.ear) {
    const context = new AudioContext();
    globalThis.ear = context.createAnalyser();
    ear.fftSize = 256;
    context.createMediaElementSource(audio).connect(ear);
    ear.connect(context.destination);
    await context.resume();
  }
  audio.pause();
  audio.currentTime = t - 0.4;
  await new Promise((done) => audio.addEventListener("seeked", done, {once: true}));
  const samples = new Float32Array(256);
  const loud = () => {
    ear.getFloatTimeDomainData(samples);
    return Math.max(...samples.map(Math.abs)) > 0.02;
  };
  await audio.play();
  while (loud()) await new Promise((done) => setTimeout(done, 2));
  while (!loud() && audio.currentTime < t + 2) await new Promise((done) => setTimeout(done, 2));
  const at = audio.currentTime;
  audio.pause();
  return at;
};
"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    output = tmp_path_factory.mktemp("demo")
    command = [sys.executable, "-m", "mmc_audio", "render", PULL_DAY, "-o", output]
    cache = {"MMC_AUDIO_CACHE": str(tmp_path_factory.mktemp("demo-cache"))}
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **cache})
    return output


@pytest.fixture(scope="module")
def sheet(demo):
    (path,) = demo.rglob("*.cues.json")
    return json.loads(path.read_text())


@pytest.fixture
def address(demo, web):
    with web.web.serving(make_app(demo)) as port:
        yield f"http://127.0.0.1:{port}/"


@pytest.fixture
def page(address, phone):
    return phone(address)


def sets(sheet):
    return [section for section in sheet["sections"] if "set" in section["attributes"]]


def test_exercise_set_and_rep_are_shown_as_the_sheet_has_them(page, sheet):
    rng = random.Random(7)
    counted = [c for c in sheet["cues"] if c["rep"] and c["phase"] and c["exercise"]]
    titles = {section["id"]: section for section in sheet["sections"]}
    for cue in rng.sample(counted, 10):
        section = titles[cue["section"]]
        page.go(rng.uniform(cue["slot"]["start_s"], cue["slot"]["end_s"] - 0.05))
        assert section["title"].startswith(page.text("#movement"))
        words = f"Set {cue['set']} of {section['attributes']['sets']}"
        assert page.text("#set") == words
        assert page.text("#dial-number") == str(cue["rep"])
        assert page.text("#dial-label") == "Rep"


def test_next_and_previous_go_to_each_set_of_the_demo(page, sheet):
    starts = [section["start_s"] for section in sets(sheet)]
    for start in starts:
        page.tap("#next")
        assert page.run("document.getElementById('audio').currentTime") == pytest.approx(
            start, abs=0.1
        )
    for start in reversed(starts[:-1]):
        page.tap("#previous")
        assert page.run("document.getElementById('audio').currentTime") == pytest.approx(
            start, abs=0.1
        )


def test_wait_for_me_waits_at_the_end_of_the_rest(page, sheet):
    first = sets(sheet)[0]
    page.go(first["end_s"] - 1.0)
    page.tap("#wait")
    page.tap("#play")
    page.until("document.getElementById('audio').paused")
    time.sleep(0.5)
    at = page.run("document.getElementById('audio').currentTime")
    assert at == pytest.approx(first["end_s"], abs=0.1)
    assert at <= first["end_s"]


def test_what_is_heard_after_a_jump_is_what_the_sheet_says(page, sheet):
    """A browser may land beside the asked second in an MP3; the ear is asked, not the clock."""
    page.run(HEARD)
    spans = sorted((one["start_s"], one["end_s"]) for one in sheet["cues"] + sheet["sounds"])
    quiet_before = [
        start
        for start, _ in spans
        if not any(s < start and e > start - 0.6 for s, e in spans) and start > 60
    ]
    for start in random.Random(3).sample(quiet_before, 6):
        # A busy machine may look late; once in three times it is in time.
        tries = (page.run(f"heard({start})") for _ in range(3))
        assert any(at == pytest.approx(start, abs=0.1) for at in tries)
