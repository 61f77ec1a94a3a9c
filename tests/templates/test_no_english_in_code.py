"""What is heard comes from templates and files of texts, never from the program's own code."""

import re
from dataclasses import fields
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import get_args

import pseudo
import pytest
from feature_plans import FEATURES, PLANS
from sessions import BARE, EXAMPLES, flat, script_of, timeline_of

from mmc_audio import coaching
from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.coaching.outward import outward
from mmc_audio.coaching.own import own_exercise
from mmc_audio.coaching.session import build_session
from mmc_audio.coaching.set_role import SetRole
from mmc_audio.coaching.texts import phrases, routines
from mmc_audio.coaching.translation import spoken_in
from mmc_audio.languages.spoken import duration_words, spoken_number
from mmc_audio.plan.model import OwnCues
from mmc_audio.plan.read import read_plan
from mmc_audio.script.cue import Cue
from mmc_audio.templates.files import read_library
from mmc_audio.templates.translations import translation_of
from mmc_audio.templates.write import write_script

ALL_ROUTINES = """\
title: t
goal: hypertrophy
prepare:
  - diaphragmatic_breath
  - physiological_sigh
  - sigh_practice
  - even_breath
  - body_scan: {order: toe_to_head}
  - region_scan
  - activation: {exercise: biceps curl}
  - activation: {drill: glutes}
  - desk_reset
  - microbreak
work: [{exercise: biceps curl, sets: 1, reps: 3}]
close:
  - cannot_feel_it: {exercise: biceps curl}
  - progressive_relaxation: {length: full}
  - imagery: {exercise: biceps curl, reps: 3}
  - reflection
  - carry_over
"""
SOURCES = {
    "all routines": ALL_ROUTINES,
    **{name: (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8") for name in PLANS},
    **{
        name: BARE + "work:\n" + "".join(f"  - {item}\n" for item in items)
        for name, items in FEATURES.items()
    },
}


THE_PLANS_OWN = {"use", "a", "box", "green"}
"""A note and the name of a band, which these plans bring."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return pseudo.make(tmp_path_factory.mktemp("pseudo"))


@cache
def number_words():
    numbers = " ".join(spoken_number(n, pseudo.LANGUAGE) for n in range(1100))
    times = " ".join(duration_words(s, pseudo.LANGUAGE) for s in (1, 2, 0.5, 60, 120, 3600, 7200))
    return {*re.findall(r"[^\W\d_]+", f"{numbers} {times}".lower())}


def script_in_pseudo(text, folder):
    plan = read_plan(text, "plan.yaml").model_copy(
        update={"language": pseudo.LANGUAGE, "title": "1"}
    )
    with spoken_in(translation_of([folder], pseudo.LANGUAGE)):
        session = build_session(plan, load_catalogue(), file="plan.yaml")
        return write_script(plan, session, read_library([folder], plan.language))


def outside(text):
    """The words of a text that stand in no brackets and are no numbers."""
    while (without := re.sub(r"⟦[^⟦⟧]*⟧", " ", text)) != text:
        text = without
    words = re.findall(r"[^\W\d_]+", text.lower())
    return [word for word in words if word not in number_words() | THE_PLANS_OWN]


def heard(script):
    for section in script.sections:
        yield section.title
        for item in flat(section.items):
            if isinstance(item, Cue):
                yield from item.wordings


@pytest.mark.parametrize("name", SOURCES)
def test_no_word_is_heard_that_no_translator_wrote(name, folder):
    script = script_in_pseudo(SOURCES[name], folder)
    found = {text: outside(text) for text in heard(script)}
    assert {text: words for text, words in found.items() if words} == {}


def spoken_of(exercise):
    """All words of an exercise that may be heard, but its name, which is the plan's own."""
    cues = [text for f in fields(exercise.cues) for text in getattr(exercise.cues, f.name)]
    feel = (exercise.feel.the_target, exercise.feel.the_elsewhere)
    lines = (*cues, *exercise.imagery, *exercise.form_check, *exercise.phase_words.values())
    return (*lines, *feel, exercise.muscle_call, exercise.breath, exercise.safety)


def names():
    """Every entry once as it is and once in a way that is not its own, and what nobody knows."""
    ways = [*phrases()["positions"], *phrases()["manners"], "one arm", "alternating", "kettlebell"]
    for entry, way in zip(load_catalogue().exercises, cycle(ways)):
        yield entry.name
        yield f"{way} {entry.name}"
    yield from ("flurble", "flurble for the rear delts", "wide flurble", *phrases()["muscles"])


def test_no_exercise_has_words_that_no_translator_wrote(folder):
    asked = [*names()]
    assert len(asked) > 1000
    with spoken_in(translation_of([folder], pseudo.LANGUAGE)):
        found = {name: load_catalogue().understand(name).exercise for name in asked}
        own = own_exercise(
            "Flurble", OwnCues(muscle_call="⟦x⟧", lift="⟦x⟧", lower="⟦x⟧", external="⟦x⟧")
        )
        wrong = {
            name: text
            for name, exercise in {**found, "own": own, "out": outward(own)}.items()
            for text in spoken_of(exercise)
            if outside(text)
        }
    assert wrong == {}


def test_what_is_said_in_brackets_fits_the_times(folder):
    """The language renders, in all sections and in about the same time."""
    text = SOURCES["first-listen"]
    theirs, english = (
        [section.length_ms for section in timeline_of(script).sections]
        for script in (script_in_pseudo(text, folder), script_of(text))
    )
    assert len(theirs) == len(english)
    assert sum(theirs) == pytest.approx(sum(english), rel=0.02)


def test_every_kind_of_chapter_has_a_title():
    clocked = {"interval", "emom", "emom_else", "rounds", "for_time"}
    kinds = {*get_args(SetRole), *clocked, "activation"}
    assert phrases()["titles"].keys() == kinds


def test_every_file_of_texts_has_only_what_somebody_asks_for():
    code = [
        *Path(coaching.__file__).parents[1].rglob("*.py"),
        *EXAMPLES.parent.glob("templates/**/*.j2"),
    ]
    asked = set(re.findall(r"\w+", " ".join(path.read_text("utf-8") for path in code)))
    drills = set(routines()["activation_library"].values())
    assert {*phrases(), *routines()} - drills - asked == set()
