"""Every sample of another app's file becomes the plan in its golden file, and that plan renders."""

import pytest
from importing.foreign_files import GOLDEN, SAMPLES, check_golden, imported, printed

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


def test_every_special_format_has_a_sample():
    special = {each.name for each in formats() if each.rank == 0}
    assert special == set(FORMAT_OF.values())
    assert {path.name for path in SAMPLES.iterdir()} == set(FORMAT_OF)
