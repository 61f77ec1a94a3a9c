"""Exercises of a coach's own: found in every kind of folder, checked, and preferred."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc_audio._lib import content_folders
from mmc_audio.coaching.catalogue import fold, load_catalogue
from mmc_audio.coaching.catalogue.files import checked_records, parsed
from mmc_audio.coaching.catalogue.own_files import ExerciseFile, read_own
from mmc_audio.coaching.texts import CATALOGUE
from mmc_audio.errors import MmcError
from mmc_audio.plan.read import read_plan
from mmc_audio.rendering.script import write

MINE = ExerciseFile(Path("mine.yaml"), "yours")
ROPE = """\
usual:
  muscle_group: triceps
  equipment: [cable]
exercises:
  - name: Rope face crusher
    muscle_call: triceps
    aliases: [nose rope]
    cues:
      internal: {lift: Straighten the arm | Straighten, lower: Let it bend}
      external: Push the rope down
  - {id: half_crusher, name: Half crusher, like: rope_face_crusher, tempo: 2-0-1-0}
"""


@pytest.fixture(scope="module")
def built_in():
    """The files of the built-in catalogue."""
    return parsed({path: path.read_bytes() for path in (CATALOGUE / "movements").glob("*.yaml")})


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(folder: Path, text: str, name: str = "mine.yaml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_an_exercise_of_the_workspace_is_known_by_all_its_names(here):
    put(here / "exercises", ROPE)
    found = load_catalogue()
    for name in ("rope_face_crusher", "Rope face crushers", "nose rope"):
        assert found.find(name).cues.lift == ("Straighten the arm", "Straighten")
    half = found.find("half crusher")
    assert half.tempo == "2-0-1-0"
    assert half.equipment == ("cable",)
    assert half.cues.external == ("Push the rope down",)


def test_a_change_of_the_file_is_noticed_within_a_run(here):
    folder = put(here / "exercises", ROPE)
    assert load_catalogue().lists("nose rope")
    put(folder, ROPE.replace("nose rope", "chin rope"))
    assert not load_catalogue().lists("nose rope")
    assert load_catalogue().lists("chin rope")


def test_the_nearer_folder_wins(here):
    named = "exercises: [{id: plank, like: plank, cues: {external: %s}}]"
    folders = {
        "workspace": here / "exercises",
        "yours": content_folders.own_folder("exercises"),
        "a": content_folders.packs_folder() / "a" / "exercises",
        "b": content_folders.packs_folder() / "b" / "exercises",
    }
    for name, folder in reversed(folders.items()):
        put(folder, named % name)
        assert load_catalogue().find("plank").cues.external == (name,)


def test_an_exercise_of_a_package_is_found_without_running_it(here, monkeypatch):
    put(here / "site/club", "raise SystemExit('run')", "__init__.py")
    put(here / "site/club/moves", ROPE)
    put(here / "site/club-1.dist-info", "Metadata-Version: 2.1\nName: club\n", "METADATA")
    entry = "[mmc_audio.exercises]\nclub = club.moves\n"
    put(here / "site/club-1.dist-info", entry, "entry_points.txt")
    monkeypatch.syspath_prepend(here / "site")
    content_folders._packages.cache_clear()
    try:
        assert load_catalogue().lists("nose rope")
    finally:
        content_folders._packages.cache_clear()


def test_what_it_does_not_write_it_has_from_the_one_it_replaces(here):
    before = load_catalogue().find("biceps curl")
    put(here / "exercises", "[{id: biceps_curl, like: biceps_curl, safety: Slowly.}]")
    after = load_catalogue().find("biceps curl")
    assert after.safety == "Slowly."
    assert (after.cues, after.aliases, after.name) == (before.cues, before.aliases, before.name)


def test_a_variation_of_a_replaced_exercise_follows_it(here):
    put(here / "exercises", "[{id: seated_row, like: seated_row, breath: in and out}]")
    by_id = load_catalogue().by_id
    family = [each for each in by_id.values() if each.family == "seated_row"]
    assert len(family) > 1
    assert by_id["seated_row"].breath == "in and out"


def test_a_name_of_ones_own_goes_before_a_built_in_one(here):
    assert load_catalogue().find("pulldown").id == "lat_pulldown"
    put(here / "exercises", ROPE.replace("nose rope", "pulldown"))
    assert load_catalogue().find("pulldown").id == "rope_face_crusher"


def test_a_file_called_like_a_built_in_one_replaces_nothing_else(here):
    put(here / "exercises", ROPE, "curls.yaml")
    put(here / "exercises", ROPE.replace("ope", "ape"), "first.yaml")
    found = load_catalogue()
    assert found.find("hammer curl").id == "hammer_curl"
    assert {"rope_face_crusher", "rape_face_crusher"} <= set(found.by_id)


WRONG = {
    "exercises: [{name: x, mucle_call: y}]": "mine.yaml:1:23: 'mucle_call' is no key of an "
    "exercise of one's own; did you mean muscle_call?",
    "exercises: [{name: Foo}]": "mine.yaml:1:13: Foo: muscle_group, muscle_call, "
    "cues.internal.lift, cues.internal.lower, cues.external are missing; add them, or `like: ID` "
    "of an exercise that has them",
    "[{name: Foo, like: biceps_crl}]": "like: there is no exercise biceps_crl; did you mean "
    "biceps_curl?",
    "[{name: Foo, like: plank, muscle_group: bicep}]": "Foo: muscle_group: 'bicep' is not known; "
    "did you mean biceps?",
    "[{name: Foo, like: plank}, {name: foo, like: plank}]": "the exercise foo is here twice",
    "[{name: Foo, like: foo}]": "like: foo is like this one itself; write another",
    "[{name: A b, like: b}, {name: B, like: a_b}]": "is like this one itself",
    "[{id: foo, like: plank}]": "name is missing",
    "[{like: plank}]": "an exercise needs a name; add `name: ...`",
    "": "mine.yaml:1:1: the file is empty; begin it with `exercises: ...`",
    "{": "mine.yaml:2:1: a value is missing",
    "exercises: 3": "is a mapping of keys",
    "[{name: Foo, like: plank, imagery: with your eyes closed}]": "eyes stay open",
    "[{name: Foo, like: plank, defaults: {hold_s: [2]}}]": "write two numbers up to 3600",
    "[{name: Foo, like: plank, tempo: 3-x}]": "has 2 of 4 parts",
    "[{name: Foo, like: plank, modality: dance}]": "'dance' is not known",
    "[{name: Foo, like: plank, complexity: 9}]": "a whole number from 1 to 4",
    "[{name: Foo, like: plank, contraction: none}]": "write one of dynamic, isometric",
}  # fmt: skip


@pytest.mark.parametrize(("text", "message"), WRONG.items(), ids=range(len(WRONG)))
def test_a_mistake_is_one_line_at_its_place(built_in, text, message):
    with pytest.raises(MmcError) as caught:
        checked_records(built_in, read_own(MINE, text.encode()))
    assert message in str(caught.value)
    assert re.match(r"mine.yaml:\d+:\d+: [^\n]+$", str(caught.value))
    assert caught.value.exit_code == 65


@given(st.text(max_size=200) | st.binary(max_size=200).map(lambda raw: raw.decode("latin-1")))
def test_any_text_is_exercises_or_one_line_each(text):
    problems = []
    try:
        read_own(MINE, text.encode("utf-8", "surrogatepass"))
    except MmcError as error:
        problems = [str(each) for each in error.each()]
    assert [each for each in problems if not re.match("mine.yaml:[^\n]+$", each)] == []


@given(
    st.text("abcdefgh ", min_size=1).filter(lambda name: fold(name) and name.strip()),
    st.sampled_from(["plank", "biceps_curl", "easy_run", "tree_pose", "kettlebell_swing"]),
)
def test_any_name_may_be_like_any_exercise(name, like):
    raw = f'[{{name: "{name}", like: {like}}}]'.encode()
    (found,) = read_own(MINE, raw)
    assert found.entry["like"] == like
    assert re.fullmatch("[a-z_]+", found.entry["id"])


def test_every_built_in_exercise_passes_the_checks_for_ones_own(built_in):
    ids = [entry["id"] for data in built_in.values() for entry in data["exercises"]]
    text = "\n".join(f"- {{id: {id_}, like: {id_}}}" for id_ in ids)
    own = read_own(MINE, text.encode())
    assert len(own) == len(checked_records(built_in, own)) == len(ids)


KINDS = [
    (metric, contraction, side, start)
    for metric in ("reps", "hold", "breaths", "time")
    for contraction in ("dynamic", "isometric", "ballistic", "cyclic")
    for side in ("bilateral", "unilateral", "alternating")
    for start in ("concentric", "eccentric", "hold", "cyclic")
    if metric != "hold" or contraction == "isometric"
]


def test_the_least_that_an_exercise_may_say_is_enough_for_a_session_of_any_kind(here):
    """Each kind of exercise has words for each way to do it that its metric allows."""
    rows = "\n".join(
        f"- {{id: own_{at}, name: Own{'abcdefghij'[at // 26]} {chr(97 + at % 26)}zz, metric: {m}, "
        f"contraction: {c}, laterality: {side}, start_phase: {start}, muscle_call: arm, "
        "muscle_group: biceps, cues: {internal: {lift: Up, lower: Down}, external: Push}}"
        for at, (m, c, side, start) in enumerate(KINDS)
    )
    put(here / "exercises", rows)
    items = "\n".join(
        f"  - {{exercise: own_{at}, sets: 1, {DOSE[KINDS[at][0]]}}}"
        + f"\n  - {{interval: {{exercise: own_{at}, work: 20s, rest: 10s, rounds: 2}}}}"
        * (KINDS[at][0] != "breaths")
        for at in range(0, len(KINDS), 5)
    )
    script = write(read_plan(f"title: t\nprepare: none\nclose: none\nwork:\n{items}\n", "p")).script
    assert len(script.sections) > len(KINDS[::5])


DOSE = {"reps": "reps: 4", "hold": "hold: 20s", "breaths": "breaths: 3", "time": "duration: 5m"}
