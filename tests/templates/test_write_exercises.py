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


def rounds(exercise):
    """What is heard in the rounds of a minute each, half a minute apart."""
    script = work(f"interval: {{exercise: {exercise}, work: 1m, rest: 30s, rounds: 4}}")
    (section,) = [one for one in script.sections if "rounds" in one.attributes]
    return [i.wordings for i in flat(section.items) if isinstance(i, Cue) and "bell" in i.sounds]


def test_each_bout_of_a_run_begins_with_run_and_each_break_with_walk():
    *bouts, _stop = rounds("easy run")
    assert [wordings[0].split()[0].strip(".,") for wordings in bouts] == ["Run", "Walk"] * 3 + [
        "Run"
    ]
    assert {wordings[-1] for wordings in bouts[1::2]} == {"Walk."}


def test_other_breaks_are_rests():
    assert all("Rest" in wordings[0] for wordings in rounds("kettlebell swing")[1:-1:2])


def test_a_sun_salutation_and_a_cat_cow_have_words_of_their_own():
    sun, cat = (load_catalogue().by_id[each] for each in ("sun_salutation", "cat_cow"))
    for part in ("setup", "lift", "squeeze", "lower"):
        assert set(getattr(sun.cues, part)).isdisjoint(getattr(cat.cues, part))
    names = [load_catalogue().understand(each).family for each in ("cat pose", "surya namaskar")]
    assert names == ["cat_cow", "sun_salutation"]
