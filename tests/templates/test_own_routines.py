"""Routines of a coach's own: named in a plan with their options, like the built-in ones."""

from datetime import date
from pathlib import Path

import pytest

from mmc_audio.__main__ import run
from mmc_audio.errors import MmcError
from mmc_audio.lint.run import lint
from mmc_audio.lint.situations import of_routines
from mmc_audio.plan.program import load_program
from mmc_audio.plan.read import read_plan
from mmc_audio.rendering.memory import AthleteFiles, memory_of_day
from mmc_audio.rendering.script import write
from mmc_audio.script.cue import Script, to_text
from mmc_audio.templates.files import read_library
from mmc_audio.templates.own_routines import own_routines
from mmc_audio.workspace.week import week_of

STRETCH = """\
{#---
about: A stretch for what was trained.
options:
  minutes: {type: number, default: 1, min: 0.5, max: 10, help: How long.}
  pause: {type: seconds, default: 5, help: How long each side.}
  tone: {type: choice, choices: [calm, brisk], default: calm}
---#}
# My stretch
[setup] Stretch the {{ muscles|join(" and the ") }}, {{ options.tone }}.
[block {{ options.minutes * 60 }}s]
[relax] Hold it for {{ options.pause|duration }}.
[fill]
[end]
"""


@pytest.fixture
def folder(tmp_path) -> Path:
    return put(tmp_path / "templates", "en/routines/my_stretch.cues.j2", STRETCH)


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def script(folder: Path, routine: str, when: str = "close") -> Script:
    other = "prepare" if when == "close" else "close"
    plan = f"title: t\n{other}: none\n{when}: [{routine}]\nwork: [back squat, biceps curl]\n"
    return write(read_plan(plan, "p.yaml"), [folder], file="p.yaml").script


@pytest.mark.parametrize(
    ("routine", "minutes", "pause", "tone"),
    [
        ("my_stretch", 1, "five seconds", "calm"),
        ("my_stretch: {minutes: 2}", 2, "five seconds", "calm"),
        ("my_stretch: {minutes: 0.5, pause: 12}", 0.5, "twelve seconds", "calm"),
        ("my_stretch: {pause: 1:30, tone: brisk}", 1, "one minute thirty", "brisk"),
    ],
)
@pytest.mark.parametrize("when", ["prepare", "close"])
def test_it_is_heard_where_the_plan_names_it(folder, routine, minutes, pause, tone, when):
    sections = script(folder, routine, when).sections
    (mine,) = [each for each in sections if each.title == "My stretch"]
    assert mine is sections[1 if when == "prepare" else -1]
    assert mine.attributes["step"] == "my_stretch"
    first, block = mine.items
    assert first.wordings[0] == f"Stretch the glutes and the biceps, {tone}."
    assert block.length_ms == minutes * 60_000
    assert block.items[0].wordings == (f"Hold it for {pause}.",)


def test_twice_in_a_session_each_has_its_own_options(folder):
    found = script(folder, "my_stretch, my_stretch: {minutes: 2}").sections[-2:]
    assert [section.items[1].length_ms for section in found] == [60_000, 120_000]


WRONG = {
    "my_strech": "p.yaml:3:9: there is no routine my_strech; did you mean my_stretch?",
    "my_stretch: {minute: 2}": "my_stretch has no option minute; did you mean minutes?",
    "my_stretch: {zzz: 2}": "my_stretch has no option zzz; write one of minutes, pause, tone",
    "my_stretch: {minutes: 20}": "my_stretch: minutes: 20 is out of bounds; write a number from "
    "0.5 to 10",
    "my_stretch: {tone: loud}": 'my_stretch: tone: "loud" is none of its choices; write calm or '
    "brisk",
    "my_stretch: {pause: soon}": 'my_stretch: pause: "soon" is not a number; write a number',
}


@pytest.mark.parametrize("routine", WRONG)
def test_what_is_wrong_is_one_line_at_its_place(folder, routine):
    with pytest.raises(MmcError) as caught:
        script(folder, routine)
    assert WRONG[routine] in str(caught.value)
    assert str(caught.value).startswith("p.yaml:3:")
    assert caught.value.exit_code == 65


def test_a_name_that_is_nowhere_like_one_gets_all_there_are(folder):
    with pytest.raises(MmcError, match=r"write one of .*, carry_over, my_stretch$"):
        script(folder, "xyz")


def test_a_built_in_name_stays_the_built_in_routine(folder):
    put(folder, "en/routines/body_scan.cues.j2", "# Mine\nMine.\n")
    titles = [each.title for each in script(folder, "body_scan").sections]
    assert "Mine" not in titles
    assert set(own_routines(read_library([folder], "en"))) == {"my_stretch"}
    library = read_library([folder], "en")
    (finding,) = lint(library, list(of_routines(library)), folders=[folder])
    assert "routines/body_scan.cues.j2" in str(finding)


@pytest.mark.parametrize("name", ["My_stretch", "my-stretch", "1st", "sub/one"])
def test_a_name_that_a_plan_cannot_write_is_no_routine(tmp_path, name):
    put(tmp_path, f"en/routines/{name}.cues.j2", STRETCH)
    assert own_routines(read_library([tmp_path], "en")) == {}


def test_lint_tries_it_like_any_moment(folder):
    library = read_library([folder], "en")
    tried = list(of_routines(library))
    assert len(tried) == 2
    assert lint(library, tried, names=["routines/my_stretch"], folders=[folder]) == []
    put(folder, "en/routines/my_stretch.cues.j2", STRETCH.replace("muscles", "muscle"))
    library = read_library([folder], "en")
    tried = list(of_routines(library))
    assert any(each.level == "error" for each in lint(library, tried))


def test_it_can_be_in_a_language_or_for_all(tmp_path):
    put(tmp_path, "routines/my_stretch.cues.j2", STRETCH)
    put(tmp_path, "es/routines/my_stretch.cues.j2", "# Estiramiento\nEstira.\n")
    assert "# My stretch" in to_text(script(tmp_path, "my_stretch"))
    assert {"es", None} == {f.language for f in own_files(tmp_path)}
    spanish = read_library([tmp_path], "es").find("routines/my_stretch")
    assert spanish.language == "es"


def own_files(folder: Path):
    from mmc_audio.templates.files import read_folder

    return read_folder(folder, Path("/nowhere"))


def test_every_reader_of_a_plan_knows_it(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    put(tmp_path, "templates/en/routines/my_stretch.cues.j2", STRETCH)
    put(tmp_path, "a.yaml", "title: A\nclose: [my_stretch]\nwork: [{exercise: plank, sets: 1}]\n")
    program = "title: P\nstart: 2026-11-30\nby_weekday: {monday: a.yaml}\n"
    put(tmp_path, "program.yaml", program)
    for command in ("check", "script"):
        said = run([command, "a.yaml"]), capsys.readouterr()
        assert said[0] == 0, said
    assert run(["check", "program.yaml"]) == 0, capsys.readouterr()
    (day, *_) = week_of(tmp_path, tmp_path / "output", date(2026, 11, 30)).days
    assert (day["error"], [each["name"] for each in day["exercises"]]) == ("", ["Plank"])
    program = load_program("program.yaml")
    trainings = list(program.trainings(date(2026, 12, 7)))[:1]
    memory = memory_of_day(program, trainings[0], AthleteFiles(tmp_path / "output", lambda _: True))
    assert memory.visits == {"plank": 1}
