"""The JSON Schema accepts what the loader reads, key by key, and knows no other keys."""

import re
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc_audio._lib import yaml_tree as yaml
from mmc_audio.plan import values
from mmc_audio.plan.clocked import (
    AmrapItem,
    BoutPlan,
    Emom,
    EmomItem,
    ForTime,
    ForTimeItem,
    TimedRounds,
)
from mmc_audio.plan.groups import CircuitItem
from mmc_audio.plan.items import SupersetMember
from mmc_audio.plan.json_schema import json_schema, program_json_schema
from mmc_audio.plan.kinds import Duration
from mmc_audio.plan.model import (
    ExerciseItem,
    Interval,
    IntervalItem,
    MusicBed,
    OwnCues,
    Plan,
    SupersetItem,
    VoiceChoice,
)
from mmc_audio.plan.notation.duration import format_duration, parse_duration
from mmc_audio.plan.notation.sets import format_sets, parse_sets
from mmc_audio.plan.notation.tempo import format_tempo, parse_tempo
from mmc_audio.plan.notation.weight import format_load, parse_load
from mmc_audio.plan.own_cues import FeelWords
from mmc_audio.plan.read import read_plan
from mmc_audio.plan.set_extras import Myo, RestPause
from mmc_audio.workspace.days import is_program

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").rglob("*.yaml"))
PLANS = [path for path in EXAMPLES if not is_program(str(path))]
SCHEMA = jsonschema.Draft202012Validator(json_schema())

CORE = {"true": True, "false": False, "null": None, "~": None, "": None}


def as_an_editor_reads(node):
    """Plain data by the core schema of YAML 1.2."""
    if isinstance(node, yaml.Sequence):
        return [as_an_editor_reads(item) for item in node.items]
    if isinstance(node, yaml.Mapping):
        return {key.text: as_an_editor_reads(value) for key, value in node.entries}
    if not node.plain:
        return node.text
    if re.fullmatch("[-+]?[0-9]+", node.text):
        return int(node.text)
    if re.fullmatch("[-+]?[0-9]*\\.[0-9]+", node.text):
        return float(node.text)
    return CORE.get(node.text, node.text)


def complaints(text):
    data = as_an_editor_reads(yaml.read_tree(text.encode(), "p.yaml"))
    return [error.message for error in SCHEMA.iter_errors(data)]


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(json_schema())
    (example,) = json_schema()["examples"]
    assert SCHEMA.is_valid(example)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.name)
def test_the_examples_are_valid(path):
    assert complaints(path.read_text(encoding="utf-8")) == []


WRITTEN_REPS = (
    "5+", "failure", "to failure", "max", "2+2+2", "7 low + 7 high + 7 full", "8 full + 4 partials",
    "10 low", "twenty-ones", "8 ea", "AMRAP",
)  # fmt: skip
WRITTEN_SETS = (
    "3x5+", "3x failure", "3 sets of 10", "3 sets", "3x8, 1x8+", "3x10 ea", "5 @ 60kg, 3 @ 70kg",
)  # fmt: skip


@pytest.mark.parametrize(
    "item",
    [
        "{exercise: x, sets: 3x8-12/side, tempo: 30X1, load: 2x24kg, rest: 90}",
        "{exercise: x, sets: 3, reps: 8-12, tempo: 3010, load: RPE 8, rest: 1:30}",
        "{exercise: x, reps: AMRAP, cap: 1m, tempo: 3/1/X/0, load: bodyweight}",
        '{exercise: x, hold: 2 min 30 s, side: each, switch: 0, load: "@8.5"}',
        "{exercise: x, sets: 2x45s/side, focus: auto}",
        "{superset: [{exercise: x, reps: 8}, plank], rounds: 2, rest: 2m}",
        "{interval: {exercise: x, work: 20s, rest: 0:10, rounds: 8}, rest: 3m}",
        "plank",
        *(f'{{exercise: x, reps: "{reps}"}}' for reps in WRITTEN_REPS),
        *(f'{{exercise: x, sets: "{sets}"}}' for sets in WRITTEN_SETS),
        "{exercise: x, ladder: 1-5-1}",
        "{exercise: x, sets: [5 @ 65%, 3 @ 75%, 1+ @ 85%], warmup: auto, drops: 2, change: 0}",
        "{exercise: x, reps: 5, rest: none, myo: 4x4}",
        "{exercise: x, reps: 5, rest: 90s between sets, rest_pause: 2x15s}",
        "{exercise: x, reps: [12, 10], load: [60kg, BW+10kg], rest: [60-90s, 2 min]}",
    ],
)
def test_what_the_loader_reads_is_valid(item):
    text = f"work: [{item}]"
    read_plan(text, "p.yaml")
    assert complaints(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "titel: x",
        "goal: strenght",
        "voice: {pace: 30}",
        "work: [{exercise: x, tempo: 3-0}]",
        "work: [{exercise: x, rest: soon}]",
        "work: [{exercise: x, load: heavy metal}]",
        "work: [{exercise: x, hold: 30s, reps: 5}]",
        "work: [{exercise: x, hold: 30s, tempo: 3010}]",
        "work: [{sets: 3}]",
        "work: [{superset: [{exercise: x, sets: 3}, y]}]",
        "date: tomorrow",
    ],
)
def test_common_mistakes_are_seen_while_typing(text):
    assert complaints(text)


MODELS = (
    Plan, VoiceChoice, MusicBed, ExerciseItem, SupersetItem, SupersetMember, IntervalItem, Interval,
    OwnCues, FeelWords, Myo, RestPause, CircuitItem, EmomItem, Emom, AmrapItem, TimedRounds,
    ForTimeItem, ForTime, BoutPlan,
)  # fmt: skip


def objects(schema):
    """The key sets of every closed object in a schema."""
    if isinstance(schema, list):
        return [found for part in schema for found in objects(part)]
    if not isinstance(schema, dict):
        return []
    inner = [found for part in schema.values() for found in objects(part)]
    if schema.get("additionalProperties") is False:
        return [frozenset(schema["properties"]), *inner]
    return inner


def test_the_schema_has_every_key_of_the_models_and_no_other():
    assert set(objects(json_schema())) == {frozenset(model.file_keys()) for model in MODELS}


def test_every_key_says_what_it_means():
    for model in MODELS:
        for key, name in model.file_keys().items():
            assert len(model.model_fields[name].description) > 5, key


@pytest.mark.parametrize("path", [p for p in EXAMPLES if p not in PLANS], ids=lambda p: p.name)
def test_the_example_programs_are_valid(path):
    data = as_an_editor_reads(yaml.read_tree(path.read_bytes(), "p.yaml"))
    jsonschema.Draft202012Validator(program_json_schema()).validate(data)


def matches(schema, value):
    return jsonschema.Draft202012Validator(schema).is_valid(value)


NEAR = st.text(alphabet="0123456789.:-/xX@ smhkglbrpeAtodi%", max_size=14)


@given(NEAR)
def test_patterns_accept_all_that_the_parsers_accept(text):
    for kind, parse in (
        (values.TEMPO, parse_tempo), (values.SETS, parse_sets), (values.LOAD, parse_load)
    ):  # fmt: skip
        if is_read(parse, text):
            assert matches(kind.schema(), text)
    if is_read(parse_duration, text):
        assert matches(Duration(0, 43_200_000).schema(), text)


def is_read(parse, text):
    try:
        parse(text)
    except Exception:  # noqa: BLE001 - whatever it raises, it was not read
        return False
    return True


@given(st.integers(0, 43_200_000))
def test_printed_durations_match_the_pattern(ms):
    assert matches(Duration(0, 43_200_000).schema(), format_duration(ms))


@pytest.mark.parametrize("text", ["3-0-2-1", "30X1", "2.5-0-X-60"])
def test_printed_tempi_match_the_pattern(text):
    assert matches(values.TEMPO.schema(), format_tempo(parse_tempo(text)))


@pytest.mark.parametrize("text", ["3", "3x8-12/side", "3xAMRAP", "2x1:30/side", "2x90.5s"])
def test_printed_sets_match_the_pattern(text):
    assert matches(values.SETS.schema(), format_sets(parse_sets(text)))


@pytest.mark.parametrize("text", ["65%", "40kg", "2x22.5lb", "RPE 8.5", "bodyweight"])
def test_printed_loads_match_the_pattern(text):
    assert matches(values.LOAD.schema(), format_load(parse_load(text)))
