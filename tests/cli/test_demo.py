"""`mmc-audio demo`: it renders the first listen and says how to go on."""

import json

import pytest


@pytest.fixture
def demo(mmc, tmp_path):
    return mmc("demo", "-o", tmp_path / "my output", "--engine", "silent")


def test_it_renders_the_first_listen(demo, tmp_path):
    (sheet,) = (tmp_path / "my output").rglob("*.cues.json")
    assert demo.code == 0
    assert json.loads(sheet.read_text())["title"] == "First listen"
    assert sheet.with_name(sheet.name.replace(".cues.json", ".mp3")).is_file()


def test_it_ends_with_how_to_hear_it_take_it_along_and_make_ones_own(demo, tmp_path):
    end = demo.err
    assert "Hear it" in end
    assert f"mmc-audio serve --lan -o '{tmp_path / 'my output'}'" in end
    assert "mmc-audio new my-plan" in end
    assert "mmc-audio render my-plan.yaml" in end
    assert "stop if something hurts" in end
