"""What all panels of one page share: the workspace, the voices, and the line that says what was."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from anyio import to_thread
from nicegui import Client, ui

from mmc_audio.errors import MmcError
from mmc_audio.studio.shown import refusal
from mmc_audio.studio.sounds import Listening, SoundShelf
from mmc_audio.workspace.files import WorkspaceFiles


@dataclass(eq=False)
class Studio:
    """One page."""

    files: WorkspaceFiles
    listening: Listening
    sounds: SoundShelf
    at_end: list[Callable[[], None]] = field(default_factory=list)
    """Called when the page goes away."""
    client: Client = field(default_factory=lambda: ui.context.client)
    gone: bool = False
    """Whether the page went away."""
    _unsaved: set[str] = field(default_factory=set)
    _status: ui.label | None = None

    def status_line(self) -> None:
        """Where `say` writes; screen readers read it out."""
        self._status = ui.label("").classes("where").props('role="status"')

    def say(self, text: str, *, wrong: bool = False) -> None:
        """Say what was done, or what is wrong."""
        if self._status:
            self._status.set_text(text)
            self._status.classes(replace="where wrong" if wrong else "where")

    def refuse(self, error: MmcError) -> None:
        """Say why something was not done."""
        self.say(refusal(error), wrong=True)

    def attempt(self, do: Callable[..., Any], *given: Any) -> bool:  # noqa: ANN401 - any action
        """Do something that may be refused; what is wrong is said. Returns whether it was done.

        What was said of an earlier attempt is gone then.
        """
        try:
            do(*given)
        except MmcError as error:
            self.refuse(error)
            return False
        self.say("")
        return True

    async def play(self, make: Callable[..., bytes], *given: Any) -> None:  # noqa: ANN401
        """Let a sound be made, and play it in the browser."""
        try:
            wav = await to_thread.run_sync(make, *given)
        except MmcError as error:
            self.refuse(error)
            return
        self.say("")
        name = self.sounds.put(wav)
        self.script(f"studio.play('sound/{name}')")

    def note_unsaved(self, what: str, unsaved: bool) -> None:  # noqa: FBT001
        """Have the browser ask before the page is closed with something unsaved."""
        before = bool(self._unsaved)
        (self._unsaved.add if unsaved else self._unsaved.discard)(what)
        if bool(self._unsaved) != before:
            self.script(f"studio.unsaved = {str(not before).lower()}")

    def script(self, code: str) -> None:
        """Run a line of the page's own script, wherever it was asked for."""
        self.client.run_javascript(code)

    def go(self) -> None:
        """The page goes away, by itself or with the studio."""
        if self.gone:
            return
        self.gone = True
        for each in self.at_end:
            each()
