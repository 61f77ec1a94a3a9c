"""docs/templates.md takes a coach through: every step is done here as it is written."""

import re
from pathlib import Path

import pytest

from mmc_audio.__main__ import run
from mmc_audio.templates.rendering import Moment, render

PAGE = (Path(__file__).parents[2] / "docs" / "templates.md").read_text(encoding="utf-8")
STEPS = re.findall(r"((?:[^\n]+\n)*)\n?```(console|jinja|yaml)\n(.*?)```", PAGE, re.DOTALL)
ROWS = re.findall(r"^\| `(.*)` \| (.*) \|$", PAGE, re.MULTILINE)
WRONG_ON_PURPOSE = {
    "$ mmc-audio templates vars reps --exercise plank": 65,
    "never closed": 65,
    "$ mmc-audio templates missing --language es": 65,
    "rest.cues.j2:3\n": 65,
}


@pytest.mark.xdist_group("situations")  # what one lint of `rest` tries, the others try again
def test_every_step_does_what_the_page_says(tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    for words, kind, body in STEPS:
        if kind == "console":
            follow(body, capfd)
        else:
            save(words, body)
    assert len(STEPS) > 15


def save(words, body):
    name = re.findall(r"`([\w/.-]+\.(?:j2|yaml))`", words)[-1]
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(body)


def follow(body, capfd):
    for step in re.split(r"^(?=\$ )", body, flags=re.MULTILINE):
        if not step:
            continue
        line, _, shown = step.partition("\n")
        capfd.readouterr()
        code = run(line.removeprefix("$ mmc-audio ").split())
        out, err = capfd.readouterr()
        wrong = next((c for part, c in WRONG_ON_PURPOSE.items() if part in step), 0)
        assert code == wrong, (line, err)
        for each in shown.splitlines():
            assert each in out + err, (line, each, out + err)


@pytest.mark.parametrize(("template", "says"), ROWS)
def test_every_example_of_the_table_is_true(tmp_path, template, says):
    (tmp_path / "here.cues.j2").write_text(template.replace("\\|", "|"))
    assert render([Moment("here", {})], [tmp_path])[0].text == says.replace("\\|", "|")


def test_the_table_names_every_filter():
    from mmc_audio.templates.filters import FILTERS, FUNCTIONS
    from mmc_audio.templates.number_words import filters_in

    examples = "\n".join(template for template, _ in ROWS)
    assert [
        name
        for name in [*FILTERS, *filters_in("en"), *FUNCTIONS, "pick", "every"]
        if name not in examples
    ] == []
