"""Finding templates, rendering them, and knowing where each line was written."""

from pathlib import Path

import pytest

from mmc_audio.errors import ManyErrors, TemplateError
from mmc_audio.templates.rendering import Moment, RenderedText, render


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path / "templates")


class Folder:
    """A workspace's templates folder."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def put(self, name: str, text: str) -> Path:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path

    def render(self, text: str, **context) -> RenderedText:
        self.put("en/here.cues.j2", text)
        return render([Moment("here", context)], [self.path])[0]

    def fails(self, text: str, **context) -> str:
        with pytest.raises(TemplateError) as caught:
            self.render(text, **context)
        message = str(caught.value)
        assert "\n" not in message
        return message[message.index("here.cues.j2:") + len("here.cues.j2:") :]


def test_the_words_of_the_context_are_put_in(folder):
    assert folder.render("[block {{ rest }}s]\nRest\n[end]\n", rest=75).text == (
        "[block 75s]\nRest\n[end]"
    )


def test_a_line_of_tags_alone_leaves_nothing(folder):
    text = "{% for word in words %}\n  {# a note #}\n  {{ word }}\n{% endfor %}\n"
    assert folder.render(text, words=["In", "Out"]).text == "  In\n  Out"


def test_a_tag_at_the_end_of_a_line_keeps_the_line_break(folder):
    text = "Set {{ n }}{% if n > 1 %}, again{% endif %}\n[2s]\n"
    assert folder.render(text, n=2).text == "Set 2, again\n[2s]"
    assert folder.render(text, n=1).text == "Set 1\n[2s]"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_byte_order_mark_and_line_ends_do_not_matter(folder, line_end):
    text = "\ufeff" + line_end.join(["{# about #}", "One", "{{ two }}", "[2 s]"])
    rendered = folder.render(text, two="Two")
    assert rendered.text == "One\nTwo\n[2 s]"
    assert [source.line for source in rendered.sources] == [2, 3, 4]


SOURCES = {
    "en/here.cues.j2": """\
{% import "_parts" as parts %}
[block 30s]
{% for word in words %}
[focus] {{ word }}
{% endfor %}
{% include "_inner" %}
{{ parts.one("in a line") }}
{{ parts.two() }}
{% call parts.around() %}
called
{% endcall %}
{% set held %}
held
{% endset %}
{{ held }}
[end]
""",
    "en/_parts.cues.j2": """\
{% macro one(word) %}Say it {{ word }}{% endmacro %}
{% macro two() %}
first
{{ "second" }}
{% endmacro %}
{% macro around() %}
before
{{ caller() }}
after
{% endmacro %}
""",
    "en/_inner.cues.j2": "\n\ninner",
}

EXPECTED_SOURCES = """\
here.cues.j2:2 [block 30s]
here.cues.j2:4 [focus] a
here.cues.j2:4 [focus] b
_inner.cues.j2:3 inner
here.cues.j2:7 Say it in a line
_parts.cues.j2:3 first
_parts.cues.j2:4 second
_parts.cues.j2:7 before
here.cues.j2:10 called
_parts.cues.j2:9 after
here.cues.j2:13 held
here.cues.j2:16 [end]
"""


def test_each_line_knows_where_it_was_written(folder):
    for name, text in SOURCES.items():
        folder.put(name, text)
    (rendered,) = render([Moment("here", {"words": ["a", "b"]})], [folder.path])
    lines = zip(rendered.sources, rendered.text.split("\n"), strict=True)
    assert "".join(f"{source} {line}\n" for source, line in lines) == EXPECTED_SOURCES


def test_the_first_folder_wins_and_the_wanted_language_before_it(tmp_path):
    mine, theirs = Folder(tmp_path / "mine"), Folder(tmp_path / "theirs")
    mine.put("en/rest.cues.j2", "mine, English")
    theirs.put("es/rest.cues.j2", "theirs, Spanish")
    theirs.put("en/rest.cues.j2", "theirs, English")
    folders = [mine.path, theirs.path]
    assert render([Moment("rest", {})], folders)[0].text == "mine, English"
    assert render([Moment("rest", {})], folders, "es")[0].text == "theirs, Spanish"
    assert render([Moment("rest", {})], folders, "es-MX")[0].text == "theirs, Spanish"
    assert render([Moment("rest", {})], folders, "fr")[0].text == "mine, English"


def test_a_file_outside_the_language_folders_is_for_every_language(folder):
    folder.put("rest.cues.j2", "bare")
    folder.put("breath/sigh.cues.j2", "sigh")
    moments = [Moment("rest", {}), Moment("breath/sigh", {})]
    assert [each.text for each in render(moments, [folder.path], "es")] == ["bare", "sigh"]


def test_several_errors_are_reported_at_once(folder):
    folder.put("one.cues.j2", "{{ a }}")
    folder.put("two.cues.j2", "{{ b }}")
    with pytest.raises(ManyErrors) as caught:
        render([Moment("one", {}), Moment("two", {}), Moment("one", {})], [folder.path])
    assert len(str(caught.value).split("\n")) == 2
