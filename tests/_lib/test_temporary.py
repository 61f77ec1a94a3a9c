import os
import subprocess
import sys
import tempfile

import pytest

from mmc_audio._lib import temporary
from mmc_audio._lib.temporary import TemporaryFolder, sweep_temporary

pytestmark = pytest.mark.skipif(os.name != "posix", reason="locks that end with their process")

OWNER = """
import os, sys
from mmc_audio._lib.temporary import TemporaryFolder
folder = TemporaryFolder()
print(folder.name, flush=True)
sys.stdin.read()
os.kill(os.getpid(), 9)
"""


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def names(place):
    return sorted(path.name for path in place.iterdir())


def test_a_folder_goes_with_its_owner(place):
    with TemporaryFolder() as folder:
        name = folder.name
        assert [name] == [str(path) for path in place.iterdir()]
    assert names(place) == []


def test_what_a_killed_run_left_is_swept_and_what_one_owns_is_not(place):
    process = subprocess.Popen(
        [sys.executable, "-c", OWNER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process:
        left = process.stdout.readline().strip()
        with TemporaryFolder() as folder:
            mine = folder.name
            sweep_temporary()
            assert len(names(place)) == 2
            process.stdin.close()
            assert process.wait(10) == -9
            sweep_temporary()
            assert [str(path) for path in place.iterdir()] == [mine] != [left]


def test_others_files_and_folders_without_an_owner_stay_for_a_day(place, monkeypatch):
    (place / "mmc-audio-link").symlink_to(place)
    (place / "mmc-audio-file").write_text("")
    (place / "mmc-audio-new").mkdir()
    (place / "other").mkdir()
    everything = names(place)
    sweep_temporary()
    assert names(place) == everything
    monkeypatch.setattr(temporary, "DAY_S", -1)
    sweep_temporary()
    assert names(place) == ["mmc-audio-file", "mmc-audio-link", "other"]
