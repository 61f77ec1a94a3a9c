"""The mistakes people make in templates: a sentence they understand, at the right place."""

from pathlib import Path

import pytest

from mmc_audio.errors import TemplateError
from mmc_audio.templates.files import BUILTIN, Library, TemplateFile
from mmc_audio.templates.rendering import Moment, render, render_from

CONTEXT = {
    "n": 2,
    "zero": 0,
    "words": ["a", "b"],
    "flag": True,
    "set": {"number": 1, "of": 3},
    "nothing": None,
}

MISTAKES = [
    ("One\n{% if n %}\nTwo", "2:1", "{% if %} is never closed; write {% endif %} where it ends"),
    (
        "{% for x in words %}\n{% if n %}\nTwo\n{% endfor %}",
        "4:4",
        "{% endfor %} comes too early: {% if %} of line 2 is still open; close that first",
    ),
    (
        "A\n{% endif %}",
        "2:4",
        ("{% endif %} belongs to no tag before it; leave it out, or write the tag that it belongs "
        "to before it"),
    ),
    ("{% blok x %}", "1:4", "there is no tag {% blok %}; did you mean {% block %}?"),
    ("{% if n %}{% elseif n %}", "1:14", "there is no tag {% elseif %}; did you mean {% elif %}?"),
    ("A\nSet {{ set.numbr }}", "2:12", '"set" has no "numbr"; did you mean "number"?'),
    ("Set {{ st.number }}", "1:8", 'there is no "st" here; did you mean "set"?'),
    (
        "{% for exercise in words %}\n{{ exercse }}\n{% endfor %}",
        "2:4",
        'there is no "exercse" here; did you mean "exercise"?',
    ),
    ("{{ set.number.x }}", "1:15", '"set.number" has no "x"; it is a single value without parts'),
    (
        "{{ words[7] }}",
        "1:10",
        ('this value has no "7"; it is a list of 2, counted from [0]; print it whole, or loop over '
        "it"),
    ),
    ("Set {{ n", "1:5", "{{ is never closed; write }}"),
    ("Set {{ n }", "1:10", "} closes nothing; {{ ends with }} and {% ends with %}"),
    ("Set {{ (n }}", "1:11", "a ( is not closed; write ) before }"),
    ("{{ words[0 }}", "1:12", "a [ is not closed; write ] before }"),
    ("A\n{% if n = 1 %}", "2:9", "= sets a value; to compare, write =="),
    ("{{ n|spokn }}", "1:6", 'there is no filter "spokn"; did you mean "spoken"?'),
    ("{{ n is evry 3 }}", "1:9", 'there is no test "evry"; did you mean "every"?'),
    (
        "{{ “hi” }}",
        "1:4",
        "“ is a curly quotation mark; write a straight one: \" or '",
    ),
    ("{{ 'hi }}", "1:4", "the text that opens with ' is never closed; write ' at its end"),
    ("A {{ }}", "1:6", "a value is missing before }}; name one, or take the tag out"),
    ("{% %}", "1:1", "{% %} is empty; write a tag in it, or take it out"),
    ("A\n{# a note", "2:1", "{# is never closed; write #} where the note ends"),
    ("{% for x words %}", "1:10", "in is missing before words; write it there"),
    ("{{ n / zero }}", "1:6", "a division by zero; ask first with {% if ... %}"),
    (
        "{{ n + ' reps' }}",
        "1:1",
        ("words and numbers cannot be added or compared; join words with ~, as in "
        "{{ n ~ ' reps' }}"),
    ),
    ("{{ n() }}", "1:1", "this is a value, not a function; leave out the brackets ( )"),
    ("{% for x in n %}{% endfor %}", "1", ("a loop needs a list, and this is a single value; "
     "name a list")),
    ("{% include 'nothing' %}", "1:13", ('there is no template "nothing"; `mmc-audio templates '
     'list` shows all')),
    ("{% include 'hre' %}", "1:13", 'there is no template "hre"; did you mean "here"?'),
    ("{{ flag }}", "1:1", "this is yes, not words; use it in {% if %}"),
    ("{{ nothing }}", "1:1", "there is no value here (none); ask first with {% if ... %}"),
    (
        "{{ set }}",
        "1:1",
        "this is a group of values, not words; name one of them: number, of",
    ),
    (
        "{{ 'abc'|spoken }}",
        "1:1",
        'a number is needed here, and this is "abc"; name the number itself',
    ),
    (
        "{% macro say(x) %}{{ x }}{% endmacro %}\n{{ say() }}",
        "1",
        'the macro needs a value for "x"; give it in the brackets',
    ),
    (
        "{% block a %}{% endblock %}\n{% block a %}{% endblock %}",
        "2:10",
        'there are two blocks called "a"; give one another name',
    ),
    ("{{ n\n  | spokn }}", "2:5", 'there is no filter "spokn"; did you mean "spoken"?'),
    ("{%- if n\n  and st %}x{% endif %}", "2:7", 'there is no "st" here; did you mean "set"?'),
    ("A\x07b", "1:2", "invisible character U+0007; delete it"),
    ("{% include 'here' %}", "1:1", ("comes back to itself without end; look for an include, macro "
     "or extends in a circle")),
    ("{% for i in range(10**9) %}{% endfor %}", "1:13", ("a range of more than 100000 steps; a "
     "session has fewer")),
]  # fmt: skip


def problem(folder, text, name="here.cues.j2", **files):
    """The place after the name of the file, and the sentence."""
    (folder / name).write_bytes(text.encode())
    with pytest.raises(TemplateError) as caught:
        render([Moment("here", CONTEXT)], [folder])
    assert "\n" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize(("text", "place", "what"), MISTAKES)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_mistake_is_reported_where_it_stands(tmp_path, monkeypatch, text, place, what, line_end):
    monkeypatch.chdir(tmp_path)
    error = problem(tmp_path, text.replace("\n", line_end))
    assert str(error) == f"here.cues.j2:{place}: {what}"


SLIP = "\n\nSet {{ set.numbr }}\n"
INSIDE = {
    "an include": {
        "here.cues.j2": "One\n{% include '_slip' %}\n",
        "_slip.cues.j2": SLIP,
    },
    "a macro": {
        "here.cues.j2": "{% from '_slip' import say with context %}\n\n{{ say() }}\n",
        "_slip.cues.j2": "{% macro say() %}" + SLIP + "{% endmacro %}\n",
    },
    "a template that is extended": {
        "here.cues.j2": "{% extends '_slip' %}\n{% block words %}ok{% endblock %}\n",
        "_slip.cues.j2": "{% block words %}{% endblock %}" + SLIP,
    },
    "an overriding block": {
        "here.cues.j2": "{% extends '_slip' %}\n{% block words %}ok{% endblock %}\n",
        "_slip.cues.j2": "{% extends '_base' %}{% block more %}" + SLIP + "{% endblock %}",
        "_base.cues.j2": "One\n{% block words %}{% endblock %}\n{% block more %}{% endblock %}",
    },
}


@pytest.mark.parametrize("where", INSIDE)
def test_a_mistake_is_found_inside(tmp_path, monkeypatch, where):
    monkeypatch.chdir(tmp_path)
    for name, text in INSIDE[where].items():
        (tmp_path / name).write_text(text)
    with pytest.raises(TemplateError) as caught:
        render([Moment("here", CONTEXT)], [tmp_path])
    assert str(caught.value) == '_slip.cues.j2:3:12: "set" has no "numbr"; did you mean "number"?'


BASE = "[9s] One\n{% block checkin %}{% endblock %}\n{% block next %}{% endblock %}\n"
OUTSIDE = (
    "stands outside of every block and is never heard; put it into a block: _base has checkin, next"
)
UNHEARD = [
    (
        "{% block chekin %}Hm{% endblock %}",
        "2:10",
        '_base has no block "chekin"; did you mean "checkin"? It is never heard',
    ),
    (
        "{% if n %}\n  {% block x %}Hm{% endblock %}{% endif %}",
        "3:12",
        '_base has no block "x"; it has checkin, next. It is never heard',
    ),
    (
        "{% set n = 3 %}{# A note. #}\n\n[2s] Hello there.\nHm",
        "4:1",
        f'"[2s] Hello there." {OUTSIDE}',
    ),
    ("{% for x in words %}\nHello.\n{% endfor %}", "3:1", f'"Hello." {OUTSIDE}'),
    (
        "{% block next %}Hm{% endblock %}\n{{ n|spoken }}",
        "3:1",
        f"what is printed here {OUTSIDE}",
    ),
]
HEARD = [
    "{# A note. #}\n{% set n = 3 %}\n{% macro a() %}\nHm\n{% endmacro %}\n",
    "{% set n %}\nHm\n{% endset %}{% block next %}{% block x %}\nHm\n{% endblock %}{% endblock %}",
    "{% block x %}Hm\n{% endblock %}{% block next %}{{ self.x() }}{% endblock %}",
    "{% include '_part' %}",
]


@pytest.mark.parametrize(("text", "place", "what"), UNHEARD)
def test_words_that_an_extending_template_never_says(tmp_path, monkeypatch, text, place, what):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "_base.cues.j2").write_text(BASE)
    error = problem(tmp_path, "{% extends '_base' %}\n" + text)
    assert str(error) == f"here.cues.j2:{place}: {what}"


@pytest.mark.parametrize("text", HEARD)
def test_what_an_extending_template_may_hold_besides_blocks(tmp_path, text):
    (tmp_path / "_base.cues.j2").write_text(BASE)
    (tmp_path / "_part.cues.j2").write_text("Part.\n")
    (tmp_path / "here.cues.j2").write_text("{% extends '_base' %}\n" + text)
    assert "One" in render([Moment("here", CONTEXT)], [tmp_path])[0].text


def test_a_block_may_be_one_of_any_template_that_is_extended(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "_base.cues.j2").write_text(BASE)
    (tmp_path / "_middle.cues.j2").write_text(
        "{% extends '_base' %}{% block next %}{% block more %}{% endblock %}{% endblock %}"
    )
    text = "{% extends '_middle' %}" + "".join(
        f"{{% block {name} %}}\n{name}\n{{% endblock %}}" for name in ("checkin", "more")
    )
    (tmp_path / "here.cues.j2").write_text(text)
    said = render([Moment("here", CONTEXT)], [tmp_path])[0].text
    assert said.split() == ["[9s]", "One", "checkin", "more"]
    error = problem(tmp_path, text.replace("block more", "block moer"))
    assert error.what.startswith('_middle has no block "moer"; did you mean "more"?')


def test_a_template_that_has_no_blocks_is_copied_whole(tmp_path):
    (tmp_path / "_base.cues.j2").write_text("One\n")
    error = problem(tmp_path, "{% extends '_base' %}{% block x %}Hm{% endblock %}")
    assert error.what == (
        '_base has no block "x"; it has none, so copy the whole template. It is never heard'
    )


def test_what_is_extended_may_be_a_choice(tmp_path):
    (tmp_path / "_base.cues.j2").write_text(BASE)
    (tmp_path / "_other.cues.j2").write_text("{% block x %}{% endblock %}")
    (tmp_path / "here.cues.j2").write_text(
        "{% extends '_base' if zero else '_other' %}{% block x %}Hm{% endblock %}"
    )
    assert render([Moment("here", CONTEXT)], [tmp_path])[0].text == "Hm"


def test_a_syntax_mistake_in_an_included_file_names_that_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "_inner.cues.j2").write_text("One\n{% if n %}\n")
    error = problem(tmp_path, "{% include '_inner' %}")
    assert str(error).startswith("_inner.cues.j2:2:1: {% if %} is never closed")


@pytest.mark.parametrize(
    ("asked", "reported"),
    [
        ("{{ mine.hello(1) }}", '"mine" has no "hello"; it has bye, hi'),
        ("{{ mine.by(1) }}", '"mine" has no "by"; did you mean "bye"?'),
        ("{{ other.hi() }}", '"other" has no "hi"; it has nothing'),
    ],
)
def test_a_macro_that_is_not_there_names_those_that_are(tmp_path, asked, reported):
    macros = "{% macro hi(n) %}Hi{% endmacro %}{% macro bye() %}Bye{% endmacro %}"
    (tmp_path / "_mine.cues.j2").write_text(macros)
    (tmp_path / "_empty.cues.j2").write_text("")
    imports = "{% import '_mine' as mine %}{% import '_empty' as other %}\n"
    assert problem(tmp_path, imports + asked).what == reported


def test_a_missing_template_names_the_nearest(tmp_path):
    (tmp_path / "breather.cues.j2").write_text("Rest")
    with pytest.raises(
        TemplateError, match='there is no template "breahter"; did you mean "breather"'
    ):
        render([Moment("breahter", {})], [tmp_path])


def test_a_file_that_is_not_utf_8_names_the_byte(tmp_path):
    (tmp_path / "here.cues.j2").write_bytes(b"One\nCaf\xe9\n")
    with pytest.raises(TemplateError, match=r"here\.cues\.j2:2: byte 8 is not UTF-8"):
        render([Moment("here", {})], [tmp_path])


def test_a_broken_file_that_no_moment_uses_is_no_mistake(tmp_path):
    (tmp_path / "other.cues.j2").write_bytes(b"\xff\xfe")
    (tmp_path / "here.cues.j2").write_text("fine")
    assert render([Moment("here", {})], [tmp_path])[0].text == "fine"


def test_the_place_in_a_built_in_template_is_its_short_name():
    path = Path("/x/en/rest.cues.j2")
    file = TemplateFile("rest.cues.j2", path, Path("/x"), "en", builtin=True, text="{{ a }}")
    library = Library({"rest.cues.j2": file, BUILTIN + "rest.cues.j2": file})
    with pytest.raises(TemplateError, match=r"^rest\.cues\.j2:1:4: "):
        render_from(library, [Moment("rest", {})])
