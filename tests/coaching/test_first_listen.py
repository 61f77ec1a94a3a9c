"""The first listen: what a newcomer hears in the seven minutes of `mmc-audio demo`."""

from itertools import pairwise

from sessions import example, timeline_of

from mmc_audio.library.cues import sheet_of
from mmc_audio.workspace.examples import find


def sheet():
    return sheet_of(timeline_of(example("first-listen")), "silent")


def heard(first_s, last_s):
    """What is said from and to these seconds, as one line in small letters."""
    cues = (cue for cue in sheet()["cues"] if first_s <= cue["start_s"] < last_s)
    return " ".join(cue["text"] for cue in cues if cue["text"]).lower()


def test_it_lasts_six_to_eight_minutes():
    assert 6 * 60 <= sheet()["duration_s"] <= 8 * 60


def test_the_first_minute_has_the_sigh_the_drill_and_the_muscle():
    minute = heard(0, 60)
    assert minute.index("sigh it out") < minute.index("empty reps") < minute.index("biceps")


def test_its_safety_words_are_one_sentence_and_the_readme_has_them_all():
    assert find("first-listen").path.read_text(encoding="utf-8").count("ack_safety: true") == 1
    assert heard(0, 9).count(".") == 1
    assert "stop if you feel pain" in heard(0, 9)


def test_its_parts_come_in_order():
    titles = [section["title"] for section in sheet()["sections"]]
    assert titles == [
        "Welcome",
        "Physiological sigh",
        "Activation: Biceps curl",
        "Biceps curl 1/2",
        "Biceps curl 2/2",
        "Reflection",
    ]


def test_the_second_set_has_far_fewer_words():
    words = {1: 0, 2: 0}
    for cue in sheet()["cues"]:
        if cue["rep"] and cue["set"]:
            words[cue["set"]] += len((cue["text"] or "").split())
    assert 0 < words[2] <= 0.75 * words[1]


def test_the_rest_asks_a_question_and_leaves_time_to_answer():
    cues = [cue for cue in sheet()["cues"] if cue["set"] == 1]
    silences = [
        after["start_s"] - asked["end_s"]
        for asked, after in pairwise(cues)
        if asked["kind"] == "checkin" and asked["text"].endswith("?")
    ]
    assert silences
    assert min(silences) >= 5
