"""What is heard is what the cue sheet says: real voice, real MP3, decoded and measured."""

import json
import subprocess
import sys
from pathlib import Path

import mutagen.id3
import numpy as np
import pytest
from hearing import hear, loudness

from mmc_audio.rendering.flow import Renderer
from mmc_audio.units import FRAME, SAMPLE_RATE

pytestmark = pytest.mark.xdist_group("heard")  # what one test has made, the others use

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo session, rendered by the default engine."""
    folder = tmp_path_factory.mktemp("demo")
    with Renderer(cache=folder / "cache", folders=[]) as renderer:
        rendered = renderer.render(str(EXAMPLES / "pull-day.yaml"), folder / "out")
    return hear(rendered.mp3)


def test_the_demo_is_as_long_as_its_sheet_says(demo):
    assert demo.seconds == pytest.approx(demo.sheet["duration_s"], abs=0.06)
    assert 20 * 60 <= demo.seconds <= 30 * 60


def test_slot_cues_are_heard_when_the_sheet_says(demo):
    late = np.abs(demo.slot_onsets_ms())
    assert len(late) > 100
    assert np.median(late) <= 2
    assert np.percentile(late, 95) <= 10


def test_every_cue_is_heard_alone_and_nothing_else(demo):
    assert demo.mute_cues() == []
    assert demo.overlaps() == []
    assert demo.stray_s() < 0.2


def test_the_demo_is_as_loud_as_promised(demo):
    lufs, peak = loudness(demo.mp3)
    assert lufs == pytest.approx(-19, abs=1)
    assert peak <= -1


def test_chapters_are_the_sections(demo):
    tags = mutagen.id3.ID3(demo.mp3)
    chapters = sorted(tags.getall("CHAP"), key=lambda chapter: chapter.start_time)
    sections = demo.sheet["sections"]
    # A section begins with a frame; the sheet has tenths of milliseconds, a chapter whole ones.
    frames = [round(s["start_s"] * SAMPLE_RATE / FRAME) for s in sections]
    assert [c.start_time for c in chapters] == [n * FRAME * 1000 // SAMPLE_RATE for n in frames]
    assert len(tags.getall("CTOC")) == 1
    assert tags.version == (2, 3, 0)
    assert tags.getall("USLT")
    assert tags.getall("APIC")


def test_an_hour_does_not_drift(tmp_path):
    """The last five minutes are as exact as the first."""
    script = ["@title An hour", "@gap 0.37"]
    for number in range(30):
        script += [f"# Part {number}", "[focus] Now the next one. | Next."]
        for beat in range(39):
            script.append(f"[3.019s, count] {('One', 'Two', 'Three')[beat % 3]}")
    path = tmp_path / "hour.cues"
    path.write_text("\n".join(script) + "\n")
    with Renderer(cache=tmp_path / "cache") as renderer:
        heard = hear(renderer.render(str(path), tmp_path / "out").mp3)
    assert heard.seconds > 3500
    errors = heard.slot_onsets_ms()
    cues = [cue for cue in heard.sheet["cues"] if cue["slot"] and heard.alone(cue)]
    starts = np.array([cue["start_s"] for cue in cues])
    first, last = errors[starts < 300], errors[starts > heard.seconds - 300]
    assert len(first) > 50
    assert len(last) > 50
    assert abs(np.median(first) - np.median(last)) <= 0.5
    assert np.percentile(np.abs(last), 95) <= 10


def test_the_script_of_a_plan_gives_the_same_sound_as_the_plan(tmp_path):
    """`mmc-audio script` and `speak` are two halves of `render`."""
    plan = tmp_path / "short.yaml"
    plan.write_text(
        "title: Short one\nprepare: none\nclose: none\nvoice: {pace: 160}\n"
        "work:\n  - {exercise: push_up, sets: 2, reps: 3, rest: 30s}\n"
    )
    command = [sys.executable, "-m", "mmc_audio"]
    text = subprocess.run([*command, "script", plan], capture_output=True, text=True, check=True)
    (tmp_path / "short.cues").write_text(text.stdout)
    for verb, file, out in (("render", plan, "a"), ("speak", tmp_path / "short.cues", "b")):
        subprocess.run([*command, verb, file, "-o", tmp_path / out], check=True)
    one, two = (next((tmp_path / out).rglob("*.mp3")).read_bytes() for out in "ab")
    assert one == two


VERSION_2 = {
    "id", "step", "role", "part", "side", "round", "station", "span", "breath", "air", "muscle",
    "load", "reps", "tempo", "next",
}  # fmt: skip
"""What version 2 of the sheet says of a cue besides what version 1 said; docs/files.md."""


def test_the_cue_sheet_keeps_its_promise(demo):
    sheet = json.loads(demo.mp3.with_suffix(".cues.json").read_text())
    assert {"version", "title", "language", "duration_s", "sample_rate", "engine", "voice"} < set(
        sheet
    )
    fields = {"section", "kind", "text", "start_s", "end_s", "slot", "pace", "exercise", "set"}
    for cue in sheet["cues"]:
        assert fields | {"rep", "phase", "labels", "source"} <= set(cue)
        assert set(cue) <= fields | {"rep", "phase", "labels", "source", "said"} | VERSION_2
    assert sheet["version"] == 2
    assert len({cue["id"] for cue in sheet["cues"]}) == len(sheet["cues"])
    sections = {section["id"] for section in sheet["sections"]}
    assert {cue["section"] for cue in sheet["cues"]} <= sections
    assert sheet["cues"][0]["kind"] == "safety"
    assert all(cue["source"] and ":" in cue["source"] for cue in sheet["cues"])
