"""A count of seconds is steadier to the ear than its first sounds are: real voice, real MP3.

The judge is another model than the one that places: a word is felt 0.65 of the way to its vowel and
0.25 of the way on to its end (Marcus 1981). It knows no more than the sound and the sheet's times.
"""

import numpy as np
import pytest
from hearing import RATE, hear

from mmc_audio.rendering.flow import Renderer
from mmc_audio.rendering.overrides import Overrides

pytestmark = pytest.mark.xdist_group("count felt")  # what one test has made, the others use

NUMBERS = ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"]
LOW_HZ, HIGH_HZ = 500, 1500
STEP, REACH = RATE // 1000, 7 * RATE // 1000
FALLS_MS, GROWS_MS = 10, 20


def vowel_ms(wave):
    """Where in `wave` the energy of the band grows fastest before its loudest."""
    hz = np.fft.rfftfreq(len(wave), 1 / RATE)
    band = np.fft.irfft(np.fft.rfft(wave) * ((hz > LOW_HZ) & (hz < HIGH_HZ)), len(wave))
    energy = np.convolve(band**2, np.ones(2 * REACH), "same")[::STEP]
    level = np.sqrt(np.maximum(energy, 0))
    growth = level[GROWS_MS:] - level[:-GROWS_MS]
    return int(growth[: int(level.argmax()) - FALLS_MS].argmax()) + GROWS_MS / 2


def felt(heard):
    """When each count is felt, in ms after its slot's start."""
    late = []
    for cue in heard.sheet["cues"]:
        before_s = cue["start_s"] - 0.1
        vowel = vowel_ms(heard.pcm[int(before_s * RATE) : int(cue["end_s"] * RATE)]) - 100
        length = 1000 * (cue["end_s"] - cue["start_s"])
        centre = 0.65 * vowel + 0.25 * (length - vowel)
        late.append(1000 * (cue["start_s"] - cue["slot"]["start_s"]) + centre)
    return np.array(late)


@pytest.fixture(scope="module")
def counts(tmp_path_factory):
    """One to ten, a second each, as counts and as something else: placed by centre and by onset."""
    folder = tmp_path_factory.mktemp("counts")
    heard = []
    for label in ("count", "form"):
        lines = [f"[1s, {label}] {word}" for word in NUMBERS]
        script = folder / f"{label}.cues"
        script.write_text("\n".join([f"@title {label}", "# Count", "[1s]", *lines, "[1s]"]) + "\n")
        with Renderer(Overrides(engine="hibari"), cache=folder / "cache") as renderer:
            heard.append(hear(renderer.render(str(script), folder / label).mp3))
    return heard


def test_the_felt_intervals_are_steadier_than_those_of_the_first_sounds(counts):
    by_centre, by_onset = (np.diff(felt(heard)).std() for heard in counts)
    assert by_centre <= 0.7 * by_onset  # of the usual voice: 24 ms instead of 40 ms
    assert by_centre < 30


def test_the_sheet_says_when_the_voice_is_heard_and_its_slots_are_exact(counts):
    for heard in counts:
        assert np.abs([heard.onset_error_ms(cue) for cue in heard.sheet["cues"]]).max() <= 10
        starts = [cue["slot"]["start_s"] for cue in heard.sheet["cues"]]
        assert np.diff(starts) == pytest.approx(np.ones(9), abs=1e-3)
    counted, others = (heard.sheet["cues"] for heard in counts)
    early = [cue["start_s"] < cue["slot"]["start_s"] for cue in counted]
    assert early == [word != "Eight" for word in NUMBERS]  # which begins with its vowel
    assert all(cue["start_s"] == cue["slot"]["start_s"] for cue in others)


def test_a_number_of_the_next_rep_belongs_to_it(tmp_path):
    script = tmp_path / "reps.cues"
    lines = [f"## Rep {n}\n[1s, count, concentric] {word}" for n, word in enumerate(NUMBERS, 1)]
    script.write_text("\n".join(["# Curl", *lines]) + "\n")
    with Renderer(cache=tmp_path / "cache") as renderer:
        heard = hear(renderer.render(str(script), tmp_path / "out").mp3)
    assert [cue["rep"] for cue in heard.sheet["cues"]] == list(range(1, 11))
    assert heard.sheet["cues"][0]["start_s"] == 0.05
    assert heard.overlaps() == []
