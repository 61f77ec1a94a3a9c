"""Every command line in the README and in docs/ runs as it is written."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)

ELSEWHERE = {
    "git clone": "needs the network",
    "pip install": "needs the network; CI installs in scripts/test",
    "scripts/": "CI runs them, or they run the tests themselves",
}
OWN_TEST = {"templates.md", "gym.md"}
"""Pages whose steps have a test of their own, since they serve, watch or need a cluster."""


NO_MATTER_THE_VOICE = {"README.md", "tonight.md", "scale.md", "cue-script.md"}
"""Pages whose commands write many sessions; what they say is the same with any voice. The default
one has tests of its own: `cli/test_demo.py`, `cli/test_natural_voice.py`."""


def blocks(page: Path, language: str) -> list[str]:
    return [text for name, text in BLOCK.findall(page.read_text("utf-8")) if name == language]


def commands(page: Path) -> list[str]:
    lines = [
        line.split("  #")[0].strip() for text in blocks(page, "sh") for line in text.splitlines()
    ]
    return [line for line in lines if line and not line.startswith("#")]


@pytest.fixture
def workspace(tmp_path):
    """A folder with the README's plan, the examples, and `mmc-audio` on the PATH."""
    (tmp_path / "bin").mkdir()
    tool = tmp_path / "bin" / "mmc-audio"
    tool.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m mmc_audio "$@"\n')
    tool.chmod(0o755)
    (tmp_path / "my-plan.yaml").write_text(blocks(ROOT / "README.md", "yaml")[0])
    (tmp_path / "monday.txt").write_text(blocks(ROOT / "README.md", "text")[0])
    (tmp_path / "my-plan.txt").write_text("Push\n\nBench press 3x8 @ 60kg, rest 2 min\n")
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    (tmp_path / "clients" / "anna").mkdir(parents=True)
    shutil.copy(
        ROOT / "examples" / "microbreak.yaml", tmp_path / "clients" / "anna" / "monday.yaml"
    )
    return tmp_path


def run(line: str, folder: Path) -> subprocess.CompletedProcess:
    path = f"{folder / 'bin'}:{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_commands_of_a_page_run(page, workspace, config_folder):
    if page.name in NO_MATTER_THE_VOICE:
        config = config_folder / "mmc-audio" / "config.toml"
        config.write_text('[voice]\nengine = "silent"\n')
    if page.name in OWN_TEST:
        assert any(page.stem in path.name for path in ROOT.glob("tests/**/test_*.py"))
        return
    for line in commands(page):
        first = next((start for start in ELSEWHERE if line.startswith(start)), None)
        if first == "scripts/":
            assert os.access(ROOT / line.split()[0], os.X_OK), line
        elif first is None:
            done = run(line, workspace)
            assert done.returncode == 0, f"{page.name}: {line}\n{done.stderr}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_links_of_a_page_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


ROOMS_OF_THE_PAGE = (
    "",
    "mmc_audio",
    "templates/en",
    "docs",
    "mmc_audio/_lib",
    "mmc_audio/player/static",
)


@pytest.mark.parametrize("page", ["architecture", "coverage"])
def test_the_files_that_a_page_names_are_there(page):
    text = (ROOT / f"docs/{page}.md").read_text("utf-8")
    named = set(re.findall(r"`([\w/.-]+/[\w.-]+\.(?:py|yaml|js|css|html|tsv|toml|j2))`", text))
    assert len(named) > {"architecture": 60, "coverage": 3}[page]
    gone = {n for n in named if not any((ROOT / r / n).exists() for r in ROOMS_OF_THE_PAGE)}
    assert gone == set()


PACKAGE = ROOT / "mmc_audio"
ROOMS = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}


def test_the_modules_that_a_docstring_names_are_there():
    """As `audio.sounds` or `library.names.slug`: a room, a module, perhaps a name in it."""
    gone = []
    for path in PACKAGE.rglob("*.py"):
        for room, *rest in map(split, re.findall(r"`(\w+(?:\.\w+)+)`", path.read_text("utf-8"))):
            module = PACKAGE.joinpath(room, *rest)
            holder = module if module.is_dir() else module.with_suffix(".py")
            within = module.parent / "__init__.py", module.parent.with_suffix(".py")
            if room in ROOMS and not (holder.exists() or any(map(Path.is_file, within))):
                gone.append(f"{path.relative_to(ROOT)}: {room}.{'.'.join(rest)}")
    assert gone == []


def split(name):
    return name.split(".")
