"""What was trained over time, in a real browser: seen, opened, kept, and in no way."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from mmc_audio.ledger.store import SetRecord
from mmc_audio.player.app import make_app

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SET = SetRecord("", "", "", "a/b", "biceps_curl", "biceps", 1, 8, "target", 7, load=20, unit="kg")
ODD = "<img src=x onerror=alert(1)> " + "Donaudampfschifffahrtsgesellschaft" * 4
SIZES = [(360, 640), (390, 844), (844, 390), (820, 1180), (1440, 900)]
SHOWN = "document.querySelectorAll('#history-exercises button').length"
KEPT = "JSON.parse(localStorage.getItem('mmc:history:exercises') || '[]').length"
OUTSIDE = """
[...document.querySelectorAll('#place-history *, #exercise[open] *')].filter((one) => {
  const box = one.getBoundingClientRect();
  return box.width && one.checkVisibility() && (box.left < -1 || box.right > innerWidth + 1);
}).map((one) => one.tagName + one.id + one.textContent.slice(0, 30))
"""


@pytest.fixture
def trained(ledger):
    """Twenty exercises on forty days; one has an odd name, one is held, one is lifted in pounds."""
    one = [SET, replace(SET, exercise="plank", muscle="abdominals", reps=0, load=None, unit=None)]
    one += [replace(SET, exercise=ODD, muscle="hip_flexors", load=45, unit="lb", felt="elsewhere")]
    one += [replace(SET, exercise=f"own_{number}", muscle="calves") for number in range(17)]
    records = []
    for back in range(0, 80, 2):
        day = (date.today() - timedelta(back)).isoformat()  # noqa: DTZ011
        for each in one[: 3 if back else 20]:
            new = str(UUID(int=len(records) + 1, version=4))
            records.append(replace(each, id=new, day=day, done_at=f"{day}T18:00:00+01:00"))
    ledger.record(records)
    return ledger


def opened(phone, port, **options):
    page = phone(f"http://127.0.0.1:{port}/#history", ready=False, **options)
    page.until("!document.getElementById('history').hidden")
    page.until("document.getElementById('history-loading').hidden")
    return page


def violations(page):
    return page.run("axe.run().then((found) => found.violations.map((one) => [one.id, "
                    "one.nodes.map((node) => node.html.slice(0, 120))]))")  # fmt: skip


@pytest.mark.parametrize("dark", [True, False])
def test_it_fits_every_screen_and_axe_finds_nothing(tmp_path, trained, phone, web, axe, dark):
    with web.web.serving(make_app(tmp_path, ledger=trained)) as port:
        page = opened(phone, port, size=SIZES[0], dark=dark)
        page.run(axe)
        for size in SIZES:
            page.look(size, dark=dark)
            page.until(f"{SHOWN} === 12")
            assert page.run(OUTSIDE) == []
            page.run("document.querySelector('#history-exercises button').click()")
            page.until("!!document.querySelector('#exercise-picture svg')")
            page.run("Promise.all(document.getAnimations().map((one) => one.finished))")
            assert page.run(OUTSIDE) == []
            if size in (SIZES[0], SIZES[2]):
                assert violations(page) == []
            page.run("document.getElementById('exercise').close()")
        assert violations(page) == []


@pytest.mark.parametrize("size", [(195, 422), (180, 320), (422, 195)])
def test_at_twice_the_size_it_still_fits_and_nothing_moves_by_itself(
    tmp_path, trained, phone, web, size
):
    with web.web.serving(make_app(tmp_path, ledger=trained)) as port:
        page = opened(phone, port, size=size)
        page.look(size, dark=True, reduced=True)
        assert page.run(OUTSIDE) == []
        page.run("document.querySelector('#history-exercises button').click()")
        page.until("!!document.querySelector('#exercise-picture svg')")
        assert page.run(OUTSIDE) == []
        assert page.run("document.getAnimations().length") == 0


def test_an_odd_name_is_text_and_can_be_searched(tmp_path, trained, phone, web):
    with web.web.serving(make_app(tmp_path, ledger=trained)) as port:
        page = opened(phone, port)
        page.until(f"{SHOWN} === 12")
        assert "12 of 20" in page.text("#history-none")
        page.run("document.getElementById('history-search').focus()")
        page.call("Input.insertText", text="onerror img")
        page.until(f"{SHOWN} === 1")
        page.tap("#history-exercises button")
        page.until("!!document.querySelector('#exercise-picture svg')")
        assert page.text("#exercise-title").startswith("<img src=x")
        assert not page.run("document.querySelectorAll('#place-history img, #exercise img').length")
        assert page.text("#exercise-bests .name") == "Your heaviest"
        assert page.text("#exercise-bests .at") == "45 lb, 8 reps"


def test_what_was_seen_last_is_there_without_the_server(tmp_path, trained, phone, web):
    with web.web.serving(make_app(tmp_path, ledger=trained)) as port:
        page = opened(phone, port)
        page.until(f"{KEPT} === 12", seconds=30)  # asked for one after the other, after a while
    page.run("location.hash = '#you'")
    page.until("!document.getElementById('place-you').hidden")
    page.run("location.hash = '#history'")
    page.until("document.getElementById('history-kept').textContent.includes('out of reach')")
    assert page.run("!!document.querySelector('#history-body svg')")
    page.run("document.querySelector('#history-exercises button').click()")
    page.until("!!document.querySelector('#exercise-picture svg')")
    page.until("document.getElementById('exercise-kept').textContent.includes('last in reach')")
    page.complaints.clear()  # the browser itself says that it could not connect


def test_an_earlier_half_year_is_one_tap_away(tmp_path, ledger, phone, web):
    days = [(date.today() - timedelta(back)).isoformat() for back in (0, 300)]  # noqa: DTZ011
    ledger.record([
        replace(SET, id=str(UUID(int=at + 1, version=4)), day=day, done_at=f"{day}T18:00:00+01:00")
        for at, day in enumerate(days)
    ])  # fmt: skip
    with web.web.serving(make_app(tmp_path, ledger=ledger)) as port:
        page = opened(phone, port)
        now = page.text("#history-span")
        page.tap("#history-earlier")
        page.until(f"document.getElementById('history-span').textContent !== '{now}'")
        assert page.run("document.getElementById('history-earlier').disabled")
        page.tap("#history-later")
        page.until(f"document.getElementById('history-span').textContent === '{now}'")


def test_before_the_first_set_it_says_what_will_be_here(tmp_path, ledger, phone, web):
    with web.web.serving(make_app(tmp_path, ledger=ledger)) as port:
        page = opened(phone, port)
        assert page.text("#history-words").startswith("Nothing logged yet")
        assert not page.run("document.getElementById('history-calendar').checkVisibility()")
    with web.web.serving(make_app(tmp_path)) as port:
        page = phone(f"http://127.0.0.1:{port}/#history", ready=False)
        page.until("document.getElementById('history-kept').textContent.includes('keeps no log')")
        page.complaints.clear()  # the browser itself says that it was not found
