"""Today and You in a real browser: a day rendered from the phone, settings, and what goes wrong."""

import time
import tomllib

import pytest

from mmc_audio.plan.program import today
from mmc_audio.player.app import make_app
from mmc_audio.player.permission import WritePermission
from mmc_audio.player.program import WorkspaceAccess

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

TODAY = today().isoformat()
PLAN = """\
title: Arms
voice: {engine: silent}
prepare: none
close: none
work: [{exercise: biceps curl, sets: 2, reps: 4, rest: 20s}]
"""
BLOCK = PLAN.replace("work: [{", "work:\n  - {").replace("}]", "}  # slowly")
LONG = PLAN.replace("sets: 2, reps: 4", "sets: 20, reps: 12")
PROGRAM = f"title: Mine\nstart: {TODAY}\nrotation: [plans/arms.yaml, rest]\n"
TOKEN = "a-second-token-of-22-letters"
SIZES = [(360, 640, True), (844, 390, False)]


@pytest.fixture
def workspace(tmp_path, config):
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans/arms.yaml").write_text(PLAN)
    (tmp_path / "program.yaml").write_text(PROGRAM)
    return tmp_path


def app_of(workspace, ledger=None, permission=WritePermission()):  # noqa: B008 - frozen
    access = WorkspaceAccess(workspace, permission)
    return make_app(workspace / "output", ledger=ledger, workspace=access)


@pytest.fixture
def address(workspace, ledger, web):
    with web.web.serving(app_of(workspace, ledger)) as port:
        yield f"http://127.0.0.1:{port}/"


def opened(phone, address, **options):
    page = phone(address, ready=False, **options)
    page.until("!document.getElementById('program').hidden")
    return page


def pressed(page, id_):
    page.until(f"!!document.getElementById('{id_}').offsetParent")
    page.run(f"document.getElementById('{id_}').click()")


def said(page, id_, words):
    page.until(f"document.getElementById('{id_}').textContent.includes({words!r})", seconds=40)


def cut_off(page):
    """What of a place is wider than the screen, or than what it is in."""
    return page.run(
        """[...document.querySelectorAll(".place:not([hidden]) *, .places *")]
          .filter((one) => one.offsetParent && !one.closest(".hidden, svg, select"))
          .filter((one) => one.getBoundingClientRect().right > innerWidth + 1
            || (one.scrollWidth > one.clientWidth + 1 && one.clientWidth))
          .map((one) => one.outerHTML.slice(0, 80))"""
    )


def violations(page):
    time.sleep(0.3)  # colours change softly
    return page.run(
        "axe.run().then((result) => result.violations.map((one) =>"
        " [one.id, one.nodes.map((node) => [node.html.slice(0, 90), node.failureSummary])]))"
    )


@pytest.mark.parametrize(("width", "height", "dark"), SIZES)
def test_every_state_fits_and_axe_finds_nothing(
    address, phone, axe, workspace, width, height, dark
):
    page = opened(phone, address, size=(width, height), dark=dark)
    page.run(f"{axe}; 0")

    def well(state):
        assert cut_off(page) == [], state
        assert violations(page) == [], state

    page.run("document.getElementById('wishes').open = true")
    page.until("document.getElementById('wish-voice').options.length > 1")
    well("wishes")
    (workspace / "plans/arms.yaml").write_text(LONG)
    pressed(page, "render")
    page.until("!document.getElementById('working').hidden")
    well("working")
    pressed(page, "cancel")
    said(page, "render-news", "Stopped")
    (workspace / "plans/arms.yaml").write_text(
        "title: Arms\nwork: [{exercise: curl, sets: many}]\n"
    )
    page.reload()
    page.run(f"{axe}; 0")
    said(page, "day-error", "arms.yaml:2")
    well("mistake")
    page.run("document.querySelectorAll('.week button')[1].click()")
    said(page, "day-title", "Rest day")
    well("rest day")
    page.tap("#to-you")
    page.until("!document.getElementById('wants').hidden")
    page.until("document.getElementById('set-voice').options.length > 1")
    well("you")
    assert not list((workspace / "output").glob("**/*.mp3"))


def test_a_day_is_rendered_from_the_phone_and_trained(address, phone):
    page = opened(phone, address, size=(360, 640))
    assert page.text("#day-title") == "Arms"
    assert page.text("#day-exercises .name") == "Biceps curl"
    pressed(page, "render")
    said(page, "render-news", "Ready: ")
    page.until("document.querySelector('.week button').dataset.state === 'rendered'")
    page.tap("#day-open")
    page.until("!document.getElementById('player').hidden")
    assert page.run("location.hash") == f"#mine/{TODAY}-arms"
    page.tap("#play")
    page.until("document.getElementById('audio').currentTime > 0.6")
    page.tap("#leave")
    said(page, "day-why", "You are training this session now.")
    assert not page.run("document.getElementById('render').checkVisibility()")


def typed(page, id_, value):
    page.until(f"!!document.getElementById('{id_}')")
    page.run(
        f"""(() => {{
          const field = document.getElementById({id_!r});
          field.value = {value!r};
          for (const name of ["input", "change"]) field.dispatchEvent(new Event(name));
        }})()"""
    )


def test_a_plan_is_changed_on_the_phone_and_kept_until_it_is_saved(address, phone, axe, workspace):
    plan = workspace / "plans/arms.yaml"
    plan.write_text(BLOCK)
    page = opened(phone, address, size=(360, 640))
    pressed(page, "day-change")
    page.until("document.getElementById('editor').open")
    page.run("document.querySelector('#editor-rows summary').click()")
    typed(page, "cell-0-load", "14 kg")
    page.until("document.getElementById('editor-text').value.includes('load: 14 kg')")
    typed(page, "add-name", "lat pulldown")
    page.until("!!document.querySelector('#found-names [aria-label=\"Lat pulldown\"]')")
    page.run("document.querySelector('#found-names [aria-label=\"Lat pulldown\"]').click()")
    page.until("document.getElementById('editor-rows').children.length === 2")
    typed(page, "cell-1-sets", "many")
    page.until("!!document.querySelector('#editor-rows [data-level=error]')")
    assert page.run("document.getElementById('editor-save').disabled")
    page.run(f"{axe}; 0")
    assert page.run(
        """[...document.querySelectorAll("#editor *")].filter((one) => one.offsetParent
          && !one.closest("textarea") && one.getBoundingClientRect().right > innerWidth + 1)
          .map((one) => one.outerHTML.slice(0, 80))"""
    ) == []  # fmt: skip
    assert violations(page) == []
    page.tap("#editor-undo")
    page.until("!document.getElementById('editor-save').disabled")
    assert plan.read_text() == BLOCK
    page.reload()
    page.until("!document.getElementById('program').hidden")
    pressed(page, "day-change")
    said(page, "editor-news", "not saved yet")
    plan.write_text(BLOCK.replace("Arms", "Big arms"))
    page.tap("#editor-save")
    said(page, "editor-words", "Keep yours, or take theirs")
    assert plan.read_text() == BLOCK.replace("Arms", "Big arms")
    page.tap("#keep-mine")
    said(page, "editor-news", "Saved")
    assert "load: 14 kg" in plan.read_text()
    assert "# slowly" in plan.read_text()
    page.run("document.getElementById('editor').close()")
    said(page, "day-exercises", "Lat pulldown")
    page.complaints.clear()  # the browser itself says that it was refused


def test_a_page_without_permission_says_so_and_an_address_hands_it_over(
    phone, workspace, web, ledger
):
    app = app_of(workspace, ledger, WritePermission(TOKEN, to_local=False))
    with web.web.serving(app) as port:
        address = f"http://127.0.0.1:{port}/"
        page = opened(phone, address)
        said(page, "day-why", "may not change anything yet")
        page.open("about:blank")
        page.open(f"{address}#write=wrong")
        said(page, "day-why", "no longer valid")
        page.open("about:blank")
        page.open(f"{address}#write={TOKEN}")
        page.until("!!document.getElementById('render').offsetParent")
        assert TOKEN not in page.run("location.href")
        page.reload()
        page.until("!!document.getElementById('render').offsetParent")
        page.tap("#to-you")
        pressed(page, "forget-permission")
        said(page, "you-refused", "may not change anything yet")
        page.until("document.getElementById('set-voice').options.length > 1")


def test_without_the_server_the_week_stays_and_nothing_can_be_asked_for(
    phone, workspace, web, ledger
):
    with web.web.serving(app_of(workspace, ledger)) as port:
        page = opened(phone, f"http://127.0.0.1:{port}/")
    pressed(page, "render")
    said(page, "render-news", "out of reach")
    assert page.text("#day-title") == "Arms"
    page.tap("#to-you")
    said(page, "you-trouble", "out of reach")
    page.complaints.clear()  # the browser itself says that the server is gone


def test_without_a_program_the_newest_sessions_are_shown(phone, output, web, config, tmp_path):
    with web.web.serving(app_of(tmp_path)) as port:
        page = phone(f"http://127.0.0.1:{port}/", ready=False)
        page.until("!!document.querySelector('#today-sessions a')")
        page.until("document.getElementById('audio').readyState > 1")
        assert page.text("#today-words") == ""
        assert not page.run("document.getElementById('program').checkVisibility()")


OVER = "title: X\nstart: 2020-01-01\nweeks: 1\nrotation: [plans/arms.yaml]\n"


@pytest.mark.parametrize("program", ["title: [\n", OVER])
def test_a_program_that_is_wrong_or_over_says_so(phone, workspace, web, program):
    (workspace / "program.yaml").write_text(program)
    with web.web.serving(app_of(workspace)) as port:
        page = phone(f"http://127.0.0.1:{port}/", ready=False)
        said(page, "today-words", "program")


def test_settings_are_saved_undone_and_not_written_over(address, phone, config):
    page = phone(f"{address}#you", ready=False)
    page.until("!document.getElementById('wants').hidden")
    page.run("document.querySelector('#set-talk [value=sparse]').click()")
    said(page, "you-news", "Saved")
    page.run("document.querySelector('#set-profile [value=knee_pain]').click()")
    page.until("document.querySelector('#set-profile [value=knee_pain]').checked")
    page.until("document.getElementById('you-news').textContent.includes('Saved')")
    page.until("!document.getElementById('undo-settings').hidden")
    deadline = time.monotonic() + 5
    while "knee_pain" not in config.read_text() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert tomllib.loads(config.read_text()) == {
        "training": {"talk": "sparse", "profile": ["knee_pain"]}
    }
    pressed(page, "undo-settings")
    said(page, "you-news", "as they were before")
    assert tomllib.loads(config.read_text()) == {"training": {"talk": "sparse"}}
    config.write_text('[training]\ntalk = "full"\n')
    page.run("document.querySelector('#set-talk [value=silent]').click()")
    said(page, "you-trouble", "changed elsewhere")
    page.until("document.querySelector('#set-talk [value=full]').checked")
    assert tomllib.loads(config.read_text()) == {"training": {"talk": "full"}}
    page.complaints.clear()  # the browser itself says that it was refused


def test_a_phone_that_may_store_nothing_says_so(address, phone):
    forbids = (
        "Storage.prototype.setItem = () => { throw new DOMException('no', 'SecurityError'); };"
    )
    page = phone(f"{address}#you", ready=False, before=forbids)
    said(page, "phone-words", "stores nothing")
    page.until("!document.getElementById('wants').hidden")
