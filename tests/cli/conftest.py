"""Runs the command line in this process and keeps what it said."""

from dataclasses import dataclass

import pytest

from mmc_audio.__main__ import run

GOOD_PLAN = """\
title: Short one
prepare: none
close: none
intro: false
work:
  - {exercise: biceps_curl, sets: 2, reps: 6, rest: 40s}
"""


@dataclass(frozen=True)
class SaidText:
    code: int
    out: str
    err: str

    @property
    def one_line(self) -> str:
        """The error, which must be one line and no traceback."""
        lines = self.err.strip().splitlines()
        assert len(lines) == 1, self.err
        assert "Traceback" not in self.err
        return lines[0]


@pytest.fixture
def mmc(capfd):
    def call(*arguments: object) -> SaidText:
        capfd.readouterr()
        code = run([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return SaidText(code, out, err)

    return call


@pytest.fixture
def good_plan(tmp_path):
    path = tmp_path / "short.yaml"
    path.write_text(GOOD_PLAN)
    return path
