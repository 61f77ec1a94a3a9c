"""Cue scripts as a person reads them; `UPDATE_GOLDENS=1 pytest` writes them anew."""

import os
from pathlib import Path

import pytest
from feature_plans import FEATURES, PLANS
from sessions import example, work

from mmc_audio.script.cue import parse, to_text

GOLDEN = Path(__file__).parents[1] / "golden"


def compare(name, script):
    path, text = GOLDEN / f"{name}.cues", to_text(script)
    if os.environ.get("UPDATE_GOLDENS"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"see {path.name}; UPDATE_GOLDENS=1 if meant"


@pytest.mark.parametrize("name", FEATURES)
def test_each_way_to_train_reads_like_its_golden(name):
    compare(f"feature-{name}", work(*FEATURES[name]))


@pytest.mark.covers("A50")
@pytest.mark.parametrize("name", PLANS)
def test_each_example_reads_like_its_golden(name):
    compare(f"example-{name}", example(name))


@pytest.mark.parametrize("name", PLANS)
def test_what_is_printed_is_read_back_the_same(name):
    assert parse(to_text(example(name))) == example(name)
