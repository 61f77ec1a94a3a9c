"""Which lines are made to be heard over noise."""

import pytest

from mmc_audio.plan.choices import VoiceSound
from mmc_audio.script.cue import parse
from mmc_audio.timeline.noise import in_noise, never
from mmc_audio.timeline.schedule import schedule

SCRIPT = parse(
    "# Welcome {step=intro}\nWelcome.\n"
    "# Curl 1/2 {exercise=curl step=curl set=1 sets=2 dose=reps}\nStand tall.\n"
    "[breath] Breathe in.\n"
    "[1s] Up\n[safety] Stop if it hurts.\n## Rest {span=rest}\nRest.\n[scan] Notice the arm.\n"
    "# Curl 2/2 {exercise=curl step=curl set=2 sets=2}\nAgain.\n"
    "# Tree 1/2 {exercise=tree step=tree set=1 sets=2 dose=breaths}\nLift the foot.\n"
    "# Tree 2/2 {exercise=tree step=tree set=2 sets=2}\nThe other foot.\n"
    "# Close {step=reflection}\n[relax] Let go.\n",
    "s",
)
CALM = {"Breathe in.", "Notice the arm.", "Let go."}
OF_SETS = {"Stand tall.", "Up", "Stop if it hurts.", "Rest.", "Again."}
ALL = {"Welcome.", "Lift the foot.", "The other foot."} | OF_SETS | CALM


@pytest.mark.parametrize(
    ("sound", "made"),
    [(VoiceSound.AUTO, OF_SETS), (VoiceSound.GYM, ALL - CALM), (VoiceSound.ROOM, set())],
)
def test_the_lines_of_sets_are_made_for_noise_and_calm_ones_never(sound, made):
    timeline = schedule(
        SCRIPT,
        lambda batch: dict.fromkeys(batch, 300),
        voice="v",
        pace=150,
        sound_length=lambda _: 80,
        in_noise=in_noise(sound, SCRIPT.sections),
    )
    cues = [cue for section in timeline.sections for cue in section.cues]
    assert {cue.cue.wordings[0] for cue in cues if cue.utterance.gym} == made
    assert len(cues) == len(ALL)


def test_without_a_plan_no_line_is():
    assert not never(("focus",), {"set": "1"})
