"""A coach's mistake in a template is reported by every command, once, at their own file."""

import pytest

PLAN = """\
title: T
prepare: none
close: none
intro: false
work:
  - {exercise: biceps_curl, sets: 4, reps: 3, rest: 30s}
"""
TOO_LONG = "[block {{ rest.s }}s]\n[0.2s] Let the breath come down before the next one.\n[end]\n"


@pytest.fixture
def rest(tmp_path, monkeypatch):
    """Writes the workspace's rest."""
    (tmp_path / "my.yaml").write_text(PLAN)
    file = tmp_path / "templates" / "en" / "rest.cues.j2"
    file.parent.mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return file.write_text


@pytest.mark.parametrize("command", ["render", "check", "timeline"])
def test_words_that_do_not_fit(mmc, rest, command):
    rest(TOO_LONG)
    said = mmc(command, "my.yaml", "--engine", "silent")
    assert said.code == 65
    assert said.one_line.startswith("templates/en/rest.cues.j2:2: ")
    assert "the slot has 0.20 s" in said.one_line


MISTAKES = {
    "no cue script": (
        "[block {{ rest.s }}s]\n[2s, fokus] Now.\n[end]\n",
        "templates/en/rest.cues.j2:2:6: fokus is not known in brackets; did you mean focus?",
    ),
    "misspelt block": (
        '{% extends "builtin/rest.cues.j2" %}\n{% block chekin %}\nHm.\n{% endblock %}\n',
        (
            'templates/en/rest.cues.j2:2:10: builtin/rest has no block "chekin"; '
            'did you mean "checkin"? It is never heard'
        ),
    ),
}


@pytest.mark.parametrize("command", ["render", "check", "timeline", "script"])
@pytest.mark.parametrize(("text", "reported"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_a_template_is_reported_at_its_place(mmc, rest, command, text, reported):
    rest(text)
    voice = () if command == "script" else ("--engine", "silent")
    said = mmc(command, "my.yaml", *voice)
    assert said.code == 65
    assert said.one_line == reported


def test_another_plan_is_rendered_all_the_same(mmc, rest, tmp_path):
    rest("{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}")
    (tmp_path / "one.yaml").write_text(PLAN.replace("sets: 4", "sets: 1"))
    said = mmc("render", "my.yaml", "one.yaml", "--engine", "silent")
    assert said.code == 65
    assert said.err.splitlines()[0].startswith("templates/en/rest.cues.j2")
    assert said.out == "output/t/one.mp3\n"
