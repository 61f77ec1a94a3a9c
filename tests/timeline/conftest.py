"""A voice that takes 60 ms for a letter at 150 words per minute, and sounds of 800 ms."""

import pytest

from mmc_audio.script.cue import parse
from mmc_audio.timeline.schedule import schedule


def spoken_ms(utterance):
    return len(utterance.text) * 60 * 150 // utterance.pace


def measure(batch):
    return {utterance: spoken_ms(utterance) for utterance in batch}


def solve_script(script, measure=measure):
    return schedule(script, measure, voice="v", pace=150, sound_length=lambda _: 800)


def solve_text(text):
    """The only section of a script: what is written, under a heading."""
    (section,) = solve_script(parse(f"# A\n{text}\n", "a.cues")).sections
    return section


@pytest.fixture(scope="session")
def solve():
    return solve_text


@pytest.fixture(scope="session")
def solve_whole():
    return solve_script


@pytest.fixture(scope="session")
def length_of():
    return spoken_ms
