"""The form in which an exercise of one's own is written."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from nicegui import ui

from mmc_audio.studio.exercise_text import Form, missing_in
from mmc_audio.studio.pages.elements import act, field

Save = Callable[[Form, str], Awaitable[Mapping[str, str]]]
LABELS: Mapping[str, str] = {
    "name": "Name",
    "aliases": "Other names, with commas",
    "muscle_group": "Muscle",
    "muscle_call": "The muscle, as it is said",
    "equipment": "Equipment, with commas",
    "tempo": "Usual tempo, such as 3-0-2-1",
    "setup": "Set up",
    "lift": "Lift",
    "squeeze": "Squeeze",
    "lower": "Lower",
    "external": "Effect outside the body",
    "form_check": "Question on form",
    "safety": "Safety",
}
HINT = (
    "From long to short, parted by |: the longest that fits is said. What is left empty in a "
    "variation is as in the exercise it varies."
)

MISSING = "Write what is marked, too. Or vary an exercise: it has all the rest from there."


class ExerciseForm:
    """The form; hidden until something is written in it.

    Args:
        save: is given what was written, and the id of the exercise that is changed; says what is
            wrong by the parts of the form.
    """

    def __init__(self, save: Save) -> None:
        self._save = save
        self._id, self._like = "", ""
        self._muscles: Sequence[str] = ()
        with ui.element("div").classes("exercise-form") as self._all:
            self._kind = ui.label("").classes("note")
            self._fields: dict[str, ui.input | ui.select] = {}
            for part, label in LABELS.items():
                made = ui.select([], label=label) if part == "muscle_group" else field(label)
                made.props("outlined dense options-dense hide-bottom-space")
                self._fields[part] = made
            ui.label(HINT).classes("note")
            self._wrong = ui.label("").classes("note wrong").props('role="alert"')
            with ui.element("div").classes("row"):
                act("Save the exercise", self._done, main=True)
                act("Close the form", self.hide)
        self.hide()

    def offer(self, muscles: Sequence[str]) -> None:
        """Take the muscle groups that there are."""
        self._muscles = muscles
        self._list_muscles()

    def _list_muscles(self) -> None:
        select = self._fields["muscle_group"]
        assert isinstance(select, ui.select)
        none = "as in the one it varies" if self._like else "choose one"
        select.set_options({"": none} | {each: each for each in self._muscles})

    def show(self, form: Form, id_: str) -> None:
        """Show what is written of an exercise; `id_` where it is one that is there."""
        self._id, self._like = id_, form.get("like", "")
        varied = f"A variation of {self._like.replace('_', ' ')}" if self._like else "An exercise"
        self._kind.set_text(f"{varied} of your own.")
        self._list_muscles()
        for part, made in self._fields.items():
            made.value, made.error = form.get(part, ""), None
        self._wrong.set_text("")
        self._all.set_visibility(True)

    def hide(self) -> None:
        """Put it away."""
        self._all.set_visibility(False)

    async def _done(self) -> None:
        written = {part: made.value or "" for part, made in self._fields.items()}
        form = {**written, "like": self._like}
        missing = missing_in(form)
        wrong = dict.fromkeys(missing, "This is needed.") or await self._save(form, self._id)
        for part, made in self._fields.items():
            made.error = wrong.get(part)
        marked = MISSING if missing else "Change what is marked, and save again."
        self._wrong.set_text(wrong.get("", marked if wrong else ""))
        if not wrong:
            self.hide()
