"""One plan on the coach's desk: as a table and as text, always the same, until it is saved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from mmc_audio.errors import InputError, MmcError
from mmc_audio.importing.flow import ImportWish, imported_plans
from mmc_audio.importing.format import ReadWish
from mmc_audio.importing.sniff import is_plan
from mmc_audio.importing.source import SourceFile
from mmc_audio.library.names import slug
from mmc_audio.lint.draft import PlanRemark
from mmc_audio.plan.editing import order
from mmc_audio.plan.editing.rows import PlanRow, rows_of, title_of
from mmc_audio.plan.editing.set_scheme import with_scheme
from mmc_audio.plan.editing.set_value import ItemPath, with_cell, with_title
from mmc_audio.plan.program import today
from mmc_audio.studio.merge import Settled, settled
from mmc_audio.studio.undo import EditedText
from mmc_audio.workspace.files import FileText, WorkspaceFiles
from mmc_audio.workspace.history import Kept

FOLDER = "plans"


@dataclass(slots=True)
class PlanDesk:
    """A plan that is edited. Every change that fails leaves the text as it was."""

    files: WorkspaceFiles
    opened: FileText = field(default=FileText("", "", ""))
    edited: EditedText = field(default_factory=lambda: EditedText(""))
    waiting: dict[str, tuple[FileText, EditedText]] = field(default_factory=dict)
    """Other plans that have something to save, by name; they are as they were left."""

    @property
    def name(self) -> str:
        """The plan's file; empty where none is open."""
        return self.opened.name

    @property
    def text(self) -> str:
        """The plan as it is now."""
        return self.edited.text

    @property
    def changed(self) -> bool:
        """Whether there is something to save."""
        return bool(self.name) and (self.text != self.opened.text or not self.opened.version)

    def rows(self) -> list[PlanRow]:
        """Its exercises.

        Raises:
            PlanError: if the text is no YAML.
            HandWrittenError: if it is written in a way that no table shows.
        """
        return rows_of(self.text)

    def title(self) -> str:
        """Its title; empty where it has none, or the text is no YAML at the moment."""
        try:
            return title_of(self.text)
        except MmcError:
            return ""

    def open(self, name: str) -> None:
        """Take a plan of the workspace, or one that has something to save yet.

        Raises:
            InputError: if the workspace has no such plan.
            MissingError: if it cannot be read.
        """
        if name in self.waiting:
            self._put_aside()
            self.opened, self.edited = self.waiting.pop(name)
        else:
            self._take(self.files.read(name))

    def new(self, title: str) -> None:
        """Begin an empty plan; its file is there when it is saved."""
        line = " ".join(title.split()) or "New plan"
        self._take(FileText(self._free(line), with_title("work: []\n", line), ""))

    def paste(self, text: str, *, unit: str = "", source: str = "pasted.txt") -> str:
        """Begin a plan from lines of text, or from what another app exported.

        Args:
            text: one exercise a line, an export, or a plan file.
            unit: `kg` or `lb`, where the text does not say it.
            source: the name of the file it is from.

        Returns:
            What was understood, in one or more lines.

        Raises:
            InputError: if nothing in it is a plan.
        """
        return self.take_file(source, text.encode("utf-8", "surrogatepass"), unit=unit)

    def take_file(self, name: str, data: bytes, *, unit: str = "") -> str:
        """As `paste`, with the bytes of a file."""
        if not data.strip():
            raise InputError("there is nothing to read; write one exercise a line")
        source = SourceFile(_shown(name), data)
        if is_plan(source):
            self._take(FileText(self._free(_title_in(source)), source.text, ""))
            return f"{source.name} is a plan; it was taken as it is."
        wish = ImportWish(ReadWish(_UNITS[unit]))
        result = imported_plans(source, wish, today())
        first, *others = result.plans
        for other in others:
            self.files.save(self._free(other.title), other.text, "")
        self._take(FileText(self._free(first.title), first.text, ""))
        more = [f"{len(others)} more plans of it were saved."] if others else []
        return "\n".join([f"{source.name} is {result.label}.", *result.messages, *more])

    def set_text(self, text: str) -> None:
        """The whole text, as typed."""
        self.edited.change(text)

    def set_title(self, title: str) -> None:
        """Another title.

        Raises:
            InputError: if the text is no YAML at the moment.
        """
        self.edited.change(with_title(self.text, title))

    def set_value(self, path: ItemPath, key: str, value: str) -> None:
        """What a coach typed in a cell; empty removes the key.

        Raises:
            InputError: if it cannot be changed in the table.
        """
        self.edited.change(with_cell(self.text, path, key, value))

    def set_scheme(self, path: ItemPath, scheme: str) -> None:
        """How the sets of an exercise are done, by `SCHEMES`; empty for plain sets.

        Raises:
            InputError: if it cannot be changed in the table.
        """
        self.edited.change(with_scheme(self.text, path, scheme))

    def set_kind(self, path: ItemPath, kind: str) -> None:
        """Make a superset a circuit, or the other way round.

        Raises:
            InputError: if it is none of them.
        """
        self.edited.change(order.with_kind(self.text, path[0], kind))

    def add(self, name: str) -> None:
        """One more exercise at the end."""
        if name.strip():
            self.edited.change(order.with_exercise(self.text, name.strip()))

    def remove(self, path: ItemPath) -> None:
        """Take an exercise out."""
        self.edited.change(order.without(self.text, path))

    def move(self, path: ItemPath, to: ItemPath) -> None:
        """Put an exercise at another place of its list."""
        self.edited.change(order.moved(self.text, path, to))

    def group(self, path: ItemPath, onto: ItemPath) -> None:
        """Put an exercise together with another one, as a superset."""
        self.edited.change(order.grouped(self.text, path, onto))

    def ungroup(self, path: ItemPath) -> None:
        """The exercises of a superset on their own again."""
        self.edited.change(order.ungrouped(self.text, path[0]))

    def follow(self, remark: PlanRemark) -> None:
        """Do what a piece of advice suggests.

        Raises:
            InputError: if the exercise it is about is not in the table any more.
        """
        rows = [row for row in self.rows() if row.kind == "exercise"]
        path = next((row.path for row in rows if row.line == remark.line), None)
        if path is None:
            raise InputError("the plan has changed; wait for the new advice")
        text = self.text
        for key, value in remark.fix.items():
            text = with_cell(text, path, key, value)
        self.edited.change(text)

    def undo(self) -> None:
        """Take the last change back; of a file just opened, the last save."""
        self.edited.undo()

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return self.edited.can_undo

    def restore(self, kept: Kept) -> None:
        """Take what the file said before; it is saved only when it is asked for."""
        self.edited.change(self.files.kept(self.name, kept.id))

    def save(self) -> None:
        """Write the file.

        Raises:
            ChangedOutsideError: if it was changed by someone else.
            OutputError: if it cannot be written.
        """
        self.opened = self.files.save(self.name, self.text, self.opened.version)

    def keep_mine(self) -> None:
        """Save over what someone else wrote; theirs is kept in the history."""
        version = self.files.version(self.name)
        self.opened = self.files.save(self.name, self.text, version)

    def take_theirs(self) -> None:
        """Take the file as it is now; what was typed can be had back with undo."""
        self.opened = self.files.read(self.name)
        self.edited.change(self.opened.text)

    def notice(self) -> Settled | None:
        """Take what someone else has changed in the file since it was read, where that can be.

        Returns:
            What was done, `ask` where both changed the same lines; None where nobody has.
        """
        if not self.opened.version or self.files.version(self.name) == self.opened.version:
            return None
        theirs = self.files.read(self.name)
        found = settled(self.opened.text, self.text, theirs.text)
        if found.how != "ask":
            self.opened = theirs
            self.edited.change(found.text)
        return found

    def unsaved(self) -> list[str]:
        """The plans that have something to save."""
        return sorted([*self.waiting, *([self.name] if self.changed else [])])

    def _put_aside(self) -> None:
        if self.changed:
            self.waiting[self.name] = self.opened, self.edited

    def _take(self, opened: FileText) -> None:
        self._put_aside()
        self.opened = opened
        self.edited = EditedText(opened.text, self.files.texts_before(opened.name))

    def _free(self, title: str) -> str:
        taken = {*self.waiting, self.name}
        return self.files.free_name(FOLDER, slug(title) or "plan", taken)


_UNITS: Mapping[str, Literal["kg", "lb"] | None] = {"": None, "kg": "kg", "lb": "lb"}


def _shown(name: str) -> str:
    """A file's name as messages may have it."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(each for each in last if each.isprintable())[:80] or "a file"


def _title_in(source: SourceFile) -> str:
    try:
        return title_of(source.text) or "Plan"
    except MmcError:
        return "Plan"
