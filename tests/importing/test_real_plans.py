"""Plans as people write them: each becomes the plan in its golden file, and is heard as outlined.

`golden/real_plans` has a line for each set with what is announced; UPDATE_GOLDENS=1 writes it anew.
"""

import pytest
from importing.foreign_files import GOLDEN, REAL_PLANS, check_golden, imported, printed
from outline import outline

from mmc_audio.importing.flow import ImportWish
from mmc_audio.plan.read import load_plan, read_plan

FILES = sorted(REAL_PLANS.iterdir())
FOREIGN = [path for path in FILES if path.suffix != ".yaml"]


@pytest.mark.parametrize("path", FOREIGN, ids=lambda path: path.name)
def test_a_real_plan_becomes_its_golden_plan(path):
    check_golden(GOLDEN / f"{path.name}.txt", printed(imported(path, ImportWish())))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_real_plan_is_heard_as_outlined(path, silent):
    timelines = (silent.timeline(silent.job_of(plan, path.name)) for plan in plans_of(path))
    text = "\n".join(map(outline, timelines))
    check_golden(GOLDEN.parent / "real_plans" / f"{path.name}.txt", text)


def plans_of(path):
    if path.suffix == ".yaml":
        return [load_plan(path)]
    return [read_plan(plan.text, path.name) for plan in imported(path, ImportWish()).plans]


def test_there_are_at_least_forty():
    assert len(list(REAL_PLANS.iterdir())) >= 40
