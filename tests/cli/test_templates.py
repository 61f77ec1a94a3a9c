"""The commands of `mmc-audio templates`, as a coach meets them."""

import json
from pathlib import Path

import pytest

import mmc_audio.cli.templates as templates_cli
from mmc_audio._lib import players
from mmc_audio.lint import preview as template_preview
from mmc_audio.templates.sandbox.protection import Protection


@pytest.fixture(autouse=True)
def workspace(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def mine(text, name="rest"):
    path = Path(f"templates/en/{name}.cues.j2")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


REST = "{# Mine. #}\n[block {{ rest.s }}s]\n[checkin] Rest well.\n[fill]\n[end]\n"


def test_the_list_for_a_program(mmc):
    mine(REST)
    rows = json.loads(mmc("templates", "list", "--json").out)
    (rest,) = [row for row in rows if row["name"] == "rest"]
    assert (rest["about"], rest["origin"], rest["overrides"]) == (
        "Mine.",
        "workspace",
        ["built-in"],
    )
    assert all(row["problem"] is None for row in rows)


def test_every_built_in_template_says_what_it_is_for(mmc):
    assert [
        r["name"] for r in json.loads(mmc("templates", "list", "--json").out) if not r["about"]
    ] == []


def test_show_prints_the_text_alone_on_stdout(mmc):
    mine(REST)
    assert mmc("templates", "show", "rest").out == REST
    assert mmc("templates", "show", "builtin/rest").out != REST


def test_a_name_that_is_not_there_is_reported(mmc):
    said = mmc("templates", "show", "rset")
    assert said.code == 65
    assert 'there is no template "rset"; did you mean' in said.one_line


@pytest.mark.xdist_group("situations")  # what one lint of `rest` tries, the others try again
def test_a_copy_can_be_linted_by_its_path(mmc):
    path = mmc("templates", "copy", "rest").out.strip()
    assert path == "templates/en/rest.cues.j2"
    assert mmc("templates", "lint", path).code == 0


def test_a_copy_for_another_language_is_in_its_folder(mmc):
    said = mmc("templates", "copy", "intro", "--language", "es")
    assert said.out == "templates/es/intro.cues.j2\n"
    assert "mmc-audio templates preview intro --language es --play" in said.err


@pytest.mark.xdist_group("situations")  # what one lint of `rest` tries, the others try again
def test_lint_has_an_exit_code_and_places_for_a_program(mmc):
    mine("Rest.\n{{ rset.s }}\n")
    said = mmc("templates", "lint", "rest", "--json")
    assert said.code == 65
    (finding, *_) = json.loads(said.out)
    assert finding["file"] == "templates/en/rest.cues.j2"
    assert (finding["level"], finding["line"], finding["column"]) == ("error", 2, 4)


@pytest.mark.xdist_group("situations")  # what one lint of `rest` tries, the others try again
def test_lint_tells_of_a_file_that_notepad_renamed(mmc):
    mine(REST).rename("templates/en/rest.cues.j2.txt")
    said = mmc("templates", "lint", "rest")
    assert said.code == 0
    assert said.out == (
        "templates/en/rest.cues.j2.txt: is never heard: a template is called NAME.cues.j2; "
        "rename it to rest.cues.j2 [warning]\n"
    )


@pytest.mark.xdist_group("situations")  # what one lint of `rest` tries, the others try again
def test_a_file_anywhere_is_tried_by_its_path(mmc):
    Path("elsewhere").mkdir()
    path = Path("elsewhere/rest.cues.j2")
    path.write_text("Rest.\n{{ rset.s }}\n")
    for command in ("lint", "preview", "vars", "show"):
        said = mmc("templates", command, path)
        assert said.code == (65 if command in ("lint", "preview") else 0), (command, said.err)
        place = "elsewhere/rest.cues.j2:2:4: there is no"
        assert (place in said.out) == (command == "lint")


def test_the_times_of_a_preview_for_a_program(mmc):
    mine(REST)
    said = mmc("templates", "preview", "rest", "--engine", "silent", "--json")
    (line,) = json.loads(said.out)["lines"]
    assert (line["text"], line["at_ms"], line["source"]) == ("Rest well.", 0, "rest.cues.j2:3")


def test_a_preview_writes_the_sound(mmc):
    mine(REST)
    assert mmc("templates", "preview", "rest", "--engine", "silent", "-o", "out").code == 0
    assert [path.name for path in Path("out").rglob("*.mp3")] == ["rest.mp3"]


def test_watching_tells_a_mistake_and_goes_on(mmc, monkeypatch):
    path = mine(REST)

    def saved(_folders):
        path.write_text("{{ rest.z }}")
        yield path.stat().st_mtime
        path.write_text(REST.replace("well", "easy"))
        yield path.stat().st_mtime

    monkeypatch.setattr(template_preview, "changes", saved)
    said = mmc("templates", "preview", "rest", "--engine", "silent", "--watch")
    assert said.code == 0
    assert [word for word in ("Rest well.", "Rest easy.") if word in said.out] == [
        "Rest well.", "Rest easy.",
    ]  # fmt: skip
    assert 'templates/en/rest.cues.j2:1:9: "rest" has no "z"' in said.err
    assert said.err.count("s from save to cues") == 2


def test_playing_without_a_player_is_reported(mmc, monkeypatch):
    mine(REST)
    monkeypatch.setattr(players, "PLAYERS", {"no-such-player": ()})
    said = mmc("templates", "preview", "rest", "--engine", "silent", "--play")
    assert said.code == 69
    assert "no MP3 player is installed" in said.err


def test_playing_starts_the_player_with_the_file(mmc, monkeypatch, workspace):
    mine(REST)
    player = workspace / "player"
    player.write_text(f'#!/bin/sh\necho "$1" > {workspace}/played\n')
    player.chmod(0o755)
    monkeypatch.setattr(players, "PLAYERS", {str(player): ("{file}",)})
    started = []
    begin = template_preview.play
    monkeypatch.setattr(template_preview, "play", lambda path: started.append(begin(path)))
    assert mmc("templates", "preview", "rest", "--engine", "silent", "--play").code == 0
    started[0].wait(timeout=60)
    assert Path("played").read_text().strip().endswith("rest.mp3")


def test_adding_a_pack_asks_first(mmc, monkeypatch):
    mine(REST)
    mmc("templates", "pack", "templates", "-o", "mine.zip")
    monkeypatch.setattr("click.confirm", lambda *_, **__: False)
    refused = mmc("templates", "add", "mine.zip")
    assert refused.code == 1
    assert refused.err.endswith("nothing was added\n")
    monkeypatch.setattr("click.confirm", nobody)
    said = mmc("templates", "add", "mine.zip")
    assert said.code == 2
    assert "add --yes" in said.err
    assert "rest will be heard instead of the one from: built-in" in said.err
    Path("templates/en/rest.cues.j2").unlink()
    assert mmc("templates", "add", "mine.zip", "--yes").code == 0
    assert mmc("templates", "show", "rest").out == REST
    mmc("templates", "remove", "mine")
    assert mmc("templates", "show", "rest").out != REST


def nobody(*_arguments, **_options):
    import click

    raise click.Abort


def test_a_pack_is_heard_in_plans(mmc, good_plan):
    mine(REST.replace("[block {{ rest.s }}s]", "[block {{ rest.s }}s]\n[checkin] From the pack."))
    mmc("templates", "add", "templates", "--yes")
    Path("templates").rename("elsewhere")
    assert "From the pack." in mmc("script", good_plan).out


PLAN = """\
title: Short one
work:
  - {exercise: biceps_curl, sets: 2, reps: 6, rest: 40s}
templates:
  rest: {silence: 3, silnce: 3}
"""


def test_a_wrong_option_is_reported_in_the_plan(mmc):
    mine("{#---\noptions:\n  silence: {type: seconds, default: 5}\n---#}\n" + REST)
    Path("plan.yaml").write_text(PLAN)
    said = mmc("script", "plan.yaml")
    assert said.code == 65
    assert said.one_line == ('plan.yaml:5:22: rest has no option "silnce"; did you mean "silence"?')


def test_a_mistake_in_a_directive_is_reported_in_the_coachs_file(mmc, good_plan):
    mine("[block {{ rest.s }}s]\n  [chekin] Rest.\n[fill]\n[end]\n")
    said = mmc("script", good_plan)
    assert said.one_line == (
        "templates/en/rest.cues.j2:2:4: chekin is not known in brackets; did you mean checkin?"
    )


def test_every_command_has_an_example_in_its_help(mmc):
    names = templates_cli.command.list_commands(None)
    for name in names:
        said = mmc("templates", name, "--help")
        assert said.code == 0
        assert f"mmc-audio templates {name}" in said.out


BARE = Protection(forks=False, kernel=False, limits=True)
NOTHING = Protection(forks=False, kernel=False, limits=False)


@pytest.mark.parametrize("here", [BARE, NOTHING])
def test_where_not_all_protection_is_there_a_pack_is_asked_about(mmc, monkeypatch, here):
    mine("{% macro x() %}{% endmacro %}\n", "_new_part")
    mmc("templates", "pack", "templates", "-o", "mine.zip")
    monkeypatch.setattr("mmc_audio.templates.sandbox.protection.protection", lambda: here)
    monkeypatch.setattr("click.confirm", lambda *_, **__: False)
    refused = mmc("templates", "add", "mine.zip", *(() if here.limits else ("--yes",)))
    assert refused.code == (1 if here.limits else 2)
    assert "missing: " in refused.err
    assert mmc("templates", "add", "mine.zip", "--trust").code == 0
