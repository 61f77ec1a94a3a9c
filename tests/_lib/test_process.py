import os

import pytest

from mmc_audio._lib.process import find_program


@pytest.fixture
def program(tmp_path, monkeypatch):
    """`tool`, in the current folder and in `tools`."""
    for folder in (tmp_path / "here", tmp_path / "tools"):
        folder.mkdir()
        (folder / "tool").write_text("#!/bin/sh\n")
        (folder / "tool").chmod(0o755)
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path


@pytest.mark.parametrize("here", ["", ".", "{folder}/here"])
def test_a_program_in_the_current_folder_is_not_found(program, monkeypatch, here):
    here = here.format(folder=program)
    monkeypatch.setenv("PATH", here or ".")
    assert find_program("tool") is None
    monkeypatch.setenv("PATH", os.pathsep.join([here, str(program / "tools")]))
    assert find_program("tool") == str(program / "tools" / "tool")


def test_a_path_is_taken_as_it_is(program, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert find_program("./tool") == "./tool"
    assert find_program(str(program / "here" / "tool")) == str(program / "here" / "tool")
