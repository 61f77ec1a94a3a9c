"""Every test has its own cache, so that none is helped or hurt by what another left behind."""

import shutil
import subprocess

import pytest
from hypothesis import settings

settings.register_profile("steady", deadline=None)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("MMC_AUDIO_CACHE", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))


@pytest.fixture(scope="session")
def ffmpeg():
    """Runs ffmpeg with the given arguments and gives its standard output and error."""
    if not shutil.which("ffmpeg"):
        pytest.skip("needs ffmpeg")

    def run(*arguments, stdin=b""):
        command = ["ffmpeg", "-hide_banner", "-nostats", *arguments]
        return subprocess.run(command, input=stdin, capture_output=True, check=True)

    return run
