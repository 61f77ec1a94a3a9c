"""An unchanged session is found without reading its plan; any change is seen."""

import os
import wave
from contextlib import chdir
from io import BytesIO, TextIOWrapper
from pathlib import Path
from threading import Thread

import pytest

from mmc_audio.audio import music as mix
from mmc_audio.errors import InputError, MissingError, MmcError
from mmc_audio.library import write as library
from mmc_audio.rendering.flow import Renderer
from mmc_audio.rendering.overrides import Overrides
from mmc_audio.workspace.days import with_hint

PLAN = """\
title: Short
prepare: none
close: none
intro: false
voice: {engine: silent}
work:
  - {exercise: plank, hold: 10s, rest: 10s}
"""


@pytest.fixture
def place(tmp_path):
    (tmp_path / "a.yaml").write_text(PLAN)
    (tmp_path / "templates" / "en").mkdir(parents=True)
    with chdir(tmp_path):
        yield tmp_path


def render(place: Path, choice: Overrides | None = None, name: str = "a.yaml", **options):
    with Renderer(choice or Overrides(), cache=place / "cache") as renderer:
        return renderer.render(name, place / "out", **options)


@pytest.fixture
def no_reading(monkeypatch):
    """From here on a plan cannot be read."""

    def begin() -> None:
        def refuse(*_: object) -> None:
            raise AssertionError("the plan was read")

        monkeypatch.setattr("mmc_audio.plan.read.load_plan", refuse)

    return begin


def test_an_unchanged_session_is_found_without_reading_its_plan(place, no_reading):
    first = render(place)
    no_reading()
    again = render(place)
    assert again.unchanged
    assert not first.unchanged
    same = ("mp3", "files", "title", "duration_s", "cues", "notes", "playlists")
    assert [getattr(again, name) for name in same] == [getattr(first, name) for name in same]


def touch_plan(place: Path) -> None:
    (place / "a.yaml").write_text(PLAN.replace("10s", "12s"))


def add_template(place: Path) -> None:
    (place / "templates" / "en" / "work_done.cues.j2").write_text("[setup] Well done.\n")


def lose_a_sheet(place: Path) -> None:
    next((place / "out").rglob("*.lrc")).unlink()


def touch_the_mp3(place: Path) -> None:
    with next((place / "out").rglob("*.mp3")).open("ab") as file:
        file.write(b"x")


def lose_the_cache(place: Path) -> None:
    for path in (place / "cache" / "sessions").rglob("*.bin"):
        path.unlink()


def spoil_the_cache(place: Path) -> None:
    for path in (place / "cache" / "sessions").rglob("*.bin"):
        path.write_bytes(path.read_bytes()[:-1] + b"!")


@pytest.mark.parametrize(
    "change",
    [touch_plan, add_template, lose_a_sheet, touch_the_mp3, lose_the_cache, spoil_the_cache],
)
def test_every_change_is_seen(place, change):
    render(place)
    change(place)
    assert not render(place).unchanged
    assert render(place).unchanged


@pytest.fixture
def meanwhile(monkeypatch):
    """Does something once, when a rendering has read its plan and is about to write its files."""

    def begin(do) -> None:
        def write_session(*arguments, **options):
            monkeypatch.undo()
            do()
            return usual(*arguments, **options)

        usual = library.write_session
        monkeypatch.setattr(library, "write_session", write_session)

    return begin


@pytest.mark.parametrize("change", [touch_plan, add_template])
def test_a_change_while_it_renders_is_seen_afterwards(place, meanwhile, change):
    meanwhile(lambda: change(place))
    assert not render(place).unchanged
    assert not render(place).unchanged
    assert render(place).unchanged


def test_music_changed_while_it_renders_is_seen_afterwards(place, meanwhile):
    music(place, b"\0\1")
    meanwhile(lambda: play(place, b"\0\2"))
    assert not render(place).unchanged
    assert not render(place).unchanged
    assert render(place).unchanged


def test_music_changed_while_it_is_read_is_reported(place, monkeypatch):
    def read_music(path: Path):
        pcm = usual(path)
        play(place, b"\0\2")
        return pcm

    usual = mix.read_music
    music(place, b"\0\1")
    monkeypatch.setattr(mix, "read_music", read_music)
    with pytest.raises(InputError, match=r"m\.wav: changed"):
        render(place)


def test_a_rendering_that_another_one_overtakes_does_not_take_its_files_for_its_own(
    place, monkeypatch
):
    """The other one writes its files right after ours have appeared."""

    def write_session(*arguments, **options):
        monkeypatch.undo()
        done = usual(*arguments, **options)
        touch_plan(place)
        assert not render(place).unchanged
        (place / "a.yaml").write_text(PLAN)
        return done

    usual = library.write_session
    monkeypatch.setattr(library, "write_session", write_session)
    assert not render(place).unchanged
    assert not render(place).unchanged
    assert render(place).unchanged


def test_a_template_in_another_folder_is_seen(place):
    add_template(place)
    first = render(place)
    (place / "templates" / "en").rename(place / "templates" / "off")
    assert "Well done." in (first.mp3.with_suffix(".lrc")).read_text()
    again = render(place)
    assert not again.unchanged
    assert "Well done." not in (again.mp3.with_suffix(".lrc")).read_text()


def test_another_voice_or_a_tired_day_is_seen(place):
    render(place)
    assert not render(place, Overrides(pace=120)).unchanged
    assert not render(place, Overrides(readiness="low")).unchanged


def test_another_program_is_seen(place, monkeypatch):
    render(place)
    monkeypatch.setattr("mmc_audio.rendering.quick_check.program_digest", lambda: "another")
    monkeypatch.setattr("mmc_audio.rendering.up_to_date.program_digest", lambda: "another")
    assert not render(place).unchanged


def test_another_version_of_the_engine_is_seen(place, monkeypatch):
    render(place)
    monkeypatch.setattr("mmc_audio.speech.engines.silent.SilentEngine.version", "other")
    assert not render(place).unchanged


def music(place: Path, tone: bytes) -> None:
    """The plan, with music of that tone."""
    (place / "a.yaml").write_text(PLAN + "bed: {file: m.wav}\n")
    play(place, tone)


def play(place: Path, tone: bytes) -> None:
    """Other music."""
    with wave.open(str(place / "m.wav"), "wb") as file:
        file.setparams((1, 2, 44_100, 0, "NONE", ""))
        file.writeframes(tone * 100_000)


def test_other_music_is_seen(place):
    for tone in (b"\0\1", b"\0\2"):
        music(place, tone)
        assert not render(place).unchanged
        assert render(place).unchanged


def test_force_renders_again(place):
    render(place)
    assert not render(place, force=True).unchanged


def test_tracks_are_kept_in_step(place):
    render(place, layouts=["set"])
    assert render(place).unchanged
    track = next((place / "out").rglob("01-*.mp3"))
    track.unlink()
    assert not render(place).unchanged
    assert track.exists()


def test_two_plans_of_one_name_keep_their_numbers(place):
    (place / "b").mkdir()
    (place / "b" / "a.yaml").write_text(PLAN)
    for unchanged in (False, True):
        with Renderer(cache=place / "cache") as renderer:
            done = [renderer.render(name, place / "out") for name in ("a.yaml", "b/a.yaml")]
        assert [one.mp3.name for one in done] == ["a.mp3", "a-2.mp3"]
        assert [one.unchanged for one in done] == [unchanged, unchanged]


@pytest.fixture
def twins(place):
    """Two plans of one name and title; the second one's session was rendered later, alone."""
    (place / "b").mkdir()
    (place / "b" / "a.yaml").write_text(PLAN.replace("10s", "12s"))
    assert [render(place, name=name).mp3.name for name in TWINS] == ["a.mp3", "a-2.mp3"]
    return place


TWINS = ("a.yaml", "b/a.yaml")


def test_a_plans_session_is_not_replaced_by_another_plans(twins):
    again = [render(twins, name=name) for name in TWINS]
    assert [(one.mp3.name, one.unchanged) for one in again] == [("a.mp3", True), ("a-2.mp3", True)]


@pytest.mark.parametrize("name", ["b/../a.yaml", "c/a.yaml"])
def test_the_same_file_is_the_same_plan_however_it_is_called(twins, name):
    (twins / "c").mkdir()
    (twins / "c" / "a.yaml").symlink_to(twins / "a.yaml")
    assert render(twins, name=name, force=True).mp3.name == "a.mp3"


def test_where_nothing_is_known_or_the_plan_is_gone_a_session_is_replaced(twins):
    lose_the_cache(twins)
    assert render(twins, name="b/a.yaml").mp3.name == "a.mp3"
    (twins / "b" / "a.yaml").unlink()
    assert render(twins).mp3.name == "a.mp3"


def test_a_session_that_was_removed_leaves_its_name(twins):
    (twins / "out" / "short" / "a.mp3").unlink()
    assert render(twins, name="b/a.yaml").mp3.name == "a.mp3"


def test_a_cut_name_and_a_title_without_letters_are_kept_apart_too(place):
    for name, title in {"x" * 60 + "1": "\U0001f4aa", "x" * 60 + "2": "\U0001f9b5"}.items():
        (place / f"{name}.yaml").write_text(PLAN.replace("Short", title))
    made = [render(place, name=f"{'x' * 60}{number}.yaml").mp3 for number in (1, 2)]
    assert [mp3.relative_to(place / "out").as_posix() for mp3 in made] == [
        f"collection/{'x' * 60}.mp3",
        f"collection/{'x' * 58}-2.mp3",
    ]


@pytest.mark.parametrize("text", [PLAN, "work: 1\n"])
def test_a_pipe_is_read_once(place, text):
    """Opened a second time it would wait for ever for somebody who writes."""
    os.mkfifo(place / "pipe")
    for _ in range(2):
        Thread(target=(place / "pipe").write_text, args=(text,), daemon=True).start()
        worker = Thread(target=attempt, args=(place, "pipe"), daemon=True)
        worker.start()
        worker.join(20)
        assert not worker.is_alive()


def attempt(place: Path, name: str) -> None:
    try:
        assert render(place, name=name).title == "Short"
    except MmcError as error:
        with_hint(name, error)


def test_standard_input_is_not_a_file_of_that_name(place, monkeypatch):
    (place / "-").write_text(PLAN)
    for title in ("One", "Two"):
        plan = PLAN.replace("Short", title).encode()
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(plan)))
        assert render(place, name="-").title == title


def test_a_missing_plan_is_reported_as_ever(place):
    render(place)
    (place / "a.yaml").unlink()
    with pytest.raises(MissingError, match=r"a\.yaml"):
        render(place)
