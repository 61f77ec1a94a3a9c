"""Rows and sums of a timeline."""

from mmc_audio.timeline.table import share, table

TEXT = """## Start
[bell]
[2s, focus, tick] Shorten the biceps | Curl
[1s, tick] Two
[0.3s, optional] Lower slowly
"""


def test_rows_are_in_order_with_all_that_is_known(solve):
    rows = [(r.what, r.at_ms, r.end_ms, r.text) for r in table(solve(TEXT))]
    assert rows == [
        ("mark", 0, 0, "Start"),
        ("sound", 0, 800, "bell"),
        ("sound", 800, 1600, "tick"),
        ("cue", 800, 1880, "Shorten the biceps"),
        ("sound", 2800, 3600, "tick"),
        ("cue", 2800, 2980, "Two"),
    ]
    cue = table(solve(TEXT))[3]
    assert (cue.kind, cue.slot_ms, cue.wording, cue.source) == ("focus", 2000, 0, "a.cues:4")


def test_shares_add_up(solve):
    section = solve(TEXT)
    whole = share([section])
    assert (whole.length_ms, whole.speech_ms, whole.cues, whole.dropped) == (4100, 1260, 2, 1)
    assert whole.sound_ms == 800 + (3600 - 2980)
    assert whole.talk == 1260 / 4100
    assert share([section, section]).speech_ms == 2 * whole.speech_ms


def test_shortened_and_faster_cues_are_counted(solve):
    whole = share([solve("[1s] Shorten the biceps | Curl\n[0.5s] Release\n[1s] In")])
    assert (whole.shortened, whole.faster) == (1, 0)
    whole = share([solve("[0.4s] Release")])
    assert (whole.shortened, whole.faster) == (0, 1)


def test_nothing_has_no_share():
    assert share([]).talk == 0.0
