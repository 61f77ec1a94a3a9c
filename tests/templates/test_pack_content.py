"""Packs with sounds and exercises: bounded, announced, and heard as announced."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from mmc_audio._lib import content_folders
from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.errors import MmcError, TemplateError
from mmc_audio.script.model import SOUNDS
from mmc_audio.script.own_sounds import own_sounds
from mmc_audio.templates.pack_effect import effect
from mmc_audio.templates.packs import add_pack, read_pack, write_zip
from mmc_audio.templates.search_path import template_folders

ROPE = "[{name: Rope face crusher, like: biceps_curl, aliases: [pulldown]}]"


def put(path: Path, data: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def sound(path: Path, level: float = 0.1) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    soundfile.write(path, np.full(4410, level), 44100)
    return path


@pytest.fixture
def pack(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "club"
    put(folder / "exercises/rope.yaml", ROPE)
    sound(folder / "sounds/gong.wav")
    sound(folder / "sounds/bell.wav")
    return folder


def test_a_zip_holds_all_of_it_and_the_same_content_makes_the_same_bytes(pack, tmp_path):
    write_zip(pack, tmp_path / "one.zip")
    write_zip(pack, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert read_pack(tmp_path / "one.zip").content == read_pack(pack).content
    assert sorted(read_pack(pack).content) == [
        "exercises/rope.yaml", "sounds/bell.wav", "sounds/gong.wav",
    ]  # fmt: skip


def test_what_is_added_is_heard(pack):
    add_pack(read_pack(pack))
    assert own_sounds()["gong"].origin == "pack club"
    assert load_catalogue().find("rope face crusher").id == "rope_face_crusher"


def test_what_it_replaces_is_said_before(pack):
    said = effect(read_pack(pack), template_folders())
    assert said.new == ("[gong]", "exercise Rope face crusher")
    assert [(each.name, each.origin) for each in said.replaced] == [
        ("[bell]", "built-in"), ("exercise pulldown", "built-in"),
    ]  # fmt: skip


@pytest.mark.parametrize("other", ["a", "z"])
def test_what_is_announced_is_what_is_loaded_afterwards(pack, tmp_path, other):
    """Beside a pack that is searched before, and one that is searched after."""
    theirs = tmp_path / other
    put(theirs / "exercises/x.yaml", "[{name: Rope face crusher, like: plank}]")
    sound(theirs / "sounds/gong.wav", 0.2)
    add_pack(read_pack(theirs))
    said = effect(read_pack(pack), template_folders())
    old, moves = own_sounds(), load_catalogue()
    add_pack(read_pack(pack))
    new, more = own_sounds(), load_catalogue()
    changed = {f"[{name}]" for name in new if new[name] != old.get(name)}
    names = ("Rope face crusher", "pulldown")
    changed |= {f"exercise {n}" for n in names if not same(moves, more, n)}
    announced = {each.name for each in said.replaced} | set(said.new)
    assert announced == changed
    assert {each.name for each in said.replaced} == {
        name for name in announced if name.strip("[]") in (*old, *SOUNDS) or "exercise" in name
    }


def same(one, other, name: str) -> bool:
    return one.lists(name) and one.find(name) == other.find(name)


def test_the_sounds_and_exercises_beside_templates_go_into_the_zip(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    put(tmp_path / "templates/en/rest.cues.j2", "Rest.\n")
    put(tmp_path / "exercises/rope.yaml", ROPE)
    sound(tmp_path / "sounds/gong.wav")
    pack = write_zip(Path("templates"), tmp_path / "all.zip")
    assert sorted(pack.content) == ["en/rest.cues.j2", "exercises/rope.yaml", "sounds/gong.wav"]
    assert read_pack(tmp_path / "all.zip").content == pack.content


BAD = {
    "sounds/focus.wav": (b"x", "means something else in brackets"),
    "sounds/rise.wav": (b"x", "drawn out to its slot"),
    "sounds/a b.wav": (b"x", "a sound's name is small letters"),
    "sounds/gong.mp3": (b"x", "is no text; a pack carries"),
    "en/gong.wav": (b"x", "is no text; a pack carries"),
    "sounds/gong.wav": (bytes(10_000_001), "is larger than 9765 KiB"),
    "exercises/x.yml": (b"x", "is no text; a pack carries"),
    "exercises/deep/x.yaml": (b"x", "is no text; a pack carries"),
    "exercises/x.yaml": (b"\xff", "is no UTF-8 text"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_may_not_be_in_a_pack_is_refused_by_name(tmp_path, name):
    data, message = BAD[name]
    put(tmp_path / name, data)
    with pytest.raises(TemplateError, match=message):
        read_pack(tmp_path)


def test_a_wrong_exercise_is_reported_before_it_is_added(pack):
    put(pack / "exercises/more.yaml", "[{name: Foo}]")
    with pytest.raises(MmcError, match=r"exercises/more\.yaml:1:2: Foo: muscle_group, "):
        effect(read_pack(pack), template_folders())


def test_the_folder_of_packs_is_not_asked_for_templates_in_sounds(pack):
    add_pack(read_pack(pack))
    assert [each.shown for each in content_folders.content_folders("sounds")] == ["pack club"]
