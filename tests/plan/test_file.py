"""Files, pipes and standard input: their bytes, or one line that says why not."""

import io
import os
import sys
from threading import Thread
from types import SimpleNamespace

import pytest

from mmc_audio.errors import MissingError
from mmc_audio.plan.file import read_file


def test_missing_files_and_folders_exit_66(tmp_path):
    for path, word in [
        (tmp_path / "none.yaml", "there is no such file"),
        (tmp_path, "is a folder"),
        (tmp_path / "a\0b", "cannot be read"),
        (tmp_path / "x" / ("n" * 300), "cannot be read"),
    ]:
        (tmp_path / "x").mkdir(exist_ok=True)
        with pytest.raises(MissingError, match=word) as caught:
            read_file(path)
        assert caught.value.exit_code == 66


def test_a_dash_reads_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"a: 1")))
    assert read_file("-") == (b"a: 1", "<stdin>")
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(MissingError):
        read_file("-")


@pytest.mark.skipif(sys.platform == "win32", reason="no FIFOs")
def test_a_pipe_is_emptied_once_and_read_as_often_as_wanted(tmp_path):
    pipe = tmp_path / "plan.yaml"
    os.mkfifo(pipe)
    writer = Thread(target=pipe.write_text, args=["a: 1"])
    writer.start()
    assert [read_file(pipe)[0] for _ in range(2)] == [b"a: 1"] * 2
    writer.join()


def test_a_file_that_is_almost_there_is_named(tmp_path):
    (tmp_path / "my-plan.yaml").write_text("title: mine\n")
    for name in ("my-plan", "my-plan.yml", "myplan.yaml", "my-paln.yaml"):
        with pytest.raises(MissingError, match=r"did you mean .*my-plan\.yaml\?"):
            read_file(tmp_path / name)
    for name in ("leg-day.yaml", "none/my-plan.yaml"):
        with pytest.raises(MissingError, match="check the path"):
            read_file(tmp_path / name)
