"""Looking exercises up: forgiving of form, firm about what is not there, and quick."""

import time

import pytest

from mmc_audio.coaching.catalogue import files, fold, load_catalogue
from mmc_audio.coaching.catalogue.look_up import catalogue_as_of
from mmc_audio.errors import PlanError


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("biceps_curl", "biceps_curl"),
        ("Biceps Curls", "biceps_curl"),
        ("  push-ups ", "push_up"),
        ("pushup", "push_up"),
        ("Press-up", "push_up"),
        ("rear delt flies", "rear_delt_fly"),
        ("overhead presses", "overhead_press"),
        ("kettlebell SWINGS", "kettlebell_swing"),
        ("Chair march", "seated_march"),
        ("chair leg extension", "seated_knee_extension"),
        ("one-leg stand", "single_leg_balance"),
        ("heel to toe walk", "heel_to_toe_walk"),
    ],
)
def test_an_exercise_is_found_by_any_usual_writing_of_its_name(name, found):
    assert load_catalogue().find(name).id == found


@pytest.mark.covers("A57")
def test_an_unknown_name_is_reported_with_the_nearest():
    with pytest.raises(PlanError, match=r"write .*Cable rear delt fly"):
        load_catalogue().find("cable thing for rear delts")


def test_a_name_like_nothing_else_is_reported():
    with pytest.raises(PlanError, match=r'no exercise "xyzzy"; write a name that is known'):
        load_catalogue().find("xyzzy")


@pytest.mark.parametrize("name", ["Farmer's Carry", "farmer\u2019s walk", "child's poses"])
def test_an_apostrophe_does_not_matter(name):
    assert load_catalogue().knows(name)


def test_every_id_and_name_finds_its_own_entry():
    known = load_catalogue()
    assert [e.id for e in known.exercises if known.find(e.id) != e] == []
    assert [e.id for e in known.exercises if known.find(e.name) != e] == []


def test_no_two_exercises_fold_to_one_name():
    names = [fold(e.id) for e in load_catalogue().exercises]
    assert len(names) == len(set(names))


def test_the_copy_is_read_in_place_of_the_file(tmp_path, monkeypatch):
    monkeypatch.setenv("MMC_AUDIO_CACHE", str(tmp_path))
    catalogue_as_of.cache_clear()
    first = load_catalogue()
    (copy,) = (tmp_path / "coaching").glob("exercises-*.json")
    monkeypatch.setattr(files, "parsed_yaml", lambda raw: pytest.fail("the file was parsed again"))
    catalogue_as_of.cache_clear()
    assert load_catalogue().exercises == first.exercises
    assert not list(copy.parent.glob(".*"))


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"copy": 0}', "\x00\xff"])
def test_a_broken_copy_is_no_loss(tmp_path, monkeypatch, broken):
    monkeypatch.setenv("MMC_AUDIO_CACHE", str(tmp_path))
    catalogue_as_of.cache_clear()
    load_catalogue()
    (copy,) = (tmp_path / "coaching").glob("exercises-*.json")
    copy.write_text(broken, encoding="latin-1")
    catalogue_as_of.cache_clear()
    assert load_catalogue().find("plank").id == "plank"


def test_a_cache_that_cannot_be_written_is_no_loss(tmp_path, monkeypatch):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    monkeypatch.setenv("MMC_AUDIO_CACHE", str(in_the_way))
    catalogue_as_of.cache_clear()
    assert load_catalogue().find("plank").id == "plank"


def test_a_warm_catalogue_takes_milliseconds(tmp_path, monkeypatch):
    monkeypatch.setenv("MMC_AUDIO_CACHE", str(tmp_path))
    catalogue_as_of.cache_clear()
    load_catalogue()
    times = []
    for _ in range(5):
        catalogue_as_of.cache_clear()
        start = time.process_time()
        load_catalogue()
        times.append(time.process_time() - start)
    assert min(times) < 0.05


@pytest.mark.covers("A06", "A39", "A59")
def test_every_entry_has_what_a_set_needs():
    for exercise in load_catalogue().exercises:
        needed = {
            "setup": exercise.cues.setup,
            "external": exercise.cues.external,
            "form_check": exercise.form_check,
            "imagery": exercise.imagery,
            "feel": exercise.feel.target and exercise.feel.elsewhere,
            "compensation": exercise.compensation,
            "muscle_call": exercise.muscle_call,
        }
        assert [name for name, value in needed.items() if not value] == [], exercise.id
