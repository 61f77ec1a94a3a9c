"""Which plans a batch has, and where their files go."""

from pathlib import Path

import pytest

from mmc_audio.batch.plans import find_plans, outputs
from mmc_audio.errors import MissingError, UsageError

PLAN = "title: T\nwork:\n  - {exercise: plank, hold: 20s}\n"
PROGRAM = "title: P\nby_weekday:\n  monday: a.yaml\n"


def write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(PLAN)


def test_a_folder_means_the_plans_below_it_but_no_program(tmp_path):
    write(tmp_path, "anna/a.yaml", "bo/b.yml", "bo/notes.txt")
    (tmp_path / "program.yaml").write_text(PROGRAM)
    found = find_plans([str(tmp_path)])
    assert [path.name for path in found] == ["a.yaml", "b.yml"]


def test_a_pattern_and_a_name_mean_the_same_plan_once(tmp_path):
    write(tmp_path, "anna/a.yaml", "bo/a.yaml")
    found = find_plans([f"{tmp_path}/*/a.yaml", f"{tmp_path}/bo/a.yaml"])
    assert len(found) == 2


@pytest.mark.parametrize("pattern", ["", "nothing/*.yaml", "no.yaml"])
def test_a_pattern_that_means_nothing_is_reported(tmp_path, pattern):
    (tmp_path / "empty").mkdir()
    with pytest.raises(MissingError, match="no plan there"):
        find_plans([str(tmp_path / pattern) if pattern else str(tmp_path / "empty")])


def test_sessions_lie_to_each_other_as_their_plans_do(tmp_path):
    write(tmp_path, "Anna B./week 1/a.yaml", "bo/a.yaml")
    found = outputs(find_plans([str(tmp_path)]), Path("out"))
    assert set(found.values()) == {Path("out/anna-b/week-1"), Path("out/bo")}


def test_two_plans_that_would_write_the_same_files(tmp_path):
    write(tmp_path, "a b.yaml", "a-b.yaml")
    with pytest.raises(UsageError, match="same files"):
        outputs(find_plans([str(tmp_path)]), Path("out"))
