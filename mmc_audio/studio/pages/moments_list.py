"""The list of moments, those that others share at its end."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from nicegui import ui

from mmc_audio.studio.words_desk import MomentEntry
from mmc_audio.studio.words_shown import origin_shown

OpenMoment = Callable[[str], Awaitable[None]]


def list_moments(
    names: ui.element, moments: Sequence[MomentEntry], current: str, open_moment: OpenMoment
) -> None:
    """Fill the list `names`; the moment called `current` is the one that is open."""
    names.clear()
    first_part = next((each for each in moments if each.part), None)
    with names:
        for each in moments:
            if each is first_part:
                ui.html("<h2>Parts of several moments</h2>", sanitize=False, tag="li")
            _entry(each, is_open=each.name == current, press=partial(open_moment, each.name))


def _entry(moment: MomentEntry, *, is_open: bool, press: Callable[[], Awaitable[None]]) -> None:
    with ui.element("li"):
        current = "true" if is_open else "false"
        button = ui.element("button").props(f'type="button" aria-current="{current}"')
        button.on("click", press)
        with button:
            ui.label(moment.title)
            ui.html(f"<small>{origin_shown(moment.origin)}</small>", sanitize=False)
