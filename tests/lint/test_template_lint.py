"""Templates tried in every situation: what lint finds, where, and in which words."""

from functools import cache

import pytest

from mmc_audio.errors import PlanError, TemplateError
from mmc_audio.lint.preview import job_for, situation_for, variables
from mmc_audio.lint.run import lint
from mmc_audio.lint.situations import EVERY, FAMILIES, SOME, Situation, of_plan, situations
from mmc_audio.lint.unused import unused_templates
from mmc_audio.plan.read import load_plan, read_plan
from mmc_audio.rendering.overrides import Overrides
from mmc_audio.templates.files import read_library
from mmc_audio.templates.rendering import Moment
from mmc_audio.workspace.examples import examples

FITS_NOT = "A long line of words that can never fit into one second"

FOUND = [
    ("Go\n[2s In", "error", "2:1", "the [ is never closed; write ] after it"),
    ("A\n[blok 75s]\n[end]", "error", "2:2", "blok is not known in brackets; did you mean block?"),
    ("A\n[block 30s]\nwords", "error", "2:1", "this block is never ended; add [end]"),
    ("[block 3s]\n[end] more", "error", "2:7", "text after [end]; write it on a line of its own"),
    ("[block 3s]\n[5s] in\n[end]", "error", "2:1", "5s is longer than the block around it (3s);"),
    ("A\n\t[2s]\tIn\t\n\t[chekin] x", "error", "3:3", "chekin is not known in brackets; did you"),
    ("[2s, “focus”] In", "error", "1:6", "“ is a quotation mark; nothing in brackets is quoted"),
    ("[end]", "error", "1:1", "[end] without a [block] before it;"),
    ("[fill]", "error", "1:1", "[fill] needs a block with a length around it;"),
    (f"[1s] {FITS_NOT}", "error", "1", f'"{FITS_NOT}" needs 3.01 s, the slot has 1.00 s;'),
    (f"[block 2s]\n{FITS_NOT}\n[end]", "error", "1", "the block needs "),
    ("@pcae 3", "error", "1:1", "@pcae is no setting; did you mean pace?"),
    ("{% if n %}\n  [2s, focsu] In {{ n }}\n{% endif %}", "error", "2:8", "focsu is not known"),
    ("{{ sats }}", "error", "1:4", 'there is no "sats" here; did you mean "sets"?'),
    ("{#---\nabuot: x\n---#}", "error", "2:1", 'there is no "abuot" here; did you mean "about"?'),
    ("Push through the pain", "warning", "1", '"Push through the pain": pain is a stop sign;'),
    ("One\nNo pain, no gain", "warning", "2", '"No pain": pain is no goal;'),
    ("Close your eyes.", "warning", "1", '"Close your eyes": eyes close only lying or seated'),
    ("Look in the mirror.", "warning", "1", '"mirror": it draws the eye away'),
    (f"[1s] {FITS_NOT} | Go", "warning", "1", f'"{FITS_NOT}" never fits anywhere;'),
    ("well " * 41, "warning", "1", "41 words are more than one idea;"),
]


def found(folder, text, name="here"):
    (folder / f"{name}.cues.j2").write_text(text)
    situation = Situation(Moment(name, {"n": 3, "sets": 2}), "Biceps curl")
    return lint(read_library([folder], "en"), [situation], names=[name])


@pytest.mark.parametrize(("text", "level", "place", "what"), FOUND)
def test_each_problem_is_found_at_its_place(tmp_path, monkeypatch, text, level, place, what):
    monkeypatch.chdir(tmp_path)
    findings = found(tmp_path, text)
    assert findings, "nothing found"
    assert findings[0].level == level
    assert str(findings[0].place) == f"here.cues.j2:{place}"
    assert what in findings[0].what
    assert len(findings) == 1 or level == "error"


@pytest.mark.parametrize(
    "text", ["[2 s] In", "Breathe out.", "{{ n }}", "[block 9s]\nWell done.\n[fill]\n[end]"]
)
def test_what_is_well_is_not_reported(tmp_path, text):
    assert found(tmp_path, text) == []


def test_too_much_talk_is_reported_with_its_share(tmp_path):
    text = "[block 62s]\n" + "Words and more words without any silence at all.\n" * 16 + "[end]\n"
    (finding,) = found(tmp_path, text, "rest")
    assert finding.level == "warning"
    assert finding.what.endswith("% of its time is talk; 67% is the most here, leave lines out")


def test_the_words_of_the_intro_may_name_the_mirror(tmp_path):
    assert found(tmp_path, "Turn away from the mirror.", "intro") == []


def test_eyes_may_be_closed_where_one_lies_and_is_offered_it(tmp_path):
    assert found(tmp_path, "Close your eyes if that is comfortable.\n[9s]", "body_scan") == []
    (finding,) = found(tmp_path, "Close your eyes.\n[9s]", "body_scan")
    assert "closed eyes are an offer" in finding.what


def test_a_wording_that_fits_somewhere_is_not_reported(tmp_path):
    (tmp_path / "here.cues.j2").write_text("[{{ n }}s] A middling line of words | Go")
    tried = [Situation(Moment("here", {"n": n}), str(n)) for n in (1, 9)]
    assert lint(read_library([tmp_path], "en"), tried, names=["here"]) == []


def test_a_file_that_no_moment_asks_for_is_reported(tmp_path):
    (tmp_path / "work_doen.cues.j2").write_text("{# Done. #}")
    (finding,) = lint(read_library([tmp_path], "en"), [], names=["work_doen"])
    assert (finding.level, finding.what) == (
        "warning",
        'no moment is called "work_doen", so it is never heard; did you mean "work_done"?',
    )


UNHEARD = [
    ("rest.cues.j2.txt", "a template is called NAME.cues.j2; rename it to rest.cues.j2"),
    ("en/Rest.cues.jinja", "a template is called NAME.cues.j2; rename it to rest.cues.j2"),
    ("en/rest.j2", "a template is called NAME.cues.j2; rename it to rest.cues.j2"),
    ("rest.CUES.J2", "a template is called NAME.cues.j2; rename it to rest.cues.j2"),
    ("en/closing/reflection.cues.md", "rename it to closing/reflection.cues.j2"),
    ("en/plan.docx", "a template is called NAME.cues.j2; rename it, or keep it elsewhere"),
    ("rest (1).cues.j2", "spaces, . - _ only; rename it, or keep it elsewhere"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "what"), UNHEARD)
def test_a_file_that_has_no_name_of_a_template_is_reported(tmp_path, monkeypatch, name, what):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "templates" / name
    path.parent.mkdir(parents=True)
    path.write_text("Rest.")
    (finding,) = lint(read_library([], "en"), [], folders=[tmp_path / "templates"])
    assert str(finding.place) == f"templates/{name}"
    assert finding.what.startswith("is never heard: ")
    assert finding.what.endswith(what)
    asked = lint(read_library([], "en"), [], folders=[tmp_path / "templates"], names=["rest"])
    assert len(asked) == what.endswith("to rest.cues.j2")


def test_notes_and_what_an_editor_leaves_behind_are_not_reported(tmp_path):
    for name in ("read.me.md", "notes.txt", "rest.cues.j2~", ".rest.cues.j2.swp", "rest.bak"):
        (tmp_path / name).write_text("")
    (tmp_path / ".base").mkdir()
    (tmp_path / ".base/rest").write_text("")
    assert lint(read_library([tmp_path], "en"), [], folders=[tmp_path]) == []


def test_a_routine_whose_name_is_none_is_reported_with_the_one_to_take(tmp_path):
    (tmp_path / "routines").mkdir()
    (tmp_path / "routines/My-Stretch.cues.j2").write_text("# Mine\nReach.")
    (found,) = unused_templates(read_library([tmp_path], "en"), ["rest"])
    assert found.what.endswith("small letters, digits and _: rename it to my_stretch.cues.j2")


@pytest.mark.parametrize("name", ["rest", "_checkin"])
def test_a_name_in_the_wrong_case_is_reported(tmp_path, name):
    wrong = name.replace("rest", "Rest").replace("ch", "Ch")
    (tmp_path / f"{wrong}.cues.j2").write_text("Rest.")
    (finding,) = lint(read_library([tmp_path], "en"), [], names=[name])
    assert (finding.level, finding.what) == (
        "warning",
        f'no moment is called "{wrong}", so it is never heard; rename it to {name}.cues.j2',
    )


def test_what_another_template_names_is_heard(tmp_path):
    (tmp_path / "rest.cues.j2").write_text("{% include 'warm' %}{% include \"cold.cues.j2\" %}")
    for name in ("warm", "cold", "_part"):
        (tmp_path / f"{name}.cues.j2").write_text("Rest.")
    assert lint(read_library([tmp_path], "en"), []) == []


def test_a_misspelt_block_is_reported_by_lint(tmp_path):
    text = "{% extends 'builtin/rest' %}\n{% block chekin %}\nHm.\n{% endblock %}\n"
    (tmp_path / "rest.cues.j2").write_text(text)
    tried = [situation_for("rest")] * 3
    (finding,) = lint(read_library([tmp_path], "en"), tried, names=["rest"])
    assert (finding.level, finding.place.line, finding.place.column) == ("error", 2, 10)
    assert finding.what.startswith('builtin/rest has no block "chekin"; did you mean "checkin"?')


def test_each_thing_is_reported_once_with_its_first_situation(tmp_path):
    (tmp_path / "here.cues.j2").write_text("{{ m }}")
    tried = [Situation(Moment("here", {"n": n}), f"situation {n}") for n in range(5)]
    (finding,) = lint(read_library([tmp_path], "en"), tried, names=["here"])
    assert finding.where == "situation 0"


def test_a_bomb_ends_the_linting_of_its_template_alone(tmp_path):
    (tmp_path / "here.cues.j2").write_text("{% for i in range(10**9) %}{% endfor %}")
    (tmp_path / "there.cues.j2").write_text("{{ m }}")
    tried = [Situation(Moment(name, {}), "") for name in ("here", "there")]
    findings = lint(read_library([tmp_path], "en"), tried, names=["here", "there"])
    assert [finding.what.split(";")[0] for finding in findings] == [
        "a range of more than 100000 steps", 'there is no "m" here',
    ]  # fmt: skip


@cache
def every_situation():
    return list(situations())


@pytest.mark.xdist_group("situations")
def test_the_situations_hold_every_exercise_and_no_moment_twice():
    from mmc_audio.coaching.catalogue import load_catalogue

    found = every_situation()
    keys = {(repr(each.moment.context), each.moment.template) for each in found}
    assert len(keys) == len(found)
    heard = {
        each.moment.context["exercise"]["id"] for each in found if each.moment.template == "set"
    }
    assert heard == {exercise.id for exercise in load_catalogue().exercises}
    reported = {each.description for each in found}
    for kind in (*EVERY, *FAMILIES, *SOME):
        assert any(each.endswith(kind) for each in reported), kind


@pytest.mark.slow
@pytest.mark.xdist_group("situations")
def test_every_built_in_template_is_lint_clean():
    findings = lint(read_library([], "en"), every_situation())
    assert [str(finding) for finding in findings] == []


PLANS = [example.path for example in examples()]


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_every_example_plan_is_lint_clean(path):
    plan = load_plan(path)
    library = read_library([], plan.language)
    findings = lint(library, of_plan(plan), options=plan.templates)
    # A wording may be for a tempo that this plan does not have.
    reported = [each for each in findings if "never fits anywhere" not in each.what]
    assert [str(finding) for finding in reported] == []


def test_a_usual_situation_is_found_for_every_moment():
    rest = situation_for("rest", "plank")
    assert rest.moment.context["exercise"]["id"] == "plank"
    assert situation_for("body_scan.cues.j2").moment.template == "body_scan"
    with pytest.raises(TemplateError, match='no moment is called "rset"'):
        situation_for("rset")
    slip = situation_for("rest", "biseps curl")
    assert slip.moment.context["exercise"]["id"] == "biceps_curl"
    with pytest.raises(PlanError, match='no exercise "grelber blorp"; write '):
        situation_for("rest", "grelber blorp")


def test_the_values_of_a_situation_are_named_by_dots():
    values = {each.name: each.example for each in variables(situation_for("ready"))}
    assert values["exercise.muscle"] == "biceps"
    assert values["set.number"] == 1
    assert all(not isinstance(value, dict) for value in values.values())


def test_a_previewed_moment_is_a_session_of_its_own(tmp_path):
    (tmp_path / "rest.cues.j2").write_text("[block {{ rest.s }}s]\nRest.\n[fill]\n[end]")
    job = job_for(read_library([tmp_path], "en"), situation_for("rest"), Overrides("silent"))
    (section,) = job.script.sections
    assert (job.name, section.title, job.voice.engine) == ("rest", "rest", "silent")
    assert str(section.items[0].source) == "rest.cues.j2:1"


def loop(over, *lines):
    return "\n".join([f"{{% for {over} %}}", *lines, "{% endfor %}"])


TITLE = "# {{ interval.title }}\n"
LOST = [
    ("reps", loop("rep in reps", "## Wdh {{ rep.number }}", "[9s]"), None),
    ("reps", loop("rep in reps", "[9s] Hopp"), None),
    ("reps", loop("n in range(1, dose.high + 1)", "## Wdh {{ n }} {rep={{ n }}}", "[9s]"), None),
    ("reps", loop("n in range(dose.high)", "## Wdh {{ n + 1 }}", "[9s]"), "repetitions"),
    ("reps", loop("rep in reps[1:]", "## Wdh {{ rep.number }}", "[9s]"), "repetitions"),
    ("breaths", loop("n in range(dose.breaths)", "[4s] Ein"), "breaths"),
    ("interval", TITLE + loop("n in range(interval.rounds)", "[9s] Los"), "rounds"),
    ("interval", TITLE + loop("each in rounds", "[9s] Los"), None),
    ("hold", "Halten. {side=none}\n[9s]", "side"),
    ("hold", "## links\nHalten.\n[9s]", None),
]


@pytest.mark.parametrize(("name", "text", "called"), LOST)
def test_what_a_template_loses_is_reported(tmp_path, name, text, called):
    (tmp_path / f"{name}.cues.j2").write_text(text)
    plan = """
title: Lint
work:
  - {exercise: bulgarian split squat, sets: 1, reps: 4, side: each}
  - {exercise: side plank, sets: 1, hold: 20s, side: each}
  - {exercise: downward_dog, sets: 1, breaths: 3}
  - interval: {exercise: kettlebell swing, work: 20s, rest: 10s, rounds: 2}
"""
    tried = [each for each in of_plan(read_plan(plan, "p")) if each.moment.template == name]
    assert tried
    found = [each.what for each in lint(read_library([tmp_path], "en"), tried, names=[name])]
    lost = [what.split(",")[0] for what in found if what.startswith("loses")]
    assert lost == ([f"loses the {called}"] if called else [])
