"""Every exercise of the catalogue renders, and something meaningful always fits its phase."""

from collections import Counter

import pytest
from every_exercise import kinds, timelines, together
from sessions import flat, sets, work

from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.script.cue import Cue

IDS = [exercise.id for exercise in load_catalogue().exercises]
pytestmark = together


def sections(focus):
    return [s for kind in kinds() for timeline in timelines(*kind, focus) for s in sets(timeline)]


def heard(focus):
    for section in sections(focus):
        yield from section.cues


@pytest.mark.covers("A57")
@pytest.mark.parametrize("focus", ["internal", "external"])
def test_every_exercise_renders_and_fits_at_its_own_tempo(focus):
    assert {section.attributes["exercise"] for section in sections(focus)} == set(IDS)


def test_phases_get_their_first_second_or_third_wording(capsys):
    """Printed, so that the words can be bettered where the first ones rarely fit."""
    which = Counter()
    for cue in heard("internal"):
        known = cue.slot and cue.utterance.text in cue.cue.wordings and len(cue.cue.wordings) > 1
        if known and {"focus", "form"} & set(cue.cue.labels):
            which[cue.cue.labels[0], cue.cue.wordings.index(cue.utterance.text) + 1] += 1
    with capsys.disabled():
        print()
        for (label, place), count in sorted(which.items()):
            print(f"{label:6} wording {place}: {count}")
    assert which["focus", 1] > which["focus", 2]
    assert sum(count for (_, place), count in which.items() if place > 3) == 0


def test_no_cue_is_hurried():
    for focus in ("internal", "external"):
        assert {cue.pace_factor for cue in heard(focus)} == {1.0}


def test_every_hold_has_its_exercises_own_words():
    script = work(*[f"{{exercise: {n}, sets: 1}}" for n in ("plank", "side plank", "hollow hold")])
    for section in sets(script):
        first = [i for i in flat(section.items) if isinstance(i, Cue) and "concentric" in i.labels]
        assert len(first[0].wordings) > 1
