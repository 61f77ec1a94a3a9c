"""Every sample of another app's file becomes the plan in its golden file, and that plan renders."""

import pytest
from importing.foreign_files import GOLDEN, SAMPLES, check_golden, imported, printed

from mmc_audio.importing.formats.fit import FitContent, planned_workout
from mmc_audio.importing.sniff import formats, sniffed
from mmc_audio.importing.source import read_source
from mmc_audio.plan.read import read_plan

FORMAT_OF = {
    "hevy_metric.csv": "hevy",
    "hevy_routine.json": "hevy-json",
    "strong_v5.csv": "strong",
    "strong_v6.csv": "strong",
    "strong_android_semicolon.csv": "strong",
    "fitnotes.csv": "fitnotes",
    "stronglifts.csv": "stronglifts",
    "liftosaur.liftoscript": "liftosaur",
    "liftlog_program_blueprint.json": "liftlog",
    "liftlog.csv": "liftlog-csv",
    "liftosaur_history.csv": "liftosaur-csv",
    "wger_date_sequence_gym.json": "wger",
    "openweight_template.json": "openweight",
    "zwift.zwo": "zwift",
    "strength.fit": "fit",
    "intervals_icu.txt": "intervals-icu",
}


@pytest.mark.parametrize("name", FORMAT_OF)
def test_a_sample_is_known_by_its_content(name, tmp_path):
    unnamed = tmp_path / "file"
    unnamed.write_bytes((SAMPLES / name).read_bytes())
    assert sniffed(read_source(unnamed)).name == FORMAT_OF[name]


@pytest.mark.parametrize("name", FORMAT_OF)
def test_a_sample_becomes_its_golden_plan(name):
    check_golden(GOLDEN / f"{name}.txt", printed(imported(SAMPLES / name)))


@pytest.mark.parametrize("name", FORMAT_OF)
def test_a_sample_renders(name, silent):
    for plan in imported(SAMPLES / name).plans:
        job = silent.job_of(read_plan(plan.text, name), name)
        assert silent.timeline(job).sections


def test_the_steps_of_a_run_without_names_become_bouts_with_their_recoveries():
    """A repeat of a FIT workout: the sport names the step, its intensity what follows."""
    active = {"duration_time": 60.0, "intensity": "active"}
    easy = {"duration_time": 90.0, "intensity": "recovery"}
    walk = {"duration_time": 30.0, "intensity": "rest", "wkt_step_name": "Walk"}
    workout, skipped = planned_workout(FitContent("Run", "run", [active, easy, active, walk]))
    (run,) = workout.items
    assert not skipped
    assert run.name == "run"
    assert [(s.length_ms, s.rest_ms, s.recovery) for s in run.sets] == [
        (60_000, 90_000, "easy"), (60_000, 30_000, "walk")
    ]  # fmt: skip


def test_every_special_format_has_a_sample():
    special = {each.name for each in formats() if each.rank == 0}
    assert special == set(FORMAT_OF.values())
    assert {path.name for path in SAMPLES.iterdir()} == set(FORMAT_OF)
