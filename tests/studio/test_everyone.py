"""The studio for everyone: by keyboard alone, with a screen reader, by day and by night."""

import json
import signal
import socket

import pytest
from pictures import picture

from mmc_audio.batch.cluster import ANSWER_S
from mmc_audio.coaching.catalogue import load_catalogue

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
    "axe.run(OPTIONS).then((result) => result.violations.map((one) =>"
    " [one.id, one.nodes.map((node) => [node.html.slice(0, 160), node.failureSummary])]))"
)
DAY, NIGHT = (1024, 768), (2560, 1300)
PHONE = (390, 844)
COLOURS = '{runOnly: ["color-contrast"]}'
WRONG = "document.querySelector('.plan-table [aria-invalid=true]')"
SAID = f"document.getElementById({WRONG}.getAttribute('aria-describedby')).innerText"
EDITOR = "[...document.querySelectorAll('.cm-content')].find((one) => one.offsetParent)"
PANELS = ("Plan", "Words", "Program", "Exercises", "Clients", "Voices")


def check(person, axe, what):
    """All of axe on a small screen by day; its colours on a large one by night."""
    fits = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    short = "document.documentElement.scrollHeight <= document.documentElement.clientHeight"
    person.page.run(f"{axe}; 0")
    assert person.page.run(AXE.replace("OPTIONS", "{}")) == [], what
    assert person.page.run(f"{fits} && {short}"), f"{what}: larger than the window"
    person.page.look(NIGHT, dark=True)
    night = f"!{EDITOR} || parseInt(getComputedStyle({EDITOR}).color.match(/\\d+/)[0]) > 128"
    person.page.until(night)
    assert person.page.run(AXE.replace("OPTIONS", COLOURS)) == [], f"{what}, by night"
    assert person.page.run(f"{fits} && {short}"), f"{what}: larger than a large window"
    person.page.look(PHONE, dark=True)
    assert person.page.run(fits), f"{what}: wider than a phone"
    person.page.look(DAY, dark=False)
    person.page.until(f"!{EDITOR} || !({night})")


@pytest.mark.needs("npm")
def test_axe_finds_nothing_and_the_keyboard_reaches_all(studio, coach, axe, tmp_path):
    (studio.folder / "plans").mkdir()
    (studio.folder / "plans/pull.yaml").write_text(PLAN)
    (studio.folder / "clients/Anna").mkdir(parents=True)
    (studio.folder / "clients/Anna/pull.yaml").write_text(PLAN.replace("reps: 10", "reps: 8"))
    (studio.folder / "lexicon.yaml").write_text("RDL: Romanian deadlift\n")
    check_ins = tmp_path / "check-ins.json"
    check_ins.write_text(json.dumps({"sets": SETS}))
    person = coach(studio.address, DAY, dark=False)
    check(person, axe, "nothing open")
    person.presses("Pull\nplans/pull.yaml")
    person.sees("long,")
    person.sees("Do it")
    assert person.page.run(f"getComputedStyle({CHOSEN}).fontWeight") == "600"
    check(person, axe, "a plan")
    person.fills("Sets, lat pulldown", "many")
    person.sees("'many' is no number of sets")
    person.page.until(f"{WRONG}?.ariaLabel === 'Sets, lat pulldown' && {SAID}.includes('many')")
    person.fills("Sets, lat pulldown", "3")
    person.presses("Words")
    person.sees("one long sigh")
    check(person, axe, "the words")
    person.presses("Seated, or leaning on something: one long sigh.")
    person.fills("Say instead", "One long sigh, for me.")
    person.presses("Change")  # a line that is built in becomes one's own first
    person.sees("One long sigh, for me.")
    person.presses("Program")
    person.sees("Easier weeks")
    person.sees("Sunday")
    check(person, axe, "the program")
    person.presses("Exercises")
    person.sees(f"{len(load_catalogue().exercises)} exercises")
    person.fills("Search", "pushdown")
    person.presses("Triceps pushdown\ntriceps, cable, band")
    person.presses("Vary it")
    check(person, axe, "an exercise")
    person.presses("Clients")
    person.sees("Differs in")
    person.presses("Anna")
    person.sees("Nothing yet. Take the file")
    person.chooses_file(check_ins)
    person.sees("hard, but there")
    check(person, axe, "the clients")
    picture(person.page, "clients", tmp_path)
    person.presses("Voices")
    person.sees("Speaks now")
    person.sees("fenrir")
    check(person, axe, "the voices")
    no_key_is_replaced_or_moved_when_a_panel_is_drawn_anew(person)
    the_focus_stays_with_what_is_moved(person)
    wanted = {
        "Plan", "Words", "New plan", "Paste a plan", "History", "Add", "Make tomorrow's session",
        "Sets, lat pulldown", "Move down, lat pulldown", "Remove, biceps curl",
        "Take the superset apart",
    }  # fmt: skip
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
    what_was_begun_ends_with_the_studio(studio, person)


def what_was_begun_ends_with_the_studio(studio, person):
    with socket.create_server(("127.0.0.1", 0)) as says_nothing:
        person.presses("Clients")
        person.fills("Cluster", f"tcp://127.0.0.1:{says_nothing.getsockname()[1]}")
        person.presses("Render all clients")
        person.sees("Waiting for the cluster")
        person.page.run("studio.unsaved = false")
        person.page.open("about:blank")  # a page without its server would complain
        studio.process.send_signal(signal.SIGINT)
        assert studio.process.wait(ANSWER_S - 1) == 130


ROW = "document.activeElement.closest('[data-row]')?.dataset.row"
OUTLINE = "getComputedStyle(document.activeElement).outlineStyle"


def the_focus_stays_with_what_is_moved(person):
    person.presses("Plan")
    person.sees("Plans of this folder")
    for key, row in (("Move down, lat pulldown", "1"), ("Move up, lat pulldown", "0")):
        person.presses_key("Enter", on=key)
        person.page.until(f"{ROW} === '{row}'")
    assert person.page.run("document.activeElement.ariaLabel") == "Move down, lat pulldown"
    assert person.page.run(OUTLINE) == "solid"
    person.page.run("document.activeElement.blur()")


CHOSEN = "document.querySelector('.plan .names [aria-current=true]')"
KEYS = "[...document.querySelectorAll('.studio button')].filter((one) => one.offsetParent)"
PLACE = "JSON.stringify(one.getBoundingClientRect())"
LONG = "globalThis.long = document.createElement('span'); long.textContent = 'done '.repeat(80)"
LATER = "new Promise((done) => setTimeout(() => done(true), 300))"


def no_key_is_replaced_or_moved_when_a_panel_is_drawn_anew(person):
    """Else the browser loses a click that was begun before and ends after it."""
    person.page.run("globalThis.clicks = 0; addEventListener('click', () => clicks++, true); 0")
    for name in PANELS:
        person.presses(name)
        person.page.until(LATER)
        person.page.run(f"globalThis.keys = {KEYS}.map((one) => [one, {PLACE}]); clicks = 0")
        with person.holds(name):
            person.page.run(f"document.querySelector('[data-tab={name}]').click(); {LONG}; 0")
            person.page.run("document.querySelector('header [role=status]').append(long)")
            person.page.until(LATER)
        assert person.page.run("clicks") == 2, name
        gone = f"keys.filter(([one, place]) => !one.isConnected || {PLACE} !== place)"
        assert person.page.run(f"{gone}.map(([one]) => one.innerText)") == [], name
        person.page.run("long.remove()")
