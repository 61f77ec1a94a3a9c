import numpy as np
import pytest


@pytest.fixture
def decode(ffmpeg, tmp_path):
    """Decodes an MP3 as a stranger would, to int16."""

    def decoded(mp3, *before):
        path = tmp_path / "stranger.mp3"
        path.write_bytes(mp3)
        out = ffmpeg("-v", "error", *before, "-i", path, "-map", "0:a", "-f", "s16le", "-").stdout
        return np.frombuffer(out, np.int16)

    return decoded
