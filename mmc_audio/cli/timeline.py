"""`mmc-audio timeline`: when everything is heard."""

import click

from mmc_audio.cli.shared import clock, json_option, show, show_json, tell, voice_options


@click.command(short_help="Show when everything is heard.")
@click.argument("plan", type=click.Path())
@voice_options
@json_option
def command(
    plan: str, engine: str | None, voice: str | None, pace: int | None, as_json: bool
) -> None:
    """Show when each cue of PLAN is heard: a table, or the cue sheet as JSON.

    PLAN may also be a cue script (FILE.cues). Nothing is written.

    \b
    Examples:
      mmc-audio timeline my-plan.yaml
      mmc-audio timeline my-plan.yaml --json | head
      mmc-audio timeline my-plan.yaml --engine silent     without a voice: estimated
    """
    from mmc_audio.cli.progress import Progress
    from mmc_audio.pipeline.job import Choice
    from mmc_audio.pipeline.studio import Studio

    with Progress() as progress, Studio(Choice(engine, voice, pace), watch=progress) as studio:
        sheet = studio.sheet(plan)
    if as_json:
        show_json(sheet)
    else:
        _print(sheet)


def _print(sheet: dict[str, object]) -> None:
    sections, cues = sheet["sections"], sheet["cues"]
    assert isinstance(sections, list)
    assert isinstance(cues, list)
    for section in sections:
        show(f"\n{clock(section['start_s'])}  {section['title']}")
        for cue in cues:
            if cue["section"] == section["id"]:
                show(_row(cue))
    spoken = sum(cue["end_s"] - cue["start_s"] for cue in cues)
    length = float(str(sheet["duration_s"]))
    tell(f"\n{clock(length)} in all, {len(cues)} cues, {100 * spoken / length:.0f} % of it speech")


def _row(cue: dict[str, object]) -> str:
    start, end = float(str(cue["start_s"])), float(str(cue["end_s"]))
    what = cue["phase"] or cue["kind"] or ""
    return f"  {start:9.3f} {end - start:6.2f} s  {what:<11} {cue['text']}"
