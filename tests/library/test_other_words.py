"""A coach's own words in another language lose nothing: reps, sides and rounds travel as data."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sessions import BARE, session_of, timeline_of

from mmc_audio.library.cues import cue_sheet, sheet_of
from mmc_audio.library.picture import session_svg
from mmc_audio.library.tracks import LAYOUTS
from mmc_audio.library.view import view
from mmc_audio.templates.files import read_library
from mmc_audio.templates.write import write_script

GOLDEN = Path(__file__).parents[1] / "golden" / "library"

PLAN = (
    BARE.replace(
        "prepare: none", "prepare: [{activation: {exercise: single_leg_hip_bridge, reps: 2}}]"
    )
    + """\
work:
  - {exercise: bulgarian split squat, sets: 2, reps: 3, side: each, load: 12kg, rest: 30s}
  - interval: {exercise: kettlebell swing, work: 20s, rest: 10s, rounds: 2}
  - {exercise: plank, sets: 1, hold: 20s, rest: 30s}
  - {exercise: downward_dog, sets: 1, breaths: 2, rest: 30s}
  - {exercise: push-up, reps: AMRAP, cap: 30s, sets: 1}
"""
)

GERMAN = {
    "set": "# {{ exercise.name }}, Satz {{ set.number }}\n[setup] Los geht es.",
    "side_switch": "[block {{ set.switch }}s]\n[setup] Wechsel nach {{ side }}.\n[fill]\n[end]",
    "reps": """\
{% if side %}
## {{ {"left": "links", "right": "rechts"}[side] }}
{% endif %}
{% for rep in reps %}
## Wdh {{ rep.number }}
{% for line in rep.lines %}
[{{ line.s }}s, tick] {{ "Hopp" if line.s >= 1 and loop.first else "" }}
{% endfor %}
{% endfor %}""",
    "interval": """\
# Intervalle
[3s] Bereit machen
{% for each in rounds %}
## Runde {{ each.number }}
[{{ each.s }}s] Los
{% if not loop.last %}
{% with pause = each.pause %}
[{{ pause.s }}s] Pause
{% endwith %}
{% endif %}
{% endfor %}""",
    "activation": """\
# Aufwecken
{% for bout in bouts %}
{% for each in bout.reps %}
## Wdh {{ each.number }}
[3s] Heben
[3s] Senken
{% endfor %}
{% endfor %}""",
    "breaths": """\
{% for breath in breaths %}
## Atemzug {{ breath.number }}
{% for part in breath.parts %}
[{{ part.s }}s] {{ {"in": "Ein", "out": "Aus"}[part.name] }}
{% endfor %}
{% endfor %}""",
}


def timeline(text, folder=None, templates=()):
    for name, body in dict(templates).items():
        path = folder / "de" / f"{name}.cues.j2"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body)
    session = session_of(text)
    return timeline_of(
        write_script(
            session.plan, session, read_library([folder] if folder else [], session.plan.language)
        )
    )


def reported(timeline):
    """What a player shows, section by section, times aside."""
    found = []
    for section in view(sheet_of(timeline, "x"), lambda _: None)["sections"]:
        number = {beat[2] for beat in section["beats"]} - {None}
        sides = [side for _, side in section["sides"]]
        known = ("exercise", "set", "sets", "unit", "reps", "reps_in_all")
        found.append((*(section[key] for key in known), sides, sorted(number)))
    return found


@pytest.fixture(scope="module")
def german(tmp_path_factory):
    plan = PLAN.replace("title: Test", "title: Beine\nlanguage: de")
    return timeline(plan, tmp_path_factory.mktemp("pack"), GERMAN.items())


def test_a_pack_in_german_shows_the_same_reps_sides_and_rounds(german):
    assert reported(german) == reported(timeline(PLAN))
    assert [each[4:] for each in reported(german)][2:4] == [
        (3, 6, ["left", "right"], [1, 2, 3])
    ] * 2


def test_a_pack_in_german_is_cut_into_the_same_tracks(german):
    english = list(LAYOUTS["exercise"](timeline(PLAN).sections))
    cut = list(LAYOUTS["exercise"](german.sections))
    assert [(t.first, t.end) for t in cut] == [(t.first, t.end) for t in english]
    assert [t.title for t in cut if "Intervalle" not in t.title][1:] == [
        t.title for t in english if "intervals" not in t.title
    ][1:]


def test_its_picture_shows_work_and_rest(german):
    svg = session_svg(sheet_of(german, "x"))
    assert svg.count('class="work"') >= 6


def test_its_work_lasts_from_the_first_rep_to_the_last(german):
    sheet = sheet_of(german, "x")
    work = [s for s in sheet["spans"] if s["span"] == "work" and s["exercise"]]
    assert [(s["id"], s["unit"], [n for n, _ in s["beats"]]) for s in work] == [
        ("bulgarian_split_squat/set-1/left/work", "rep", [1, 2, 3]),
        ("bulgarian_split_squat/set-1/right/work", "rep", [1, 2, 3]),
        ("bulgarian_split_squat/set-2/left/work", "rep", [1, 2, 3]),
        ("bulgarian_split_squat/set-2/right/work", "rep", [1, 2, 3]),
        ("kettlebell_swing/round-1/work", None, []),
        ("kettlebell_swing/round-2/work", None, []),
        ("plank/set-1/work", None, []),
        ("downward_dog/set-1/work", "breath", [1, 2]),
        ("push_up/set-1/work", None, []),
    ]
    lengths = [round(s["end_s"] - s["start_s"], 3) for s in work]
    assert lengths[4:7] == [20.0, 20.0, 20.0]
    assert lengths[8] == 30.0


def test_rests_know_what_comes_next(german):
    sheet = sheet_of(german, "x")
    rests = [s for s in sheet["spans"] if s["span"] == "rest" and s["next"]]
    following = {s["id"]: s["next"] for s in rests}
    after = following["bulgarian_split_squat/set-1/rest"]
    assert (after["id"], after["name"]) == (
        "bulgarian_split_squat/set-2/left/work", "Bulgarian split squat",
    )  # fmt: skip
    assert (after["load"], after["reps"]) == ("12kg", 3)
    assert after["setup"] == "Back foot light, front foot rooted"
    assert following["kettlebell_swing/round-1/rest"]["round"] == 2
    work = {s["id"]: s["start_s"] for s in sheet["spans"]}
    assert all(each["start_s"] == work[each["id"]] for each in following.values())


def test_breaths_have_their_phases(german):
    (span,) = [s for s in sheet_of(german, "x")["spans"] if s["id"] == "downward_dog/set-1/work"]
    assert [air for air, _, _ in span["air"]] == ["in", "out", "in", "out"]
    assert span["air"][0][2] == span["air"][1][1]


def row(span):
    """One span on one line: when, what, its doses, what is counted, breaths, what comes next."""
    beats = " ".join(f"{number}@{at:.1f}" for number, at in span["beats"])
    air = " ".join(f"{name}@{start:.1f}-{end:.1f}" for name, start, end in span["air"])
    known = ("dose", "muscle", "load", "reps", "tempo", "unit")
    doses = " ".join(f"{name}={span[name]}" for name in known if span[name] is not None)
    next_ = span["next"] and f"next {span['next']['id']} at {span['next']['start_s']:.1f}"
    parts = (f"{span['start_s']:7.1f} {span['end_s']:7.1f}", span["id"], doses, beats, air, next_)
    return " | ".join(part for part in parts if part)


def test_the_spans_of_a_gym_session_read_like_their_golden_file(german):
    """All that a page in the gym needs: intervals, sides, a hold, breaths, a clock and rests."""
    sheet = sheet_of(german, "silent")
    text = "".join(f"{row(span)}\n" for span in sheet["spans"])
    text += "".join(f"{json.dumps(step)}\n" for step in sheet["steps"])
    golden = GOLDEN / "gym.spans.txt"
    if os.environ.get("UPDATE_GOLDENS"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text("utf-8")


# Ids that stay.


def work_ids(items):
    text = BARE + "work:\n" + "".join(f"  - {item}\n" for item in items)
    sheet = sheet_of(timeline(text), "x")
    spans = [s["id"] for s in sheet["spans"] if s["span"] in ("work", "ready")]
    cues = [c["id"] for c in sheet["cues"] if c["span"] == "work"]
    assert len(set(spans)) == len(spans)
    assert len({c["id"] for c in sheet["cues"]}) == len(sheet["cues"])
    return spans, cues


@settings(max_examples=6, deadline=None)
@given(st.integers(1, 3), st.integers(1, 2), st.booleans(), st.sampled_from(["curl", "sides"]))
def test_ids_stay_when_sets_and_exercises_are_added(sets, more, before, kind):
    side = ", side: each" if kind == "sides" else ""
    item = "{{exercise: split squat, sets: {}, reps: 2{}, rest: 10s}}"
    spans, cues = work_ids([item.format(sets, side)])
    others = ["{exercise: plank, sets: 1, hold: 10s}"] * before
    grown, grown_cues = work_ids([*others, item.format(sets + more, side)])
    assert set(spans) <= set(grown)
    assert set(cues) - set(grown_cues) == set()


def test_the_same_exercise_again_has_an_id_of_its_own():
    spans, _ = work_ids(["{exercise: plank, sets: 1, hold: 10s}"] * 2)
    assert [each for each in spans if each.endswith("work")] == [
        "plank/set-1/work", "plank-2/set-1/work",
    ]  # fmt: skip


def test_readers_of_version_1_find_all_its_fields():
    sheet = json.loads(cue_sheet(timeline(PLAN), "x"))
    (cue,) = [c for c in sheet["cues"] if c["id"] == "plank/set-1/work/1"]
    first = ("section", "kind", "text", "start_s", "end_s", "slot", "pace", "exercise", "set",
             "rep", "phase", "labels", "source")  # fmt: skip
    assert tuple(cue)[: len(first)] == first
    assert (cue["exercise"], cue["set"], cue["phase"]) == ("plank", 1, "concentric")
