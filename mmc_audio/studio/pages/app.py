"""The studio as an app: one page, its files, and the sounds it plays."""

from collections.abc import Awaitable, Callable, Collection
from functools import partial
from pathlib import Path

from fastapi import FastAPI
from nicegui import app as nicegui_app
from nicegui import ui
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from mmc_audio.player.security import LOCAL_HOSTS, NO_STORE
from mmc_audio.studio.files import WorkspaceFiles
from mmc_audio.studio.pages.elements import act
from mmc_audio.studio.pages.plan_page import PlanPage
from mmc_audio.studio.pages.program_page import ProgramPage
from mmc_audio.studio.pages.studio import Studio
from mmc_audio.studio.pages.voices_page import VoicesPage
from mmc_audio.studio.pages.words_page import WordsPage
from mmc_audio.studio.security import guarded
from mmc_audio.studio.sounds import Listening, SoundShelf

STATIC = Path(__file__).parents[1] / "static"
HEAD = (
    '<link rel="stylesheet" href="look/studio.css"><script type="module" src="look/studio.js">'
    '</script><link rel="icon" href="data:,">'
)


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

    @ui.page("/", title="mmc-audio studio")
    async def page() -> None:
        ui.add_head_html(HEAD)
        await ui.context.client.connected()  # what people wrote goes by the socket, never in HTML
        await _build(Studio(files, listening, sounds))

    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.router.routes.append(Route("/sound/{name}", _sound(sounds)))
    nicegui_app.add_static_files("/look", STATIC, max_cache_age=0)
    ui.run_with(
        app, title="mmc-audio studio", dark=None, language="en-US", tailwind=False,
        show_welcome_message=False, gzip_middleware_factory=None, reconnect_timeout=5.0,
    )  # fmt: skip
    return guarded(app, hosts=hosts, token=token), listening


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
    plan, words = PlanPage(studio), WordsPage(studio)
    program, voices = ProgramPage(studio), VoicesPage(studio)
    with ui.element("div").classes("studio"):
        with ui.element("header"):
            ui.html("<h1>Studio</h1>", sanitize=False)
            tabs = [act(name) for name in ("Plan", "Words", "Program", "Voices")]
            studio.status_line()
        for page in (plan, words, program, voices):
            page.build()
    panels = [plan.panel, words.panel, program.panel, voices.panel]

    def show(place: int) -> None:
        for at, (tab, panel) in enumerate(zip(tabs, panels, strict=True)):
            panel.set_visibility(at == place)
            tab.classes(replace="act tab").props(f'aria-current="{"page" if at == place else ""}"')

    async def go(place: int, start: Callable[[], Awaitable[None]]) -> None:
        show(place)
        await start()

    tabs[0].on_click(lambda: show(0))
    tabs[1].on_click(partial(go, 1, words.start))
    tabs[2].on_click(partial(go, 2, program.start))
    tabs[3].on_click(partial(go, 3, voices.start))
    show(0)
    await _colours(plan, words)


async def _colours(plan: PlanPage, words: WordsPage) -> None:
    """The editors by day and night, as the browser asks for."""
    dark = await ui.run_javascript("studio.dark()", timeout=10.0)
    for editor in (plan.editor, words.editor):
        editor.theme = "githubDark" if dark else "githubLight"
