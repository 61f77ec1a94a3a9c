"""What is sent to workers that do not see the coach's folders: they tell the same as here."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from mmc_audio.batch import post
from mmc_audio.batch.cluster import ClusterPool
from mmc_audio.batch.task import BatchResult, BatchTask, as_data, close_renderer, run_task, task_of
from mmc_audio.ledger.store import Ledger, SetRecord
from mmc_audio.rendering.memory import LOG_NAME

PLAN = """\
title: Short
prepare: none
close: none
intro: false
voice: {engine: silent}
work:
  - {exercise: plank, sets: 2, hold: 10s, rest: 30s}
"""


@pytest.fixture
def place(tmp_path, monkeypatch) -> Iterator:
    (tmp_path / "a.yaml").write_text(PLAN)
    (tmp_path / "templates" / "en").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    post._templates.cache_clear()
    post._content.cache_clear()
    yield tmp_path
    post._templates.cache_clear()
    post._content.cache_clear()
    close_renderer()


def both(place) -> tuple[BatchResult, BatchResult]:
    """How the plan goes here, and where it was sent to."""
    task = BatchTask("a.yaml", str(place / "out"))
    return run_task(task), run_task(task_of(as_data(post.sent(task))))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"abc\xe9\n", "templates/en/rest.cues.j2:1: byte 4 is not UTF-8"),
        (b"{% if %}\n", "templates/en/rest.cues.j2:1"),
        (b"[2s] Bre\x00athe\n", "invisible character U+0000"),
        (b"x" * 40_000, "is larger than 32 KiB"),
    ],
)
def test_what_is_wrong_in_a_template_is_reported_as_here(place, content, words):
    (place / "templates" / "en" / "rest.cues.j2").write_bytes(content)
    here, there = both(place)
    assert words in here.problems[0]
    assert (there.exit_code, there.problems) == (here.exit_code, here.problems)


def test_templates_of_two_folders_rank_as_here(place, monkeypatch):
    first, second = place / "templates", place / "more"
    for folder, word in ((first, "First."), (second / "en", "Second.")):
        folder.mkdir(exist_ok=True, parents=True)
        (folder / "work_done.cues.j2").write_text(f"[setup] {word}\n")
    for room in ("rendering.flow", "batch.post"):
        monkeypatch.setattr(f"mmc_audio.{room}.override_folders", lambda: [first, second])
    _, there = both(place)
    lyrics = (place / "out" / "short" / "a.lrc").read_bytes()
    assert there.files["short/a.lrc"] == lyrics
    assert b"First." in lyrics


def test_what_is_no_template_is_not_sent(place):
    (place / "templates" / "en" / "folder.cues.j2").mkdir()
    (place / "templates" / "en" / ".#rest.cues.j2").symlink_to("nobody@nowhere")
    here, there = both(place)
    assert (here.problems, there.problems) == ((), ())


def test_a_template_that_cannot_be_read_fails_its_plans_not_the_batch(place):
    (place / "templates" / "en" / "rest.cues.j2").symlink_to(place / "a.yaml")
    pool = object.__new__(ClusterPool)
    pool._shared = False
    pool._client = Nobody()
    results = list(pool._hand_out(iter([BatchTask("a.yaml", "out")] * 2), {}, None))
    assert [result.exit_code for result in results] == [65, 65]
    assert results[0].problems == (
        "templates/en/rest.cues.j2: is a link; put the file itself here",
    )


class Nobody:
    def nthreads(self):
        return {"worker": 1}


def test_own_sounds_and_exercises_go_along(place):
    (place / "a.yaml").write_text(PLAN.replace("plank,", "zig zag,"))
    (place / "exercises").mkdir()
    (place / "exercises" / "mine.yaml").write_text("[{name: Zig zag, like: plank}]")
    (place / "sounds").mkdir()
    soundfile.write(place / "sounds" / "gong.wav", np.full(4410, 0.1), 44100)
    (place / "templates" / "en" / "work_done.cues.j2").write_text("[gong]\n[setup] Done.\n")
    _, there = both(place)
    assert there.problems == ()
    (mp3,) = (place / "out").glob("*/*.mp3")
    assert there.files[f"short/{mp3.name}"] == mp3.read_bytes()


LOST = {"felt": "elsewhere", "clarity": 1}
FOUND = {"felt": "target", "clarity": 9, "reserve": 4}


@pytest.mark.parametrize("link", [False, True], ids=["a copy each", "one file for both"])
def test_two_clients_of_one_plan_hear_their_own_log_here_and_there(place, link):
    plan = PLAN.replace("plank, sets: 2, hold: 10s", "biceps curl, sets: 1, reps: 4, load: 20kg")
    (place / "a.yaml").write_text(plan)
    said = {}
    for client, felt in {"anna": LOST, "bo": FOUND, "cleo": None}.items():
        own = place / "clients" / client / "a.yaml"
        own.parent.mkdir(parents=True)
        own.symlink_to(place / "a.yaml") if link else own.write_text(plan)
        if felt:
            done = ("1", "2026-01-05T10:00:00+00:00", "2026-01-05", "s", "biceps_curl")
            record = SetRecord(*done, muscle="biceps", set_number=1, reps=4, **felt)
            Ledger(own.parent / LOG_NAME).record([record])
        task = BatchTask(str(own), str(place / "out" / client))
        here, there = run_task(task), run_task(task_of(as_data(post.sent(task))))
        assert (here.problems, there.problems) == ((), ())
        (mp3,) = (name for name in there.files if name.endswith(".mp3"))
        assert there.files[mp3] == Path(here.mp3).read_bytes()
        said[client] = Path(here.mp3).with_suffix(".lrc").read_text()
    assert "elsewhere" in said["anna"] or "hard to find" in said["anna"]
    assert "clear" in said["bo"]
    assert not [word for word in ("last time", "Last time", "logged") if word in said["cleo"]]
    assert len(set(said.values())) == 3


def test_what_is_wrong_in_an_exercise_is_reported_as_here(place):
    (place / "exercises").mkdir()
    (place / "exercises" / "mine.yaml").write_text("[{name: Zig zag}]")
    here, there = both(place)
    assert here.problems[0].startswith("exercises/mine.yaml:1:2: Zig zag: ")
    assert (there.exit_code, there.problems) == (here.exit_code, here.problems)
