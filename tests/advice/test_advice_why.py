"""Why advice exists: every rule has its reason, its source and its doubt; nothing is promised."""

import re
from pathlib import Path

import pytest

from mmc_audio.advice.advise import RULES
from mmc_audio.advice.dois import DOIS, with_doi
from mmc_audio.advice.explained import EXPLAINED, full, nearest
from mmc_audio.advice.topics import TOPICS
from mmc_audio.advice.weeks import RULES as WEEK_RULES
from mmc_audio.advice.why import WHY
from mmc_audio.advice.why_weeks import WEEKS

PAGE = Path(__file__).parents[2] / "docs" / "advice.md"
SOURCE = re.compile(
    r"^(?:[A-Z][a-z]+(?: [A-Z][a-z]+)? (?:et al\.|and [A-Z][a-z]+)|ACOG|ACSM|W3C) "
    r"(?:19|20)\d\d, \S.+$"
)
PROMISES = re.compile(
    r"guarantee|will grow|prevents injur|always works|proven|mirror", re.IGNORECASE
)


def test_every_rule_has_its_reason_and_every_reason_its_rule():
    assert list(WHY) == list(RULES)
    assert list(WEEKS) == list(WEEK_RULES)


@pytest.mark.parametrize("name", EXPLAINED)
def test_a_reason_names_who_found_it_and_how_sure_that_is(name):
    why = EXPLAINED[name]
    assert all(SOURCE.match(source) for source in why.sources), why.sources
    assert re.search(r"(?:19|20)\d\d$", why.source)
    assert why.reason.count(". ") == 0
    assert why.reason.endswith(".")
    assert 25 <= len(why.more.split()) <= 110
    assert len(why.sure.split()) >= 10


@pytest.mark.covers("A56")
@pytest.mark.parametrize("name", EXPLAINED)
def test_no_reason_promises_a_result(name):
    why = EXPLAINED[name]
    for text in (why.title, why.reason, why.more, why.sure):
        assert not PROMISES.search(text)


def test_each_doi_belongs_to_one_source_and_has_its_form():
    sources = {source for why in EXPLAINED.values() for source in why.sources}
    for short, doi in DOIS.items():
        assert len({s for s in sources if s.startswith(f"{short},")}) == 1, short
        assert re.fullmatch(r"10\.\d{4,5}/\S+[^\s.,;]", doi)


def test_what_did_not_grow_is_said_too():
    assert "the thighs grew alike" in WHY["W-REPS"].sure
    assert "thigh grew alike in both groups" in TOPICS["GROWTH"].more


@pytest.mark.parametrize("name", TOPICS)
def test_every_source_of_what_the_coach_does_has_its_doi(name):
    assert all("doi:10." in with_doi(source) for source in TOPICS[name].sources)


def words(text):
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("name", EXPLAINED)
def test_the_page_says_what_the_program_says(name):
    page = words(PAGE.read_text(encoding="utf-8"))
    why = EXPLAINED[name]
    for text in (f"## {name}: {why.title}", why.reason, why.more, why.sure):
        assert text in page
    for source in why.sources:
        assert with_doi(source) in page


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("load", "W-LOAD"),
        ("W-LOAD", "W-LOAD"),
        ("w_warmup", "W-WARMUP"),
        (" tempo ", "W-TEMPO"),
        ("breath", "BREATH"),
        ("Imagery", "IMAGERY"),
        ("cover", "W-COVER"),
    ],
)
def test_an_id_may_be_written_in_any_way(word, found):
    assert full(word) == found


def test_a_misspelt_id_has_a_neighbour():
    assert nearest("W-LAOD") == "W-LOAD"
    assert nearest("activaton") == "W-ACTIVATION"
    assert nearest("breth") == "BREATH"
    assert nearest("qqqqqq") is None
