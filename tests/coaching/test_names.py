"""Names of exercises: understood by their parts, spoken as typed, and never silently wrong."""

import re
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sessions import session_of

from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.coaching.loads import HELD
from mmc_audio.coaching.names import assumed
from mmc_audio.errors import PlanError, UnknownExerciseError
from mmc_audio.plan.read import read_plan

UNSAFE = re.compile(r"\b(deep|deeper|depth|faster|quick|balance|one leg)\b", re.IGNORECASE)


def ask(name):
    return load_catalogue().understand(name)


def said(name):
    return ask(name).said


@pytest.mark.parametrize(
    ("name", "spoken"),
    {
        "trap bar deadlift": "Trap bar deadlift",
        "sit ups": "Sit ups",
        "Bench Press (Barbell)": "Barbell bench press",
        "DB RDL": "Dumbbell Romanian deadlift",
        "OHP": "Overhead press",
        "biceps_curl": "Biceps curl",
        "Skullcrusher (Dumbbell)": "Dumbbell skullcrusher",
        "TRX row": "TRX row",
        "Lever front raise": "Machine front raise",
        "single-arm cable row": "Single-arm cable row",
        "bicep crull": "Bicep curl",
        "dumbell benchpress": "Dumbbell bench press",
    }.items(),
)
def test_the_name_that_was_typed_is_the_name_that_is_spoken(name, spoken):
    assert said(name) == spoken


@pytest.mark.parametrize(
    ("name", "family"),
    {
        "Adductor": "hip_adduction_machine", "hip abd": "hip_abduction_machine",
        "side laterals": "lateral_raise", "Sun Sal A": "sun_salutation", "farmers": "farmer_carry",
        "half crimp": "hangboard_hang", "dead row": "pendlay_row",
        "BB bench": "bench_press", "Squat (Barbell)": "back_squat", "Pendlay row": "pendlay_row",
        "Sled push": "sled_push", "assault bike": "assault_bike", "Hack squat": "hack_squat",
        "Incline Dumbbell Bench With Palms Facing In": "incline_press",
        "Seated Palms Up Wrist Curl": "wrist_curl", "T2B": "toes_to_bar", "BSS":
        "bulgarian_split_squat", "CGBP": "close_grip_bench_press", "SLDL": "stiff_leg_deadlift",
        "GHR": "glute_ham_raise", "TGU": "turkish_get_up", "HSPU": "handstand_push_up",
        "ATG split squat": "split_squat", "Front Lever Raise": "front_lever",
        "Plate Press": "svend_press", "pec deck": "pec_deck", "cable fly": "cable_fly",
        "hanging leg raise": "hanging_leg_raise", "tricep dips": "triceps_dip",
        "Dumbbell Bench Press with Neutral Grip": "dumbbell_bench_press",
        "Lat pull-dwn": "lat_pulldown", "Lat Pulldown (Cable)": "lat_pulldown",
        "Iso-Lateral Row (Machine)": "machine_row", "cable crossovers high": "cable_fly",
        "flimflam bench press": "bench_press", "step ups on box": "step_up",
        "pull ups weighted": "pull_up", "Incline DB bench 30 degrees": "incline_press",
        "box jumps 24 inch": "box_jump", "Hip Abductor (Machine)": "hip_abduction_machine",
        "competition bench": "bench_press", "heel elevated goblet squat": "goblet_squat",
        "Frame carry": "frame_carry", "Husafell carry": "front_carry", "PPPU":
        "pseudo_planche_push_up", "KB figure 8": "kettlebell_figure_eight",
        "mace 360": "mace_swing",
        "Turkish sit-up": "sit_up", "Single unders": "jump_rope", "Spanish squat": "spanish_squat",
        "lying psoas march": "psoas_march", "seated tuck": "seated_knee_tuck", "LAQ":
        "seated_knee_extension", "Zercher good morning": "good_morning", "PJR pullover":
        "skull_crusher", "Elephant walk": "hamstring_stretch", "pilates corkscrew":
        "pilates_roll_over", "heel drop straight knee": "single_leg_calf_raise",
        "Tyre flip": "tire_flip", "Weighted Hanging Leg-Hip Raise": "hanging_leg_raise",
    }.items(),
)  # fmt: skip
def test_a_name_means_its_own_movement(name, family):
    found = ask(name)
    assert found.family == family
    assert found.known in ("exact", "variation", "family")


WAYS = {
    "dumbbell_bench_press": ("dumbbell bench press", "DB bench", "Bench Press (Dumbbell)"),
    "bench_press": ("bench press", "Bench Press (Barbell)", "BB bench press", "flat bench press"),
    "back_squat": ("squat", "barbell squat", "Squat (Barbell)", "back squats"),
    "trap_bar_deadlift": ("trap bar deadlift", "hex bar deadlift", "Deadlift (Trap Bar)"),
    "pec_deck": ("pec deck", "Chest Fly (Machine)", "butterfly"),
}


@pytest.mark.parametrize("id_", WAYS)
def test_one_exercise_has_one_identity_however_it_is_written(id_):
    assert {ask(name).exercise.id for name in WAYS[id_]} == {id_}


@pytest.mark.parametrize(("one", "other"), list(combinations([w[0] for w in WAYS.values()], 2)))
def test_two_exercises_are_never_one(one, other):
    assert ask(one).exercise.id != ask(other).exercise.id


IMPLEMENTS = ("barbell", "dumbbell", "kettlebell", "cable", "smith machine", "band", "machine")


@pytest.mark.parametrize("base", ["bench press", "deadlift", "shoulder press", "row", "curl"])
def test_implements_never_collapse_into_one_identity(base):
    ids = [ask(f"{tool} {base}").exercise.id for tool in IMPLEMENTS]
    assert len(set(ids)) == len(ids)
    assert [ask(id_.replace("_", " ")).exercise.id for id_ in ids] == ids


def test_every_alias_keeps_the_movement_and_the_muscle():
    catalogue = load_catalogue()
    for entry in catalogue.exercises:
        for alias in entry.aliases:
            found = catalogue.understand(alias)
            assert (found.family, found.muscle_group) == (entry.id, entry.muscle_group), alias
            assert found.known in ("exact", "variation", "guess"), alias


def test_the_words_fit_the_implement():
    words = " ".join(ask("dumbbell push press").exercise.cues.external).lower()
    assert "dumbbells" in words
    assert "bar " not in words
    assert ask("dumbbell push press").exercise.equipment[0] == "dumbbell"


def test_one_arm_is_one_side_after_the_other():
    for name in ("single-arm cable row", "one-arm lateral raise", "SA upright row"):
        assert ask(name).exercise.laterality == "unilateral", name
    (first, *_) = session_of("title: t\nwork: [{exercise: single-arm front raise, sets: 1}]").sets
    assert first.sides == ("left", "right")


def test_a_maximum_prices_its_own_implement_only():
    plan = (
        "title: t\none_rm: {bench press: 100kg, dumbbell bench press: 35kg}\n"
        "work: [{exercise: bench press, load: 60%}, {exercise: DB bench, load: 60%}]"
    )
    kilos = {s.exercise.id: s.spoken.value for s in session_of(plan).sets}
    assert kilos == {"bench_press": 60, "dumbbell_bench_press": 20}


def test_two_keys_for_one_exercise_are_an_error():
    with pytest.raises(PlanError, match="are one exercise; keep one"):
        session_of("title: t\none_rm: {squat: 100kg, back squat: 90kg}\nwork: [squat]")


@pytest.mark.parametrize(
    ("name", "usual"), [("Calves", "Calf raise"), ("Biceps", "Biceps curl"), ("Back", "Seated row")]
)
def test_a_muscle_alone_is_no_movement_and_its_usual_lift_is_offered(name, usual):
    found = load_catalogue().understand(name)
    assert (found.known, found.others[0]) == ("guess", usual)
    assert "says no movement" in found.assumed
    assert usual in found.assumed


@pytest.mark.parametrize("name", ["xyzzy", "cable thing for rear delts", "Zorbing with Aunt May"])
def test_a_name_nobody_knows_gets_words_that_fit_anything(name):
    found = ask(name)
    assert found.known in ("guess", "none")
    assert "`like: " in found.assumed
    assert "`muscle: " in found.assumed
    words = "a movement for the rear delt" if "delts" in name else "any movement"
    assert f"it gets words for {words}" in found.assumed
    cues = found.exercise.cues
    every = [text for part in cues.__dataclass_fields__ for text in getattr(cues, part)]
    assert len(every) >= 12
    assert [text for text in every if UNSAFE.search(text) or "{" in text] == []


def test_an_unknown_name_renders_and_says_so_once_at_its_place():
    text = "title: t\nwork:\n  - xyzzy\n  - {exercise: my own row, like: seated row}\n  - squat\n"
    plan = read_plan(text, "p.yaml")
    (line,) = assumed(plan, load_catalogue(), file="p.yaml")
    assert str(line).startswith('p.yaml:3:5: "xyzzy" is not known; ')
    assert {step.exercise.name for step in session_of(text).sets} == {
        "Xyzzy",
        "My own row",
        "Squat",
    }


def test_like_and_muscle_say_what_a_new_exercise_is():
    catalogue = load_catalogue()
    row = catalogue.resolve("my own row", like="seated row", muscle=None)
    assert (row.exercise.id, row.exercise.cues) == ("my_own_row", catalogue.find("row").cues)
    thing = catalogue.resolve("my thing", like=None, muscle="rear delts")
    assert (thing.exercise.muscle_call, thing.muscle_group) == ("rear delts", "shoulders")


def test_an_unknown_pose_can_be_held_or_counted_in_breaths():
    for measure in ("hold: 20s", "breaths: 5"):
        (step,) = session_of(f"title: t\nwork: [{{exercise: xyzzy, sets: 1, {measure}}}]").sets
        assert step.exercise.isometric


@pytest.mark.parametrize(
    "name", ["Air bike", "Front Squat Snarfle", "Dragon squat", "Vertical drop"]
)
def test_what_is_not_certain_is_never_silent(name):
    assert ask(name).assumed


@pytest.mark.parametrize("name", ["squat", "DB RDL", "Squat (Barbell)", "single-arm cable row"])
def test_what_is_certain_needs_no_word(name):
    assert ask(name).assumed == ""


def test_find_refuses_what_is_only_guessed():
    with pytest.raises(UnknownExerciseError, match=r"write .*Cable rear delt fly"):
        load_catalogue().find("cable thing for rear delts")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_understood_as_something(name):
    found = ask(name)
    assert found.exercise.id
    assert found.known in ("exact", "variation", "family") or found.assumed


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([e.name for e in load_catalogue().exercises]), st.sampled_from(IMPLEMENTS))
def test_brackets_in_front_and_behind_are_one_exercise(name, tool):
    front, behind = ask(f"{tool} {name}"), ask(f"{name} ({tool.title()})")
    assert front.exercise.id == behind.exercise.id
    assert front.known == behind.known


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Benchpres", "Bench press"),
        ("Dumbell lunges", "Dumbbell lunges"),
        ("Squatt", "Squat"),
        ("Lat pulldwn", "Lat pulldown"),
        ("Zorbo slamp", "Zorbo slamp"),
        ("Sputo pressel", "Sputo pressel"),
        ("Lat pull-dwn", "Lat pulldown"),
        ("DB bench pres w/ chains", "Dumbbell bench press with chains"),
        ("RDLs", "Romanian deadlifts"),
        ("clean & jerk", "Clean and jerk"),
        ("Pec dec", "Pec deck"),
        ("TnG bench", "Touch and go bench"),
        ("step ups w/o weight", "Step ups without weight"),
    ],
)
def test_a_misspelling_is_said_right_and_a_name_of_ones_own_as_typed(written, spoken):
    assert load_catalogue().understand(written).said == spoken


@pytest.mark.parametrize(
    ("name", "entry", "equipment"),
    [
        ("Pendulum squat", "hack_squat", "machine"),
        ("V-squat", "hack_squat", "machine"),
        ("Hex press", "dumbbell_bench_press", "dumbbell"),
        ("Battle ropes", "battle_rope", "rope"),
        ("Rope climb", "rope_climb", "rope"),
        ("Rope pushdown", "rope_pushdown", "cable"),
    ],
)
def test_an_alias_keeps_the_machine(name, entry, equipment):
    found = load_catalogue().understand(name)
    assert (found.family, found.equipment) == (entry, equipment)


@pytest.mark.parametrize("name", ["devil press", "man maker", "dragon flag", "sots press"])
def test_a_loose_alias_is_a_guess_with_a_word(name):
    found = load_catalogue().understand(name)
    assert (found.known, bool(found.assumed), bool(found.others)) == ("guess", True, True)


def test_what_is_held_are_words_of_the_catalogue():
    assert {tool for one in load_catalogue().exercises for tool in one.equipment} >= HELD


MANNERS = (
    "heavy",
    "light",
    "easy",
    "top set",
    "back-off",
    "comp",
    "touch and go",
    "paused",
)
LIFTS = [e for e in load_catalogue().exercises if e.metric == "reps" and e.modality == "resistance"]


@pytest.mark.parametrize("word", MANNERS)
def test_a_word_for_how_a_set_is_done_changes_no_movement_and_no_side(word):
    wrong = []
    for entry in LIFTS:
        found, plain = ask(f"{word} {entry.name}"), ask(entry.name)
        meant = (plain.muscle_group, plain.exercise.laterality, plain.exercise.equipment[:1])
        got = (found.muscle_group, found.exercise.laterality, found.exercise.equipment[:1])
        if found.known not in ("exact", "variation") or got != meant:
            wrong.append((found.asked, found.known, found.family))
    assert wrong == []


@pytest.mark.parametrize("name", ["heavy single {}", "{} single", "top single {}", "single {}"])
@pytest.mark.parametrize(
    "lift", ["deadlift", "squat", "bench press", "barbell row", "trap bar deadlift"]
)
def test_a_single_with_a_bar_is_one_rep(name, lift):
    found = ask(name.format(lift))
    assert (found.side, found.exercise.id) == ("", ask(lift).exercise.id)


@pytest.mark.parametrize("name", ["single cable row", "single DB row", "single calf raise"])
def test_a_single_of_any_other_lift_is_one_side(name):
    assert ask(name).exercise.laterality == "unilateral"


def test_the_usual_implement_in_brackets_changes_nothing():
    catalogue = load_catalogue()
    wrong = []
    for entry in LIFTS:
        name = f"{entry.name} ({(entry.equipment or ('',))[0]})"
        found = catalogue.understand(name)
        if found.family != entry.id and not catalogue.lists(name) and "machine" not in entry.id:
            wrong.append((name, found.family))
    assert len(wrong) <= 6, wrong
    assert [
        w for w in wrong if ask(w[0]).muscle_group != ask(w[0].split(" (")[0]).muscle_group
    ] == []


def test_what_hands_hold_is_what_the_cues_name():
    held = {"dumbbell": "bar|bell", "kettlebells": "bar|dumbbell"}
    wrong = [
        (entry.id, text)
        for entry in LIFTS
        for other in [held.get((entry.equipment or ("",))[0])]
        if other
        for part in entry.cues.__dataclass_fields__
        for text in getattr(entry.cues, part)
        if re.search(rf"\b({other})s?\b", text, re.IGNORECASE)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", ["Zorbo roll", "Flumph raise", "Quonk twist", "Gribble extension"])
def test_a_nonsense_name_is_a_guess_that_is_said(name):
    found = ask(name)
    assert found.known in ("guess", "none")
    assert found.assumed


@pytest.mark.parametrize(
    ("name", "family"), [("zottman", "zottman_curl"), ("bulgarians", "bulgarian_split_squat")]
)
def test_a_name_without_its_movement_is_a_guess_of_the_one_that_has_it(name, family):
    found = ask(name)
    assert (found.known, found.family, bool(found.assumed)) == ("guess", family, True)


@pytest.mark.parametrize(
    ("name", "family"),
    {"pul ups": "pull_up", "lat pul down": "lat_pulldown", "dead lfit": "deadlift",
     "goblet squatt": "goblet_squat", "gobblet squat": "goblet_squat"}.items(),
)  # fmt: skip
def test_a_name_one_letter_off_is_its_movement(name, family):
    assert ask(name).family == family


@pytest.mark.parametrize("name", ["pul ups", "dead lfit", "gobblet squat"])
def test_what_a_misspelt_name_is_taken_for_is_said(name):
    assert "is taken for" in ask(name).assumed


@pytest.mark.parametrize("name", ["pool ups", "lap pool down", "Sputo pressel"])
def test_a_name_more_letters_off_is_taken_for_none(name):
    assert ask(name).family == ""


def test_a_sleeping_swan_is_a_stretch_and_no_swan_dive():
    assert ask("sleeping swan").family == "glute_stretch"


def test_to_row_a_distance_is_done_on_a_rower():
    rounds = "{interval: {exercise: row, work: 1m, rest: 1m, rounds: 2}}"
    plan = f"title: t\nwork: [{{exercise: row, distance: 500m}}, row 3x10, {rounds}]"
    steps = session_of(plan).work
    assert [s.exercise.id for s in (steps[0], steps[1], steps[-1])] == [
        "rowing_machine",
        "seated_row",
        "rowing_machine",
    ]
    assert {s.exercise.name for s in steps} == {"Row"}


@pytest.mark.parametrize(
    ("name", "family", "implement"),
    [
        ("Seitheben mit Kurzhanteln", "lateral_raise", "dumbbell"),
        ("Beinbeuger liegend", "leg_curl", "machine"),
        ("KH Schr\u00e4gbankdr\u00fccken", "incline_press", "dumbbell"),
        ("Remo con mancuerna", "single_arm_dumbbell_row", "dumbbell"),
        ("Wadenheben sitzend", "seated_calf_raise", "machine"),
        ("Clamshell with band", "clamshell", "band"),
    ],
)
def test_words_around_a_name_say_how_it_is_done(name, family, implement):
    found = ask(name)
    assert (found.family, found.exercise.equipment[0]) == (family, implement)


def test_a_name_of_another_language_is_said_in_english_with_a_word():
    """Every row of `abroad.yaml` means an exercise that its English name means without a doubt."""
    catalogue = load_catalogue()
    assert len(catalogue.abroad) > 150
    for name, english in catalogue.abroad.items():
        meant, found = ask(english), ask(name)
        assert (meant.known, meant.assumed) == ("exact", "")
        assert (found.exercise, found.said) == (meant.exercise, meant.said)
        assert found.assumed == f'"{name}" is said as {meant.said}'
    typed = ("Liegest\u00fctze", "Liegestuetze", "LIEGESTUTZE", "Soulev\u00e9 de terre")
    assert [ask(name).said for name in typed] == ["Push-up", "Push-up", "Push-up", "Deadlift"]
    assert catalogue.resolve("Rudern", None, None, timed=True).family == "rowing_machine"
