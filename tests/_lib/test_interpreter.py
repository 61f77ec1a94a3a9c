import json
import os
import subprocess
import sys

import pytest

from mmc_audio._lib.interpreter import HOME, interpreter, search_path


@pytest.mark.parametrize("entry", ["", ".", "{cwd}", "{link}"])
def test_the_current_folder_is_not_searched_however_it_is_written(tmp_path, monkeypatch, entry):
    (tmp_path / "here").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "here")
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setattr(sys, "path", [entry.format(cwd=tmp_path / "here", link=tmp_path / "link")])
    assert search_path() == [HOME]


def test_it_is_searched_where_the_user_named_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [str(tmp_path), HOME])
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(["/elsewhere", str(tmp_path)]))
    assert search_path() == [str(tmp_path), HOME]


def test_an_empty_part_of_pythonpath_names_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [str(tmp_path), HOME])
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(["", "/elsewhere"]))
    assert search_path() == [HOME]


def test_a_checkout_is_searched_although_it_is_the_current_folder(monkeypatch):
    monkeypatch.chdir(HOME)
    monkeypatch.setattr(sys, "path", ["", "/elsewhere", HOME])
    assert search_path() == ["/elsewhere", HOME]


def test_a_deleted_current_folder_is_no_error(tmp_path, monkeypatch):
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert HOME in search_path()


def test_a_child_calls_the_function_with_the_arguments_and_finds_what_we_find(tmp_path):
    code = "import sys, json\ndef main(*words): print(json.dumps([sys.path, words]))\n"
    (tmp_path / "module_beside.py").write_text(code)
    sys.path.append(str(tmp_path))
    try:
        command, expected = interpreter("module_beside:main", "a b", "-c"), search_path()
    finally:
        sys.path.remove(str(tmp_path))
    reported = subprocess.run(command, capture_output=True, check=True).stdout
    assert json.loads(reported) == [expected, ["a b", "-c"]]
