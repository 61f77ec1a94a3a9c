import time

import pytest

from mmc_audio.library.catalogue_view import movement
from mmc_audio.library.view import Movement, talk_share, view


def cue(start, text, *, length=1.0, section="s", labels=(), phases=(), **more):
    return {
        "section": section, "kind": labels[0] if labels else None, "text": text,
        "start_s": start, "end_s": start + 0.5, "labels": [*labels, *phases],
        "slot": {"start_s": start, "end_s": start + length}, "rep": None,
        "phase": phases[0] if phases else None, "exercise": None, "set": None, **more,
    }  # fmt: skip


def sheet(cues, *, length=60.0, spans=(), **attributes):
    section = {"id": "s", "title": "Curl 1/3", "start_s": 0.0, "end_s": length}
    return {
        "title": "T", "duration_s": length, "cues": cues, "spans": list(spans),
        "sections": [{**section, "attributes": attributes}],
    }  # fmt: skip


def span(kind, start, end, beats=(), *, unit=None, **more):
    return {
        "section": "s", "span": kind, "start_s": start, "end_s": end, "side": None, "round": None,
        "unit": unit or ("rep" if beats else None), "beats": [list(beat) for beat in beats], **more,
    }  # fmt: skip


def only(written):
    (section,) = view(written, lambda _: None)["sections"]
    return section


def reps(first=10.0, count=3, each=4.0, **more):
    """Reps whose lowering is announced in its first second only, and the span they are in."""
    cues, beats = [], []
    for number in range(1, count + 1):
        at = first + (number - 1) * each
        beats.append((number, at))
        cues.append(cue(at, "Curl", labels=["count"], phases=["concentric"], rep=number))
        cues.append(cue(at + 1, "Lower", labels=["count"], phases=["eccentric"], rep=number))
    return cues, [span("work", first, first + count * each, beats, **more)]


CURL = {"exercise": "biceps_curl", "set": "1", "sets": "3"}


def test_work_is_from_the_first_rep_to_the_silent_end_of_the_last():
    cues, spans = reps()
    section = only(sheet(cues, spans=spans, **CURL))
    assert section["work"] == [10.0, 22.0]
    assert (section["set"], section["sets"], section["reps"]) == (1, 3, 3)


def test_a_rep_begins_on_its_beat_not_with_the_voice_a_little_before():
    cues, spans = reps()
    early = [{**one, "start_s": one["start_s"] - 0.1} for one in cues]
    section = only(sheet(early, spans=spans, **CURL))
    assert section["beats"] == only(sheet(cues, spans=spans, **CURL))["beats"]
    assert section["work"] == [10.0, 22.0]


def test_what_is_said_before_and_behind_the_work_speaks_to_no_phase_of_it():
    cues, spans = reps()
    before = [cue(2.0, "Curl for two", labels=["setup"], phases=["concentric"])]
    after = [cue(22.0, "Rest", labels=["checkin"], phases=["peak"]), cue(40, "Breathe")]
    section = only(sheet([*before, *cues, *after], spans=spans, **CURL))
    assert section["work"] == [10.0, 22.0]
    assert (section["beats"][0][0], section["beats"][-1][0]) == (10.0, 19.0)


def test_reps_that_are_not_spoken_are_counted():
    cues, spans = reps()
    section = only(sheet(cues[:1] + cues[-1:], spans=spans, **CURL))
    numbers = [(beat[0], beat[2]) for beat in section["beats"]]
    assert numbers == [(10.0, 1), (10.0, 1), (14.0, 2), (18.0, 3), (19.0, 3)]
    assert (section["reps"], section["reps_in_all"]) == (3, 3)


def test_a_hold_of_version_1_is_work_from_its_countdown_on():
    cues = [
        cue(2, "Tuck", labels=["setup"], phases=["concentric"]),
        cue(8, "Two", labels=["focus", "countdown"]),
        cue(9, "One", labels=["countdown"]),
        cue(10, "Draw the ribs in", length=10, labels=["focus"], phases=["concentric"]),
        cue(20, "Breathe", length=10, labels=["breath"], phases=["peak"]),
        cue(30, "And rest", labels=["checkin"]),
    ]
    section = only(sheet(cues, **CURL))
    assert (section["work"], section["reps"], section["unit"]) == ([10.0, 30.0], None, None)


def test_a_set_of_version_1_without_phases_is_work_between_countdown_and_check_in():
    cues = [
        cue(8, "One", labels=["countdown"]),
        cue(9, "Go", labels=["external"]),
        cue(40, "Well?", labels=["checkin"]),
    ]
    assert only(sheet(cues, **CURL))["work"] == [9.0, 40.0]


def test_rounds_are_counted_and_can_be_jumped_to():
    spans = [
        span("work", 10.0, 20.0, round=1),
        span("rest", 20.0, 30.0, round=1),
        span("work", 30.0, 40.0, round=2),
    ]
    cues = [cue(27, "Three", labels=["countdown"]), cue(10, "Go"), cue(30, "Go")]
    section = only(sheet(cues, spans=spans, exercise="kettlebell_swing"))
    assert (section["unit"], section["reps"], section["set"]) == ("round", 2, None)
    assert section["stops"] == [0.0, 27]
    assert section["work"] == [10.0, 40.0]


def test_sides_are_counted_each():
    left, first = reps(10, 2, side="left")
    right, second = reps(30, 2, side="right")
    section = only(sheet([*left, *right], spans=[*first, *second], **CURL))
    assert section["sides"] == [[10.0, "left"], [30.0, "right"]]
    assert (section["reps"], section["reps_in_all"]) == (2, 4)


def test_a_sheet_of_version_1_has_its_reps():
    """Read from the numbers of its cues, never from the words of its marks."""
    cues, _ = reps()
    marks = [{"section": "s", "text": "Rep 7", "start_s": 10.0}]
    old = {**sheet(cues, **CURL), "marks": marks, "version": 1}
    del old["spans"]
    section = only(old)
    assert (section["work"], section["unit"], section["reps"]) == ([10.0, 22.0], "rep", 3)


def test_waiting_is_at_the_end_of_the_rest():
    cues, spans = reps()
    assert only(sheet(cues, spans=spans, **CURL))["wait_s"] == pytest.approx(59.95)


def test_waiting_is_before_a_countdown_that_ends_the_rest():
    cues, spans = reps()
    count = [cue(57, "Get ready", labels=["countdown"]), cue(59, "One", labels=["countdown"])]
    section = only(sheet([*cues, *count], spans=spans, **CURL))
    assert section["wait_s"] == pytest.approx(56.95)


def test_there_is_nothing_to_wait_at_without_a_rest():
    cues, spans = reps()
    assert only(sheet(cues, spans=spans, length=23.0, **CURL))["wait_s"] is None


def test_sets_are_counted_where_the_sheet_does_not_say_of_how_many():
    sections, cues = [], []
    order = ["curl", "row", "curl", "row", "curl", "curl", "curl"]
    numbers = [1, 1, 2, 2, 1, 2, 3]
    for index, (exercise, number) in enumerate(zip(order, numbers, strict=True)):
        sections.append({"id": str(index), "start_s": index * 10.0, "end_s": index * 10 + 10.0})
        cues.append(cue(index * 10.0, "x", section=str(index), exercise=exercise, set=number))
    shown = view({"duration_s": 70, "sections": sections, "cues": cues}, lambda _: None)
    assert [s["sets"] for s in shown["sections"]] == [2, 2, 2, 2, 3, 3, 3]


def test_an_attribute_that_no_number_can_be_made_of_is_none():
    assert only(sheet([], exercise="curl", set="9" * 5000))["set"] is None
    assert only(sheet([], exercise="curl", set="one"))["set"] is None


def test_the_talk_share_is_the_part_with_voice():
    assert talk_share(sheet([cue(0, "a"), cue(5, "b")], length=10)) == 0.1


def test_names_come_from_the_catalogue_and_else_from_the_id():
    curl = view(sheet([], **CURL), movement)["exercises"]["biceps_curl"]
    assert (curl["name"], curl["muscle"]) == ("Biceps curl", "biceps")
    assert curl["phases"]["peak"] == "squeeze"
    own = view(sheet([], exercise="my_own_move", set="1"), movement)["exercises"]["my_own_move"]
    assert (own["name"], own["muscle"], own["phases"]) == ("My own move", None, {})
    given = view(sheet([], **CURL), lambda _: Movement("X"))
    assert given["exercises"]["biceps_curl"]["name"] == "X"


def test_a_huge_sheet_takes_time_in_proportion_to_its_size():
    """2,000 sections with 40,000 cues took 25 s; and one section with as many rounds and counts."""
    names = [f"s{number}" for number in range(2000)]
    cues = [
        cue(n, "x", section=names[n % 2000], labels=["countdown"], phases=["peak"], rep=n, set=1)
        for n in range(40_000)
    ]
    sections = [{"id": n, "title": n, "start_s": 0.0, "end_s": 1e5} for n in names]
    spans = [span("work", n, n + 0.5, [(n, n)], round=n + 1, side="left") for n in range(40_000)]
    written = {"duration_s": 1e5, "cues": cues, "sections": sections}
    in_one = {**written, "sections": [sections[0]], "cues": [{**c, "section": "s0"} for c in cues]}
    rounds = {**in_one, "spans": [{**one, "section": "s0"} for one in spans]}
    for huge in (written, in_one, rounds):
        begin = time.process_time()
        view(huge, lambda _exercise: None)
        assert time.process_time() - begin < 5


def test_a_number_that_comes_again_begins_another_run():
    curl = {"title": "Curl", "exercise": "curl"}
    sections = [
        {"id": str(at), "start_s": at, "end_s": at + 1, "set": number, **curl}
        for at, number in enumerate((1, 1, 2))
    ]
    shown = view({"duration_s": 3, "sections": sections, "cues": []}, lambda _: None)
    assert [one["sets"] for one in shown["sections"]] == [1, 2, 2]
