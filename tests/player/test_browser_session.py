"""A whole gym session in the browser: the ledger holds exactly what was done."""

import copy
import time

import pytest

from mmc_audio.player.app import make_app

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SLEEPS = """
globalThis.slept = 0;
const { get, set } = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'currentTime');
Object.defineProperty(HTMLMediaElement.prototype, 'currentTime', {
  get() { return get.call(this) + slept; },
  set(t) { slept = 0; set.call(this, t); },
});
"""


def with_loads(sheet):
    """The session as a cue sheet of version 2: work and rest as spans, 20 kg in each set."""
    sheet = copy.deepcopy(sheet)
    sheet["version"], sheet["spans"], sheet["steps"] = 2, [], []
    for section in sheet["sections"]:
        reps = [c for c in sheet["cues"] if c["section"] == section["id"] and c["rep"]]
        if not reps:
            continue
        beats = {c["rep"]: c["slot"]["start_s"] for c in reversed(reps)}
        place = {name: reps[0][name] for name in ("exercise", "set")}
        section |= {**place, "step": place["exercise"], "sets": 3}
        begin, end = reps[0]["slot"]["start_s"], reps[-1]["slot"]["end_s"]
        base = {"section": section["id"], **place, "step": place["exercise"], "side": None,
                "round": None, "load": "20kg", "reps": 8, "tempo": "1-0-1-1"}  # fmt: skip
        spans = (("work", begin, end, "rep", sorted(map(list, beats.items()))),
                 ("rest", end, section["end_s"], None, []))  # fmt: skip
        for kind, start, stop, unit, counted in spans:
            sheet["spans"].append({**base, "span": kind, "start_s": start, "end_s": stop,
                                   "unit": unit, "beats": counted, "air": []})  # fmt: skip
    return sheet


@pytest.fixture
def output(sheet, audio, tmp_path, write):
    name = "2026-11-23-pull-day"
    return write(tmp_path / "output", "pull-day", name, with_loads(sheet), audio)


@pytest.fixture
def loaded(sheet):
    return with_loads(sheet)


def work_of(sheet):
    return [span for span in sheet["spans"] if span["span"] == "work"]


def test_a_gym_session(phone, output, ledger, web, loaded):
    """Start, sleep over two sets, 30 s more rest, no server for a while, skip, a load, the end."""
    work = work_of(loaded)
    with web.web.serving(make_app(output, ledger=ledger)) as port:
        page = phone(f"http://127.0.0.1:{port}/", before=SLEEPS)
        page.tap("#play")
        page.until("document.getElementById('audio').currentTime > 0.2")
        page.run(f"globalThis.slept = {work[1]['end_s'] + 1}")  # two sets behind a locked screen
        page.until("!document.getElementById('checkin').hidden")
        assert page.text("#fix") == "Set 2: 8 reps \N{MIDDLE DOT} 20 kg"
        page.tap("#more30")
        page.until("document.getElementById('dial-below').textContent === 'with 30 s more'")
        assert page.text("#above") == "Next"
        page.until("localStorage.getItem('mmc:checkins') === '[]'")
    page.tap("#fix")
    time.sleep(0.4)
    page.tap("#answers button:nth-child(4)")
    page.until("JSON.parse(localStorage.getItem('mmc:checkins')).length === 1")
    assert page.text("#fix") == "Set 2: 8 reps \N{MIDDLE DOT} 22.5 kg"
    with web.web.serving(make_app(output, ledger=ledger), port=port):
        page.run("dispatchEvent(new Event('online'))")
        page.until("localStorage.getItem('mmc:checkins') === '[]'")
        page.go(work[2]["start_s"] + 1)
        page.tap("#skip-exercise")
        page.until("document.getElementById('movement').textContent === 'Back squat'")
        page.go(work[3]["end_s"] - 0.3)
        page.until("!document.getElementById('checkin').hidden")
        time.sleep(0.4)  # taps that come with the question are not meant for it
        page.tap("#answers button:nth-child(1)")
        page.go(loaded["duration_s"] - 0.4)
        page.until("document.getElementById('player').dataset.view === 'after'")
        assert page.text("#after-title") == "3 of 6 sets done"
        page.until("localStorage.getItem('mmc:checkins') === '[]'")
    what = {
        (one.exercise, one.set_number): (one.reps, one.load, one.felt, one.skipped, one.source)
        for one in ledger.records()
    }
    assert what == {
        ("biceps_curl", 1): (8, 20.0, None, False, "planned"),
        ("biceps_curl", 2): (8, 22.5, None, False, "said"),
        ("biceps_curl", 3): (0, None, None, True, "said"),
        ("back_squat", 1): (8, 20.0, "target", False, "said"),
    }
    page.complaints.clear()  # the browser itself says that it could not connect


def test_loads_are_shown_and_logged_in_the_unit_of_ones_plates(phone, output, ledger, web, loaded):
    with web.web.serving(make_app(output, ledger=ledger)) as port:
        page = phone(f"http://127.0.0.1:{port}/#you", ready=False)
        page.until("!!document.querySelector('#set-units input[value=lb]')")
        page.run("document.querySelector('#set-units input[value=lb]').click()")
        page.run("location.hash = 'train'")
        page.until("document.getElementById('audio').readyState > 1")
        page.until("document.querySelector('#plan .at').textContent.includes('45 lb')")
        page.go(work_of(loaded)[0]["end_s"] - 0.3)
        page.tap("#play")
        page.until("!document.getElementById('checkin').hidden")
        assert page.text("#fix") == "Set 1: 8 reps \N{MIDDLE DOT} 45 lb"
        page.until("localStorage.getItem('mmc:checkins') === '[]'")
    assert [(one.load, one.unit) for one in ledger.records()] == [(45.0, "lb")]
