"""The studio for everyone: by keyboard alone, with a screen reader, by day and by night."""

import json

import pytest
from pictures import picture

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PLAN = """title: Pull day
goal: hypertrophy
stage: learn
work:
  - {exercise: lat pulldown, sets: 3, reps: 10, tempo: 3-1-2-1, load: 90%, rest: 90s}
  - superset:
      - {exercise: biceps curl, reps: 12}
      - {exercise: face pull, reps: 12}
    rounds: 2
    rest: 75s
  - interval: {exercise: kettlebell swing, work: 20s, rest: 10s, rounds: 4}
"""
SETS = [
    {"id": f"00000000-0000-4000-8000-00000000000{n}", "done_at": f"2026-11-2{n}T18:00:00+01:00",
     "exercise": "lat_pulldown", "reps": 8, "felt": "target", "clarity": 7,
     "note": "hard, but there"}
    for n in (1, 2)
]  # fmt: skip
AXE = (
    "axe.run().then((result) => result.violations.map((one) =>"
    " [one.id, one.nodes.map((node) => [node.html.slice(0, 160), node.failureSummary])]))"
)


def check(person, axe, what):
    person.page.run(f"{axe}; 0")
    assert person.page.run(AXE) == [], what
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not person.page.run(wide), f"{what}: wider than the window"


@pytest.mark.needs("npm")
def test_axe_finds_nothing_and_the_keyboard_reaches_all(studio, coach, axe, tmp_path):
    (studio.folder / "plans").mkdir()
    (studio.folder / "plans/pull.yaml").write_text(PLAN)
    (studio.folder / "clients/Anna").mkdir(parents=True)
    (studio.folder / "clients/Anna/pull.yaml").write_text(PLAN.replace("reps: 10", "reps: 8"))
    check_ins = tmp_path / "check-ins.json"
    check_ins.write_text(json.dumps({"sets": SETS}))
    for size, dark in (((1024, 768), False), ((2560, 1300), True)):
        person = coach(studio.address, size, dark=dark)
        check(person, axe, "nothing open")
        person.presses("plans/pull.yaml")
        person.sees("long,")
        person.sees("Do it")
        check(person, axe, "a plan")
        person.presses("Words")
        person.sees("one long sigh")
        check(person, axe, "the words")
        person.presses("Program")
        person.sees("Easier weeks")
        person.sees("Sunday")
        check(person, axe, "the program")
        person.presses("Exercises")
        person.sees("200 or more exercises")
        person.presses("Triceps pushdown\ntriceps, cable, band")
        person.presses("Vary it")
        check(person, axe, "an exercise")
        person.presses("Clients")
        person.sees("Otherwise than for all")
        person.presses("Anna")
        person.sees("Nothing yet. Take the file" if size[0] == 1024 else "2 sets, the last")
        person.chooses_file(check_ins)
        person.sees("hard, but there")
        check(person, axe, "the clients")
        if not dark:
            picture(person.page, "clients", tmp_path)
        person.presses("Voices")
        person.sees("Speaks now")
        person.sees("Install fenrir")
        check(person, axe, "the voices")
        person.presses("Plan")
    wanted = {
        "Plan", "Words", "New plan", "Paste a plan", "History", "Add", "Make tomorrow's session",
        "Sets, lat pulldown", "Move down, lat pulldown", "Remove, biceps curl",
        "Take the superset apart",
    }  # fmt: skip
    person.sees("Plans of this folder")
    assert person.misses(wanted) == set()
    person.presses_key("Enter", on="History")
    person.sees("What it said before")
    check(person, axe, "the history")
    person.presses("Close")
    person.presses("Paste a plan")
    check(person, axe, "a pasted plan")
    person.presses("Cancel")
    person.presses_key("Enter", on="New plan")
    person.sees("Title of the plan")
    check(person, axe, "a question")
    person.types("Legs")
    person.presses_key("Enter")
    person.sees("Write plans/legs.yaml")
