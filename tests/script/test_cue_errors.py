"""Mistakes in a script are reported to a person: where, what, and what to write instead."""

import pytest

from mmc_audio.errors import ManyErrors, ScriptError
from mmc_audio.script.cue import Source, parse
from mmc_audio.script.parse import DEEPEST

MISTAKES = {
    "[2s": r"1: the [ is never closed; write ] after it, or \[ for a bracket that is read out",
    "[2s [bell] In": r"1: the [ is never closed; write ] after it, or \[ for",
    "[blok 75s]\n[end]": "2: blok is not known in brackets; did you mean block?",
    "[fokus] In": "2: fokus is not known in brackets; did you mean focus?",
    "[2s, bel] In": "6: bel is not known in brackets; did you mean bell?",
    "[zzz] In": "2: zzz is not known in brackets; write a time, block, fill, end, optional, a lab",
    "[2s tick] Two": "2: commas are missing; write [2s, tick]",
    "[2s; tick] Two": "2: commas are missing; write [2s, tick]",
    "[2s, 3s]": "6: 3s is a second time; a line has one",
    "[2s, focus, focus] In": "13: focus is written twice; once is enough",
    "[2s,]": "5: a comma with nothing beside it; leave the comma out",
    "[]": "2: nothing stands in the brackets; write a time such as [2s], or a label",
    "[2] In": "2: 2 has no unit; write s after it for seconds",
    "[1,5s] In": "2: 1,5s has a decimal comma; write 1.5s",
    "[-2s]": "2: -2s is negative; a time is 0s or more",
    "[\u22122s]": "2: \u22122s is negative; a time is 0s or more",
    "[nan]": "2: 'nan' is no duration; write a time such as 2s, 0.5s, 250ms, 1:30 or 2m30s",
    "[inf]": "2: 'inf' is no duration; write a time such as",
    "[0.0005s]": "2: 0.0005s is finer than a millisecond; write three decimals at most",
    "[13h]": "2: '13h' is longer than 12 hours; write a time such as",
    "[" + "9" * 5000 + "s]": "2: '99999",
    "[1:75]": "2: '1:75' is no duration; write a time such as",
    "[\u201c2s\u201d] In": "2: \u201c is a quotation mark; nothing in brackets is quoted,",
    "[2s] [tick] In": "6: a second pair of brackets; write all in one, with commas",
    "In [1s] Out": r"4: [1s] stands inside a line; begin a new line with it, or write \[ if it",
    "[focus]": "8: this line has nothing to say; add words, a time or a sound",
    "[optional]": "11: this line has nothing to say; add words, a time or a sound",
    "[0s, bell]": "1: a sound in 0s is not heard; give it time, or leave the time out",
    "[2s] // why": "6: a note after brackets; write it on a line of its own",
    "...": "1: ... has nothing to speak; for silence write a time, such as [2s]",
    "Curl | | Up": "7: a wording is empty; write words on both sides of each |",
    "Curl |": "7: a wording is empty; write words on both sides of each |",
    "[2s] | Up": "6: a wording is empty; write words on both sides of each |",
    "a" * 601: "1: 601 characters; a line has at most 600, use several",
    "a\\b": r"2: a single \ means nothing; write \\ for a backslash",
    "a\\": r"2: a single \ means nothing; write \\ for a backslash",
    "a\x07b": "2: character U+0007 cannot be spoken; delete it",
    "Feel {{ muscle }}": "6: {{ belongs to a template; render the template first",
    "{% for x in y %}": "1: {% belongs to a template; render the template first",
    "[end]": "1: [end] without a [block] before it; take it out, or add the block",
    "[block 5s]": "1: this block is never ended; add [end] after its last line",
    "[block 5s] In\n[end]": "12: text after [block]; write it on a line of its own",
    "[block 5s, focus]\n[end]": "2: focus does not go with block; write [block 75s] or",
    "[block focus]\n[end]": "2: focus does not go with block; write [block 75s] or",
    "[fill]": "1: [fill] needs a block with a length around it; write [block 30s] above it",
    "[fill 3s]": "2: fill stands alone; write [fill]",
    "[end 3s]": "2: end stands alone; write [end]",
    "@pase 110": "1: @pase is no setting; did you mean pace?",
    "@xyzzy 110": "1: @xyzzy is no setting; write one of pace, gap, voice, volume, title, language",
    "@": "1: @ is no setting; write one of pace",
    "@title Pull day": "1: @title holds for the whole script; move it above the first section",
    "@pace": "1: @pace needs a value; write it after the name",
    "@pace=110": "1: @pace needs no =; write a space instead",
    "@pace: 110": "1: @pace needs no :; write a space instead",
    "@pace fast": "1: pace fast is no pace; write 80 to 400 words per minute",
    "@pace 20": "1: pace 20 is no pace; write 80 to 400 words per minute",
    "@gap 2m": "1: gap 2m is longer than 60 s; write a silence such as [90s] instead",
    "@gap -1": "1: -1s is negative; a time is 0s or more",
    "@volume loud": "1: volume loud is no volume; write -40 to 6 dB, such as -3",
    "@volume 20": "1: volume 20 is no volume; write -40 to 6 dB, such as -3",
    "##": "3: a mark needs words after ##",
    "### Rep": "1: ### is no heading; write # for a section or ## for a mark",
    "#": "2: a section needs a title after #",
    "# A {set=2": "5: the { is never closed; end the attributes with }",
    "# A {set}": "6: set is no attribute; write name=value or",
    "# A {side=\u201cleft leg\u201d}": "6: side=\u201cleft leg\u201d is no attribute; write",
    "# A {set=2 set=3}": "12: set is given twice; keep one",
    "# A {set=2} now": "11: text after }; the attributes stand at the end of the heading",
}  # fmt: skip


@pytest.mark.parametrize(("text", "message"), MISTAKES.items(), ids=[m[:28] for m in MISTAKES])
def test_a_mistake_is_reported_with_place_and_fix(text, message):
    with pytest.raises(ScriptError) as caught:
        parse(f"# Title\n{text}\n", "a.cues")
    assert str(caught.value).startswith(f"a.cues:2:{message}")
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 65


def test_what_cannot_be_dropped_must_fit_its_block():
    with pytest.raises(ScriptError, match=r"a:3:1: 6s is longer than the block around it \(5s\)"):
        parse("# A\n[block 5s]\n[6s]\n[end]", "a")
    with pytest.raises(ScriptError, match=r"a:3:1: 6s is longer than the block around it \(5s\)"):
        parse("# A\n[block 5s]\n[block 6s]\n[end]\n[end]", "a")


@pytest.mark.parametrize("line", ["[6s, optional]", "[block optional]\n[6s]\n[end]"])
def test_what_may_be_dropped_may_be_longer_than_its_block(line):
    assert parse(f"# A\n[block 5s]\n{line}\n[end]")


def test_a_fill_may_stand_in_a_group_of_a_block_with_a_length():
    assert parse("# A\n[block 5s]\n[block optional]\n[fill]\n[end]\n[end]")


def test_all_mistakes_are_reported_at_once_in_order():
    with pytest.raises(ManyErrors) as caught:
        parse("# A\n[block 5s]\n[fokus] In\n[blok 3s]\n[fill]\n[end]\n@pase 1\n# B {x\nIn\n", "a")
    assert [error.place.line for error in caught.value.errors] == [2, 3, 4, 7, 8]
    assert all(isinstance(error, ScriptError) for error in caught.value.errors)
    assert caught.value.exit_code == 65


def test_lines_before_the_first_section_are_reported_once():
    with pytest.raises(ScriptError, match="a:2:1: this stands before the first section; begin one"):
        parse("@title A\nBreathe\n[block 3s]\n[2s] In\n[end]\n[fill]\n## Mark\n# B\n", "a")


@pytest.mark.parametrize("text", ["", "\n \n", "// a note", "@title A"])
def test_a_script_without_a_section_is_a_mistake(text):
    with pytest.raises(ScriptError, match="a: there is no section; begin one with # and a title"):
        parse(text, "a")


def test_a_block_ends_before_the_next_heading():
    with pytest.raises(ScriptError, match="a:2:1: this block is never ended; add"):
        parse("# A\n[block 3s]\n# B\n", "a")


def test_blocks_do_not_nest_without_end():
    fine = "# A\n" + "[block]\n" * DEEPEST + "[end]\n" * DEEPEST
    assert parse(fine)
    with pytest.raises(ScriptError, match=f"blocks nest at most {DEEPEST} deep; end one first"):
        parse("# A\n" + "[block]\n" * (DEEPEST + 1) + "[end]\n" * (DEEPEST + 1))


def test_a_mistake_in_a_template_names_its_line_and_no_column():
    sources = [Source("set.cues.j2", 4), Source("rest.cues.j2", 14)]
    with pytest.raises(ScriptError) as caught:
        parse("# A\n[fokus] In\n", sources=sources)
    assert str(caught.value).startswith("rest.cues.j2:14: fokus is not known")


def test_many_and_long_mistakes_take_no_long_time():
    hostile = "# A\n" + "[" + "a" * 100_000 + "]\n" + "[block\n" * 2_000 + "[" * 50_000 + "\n"
    with pytest.raises(ManyErrors) as caught:
        parse(hostile)
    assert max(len(str(error)) for error in caught.value.errors) < 500
