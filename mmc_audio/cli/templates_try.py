"""`mmc-audio templates lint | preview`: templates tried out."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mmc_audio.cli.shared import counted, json_option, note, say, show, show_json, voice_options
from mmc_audio.cli.templates import language_option, searched
from mmc_audio.errors import InputError, MmcError

if TYPE_CHECKING:
    from mmc_audio._lib.content_folders import ContentFolder
    from mmc_audio.lint.run import LintFinding
    from mmc_audio.lint.situations import Situation
    from mmc_audio.rendering.flow import Renderer
    from mmc_audio.timeline.model import Timeline


@click.command("lint", short_help="Every problem, in every situation.")
@click.argument("templates", nargs=-1, metavar="[NAME|FILE...]", type=click.Path())
@language_option
@json_option
def lint_command(templates: tuple[str, ...], language: str, as_json: bool) -> int:
    """Try templates with every exercise and in every situation they can meet.

    Errors stop a session from being made; warnings are what a listener would rather not hear.

    \b
    Examples:
      mmc-audio templates lint
      mmc-audio templates lint rest templates/en/ready.cues.j2
    """
    from mmc_audio.lint.run import lint, moments_of
    from mmc_audio.lint.situations import situations_at_once
    from mmc_audio.templates.listing import library_of, locate_all

    names, folders = locate_all(templates, searched())
    library = library_of(folders, language)
    asked = [library.find(name).name for name in names] or None
    own = [each.path for each in folders if each.kind in ("workspace", "yours")]
    tried = situations_at_once(moments_of(asked), library)
    found = lint(library, tried, names=asked, folders=own)
    errors = sum(each.level == "error" for each in found)
    if as_json:
        show_json([_as_data(each) for each in found])
    else:
        for finding in found:
            show(f"{finding}" if finding.level == "error" else f"{finding} [warning]")
        say(f"{counted(errors, 'error')}, {counted(len(found) - errors, 'warning')}")
    return InputError.exit_code if errors else 0


def _as_data(finding: "LintFinding") -> dict[str, object]:
    place = finding.place
    return {
        "level": finding.level,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "what": finding.what,
        "where": finding.where,
    }


@click.command("preview", short_help="One template: its cues, their times, its sound.")
@click.argument("name")
@click.option("--exercise", metavar="NAME", help="Preview it with this exercise.")
@click.option("--play", is_flag=True, help="Play it.")
@click.option("--watch", is_flag=True, help="Again whenever a template is saved, until Ctrl-C.")
@click.option("-o", "--output", metavar="DIR", type=click.Path(), help="Write its MP3 here.")
@language_option
@voice_options
@json_option
def preview_command(
    name: str,
    exercise: str | None,
    play: bool,
    watch: bool,
    output: str | None,
    language: str,
    engine: str | None,
    voice: str | None,
    pace: int | None,
    as_json: bool,
) -> None:
    """Show the cues of template NAME with the time of each, and play them.

    With --engine silent the times are estimated, with a voice they are measured.

    \b
    Examples:
      mmc-audio templates preview rest
      mmc-audio templates preview rest --exercise plank --play --watch
    """
    from mmc_audio.lint.preview import changes, situation_for
    from mmc_audio.rendering.flow import Renderer
    from mmc_audio.rendering.overrides import Overrides
    from mmc_audio.templates.listing import library_of, locate

    name, folders = locate(name, searched())
    situation = situation_for(name, exercise, library_of(folders, language))
    to = Path(output) if output else _preview_folder() if play else None
    with Renderer(Overrides(engine, voice, pace)) as renderer:
        desk = PreviewLoop(
            renderer, situation, PreviewPlace(folders, language, to), play=play, as_json=as_json
        )
        if not watch:
            desk.preview()
            return
        watched = changes([each.path for each in folders])
        desk.keep_on(watched)


def _preview_folder() -> Path:
    from mmc_audio._lib.store import default_folder

    return default_folder() / "previews"


@dataclass(frozen=True, slots=True)
class PreviewPlace:
    """Where templates come from, and where their sound goes."""

    folders: "Sequence[ContentFolder]"
    language: str
    output: Path | None


class PreviewLoop:
    """Where a template is previewed, once or whenever it was saved."""

    def __init__(
        self,
        renderer: "Renderer",
        situation: "Situation",
        where: PreviewPlace,
        *,
        play: bool,
        as_json: bool,
    ) -> None:
        self._renderer = renderer
        self._situation = situation
        self._where = where
        self._play = play
        self._as_json = as_json

    def preview(self, *, keep_ready: bool = False) -> None:
        """Show, and where asked write and play, the template as it is now.

        Args:
            keep_ready: have the voice loaded for the words of the next save.
        """
        from mmc_audio.lint.preview import job_for
        from mmc_audio.lint.preview import play as begin_to_play
        from mmc_audio.templates.listing import library_of
        from mmc_audio.templates.place import with_place

        library = library_of(self._where.folders, self._where.language)
        job = job_for(library, self._situation, self._renderer.choice)
        if keep_ready:
            self._renderer.speaker_of(job).warm()
        try:
            timeline = self._renderer.timeline(job)
        except MmcError as error:
            raise with_place(error, library) from error
        for line in self._renderer.warnings:
            note(line)
        self._renderer.warnings.clear()
        self._show(timeline)
        if self._where.output:
            rendered = self._renderer.render_job(job, self._where.output, force=True)
            say(str(rendered.mp3))
            if self._play:
                begin_to_play(rendered.mp3)

    def keep_on(self, saved: Iterable[float]) -> None:
        """Preview now, and again at each save; a mistake is reported and the next save awaited."""
        self._try()
        for when in saved:
            self._try()
            say(f"{time.time() - when:.2f} s from save to {'sound' if self._play else 'cues'}")

    def _try(self) -> None:
        try:
            self.preview(keep_ready=True)
        except InputError as error:
            say(str(error))

    def _show(self, timeline: "Timeline") -> None:
        from mmc_audio.timeline.table import table

        rows = [row for section in timeline.sections for row in table(section)]
        if self._as_json:
            from dataclasses import asdict

            show_json(
                {"situation": self._situation.description, "lines": [asdict(row) for row in rows]}
            )
            return
        say(f"{self._situation.description}: {timeline.length_ms / 1000:g} s")
        for row in rows:
            mark = {"mark": "-- ", "sound": "♪ "}.get(row.what, "")
            length = f"{(row.end_ms - row.at_ms) / 1000:6.2f}" if row.what != "mark" else " " * 6
            show(f"{row.at_ms / 1000:8.2f} {length}  {mark}{row.text}  {row.source}".rstrip())
        for section in timeline.sections:
            for lost in section.dropped:
                say(f"{lost.source}: left out, {lost.why}: {lost.text}")
