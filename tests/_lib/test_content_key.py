"""A cache key changes with every field of what it is made from: none can be forgotten."""

from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pytest

from mmc_audio._lib.content_key import UNKEYED, content_key, keyed_names
from mmc_audio.audio.bed import Bed
from mmc_audio.audio.recipe import BedPart, PlacedWords, Recipe, Tone
from mmc_audio.batch.task import BatchTask
from mmc_audio.coaching.memory import Memory
from mmc_audio.mp3.settings import EncoderSettings
from mmc_audio.plan.model import Phase
from mmc_audio.rendering.job import Job
from mmc_audio.rendering.overrides import Overrides
from mmc_audio.rendering.sections import PartKey
from mmc_audio.script.cue import Block, Cue, Fill, Mark, Note, Script, Section, Setting, Source
from mmc_audio.speech.engine import Utterance
from mmc_audio.speech.said.lexicon import Lexicon
from mmc_audio.speech.speak import ClipMaker, ClipSource
from mmc_audio.units import Samples

SAY = Utterance("In", "en", 150)
BED = Bed(np.zeros(4, np.int16), -19.0, Samples(9), -20.0, "music 1")
WORDS = PlacedWords(Samples(5), "clip 1", 0.0, SAY)
TONE = Tone(Samples(7), "bell", 500, 0.0)
UNDER = BedPart(BED, Samples(0), ((1, 2),))
RECIPE = Recipe(Samples(1152), (WORDS, TONE), UNDER)
MAKER = ClipMaker("espeak", "1", (("numpy", "2"),), "clip 1")
PLACE = Source("a.cues", 1)
CUE = Cue(("In",), None, (), ("breath",), optional=False, source=PLACE)
SCRIPT = Script((Section("One", MappingProxyType({"set": "1"}), (CUE,), PLACE),))


def job():
    """Made late: a plan's own classes are read from the model."""
    from mmc_audio.plan.model import VoiceChoice

    return Job("a", "A", "A", SCRIPT, VoiceChoice())


KEYED = [
    SAY, BED, WORDS, TONE, UNDER, RECIPE, EncoderSettings(), Overrides(), MAKER, SCRIPT,
    PartKey(RECIPE, EncoderSettings(), (("lameenc", "1"),), "1"),
    ClipSource(MAKER, SAY, "0.0"),
    BatchTask("a.yaml", "out"),
    job(), Lexicon(), Memory(),
    PLACE, CUE, Mark("Rep 1", source=PLACE), Setting("pace", "110", source=PLACE),
    Note("n", source=PLACE), Fill(source=PLACE), Block((CUE,), source=PLACE), *SCRIPT.sections,
]  # fmt: skip
"""One of each kind that a cache key is made from."""

SHAPES_NOTHING = {
    ("Bed", "music"),  # `digest` stands for it
    ("PlacedWords", "utterance"),  # `clip` stands for it
    ("Job", "plan"),  # the script was made from it
    ("Job", "session"),
    ("Job", "shown_names"),  # what the script was written from
    ("Job", "assumed"),  # what is said of it
    ("Job", "origin"),  # where it was read from
}
"""Fields that are in no key on purpose."""


def fields_of_all():
    return [
        pytest.param(one, each.name, id=f"{type(one).__name__}.{each.name}")
        for one in KEYED
        for each in fields(one)
    ]


@pytest.mark.parametrize(("one", "name"), fields_of_all())
def test_a_key_changes_with_every_field(one, name):
    another = replace(one, **{name: "something else"})
    same = content_key(one) == content_key(another)
    assert same == ((type(one).__name__, name) in SHAPES_NOTHING)


def inside(value):
    """The dataclasses in `value`, at any depth."""
    if is_dataclass(value):
        yield type(value)
        for each in fields(value):
            yield from inside(getattr(value, each.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from inside(each)


def test_every_kind_inside_a_key_is_altered_above():
    found = {kind for one in KEYED for kind in inside(one)}
    assert found <= {type(one) for one in KEYED}


def test_whoever_takes_a_field_out_says_so_above():
    kinds = {type(one) for one in KEYED}
    left_out = {
        (kind.__name__, each.name)
        for kind in kinds
        for each in fields(kind)
        if each.name not in keyed_names(kind)
    }
    assert left_out == SHAPES_NOTHING
    assert UNKEYED


DIFFERENT = [
    None, 0, 1, 1.0, True, "1", b"1", (), (1,), ((1,),), (1, 2), (2, 1), {}, {"a": 1}, {"a": 2},
    {1: "a"}, frozenset(), frozenset({1}), Path("1"), Path("/1"), date(2026, 1, 2), "2026-01-02",
    Phase.PEAK, Phase.STRETCH, "peak", "\ud800", "", "\0",
]  # fmt: skip


def test_whatever_differs_has_another_key():
    keys = [content_key(value) for value in DIFFERENT]
    assert len(set(keys)) == len(DIFFERENT)
    assert content_key(1, 2) != content_key(12)


def test_the_order_of_sets_and_mappings_does_not_matter():
    assert content_key({"a": 1, "b": 2}) == content_key({"b": 2, "a": 1})
    assert content_key(frozenset("abcdef")) == content_key(frozenset("fedcba"))
    assert content_key([1, 2]) == content_key((1, 2))


@pytest.mark.parametrize("value", [object(), np.zeros(2), iter(()), lambda: 1, range(3)])
def test_what_cannot_be_distinguished_is_refused(value):
    with pytest.raises(TypeError, match="cannot be part of a cache key"):
        content_key(value)
