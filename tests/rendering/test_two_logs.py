"""The same day of a program after two different logs: goldens that a person can compare."""

import os
from difflib import unified_diff
from functools import cache
from itertools import islice
from pathlib import Path

import pytest
from weeks import day_of

from mmc_audio.coaching.memory import LastTime
from mmc_audio.plan.program import load_program
from mmc_audio.script.text import to_text

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
LOGS = {
    "lost": LastTime("2026-12-09", "elsewhere", clarity=1, reserve=0),
    "found": LastTime("2026-12-09", "target", clarity=9, reserve=5),
}


@cache
def script(log):
    """The sixth training of the eight weeks, after what was logged of the fifth."""
    program = load_program(ROOT / "examples" / "eight-weeks.yaml")
    training = next(islice(program.trainings(program.start), 5, None))
    return to_text(day_of(program, training, [], {"biceps_curl": LOGS[log]}).script)


@pytest.mark.parametrize("log", LOGS)
def test_a_day_after_each_log_reads_like_its_golden(log):
    path = GOLDEN / f"log-{log}.cues"
    if os.environ.get("UPDATE_GOLDENS"):
        path.write_text(script(log), encoding="utf-8")
    assert script(log) == path.read_text(encoding="utf-8"), f"see {path.name}"


def test_the_two_logs_make_two_visibly_different_days():
    lost, found = script("lost").splitlines(), script("found").splitlines()
    changed = [line for line in unified_diff(lost, found, n=0) if line[0] in "+-"]
    assert len(changed) > len(lost) / 4
