"""The catalogue's facts: complete, findable, and doses that suit the movement.

`PYTHONPATH=tests python tests/coaching/test_catalogue_facts.py` writes docs/exercises.md anew.
"""

import re
from collections import Counter
from pathlib import Path

import pytest
from records import EXERCISES, each

from mmc_audio.coaching.catalogue import fold, load_catalogue
from mmc_audio.coaching.catalogue.families import records

ROOT = Path(__file__).parents[2]
LISTING = ROOT / "docs" / "exercises.md"
PHASES = {"concentric", "peak", "eccentric", "stretch"}
REQUIRED = {
    "id", "name", "modality", "mechanic", "contraction", "complexity", "level", "equipment",
    "laterality", "muscle_group", "muscle_call", "target", "synergists", "stabilizers",
    "default_focus", "metric", "start_phase", "tempo", "phase_words", "cues", "imagery",
    "form_check", "compensation", "activation", "feel", "breath", "defaults", "family",
}  # fmt: skip
OPTIONAL = {
    "aliases", "breath_pattern", "cue_interval_s", "demands", "duration_min", "exhale",
    "external_phase", "focus_variants",
    "instead", "motion", "note", "reset_s", "safety", "sport_links",
}  # fmt: skip
VOCABULARY = {
    "modality": {
        "resistance", "yoga", "pilates", "running", "hiit", "martial_arts", "ball_sport_prep",
    },
    "mechanic": {"isolation", "compound"},
    "contraction": {"dynamic", "isometric", "ballistic", "cyclic"},
    "level": {"beginner", "intermediate", "advanced"},
    "laterality": {"bilateral", "unilateral", "alternating"},
    "default_focus": {"internal", "external", "auto"},
    "metric": {"reps", "hold", "breaths", "time"},
    "start_phase": {"concentric", "eccentric", "hold", "cyclic"},
    "complexity": {1, 2, 3, 4},
    "muscle_group": {
        "abdominals", "abductors", "adductors", "biceps", "calves", "chest", "forearms", "glutes",
        "hamstrings", "hip flexors", "lats", "lower back", "middle back", "neck", "obliques",
        "quadriceps", "rotator cuff", "shoulders", "tibialis", "traps", "triceps",
    },
}  # fmt: skip


def tempo(x: dict) -> list[float]:
    return [1 if part == "X" else float(part) for part in x["tempo"].split("-")]


@pytest.mark.covers("A38", "A59")
@each
def test_every_field_is_there_and_none_is_unknown(x):
    assert set(x) >= REQUIRED
    assert set(x) <= REQUIRED | OPTIONAL
    assert set(x["phase_words"]) == PHASES
    assert set(x["cues"]) == {"internal", "external"}
    assert set(x["cues"]["internal"]) == {"setup", "lift", "squeeze", "lower"}
    assert all(x["feel"][key] for key in ("target", "elsewhere"))
    assert {"sets", "reps", "rest_s", "load_pct_1rm"} <= set(x["defaults"])


@each
def test_enumerations_keep_to_their_vocabulary(x):
    assert {key: x[key] for key in VOCABULARY if x[key] not in VOCABULARY[key]} == {}
    assert all(x[key] for key in ("target", "synergists", "stabilizers", "equipment"))
    assert len(x["muscle_call"].split()) <= 2


def test_names_find_one_exercise_only():
    owners: dict[str, set[str]] = {}
    for x in EXERCISES:
        for name in (x["id"], x["name"], *x.get("aliases", [])):
            owners.setdefault(fold(name), set()).add(x["id"])
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}
    everything = [name for x in EXERCISES for name in (x["id"], *x.get("aliases", []))]
    assert [name for name, n in Counter(everything).items() if n > 1] == []


@pytest.mark.parametrize(
    ("name", "found"),
    {
        "RDL": "romanian_deadlift", "OHP": "overhead_press", "DB curl": "biceps_curl",
        "barbell curl": "barbell_curl", "hammer curl": "hammer_curl", "press-ups": "push_up",
        "squat": "back_squat", "lat pull down": "lat_pulldown", "chin-up": "chin_up",
        "skull crusher": "skull_crusher", "row": "seated_row", "bench": "bench_press",
        "reverse fly": "rear_delt_fly", "single-leg bridge": "single_leg_hip_bridge",
        "tree pose": "tree_pose", "forward fold": "forward_fold", "hundred": "pilates_hundred",
        "jog": "easy_run", "backhand": "lateral_lunge_with_reach", "jump": "vertical_jump",
        "swing": "kettlebell_swing", "upright row": "upright_row", "push press": "push_press",
        "warrior 3": "warrior_iii", "thruster": "thruster", "deadlift": "deadlift",
        "plank": "plank", "lateral lunge": "lateral_lunge", "leg extension": "leg_extension",
    }.items(),
)  # fmt: skip
def test_common_names_find_their_exercise(name, found):
    assert load_catalogue().find(name).id == found


@pytest.mark.covers("A57")
def test_every_muscle_group_modality_and_kind_of_equipment_is_covered():
    assert len(EXERCISES) >= 110
    for key in ("muscle_group", "modality"):
        assert {x[key] for x in EXERCISES} == VOCABULARY[key]
    have = {item for x in EXERCISES for item in x["equipment"]}
    assert {"body only", "machine", "cable", "dumbbell", "barbell", "kettlebells", "band"} <= have


@pytest.mark.covers("A22")
@each
def test_tempo_suits_the_contraction(x):
    if x["metric"] != "reps":
        assert x["tempo"] is None
        assert x["start_phase"] == ("cyclic" if x["metric"] == "time" else "hold")
        return
    assert re.fullmatch(r"\d-\d-[\dX]-\d", x["tempo"])
    assert x["start_phase"] in ("concentric", "eccentric")
    if x["contraction"] != "ballistic" and "X" not in x["tempo"]:
        assert 5 <= sum(tempo(x)) <= 8
        assert tempo(x)[0] >= tempo(x)[2], "the lowering is at least as slow as the lift"


@each
def test_doses_suit_the_metric(x):
    dose = x["defaults"]
    assert (x["metric"] == "hold") == ("hold_s" in dose)
    assert (x["metric"] == "time") == ("duration_min" in x)
    for bounds in (dose.get("hold_s"), x.get("duration_min"), dose["load_pct_1rm"]):
        assert bounds is None or 0 < bounds[0] <= bounds[1]
    if dose["load_pct_1rm"] and x["default_focus"] == "internal":
        assert dose["load_pct_1rm"][1] <= 70, "internal focus fades above 60-70 % (Calatayud 2016)"


@each
def test_risky_work_says_how_to_stay_safe(x):
    risky = x["complexity"] == 4 or x["contraction"] == "ballistic"
    heavy = x["equipment"][0] == "barbell" and x["complexity"] >= 3 and "squat" in x["id"]
    if risky or heavy:
        assert x.get("safety")


def test_a_variation_inherits_and_overrides_and_takes_away():
    files = {
        "one": {"usual": {"level": "beginner"}, "exercises": [
            {"id": "a", "name": "A", "aliases": ["x"], "cues": {"external": "Up", "n": 1}, "z": 1},
        ]},
        "two": {"exercises": [{"id": "b", "like": "a", "name": "B", "cues": {"n": 2}, "z": None}]},
    }  # fmt: skip
    assert records(files)[1] == {
        "id": "b", "name": "B", "level": "beginner", "cues": {"external": "Up", "n": 2},
        "family": "a",
    }  # fmt: skip


@pytest.mark.parametrize(
    "entries",
    [
        [{"id": "a", "like": "gone"}],
        [{"id": "a", "like": "b"}, {"id": "b", "like": "a"}],
        [{"id": "a"}, {"id": "a"}],
    ],
)
def test_a_family_that_cannot_be_resolved_is_an_error(entries):
    with pytest.raises(ValueError, match=r"twice|no exercise"):
        records({"one": {"exercises": entries}})


NAMES = """\
Write a name as you are used to: `Squat (Barbell)`, `DB RDL`, `single-arm cable row`. It is
understood by its parts (equipment, side, position, grip, what moves) and spoken as you typed it,
with short words in full. `mmc-audio exercises NAME` says how a name is understood. A name that is
not certain gets one line that says what it was taken for; `like: seated row` or
`muscle: rear delts` in the plan says it better, and `--strict` makes such a line an error. A name
that nobody knows gets words that fit any movement.

In the lists below `write` is what always means this exercise; its other names do as well. `tempo`
has the seconds of a rep: to lower, at the bottom, to lift, at the top; `X` is as quick as you can.
`hold`, `breaths` and `time` stand where there are no reps.

Of the 873 names of a public list of exercises 99.8 % are recognised, and for 97.5 % of these the
muscle group is one that the list names for the exercise (85 % its first); measured with
`scripts/name_coverage NAMES.csv`. Of the 7,195 sets in five public training logs 96.5 % name one
that is known (`scripts/name_coverage --logs LOG...`); the others get a line.

Exercises of your own go into a folder `exercises` beside your plans, into your own folder or into a
pack ([templates.md](templates.md#exercises-of-your-own)). The environment variable
`MMC_AUDIO_EXERCISES` names more folders."""


def listing() -> str:
    """docs/exercises.md: every exercise by muscle group."""
    lines = [
        "# Exercises",
        "",
        f"{len(EXERCISES)} exercises, by the muscle group they train first.",
        "",
        NAMES,
        "",
    ]
    for group in sorted(VOCABULARY["muscle_group"]):
        lines += [
            f"## {group.capitalize()}",
            "",
            "| name | write | also found as | kind | tempo |",
            "| --- | --- | --- | --- | --- |",
        ]
        lines += [row(x) for x in EXERCISES if x["muscle_group"] == group]
        lines.append("")
    return "\n".join(lines)


def row(x: dict) -> str:
    aliases = ", ".join(x.get("aliases", []))
    return (
        f"| {x['name']} | `{x['id']}` | {aliases} | {x['modality']} | {x['tempo'] or x['metric']} |"
    )


ANEW = "run PYTHONPATH=tests python tests/coaching/test_catalogue_facts.py"


def test_the_printed_list_is_the_catalogue():
    assert LISTING.read_text(encoding="utf-8") == listing(), ANEW


if __name__ == "__main__":
    LISTING.write_text(listing(), encoding="utf-8")
