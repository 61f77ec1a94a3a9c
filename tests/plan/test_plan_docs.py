"""docs/plan.md is true: its blocks run, and it leaves no key out."""

import re
from pathlib import Path
from textwrap import indent

import pytest

from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.coaching.routine_options import routine_table
from mmc_audio.coaching.session import build_session
from mmc_audio.plan.json_schema import key_table
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
from mmc_audio.plan.notation.duration import parse_duration
from mmc_audio.plan.notation.sets import parse_sets
from mmc_audio.plan.notation.tempo import parse_tempo
from mmc_audio.plan.notation.weight import parse_load
from mmc_audio.plan.own_cues import FeelWords
from mmc_audio.plan.read import read_plan

PAGE = (Path(__file__).parents[2] / "docs" / "plan.md").read_text(encoding="utf-8")
BLOCKS = re.findall("^```yaml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
AROUND = {
    "# in the plan": lambda part: f"{part}work: [plank]",
    "# in work": lambda part: f"work:\n{indent(part, '  ')}",
}


def complete(block):
    first, _, rest = block.partition("\n")
    return AROUND[first](rest) if first in AROUND else block


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_every_block_is_read(block):
    session = build_session(read_plan(complete(block), "plan.md"), load_catalogue())
    assert session.moments


def test_the_page_has_blocks_of_every_kind():
    assert len(BLOCKS) > 10
    assert {block.partition("\n")[0] for block in BLOCKS} >= {"# in the plan", "# in work"}


@pytest.mark.parametrize("model", [Plan, ExerciseItem])
def test_the_tables_of_keys_are_the_models(model):
    """`scripts/plan_tables` writes them."""
    assert key_table(model) in PAGE


def test_the_table_of_routines_has_their_options_and_bounds():
    """`scripts/plan_tables` writes it."""
    assert routine_table() in PAGE


@pytest.mark.parametrize("model", [SupersetItem, IntervalItem, VoiceChoice, MusicBed])
def test_the_page_names_every_key(model):
    assert [key for key in model.file_keys() if f"`{key}`" not in PAGE] == []


@pytest.mark.parametrize("model", [OwnCues, FeelWords, Interval])
def test_the_page_shows_every_inner_key(model):
    shown = "".join(BLOCKS) + PAGE
    assert [
        key for key in model.file_keys() if f"{key}:" not in shown and f"`{key}`" not in shown
    ] == []


def rows(heading):
    """The notations in the first column of the table under a heading."""
    section = PAGE.split(f"### {heading}\n")[1].split("\n#")[0]
    cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    return [[written.strip('"') for written in re.findall("`([^`]+)`", cell)] for cell in cells]


@pytest.mark.parametrize(
    ("heading", "parse"),
    [("Time", parse_duration), ("Sets and repetitions", parse_sets)],
)
def test_what_stands_in_one_row_means_the_same(heading, parse):
    for row in rows(heading):
        assert len({parse(written) for written in row}) == 1


@pytest.mark.parametrize(("heading", "parse"), [("Load", parse_load), ("Tempo", parse_tempo)])
def test_every_notation_of_the_page_is_read(heading, parse):
    assert all(parse(written) for row in rows(heading) for written in row)
