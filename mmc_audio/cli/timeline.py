"""`mmc-audio timeline`: when everything is heard."""

from typing import TYPE_CHECKING

import click

from mmc_audio.cli.shared import clock, json_option, note, say, show, show_json, voice_options
from mmc_audio.units import seconds

if TYPE_CHECKING:
    from mmc_audio.library.heard import HeardSection
    from mmc_audio.timeline.model import Timeline
    from mmc_audio.timeline.table import TableRow


@click.command(short_help="Show when everything is heard.")
@click.argument("plan", type=click.Path())
@voice_options
@json_option
@click.option("--svg", is_flag=True, help="Print a picture (SVG).")
@click.option("--html", "as_html", is_flag=True, help="Print a picture as a page.")
def command(
    plan: str,
    engine: str | None,
    voice: str | None,
    pace: int | None,
    as_json: bool,
    svg: bool,
    as_html: bool,
) -> None:
    """Show when each cue of PLAN is heard: a table, a picture, or the cue sheet as JSON.

    PLAN may also be a cue script (FILE.cues). Nothing is written.

    \b
    Examples:
      mmc-audio timeline my-plan.yaml
      mmc-audio timeline my-plan.yaml --json
      mmc-audio timeline my-plan.yaml --svg > my-plan.svg
      mmc-audio timeline my-plan.yaml --engine silent
    """
    import mmc_audio
    from mmc_audio.cli.progress import ProgressBar
    from mmc_audio.errors import InputError, ManyErrors
    from mmc_audio.ledger.store import default_path
    from mmc_audio.library.picture import session_html, session_svg
    from mmc_audio.workspace.days import with_hint

    overrides = mmc_audio.Overrides(engine, voice, pace)
    try:
        script = mmc_audio.read_script(plan, voice=overrides, log=default_path(), note=note)
    except (InputError, ManyErrors) as error:
        raise with_hint(plan, error, renders=False) from error
    with ProgressBar() as progress:
        timeline = script.timeline(voice=overrides, progress=progress)
    for line in timeline.notes:
        note(line)
    if as_json:
        show_json(timeline.cue_sheet())
    elif svg or as_html:
        show((session_svg if svg else session_html)(timeline.cue_sheet()))
    else:
        _print(timeline.timeline)


def _print(timeline: "Timeline") -> None:
    from mmc_audio.library.heard import heard_sections
    from mmc_audio.timeline.table import share, table

    for heard in heard_sections(timeline):
        show(f"\n{clock(seconds(heard.start))}  {heard.section.title}")
        for row in table(heard.section):
            show(_row(row, heard))
    spent = share(timeline.sections)
    say(
        f"\n{clock(spent.length_ms / 1000)} in all, {spent.cues} cues, "
        f"{100 * spent.talk:.0f} % of it speech; "
        f"{spent.shortened} shortened, {spent.faster} faster, {spent.dropped} left out"
    )


def _row(row: "TableRow", heard: "HeardSection") -> str:
    start = seconds(heard.at(row.at_ms))
    if row.what == "mark":
        return f"  {start:9.3f}         -- {row.text}"
    length = (row.end_ms - row.at_ms) / 1000
    text = row.text if row.what == "cue" else f"({row.text})"
    return f"  {start:9.3f} {length:6.2f} s  {row.kind:<11} {text}"
