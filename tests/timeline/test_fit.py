"""Which wording, at what pace, is spoken. A letter takes 60 ms."""

from itertools import product
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc_audio.errors import FitError, ManyErrors
from mmc_audio.timeline.fit import GUARD_MS, shares
from mmc_audio.timeline.lengths import GRID_MS


def said(section):
    return [cue.utterance.text for cue in section.cues]


def test_a_slot_takes_the_longest_wording_that_fits(solve):
    section = solve("[1s] Shorten the biceps | Biceps, curl | Curl")
    assert said(section) == ["Biceps, curl"]
    assert section.cues[0].wording == 1
    assert section.cues[0].pace_factor == 1.0
    assert section.cues[0].slot == (0, 1000)


def test_a_clip_leaves_the_guard_free_at_the_end_of_its_slot(solve):
    at_the_limit = 10 * 60 + GUARD_MS
    assert solve(f"[{at_the_limit}ms] {'a' * 10}").cues[0].pace_factor == 1.0
    assert solve(f"[{at_the_limit - 1}ms] {'a' * 10}").cues[0].pace_factor > 1.0


@pytest.mark.parametrize(
    ("slot_ms", "pace"), [(1220, 150), (1219, 157), (1130, 165), (1080, 172), (1020, 180)]
)
def test_else_the_shortest_is_spoken_at_the_least_pace_that_fits(solve, slot_ms, pace):
    (cue,) = solve(f"[{slot_ms}ms] {'b' * 30} | {'a' * 20}").cues
    assert (cue.utterance.pace, cue.wording) == (pace, 1)
    assert cue.pace_factor == pytest.approx(pace / 150)
    assert cue.end_ms + GUARD_MS <= slot_ms


def test_the_pace_is_counted_from_the_one_asked_for(solve):
    (cue,) = solve(f"@pace 100\n[1600ms] {'a' * 20}").cues
    assert cue.utterance.pace == 115
    assert cue.pace_factor == 1.15


def test_the_shortest_is_the_one_that_takes_least_time_in_whatever_order(solve):
    assert said(solve(f"[1020ms] {'a' * 20} | {'b' * 30}")) == ["a" * 20]


def test_else_an_optional_line_is_silent_and_reported(solve):
    section = solve("[0.3s, optional, tick] Shorten the biceps | Shorten\n[1s] In")
    assert said(section) == ["In"]
    assert section.cues[0].at_ms == 300
    assert [sound.name for sound in section.sounds] == ["tick"]
    (dropped,) = section.dropped
    assert (dropped.text, str(dropped.source)) == ("Shorten the biceps", "a.cues:2")
    assert dropped.why == "slot of 0.30 s, needed 0.37 s"


def test_else_it_is_an_error_with_the_seconds_needed_and_there(solve):
    with pytest.raises(FitError) as caught:
        solve("[1s] Shorten the biceps and hold | Shorten the biceps, hold")
    assert str(caught.value) == (
        'a.cues:2: "Shorten the biceps, hold" needs 1.22 s, the slot has 1.00 s; '
        "shorten it, add a shorter wording after |, or lengthen the slot"
    )


def test_the_seconds_needed_are_rounded_up_and_enough(solve):
    with pytest.raises(FitError, match=r"needs 0\.40 s, the slot has 0\.39 s"):
        solve("@pace 100\n[0.39s] aaaaa")
    assert said(solve("@pace 100\n[0.40s] aaaaa"))
    assert said(solve("[1.22s] Shorten the biceps, hold"))


def test_all_lines_that_do_not_fit_are_reported(solve):
    with pytest.raises(ManyErrors) as caught:
        solve("[1s] Shorten the biceps, hold\n[block 1s]\nShorten the biceps\n[end]\n[0.1s] In")
    assert [error.place.line for error in caught.value.errors] == [2, 3, 6]


# A block of free lines: each letter 60 ms and a gap of 400 ms after each line, in steps of 80 ms.
# Ten letters take 1040 ms, five 720, one 480.


def test_a_block_that_is_long_enough_says_everything_in_full(solve):
    section = solve("[block 10s]\nShorten the biceps | Curl\n[optional] Feel it\n[end]")
    assert said(section) == ["Shorten the biceps", "Feel it"]
    assert section.length_ms == 10_000
    assert section.dropped == ()


def test_else_it_takes_shorter_wordings_from_the_last_upwards(solve):
    lines = "aaaaaaaaaa | aaaaa | a\nbbbbbbbbbb | bbbbb | b\n"
    assert said(solve(f"[block 2.08s]\n{lines}[end]")) == ["a" * 10, "b" * 10]
    assert said(solve(f"[block 2.07s]\n{lines}[end]")) == ["a" * 10, "b" * 5]
    assert said(solve(f"[block 1.75s]\n{lines}[end]")) == ["a" * 10, "b"]
    assert said(solve(f"[block 1.51s]\n{lines}[end]")) == ["a" * 5, "b"]
    assert said(solve("[block 720ms]\naaaaaaaaaa | aaaaa | a\n[end]")) == ["a" * 5]
    assert said(solve(f"[block 960ms]\n{lines}[end]")) == ["a", "b"]


def test_a_shortened_line_says_which_wording_it_is(solve):
    section = solve("[block 1.6s]\naaaaaaaaaa | aaaaa\nbbbbbbbbbb | bbbbb | b\n[end]")
    assert [cue.wording for cue in section.cues] == [0, 2]


def test_else_it_drops_optional_lines_from_the_last_upwards(solve):
    section = solve("[block 2s]\nMust\n[2s, optional]\n[optional] First\n[optional] Last\n[end]")
    assert said(section) == ["Must"]
    section = solve("[block 2s]\n[optional] One\nMust\n[optional] Two\n[optional] Three\n[end]")
    assert said(section) == ["One", "Must", "Two"]
    assert [d.text for d in section.dropped] == ["Three"]
    assert section.dropped[0].why == "block of 2.00 s had 0.08 s left, needed 0.72 s"


def test_what_is_left_after_a_drop_is_said_as_fully_as_it_fits(solve):
    section = solve("[block 2s]\nSet two of three, curl | Set\n[5s, optional]\n[end]")
    assert said(section) == ["Set two of three, curl"]
    assert [d.text for d in section.dropped] == ["[5s, optional]"]


def test_a_group_is_dropped_as_a_whole(solve):
    section = solve(
        "[block 8s]\nMust\n[block optional]\n[imagery] Picture\n[6s]\nAnd feel\n[end]\n[fill]\n"
        "[1s] One\n[end]"
    )
    assert said(section) == ["Must", "One"]
    assert [d.text for d in section.dropped] == ["Picture", "And feel"]
    assert section.cues[1].at_ms == 7000


def test_lines_in_a_group_go_before_the_group_does(solve):
    text = "[block {}]\n[block optional]\naaaa\n[optional] bbbb\n[2s]\n[end]\n[end]"
    assert said(solve(text.format("4s"))) == ["aaaa", "bbbb"]
    assert said(solve(text.format("3s"))) == ["aaaa"]
    assert said(solve(text.format("2s"))) == []


def test_an_optional_block_with_a_length_is_dropped_as_a_whole(solve):
    section = solve("[block 3s]\n[block 2s optional]\nIn\n[fill]\nOut\n[end]\n[2s]\n[end]")
    assert said(section) == []
    assert [d.text for d in section.dropped] == ["In", "Out"]


def test_dropping_what_takes_no_time_would_not_help(solve):
    section = solve("[block 3s]\n[3s, optional]\n[1s]\n[0s, optional]\n[end]")
    assert [d.text for d in section.dropped] == ["[3s, optional]"]


def test_else_the_block_is_an_error_with_the_seconds_needed_and_there(solve):
    with pytest.raises(FitError) as caught:
        solve("[block 2s]\nShorten the biceps | Curl\n[1.5s] Hold\n[end]")
    assert str(caught.value) == (
        "a.cues:2: the block needs 2.14 s in its shortest wordings, it has 2.00 s; "
        "shorten its lines, mark some optional, or lengthen the block"
    )


def test_words_in_a_dropped_group_need_not_fit_their_slot(solve):
    assert said(solve("[block 2s]\n[block optional]\n[3s]\n[0.1s] Too long\n[end]\n[end]")) == []


def test_free_lines_outside_a_block_with_a_length_are_said_in_full(solve):
    text = "[block]\nShorten the biceps | Curl\n[optional] Feel it | Feel\n[end]"
    assert said(solve(text)) == ["Shorten the biceps", "Feel it"]


@given(st.integers(0, 10**9), st.integers(1, 50))
def test_shares_are_equal_and_leave_nothing(left, count):
    parts = shares(left, count)
    assert sum(parts) == left
    assert len(parts) == count
    assert parts == sorted(parts, reverse=True)
    assert parts[0] - parts[-1] <= 1


lines = st.tuples(st.lists(st.integers(1, 30), min_size=1, max_size=3, unique=True), st.booleans())


@given(st.lists(lines, max_size=5), st.integers(0, 8000))
def test_a_block_of_lines_is_fitted_by_the_rule(solve, rows, length):
    """Against the rule as a person would apply it: try one state after the other."""
    fitting = (state for state in states(rows) if time_of(rows, state[1]) <= length)
    dropped, wordings = next(fitting, (None, None))
    if wordings is None:
        with pytest.raises(FitError):
            solve(block(rows, length))
        return
    section = solve(block(rows, length))
    assert {name(cue.cue.wordings): cue.wording for cue in section.cues} == wordings
    assert [name([d.text]) for d in section.dropped] == dropped


def time_of(rows, wordings):
    return sum(on_the_grid(rows[i][0][wording]) for i, wording in wordings.items())


def on_the_grid(letters):
    return ceil((letters * 60 + 400) / GRID_MS) * GRID_MS


def block(rows, length):
    lines = [
        "[optional] " * optional + " | ".join(f"{i}".ljust(n, "x") for n in sorted(sizes)[::-1])
        for i, (sizes, optional) in enumerate(rows)
    ]
    return "\n".join([f"[block {length}ms]", *lines, "[end]"])


def name(wordings):
    return int(wordings[0][0])


def states(rows):
    for sizes, _ in rows:
        sizes.sort(reverse=True)
    optional = [i for i, (_, optional) in enumerate(rows) if optional]
    for count in range(len(optional) + 1):
        dropped = optional[len(optional) - count :]
        kept = [i for i in range(len(rows)) if i not in dropped]
        choices = product(*(range(len(rows[i][0])) for i in kept))
        for choice in choices:
            if shortened_from_the_last_upwards(choice, [rows[i][0] for i in kept]):
                yield dropped, dict(zip(kept, choice, strict=True))


def shortened_from_the_last_upwards(choice, sizes):
    """Whether a line is only shortened when all later ones are as short as they can be."""
    return all(
        wording == 0
        or all(c == shortest(each) for c, each in list(zip(choice, sizes, strict=True))[i + 1 :])
        for i, wording in enumerate(choice)
    )


def shortest(letters):
    times = [on_the_grid(each) for each in letters]
    return times.index(min(times))
