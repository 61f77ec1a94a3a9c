"""The player page in a real browser at phone size, with real audio."""

import json
import random
import re
import shutil
import time
from datetime import datetime, timedelta
from itertools import combinations

import pytest

from mmc_audio.player.app import make_app
from mmc_audio.player.assets import texts

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

KEY = "pull-day/2026-11-23-pull-day"
NAMES = {"biceps_curl": "Biceps curl", "back_squat": "Back squat"}
QUESTION_S = 0.4
"""After this a question that has come takes a tap for its own."""

LISTENING = """
globalThis.handlers = {};
globalThis.handlersSet = 0;
navigator.mediaSession.setActionHandler = (name, handler) => {
  handlers[name] = handler;
  handlersSet += 1;
};
"""


@pytest.fixture
def address(output, ledger, web):
    with web.web.serving(make_app(output, ledger=ledger)) as port:
        yield f"http://127.0.0.1:{port}/"


@pytest.fixture
def page(address, phone):
    return phone(address, before=LISTENING)


def now(page):
    return page.run("document.getElementById('audio').currentTime")


def playing(page):
    return page.run("!document.getElementById('audio').paused")


def play(page):
    if not playing(page):
        page.tap("#play")


def set_starts(sheet):
    numbers = {cue["section"] for cue in sheet["cues"] if cue["set"] is not None}
    return [section["start_s"] for section in sheet["sections"] if section["id"] in numbers]


def truth(sheet, t):
    """Exercise, set and rep at `t`, reported from the cue sheet alone."""
    section = next(s for s in sheet["sections"] if s["start_s"] <= t < s["end_s"])
    cues = [cue for cue in sheet["cues"] if cue["section"] == section["id"]]
    counted = [cue for cue in cues if cue["rep"] is not None]
    if not counted:
        return section["title"], None, None, None
    exercise, number = counted[0]["exercise"], counted[0]["set"]
    running = [cue for cue in counted if cue["slot"]["start_s"] <= t < cue["slot"]["end_s"]]
    rep, phase = (running[0]["rep"], running[0]["phase"]) if running else (None, None)
    return NAMES[exercise], number, rep, phase


def is_rest(sheet, t):
    """Whether the work of the section at `t` is over, and another set comes."""
    section = next(s for s in sheet["sections"] if s["start_s"] <= t < s["end_s"])
    reps = [c for c in sheet["cues"] if c["section"] == section["id"] and c["rep"] is not None]
    after = any(c["rep"] is not None and c["start_s"] > t for c in sheet["cues"])
    return bool(reps) and t >= reps[-1]["slot"]["end_s"] and after


def expected(sheet, t):
    """What the stage says at `t`: in a rest, the set that comes."""
    if not is_rest(sheet, t):
        return truth(sheet, t)[:3]
    begin = next(s["start_s"] for s in sheet["sections"] if s["start_s"] > t)
    return truth(sheet, begin)[:3]


def shown(page):
    """Exercise, set, rep as the page shows them."""
    number = page.text("#set").split()
    rep = page.text("#dial-number") if page.text("#dial-label") == "Rep" else None
    return (
        page.text("#movement"),
        int(number[1]) if number else None,
        int(rep) if rep else None,
    )


def test_play_moves_the_time_and_pause_stops_it(page):
    page.tap("#play")
    page.until("document.getElementById('audio').currentTime > 0.7")
    assert page.text("#play-label") == "Pause"
    page.tap("#play")
    stopped = now(page)
    time.sleep(0.4)
    assert now(page) == stopped
    assert page.text("#play-label") == "Play"


def test_a_tap_counts_though_the_page_is_painted_under_the_finger(page):
    """A symbol replaced between press and release loses the browser's click."""
    with page.pressed("#play"):
        page.run("document.getElementById('audio').dispatchEvent(new Event('seeked'))")
    assert playing(page)


def test_what_is_shown_agrees_with_the_cue_sheet(page, sheet):
    rng = random.Random(20261123)
    for t in (rng.uniform(0, sheet["duration_s"] - 1) for _ in range(10)):
        page.go(t)
        assert shown(page) == expected(sheet, t), t


def test_reps_and_phases_follow_while_it_plays(page, sheet):
    page.go(13.7)
    page.tap("#play")
    for _ in range(25):
        t, rep, phase = page.run(
            """new Promise((done) => requestAnimationFrame(() => done([
              document.getElementById("audio").currentTime,
              document.getElementById("dial-number").textContent,
              document.getElementById("phase").textContent])))"""
        )
        *_, want_rep, want_phase = truth(sheet, t)
        near = min(abs(t - cue["slot"]["start_s"]) for cue in sheet["cues"])
        if near > 0.08:
            word = {"concentric": "Curl", "peak": "Squeeze", "eccentric": "Lower"}[want_phase]
            assert (rep, phase) == (str(want_rep), word), t
        time.sleep(0.1)


def test_next_and_previous_go_to_the_sets(page, sheet):
    starts = set_starts(sheet)
    page.go(1)
    for start in starts:
        page.tap("#next")
        assert now(page) == pytest.approx(start, abs=0.1)
    page.tap("#next")
    assert now(page) == pytest.approx(sheet["sections"][-1]["start_s"], abs=0.1)
    page.until("document.getElementById('next').disabled")
    for start in reversed(starts):
        page.tap("#previous")
        assert now(page) == pytest.approx(start, abs=0.1)
    page.tap("#previous")
    assert now(page) == 0


def test_restart_and_back(page, sheet):
    start = set_starts(sheet)[1]
    page.go(start + 20)
    page.tap("#back")
    assert now(page) == pytest.approx(start + 5, abs=0.1)
    page.tap("#restart")
    assert now(page) == pytest.approx(start, abs=0.1)
    page.go(4)
    page.tap("#back")
    assert now(page) == 0


def test_keys_do_what_the_buttons_do(page, sheet):
    starts = set_starts(sheet)
    page.go(1)
    page.key("n")
    page.key("n")
    assert now(page) == pytest.approx(starts[1], abs=0.1)
    page.key("ArrowRight")
    assert now(page) == pytest.approx(starts[1] + 15, abs=0.1)
    page.key("r")
    page.key("p")
    assert now(page) == pytest.approx(starts[0], abs=0.1)
    page.key(" ")
    page.until("!document.getElementById('audio').paused")
    page.key(" ")
    page.until("document.getElementById('audio').paused")


def test_keys_work_where_the_slider_was_moved(page, sheet):
    page.tap("#seek")
    page.until("document.activeElement.id === 'seek'")
    page.until("!document.getElementById('audio').seeking")
    before = now(page)
    page.key("n")
    assert now(page) == pytest.approx(next(s for s in set_starts(sheet) if s > before), abs=0.1)
    before = now(page)
    page.key("ArrowRight")
    page.until("!document.getElementById('audio').seeking")
    assert before < now(page) < before + 2
    page.key(" ")
    page.until("!document.getElementById('audio').paused")


def test_before_the_start_the_plan_is_shown_and_set_1_is_one_tap_away(page, sheet):
    assert page.text("#play-label") == "Start"
    assert page.text("#before-title") == sheet["title"]
    rows = page.run("[...document.querySelectorAll('#plan .name')].map((one) => one.textContent)")
    assert rows == ["Biceps curl", "Back squat"]
    assert page.text("#plan .at").startswith("3 \N{MULTIPLICATION SIGN} 8")
    assert page.run("document.getElementById('play').hasAttribute('aria-pressed')") is False
    page.tap("#next")
    page.until("!document.getElementById('audio').paused")
    assert now(page) == pytest.approx(set_starts(sheet)[0], abs=1)
    assert page.text("#play-label") == "Pause"


def test_a_reload_resumes_where_it_stopped(page, sheet):
    page.go(60.5)
    page.tap("#play")
    page.until("document.getElementById('audio').currentTime > 61.5")
    page.reload()
    page.until("document.getElementById('audio').readyState > 0")
    page.until("document.getElementById('audio').currentTime > 60")
    assert now(page) == pytest.approx(61.6, abs=1.2)
    assert not playing(page)
    assert shown(page)[:2] == ("Biceps curl", 2)


def test_a_new_rendering_resumes_at_the_same_set(page, output, sheet):
    page.go(60.5)
    longer = json.loads(json.dumps(sheet))
    for entry in (*longer["sections"][1:], *longer["cues"][3:]):
        for times in (entry, entry.get("slot") or {}):
            for edge in ("start_s", "end_s"):
                if edge in times:
                    times[edge] += 5.0
    (output / f"{KEY}.cues.json").write_text(json.dumps(longer))
    mp3 = output / f"{KEY}.mp3"
    fresh = mp3.with_name("fresh")
    fresh.write_bytes(mp3.read_bytes())
    fresh.replace(mp3)
    page.reload()
    page.until("document.getElementById('audio').currentTime > 65")
    assert now(page) == pytest.approx(65.5, abs=0.1)
    page.complaints.clear()  # the browser itself says that the old rendering is gone


BEGINS = (
    "document.getElementById('audio').addEventListener('playing',"
    " (event) => { globalThis.began = event.target.currentTime; }, {once: true})"
)


def test_wait_for_me_waits_before_the_countdown_until_next(page, sheet):
    ready = next(cue for cue in sheet["cues"] if cue["text"] == "Get ready")["start_s"]
    page.go(ready - 0.6)
    page.tap("#wait")
    page.tap("#play")
    page.until("document.getElementById('audio').paused")
    assert now(page) == pytest.approx(ready, abs=0.1)
    time.sleep(1.0)
    assert now(page) == pytest.approx(ready, abs=0.1)
    assert page.text("#play-label") == "I am ready"
    assert page.text("#dial-label") == "Waiting for you"
    page.run(BEGINS)
    page.run("handlers.nexttrack()")
    assert page.until("globalThis.began") == pytest.approx(ready, abs=0.3)  # not at the next set
    page.until(f"document.getElementById('audio').currentTime > {ready + 0.3}")
    assert playing(page)


def test_without_wait_for_me_it_goes_on(page, sheet):
    ready = next(cue for cue in sheet["cues"] if cue["text"] == "Get ready")["start_s"]
    page.go(ready - 0.4)
    page.tap("#play")
    page.until(f"document.getElementById('audio').currentTime > {ready + 0.4}")
    assert playing(page)


def finish_set(page):
    page.go(34.6)
    play(page)
    page.until("!document.getElementById('checkin').hidden")


def answer(page, reps_fewer=0):
    for text in ("Biceps", "Somewhat", "2 \N{EN DASH} 3"):
        page.until(f"document.getElementById('checkin').textContent.includes('{text}')")
        number = page.run(
            "[...document.querySelectorAll('#answers button')]"
            f".findIndex((button) => button.textContent === '{text}') + 1"
        )
        time.sleep(QUESTION_S)
        page.tap(f"#answers button:nth-child({number})")
    page.until("document.getElementById('question').textContent.startsWith('Logged')")
    time.sleep(QUESTION_S)
    for _ in range(reps_fewer):
        page.tap("#answers button:nth-child(1)")
    page.tap("#play")


def check_in(page, reps_fewer=0):
    """Let a set end, and answer."""
    finish_set(page)
    answer(page, reps_fewer)


def waiting(page):
    return page.run("JSON.parse(localStorage.getItem('mmc:checkins') || '[]').length")


def kept(ledger, seconds=10):
    end = time.monotonic() + seconds
    while not (records := ledger.records()) and time.monotonic() < end:
        time.sleep(0.05)
    return records


def test_a_check_in_reaches_the_ledger(page, ledger, sheet):
    check_in(page)
    page.until("localStorage.getItem('mmc:checkins') === '[]'")
    (record,) = kept(ledger)
    assert (record.session, record.exercise, record.set_number) == (KEY, "biceps_curl", 1)
    assert (record.felt, record.clarity, record.reserve) == ("target", 6, 2)
    assert (record.reps, record.muscle) == (8, "biceps")


def test_reps_that_were_not_done_are_taken_off(page, ledger, sheet):
    check_in(page, reps_fewer=2)
    kept(ledger)
    page.until("localStorage.getItem('mmc:checkins') === '[]'")
    assert [record.reps for record in ledger.records()] == [6]


def test_a_check_in_waits_on_the_phone_while_the_server_is_away(phone, output, ledger, web, sheet):
    with web.web.serving(make_app(output, ledger=ledger)) as port:
        page = phone(f"http://127.0.0.1:{port}/")
        finish_set(page)
    answer(page)
    assert waiting(page) == 1
    assert {record.felt for record in ledger.records()} <= {None}
    with web.web.serving(make_app(output, ledger=ledger), port=port):
        page.run("dispatchEvent(new Event('online'))")
        page.until("localStorage.getItem('mmc:checkins') === '[]'")
        assert [record.felt for record in ledger.records()] == ["target"]
        page.complaints.clear()  # the browser itself says that it could not connect


def test_two_phones_lose_nothing(address, phone, ledger, sheet):
    pages = [phone(address), phone(address)]
    for page in pages:
        page.go(34.6)
        page.tap("#play")
    for page in pages:
        page.until("!document.getElementById('checkin').hidden")
        for _ in range(3):
            time.sleep(QUESTION_S)
            page.tap("#answers button:nth-child(2)")
    for page in pages:
        page.until("localStorage.getItem('mmc:checkins') === '[]'")
    assert len(ledger.records()) == 2


def test_each_question_is_said_to_who_does_not_see_it(page, sheet):
    finish_set(page)
    for question in ("Where did you feel it?", "How clearly?", "Good reps left?"):
        assert page.text("#question") == question
        assert page.text("[aria-live=polite]") == question
        time.sleep(QUESTION_S)
        page.tap("#answers button:nth-child(2)")
    assert page.text("[aria-live=polite]") == "Logged: 8 reps"
    time.sleep(QUESTION_S)
    page.tap("#answers button:nth-child(1)")
    assert page.text("[aria-live=polite]") == "Logged: 7 reps"


def test_the_focus_is_never_lost_in_what_was_hidden(page, sheet):
    finish_set(page)
    for _ in range(3):
        page.run("document.getElementById('answers').children[2].focus()")
        time.sleep(QUESTION_S)
        page.key(" ")
    page.until("document.getElementById('question').textContent.startsWith('Logged')")
    assert page.run("document.activeElement.closest('#checkin') !== null")
    page.run("document.getElementById('skip').focus()")
    page.key(" ")
    page.until("document.getElementById('checkin').hidden")
    assert page.run("document.activeElement.id") == "play"


def test_a_set_that_nobody_speaks_of_is_logged_as_planned(page, ledger, sheet):
    finish_set(page)
    page.tap("#skip")
    page.until("document.getElementById('checkin').hidden")
    page.until("localStorage.getItem('mmc:checkins') === '[]'")
    (record,) = ledger.records()
    assert (record.reps, record.planned_reps, record.felt) == (8, 8, None)
    assert (record.source, record.focused_reps) == ("planned", 0)


def test_at_the_end_what_was_done_is_shown_and_what_was_missed_is_asked(page, ledger, sheet):
    finish_set(page)
    page.go(sheet["duration_s"] - 0.4)
    play(page)
    page.until("document.getElementById('player').dataset.view === 'after'")
    assert page.text("#after-title") == "1 of 6 sets done"
    page.tap("#after-missed button:nth-child(2)")
    page.until("document.getElementById('after-asks').hidden")
    page.until("localStorage.getItem('mmc:checkins') === '[]'")
    assert [(one.felt, one.source) for one in ledger.records()] == [("both", "said")]
    assert page.text("#after-next") != ""


def test_a_skipped_exercise_is_logged_as_skipped_and_left_out(page, ledger, sheet):
    page.go(60)
    play(page)
    page.tap("#skip-exercise")
    page.until("document.getElementById('movement').textContent === 'Back squat'")
    page.until("localStorage.getItem('mmc:checkins') === '[]'")
    records = ledger.records()
    assert [(one.exercise, one.set_number, one.skipped) for one in records] == [
        ("biceps_curl", 2, True), ("biceps_curl", 3, True),
    ]  # fmt: skip
    assert page.text("#news").startswith("Biceps curl left out")


def test_the_lock_screen_does_what_the_buttons_do(page, sheet):
    starts = set_starts(sheet)
    for start in starts[:3]:
        page.run("handlers.nexttrack()")
        assert now(page) == pytest.approx(start, abs=0.1)
    page.go(starts[2] + 10)
    page.run("handlers.previoustrack()")
    assert now(page) == pytest.approx(starts[2], abs=0.1)
    page.run("handlers.previoustrack()")
    assert now(page) == pytest.approx(starts[1], abs=0.1)
    page.run("handlers.seekto({seekTime: 100})")
    assert now(page) == pytest.approx(100, abs=0.1)
    page.run("handlers.seekbackward()")
    assert now(page) == pytest.approx(85, abs=0.1)
    page.run("handlers.play()")
    page.until("!document.getElementById('audio').paused")
    page.run("handlers.pause()")
    page.until("document.getElementById('audio').paused")


def test_the_lock_screen_says_what_is_going_on(page, sheet):
    page.go(20)
    title = page.run("navigator.mediaSession.metadata.title")
    assert title == "Biceps curl · Set 1 of 3"
    assert page.run("navigator.mediaSession.metadata.artwork[0].src").endswith("cover.jpg")
    page.tap("#play")
    page.until("navigator.mediaSession.playbackState === 'playing'")


def test_handlers_are_set_again_when_playing_begins(page):
    before = page.run("handlersSet")
    page.tap("#play")
    page.until(f"handlersSet > {before}")


def test_on_an_iphone_next_and_previous_have_their_places(address, phone):
    iphone = LISTENING + (
        "Object.defineProperty(navigator, 'userAgent', {value: 'Mozilla/5.0 (iPhone; CPU)'});"
    )
    page = phone(address, before=iphone)
    for action in ("seekbackward", "seekforward", "seekto"):
        assert page.run(f"handlers.{action}") is None
        assert page.run(f"'{action}' in handlers")
    assert page.run("typeof handlers.nexttrack") == "function"


def test_the_outline_jumps_to_its_chapters(page, sheet):
    page.tap("#open-outline")
    target = sheet["sections"][5]
    page.tap(f'#outline [data-section="{target["id"]}"]')
    assert now(page) == pytest.approx(target["start_s"], abs=0.1)
    assert not page.run("document.getElementById('outline').open")


def test_speed(page):
    page.tap("#open-more")
    page.run("document.querySelector('input[name=speed][value=\"1.25\"]').click()")
    assert page.run("document.getElementById('audio').playbackRate") == 1.25
    page.reload()
    page.until("document.getElementById('audio').readyState > 0")
    assert page.run("document.getElementById('audio').playbackRate") == 1.25


def test_a_kept_session_plays_without_a_network(phone, output, web):
    with web.web.serving(make_app(output)) as port:
        page = phone(f"http://127.0.0.1:{port}/")
        page.until("navigator.serviceWorker.controller !== null")
        page.tap("#open-more")
        page.tap("#keep")
        page.until("document.getElementById('keep-hint').textContent.includes('kept here')")
    page.reload()
    page.until("document.getElementById('audio').readyState > 0")
    assert page.run("document.getElementById('audio').src").startswith("blob:")
    page.tap("#play")
    page.until("document.getElementById('audio').currentTime > 0.3")
    page.complaints.clear()  # the browser itself says that it could not connect


def test_the_page_with_the_audio_inside_plays_from_a_folder(address, phone, web, tmp_path, sheet):
    port = int(address.split(":")[2].strip("/"))
    got = web.web.Client(port).ask(f"/page/{KEY}.html")
    kept_page = tmp_path / "session.html"
    kept_page.write_bytes(got.data)
    page = phone(kept_page.as_uri(), before=LISTENING)
    page.tap("#play")
    page.until("document.getElementById('audio').currentTime > 0.5")
    page.go(60.5)
    assert shown(page) == truth(sheet, 60.5)[:3]
    page.tap("#next")
    assert now(page) == pytest.approx(set_starts(sheet)[2], abs=0.1)
    assert page.run("performance.getEntriesByType('resource').length") == 0
    check_in(page)
    assert waiting(page) == 1


def test_behind_a_token_everything_still_works(phone, output, ledger, web, sheet):
    token = "w3s4UvB1cXyZ09aLq7Rk2g"
    with web.web.serving(make_app(output, ledger=ledger, token=token)) as port:
        page = phone(f"http://127.0.0.1:{port}/{token}/")
        check_in(page)
        assert len(kept(ledger)) == 1
        assert page.run("document.getElementById('picture').complete")


def test_a_session_that_vanishes_does_not_break_the_page(address, phone, output):
    page = phone(address)
    page.tap("#play")
    page.until("document.getElementById('audio').currentTime > 0.2")
    for path in (output / "pull-day").iterdir():
        path.unlink()
    time.sleep(0.3)
    assert playing(page)
    page.open(address)
    page.until("document.getElementById('trouble').textContent.includes('no longer on the server')")
    page.run("localStorage.clear()")
    page.call("Page.navigate", url="about:blank")
    page.open(f"{address}#train")
    page.until("!document.getElementById('empty').hidden")
    page.complaints.clear()  # the browser itself says that the rest of the file is gone


SIZES = [(390, 844), (390, 664), (360, 640), (320, 568), (844, 390)]
ENLARGED = [(195, 422), (320, 256), (640, 400)]
"""A phone and a desktop at 200 %, and what WCAG asks for."""


def boxes(page, *ids):
    """Of each element that is shown: left, top, right, bottom."""
    return page.run(
        f"""Object.fromEntries({json.dumps(ids)}
          .map((id) => [id, document.getElementById(id)])
          .filter(([, one]) => one.checkVisibility({{visibilityProperty: true}}))
          .filter(([, one]) => one.textContent || one.value)
          .map(([id, one]) => [id, one.getBoundingClientRect()])
          .map(([id, box]) => [id, [box.left, box.top, box.right, box.bottom]]))"""
    )


def touching(page):
    """Pairs of what is shown that are on each other."""
    found = boxes(
        page, "movement", "set", "dose", "feels", "dial-number", "phase", "left", "line", "coming",
        "trouble", "question", "answers", "seek", "previous", "play", "next", "restart",
        "back", "wait",
    )  # fmt: skip
    found |= {"ring": ring} if (ring := ring_box(page)) else {}
    return [
        (one, other)
        for one, other in combinations(found, 2)
        if {one, other} != {"ring", "dial-number"}
        and all(
            min(found[one][far], found[other][far]) - max(found[one][near], found[other][near]) > 1
            for near, far in ((0, 2), (1, 3))
        )
    ]


def ring_box(page):
    return page.run(
        """(({left, top, right, bottom}) => right > left && [left, top, right, bottom])(
          document.querySelector(".ring").getBoundingClientRect())"""
    )


KEYS = ("previous", "play", "next", "restart", "wait")


def beyond(page):
    """What of the page cannot be seen."""
    return page.run(
        """[...document.querySelectorAll("#player button:not(.small), #player p, #player h1")]
          .filter((one) => one.offsetParent && one.textContent && !one.closest(".hidden, .beside"))
          .filter((one) => {
            const box = one.getBoundingClientRect();
            return box.left < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1;
          })
          .map((one) => one.id || one.className)"""
    )


def broken(page):
    """Answers that are broken within a word."""
    lines = page.run(
        """[...document.querySelectorAll("#answers button")].map((button) => {
          const words = document.createRange();
          words.selectNodeContents(button);
          const tops = [...words.getClientRects()].map((box) => box.top);
          return [button.textContent, new Set(tops).size];
        })"""
    )
    return [text for text, count in lines if count > len(text.split())]


LONGEST = max(re.findall(r'^  \w+: "(.+)",$', texts()["trouble.js"], re.MULTILINE), key=len)
"""Of what is said of a trouble."""


def in_trouble(page):
    """The longest trouble is on nothing else, and each of its lines has words."""
    page.run(
        f"""(() => {{
          const [trouble, words] = [document.getElementById("trouble"), {json.dumps(LONGEST)}];
          const say = () => trouble.textContent === words || (trouble.textContent = words);
          new MutationObserver(say).observe(trouble, {{ childList: true }});
          say();
        }})()"""
    )
    left, top, right, bottom = boxes(page, "trouble")["trouble"]
    assert (right - left > 120, bottom - top < 100) == (True, True)
    assert touching(page) == []


@pytest.mark.parametrize("size", SIZES)
def test_everything_fits_and_no_key_moves_when_a_set_ends(address, phone, size):
    page = phone(address, size=size)
    for t in (2, 10, 37, 21.5):
        page.go(t)
        assert (beyond(page), touching(page)) == ([], []), t
    before = boxes(page, *KEYS)
    for key, (left, top, right, bottom) in before.items():
        least = 72 if key in ("previous", "play", "next") else 56
        assert (right - left >= 50, bottom - top >= least) == (True, True), key
    finish_set(page)
    asked, ring = boxes(page, *KEYS), ring_box(page)
    assert (beyond(page), touching(page), broken(page)) == ([], [], [])
    page.tap("#skip")
    assert (boxes(page, *KEYS), ring_box(page)) == (asked, ring)
    assert asked == before
    in_trouble(page)
    assert page.run("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("size", ENLARGED)
def test_enlarged_nothing_lies_on_anything_else(address, phone, size):
    page = phone(address, size=size)
    for t in (2, 21.5, 37):
        page.go(t)
        assert touching(page) == [], t
    finish_set(page)
    assert (touching(page), broken(page)) == ([], [])
    in_trouble(page)
    assert page.run("document.documentElement.scrollWidth") <= size[0]
    for key in ("play", "wait"):
        page.run(f"document.getElementById('{key}').scrollIntoView()")
        top, bottom = boxes(page, key)[key][1::2]
        assert (top >= -1, bottom <= size[1] + 1) == (True, True), key


def test_a_notch_hides_nothing(address, phone):
    page = phone(address, size=(844, 390))
    page.go(20)
    page.call("Emulation.setSafeAreaInsetsOverride", insets={"left": 47, "right": 47})
    page.until("document.getElementById('movement').getBoundingClientRect().left >= 47")
    assert boxes(page, "next")["next"][2] <= 844 - 47


def test_it_can_be_installed_as_an_app(address, phone):
    page = phone(address)
    page.until("navigator.serviceWorker.controller !== null")
    errors = page.call("Page.getInstallabilityErrors")["installabilityErrors"]
    # Each test page is in a store of its own, as a private window is, where nothing is installed.
    assert {error["errorId"] for error in errors} <= {"in-incognito"}


def day(ahead=0):
    return str((datetime.now().astimezone() + timedelta(days=ahead)).date())


def test_todays_session_comes_first(address, phone, output, sheet):
    names = [day(ahead) for ahead in (1, 3, 0, -1)]
    folder = output / "pull-day"
    for name in names:
        for ending in (".mp3", ".cues.json"):
            shutil.copy(folder / f"2026-11-23-pull-day{ending}", folder / f"{name}-legs{ending}")
    (folder / "2026-11-23-pull-day.mp3").unlink()
    page = phone(address)
    assert page.text("#session-day") == "Today"
    listed = page.run(
        "[...document.querySelectorAll('#sessions .day')].map((day) => day.textContent)"
    )
    assert [listed[0], listed[1], listed[3]] == ["Today", "Tomorrow", "Yesterday"]
    assert len(listed) == 4


def test_what_was_just_played_comes_before_today(address, phone, output, sheet):
    folder = output / "pull-day"
    for ending in (".mp3", ".cues.json"):
        shutil.copy(folder / f"2026-11-23-pull-day{ending}", folder / f"{day()}-legs{ending}")
    page = phone(f"{address}#{KEY}")
    page.go(40)
    page.tap("#play")
    page.until("document.getElementById('audio').currentTime > 40.2")
    page.open(address)
    page.until("document.getElementById('audio').readyState > 0")
    page.until(f"location.hash === '#{KEY}'")
    assert page.text("#session-day") != "Today"


def test_what_counts_is_large_enough_for_two_metres(page):
    page.go(21.5)
    assert page.text("#phase") == "Squeeze"
    sizes = {"movement": 34, "set": 38, "dial-number": 110, "phase": 44, "left": 44}
    for name, least in sizes.items():
        size = page.run(f"parseFloat(getComputedStyle(document.getElementById('{name}')).fontSize)")
        assert size >= least, name


SETTLED = """
Promise.all(document.getAnimations()
  .filter((one) => one.effect.getComputedTiming().iterations < Infinity)
  .map((one) => one.finished.catch(() => {}))).then(() => 0)
"""
"""Colours change softly, and sheets rise; what glows goes on."""


@pytest.mark.parametrize(
    ("size", "dark"), [((390, 844), True), ((1440, 900), False)], ids=["phone", "desktop"]
)
def test_axe_finds_no_violation(address, phone, axe, size, dark, ledger, sheet):
    page = phone(address, size=size, dark=dark)
    page.run(f"{axe}; 0")
    states = {
        "before": lambda: None,
        "work": lambda: page.go(20),
        "check-in": lambda: (page.go(34.7), page.tap("#play")),
        "rest": lambda: (page.tap("#skip"), page.tap("#play")),
        "more": lambda: page.run("document.getElementById('open-more').click()"),
        "outline": lambda: page.run(
            "document.getElementById('more').close();document.getElementById('outline').showModal()"
        ),
        "after": lambda: (
            page.run("document.getElementById('outline').close()"),
            page.go(sheet["duration_s"] - 0.3),
            play(page),
            page.until("document.getElementById('player').dataset.view === 'after'"),
        ),
    }
    for name, enter in states.items():
        enter()
        if name == "check-in":
            page.until("!document.getElementById('checkin').hidden")
        page.run(SETTLED)
        found = page.run(
            "axe.run().then((result) => result.violations.map((one) =>"
            " [one.id, one.nodes.map((node) => [node.html.slice(0, 90), node.failureSummary])]))"
        )
        assert found == [], name
