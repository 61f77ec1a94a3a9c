"""A coach's delivery: pace and level by what a line is for, where there is room for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc_audio.errors import MmcError
from mmc_audio.script.cue import parse
from mmc_audio.script.model import LABELS
from mmc_audio.timeline.delivery import DELIVERIES, ENERGY, PLAIN, delivery_of
from mmc_audio.timeline.fit import GUARD_MS
from mmc_audio.timeline.schedule import schedule

WORK = {"span": "work", "reps": "8"}


def spoken_ms(utterance):
    return len(utterance.text) * 60 * 150 // utterance.pace


def solve(text, *, coach=True):
    script = parse(f"# A\n{text}\n", "a.cues")
    (section,) = schedule(
        script,
        lambda batch: {one: spoken_ms(one) for one in batch},
        voice="v",
        pace=150,
        sound_length=lambda _: 800,
        coach=coach,
    ).sections
    return section


@pytest.mark.parametrize("label", [*LABELS, "peak", ""])
def test_each_label_has_its_pace_and_level(label):
    (cue,) = solve(f"[9s, {label}] Two words" if label else "[9s] Two words").cues
    wanted = DELIVERIES.get(label, PLAIN)
    assert cue.pace_factor == pytest.approx(wanted.pace, abs=0.004)
    assert cue.volume_db == wanted.level_db


def test_a_line_without_a_label_has_the_pace_and_the_volume_that_were_asked_for():
    (cue,) = solve("[9s] Words").cues
    assert (cue.pace_factor, cue.volume_db) == (1.0, 0.0)


@pytest.mark.parametrize(
    ("calm", "crisp"), [("scan", "count"), ("breath", "count"), ("relax", "countdown")]
)
def test_calm_lines_are_slower_and_softer_and_counts_crisper(calm, crisp):
    assert DELIVERIES[calm].pace < 1 < DELIVERIES[crisp].pace
    assert DELIVERIES[calm].level_db < 0
    assert DELIVERIES["safety"] == PLAIN


@pytest.mark.parametrize("rep", range(1, 9))
@pytest.mark.parametrize("label", ["count", "focus", "safety", "breath"])
def test_the_last_two_reps_have_more_energy_but_for_safety_and_breath(rep, label):
    usual = DELIVERIES.get(label, PLAIN)
    found = delivery_of([label], {**WORK, "rep": str(rep)})
    if rep < 7 or label in ("safety", "breath"):
        assert found == usual
    else:
        assert found.level_db == usual.level_db + ENERGY.level_db
        assert found.pace == max(usual.pace, ENERGY.pace)


@pytest.mark.parametrize(
    "state",
    [
        {"span": "work", "reps": "3", "rep": "3"},
        {"span": "work", "reps": "8-12", "rep": "12"},
        {"span": "work", "rep": "8"},
        {"span": "setup", "reps": "8", "rep": "8"},
        {"span": "work", "reps": "8", "rep": "9"},
    ],
)
def test_no_rep_is_the_last_where_that_is_not_known(state):
    assert delivery_of(["focus"], state) == PLAIN


@pytest.mark.parametrize(("reps", "raised"), [(3, []), (4, [3, 4]), (5, [4, 5])])
def test_a_set_of_fewer_than_four_has_no_last_reps(reps, raised):
    state = {"span": "work", "reps": str(reps)}
    found = {n: delivery_of(["focus"], {**state, "rep": str(n)}) for n in range(1, reps + 1)}
    assert [number for number, one in found.items() if one != PLAIN] == raised


def test_the_words_are_softer_and_the_tone_in_their_line_is_not():
    section = solve("@volume -3\n[4s, breath, rise] In")
    assert section.cues[0].volume_db == -3 + DELIVERIES["breath"].level_db
    assert section.sounds[0].volume_db == -3


def test_it_acts_on_top_of_the_pace_that_is_asked_for():
    (cue,) = solve("@pace 120\n[9s, scan] Two words").cues
    assert cue.utterance.pace == 108
    assert cue.pace_factor == 0.9


@pytest.mark.parametrize("label", ["scan", "breath", "relax", "count"])
def test_a_word_alone_is_not_slowed(label):
    (cue,) = solve(f"[9s, {label}] Sip").cues
    assert cue.pace_factor == pytest.approx(max(DELIVERIES[label].pace, 1), abs=0.004)
    assert cue.volume_db == DELIVERIES[label].level_db


@pytest.mark.parametrize(("slot", "pace"), [(1353, 135), (1352, 150)])
def test_a_slot_without_room_for_the_slower_words_has_them_at_the_asked_pace(slot, pace):
    text = f"{'a' * 9} {'a' * 10}"  # 1200 ms at 150, 1333 ms at 135
    (cue,) = solve(f"[{slot}ms, scan] {text} | short").cues
    assert (cue.written, cue.utterance.pace) == (text, pace)


def test_a_block_without_room_for_the_slower_words_has_all_at_the_asked_pace():
    lines = f"[scan] {'a ' * 20} | a\n[optional, scan] {'b ' * 20} | b\n[fill]"
    roomy, tight = (solve(f"[block {length}s]\n{lines}\n[end]") for length in (6.4, 5.7))
    assert [cue.utterance.pace for cue in roomy.cues] == [135, 135]
    assert [cue.utterance.pace for cue in tight.cues] == [150, 150]
    assert [cue.wording for cue in tight.cues] == [0, 0]
    assert not tight.dropped


LINE = st.builds(
    lambda label, slot, sizes: (
        f"[{slot}{label}] " + " | ".join("x" * size for size in sorted(sizes, reverse=True))
    ),
    st.sampled_from(["scan", "count", "breath", "imagery", "safety", "optional, relax"]),
    st.sampled_from(["", "", "900ms, ", "1500ms, ", "2s, "]),
    st.lists(st.integers(1, 12), min_size=1, max_size=3, unique=True),
)


@given(st.lists(LINE, min_size=1, max_size=6), st.integers(8, 16))
def test_no_line_is_shortened_dropped_or_moved_off_its_beat_by_it(written, seconds):
    text = "\n".join([f"[block {seconds}s]", *written, "[fill]", "[1s, countdown] Now", "[end]"])
    try:
        plain = solve(text, coach=False)
    except MmcError:
        return
    coached = solve(text)
    wordings = {cue.cue.source: cue.wording for cue in coached.cues}
    assert all(wordings[cue.cue.source] <= cue.wording for cue in plain.cues)
    assert set(coached.dropped) <= set(plain.dropped)
    assert coached.length_ms == plain.length_ms
    assert coached.cues[-1].at_ms == plain.cues[-1].at_ms
    assert all(cue.end_ms + GUARD_MS <= cue.slot[1] for cue in coached.cues if cue.slot)
