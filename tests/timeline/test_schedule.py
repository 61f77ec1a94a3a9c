"""What the script says about time is what is placed."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc_audio.errors import FitError
from mmc_audio.script.cue import Block, Cue, Fill, Mark, Script, Section, Setting, parse
from mmc_audio.timeline.fit import PACE_STEPS
from mmc_audio.timeline.lengths import GRID_MS
from mmc_audio.units import FRAME, SAMPLE_RATE

GOLDEN = Path(__file__).parents[1] / "golden"

# Scripts that can be solved: whatever is in a block fits it in its shortest form.

words = st.integers(1, 30).map("a".__mul__)
wordings = st.lists(words, min_size=1, max_size=3).map(lambda w: tuple(sorted(w, reverse=True)))
SHORTEST_FREE = 30 * 60 + 400 + GRID_MS
optional = st.booleans()
sounds = st.lists(st.sampled_from(["bell", "rise"]), max_size=1).map(tuple)
slots = st.builds(Cue, wordings, st.integers(2000, 9000), sounds, optional=optional)
tight_slots = st.builds(Cue, wordings, st.integers(1, 9000), optional=st.just(True))
silences = st.builds(Cue, st.just(()), st.integers(0, 9000), optional=optional)
free = st.builds(Cue, wordings, st.none(), sounds, optional=optional)
sound_alone = st.builds(Cue, st.just(()), st.none(), st.just(("bell",)))
rows = st.one_of(slots, tight_slots, silences, free, sound_alone)


def least_ms(item):
    """Time that `item` takes at least, or more; nothing if it may be dropped."""
    if isinstance(item, Block) and item.length_ms is None:
        return 0 if item.optional else sum(map(least_ms, item.items))
    if isinstance(item, Block):
        return 0 if item.optional else item.length_ms
    if not isinstance(item, Cue) or item.optional:
        return 0
    return SHORTEST_FREE if item.slot_ms is None else item.slot_ms


@st.composite
def trees(draw, depth=2, glue=False):
    kinds = [rows] + [st.just(Fill())] * glue
    if depth:
        kinds += [groups(depth - 1, glue), blocks(depth - 1)]
    return tuple(draw(st.lists(st.one_of(kinds), max_size=5)))


@st.composite
def groups(draw, depth, glue):
    return Block(draw(trees(depth, glue)), None, draw(optional))


@st.composite
def blocks(draw, depth):
    items = draw(trees(depth, glue=True))
    return Block(items, sum(map(least_ms, items)) + draw(st.integers(0, 9000)), draw(optional))


scripts = trees().map(lambda items: Script((Section("A", items=marked(items)),)))


def marked(items):
    """`items` with a mark before and after each that has a length; its name tells which."""
    return tuple(part for item in items for part in _marked(item))


def _marked(item):
    if isinstance(item, Block):
        item = Block(marked(item.items), item.length_ms, item.optional)
    length = item.length_ms if isinstance(item, Block) else getattr(item, "slot_ms", None)
    if length is None:
        return [item]
    kind = "optional" if item.optional else "exact"
    return [Mark(f"{kind} {length}"), item, Mark(f"end {length}")]


def pairs(section):
    """Each marked thing: kind, length asked for, and where it begins and ends."""
    open_ones = []
    for mark in section.marks:
        kind, length = mark.text.split()
        if kind == "end":
            begun = open_ones.pop()
            yield begun[0], int(length), begun[1], mark.at_ms
        else:
            open_ones.append((kind, mark.at_ms))


@given(scripts)
def test_blocks_and_slots_last_exactly_what_they_say(solve_whole, script):
    (section,) = solve_whole(script).sections
    for kind, length, start, end in pairs(section):
        assert end - start == length or (kind == "optional" and start == end)


@given(scripts)
def test_each_cue_starts_exactly_where_its_slot_does_and_ends_within(solve_whole, script):
    (section,) = solve_whole(script).sections
    starts = {(start, end) for _, _, start, end in pairs(section)}
    in_slots = [cue for cue in section.cues if cue.slot]
    assert all(cue.slot in starts and cue.at_ms == cue.slot[0] for cue in in_slots)
    assert all(cue.end_ms < cue.slot[1] for cue in in_slots)


@given(scripts)
def test_no_cue_overlaps_another_and_all_are_within_the_section(solve_whole, script):
    (section,) = solve_whole(script).sections
    assert all(a.end_ms <= b.at_ms for a, b in pairwise(section.cues))
    heard = [*section.cues, *section.sounds]
    assert all(0 <= placed.at_ms < placed.end_ms <= section.length_ms for placed in heard)


@given(scripts)
def test_everything_is_said_or_reported_as_dropped(solve_whole, script):
    (section,) = solve_whole(script).sections
    spoken = [line for line in cues(script.sections[0].items) if line.wordings]
    dropped = [line for line in section.dropped if not line.text.startswith("[")]
    assert len(section.cues) + len(dropped) == len(spoken)


def cues(items):
    for item in items:
        if isinstance(item, Block):
            yield from cues(item.items)
        elif isinstance(item, Cue):
            yield item


@given(scripts)
def test_a_clip_is_as_long_as_it_was_measured_at_its_own_pace(solve_whole, length_of, script):
    (section,) = solve_whole(script).sections
    paces = {150, *(150 * percent // 100 for percent in PACE_STEPS)}
    for cue in section.cues:
        assert cue.end_ms - cue.at_ms == length_of(cue.utterance)
        assert cue.utterance.text == cue.cue.wordings[cue.wording]
        assert cue.utterance.pace in paces
        assert cue.pace_factor == cue.utterance.pace / 150


@given(scripts)
def test_the_same_script_gives_the_same_timeline_in_few_batches(solve_whole, length_of, script):
    batches = []

    def measure(batch):
        batches.append(list(batch))
        return {utterance: length_of(utterance) for utterance in reversed(batches[-1])}

    assert solve_whole(script, measure) == solve_whole(script)
    asked = [utterance for batch in batches for utterance in batch]
    assert len(batches) <= 3
    assert len(asked) == len(set(asked))


@given(st.lists(scripts, min_size=1, max_size=3))
def test_a_session_is_as_long_as_its_sections_together(solve_whole, parts):
    whole = solve_whole(Script(tuple(part.sections[0] for part in parts)))
    assert whole.sections == tuple(solve_whole(part).sections[0] for part in parts)
    assert whole.length_ms == sum(section.length_ms for section in whole.sections)


def test_a_free_line_takes_its_words_and_the_gap(solve):
    section = solve("aaaaa\n@gap 1\naaaaa\n@gap 0\naaaaa\nbbbbb")
    assert [cue.at_ms for cue in section.cues] == [0, 720, 2080, 2400]
    assert section.length_ms == 2720


@given(st.integers(1, 60), st.sampled_from((0, 50, 400, 1000)))
def test_what_follows_a_free_line_waits_for_the_next_step_of_the_grid(solve, letters, gap_ms):
    first, second = solve(f"@gap {gap_ms / 1000}\n{'a' * letters}\nb").cues
    assert second.at_ms % GRID_MS == 0
    assert 0 <= second.at_ms - first.end_ms - gap_ms < GRID_MS


def test_sixteen_steps_of_the_grid_are_whole_frames():
    assert 16 * GRID_MS * SAMPLE_RATE == 49 * FRAME * 1000


def test_a_setting_holds_to_the_end_of_its_section_through_blocks(solve_whole):
    script = parse("@volume -2\n# A\n[block]\n@pace 100\nIn\n[end]\nOut\n@voice w\nIn\n# B\nOut")
    a, b = solve_whole(script).sections
    assert [(c.utterance.pace, c.utterance.voice) for c in a.cues] == [
        (100, "v"), (100, "v"), (100, "w"),
    ]  # fmt: skip
    assert [(c.utterance.pace, c.utterance.voice) for c in b.cues] == [(150, "v")]
    assert {cue.volume_db for cue in (*a.cues, *b.cues)} == {-2.0}


def test_settings_above_all_sections_name_the_session(solve_whole):
    timeline = solve_whole(parse("@title Pull day\n@language de\n@voice w\n# A\nIn"))
    assert (timeline.title, timeline.language, timeline.voice) == ("Pull day", "de", "w")
    timeline = solve_whole(parse("# A\nIn"))
    assert (timeline.title, timeline.language, timeline.voice) == ("", "en", "v")


def test_kind_is_the_first_label_that_is_no_phase(solve):
    cue, bare = solve("[peak, focus, count] Squeeze\nHold").cues
    assert (cue.kind, cue.phase, cue.cue.labels) == ("focus", "peak", ("peak", "focus", "count"))
    assert (bare.kind, bare.phase) == (None, None)


def test_a_sound_alone_takes_its_natural_length(solve):
    section = solve("[bell]\n[1s] In")
    assert section.sounds[0].end_ms == 800
    assert section.cues[0].at_ms == 800


def test_a_sound_in_a_slot_rings_on_to_its_end_only_and_a_rise_lasts_exactly_as_long(solve):
    section = solve("[0.5s, bell]\n[3s, bell]\n[3s, rise]\n[0.5s, fall]")
    assert [(s.at_ms, s.end_ms) for s in section.sounds] == [
        (0, 500), (500, 1300), (3500, 6500), (6500, 7000),
    ]  # fmt: skip


def test_a_free_line_with_a_sound_lasts_as_long_as_the_longer_of_them(solve):
    section = solve("[bell] a\n[bell] aaaaaaaaaaaaaaaaaaaa\n[1s] In")
    assert [cue.at_ms for cue in section.cues] == [0, 800, 2400]


def test_fills_share_what_is_left_and_the_first_takes_what_does_not_divide(solve):
    section = solve("[block 2s]\n[fill]\n[1s] a\n[block]\n[fill]\n[end]\n[fill]\n## End\n[end]")
    assert section.cues[0].at_ms == 334
    assert section.marks[0].at_ms == 2000


def test_without_a_fill_what_is_left_is_silence_at_the_end(solve):
    section = solve("[block 10s]\nIn\n[end]\nOut")
    assert [cue.at_ms for cue in section.cues] == [0, 10_000]


def test_a_section_lasts_at_most_twelve_hours(solve):
    assert solve("[12h]").length_ms == 43_200_000
    with pytest.raises(FitError, match=r'a.cues:1: "A" lasts 13.0 h; a sec'):
        solve("[12h]\n[1h]")


def test_a_script_made_by_a_program_needs_no_places(solve_whole):
    script = Script((Section("A", items=(Cue(("Too long",), 1),)),), (Setting("gap", "0"),))
    with pytest.raises(FitError, match=r'^"Too long" needs'):
        solve_whole(script)


def test_three_hours_of_cues_are_scheduled_at_once(solve_whole, length_of):
    rep = "[1s, count] One\n[2s, eccentric] Lower slowly | Lower\n"
    rest = "[block 30s]\nWell done. Where did you feel it?\n[fill]\n[optional] Breathe\n[end]\n"
    script = parse("".join(f"# Set {n}\n{rep * 9}{rest}" for n in range(500)))
    asked = []

    def measure(batch):
        asked.extend(batch)
        return {utterance: length_of(utterance) for utterance in batch}

    timeline = solve_whole(script, measure)
    assert timeline.length_ms == 500 * (9 * 3000 + 30_000)
    assert sum(len(section.cues) for section in timeline.sections) == 10_000
    assert len(asked) == 4


def test_the_rest_of_the_design_reads_like_the_golden_file(solve):
    text = (GOLDEN / "rest.cues").read_text()
    parts = [f"{length}s\n{shown(solve(text.format(length)))}" for length in (90, 40, 16)]
    assert "\n".join(parts) == (GOLDEN / "rest_timeline.txt").read_text()


def shown(section):
    cues = [f"{c.at_ms:>6} {c.end_ms:>6}  {c.utterance.text}\n" for c in section.cues]
    dropped = [f"{d.source} dropped: {d.text}; {d.why}\n" for d in section.dropped]
    return "".join([*cues, *dropped])
