"""The head of a template: what it is for, and its options."""

from pathlib import Path

import pytest

from mmc_audio.errors import OptionError, TemplateError
from mmc_audio.templates.files import read_library
from mmc_audio.templates.options import options, read_head
from mmc_audio.templates.rendering import Moment, render

HEAD = """\
{#---
about: What is said in the rest: a check-in, and silence.
options:
  silence: {type: seconds, default: 6, min: 2, max: 30, help: Time to answer.}
  share: {type: number, default: 0.5, max: 1}
  rounds: {type: int, default: 2, min: 1}
  imagery: {type: bool, default: yes}
  tone: {type: choice, choices: [calm, brisk], default: calm}
  name: {default: friend}
---#}
"""
PRINT = "{{ options.silence }} {{ options.share }} {{ options.rounds }} {{ options.tone }}"


@pytest.fixture
def rest(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return lambda text: (tmp_path / "rest.cues.j2").write_text(text)


def say(**wanted):
    return render([Moment("rest", {})], [Path()], options={"rest": wanted})[0].text


def test_the_head_says_what_it_is_for(rest):
    rest(HEAD.replace(": a check-in", ", a check-in"))
    head = read_head(read_library([Path()], "en").find("rest"))
    assert head.about == "What is said in the rest, a check-in, and silence."
    assert [each.name for each in head.options] == [
        "silence", "share", "rounds", "imagery", "tone", "name",
    ]  # fmt: skip


def test_a_plain_note_at_the_start_says_it_too(rest):
    rest("{# A rest without words. #}\n[block 30s]\n[fill]\n[end]\n")
    assert read_head(read_library([Path()], "en").find("rest")).about == "A rest without words."


HEAD = HEAD.replace("the rest: a", "the rest, a")


def test_defaults_hold_where_the_plan_says_nothing(rest):
    rest(HEAD + PRINT)
    assert say() == "6 0.5 2 calm"


@pytest.mark.parametrize("silence", ["10", "10s", "0:10", 10, 10.0])
def test_a_plan_may_write_seconds_as_it_likes(rest, silence):
    rest(HEAD + PRINT)
    assert say(silence=silence, tone="brisk") == "10 0.5 2 brisk"


def test_a_text_option_prints_as_words(rest):
    rest(HEAD + "Well done, {{ options.name }}.")
    assert say(name="[2s] | Ann") == r"Well done, \[2s] \| Ann."


WRONG = [
    ({"silnce": 3}, ": rest", 'has no option "silnce"; did you mean "silence"?'),
    ({"silence": 31}, ":4:3: silence:", "31 is out of bounds; write seconds from 2 to 30"),
    ({"silence": "long"}, ":4:3: silence:", '"long" is not a number; write a number'),
    ({"rounds": 0.5}, ":6:3: rounds:", '"0.5" is not a whole number; write a whole number'),
    ({"rounds": 0}, ":6:3: rounds:", "0 is out of bounds; write a whole number of at least 1"),
    ({"imagery": 3}, ":7:3: imagery:", '"3" is not yes or no; write yes or no'),
    ({"tone": "loud"}, ":8:3: tone:", '"loud" is none of its choices; write calm or brisk'),
]


@pytest.mark.parametrize(("wanted", "place", "what"), WRONG)
def test_a_wrong_option_is_reported(rest, wanted, place, what):
    rest(HEAD + PRINT)
    with pytest.raises(OptionError) as caught:
        say(**wanted)
    assert str(caught.value) == f"rest.cues.j2{place} {what}"
    assert caught.value.path == ("templates", "rest", next(iter(wanted)))


def test_options_for_a_template_that_is_not_there_are_reported(rest):
    rest(HEAD + PRINT)
    with pytest.raises(OptionError, match='no template "rezt"; did you mean "rest"'):
        render([Moment("rest", {})], [Path()], options={"rezt": {}})


WRONG_HEADS = [
    ("about: a: b", "2:9", "a `: ` where none may stand"),
    ("abuot: rest", "2:1", 'there is no "abuot" here; did you mean "about"?'),
    ("options: [a]", "2:10", "options are written as `name: {type: ...}`"),
    ("options:\n  a: {type: int}", "3:3", "an option needs a default; add `default: ...`"),
    ("options:\n  a: {type: second, default: 1}", "3:13", 'there is no type "second"'),
    ("options:\n  a: {type: int, default: x}", "3:27", "the default does not fit"),
    ("options:\n  a: {type: int, default: 9, max: 3}", "3:27", "the default does not fit"),
    ("options:\n  a: {type: choice, default: x}", "3:3", "a choice needs `choices:"),
    ("options:\n  a: {type: int, default: 1, mx: 3}", "3:30", 'no "mx" here; did you mean "max"'),
    ("a\tb: &x *x", "2:", ""),
]


@pytest.mark.parametrize(("text", "place", "what"), WRONG_HEADS)
def test_a_wrong_head_is_reported_at_its_place(rest, text, place, what):
    rest("{#---\n" + text + "\n---#}\nRest\n")
    with pytest.raises(TemplateError) as caught:
        say()
    assert str(caught.value).startswith(f"rest.cues.j2:{place}")
    assert what in str(caught.value)


def test_who_extends_the_built_in_template_has_its_options(tmp_path):
    builtin, mine = tmp_path / "builtin", tmp_path / "mine"
    for folder in (builtin / "en", mine):
        folder.mkdir(parents=True)
    (builtin / "en/rest.cues.j2").write_text(HEAD)
    (mine / "rest.cues.j2").write_text(
        "{#---\noptions:\n  words: {default: Rest}\n---#}\n{% extends 'builtin/rest' %}\n"
    )
    found = options(read_library([mine], "en", builtin), "rest")
    assert list(found) == ["silence", "share", "rounds", "imagery", "tone", "name", "words"]
