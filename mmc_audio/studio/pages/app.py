"""The studio as an app: one page, its files, and the sounds it plays."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from fastapi import FastAPI
from nicegui import app as nicegui_app
from nicegui import core, ui
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from mmc_audio.player.security import LOCAL_HOSTS, NO_STORE
from mmc_audio.studio.pages.clients_page import ClientsPage
from mmc_audio.studio.pages.elements import act
from mmc_audio.studio.pages.exercises_page import ExercisesPage
from mmc_audio.studio.pages.plan_page import PlanPage
from mmc_audio.studio.pages.program_page import ProgramPage
from mmc_audio.studio.pages.studio import Studio
from mmc_audio.studio.pages.voices_page import VoicesPage
from mmc_audio.studio.pages.words_page import WordsPage
from mmc_audio.studio.security import guarded
from mmc_audio.studio.sounds import Listening, SoundShelf
from mmc_audio.workspace.files import WorkspaceFiles

STATIC = Path(__file__).parents[1] / "static"
GONE_S = 10.0
"""A page that is away for so long is gone, and all that it had begun ends."""
PING_S, BUSY_S = 25.0, 60.0
"""A page is asked so often whether it is there, and has so long for an answer. A closed one says so
itself; with the two seconds that are usual here, a busy machine cut the line."""
HEAD = (
    '<link rel="stylesheet" href="look/studio.css"><script type="module" src="look/studio.js">'
    '</script><link rel="icon" href="data:,">'
)


class Panel(Protocol):
    """What a tab shows."""

    panel: ui.element

    def build(self) -> None:
        """Put it on the page."""

    async def start(self) -> None:
        """It is shown."""


def make_studio(
    folder: Path, *, token: str, hosts: Collection[str] = LOCAL_HOSTS
) -> tuple[ASGIApp, Listening]:
    """The studio of a workspace, and its voices, which are to be closed at the end.

    There can be one in a process: NiceGUI keeps its pages for all of it.

    Args:
        folder: the workspace.
        token: the first part of every address.
        hosts: the names under which it may be asked for.
    """
    files, listening, sounds = WorkspaceFiles(folder), Listening(), SoundShelf()
    opened: list[Studio] = []

    @ui.page("/", title="mmc-audio studio")
    async def page() -> None:
        ui.add_head_html(HEAD)
        await ui.context.client.connected()  # what people wrote goes by the socket, never in HTML
        studio = Studio(files, listening, sounds)
        opened.append(studio)
        studio.at_end.append(lambda: opened.remove(studio))
        await _build(studio)

    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.router.routes.append(Route("/sound/{name}", _sound(sounds)))
    nicegui_app.add_static_files("/look", STATIC, max_cache_age=0)
    ui.run_with(
        app, title="mmc-audio studio", dark=None, language="en-US", tailwind=False,
        show_welcome_message=False, gzip_middleware_factory=None, reconnect_timeout=GONE_S,
    )  # fmt: skip
    nicegui_app.on_startup(_be_patient)
    nicegui_app.on_shutdown(partial(_end_all, opened))
    return guarded(app, hosts=hosts, token=token), listening


def _end_all(opened: Sequence[Studio]) -> None:
    """What pages have begun ends with the studio, which would wait for it."""
    for each in tuple(opened):
        each.go()


def _be_patient() -> None:
    """Wait for a browser that is busy: a press on its way is lost where the line is cut."""
    core.sio.eio.ping_interval, core.sio.eio.ping_timeout = PING_S, BUSY_S


def _sound(sounds: SoundShelf) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        wav = sounds.get(request.path_params["name"])
        if wav is None:
            return PlainTextResponse("not found", 404, NO_STORE)
        return Response(wav, media_type="audio/wav", headers=NO_STORE)

    return answer


async def _build(studio: Studio) -> None:
    studio.listening.someone_came()
    studio.at_end.append(studio.listening.someone_went)
    studio.client.on_delete(studio.go)
    pages: dict[str, Panel] = {}
    tabs: dict[str, ui.button] = {}

    async def go(name: str) -> None:
        """Show a panel; the browser did so when its tab was pressed, or does it now."""
        studio.say("")  # what was said is of another panel
        for each, tab in tabs.items():
            pages[each].panel.set_visibility(each == name)
            current = "page" if each == name else ""
            tab.classes(replace="act tab").props(f'aria-current="{current}"')
        await pages[name].start()

    pages |= _panels(studio, go)
    with ui.element("div").classes("studio"):
        with ui.element("header"):
            ui.html("<h1>Studio</h1>", sanitize=False)
            tabs |= {name: _tab(name, partial(go, name)) for name in pages}
            studio.status_line()
        for name, page in pages.items():
            page.build()
            page.panel.props(f"data-panel={name}")
    await go("Plan")
    editors = [page.editor for page in pages.values() if isinstance(page, EDITED)]
    ui.on("studio-dark", lambda event: _colours(editors, dark=event.args))
    _colours(editors, dark=await ui.run_javascript("studio.dark()", timeout=10.0))


def _tab(name: str, go: Callable[[], Awaitable[None]]) -> ui.button:
    """The key of a panel. The browser shows the panel at once; what is in it comes from here."""
    tab = act(name).props(f"data-tab={name}")
    return tab.on("click", go, [], js_handler=f"() => {{ studio.show({name!r}); emit(); }}")


def _panels(studio: Studio, show: Callable[[str], Awaitable[None]]) -> dict[str, Panel]:
    """The panels by what their tabs are called; `show` goes to one of them."""
    plan = PlanPage(studio)

    async def open_plan(name: str) -> None:
        await plan.open(name)
        await show("Plan")

    return {
        "Plan": plan,
        "Words": WordsPage(studio),
        "Program": ProgramPage(studio),
        "Exercises": ExercisesPage(studio, plan.add),
        "Clients": ClientsPage(studio, open_plan),
        "Voices": VoicesPage(studio),
    }


EDITED = (PlanPage, WordsPage)


def _colours(editors: Sequence[ui.codemirror], *, dark: bool) -> None:
    """The editors by day and night, as the browser asks for."""
    for editor in editors:
        editor.theme = "githubDark" if dark else "githubLight"
