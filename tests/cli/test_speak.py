"""`mmc-audio speak`: scripts as people write them, from a file or a pipe."""

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
def test_a_script_that_lasts_no_time_is_told(mmc, tmp_path, command, lines):
    script = tmp_path / "nothing.cues"
    script.write_text(f"@title Nothing\n# A\n{lines}")
    options = ("-o", tmp_path / "out") if command == "speak" else ()
    said = mmc(command, script, *options, *SILENT)
    assert said.code == 65
    assert said.one_line.startswith(f"{script}:2: nothing here takes time; add words")
    assert not (tmp_path / "out").exists()
