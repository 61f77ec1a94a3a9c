import shutil
import subprocess

import numpy as np
import pytest


@pytest.fixture(scope="session")
def ffmpeg():
    """Runs ffmpeg with the given arguments and gives its standard output and error."""
    if not shutil.which("ffmpeg"):
        pytest.skip("needs ffmpeg")

    def run(*arguments, stdin=b""):
        command = ["ffmpeg", "-hide_banner", "-nostats", *arguments]
        return subprocess.run(command, input=stdin, capture_output=True, check=True)

    return run


@pytest.fixture
def decode(ffmpeg, tmp_path):
    """Decodes an MP3 as a stranger would, to int16."""

    def decoded(mp3, *before):
        path = tmp_path / "stranger.mp3"
        path.write_bytes(mp3)
        out = ffmpeg("-v", "error", *before, "-i", path, "-map", "0:a", "-f", "s16le", "-").stdout
        return np.frombuffer(out, np.int16)

    return decoded
