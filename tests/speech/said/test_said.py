"""What is written is said as a coach would say it; what needs no change gets none."""

import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from mmc_audio.coaching import catalogue
from mmc_audio.errors import MmcError
from mmc_audio.script.cue import Block, Cue, parse
from mmc_audio.speech.said import Lexicon, Pronunciation, said
from mmc_audio.speech.said.clean import clean

GOLDEN = Path(__file__).parents[2] / "golden"


def pairs():
    lines = (GOLDEN / "said.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if "\t" in line]


def test_every_line_of_the_golden_table():
    wrong = [
        f"{written}: said {found!r}, golden {golden!r}"
        for written, golden in pairs()
        if (found := said(written).said) != golden
    ]
    assert wrong == []


def test_the_golden_table_is_long_and_says_each_thing_once():
    written = [pair[0] for pair in pairs()]
    assert len(written) >= 250
    assert len(set(written)) == len(written)


def test_what_is_said_is_said_the_same_again():
    assert [golden for _, golden in pairs() if said(golden).said != golden] == []


def test_no_digit_and_no_sign_is_left_to_the_engine():
    left = {golden for _, golden in pairs() for c in golden if c.isdigit() or c in "<>@%°×½*_`"}
    assert left == set()


def test_the_pieces_are_the_text():
    for written, _ in pairs():
        if "](" not in written:
            assert clean("".join(piece.written for piece in said(written).pieces)) == clean(written)


WRITTEN = st.text(max_size=40) | st.lists(
    st.sampled_from(
        [
            *"0123 -–/:.,'\"x×@%°<>~+±*_`#()½",
            "12", "8.5", "kg", "s", "min", "RPE", "RIR", "AMRAP", "II", "KEEP", "IT", "pm", "7:30",
            "1:30:00", "w/", "vs.", "e.g.", "May", "5th", "2026-05-01", "in", "rest", "tempo",
            "30X1", "→", "💪", "http://a.b/c", "a@b.co", "[x](http://a.b)", "[w](/wəd/)", "&amp;",
            "<b>",
        ]
    ),
    max_size=12,
).map("".join)  # fmt: skip


@given(WRITTEN, st.sampled_from(["en", "en-gb", "de", "pt-BR", "xx", "x"]))
@example("e.g.", "en")
def test_it_never_raises_and_always_says_the_same(text, language):
    once = said(text, language)
    assert once == said(text, language)
    assert said(once.said, language).said == once.said


PLAIN = st.sampled_from(
    ["squeeze", "lower", "the", "bar", "slowly", "push-up", "Don't", "One", "Two", "breathe", "and",
     "hold", "feel", "right"]
)  # fmt: skip


@given(st.lists(PLAIN, min_size=1, max_size=10), st.sampled_from([" ", ", ", ". ", " – ", "; "]))
def test_plain_words_are_said_as_they_are(words, between):
    text = between.join(words)
    assert said(text).said == text
    assert said(text).changes == ()


@given(st.lists(PLAIN | st.sampled_from(["3x8", "60kg", "<50%", "💪", "*", "1:30", "@", "II"])))
def test_no_word_is_lost(parts):
    kept = [part for part in parts if part[0].isalpha() and not part.isupper()]
    heard = iter(said(" ".join(parts)).said.replace(",", "").split())
    assert all(word in heard for word in kept)


@given(st.integers(0, 999_999), st.sampled_from(["kg", "reps", "s", "%", "m"]))
def test_a_number_is_said_in_words(number, unit):
    text = said(f"{number} {unit}").said
    assert not any(character.isdigit() for character in text)
    assert text.split()[0] in {*said(str(number)).said.split()}


def spoken_in(items):
    for item in items:
        if isinstance(item, Cue):
            yield from item.wordings
        elif isinstance(item, Block):
            yield from spoken_in(item.items)


def texts_of(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for one in value.values() for text in texts_of(one))
    elif isinstance(value, list):
        yield from (text for one in value for text in texts_of(one))


def built_in_texts():
    """All that the golden scripts say, and what the catalogue says of exercises."""
    for path in sorted({*GOLDEN.rglob("*.cues")} - {*GOLDEN.glob("every_*")}):
        try:
            script = parse(path.read_text("utf-8"), path.name)
        except MmcError:
            continue  # a part of a script
        for section in script.sections:
            yield from spoken_in(section.items)
    folder = Path(catalogue.__file__).parent
    for path in sorted(folder.rglob("*.yaml")):
        for entry in texts_of(yaml.safe_load(path.read_text("utf-8"))):
            if "{{" not in entry and not any(c.isdigit() or c in "_[" for c in entry):
                yield from (wording.strip() for wording in entry.split(" | "))


BETTER = {
    "Warrior I": "Warrior one",
    "Set the safety pins; loads above about 80 percent need a spotter and a silent track.": (
        "Set the safety pins; loads above about eighty percent need a spotter and a silent track."
    ),
    "Warrior II": "Warrior two",
    "Warrior II.": "Warrior two.",
    "Warrior III": "Warrior three",
    "Warrior III.": "Warrior three.",
    "Next: Warrior II.": "Next: Warrior two.",
    "Next: Warrior III.": "Next: Warrior three.",
}
"""The only built-in texts that are said otherwise: hibari says "eye eye", eSpeak "roman two"."""


def test_built_in_texts_are_said_as_written_or_better():
    texts = {text for text in built_in_texts() if len(text.split()) > 1}
    changed = {text: said(text).said for text in texts if said(text).said != clean(text)}
    shortened = {text: how for text, how in changed.items() if text not in BETTER}
    assert len(texts) > 3000
    assert {text for text in shortened if not abbreviates(text)} == set()


SMALL = {"db", "kb", "bb", "hiit", "rdl", "ohp", "emom", "amrap"}


def abbreviates(text):
    """Whether a text has an abbreviation, as names have that only a plan's exercise is found by."""
    words = text.split()
    return any(word.isupper() and len(word) > 1 for word in words) or bool(SMALL & {*words})


@pytest.mark.parametrize(("written", "better"), BETTER.items())
def test_roman_numerals_of_poses(written, better):
    assert said(written).said == better


def test_other_languages_get_their_numbers_and_clean_text():
    assert said("*Noch* 12 💪", "de").said == "Noch zwölf"
    assert said("22,5", "de").said == "zweiundzwanzig Komma fünf"
    assert said("1.000", "de").said == "eintausend"
    assert said("Otra vez: 3", "es").said == "Otra vez: tres"


def test_a_language_without_number_words_keeps_its_digits():
    assert said("Xxx 3x12 *yyy*", "xx").said == "Xxx 3x12 yyy"


WORDS = Lexicon.of(
    {
        "Nordic": Pronunciation("NOR-dick"),
        "US": Pronunciation("you ess"),
        "RDL": Pronunciation("hinge"),
        "soleus raise": Pronunciation("SO-lee-us raise", "ˈsoʊliəs ɹeɪz"),
    }
)


@pytest.mark.parametrize(
    ("written", "how"),
    [
        ("A Nordic curl", "A NOR-dick curl"),
        ("nordic", "NOR-dick"),
        ("NORDIC", "NOR-dick"),
        ("US and us", "you ess and us"),
        ("RDL 3x8", "hinge three sets of eight"),
        ("3 RDLs", "three Romanian deadlifts"),
        ("Soleus raise, 8", "[SO-lee-us raise](/ˈsoʊliəs ɹeɪz/), eight"),
    ],
)
def test_a_persons_own_words_come_first(written, how):
    assert said(written, lexicon=WORDS).said == how


def test_the_explanation_names_the_rule():
    changes = said("RDL 3x8 @ 60kg 💪").changes
    assert [(piece.written, piece.why) for piece in changes] == [
        ("RDL", "abbreviation"), ("3x8", "sets by reps"), ("@", "sign"), ("60kg", "unit"),
        ("💪", "emoji"),
    ]  # fmt: skip


@given(st.text(alphabet="ab 1💪\u202e\u200b\u0301é", max_size=30))
def test_what_is_said_is_composed_and_visible(text):
    found = said(text).said
    assert unicodedata.is_normalized("NFC", found)
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in found)
