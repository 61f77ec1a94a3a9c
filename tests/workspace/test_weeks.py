"""Weeks of a program as they are heard: little comes back, and the first rep comes sooner."""

from collections import Counter
from pathlib import Path

import pytest
from sessions import script_of, timeline_of
from weeks import cues_of, days_of, most_heard, new_share, too_soon

from mmc_audio.coaching.memory import LastTime, sentences
from mmc_audio.script.cue import Script

pytestmark = pytest.mark.xdist_group("weeks")  # what one test has made, the others use

EXAMPLES = Path(__file__).parents[2] / "examples"

OWN = """\
title: Machines, yoga and strength
start: 2026-11-30
weeks: 8
by_weekday:
  tuesday: a.yaml
  thursday: c.yaml
  saturday: b.yaml
  sunday: d.yaml
"""
A = """\
title: A
goal: general
work:
  - {exercise: goblet squat, sets: 3x10, load: RPE 7, rest: 90s}
  - {exercise: chest press machine, sets: 3x10, load: 40kg, rest: 75s}
  - {exercise: leg extension, sets: 2x12, load: pin 6, rest: 60s}
  - {exercise: dead bug, sets: 2x8/side, rest: 45s}
"""
B = """\
title: B
goal: max_strength
one_rm: {deadlift: 120kg}
work:
  - {exercise: deadlift, warmup: [5 @ 40%, 3 @ 60%], sets: [5 @ 65%, 5 @ 75%, 5+ @ 85%], rest: 3m}
  - {exercise: lat pulldown, sets: 3x10, load: RPE 8, rest: 75s}
"""
C = """\
title: C
modality: yoga
work:
  - {exercise: warrior_ii, breaths: 5, side: each}
  - {exercise: tree pose, breaths: 5, side: each}
  - {exercise: child's pose, breaths: 8}
"""
D = """\
title: D
modality: running
prepare: [{activation: {exercise: glute_bridge, reps: 6}}]
work: [{exercise: easy_run, duration: 25m}]
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    folder = tmp_path_factory.mktemp("own")
    for name, text in {"program": OWN, "a": A, "b": B, "c": C, "d": D}.items():
        (folder / f"{name}.yaml").write_text(text)
    return folder / "program.yaml"


@pytest.fixture(scope="module", params=["eight-weeks", "program", "own"])
def days(request, own):
    return days_of(own if request.param == "own" else EXAMPLES / f"{request.param}.yaml")


def test_from_week_four_on_most_sentences_are_new(days):
    late = [at for at, day in enumerate(days) if day.training.week >= 4]
    assert len(late) >= 8
    assert min(new_share(days, at) for at in late) >= 0.4


def test_no_sentence_is_heard_in_more_than_eight_of_24_sessions(days):
    line, count = most_heard(days)[0]
    assert count <= 8, line


def test_a_long_sentence_does_not_come_back_within_four_sessions(days):
    assert {line for at in range(len(days)) for line in too_soon(days, at)} == set()


def test_no_long_sentence_is_said_twice_in_a_session(days):
    for day in days:
        said = Counter(one for line in day.lines for one in sentences(line, 8))
        assert [line for line, times in said.items() if times > 1] == []


def test_the_theme_of_a_week_is_said_once(days):
    for day in days[3:]:
        openings = [line for line in day.lines if line.startswith("This week")]
        assert len(openings) == day.memory.opens_week


def test_the_way_to_the_first_set_is_half_as_long_by_week_four(days):
    def way(week):
        ways = [_until_work(day.script) for day in days if day.training.week == week]
        return sum(ways) / len(ways)

    assert way(4) <= way(1) / 2


def _until_work(script: Script) -> int:
    """How long it takes to the first set, without a voice."""
    timeline = timeline_of(script)
    first = next(n for n, one in enumerate(timeline.sections) if "set" in one.attributes)
    begins = next(
        s.at_ms for s in timeline.sections[first].states if s.attributes.get("span") == "work"
    )
    return sum(one.length_ms for one in timeline.sections[:first]) + begins


def test_the_same_day_is_written_the_same_again(own):
    assert [day.script for day in days_of(own, 3)] == [day.script for day in days_of(own, 3)]


WORK = ["{exercise: bench press, sets: 3x8}", "{exercise: seated row, sets: 3x10}", "plank"]


def plan(items: list[str], title: str = "t") -> Script:
    return script_of(f"title: {title}\nwork:\n" + "".join(f"  - {item}\n" for item in items))


@pytest.mark.parametrize("added", ["back squat", "biceps curl", "side plank", "dead bug"])
def test_an_exercise_at_the_end_changes_no_word_before_it(added):
    short, long = plan(WORK), plan([*WORK, added])
    last = max(n for n, one in enumerate(short.sections) if one.attributes.get("exercise"))
    assert short.sections[:last] == long.sections[:last]


def test_another_title_changes_no_word():
    assert plan(WORK).sections == plan(WORK, "Something else").sections


LOG = {
    "lost": LastTime("2026-12-20", "elsewhere", 1.0, 0.0),
    "found": LastTime("2026-12-20", "target", 9.0, 5.0),
}


def test_two_logs_make_two_sessions_and_none_invents_nothing(own):
    said = {
        state: "\n".join(days_of(own, 1, {"goblet_squat": LOG[state]} if state else {})[0].lines)
        for state in ("", "lost", "found")
    }
    assert len(set(said.values())) == 3
    assert "ast time" not in said[""]
    assert "You logged" not in said[""]


def test_counts_are_heard_less_from_week_to_week():
    days = days_of(EXAMPLES / "eight-weeks.yaml", 13)
    counts = [sum("count" in cue.labels and bool(cue.wordings) for cue in cues_of(day.script))
              for day in days]  # fmt: skip
    assert counts[0] > counts[3] > counts[12]
