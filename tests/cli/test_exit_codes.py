"""One exit code for many plans: 0, the code that all failures share, or 1 where they differ."""

import pytest

from mmc_audio.cli.shared import exit_code_of

CODES = [((), 0), ((0, 0), 0), ((0, 65, 0), 65), ((66, 66), 66), ((65, 66), 1), ((0, 69, 73), 1)]


@pytest.mark.parametrize(("codes", "code"), CODES)
def test_failures_of_one_kind_keep_their_code(codes, code):
    assert exit_code_of(codes) == code
    assert exit_code_of(reversed(codes)) == code


@pytest.fixture
def plans(good_plan, tmp_path):
    """A plan that is wrong, one that is not there, and a good one."""
    bad = tmp_path / "bad.yaml"
    bad.write_text("title: Bad\nwork:\n  - {exercise: curll, sets: -1}\n")
    return {"good": good_plan, "bad": bad, "gone": tmp_path / "gone.yaml"}


@pytest.mark.parametrize("command", ["render", "check"])
@pytest.mark.parametrize(
    ("named", "code"), [("good bad", 65), ("gone good", 66), ("bad gone", 1), ("gone bad good", 1)]
)
def test_a_command_that_takes_many_plans_says_how_they_failed(
    mmc, plans, tmp_path, command, named, code
):
    more = ("--engine", "silent", "-o", tmp_path / "out") if command == "render" else ()
    assert mmc(command, *(plans[name] for name in named.split()), *more).code == code
