"""Counted numbers are felt on the beat; everything else stays where it was."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc_audio.script.cue import Cue, Script, Section, Setting, parse
from mmc_audio.timeline.centre import counted_words
from mmc_audio.timeline.fit import GUARD_MS
from mmc_audio.timeline.schedule import schedule

NUMBERS = ("One", "seven.", "TEN", "Twenty!")
OTHERS = ("Lift", "One more", "Twenty-one", "Zero")

texts = st.sampled_from(NUMBERS + OTHERS)
labels = st.sampled_from([(), ("count",), ("focus", "countdown"), ("count", "peak"), ("form",)])
slots = st.builds(
    Cue, texts.map(lambda text: (text,)), st.integers(600, 1500), st.just(("tick",)), labels
)
free = st.builds(Cue, texts.map(lambda text: (text,)), labels=labels)
silences = st.builds(Cue, st.just(()), st.integers(0, 300))
rows = st.lists(st.one_of(slots, slots, free, silences), max_size=8)
gaps = st.sampled_from(["0", "0.05", "0.4"])
scripts = st.builds(
    lambda sections, gap: Script(
        tuple(Section("A", items=tuple(items)) for items in sections), (Setting("gap", gap),)
    ),
    st.lists(rows, min_size=1, max_size=2),
    gaps,
)
centres = st.fixed_dictionaries({text: st.integers(0, 150) for text in NUMBERS})


def solve(script, length_of, found=None):
    return schedule(
        script,
        lambda batch: {utterance: length_of(utterance) for utterance in batch},
        voice="v",
        pace=150,
        sound_length=lambda _: 80,
        centres=found and (lambda batch: {utterance: found[utterance.text] for utterance in batch}),
    )


def is_counted(cue):
    labelled = {"count", "countdown"} & set(cue.cue.labels)
    return bool(cue.slot and labelled and cue.utterance.text in NUMBERS)


def pairs(plain, moved):
    for a, b in zip(plain.sections, moved.sections, strict=True):
        yield from zip(a.cues, b.cues, strict=True)


@given(scripts, centres)
def test_only_the_voice_of_counted_numbers_moves(length_of, script, found):
    plain, moved = solve(script, length_of), solve(script, length_of, found)
    for a, b in pairs(plain, moved):
        early = a.at_ms - b.at_ms
        assert replace(b, at_ms=b.at_ms + early, end_ms=b.end_ms + early) == a
        assert 0 <= early <= (found[a.utterance.text] if is_counted(a) else 0)
    bare = [[replace(s, cues=()) for s in one.sections] for one in (plain, moved)]
    assert bare[0] == bare[1]


@given(scripts, centres)
def test_its_centre_is_on_the_slot_s_start_unless_a_neighbour_forbids(length_of, script, found):
    for section in solve(script, length_of, found).sections:
        free_from = 0
        for cue in section.cues:
            if is_counted(cue):
                wanted = cue.slot[0] - found[cue.utterance.text]
                assert cue.at_ms == min(max(wanted, free_from), cue.slot[0])
            free_from = cue.end_ms + GUARD_MS


@given(scripts, centres)
def test_no_cue_overlaps_another_or_leaves_its_section(length_of, script, found):
    for section in solve(script, length_of, found).sections:
        assert all(a.end_ms <= b.at_ms for a, b in pairwise(section.cues))
        assert all(cue.at_ms >= 0 and cue.end_ms <= section.length_ms for cue in section.cues)
        assert all(cue.end_ms + GUARD_MS <= cue.slot[1] for cue in section.cues if cue.slot)


@given(scripts, centres)
def test_centres_are_asked_for_once_and_for_counted_numbers_only(length_of, script, found):
    asked = []

    def tell(batch):
        asked.append(list(batch))
        return {utterance: found[utterance.text] for utterance in batch}

    counted = {
        cue.utterance
        for section in solve(script, length_of).sections
        for cue in section.cues
        if is_counted(cue)
    }
    schedule(
        script, lambda batch: {u: length_of(u) for u in batch}, voice="v", pace=150,
        sound_length=lambda _: 80, centres=tell,
    )  # fmt: skip
    assert [sorted(batch, key=str) for batch in asked] == [sorted(counted, key=str)] * bool(counted)


@pytest.mark.parametrize(("language", "at"), [("en", 900), ("en-GB", 900), ("de", 1000)])
def test_number_words_are_known_in_english(length_of, language, at):
    script = parse(f"@language {language}\n# A\n[1s]\n[1s, count] Ten")
    (section,) = solve(script, length_of, {"Ten": 100}).sections
    assert section.cues[0].at_ms == at


def test_the_first_number_of_a_section_waits_for_it_to_begin(length_of):
    script = parse("# A\n[1s, count] One\n# B\n[1s, count] One\n[1s, count] Ten")
    for section in solve(script, length_of, {"One": 70, "Ten": 60}).sections[1:]:
        assert [cue.at_ms for cue in section.cues] == [0, 940]
        assert [cue.beat_ms for cue in section.cues] == [0, 1000]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", {"one", "twenty"}), ("en-GB", {"one", "twenty"}), ("de", {"eins", "zwanzig"}),
        ("fr", {"un", "vingt"}), ("es", {"uno", "veinte"}), ("pt-BR", {"um", "vinte"}),
        ("pl", {"jeden", "dwadzieścia"}),
    ],
)  # fmt: skip
def test_numbers_are_counted_in_the_words_of_every_language(language, words):
    found = counted_words(language)
    assert words <= found
    assert len(found) == 20


def test_a_language_without_number_words_counts_by_first_sounds():
    assert counted_words("xx") == frozenset()


def test_a_german_count_is_felt_on_the_beat():
    script = parse("@language de\n# A\n[1s, count] Eins\n[1s, count] Zwei\n[1s, count] One\n", "s")
    timeline = solve(script, lambda _u: 300, {"Eins": 20, "Zwei": 70, "One": 90})
    assert [cue.beat_ms - cue.at_ms for cue in timeline.sections[0].cues[1:]] == [70, 0]
