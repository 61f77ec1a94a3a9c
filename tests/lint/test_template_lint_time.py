"""A template that forgets the time the plan gives is reported: a rest would shrink unheard."""

import pytest

from mmc_audio.lint.run import lint
from mmc_audio.lint.situations import of_plan
from mmc_audio.plan.read import read_plan
from mmc_audio.templates.files import read_library

PLAN = """
title: Lint
work:
  - {exercise: bulgarian split squat, sets: 2, reps: 4, side: each, rest: 60s}
"""


def found(folder, name, text):
    (folder / "en").mkdir()
    (folder / "en" / f"{name}.cues.j2").write_text(text)
    library = read_library([folder], "en")
    tried = [each for each in of_plan(read_plan(PLAN, "plan")) if each.moment.template == name]
    assert tried
    return [str(each) for each in lint(library, tried, names=[name])]


@pytest.mark.parametrize("text", ["", "{# nothing #}\n", "Rest.\n", "[block 10s]\n[end]\n"])
def test_a_rest_of_another_length(tmp_path, text):
    (line,) = found(tmp_path, "rest", text)
    assert "rest.cues.j2: lasts" in line
    assert "put all of it between [block {{ rest.s }}s] and [end]" in line


@pytest.mark.parametrize(("name", "value"), [("ready", "set.ready"), ("side_switch", "set.switch")])
def test_a_preparation_and_a_change_of_sides(tmp_path, name, value):
    (line,) = found(tmp_path, name, "[setup] Ready.\n")
    assert f"[block {{{{ {value} }}}}s]" in line


def test_one_that_lasts_as_long_as_it_should(tmp_path):
    assert found(tmp_path, "rest", "[block {{ rest.s }}s]\n[end]\n") == []
