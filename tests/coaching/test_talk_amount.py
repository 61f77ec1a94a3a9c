"""What `talk` changes: words a minute within sets, as the table in docs/plan.md has them."""

import re
from functools import cache
from pathlib import Path

import pytest
from sessions import BARE, timeline_of

from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.coaching.memory import Memory
from mmc_audio.coaching.session import build_session
from mmc_audio.library.cues import sheet_of
from mmc_audio.plan.read import read_plan
from mmc_audio.templates.files import read_library
from mmc_audio.templates.write import write_script

TALKS = ("full", "normal", "sparse", "silent")
KNOWN = {"first session": 0, "after three": 3, "after twelve": 12}
"""Sessions that the exercise came before, by the column of the table."""

WORK = "work: [{exercise: biceps curl, sets: 3, reps: 10, tempo: 3-0-2-1, rest: 75s}]\n"
MINUTES = 3 * 10 * 6 / 60
PAGE = Path(__file__).parents[2] / "docs" / "plan.md"
ROW = re.compile(r"^\| `(full|normal|sparse|silent)` \|(.+)\|$", re.MULTILINE)


def said_in_sets(head, known=0):
    """The cues that are heard in reps, as the cue sheet has them."""
    plan = read_plan(BARE + head + WORK, "plan.yaml")
    memory = Memory(week=5, sessions=known, turn=known, visits={"biceps_curl": known})
    session = build_session(plan, load_catalogue(), memory=memory if known else Memory())
    sheet = sheet_of(
        timeline_of(write_script(plan, session, read_library([], plan.language))), "silent"
    )
    return [cue for cue in sheet["cues"] if cue["rep"] and cue["text"]]


@cache
def words_a_minute(talk, known):
    """Words in the sets in a minute of work: all of them, and without the counts."""
    cues = said_in_sets(f"talk: {talk}\n", known)
    phrases = [cue for cue in cues if "count" not in cue["labels"]]
    return tuple(
        sum(len(cue["text"].split()) for cue in some) / MINUTES for some in (cues, phrases)
    )


def table():
    """The rows of the page, as whole numbers by talk."""
    rows = ROW.findall(PAGE.read_text(encoding="utf-8"))
    return {talk: [cell.strip() for cell in cells.split("|")] for talk, cells in rows}


def test_the_page_has_what_is_measured():
    assert table() == {
        talk: [
            " / ".join(f"{words:.0f}" for words in words_a_minute(talk, known))
            for known in KNOWN.values()
        ]
        for talk in TALKS
    }


@pytest.mark.parametrize("known", KNOWN.values())
@pytest.mark.parametrize("part", [0, 1], ids=["all", "counts aside"])
def test_each_step_says_clearly_less_within_the_sets(part, known):
    full, normal, sparse, silent = (words_a_minute(talk, known)[part] for talk in TALKS)
    assert full > 1.2 * normal
    assert normal > 1.1 * sparse
    assert sparse > 2 * silent
    assert words_a_minute("silent", known)[0] > 0


def test_silent_sets_keep_the_beat_and_call_the_last_reps():
    called = [(cue["set"], cue["rep"]) for cue in said_in_sets("talk: silent\n")]
    assert called == [(1, 9), (1, 10), (2, 9), (2, 10), (3, 9), (3, 10)]


def test_an_exercise_says_for_each_set_how_much_is_said():
    work = WORK.replace("sets: 3", "sets: 3, talk: [full, normal, silent]")
    plan = read_plan(BARE + work, "plan.yaml")
    session = build_session(plan, load_catalogue())
    assert [step.talk for step in session.work] == ["full", "normal", "silent"]


def test_a_list_of_another_length_is_refused():
    work = WORK.replace("sets: 3", "sets: 3, talk: [full, normal]")
    with pytest.raises(Exception, match=r"`sets` is 3, and `talk` has 2"):
        read_plan(BARE + work, "plan.yaml")
