"""`mmc-audio speak`: scripts as people write them, from a file or a pipe."""

import io
import json

import pytest
from mutagen.id3 import ID3

SILENT = ("--engine", "silent")


@pytest.mark.parametrize(
    ("lines", "seconds"),
    [("[bell]\n[20s]\n[bell]\n", 21.7), ("[block optional]\n[20s]\n[end]\n", 20.1)],
)
def test_a_script_without_words_is_a_timer(mmc, tmp_path, lines, seconds):
    (tmp_path / "timer.cues").write_text(f"# Timer\n{lines}")
    said = mmc("speak", tmp_path / "timer.cues", "-o", tmp_path, *SILENT)
    assert said.code == 0, said.err
    mp3 = tmp_path / "timer" / "timer.mp3"
    assert str(ID3(mp3)["USLT::eng"]) == mp3.with_suffix(".lrc").read_text()
    assert mp3.with_suffix(".vtt").read_text() == "WEBVTT\n\n"
    sheet = json.loads(mp3.with_suffix(".cues.json").read_text())
    (chapter,) = json.loads(mp3.with_suffix(".chapters.json").read_text())["chapters"]
    assert sheet["cues"] == []
    assert sheet["duration_s"] == pytest.approx(seconds, abs=0.1)
    assert chapter["endTime"] == pytest.approx(sheet["duration_s"], abs=0.001)


@pytest.mark.parametrize("lines", ["", "[0s]\n", "## Mark\n// note\n[block]\n@gap 2\n[end]\n# B\n"])
@pytest.mark.parametrize("command", ["speak", "check"])
def test_a_script_that_lasts_no_time_is_reported(mmc, tmp_path, command, lines):
    script = tmp_path / "nothing.cues"
    script.write_text(f"@title Nothing\n# A\n{lines}")
    options = ("-o", tmp_path / "out") if command == "speak" else ()
    said = mmc(command, script, *options, *SILENT)
    assert said.code == 65
    assert said.one_line.startswith(f"{script}:2: nothing here takes time; add words")
    assert not (tmp_path / "out").exists()


def piped(monkeypatch, text):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_the_script_of_a_plan_is_spoken_from_a_pipe(mmc, good_plan, tmp_path, monkeypatch):
    piped(monkeypatch, mmc("script", good_plan).out)
    said = mmc("speak", "-", "-o", tmp_path / "out", *SILENT)
    assert said.code == 0, said.err
    assert (tmp_path / "out" / "short-one" / "short-one.mp3").is_file()


def test_a_wrong_script_from_a_pipe_has_its_place(mmc, tmp_path, monkeypatch):
    piped(monkeypatch, "# A\n[fokus] Sit tall\n")
    said = mmc("speak", "-", "-o", tmp_path / "out", *SILENT)
    assert said.code == 65
    assert said.one_line.startswith("<stdin>:2:2: fokus")


def test_a_closed_standard_input_is_reported(mmc, tmp_path, monkeypatch):
    monkeypatch.setattr("sys.stdin", None)
    said = mmc("speak", "-", "-o", tmp_path / "out", *SILENT)
    assert (said.code, "name a file" in said.one_line) == (66, True)


@pytest.mark.parametrize(
    ("content", "code", "reported"),
    [
        (None, 66, ": there is no such file; check the path"),
        (b"# A\nR\xfccken\n", 65, ":2: this is not UTF-8; save the file as UTF-8"),
        (b"// long\n" * 1_000_001, 65, ": too long for a cue script; split it"),
    ],
    ids=["not there", "not UTF-8", "too long"],
)
def test_a_script_that_cannot_be_read_names_its_file(mmc, tmp_path, content, code, reported):
    script = tmp_path / "my.cues"
    if content:
        script.write_bytes(content)
    said = mmc("speak", script, "-o", tmp_path / "out", *SILENT)
    assert (said.code, said.one_line) == (code, f"{script}{reported}")


@pytest.mark.parametrize(
    ("command", "file", "reported"),
    [
        ("script", "my.cues", "is a cue script already; hear it with: mmc-audio speak my.cues"),
        ("speak", "my.yaml", "is no cue script, whose name ends in .cues; "),
    ],
)
def test_a_script_where_a_plan_is_wanted_and_a_plan_where_a_script_is(mmc, command, file, reported):
    said = mmc(command, file)
    assert said.code == 2
    assert said.one_line.startswith(f"{file} {reported}")
