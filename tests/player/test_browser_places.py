"""The four places of the page, and the way between them, in a real browser."""

import pytest

from mmc_audio.player.app import make_app

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

KEY = "pull-day/2026-11-23-pull-day"
PLACES = ("today", "train", "history", "you")
HERE = "[...document.querySelectorAll('.places [aria-current]')].map((one) => one.hash)"
MAINS = "[...document.querySelectorAll('main')].filter((one) => one.checkVisibility()).length"


@pytest.fixture
def address(output, ledger, web):
    with web.web.serving(make_app(output, ledger=ledger)) as port:
        yield f"http://127.0.0.1:{port}/"


def opened(phone, address, **options):
    page = phone(address, ready=False, **options)
    page.until("!!document.querySelector('#today-sessions a')")
    return page


def test_the_page_opens_today_and_each_place_is_one_tap_away(address, phone):
    page = opened(phone, address, size=(360, 640))
    assert page.run(HERE) == ["#today"]
    for place in (*PLACES[1:], "today"):
        page.tap(f"#to-{place}")
        page.until(f"document.body.dataset.place === '{place}'")
        assert page.run(HERE) == [f"#{place}"]
        page.until(f"{MAINS} === 1")
    page.tap("#today-sessions a")
    page.until("!document.getElementById('player').hidden")
    page.until(f"location.hash === '#{KEY}'")
    page.run("history.back()")
    page.until("!document.getElementById('place-today').hidden")


def test_a_session_under_way_goes_on_elsewhere_and_is_one_tap_away(address, phone):
    page = opened(phone, address, size=(844, 390))
    page.tap("#to-train")
    page.tap("#play")
    page.until("document.getElementById('audio').currentTime > 0.6")
    assert not page.run("document.querySelector('.places').checkVisibility()")
    page.tap("#leave")
    page.until("!document.getElementById('place-today').hidden")
    assert page.text("#under-way-words").startswith("Playing: Pull day")
    page.key("n")
    assert page.run("document.getElementById('audio').currentTime") < 5
    page.tap("#under-way-words")
    page.until("!document.getElementById('player').hidden")
    page.reload()
    page.until("!document.getElementById('player').hidden")


READY = {
    "today": "!!document.querySelector('#today-sessions a')",
    "train": "!document.getElementById('player').hidden",
    "history": "!document.getElementById('history').hidden",
    "you": "!document.getElementById('wants').hidden",
}
"""When a place can be used."""

MOST_REQUESTS = 10
"""Until then, with those that come while a busy machine looks."""

MOST_WORK_S = 0.25
"""Of the page's processor time, so that a phone of a quarter of this speed is ready in a second."""


@pytest.mark.parametrize("place", PLACES)
def test_a_place_is_there_after_few_requests_and_little_work_of_scripts(address, browser, place):
    """Counted, and in processor time: a wall clock would measure what else runs here."""
    page = browser.page()
    page.call("Performance.enable", timeDomain="threadTicks")
    asked, happened = [], page.happened

    def noted(method, params):
        if method == "Network.requestWillBeSent":
            asked.append(params["request"]["url"])
        happened(method, params)

    page.happened = noted
    page.open(f"{address}#{place}")
    page.until(READY[place])
    found = {one["name"]: one["value"] for one in page.call("Performance.getMetrics")["metrics"]}
    page.close()
    assert len(asked) <= MOST_REQUESTS, asked
    assert found["TaskDuration"] < MOST_WORK_S
    assert found["ScriptDuration"] < 0.4 * found["TaskDuration"]
    assert found["Nodes"] < 6000
