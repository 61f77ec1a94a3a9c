"""The page's own elements, and how its buttons and fields look."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from nicegui import ui
from nicegui.element import Element
from nicegui.events import GenericEventArguments

from mmc_audio.errors import InputError, MmcError
from mmc_audio.library.body import shapes
from mmc_audio.plan.editing.set_scheme import SCHEMES

Handler = Callable[..., Any]


class OwnElement(Element):
    """An element of our own, whose events say what happened as plain data.

    All of the page is drawn anew with each answer. So an element's template has a `v-memo`, which
    names what it shows: it is passed over while that is the same.
    """

    def __init__(self, **first: object) -> None:
        """Shows `first`, by the names that its template has."""
        super().__init__()
        self._props.update(first)

    def when(self, name: str, handler: Callable[[Any], Any]) -> None:
        """Call `handler` with what the event `name` says."""
        self.on(name, lambda event: handler(_said(event)))

    def give(self, **props: object) -> None:
        """Have it show these; what it shows already is not sent again."""
        if any(self._props[name] != value for name, value in props.items()):
            self._props.update(props)
            self.update()


class PlanTable(OwnElement, component="../static/plan_table.js"):
    """The exercises of a plan; see `plan_table.js` for its events."""

    def __init__(self) -> None:
        named = [(key, scheme.name) for key, scheme in SCHEMES.items()]
        super().__init__(rows=[], schemes=[("", "plain sets"), *named])

    def show(self, rows: list[dict[str, Any]]) -> None:
        """Show these rows."""
        self.give(rows=rows)


class TimelineBars(OwnElement, component="../static/session_timeline.js"):
    """The session as a timeline. Event: play."""

    def __init__(self) -> None:
        super().__init__(bars=[], length=0)

    def show(self, bars: list[dict[str, Any]], length_s: float) -> None:
        """Show these blocks."""
        self.give(bars=bars, length=length_s)


class HeardLines(OwnElement, component="../static/heard_lines.js"):
    """What words say, line by line. Events: play, choose."""

    def __init__(self) -> None:
        super().__init__(lines=[], chosen=-1)

    def show(self, lines: list[dict[str, Any]], chosen: int) -> None:
        """Show these lines."""
        self.give(lines=lines, chosen=chosen)


class NameList(OwnElement, component="../static/name_list.js"):
    """Names to choose from: one element however long it is, so that the page stays quick.

    Event: choose.
    """

    def __init__(self) -> None:
        super().__init__(items=[], chosen="")

    def show(self, items: list[dict[str, str]], chosen: str) -> None:
        """Show these: each with `id`, `name` and `note`, or with `id` and `head`."""
        self.give(items=items, chosen=chosen)


class OfferedValues(OwnElement, component="../static/offered_values.js"):
    """What a field offers; the field names it by its id."""

    def __init__(self, html_id: str) -> None:
        super().__init__(id=html_id, values=[])

    def show(self, values: list[tuple[str, str]]) -> None:
        """Offer these values, each with a label or an empty one."""
        self.give(values=values)


class ActionRows(OwnElement, component="../static/action_rows.js"):
    """Rows of text with keys; each key is an event, which says the row's id."""

    def __init__(self) -> None:
        named = [(key, scheme.name) for key, scheme in SCHEMES.items()]
        super().__init__(rows=[], schemes=[("", "plain sets"), *named])

    def show(self, rows: list[dict[str, Any]]) -> None:
        """Show these: `id`, `name`, `note`, and `keys` as event, label and what is read out."""
        self.give(rows=rows)


class ClientTable(OwnElement, component="../static/client_table.js"):
    """Clients and their plans. Event: choose."""

    def __init__(self, heads: Sequence[str]) -> None:
        super().__init__(heads=list(heads), rows=[], chosen="")

    def show(self, rows: list[dict[str, Any]], chosen: str) -> None:
        """Show these rows; one of them is the chosen client's."""
        self.give(rows=rows, chosen=chosen)


class BodyFigure(OwnElement, component="../static/body_figure.js"):
    """A person on whom muscles can be pressed. Event: choose."""

    def __init__(self) -> None:
        super().__init__(shapes=asdict(shapes()), counts={}, chosen="")

    def show(self, counts: dict[str, int], chosen: str) -> None:
        """Show these muscle groups, each with how many exercises it has."""
        self.give(counts=counts, chosen=chosen)

    def choose(self, muscle: str) -> None:
        """Mark one of them; none where it is empty."""
        self.give(chosen=muscle)


class ProgramWeeks(OwnElement, component="../static/program_weeks.js"):
    """Weeks of a program. Events: choose, put, move."""

    def __init__(self) -> None:
        super().__init__(weeks=[], plans=[], titles={}, chosen="")

    def show(
        self, weeks: list[list[dict[str, Any]]], titles: Mapping[str, str], chosen: str
    ) -> None:
        """Show these weeks, and the plans that can be put on their days, with their titles."""
        self.give(weeks=weeks, plans=list(titles), titles=dict(titles), chosen=chosen)


def _said(event: GenericEventArguments) -> Any:  # noqa: ANN401 - what a component emits
    return event.args


def act(label: str, handler: Handler | None = None, *, main: bool = False) -> ui.button:
    """A button."""
    button = ui.button(label, on_click=handler, color=None).props(
        "flat no-caps dense :ripple=false"
    )
    return button.classes("act main" if main else "act")


def field(label: str, value: str = "", on_change: Handler | None = None) -> ui.input:
    """A field for one line of text."""
    return ui.input(label, value=value, on_change=on_change).props("outlined dense")


def editor(language: str, label: str, on_change: Handler) -> ui.codemirror:
    """A text editor that screen readers know by `label`."""
    made = ui.codemirror(language=language, on_change=on_change, line_wrapping=True)  # type: ignore[arg-type]
    ui.run_javascript(f"studio.name({made.id}, {label!r})")
    return made


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], label: str) -> None:
    """A table; the first column says what each row is about."""
    with ui.element("table").classes("plain-table").props(f'aria-label="{label}"'):
        with ui.element("thead"), ui.element("tr"):
            for head in heads:
                with ui.element("th").props('scope="col"'):
                    ui.label(head)
        with ui.element("tbody"):
            for row in rows:
                with ui.element("tr"):
                    for cell in row:
                        with ui.element("td"):
                            ui.label(cell)


def file_place(
    label: str, note: str, on_upload: Handler, refuse: Callable[[MmcError], None], largest: int
) -> None:
    """A button that asks for a file, and a place to drop one.

    The uploader that comes with the page has parts without a name, so it is out of sight.

    Args:
        label: of the button.
        note: stands beside it.
        on_upload: is given the file.
        refuse: is called for one that is too large.
        largest: bytes that a file may have.
    """
    with ui.element("div").classes("file-place") as place:
        too_large = InputError(f"this file is larger than {largest >> 20} MB; choose another one")
        upload = ui.upload(
            on_upload=on_upload, auto_upload=True, max_file_size=largest,
            on_rejected=lambda: refuse(too_large),
        )  # fmt: skip
        upload.classes("out-of-sight")  # what is not visible for the server is refused
        button = act(label)
        ui.label(note).classes("note")
    button.on("click", js_handler=f"() => getElement({upload.id}).pickFiles()")
    place.on("dragover", js_handler="(event) => event.preventDefault()")
    taken = f"getElement({upload.id}).addFiles(event.dataTransfer.files)"
    place.on("drop", js_handler=f"(event) => {{ event.preventDefault(); {taken}; }}")


def mark_lines(editor: ui.codemirror, marks: list[dict[str, Any]]) -> None:
    """Mark lines of an editor; marks that are there already are not sent again."""
    if editor.decorations != marks:
        editor.decorations = marks
