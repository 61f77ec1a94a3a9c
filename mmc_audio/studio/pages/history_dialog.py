"""What a file said before, how it differs from now, and taking it back."""

from collections.abc import Awaitable, Callable
from functools import partial

from anyio import to_thread
from nicegui import ui

from mmc_audio.errors import MmcError
from mmc_audio.studio.differences import differences
from mmc_audio.studio.pages.dialogs import box, leave
from mmc_audio.studio.pages.elements import act
from mmc_audio.studio.pages.studio import Studio
from mmc_audio.workspace.files import WorkspaceFiles
from mmc_audio.workspace.history import KeptText

MOST = 60
"""States that are listed."""
SAME = [("same", "No difference.")]
Then = Callable[[], Awaitable[None]]
Take = Callable[[KeptText], Awaitable[None]]


async def history_dialog(files: WorkspaceFiles, name: str, now: str, take: Take) -> None:
    """Show what a file said before.

    Args:
        files: the workspace's.
        name: the file's.
        now: its text as it is now, perhaps not saved yet.
        take: called with the state that is to be taken back.
    """
    states = await to_thread.run_sync(files.history, name)
    with box("History") as dialog, ui.card().classes("history"):
        ui.html("<h2>What it said before</h2>", sanitize=False)
        ui.label(f"{name}. {files.about_history}").classes("note")
        if not states:
            ui.label("Nothing yet: each save keeps what was there before.").classes("note")
        with ui.element("div").classes("history-panes") as panes:
            shown = ui.element("ul").classes("names").props('aria-label="Earlier states"')
            pane = ui.element("div").classes("diff").props('role="region" aria-label="Differences"')
        chosen: list[KeptText] = []

        async def choose(one: KeptText) -> None:
            try:
                text = await to_thread.run_sync(files.kept, name, one.id)
            except MmcError as error:
                show_differences(pane, [("same", error.what)])
                return
            chosen[:] = [one]
            show_differences(pane, differences(now, text))
            back.set_enabled(True)

        async def take_it() -> None:
            dialog.close()
            await take(chosen[0])

        with shown:
            for one in states[:MOST]:
                with ui.element("li"):
                    button = ui.element("button").props('type="button"')
                    button.on("click", partial(choose, one))
                    with button:
                        ui.label(f"{one.when:%d %B %Y, %H:%M:%S}")
        with ui.element("div").classes("row"):
            back = act("Take it back", take_it, main=True)
            leave("Close", dialog)
        back.set_enabled(False)
        for each in (panes, back):
            each.set_visibility(bool(states))
    dialog.open()


def show_differences(pane: ui.element, lines: list[tuple[str, str]]) -> None:
    """Fill `pane` with lines that are in one text, in the other, or in both."""
    pane.clear()
    with pane:
        for kind, line in lines or SAME:
            ui.label(line or " ").classes(f"diff-line {kind}")


def history_key(
    studio: Studio, file: Callable[[], tuple[str, str]], restore: Callable[[str], None], then: Then
) -> ui.button:
    """A button for a file that is written at once: what it said before, and taking it back.

    Args:
        studio: the page's.
        file: gives the file's name, empty for none, and its text.
        restore: has the file say a text.
        then: called when it does.
    """

    async def take(kept: KeptText) -> None:
        text = studio.files.kept(file()[0], kept.id)
        if studio.attempt(restore, text):
            studio.say(f"{file()[0]} says again what it said on {kept.when:%d %B, %H:%M}.")
            await then()

    async def show() -> None:
        name, now = file()
        if name:
            await history_dialog(studio.files, name, now, take)

    return act("History", show)
