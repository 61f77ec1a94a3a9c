"""The coach's words: what each moment says, tried while it is typed, and made one's own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from mmc_audio._lib.content_folders import ContentFolder
from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.errors import MmcError
from mmc_audio.lint.preview import Variable, job_for, variables
from mmc_audio.lint.run import LintFinding, lint
from mmc_audio.lint.situations import Situation, situations_at_once
from mmc_audio.rendering.job import Job
from mmc_audio.rendering.overrides import Overrides
from mmc_audio.studio.moments import (
    HeardLine,
    any_situation,
    ended,
    heard_in,
    heard_lines,
    known_situations,
    part_at,
    timed,
    title,
)
from mmc_audio.templates.files import BUILTIN, Library, TemplateFile, full_name, short_name
from mmc_audio.templates.listing import library_of, list_templates
from mmc_audio.templates.options import options
from mmc_audio.templates.search_path import template_folders
from mmc_audio.templates.tools import blocks, copy_template, diff_template
from mmc_audio.workspace.files import WorkspaceFiles

FOLDER = "templates"
"""In the workspace."""
USUAL_EXERCISE = "biceps_curl"


@dataclass(frozen=True, slots=True)
class MomentEntry:
    """One moment of the list."""

    name: str
    title: str
    about: str
    mine: bool
    """Whether the words are the workspace's own."""
    origin: str
    part: bool
    """Whether other moments say it as a part of theirs."""


@dataclass(frozen=True, slots=True)
class OpenWords:
    """The words of a moment, as they are edited."""

    name: str
    text: str
    mine: bool
    file: str
    """The workspace's file, which need not be there yet."""
    version: str
    """Of that file; empty where it is not there."""
    parts: tuple[str, ...]
    """Names of the parts that can be one's own while the rest stays as it is."""


@dataclass(frozen=True, slots=True)
class WordsRemark:
    """What is wrong in the words, or could be better."""

    level: Literal["error", "warning"]
    what: str
    line: int | None
    """From 1, in the words that are edited; None where it is about something else."""
    where: str = ""


@dataclass(frozen=True, slots=True)
class WordsLook:
    """What words say in one situation."""

    name: str
    """Of the moment."""
    text: str
    situation: Situation | None = None
    lines: tuple[HeardLine, ...] = ()
    remarks: tuple[WordsRemark, ...] = ()
    length_s: float = 0.0
    left_out: tuple[str, ...] = ()
    job: Job | None = None
    """What a voice needs to say it; None where it cannot be said."""


class WordsDesk:
    """What a coach does with the words of a workspace."""

    def __init__(self, files: WorkspaceFiles) -> None:
        self._files = files

    def moments(self) -> list[MomentEntry]:
        """Every moment; the parts that others share are at the end."""
        found = [
            MomentEntry(
                each.name,
                title(each.name),
                each.about,
                each.origin == "workspace",
                each.origin,
                each.part,
            )
            for each in list_templates(self._folders())
        ]
        return sorted(found, key=lambda each: (each.part, each.name))

    def open(self, name: str) -> OpenWords:
        """The words of a moment.

        Raises:
            TemplateError: if there is no such moment, or its file cannot be used.
        """
        return self._opened(name, self._library())

    def _opened(self, name: str, library: Library) -> OpenWords:
        file = library.find(name)
        own = f"{FOLDER}/{file.language or 'en'}/{file.name}"
        mine = file.folder == self._files.folder / FOLDER
        if mine:
            own = file.path.relative_to(self._files.folder).as_posix()
        builtin = library.files.get(BUILTIN + file.name, file)
        parts = tuple(blocks(builtin.text))
        version = self._files.version(own)
        return OpenWords(short_name(file.name), file.text, mine, own, version, parts)

    def look(self, name: str, text: str, situation: Situation) -> WordsLook:
        """What `text` says as the words of `name`; where it says nothing, why, at its lines."""
        library = self._library()
        try:
            job = job_for(self._with(library, name, text), situation, Overrides())
            timeline = timed(job)
        except MmcError as error:
            mistakes = tuple(self._mistakes(library, name, error))
            return WordsLook(name, text, situation, remarks=mistakes)
        return WordsLook(
            name,
            text,
            situation,
            tuple(heard_lines(timeline)),
            length_s=timeline.length_ms / 1000,
            left_out=tuple(each.text for part in timeline.sections for each in part.dropped),
            job=job,
        )

    def remarks(self, look: WordsLook) -> list[WordsRemark]:
        """What could be better in words where they are heard in one situation."""
        if look.situation is None:
            return []
        library, names = self._library(), [look.situation.moment.template]
        try:
            typed = self._with(library, look.name, look.text)
            found = lint(typed, [look.situation], names=names, everywhere=False)
        except MmcError as error:
            return list(self._mistakes(library, look.name, error))
        return list(self._remarks(library, look.name, found))

    def everywhere(self, name: str, text: str) -> list[WordsRemark]:
        """What is wrong with `text` with any exercise, in any situation. Takes seconds."""
        library = self._library()
        only = {heard_in(name, library)}
        try:
            typed = self._with(library, name, text)
            found = lint(typed, situations_at_once(only), names=sorted(only))
        except MmcError as error:
            return list(self._mistakes(library, name, error))
        return list(self._remarks(library, name, found))

    def situations(self, name: str, exercise: str) -> list[Situation]:
        """Where `name` is heard with an exercise, the usual situation first.

        Raises:
            PlanError: if the exercise is not known.
            TemplateError: if the words are heard nowhere.
        """
        moment = heard_in(name, self._library())
        found = known_situations(moment, load_catalogue().find(exercise).id)
        return list(found or (any_situation(moment),))

    def values(self, name: str, situation: Situation) -> list[Variable]:
        """What the words may name, each with an example."""
        taken = options(self._library(), name).values()
        return [
            *variables(situation),
            *(Variable(f"options.{each.name}", each.default) for each in taken),
        ]

    def own_part(self, name: str, part: str) -> OpenWords:
        """Make one part of a moment the workspace's own; the rest goes on being built in.

        Raises:
            TemplateError: if there is no such part.
            OutputError: if it cannot be written.
        """
        opened = self.open(name)
        if not opened.mine:
            copy_template(name, self._folders(), self._files.folder / FOLDER, block=part)
        elif part not in blocks(opened.text):
            body = blocks(self._library().find(BUILTIN + full_name(name)).text)[part].strip("\n")
            block = f"\n{{% block {part} %}}\n{body}\n{{% endblock %}}\n"
            self._files.save(opened.file, opened.text + block, opened.version)
        return self.open(name)

    def own_whole(self, name: str) -> OpenWords:
        """Make all words of a moment the workspace's own.

        Raises:
            OutputError: if it cannot be written, or is the workspace's own already.
        """
        copy_template(name, self._folders(), self._files.folder / FOLDER)
        return self.open(name)

    def differences(self, name: str) -> dict[str, str]:
        """How the workspace's words differ from the built-in ones; see `diff_template`.

        Raises:
            TemplateError: if the words are not the workspace's own.
        """
        return diff_template(name, self._folders())

    def part_of_line(self, name: str, source: str, line: int) -> str | None:
        """The part of `name` that a line of the template `source` is heard in, if any."""
        text = self._library().find(BUILTIN + full_name(name)).text
        if short_name(source) == short_name(name):
            return part_at(text, line)
        bodies = blocks(text).items()
        return next((part for part, body in bodies if f'"{full_name(source)}"' in body), None)

    def is_elsewhere(self, name: str, source: str) -> bool:
        """Whether a line is worded in another template that is not the workspace's own yet."""
        if not source or short_name(source) == short_name(name):
            return False
        return not self.open(source).mine

    def is_open_in(self, opened: OpenWords, source: str) -> bool:
        """Whether the lines of the template `source` are those of the text that is open."""
        return short_name(source) == opened.name

    def place_of(self, opened: OpenWords, text: str, line: HeardLine) -> int:
        """The line, from 1, of the text that is open in which `line` is worded; 0 for none."""
        lines = text.split("\n")
        heard_here = self.is_open_in(opened, line.source) and line.line <= len(lines)
        moved = self.line_with(text, line)
        return moved or (line.line if heard_here else 0)

    def line_with(self, text: str, line: HeardLine) -> int | None:
        """The line, from 1, of one's own new words that says what `line` says."""
        builtin = self._library().files.get(BUILTIN + full_name(line.source))
        lines = builtin.text.split("\n") if builtin else []
        written = lines[line.line - 1].strip() if 0 < line.line <= len(lines) else ""
        own = [each.strip() for each in text.split("\n")]
        return own.index(written) + 1 if written and written in own else None

    def _folders(self) -> list[ContentFolder]:
        return template_folders(self._files.folder)

    def _library(self) -> Library:
        return library_of(self._folders())

    def _with(self, library: Library, name: str, text: str) -> Library:
        """The workspace's templates, with `text` as the one called `name`."""
        file = library.find(name)
        path = self._files.path(self._opened(name, library).file)
        typed = replace(
            file, path=path, folder=self._files.folder / FOLDER, builtin=False, text=ended(text)
        )
        return replace(library, files={**library.files, file.name: typed})

    def _mistakes(self, library: Library, name: str, error: MmcError) -> Iterator[WordsRemark]:
        findings = [LintFinding("error", each.what, each.place) for each in error.each()]
        yield from self._remarks(library, name, findings)

    def _remarks(
        self, library: Library, name: str, found: Sequence[LintFinding]
    ) -> Iterator[WordsRemark]:
        shown = self._shown(library, name)
        for each in found:
            place = each.place
            own = place is not None and place.file in shown
            what = each.what if own or place is None else f"{place}: {each.what}"
            yield WordsRemark(each.level, what, place.line if own and place else None, each.where)

    def _shown(self, library: Library, name: str) -> set[str]:
        """How the file of the words is called in messages."""
        file = library.find(name)
        own = self._files.path(self._opened(name, library).file)
        return {full_name(name), TemplateFile(file.name, own, own, None, builtin=False).shown}
