"""Plans as people write them: each becomes the plan in its golden file, and renders."""

import pytest
from importing.foreign_files import GOLDEN, REAL_PLANS, check_golden, imported, printed

from mmc_audio.errors import PlanError
from mmc_audio.importing.flow import ImportWish
from mmc_audio.plan.read import load_plan, read_plan

WAITING = {"45-twenty-ones.yaml": "twenty-ones"}
"""Plans whose schemes the plan language does not have yet: take a line out when it has."""

FILES = sorted(path for path in REAL_PLANS.iterdir() if path.name not in WAITING)
FOREIGN = [path for path in FILES if path.suffix != ".yaml"]


@pytest.mark.parametrize("path", FOREIGN, ids=lambda path: path.name)
def test_a_real_plan_becomes_its_golden_plan(path):
    check_golden(GOLDEN / f"{path.name}.txt", printed(imported(path, ImportWish())))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_real_plan_renders(path, silent):
    for plan in plans_of(path):
        assert silent.timeline(silent.job_of(plan, path.name)).sections


def plans_of(path):
    if path.suffix == ".yaml":
        return [load_plan(path)]
    return [read_plan(plan.text, path.name) for plan in imported(path, ImportWish()).plans]


@pytest.mark.parametrize("name", WAITING)
def test_a_plan_that_waits_is_still_refused(name):
    with pytest.raises(PlanError):
        load_plan(REAL_PLANS / name)


def test_there_are_at_least_forty():
    assert len(list(REAL_PLANS.iterdir())) >= 40
