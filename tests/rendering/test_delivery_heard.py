"""A coach's delivery as it is heard: rate and level of one sentence under each label."""

from dataclasses import replace

import numpy as np
import pytest

from mmc_audio.plan.choices import VoiceManner
from mmc_audio.rendering.flow import Renderer
from mmc_audio.rendering.job import job_of_text
from mmc_audio.rendering.overrides import Overrides
from mmc_audio.script.cue import parse
from mmc_audio.timeline.delivery import DELIVERIES, delivery_of
from mmc_audio.units import SAMPLE_RATE

WORDS = "Feel the back of the chair, and let both of your shoulders rest"
SLOT_S = 8
LAST = "focus in a last rep"
LABELS = (*DELIVERIES, LAST)
STATES = {LAST: "# Set {span=work reps=8 rep=8 exercise=all}\n"}


def script(label):
    heading = STATES.get(label, "# One\n")
    return f"{heading}[{SLOT_S}s, {label.split()[0]}] {WORDS}\n"


def measured(engine, manner, cache):
    """Seconds of speech and its RMS in dB, by label."""
    choice = Overrides(engine=engine)
    parsed = parse("".join(map(script, LABELS)), "labels.cues")
    with Renderer(choice, folders=[], cache=cache) as renderer:
        job = job_of_text(parsed, choice)
        job = replace(job, voice=job.voice.model_copy(update={"manner": manner}))
        sections = list(renderer.pcm(job, renderer.timeline(job)))
    return dict(zip(LABELS, map(of_speech, sections), strict=True))


def of_speech(pcm):
    blocks = pcm[: len(pcm) // 441 * 441].reshape(-1, 441).astype(float)
    power = (blocks**2).mean(axis=1) / 32768**2
    loud = np.flatnonzero(power > power.max() / 1e4)
    return (loud[-1] + 1 - loud[0]) * 441 / SAMPLE_RATE, 10 * np.log10(power[loud].mean())


def compared(engine, cache):
    """Rate as a factor and level in dB of each label, against a line of safety, by manner."""
    plain, coach = (measured(engine, VoiceManner(m), cache) for m in ("plain", "coach"))
    zero = coach["safety"][1] - plain["safety"][1]  # the session's own gain
    return {
        label: (plain[label][0] / coach[label][0], coach[label][1] - plain[label][1] - zero)
        for label in LABELS
    }


def test_each_label_is_heard_at_its_rate_and_level(tmp_path):
    for label, (rate, level) in compared("espeak", tmp_path).items():
        state = {"span": "work", "reps": "8", "rep": "8"} if label == LAST else {}
        wanted = delivery_of([label.split()[0]], state)
        assert rate == pytest.approx(wanted.pace, abs=0.025), label
        assert level == pytest.approx(wanted.level_db, abs=0.4), label


def test_a_plan_switches_it_off(tmp_path):
    plan = tmp_path / "a.yaml"
    plan.write_text("title: A\nvoice: {engine: espeak, manner: plain}\nprepare: [breath]\n")
    with Renderer(folders=[], cache=tmp_path) as renderer:
        plain = renderer.timeline(renderer.job(str(plan)))
        plan.write_text(plan.read_text().replace(", manner: plain", ""))
        coach = renderer.timeline(renderer.job(str(plan)))
    factors = [
        {cue.pace_factor for section in each.sections for cue in section.cues}
        for each in (plain, coach)
    ]
    assert factors[0] == {1.0}
    assert min(factors[1]) < 1.0
