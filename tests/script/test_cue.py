"""The cue script is read and printed without loss."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc_audio.errors import ManyErrors, ScriptError, UnavailableError
from mmc_audio.script.cue import (
    LABELS,
    PHASES,
    SOUNDS,
    Block,
    Cue,
    Fill,
    Mark,
    Note,
    Script,
    Section,
    Setting,
    Source,
    parse,
    to_text,
)
from mmc_audio.script.voices import with_voices

GOLDEN = Path(__file__).parents[1] / "golden"

word = st.text(st.sampled_from("ab Zé你0[]{}#@|\\/\"'%.,-“=:"), max_size=8)
words = (
    st.lists(word, min_size=1, max_size=4)
    .map(lambda parts: " ".join(" ".join(parts).split()))
    .filter(lambda text: any(char.isalnum() for char in text))
)
some_ms = st.integers(1, 50_000)
attributes = st.dictionaries(
    st.from_regex(r"[a-z_][a-z0-9_.-]{0,8}", fullmatch=True),
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=12),
    max_size=3,
)
settings = st.one_of(
    st.builds(Setting, st.just("pace"), st.integers(80, 400).map(str)),
    st.builds(Setting, st.just("gap"), st.sampled_from(["0", "0.4", "250ms", "1.5 s"])),
    st.builds(Setting, st.just("volume"), st.sampled_from(["-3", "+1.5", "-6 dB"])),
    st.builds(Setting, st.just("voice"), words),
)
above = st.builds(Setting, st.sampled_from(["title", "language"]), words)


@st.composite
def cues(draw, longest=50_000):
    slot = draw(st.none() | st.integers(1, max(1, longest)))
    sounds = draw(st.lists(st.sampled_from(SOUNDS), unique=True, max_size=2))
    silent_is_fine = slot is not None or sounds
    return Cue(
        tuple(draw(st.lists(words, min_size=0 if silent_is_fine else 1, max_size=3))),
        slot,
        tuple(sounds),
        tuple(draw(st.lists(st.sampled_from(LABELS + PHASES), unique=True, max_size=3))),
        draw(st.booleans()),
    )


@st.composite
def items(draw, depth=2, longest=50_000, glue=False):
    plain = [cues(longest), settings, st.builds(Mark, words), st.builds(Note, words | st.just(""))]
    kinds = plain + [st.builds(Fill)] * glue
    if depth:
        kinds.append(blocks(depth - 1, longest, glue))
    return tuple(draw(st.lists(st.one_of(kinds), max_size=4)))


@st.composite
def blocks(draw, depth, longest, glue):
    length = draw(st.none() | st.integers(1, longest))
    inner = draw(items(depth, length or longest, glue or length is not None))
    return Block(inner, length, draw(st.booleans()))


sections = st.builds(Section, words, attributes, items())
scripts = st.builds(
    Script,
    st.lists(sections, min_size=1, max_size=3).map(tuple),
    st.lists(above | settings, max_size=3).map(tuple),
)


@given(scripts)
def test_what_is_printed_is_read_back(script):
    assert parse(to_text(script)) == script


@given(scripts)
def test_printing_what_was_read_changes_nothing(script):
    text = to_text(script)
    assert to_text(parse(text)) == text


SCRAPS = (
    "# A", "#", "{a=b", '"}', "\n", "\r", "[", "]", "2s", ",", "block", "end", "fill", "optional",
    "focus", "bell", "|", "\\", "@pace", "110", "//", " ", "\t", "In", "nan", "-", "{{", "\0",
)  # fmt: skip
scraps = st.lists(st.sampled_from(SCRAPS)).map("".join)


def outcome(text):
    try:
        return to_text(parse(text))
    except (ScriptError, ManyErrors) as error:
        return error


@given(st.text(max_size=200) | scraps | scraps.map("# A\n{}".format))
def test_any_text_is_a_script_or_an_error_with_a_place(text):
    result = outcome(text)
    if isinstance(result, str):
        assert to_text(parse(result)) == result
    else:
        assert all(line.startswith("<script>") for line in str(result).splitlines())


def test_every_construct_reads_like_the_golden_file():
    text = (GOLDEN / "every_construct.cues").read_text()
    assert parse(text) == Script(
        settings=(Setting("title", "Pull day"), Setting("language", "en-gb")),
        sections=(
            Section(
                "Biceps curl 2/3",
                {"exercise": "biceps_curl", "set": "2", "side": "left leg"},
                (
                    Setting("pace", "110"),
                    Cue(("Sit tall. Let your belly soften.",)),
                    Mark("Rep 3"),
                    Cue(("In",), 2000, ("rise",), ("breath",)),
                    Cue((), 2000),
                    Cue((), None, ("bell",)),
                    Cue(("Feel it | not", "[Feel]", "#1 \\"), labels=("focus", "concentric")),
                    Note("not spoken"),
                    Block(
                        (
                            Cue(("Where?",), labels=("checkin",)),
                            Fill(),
                            Block((Cue(("Picture it",), labels=("imagery",)),), None, True),
                        ),
                        75_000,
                    ),
                ),
            ),
            Section("Rest"),
        ),
    )


def test_the_golden_file_is_printed_in_one_way():
    text = (GOLDEN / "every_construct.cues").read_text()
    assert to_text(parse(text)) == (GOLDEN / "every_construct_printed.cues").read_text()


@pytest.mark.parametrize(
    ("written", "ms"),
    [
        ("2s", 2000), ("2 s", 2000), ("0.5s", 500), ("250ms", 250), ("1:30", 90_000),
        ("2m30s", 150_000), ("2m 30s", 150_000), ("12h", 43_200_000), ("0s", 0), ("0.001s", 1),
    ],
)  # fmt: skip
def test_a_time_is_exact(written, ms):
    (cue,) = parse(f"# A\n[{written}]").sections[0].items
    assert cue.slot_ms == ms


@given(st.integers(0, 43_200_000))
def test_every_whole_millisecond_survives_printing(ms):
    script = Script((Section("A", items=(Cue((), ms),)),))
    assert parse(to_text(script)) == script


@pytest.mark.parametrize(
    "text", ["\ufeff# A\r\n[2s]\tIn\r\n", "#\tA\r\t[ 2s ] In", "  # A\n [2S] In"]
)
def test_what_editors_do_to_a_file_does_not_matter(text):
    assert parse(text) == parse("# A\n[2s] In\n")


def test_an_item_knows_its_file_and_line():
    section = parse("# A\n\nBreathe\n", "a.cues").sections[0]
    assert section.source == Source("a.cues", 1)
    assert section.items[0].source == Source("a.cues", 3)


def test_an_item_made_from_a_template_knows_the_templates_line():
    sources = [Source("set.cues.j2", 4), Source("rest.cues.j2", 14)]
    section = parse("# A\nBreathe\n", sources=sources).sections[0]
    assert section.items[0].source == Source("rest.cues.j2", 14)


def test_sources_are_as_many_as_lines():
    with pytest.raises(ValueError, match="2 lines, but 1 sources"):
        parse("# A\nBreathe", sources=[Source("a.cues.j2", 1)])


def test_voices_are_replaced_wherever_they_stand():
    script = parse("@voice Ann\n# A\n@voice Bob\n[block]\n@voice Ann\nIn\n[end]")
    named = to_text(with_voices(script, {"Ann": "en-1", "Bob": "en-2"}.__getitem__))
    assert named == "@voice en-1\n\n# A\n@voice en-2\n[block]\n@voice en-1\nIn\n[end]\n"


def test_a_voice_that_is_not_there_is_reported_with_its_place():
    def resolve(name):
        raise UnavailableError(f"no voice {name}")

    with pytest.raises(UnavailableError, match=r"a.cues:2: no voice Ann"):
        with_voices(parse("# A\n@voice Ann\nIn", "a.cues"), resolve)


def test_a_bracket_that_is_no_directive_is_read_out():
    (cue,) = parse("# A\nPress [softly] now").sections[0].items
    assert cue.wordings == ("Press [softly] now",)
