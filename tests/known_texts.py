"""What the program makes of its own texts and keeps: the catalogue as JSON, templates as code.

It depends on the package alone and takes a second to make, so each program that a test starts with
an empty cache would spend most of its time on it. It is made once in each test process, and every
test's cache begins with it, and with nothing else. The files are shared by links: the program
replaces what it keeps as a whole, and a test that spoils a copy makes its own.
"""

import os
import subprocess
import sys
from pathlib import Path

PLAN = "title: Any\nwork:\n  - {exercise: plank, sets: 1}\n"
MANY = 50
"""Tests, from which on it saves more than it costs."""


def make(folder):
    """The folder, as a program that writes one session leaves it behind."""
    env = {**os.environ, "MMC_AUDIO_CACHE": str(folder)}
    command = [sys.executable, "-m", "mmc_audio", "script", "-"]
    root = Path(__file__).parents[1]
    subprocess.run(
        command, input=PLAN, env=env, cwd=root, text=True, capture_output=True, check=True
    )
    return folder


def give(folder, cache):
    """Put what `make` made, if anything, into the empty folder `cache`."""
    for path in folder.rglob("*") if folder else ():
        there = cache / path.relative_to(folder)
        if path.is_dir():
            there.mkdir()
        elif path.parent != folder:
            os.link(path, there)
