"""An exercise that only the plan knows, with no more than the four cues it needs."""

import pytest
from sessions import said, script_of, timeline_of

CUES = (
    "cues: {muscle_call: hamstrings, lift: Pull with the back of the thighs, "
    "lower: Lower as slowly as you can, external: Sink like a drawbridge}"
)


def script(how, head="prepare: none\nclose: none\n"):
    return script_of(f"title: T\n{head}work:\n  - {{exercise: nordic lower, {how}{CUES}}}\n")


@pytest.mark.parametrize(
    "how",
    ["", "sets: 3x8/side, ", "hold: 30s, ", "amrap: 45s, ", "tempo: 30X1, ", "duration: 2 min, "],
)
def test_every_kind_of_set_does_with_them(how):
    assert timeline_of(script(how)).sections


@pytest.mark.parametrize("routine", ["imagery", "activation", "cannot_feel_it"])
@pytest.mark.parametrize("name", ["nordic lower", "Nordic-Lower", "nordic_lower"])
def test_a_routine_may_name_it(routine, name):
    made = script("", f"prepare: [{{{routine}: {{exercise: {name}}}}}]\nclose: none\n")
    assert "hamstrings" in " ".join(said(made.sections[1]))
    assert timeline_of(made).sections


def test_a_routine_takes_the_first_of_the_work():
    made = script("", "prepare: none\nclose: [imagery, cannot_feel_it]\n")
    assert "nordic lower" in " ".join(section.title for section in made.sections)


def test_a_routine_speaks_a_plans_own_words_for_a_known_exercise():
    made = script_of(
        "title: T\nprepare: none\nclose: [imagery]\nwork:\n"
        "  - {exercise: biceps_curl, cues: {imagery: Picture a drawbridge going up.}}\n"
    )
    assert "Picture a drawbridge going up." in said(made.sections[-1])


LONG = "Pull yourself up slowly with the whole back of both thighs and keep the hips open"


@pytest.mark.parametrize("how", ["3x8/side, tempo: 1010", "2x1s", "2x10, tempo: 0.4-0-0.4-0"])
def test_words_that_are_too_long_for_their_time_are_left_out(how):
    cues = ", ".join(f"{key}: {LONG}" for key in ("lift", "squeeze", "lower", "external"))
    words = "phase_words: {concentric: hinaufschwingen bis, eccentric: sehr langsam herab}"
    made = script_of(
        "title: T\nprepare: none\nclose: none\nmodality: martial_arts\nwork:\n"
        f"  - {{exercise: Nordwärts, sets: {how}, rest: 20s, "
        f"cues: {{muscle_call: the whole back of both of my old thighs, {cues}, {words}}}}}\n"
        f"  - {{interval: {{exercise: Südwärts, work: 1s, rest: 1s, rounds: 2, "
        f"cues: {{muscle_call: thighs, {cues}}}}}}}\n"
        "  - plank\n"
    )
    assert any(section.dropped for section in timeline_of(made).sections)
