"""A language is data: what is not whole is refused with what is missing, and a whole one speaks."""

import json

import pseudo
import pytest

import mmc_audio
from mmc_audio.coaching.texts import english_files
from mmc_audio.templates.files import builtin_templates_dir

pytestmark = pytest.mark.xdist_group("languages")  # what one test has made, the others use

PLAN = """\
title: Unu
language: eo
intro: false
prepare: none
close: none
work:
  - {exercise: biceps curl, sets: 1, reps: 2}
"""
PROGRAM = """\
title: Program
start: 2026-01-05
by_weekday: {monday: one.yaml, tuesday: one.yaml, wednesday: one.yaml, thursday: one.yaml,
  friday: one.yaml, saturday: one.yaml, sunday: one.yaml}
"""
NAMES = sorted(path.name for path in (builtin_templates_dir() / "en").rglob("*.cues.j2"))


@pytest.fixture
def plan(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "one.yaml"
    path.write_text(PLAN)
    return path


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return pseudo.make(tmp_path_factory.mktemp("whole") / "templates")


@pytest.fixture
def whole_plan(plan, whole):
    (plan.parent / "templates").symlink_to(whole)
    return plan


COMMANDS = {
    "check": ("check", "one.yaml", "--engine", "silent"),
    "script": ("script", "one.yaml"),
    "render": ("render", "one.yaml", "--engine", "silent"),
    "batch": ("batch", "one.yaml", "--engine", "silent", "--workers", "1"),
    "tomorrow": ("tomorrow", "program.yaml", "--engine", "silent"),
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_language_that_is_not_whole_is_refused_and_may_be_insisted_on(mmc, plan, command):
    plan.with_name("program.yaml").write_text(PROGRAM)
    said = mmc(*command)
    assert said.code == 65
    (line,) = [each for each in said.err.splitlines() if "is not whole" in each]
    many = f"{len(NAMES)} templates and "
    assert line.startswith('one.yaml:2:1: "eo" is not whole, and English words would be heard: ')
    assert f"heard: {many}" in line
    assert "texts are missing, first template activation, template against_time," in line
    assert "`mmc-audio templates missing --language eo`" in line
    insisted = mmc(*command, "--language-fallback")
    assert insisted.code == 0, insisted.err
    (note,) = [each for each in insisted.err.splitlines() if "from English" in each]
    assert note.startswith(f"note: eo: {many}")


def test_the_api_refuses_it_too(plan):
    training = mmc_audio.Plan.read(plan)
    with pytest.raises(mmc_audio.MmcError, match="is not whole"):
        training.script()
    insisted = training.script(voice=mmc_audio.Overrides(language_fallback=True))
    assert "Biceps curl" in str(insisted)


def test_what_is_missing_is_listed(mmc, plan):
    said = mmc("templates", "missing", "--language", "eo")
    lines = said.out.splitlines()
    assert said.code == 65
    assert {"template rest", "template closing/reflection"} <= set(lines)
    assert {"phrases.yaml: titles.warmup", "catalogue/curls.yaml: exercises.biceps_curl.name",
            "catalogue/curls.yaml: exercises.biceps_curl.cues.internal.lift",
            "routines.yaml: body_scan.regions.jaw.ask",
            "routines.yaml: after_set.feel.1.ask"} <= set(lines)  # fmt: skip
    assert [each for each in lines if each.endswith((".equipment", ".tempo"))] == []
    found = json.loads(mmc("templates", "missing", "--language", "eo", "--json").out)
    assert len(found["templates"]) == len(NAMES)
    assert set(found["texts"]) == set(english_files())
    assert (found["whole"], found["number_words"]) == (False, True)


@pytest.mark.parametrize("language", ["en", "en-gb", "EN-US"])
def test_english_is_whole_wherever_it_is_spoken(mmc, plan, language):
    assert mmc("templates", "missing", "--language", language).code == 0
    plan.write_text(PLAN.replace("eo", language.lower()))
    assert mmc("script", plan).code == 0


def test_a_language_without_number_words_says_so(mmc, plan, whole):
    (plan.parent / "templates").mkdir()
    (plan.parent / "templates" / "xx").symlink_to(whole / "eo")
    said = mmc("templates", "missing", "--language", "xx")
    assert "number words: this program has none for it" in said.out


def test_a_word_that_is_no_language_is_a_wrong_use(mmc, plan):
    assert mmc("templates", "missing", "--language", "spanish").code == 2


def test_a_workspace_that_brings_a_whole_language_speaks_it(mmc, whole_plan):
    assert mmc("templates", "missing", "--language", "eo").one_line == "eo is whole"
    said = mmc("script", whole_plan)
    assert said.code == 0, said.err
    assert "⟦Biceps curl⟧" in said.out
    assert "[setup] Biceps curl" not in said.out
    assert "is not whole" not in said.err


def test_one_text_less_is_named(mmc, plan, whole):
    import shutil

    shutil.copytree(whole, plan.parent / "templates")
    file = plan.parent / "templates/eo/catalogue/curls.yaml"
    lines = file.read_text().splitlines(keepends=True)
    lines.remove("  name: ⟦Biceps curl⟧\n")
    file.write_text("".join(lines))
    said = mmc("templates", "missing", "--language", "eo")
    assert said.out == "catalogue/curls.yaml: exercises.biceps_curl.name\n"
    assert "1 text" in said.err


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("readiness: {lwo: x}", "readiness.lwo is not there in English; take it out"),
        ("readiness: {low: [x]}", "readiness.low is a text in English; write the same here"),
        ("desk_reset: {eyes: up}", "desk_reset.eyes is no text; leave it as it is in English"),
        ("why: 3", "why is a text in English"),
        ("[why]", "the file is a group of texts in English"),
        ("why: {", "did not find expected node content; write it as YAML"),
    ],
)
def test_a_file_of_texts_that_is_wrong_is_named(mmc, plan, text, what):
    file = plan.parent / "templates/eo/routines.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(text)
    said = mmc("script", plan, "--language-fallback")
    assert said.code == 65
    assert said.one_line.startswith("templates/eo/routines.yaml")
    assert what in said.one_line


def test_names_in_the_language_and_in_english_are_understood(mmc, plan):
    file = plan.parent / "templates/eo/catalogue/curls.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(
        "exercises:\n- {id: biceps_curl, name: Brakfleksado, aliases: [flekso brako]}\n"
    )
    for name in ("biceps curl", "DB curl", "brakfleksado"):
        plan.write_text(PLAN.replace("biceps curl", f'"{name}"'))
        assert "Brakfleksado" in mmc("script", plan, "--language-fallback").out
    plan.write_text(PLAN.replace("biceps curl", "flekso brako"))
    assert "Flekso brako" in mmc("script", plan, "--language-fallback").out
    plan.write_text(PLAN.replace("language: eo", "language: en"))
    assert "Biceps curl" in mmc("script", plan).out


def test_a_pack_carries_a_language(mmc, plan, whole):
    packed = mmc("templates", "pack", whole, "-o", "eo.zip")
    assert packed.code == 0, packed.err
    assert mmc("templates", "add", "eo.zip", "--yes").code == 0
    assert mmc("templates", "missing", "--language", "eo").code == 0
    mmc("templates", "remove", "eo")
