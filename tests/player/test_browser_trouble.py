"""The player page when things go wrong: no server, no store, a phone that slept, a double tap."""

import asyncio
import json
import shutil
import sqlite3
import time
from contextlib import closing
from datetime import datetime, timedelta

import pytest

from mmc_audio.player.app import make_app

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

KEY = "pull-day/2026-11-23-pull-day"
ANSWER = "#answers button:nth-child(1)"
SLEEPS = """
globalThis.slept = 0;
const { get, set } = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'currentTime');
Object.defineProperty(HTMLMediaElement.prototype, 'currentTime', {
  get() { return get.call(this) + slept; },
  set,
});
"""
NO_SETTINGS = """
Object.defineProperty(globalThis, 'localStorage', {
  get() { throw new DOMException('denied', 'SecurityError'); },
});
"""
NO_STORE = "CacheStorage.prototype.open = async () => { throw new DOMException('denied'); };"
IMPATIENT = """
const timeout = AbortSignal.timeout.bind(AbortSignal);
AbortSignal.timeout = (ms) => timeout(ms / 50);
"""
LOCKS = """
globalThis.held = 0;
const lock = () => ({ released: false, async release() { this.released = true; held -= 1; } });
const request = async () => {
  await new Promise((done) => setTimeout(done, 30));
  held += 1;
  return lock();
};
Object.defineProperty(navigator, 'wakeLock', { value: { request } });
"""
FRAMES = """
globalThis.frames = {};
const ask = requestAnimationFrame.bind(globalThis);
globalThis.requestAnimationFrame = (paint) => ask((t) => {
  frames[t] = (frames[t] || 0) + 1;
  paint(t);
});
"""
TOMORROW = """
Date = class extends Date {
  constructor(...at) { super(...(at.length ? at : [Date.now() + 864e5])); }
};
"""
SOON = """
const later = setTimeout;
globalThis.setTimeout = (what, ms) => later(what, ms >= 3000 ? 200 : ms);
"""


@pytest.fixture
def address(output, ledger, web):
    with web.web.serving(make_app(output, ledger=ledger)) as port:
        yield f"http://127.0.0.1:{port}/"


def now(page):
    return page.run("document.getElementById('audio').currentTime")


def playing(page):
    return page.run("!document.getElementById('audio').paused")


def finish_set(page):
    page.go(34.6)
    page.run("document.getElementById('audio').play()")
    page.until("document.getElementById('question').textContent.includes('Where')")
    page.until("!document.getElementById('checkin').hidden")
    time.sleep(0.4)  # taps that come with the question are not meant for it


def answer(page, times=1):
    for _ in range(times):
        page.tap(ANSWER)
        time.sleep(0.4)


def kept(ledger, seconds=10):
    """The sets in the ledger, once somebody has said where one was felt."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if any(record.felt for record in ledger.records()):
            break
        time.sleep(0.05)
    return ledger.records()


def today(ahead=0):
    return str((datetime.now().astimezone() + timedelta(days=ahead)).date())


def another(output, name, endings=(".mp3", ".cues.json")):
    """The same session once more, under another name; gives its key."""
    folder = output / "pull-day"
    for ending in endings:
        shutil.copy(folder / f"2026-11-23-pull-day{ending}", folder / f"{name}{ending}")
    return f"pull-day/{name}"


def render_again(output):
    mp3 = output / f"{KEY}.mp3"
    fresh = mp3.with_name("fresh")
    fresh.write_bytes(mp3.read_bytes())
    fresh.replace(mp3)


def keep(page):
    page.until("navigator.serviceWorker.controller !== null")
    page.tap("#open-more")
    page.tap("#keep")
    page.until("document.getElementById('keep-hint').textContent.includes('kept here')")


def choose(page, day):
    """Choose the session of that day from the list."""
    page.run(
        "[...document.querySelectorAll('#sessions button')]"
        f".find((button) => button.textContent.includes('{day}')).click()"
    )


def source(page):
    return page.run("document.getElementById('audio').src")


def without_server(page):
    """The browser itself says in red that it could not connect."""
    page.complaints.clear()


def test_a_set_that_began_while_the_page_slept_goes_on(address, phone, sheet):
    ready = next(cue for cue in sheet["cues"] if cue["text"] == "Get ready")["start_s"]
    page = phone(address, before=SLEEPS)
    page.go(ready - 8)
    page.tap("#wait")
    page.tap("#play")
    page.until(f"document.getElementById('audio').currentTime > {ready - 7.9}")
    page.run("globalThis.slept = 13")
    time.sleep(0.4)
    assert playing(page)
    assert now(page) > ready + 5


def test_answers_reach_the_ledger_though_the_browser_remembers_nothing(address, phone, ledger):
    page = phone(address, before=NO_SETTINGS)
    finish_set(page)
    answer(page, times=3)
    assert [record.felt for record in kept(ledger)] == ["target"]


def test_a_blocked_store_keeps_no_session_from_playing(address, phone):
    page = phone(address, before=NO_STORE)
    page.tap("#play")
    page.until("document.getElementById('audio').currentTime > 0.2")


def test_a_set_that_is_heard_again_is_logged_once(address, phone, ledger):
    page = phone(address)
    finish_set(page)
    answer(page)
    finish_set(page)
    answer(page, times=3)
    page.until("localStorage.getItem('mmc:checkins') === '[]'")
    assert [(one.felt, one.clarity, one.reserve) for one in ledger.records()] == [("target", 9, 1)]


def test_a_session_that_is_done_again_another_day_is_logged_again(address, phone, ledger):
    page = phone(address)
    finish_set(page)
    answer(page)
    page.run(TOMORROW)
    finish_set(page)
    answer(page)
    page.until("localStorage.getItem('mmc:checkins') === '[]'")
    assert len(ledger.records()) == 2


def test_a_double_tap_answers_one_question(address, phone):
    page = phone(address)
    finish_set(page)
    twice = f"for (const _ of [1, 2]) document.querySelector('{ANSWER}').click()"
    for question in ("How clearly?", "Good reps left?", "Logged"):
        page.run(twice)
        assert page.text("#question") == question
        time.sleep(0.4)
    page.run(twice)
    assert page.text("#fix") == "Set 1: 6 reps"


def test_a_begun_check_in_outlives_a_reload(address, phone, ledger):
    page = phone(address)
    finish_set(page)
    answer(page)
    page.reload()
    assert [(one.felt, one.clarity) for one in kept(ledger, 3)] == [("target", None)]


def test_a_check_in_that_is_never_answered_is_sent_again(phone, output, ledger, web):
    inner = make_app(output, ledger=ledger)
    sent = []

    async def silent_once(scope, receive, send):
        if scope["type"] == "http" and scope["method"] == "POST":
            sent.append(scope)
            if len(sent) == 1:
                await asyncio.sleep(60)
        await inner(scope, receive, send)

    with web.web.serving(silent_once) as port:
        page = phone(f"http://127.0.0.1:{port}/", before=IMPATIENT)
        finish_set(page)
        answer(page)
        page.until(
            "!(dispatchEvent(new Event('online')), JSON.parse(localStorage['mmc:checkins'])[0])"
        )
        assert len(ledger.records()) == 1
        without_server(page)


def of_a_newer_version(ledger):
    with closing(sqlite3.connect(ledger.path)) as raw, raw:
        raw.execute("PRAGMA user_version = 3")


def damaged(ledger):
    ledger.path.write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 20)


@pytest.mark.parametrize("broken", [of_a_newer_version, damaged])
def test_a_ledger_that_cannot_be_written_is_named_and_no_set_is_lost(
    address, phone, ledger, broken
):
    ledger.record([])
    broken(ledger)
    page = phone(address)
    finish_set(page)
    trouble = "document.getElementById('trouble').textContent"
    page.until(f"{trouble}.startsWith('The log on the computer cannot be written')")
    page.run("location.hash = '#history'")
    page.until("document.getElementById('history-kept').textContent.includes('cannot be read')")
    assert "is not in it yet" in page.text("#history-kept")
    said = page.text("#history-kept")
    assert ("update mmc-audio" in said) == (broken is of_a_newer_version)
    ledger.path.unlink()
    page.until("!(dispatchEvent(new Event('online')), JSON.parse(localStorage['mmc:checkins'])[0])")
    assert len(ledger.records()) == 1
    page.until(f"{trouble} === ''")
    page.complaints.clear()  # the browser itself says what status came


def test_the_screen_is_kept_awake_once_and_given_back(address, phone):
    page = phone(address, before=LOCKS)
    page.tap("#play")
    page.until("held > 0")
    time.sleep(0.2)
    assert page.run("held") == 1
    page.tap("#play")
    page.until("held === 0")
    page.run(
        """(async (audio) => {
          await audio.play();
          audio.pause();
        })(document.getElementById("audio"))"""
    )
    time.sleep(0.3)
    assert page.run("held") == 0


NO_LOCK = "delete Navigator.prototype.wakeLock;"


def test_without_a_lock_a_film_keeps_the_screen_on_while_it_plays(address, phone):
    page = phone(address, before=NO_LOCK)
    film = "document.querySelector('video.awake')"
    page.tap("#play")
    page.until(f"{film} && !{film}.paused && {film}.currentTime > 0.1")
    assert page.run(f"[{film}.muted, {film}.loop, {film}.playsInline]") == [True, True, True]
    share = f"{film}.offsetWidth * {film}.offsetHeight / (innerWidth * innerHeight)"
    assert page.run(share) > 0.9
    page.tap("#play")
    page.until(f"{film}.paused")


def test_over_plain_http_the_way_out_stands_where_the_button_would_be(address, phone):
    page = phone(
        address, before="Object.defineProperty(globalThis, 'isSecureContext', {value: false})"
    )
    page.tap("#open-more")
    assert page.run("document.getElementById('keep').hidden")
    page.tap("#http-part summary")
    assert "serve --lan --https" in page.text("#http-part")
    assert page.run("document.getElementById('http-part').open")


def test_of_two_tabs_one_speaks(address, phone):
    page = phone(address)
    page.tap("#play")
    page.until("document.getElementById('audio').currentTime > 0.2")
    page.run("new BroadcastChannel('mmc-audio').postMessage('plays')")
    page.until("document.getElementById('audio').paused")
    assert "another tab" in page.text("#news")


def test_trouble_stays_until_play_has_loaded_the_audio_anew(address, phone):
    page = phone(address)
    page.go(40)
    page.tap("#play")
    page.until("document.getElementById('audio').currentTime > 40.2")
    page.run("document.getElementById('audio').src = 'nothing.mp3'")
    page.until("document.getElementById('trouble').textContent.includes('out of reach')")
    time.sleep(0.5)
    assert "out of reach" in page.text("#trouble")
    page.run("document.getElementById('audio').pause()")
    page.tap("#play")
    page.until("document.getElementById('audio').currentTime > 40.3")
    page.until("document.getElementById('trouble').textContent === ''")
    assert now(page) < 46
    without_server(page)


def test_a_session_that_is_not_there_is_named_and_no_other_opened(address, phone):
    page = phone(f"{address}#pull-day/gone", ready=False)
    page.until("!document.getElementById('empty').hidden")
    assert "not there" in page.text("#empty-title")
    assert source(page) == ""
    page.tap("#choose")
    page.tap("#sessions button")
    page.until("!document.getElementById('player').hidden")


def test_the_address_chooses_the_session(address, phone, output):
    other = another(output, f"{today()}-legs")
    page = phone(f"{address}#{KEY}")
    page.run(f"location.hash = '#{other}'")
    page.until("document.getElementById('session-day').textContent === 'Today'")


def test_the_last_session_is_there_before_the_server_answers(phone, output, web):
    inner = make_app(output)
    slow = []

    async def slowly(scope, receive, send):
        if slow and scope["type"] == "http" and scope["path"].startswith("/api"):
            await asyncio.sleep(30)
        await inner(scope, receive, send)

    with web.web.serving(slowly) as port:
        page = phone(f"http://127.0.0.1:{port}/#{KEY}")
        slow.append(True)
        page.call("Page.navigate", url="about:blank")
        page.call("Page.navigate", url=f"http://127.0.0.1:{port}/#{KEY}")
        page.until("document.getElementById('player')?.hidden === false", seconds=20)
        assert page.text("#before-title") == "Pull day, biceps focus"
        page.call("Page.navigate", url="about:blank")
        page.until("location.href === 'about:blank'")
    # The answers that were still awaited are no complaint.
    page.complaints[:] = [each for each in page.complaints if "/api/" not in each]


def test_the_page_has_a_shape_before_its_scripts_run(phone, output, web):
    inner = make_app(output)

    async def without_scripts(scope, receive, send):
        if scope["type"] == "http" and scope["path"].endswith(".js"):
            await asyncio.sleep(30)
        await inner(scope, receive, send)

    with web.web.serving(without_scripts) as port:
        page = phone("about:blank", ready=False)
        page.call("Page.navigate", url=f"http://127.0.0.1:{port}/")
        page.until("document.getElementById('skeleton')?.offsetHeight > 100", seconds=20)
        page.call("Page.navigate", url="about:blank")
        page.until("location.href === 'about:blank'")
    page.complaints.clear()  # the browser itself says that it did not wait for the script


def test_each_frame_is_painted_once(address, phone):
    page = phone(address, before=FRAMES)
    page.run(
        """(async (audio) => {
          for (let i = 0; i < 5; i += 1) { await audio.play(); audio.pause(); }
          await audio.play();
        })(document.getElementById("audio"))"""
    )
    time.sleep(0.2)
    page.run("globalThis.frames = {}")
    page.until("Object.keys(frames).length > 5")
    assert page.run("Math.max(...Object.values(frames))") == 1


def test_a_kept_session_opens_when_todays_is_out_of_reach(phone, output, web):
    another(output, f"{today()}-legs")
    with web.web.serving(make_app(output)) as port:
        page = phone(f"http://127.0.0.1:{port}/#{KEY}")
        keep(page)
    page.open("about:blank")
    forgets = "if (location.port) localStorage.clear()"  # it was played long ago
    page.call("Page.addScriptToEvaluateOnNewDocument", source=forgets)
    page.open(f"http://127.0.0.1:{port}/#train")
    page.until("!document.getElementById('player').hidden")
    assert page.run("location.hash") == f"#{KEY}"
    assert source(page).startswith("blob:")
    assert page.run("document.querySelectorAll('#sessions button').length") == 2
    without_server(page)


def test_a_session_out_of_reach_leaves_the_one_that_is_shown(phone, output, web):
    another(output, f"{today()}-legs")
    with web.web.serving(make_app(output)) as port:
        page = phone(f"http://127.0.0.1:{port}/#{KEY}")
    choose(page, "Today")
    page.until("document.getElementById('trouble').textContent.includes('out of reach')")
    assert page.run("location.hash") == f"#{KEY}"
    without_server(page)


def test_keeping_again_without_a_network_loses_nothing(phone, output, web):
    with web.web.serving(make_app(output)) as port:
        page = phone(f"http://127.0.0.1:{port}/")
        keep(page)
    page.tap("#keep")
    page.until("document.getElementById('keep-hint').textContent.includes('did not work')")
    page.reload()
    page.until("document.getElementById('audio').readyState > 0")
    assert source(page).startswith("blob:")
    without_server(page)


def test_what_is_kept_is_the_newest_rendering(phone, output, web):
    with web.web.serving(make_app(output)) as port:
        page = phone(f"http://127.0.0.1:{port}/")
        keep(page)
        page.run("document.getElementById('more').close()")
        render_again(output)
        keep(page)
        page.until("document.getElementById('audio').src.startsWith('blob:')")
        stored = "caches.open('mmc-audio-sessions').then((one) => one.keys())"
        assert page.run(f"{stored}.then((keys) => keys.length)") == 3
    page.reload()
    page.until("document.getElementById('audio').readyState > 0")
    assert source(page).startswith("blob:")
    without_server(page)


def test_the_session_that_was_chosen_last_is_shown(phone, output, web):
    slow, fast = another(output, f"{today(1)}-slow"), another(output, f"{today()}-fast")
    inner = make_app(output)

    async def slowly(scope, receive, send):
        if scope["type"] == "http" and scope["path"] == f"/api/sessions/{slow}":
            await asyncio.sleep(0.5)
        await inner(scope, receive, send)

    with web.web.serving(slowly) as port:
        page = phone(f"http://127.0.0.1:{port}/#{KEY}")
        choose(page, "Tomorrow")
        choose(page, "Today")
        time.sleep(1)
        assert page.run("location.hash") == f"#{fast}"


def test_what_was_only_looked_at_does_not_come_first(address, phone, output):
    first = another(output, f"{today()}-legs")
    page = phone(f"{address}#{KEY}")
    page.go(40)
    page.open("about:blank")
    page.open(f"{address}#train")
    page.until("document.getElementById('audio').readyState > 0")
    assert page.run("location.hash") == f"#{first}"


def test_a_clock_that_was_wrong_does_not_decide_what_comes_first(address, phone, output):
    first = another(output, f"{today()}-legs")
    page = phone(f"{address}#{KEY}")
    page.run("document.getElementById('audio').currentTime = 5")
    page.open("about:blank")
    ahead = json.dumps({"t": 5, "when": 4e12})
    page.call(
        "Page.addScriptToEvaluateOnNewDocument",
        source=f"if (location.port) localStorage.setItem('mmc:at:{KEY}', '{ahead}')",
    )
    page.open(f"{address}#train")
    page.until("document.getElementById('audio').readyState > 0")
    assert page.run("location.hash") == f"#{first}"


def test_audio_that_does_not_come_is_spoken_of(address, phone):
    page = phone(address, before=SOON)
    page.tap("#play")
    page.until("document.getElementById('audio').currentTime > 0.2")
    page.run(
        """((audio) => {
          Object.defineProperty(audio, "readyState", { value: 2 });
          audio.dispatchEvent(new Event("waiting"));
        })(document.getElementById("audio"))"""
    )
    page.until("document.getElementById('trouble').textContent.startsWith('Waiting for the audio')")
    page.run("document.getElementById('audio').dispatchEvent(new Event('playing'))")
    assert page.text("#trouble") == ""


def test_a_session_that_was_rendered_again_is_shown_anew_while_it_does_not_play(
    address, phone, output
):
    page = phone(address)
    old = source(page)
    render_again(output)
    page.run(f"document.getElementById('audio').src = '{old}?'")  # asked for anew
    page.until(f"!document.getElementById('audio').src.startsWith('{old}')")
    page.until("document.getElementById('audio').readyState > 0")
    assert page.text("#trouble") == ""
    without_server(page)


def test_a_session_that_was_rendered_again_while_it_played_says_so(address, phone, output):
    page = phone(address)
    page.tap("#play")
    page.until("document.getElementById('audio').currentTime > 0.2")
    render_again(output)
    page.run("document.getElementById('audio').dispatchEvent(new Event('error'))")
    page.until("document.getElementById('trouble').textContent.includes('rendered again')")
    without_server(page)


async def never(_scope, _receive, _send):
    await asyncio.sleep(60)


async def bad_gateway(_scope, _receive, send):
    await send({"type": "http.response.start", "status": 502, "headers": []})
    await send({"type": "http.response.body", "body": b"bad gateway"})


@pytest.mark.parametrize("app", [never, bad_gateway], ids=["silent", "bad gateway"])
def test_the_page_opens_though_its_server_is_not_itself(phone, output, web, app):
    with web.web.serving(make_app(output)) as port:
        page = phone(f"http://127.0.0.1:{port}/")
        page.until("navigator.serviceWorker.controller !== null")
    with web.web.serving(app, port=port):
        page.call("Page.navigate", url=f"http://127.0.0.1:{port}/?again")
        page.until("document.getElementById('player') !== null")
    without_server(page)


def test_what_a_page_asks_after_its_server_is_gone_is_no_complaint(phone, output, web):
    with web.web.serving(make_app(output)) as port:
        page = phone(f"http://127.0.0.1:{port}/")
    page.run("fetch('/media/nothing.mp3').catch(() => null)")
