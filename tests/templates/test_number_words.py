"""Numbers in templates are said in the language of the plan, in the closed sandbox too."""

import pytest

from mmc_audio.errors import TemplateError
from mmc_audio.templates.rendering import Moment, render
from mmc_audio.templates.sandbox.work import prepare, work

LINE = "{{ 31|spoken }}/{{ 3|ordinal }}/{{ 90|duration }}/{{ 3|count(*w) }}/{{ 2|plural(*w) }}"


def said(tmp_path, text, language, **context):
    (tmp_path / "here.cues.j2").write_text(text)
    return render([Moment("here", context)], [tmp_path], language)[0].text


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("es", "treinta y uno/tercero/un minuto treinta/tres series/series"),
        ("de", "einunddreißig/dritte/eine Minute dreißig/drei Sätze/Sätze"),
        ("en", "thirty-one/third/one minute thirty/three sets/sets"),
        ("en-gb", "thirty-one/third/one minute thirty/three sets/sets"),
    ],
)
def test_numbers_are_said_in_the_language(tmp_path, language, expected):
    words = {"es": ["serie", "series"], "de": ["Satz", "Sätze"]}.get(language, ["set", "sets"])
    assert said(tmp_path, LINE, language, w=words) == expected


def test_a_language_with_three_forms_takes_the_right_one(tmp_path):
    text = '{% for n in [1, 3, 5] %}{{ n|plural("seria", "serie", "serii") }} {% endfor %}'
    assert said(tmp_path, text, "pl").split() == ["seria", "serie", "serii"]


def test_what_is_no_number_is_reported_as_in_english(tmp_path):
    with pytest.raises(TemplateError, match="a number is needed here"):
        said(tmp_path, '{{ "x"|spoken }}', "es")
    with pytest.raises(TemplateError, match="below a million"):
        said(tmp_path, "{{ 1000000|spoken }}", "es")


def test_what_is_compiled_for_one_language_says_nothing_in_another():
    files = {"here.cues.j2": '{{ 3|spoken }} {{ 2|count("a", "b") }} {{ 1|ordinal }}'}
    moment = {"template": "here", "context": {}, "options": {}, "seed": ""}
    job = {"files": files, "ours": [*files], "moments": [moment]}
    texts = []
    for language in ("en", "es", "de"):
        prepare({**job, "language": language})
        texts += [result["text"] for result in work({**job, "language": language})]
    assert texts == ["three two b first", "tres dos b primero", "drei zwei b erste"]
