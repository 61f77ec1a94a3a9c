"""`mmc-audio explain`: why, how sure, and who found it."""

import json

import pytest

from mmc_audio.advice.dois import DOIS
from mmc_audio.advice.explained import EXPLAINED


def test_all_rules_are_listed_on_a_line_each(mmc):
    said = mmc("explain")
    assert said.code == 0
    assert [line.split()[0] for line in said.out.splitlines()] == list(EXPLAINED)


@pytest.mark.parametrize("name", EXPLAINED)
def test_a_rule_is_explained_with_its_source_and_its_doubt(mmc, name):
    said = mmc("explain", name)
    text = " ".join(said.out.split())
    assert said.out.startswith(f"{name}: {EXPLAINED[name].title}\n")
    assert EXPLAINED[name].reason in text
    assert f"How sure: {EXPLAINED[name].sure}" in text
    assert all(source in said.out for source in EXPLAINED[name].sources)
    assert all(doi in said.out for short, doi in DOIS.items() if short in said.out)
    assert all(len(line) <= 92 for line in said.out.splitlines())


def test_several_at_once_in_any_writing(mmc):
    said = mmc("explain", "load", "w-tempo")
    assert "W-LOAD:" in said.out
    assert "W-TEMPO:" in said.out


def test_an_unknown_one_is_reported_with_the_nearest(mmc):
    said = mmc("explain", "W-LAOD")
    assert said.code == 2
    assert said.one_line == "there is no advice 'W-LAOD'; did you mean W-LOAD?"
    assert "lists all" in mmc("explain", "zzzz").one_line


def test_for_programs(mmc):
    every = json.loads(mmc("explain", "--json").out)
    assert [one["id"] for one in every] == list(EXPLAINED)
    (one,) = json.loads(mmc("explain", "solo", "--json").out)
    assert one["sources"] == list(EXPLAINED["W-SOLO"].sources)
