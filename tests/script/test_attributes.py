"""How long an attribute holds, in braces and in blocks, whatever the words beside it say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sessions import cues, timeline_of

from mmc_audio.errors import ScriptError
from mmc_audio.script.attributes import LEVELS, NONE, after, change
from mmc_audio.script.cue import Mark, parse, to_text
from mmc_audio.script.old_marks import begun_by

names = st.sampled_from([name for level in LEVELS for name in level] + ["free"])
states = st.dictionaries(names, st.sampled_from(["1", "2", "left", "work"]), max_size=6)


@given(states, states, st.booleans())
def test_what_is_said_to_change_a_state_makes_it_so(before, now, mark):
    assert after(before, change(before, now, mark=mark), mark=mark) == now


@given(states, st.booleans())
def test_nothing_is_said_where_nothing_changes(state, mark):
    held = {name: value for name, value in state.items() if name not in ("rep", "breath")}
    assert change(held, held, mark=mark) == {}


ENDS = [
    ({"set": "1", "side": "left", "rep": "3"}, {"set": "2"}, {"set": "2"}),
    ({"span": "work", "side": "left", "rep": "3"}, {"side": "right"},
     {"span": "work", "side": "right"}),
    ({"span": "work", "round": "1"}, {"span": "rest"}, {"span": "rest"}),
    ({"span": "work", "rep": "1"}, {"rep": "2"}, {"span": "work", "rep": "2"}),
    ({"name": "Plank", "set": "1"}, {"set": "2"}, {"name": "Plank", "set": "2"}),
    ({"step": "plank", "name": "Plank"}, {"step": "curl"}, {"step": "curl"}),
    ({"rep": "1", "mine": "x"}, {"rep": NONE}, {"mine": "x"}),
    ({"rep": "1"}, {"phase": "peak"}, {"rep": "1"}),
]  # fmt: skip


@pytest.mark.parametrize(("before", "said", "held"), ENDS)
def test_something_wider_ends_what_is_narrower(before, said, held):
    assert after(before, said) == held


def test_a_mark_ends_the_repetition_before_it():
    assert after({"span": "work", "rep": "3"}, {}, mark=True) == {"span": "work"}


SCRIPT = """\
# Kniebeuge 1/2 {exercise=back_squat set=1 sets=2}
Stell dich hin. {span=setup}
[1s, countdown] Drei {span=ready}
## links {span=work side=left}
## Wdh 1 {rep=1}
[2s, eccentric] Runter
[1s] {phase=peak}
[1s] Hoch
## Wdh 2 {rep=2}
[2s] Runter
## Pause
[block 10s] {span=rest}
[block optional] {span=breath}
[2s, rise] Ein {air=in}
[end]
Ruh dich aus.
[fill]
[end]
[1s] Ende
"""


def test_attributes_hold_until_something_else_is_said_and_within_their_block():
    (section,) = timeline_of(parse(SCRIPT)).sections
    states = [section.state_at(cue.beat_ms) for cue in section.cues]
    said = [(s.get("span"), s.get("side"), s.get("rep")) for s in states]
    assert said == [
        ("setup", None, None), ("ready", None, None),
        ("work", "left", "1"), ("work", "left", "1"), ("work", "left", "2"),
        ("breath", None, None), ("rest", None, None), ("work", "left", None),
    ]  # fmt: skip
    assert all(state["exercise"] == "back_squat" for state in states)
    assert [cue.phase for cue in section.cues][2:4] == ["eccentric", None]


def test_a_mark_ends_what_is_counted_and_nothing_wider():
    before = {"set": "1", "side": "left", "round": "2", "rep": "3"}
    assert after(before, {}, mark=True) == {"set": "1", "side": "left", "round": "2"}


def test_attributes_are_printed_and_read_back():
    script = parse(SCRIPT)
    assert to_text(script) == to_text(parse(to_text(script)))
    assert to_text(script).splitlines() == SCRIPT.splitlines()


def test_what_a_line_that_found_no_room_began_holds_all_the_same():
    text = "# A\n[block 3s]\n[optional] Eins zwei drei vier fuenf sechs {span=work}\n[2s] Ja\n[end]"
    (section,) = timeline_of(parse(text)).sections
    assert section.dropped
    assert section.state_at(section.cues[0].beat_ms) == {"span": "work"}


MISTAKES = {
    "## links {side=links}": "10: side: links is no side; write left, right; the words beside it",
    "[2s] Runter {rep=drei}": "13: rep: drei is no number here; write 1 to 99999",
    "Pause. {span=pause}": "8: span: pause is no span; write ready, work, rest, breath, setup",
    "Ja {rep=1 rep=2}": "11: rep is given twice; keep one",
    "Ja {rep=\u201c1\u201d}": "5: rep=\u201c1\u201d is no attribute; write name=value",
    "{span=rest}": "1: attributes alone are no line; put words, a time or ## before them",
    "[block 3s] {air=up}": "12: air: up is no breath phase; write in, out, hold",
}


@pytest.mark.parametrize(("line", "message"), MISTAKES.items())
def test_a_mistake_in_attributes_is_reported_at_its_place(line, message):
    with pytest.raises(ScriptError) as caught:
        parse(f"# A\n{line}\n[1s]" + ("\n[end]" if "block" in line else ""), "a.cues")
    assert str(caught.value).startswith(f"a.cues:2:{message}")


@pytest.mark.parametrize("words", ["Breathe {softly}", "a {b} c=d", r"Write \{rep=3}", "{x} = y"])
def test_braces_that_are_words_stay_words(words):
    (cue,) = parse(f"# A\n{words}").sections[0].items
    assert (cue.wordings, cue.attributes) == ((words.replace("\\", ""),), {})


OLD = {
    "Rep 3": {"rep": "3"}, "rep 12 of 15": {"rep": "12"}, "Repetition 2": {"rep": "2"},
    "Round 2": {"round": "2"}, "Breath 4": {"breath": "4"}, "Left": {"side": "left"},
    "Rest": {}, "Wdh 3": {}, "Report 3": {}, "Rep 3 left": {}, "Set 2": {},
}  # fmt: skip


@pytest.mark.parametrize(("text", "begun"), OLD.items())
def test_marks_of_scripts_from_before_attributes(text, begun):
    """The one place where a mark's words count."""
    assert begun_by(Mark(text)) == begun
    assert begun_by(Mark(text, attributes={"rep": "9"})) == {"rep": "9"}


def test_a_template_may_change_ids_in_the_middle_of_a_block():
    lines = ["# A", "[block 9s]", "In", "Out", "[fill]", "[end]", "On"]
    ids = [{}, {"span": "rest"}, {"span": "rest"}, {"span": "breath"}, {"span": "breath"},
           {"span": "breath"}, {"span": "work", "rep": "1"}]  # fmt: skip
    script = parse("\n".join(lines), ids=ids)
    found = [c.attributes for c in cues(script.sections[0]) if c.attributes]
    assert found == [{"span": "breath"}, {"span": "work", "rep": "1"}]
    (section,) = timeline_of(script).sections
    spans = [section.state_at(cue.beat_ms)["span"] for cue in section.cues]
    assert spans == ["rest", "breath", "work"]
