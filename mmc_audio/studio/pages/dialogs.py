"""Questions in a box of their own: a new plan, a pasted one, which version counts."""

from collections.abc import Awaitable, Callable

from nicegui import ui
from nicegui.events import UploadEventArguments

from mmc_audio.errors import MmcError
from mmc_audio.studio.pages.elements import act, field, file_place
from mmc_audio.studio.shown import refusal

LARGEST_FILE = 64 << 20
Then = Callable[[], Awaitable[None]]


def box(title: str) -> ui.dialog:
    """A question in a box of its own, which goes away when it is closed."""
    still = 'transition-show="none" transition-hide="none" transition-duration="0"'
    dialog = ui.dialog().props(f'aria-label="{title}" {still}')
    dialog.on("hide", lambda: ui.timer(1.0, dialog.delete, once=True))
    return dialog


def leave(label: str, dialog: ui.dialog) -> None:
    """A button that closes a box at once: a server's answer later, a press beside it is lost."""
    act(label).on(
        "click", js_handler=f"() => getElement({dialog.id}).$.subTree.component.proxy.hide()"
    )


def new_dialog(begin: Callable[[str], Awaitable[None]]) -> None:
    """Ask for the title of a new plan."""
    with box("New plan") as dialog, ui.card():
        ui.html("<h2>New plan</h2>", sanitize=False)
        title = field("Title of the plan").props("autofocus")

        async def done() -> None:
            dialog.close()
            await begin(title.value)

        title.on("keydown.enter", done)
        with ui.element("div").classes("row"):
            act("Begin", done, main=True)
            leave("Cancel", dialog)
    dialog.open()


def paste_dialog(
    paste: Callable[[str, bytes, str], Awaitable[str]], then: Callable[[str], Awaitable[None]]
) -> None:
    """Ask for lines of text, or a file of another app.

    Args:
        paste: takes a file's name, its bytes and the unit of its weights; says what it understood,
            or raises MmcError, which is shown.
        then: called with that when the box is closed.
    """
    with box("Paste a plan") as dialog, ui.card():
        ui.html("<h2>Paste a plan</h2>", sanitize=False)
        ui.label("One exercise a line, such as: Bench press 3x8 @ 60kg, rest 2 min").classes("note")
        text = ui.textarea("The plan").props("outlined rows=9 autofocus").classes("wide")
        unit = ui.select(
            {"": "as written", "kg": "kilograms", "lb": "pounds"}, value="", label="Weights are in"
        ).props("outlined dense options-dense")
        wrong = ui.label("").classes("note wrong").props('role="alert"')

        def refuse(error: MmcError) -> None:
            wrong.set_text(refusal(error))

        async def take(name: str, data: bytes) -> None:
            try:
                said = await paste(name, data, unit.value)
            except MmcError as error:
                refuse(error)
                return
            dialog.close()
            await then(said)

        async def dropped(event: UploadEventArguments) -> None:
            await take(event.file.name, await event.file.read())

        exports = "or drop one here: an export of Hevy, Strong, FitNotes and others"
        file_place("Choose a file", exports, dropped, refuse, LARGEST_FILE)
        with ui.element("div").classes("row"):
            act("Make the plan", lambda: take("pasted.txt", text.value.encode()), main=True)
            leave("Cancel", dialog)
    dialog.open()


def ask_which(keep_mine: Then, take_theirs: Then) -> None:
    """Ask which of two versions counts."""
    with box("Changed outside") as dialog, ui.card():
        ui.html("<h2>Someone else has changed the same lines</h2>", sanitize=False)
        ui.label("Keep mine: theirs is kept in the history. Take theirs: Undo brings back yours.")

        async def do(choice: Then) -> None:
            dialog.close()
            await choice()

        with ui.element("div").classes("row"):
            act("Keep mine", lambda: do(keep_mine), main=True)
            act("Take theirs", lambda: do(take_theirs))
            leave("Cancel", dialog)
    dialog.open()


def differences_dialog(found: dict[str, str]) -> None:
    """Show how one's own words differ from the built-in ones."""
    with box("Differences") as dialog, ui.card():
        ui.html("<h2>Yours and the built-in words</h2>", sanitize=False)
        ui.label(found["yours"] or "Yours say the same as the built-in ones.").classes("diff")
        if since := found.get("since"):
            ui.html("<h2>The built-in words have changed since</h2>", sanitize=False)
            ui.label(since).classes("diff")
        leave("Close", dialog)
    dialog.open()
