"""A `json.py` beside someone else's plan never runs: not here, and in no child interpreter."""

import os
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import every_command
import pytest

SHADOW = """\
with open(__file__ + ".ran", "w"):
    pass
raise ImportError("a module beside the plan was imported")
"""

DRIVER = """\
import mmc_audio.__main__ as program, sys
for command in open(sys.argv[1]).read().splitlines():
    print(command, program.run(command.split("\\t")), sep="\\t", file=sys.stderr)
"""
"""Runs command after command in one process, started with the current folder on its path."""

WITHOUT_FORK = "import os\ndel os.fork\n"


@pytest.fixture
def workspace(tmp_path):
    """What the commands need, and a shadow of each module that Python can import here."""
    every_command.prepare(tmp_path)
    for name in (sys.stdlib_module_names | packages_distributions().keys()) - {"mmc_audio"}:
        (tmp_path / f"{name}.py").write_text(SHADOW)
    return tmp_path


def ran(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*.ran"))


def call(folder: Path, command: list[str], **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        command, cwd=folder, env={**os.environ, **environment}, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_no_command_is_missing_here():
    from mmc_audio.cli.app import cli

    known = {*every_command.LEFT_OUT, *map(every_command.name, every_command.COMMANDS)}
    assert known == set(every_command.names(cli))


@pytest.mark.parametrize("forks", [True, False])
def test_no_command_runs_what_is_in_the_current_folder(workspace, tmp_path_factory, forks):
    site = tmp_path_factory.mktemp("site")
    (site / "sitecustomize.py").write_text("" if forks else WITHOUT_FORK)
    commands = tmp_path_factory.mktemp("commands") / "commands"
    commands.write_text("\n".join(map("\t".join, every_command.COMMANDS)))
    done = call(
        workspace, [sys.executable, "-c", DRIVER, str(commands)],
        PYTHONPATH=str(site), PYTHONSAFEPATH="",
    )  # fmt: skip
    assert ran(workspace) == []
    codes = [line.rsplit("\t", 1) for line in done.stderr.splitlines() if "\t" in line]
    assert [command for command, code in codes if code != "0"] == [], done.stderr
    assert len(codes) == len(every_command.COMMANDS)


@pytest.mark.parametrize(
    "program",
    [[sys.executable, "-P", "-m", "mmc_audio"], [str(Path(sys.executable).with_name("mmc-audio"))]],
    ids=["python -P -m", "mmc-audio"],
)
def test_the_program_itself_does_not(workspace, program):
    done = call(workspace, [*program, "check", "short.yaml"])
    assert (done.returncode, ran(workspace)) == (0, []), done.stderr


def test_python_dash_m_runs_no_more_than_what_python_imports_before_it_runs_us(workspace):
    """`python -m` looks for its own parts in the current folder: only `-P` helps there."""
    code = "import runpy, pkgutil, sys; print(*sys.modules)"
    before = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, check=True)
    for name in before.stdout.decode().split():
        (workspace / f"{name}.py").unlink(missing_ok=True)
    done = call(workspace, [sys.executable, "-m", "mmc_audio", "check", "short.yaml"])
    assert (done.returncode, ran(workspace)) == (0, []), done.stderr


def test_the_shadows_would_be_noticed(workspace):
    call(workspace, [sys.executable, "-c", "import json"])
    assert ran(workspace) == ["json.py.ran"]
