"""Programs that some tests need: where one is missing they are skipped, and in CI they fail."""

import os
import shutil

import pytest

PACKAGES = {
    "ffmpeg": "ffmpeg",
    "ffprobe": "ffmpeg",
    "espeak-ng": "espeak-ng",
    "flite": "flite",
    "chromium": "chromium",
    "node": "nodejs",
    "npm": "npm",
    "tsc": "node-typescript",
}
"""The system package that brings each program."""

OTHER_NAMES = {"chromium": ("chromium", "chromium-browser", "google-chrome", "chrome")}


def found(name):
    """Its path, or None."""
    return next(filter(None, map(shutil.which, OTHER_NAMES.get(name, (name,)))), None)


def need(name):
    """Its path; without it the test is skipped, or in CI (CI=true) fails."""
    path = found(name)
    if path is None:
        why = f"needs {name}: apt-get install {PACKAGES[name]}"
        (pytest.fail if os.environ.get("CI", "").lower() in {"1", "true"} else pytest.skip)(why)
    return path
