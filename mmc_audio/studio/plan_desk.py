"""One plan on the coach's desk: as a table and as text, always the same, until it is saved."""

from collections.abc import Mapping
from dataclasses import dataclass
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
from mmc_audio.studio.edited_file import EditedFile
from mmc_audio.workspace.files import FileText

FOLDER = "plans"


@dataclass(slots=True)
class PlanDesk:
    """A plan that is edited. Every change that fails leaves the text as it was."""

    file: EditedFile

    def rows(self) -> list[PlanRow]:
        """Its exercises.

        Raises:
            PlanError: if the text is no YAML.
            HandWrittenError: if it is written in a way that no table shows.
        """
        return rows_of(self.file.text)

    def title(self) -> str:
        """Its title; empty where it has none, or the text is no YAML at the moment."""
        try:
            return title_of(self.file.text)
        except MmcError:
            return ""

    def new(self, title: str) -> None:
        """Begin an empty plan; its file is there when it is saved."""
        line = " ".join(title.split()) or "New plan"
        self._begin(line, with_title("work: []\n", line))

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
            self._begin(_title_in(source), source.text)
            return f"{source.name} is a plan; it was taken as it is."
        wish = ImportWish(ReadWish(_UNITS[unit]))
        result = imported_plans(source, wish, today())
        first, *others = result.plans
        for other in others:
            self.file.files.save(self._free(other.title), other.text, "")
        self._begin(first.title, first.text)
        more = [f"{len(others)} more plans of it were saved."] if others else []
        return "\n".join([f"{source.name} is {result.label}.", *result.messages, *more])

    def set_title(self, title: str) -> None:
        """Another title.

        Raises:
            InputError: if the text is no YAML at the moment.
        """
        self.file.change(with_title(self.file.text, title))

    def set_value(self, path: ItemPath, key: str, value: str) -> None:
        """What a coach typed in a cell; empty removes the key.

        Raises:
            InputError: if it cannot be changed in the table.
        """
        self.file.change(with_cell(self.file.text, path, key, value))

    def set_scheme(self, path: ItemPath, scheme: str) -> None:
        """How the sets of an exercise are done, by `SCHEMES`; empty for plain sets.

        Raises:
            InputError: if it cannot be changed in the table.
        """
        self.file.change(with_scheme(self.file.text, path, scheme))

    def set_kind(self, path: ItemPath, kind: str) -> None:
        """Make a superset a circuit, or the other way round.

        Raises:
            InputError: if it is none of them.
        """
        self.file.change(order.with_kind(self.file.text, path[0], kind))

    def add(self, name: str) -> None:
        """One more exercise at the end."""
        if name.strip():
            self.file.change(order.with_exercise(self.file.text, name.strip()))

    def remove(self, path: ItemPath) -> None:
        """Take an exercise out."""
        self.file.change(order.without(self.file.text, path))

    def move(self, path: ItemPath, to: ItemPath) -> None:
        """Put an exercise at another place of its list."""
        self.file.change(order.moved(self.file.text, path, to))

    def group(self, path: ItemPath, onto: ItemPath) -> None:
        """Put an exercise together with another one, as a superset."""
        self.file.change(order.grouped(self.file.text, path, onto))

    def ungroup(self, path: ItemPath) -> None:
        """The exercises of a superset on their own again."""
        self.file.change(order.ungrouped(self.file.text, path[0]))

    def follow(self, remark: PlanRemark) -> None:
        """Do what a piece of advice suggests.

        Raises:
            InputError: if the exercise it is about is not in the table any more.
        """
        rows = [row for row in self.rows() if row.kind == "exercise"]
        path = next((row.path for row in rows if row.line == remark.line), None)
        if path is None:
            raise InputError("the plan has changed; wait for the new advice")
        text = self.file.text
        for key, value in remark.fix.items():
            text = with_cell(text, path, key, value)
        self.file.change(text)

    def _begin(self, title: str, text: str) -> None:
        """Open a plan that has no file yet."""
        self.file.take(FileText(self._free(title), "", ""), text)

    def _free(self, title: str) -> str:
        taken = {*self.file.waiting, self.file.name}
        return self.file.files.free_name(FOLDER, slug(title) or "plan", taken)


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
