"""Too little memory is one line, and nothing half written."""

import errno
import subprocess
import sys

import pytest

from mmc_audio.cli.report_error import as_mmc_error
from mmc_audio.errors import UnavailableError

LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({megabytes} << 20,) * 2)
from mmc_audio.__main__ import main
sys.argv = ["mmc-audio", "say", "Lower it slowly", "--engine", "hibari", "-o", sys.argv[1]]
sys.exit(main())
"""


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        OSError(errno.ENOMEM, "Cannot allocate memory"),
        RuntimeError("can't start new thread"),
        ImportError("state.so: failed to map segment from shared object"),
        RuntimeError("[ONNXRuntimeError] : 2 : Failed to load model with error: std::bad_alloc"),
    ],
)
def test_an_error_for_want_of_memory_says_what_to_do(error):
    made = as_mmc_error(error)
    assert isinstance(made, UnavailableError)
    assert made.what.startswith("there is not enough memory; close")


@pytest.mark.skipif(sys.platform != "linux", reason="limits of Linux")
@pytest.mark.parametrize("megabytes", [60, 130, 200, 240, 276, 290])
def test_a_voice_without_room_for_its_model_is_one_line(megabytes, tmp_path):
    wav = tmp_path / "x.wav"
    done = subprocess.run(
        [sys.executable, "-c", LIMITED.format(megabytes=megabytes), wav],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert "please report" not in done.stderr
    assert done.returncode == 0 or (done.stderr.strip() and not wav.exists())
