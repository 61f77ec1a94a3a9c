"""`mmc-audio batch`: hundreds or thousands of plans."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mmc_audio.cli.shared import (
    clock,
    counted,
    exit_code_of,
    format_option,
    json_option,
    language_fallback_option,
    loudness_option,
    output_option,
    say,
    show,
    show_json,
    strict_option,
    voice_options,
)

if TYPE_CHECKING:
    from mmc_audio.batch.run import Batch, BatchReport

INTERRUPTED = 130


@click.command(short_help="Render hundreds or thousands of plans.")
@click.argument("patterns", nargs=-1, required=True, metavar="DIR_OR_GLOB...", type=click.Path())
@output_option
@voice_options
@language_fallback_option
@loudness_option
@format_option
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    metavar="N",
    help="Processes side by side; as many as there are cores where left out.",
)
@click.option("--scheduler", metavar="ADDRESS", help="A Dask scheduler, such as tcp://host:8786.")
@click.option(
    "--shared",
    is_flag=True,
    help="With --scheduler: workers see the plans and DIR under the same paths; nothing is sent.",
)
@strict_option
@click.option("--resume", is_flag=True, help="Go on where an interrupted batch stopped.")
@json_option
def command(
    patterns: tuple[str, ...],
    output: str,
    engine: str | None,
    voice: str | None,
    pace: int | None,
    language_fallback: bool,
    loudness: int | None,
    formats: tuple[str, ...],
    workers: int | None,
    scheduler: str | None,
    shared: bool,
    strict: bool,
    resume: bool,
    as_json: bool,
) -> int:
    """Render every plan in the folders or patterns; one that fails does not stop the rest.

    The output folder receives the sessions, laid out as the plans are, and report.json.

    \b
    Examples:
      mmc-audio batch clients/
      mmc-audio batch 'clients/*/week-3/*.yaml' -o week-3 --workers 4
      mmc-audio batch clients/ --resume
      mmc-audio batch clients/ --scheduler tcp://10.0.0.5:8786
    """
    from mmc_audio.batch.run import Batch
    from mmc_audio.rendering.overrides import Overrides
    from mmc_audio.rendering.usual_formats import usual_formats

    # A cluster's workers have a configuration of their own: the formats are those set here.
    formats = formats or usual_formats()
    choice = Overrides(engine, voice, pace, None, loudness, formats, language_fallback, strict)
    batch = Batch(
        patterns=patterns,
        output=Path(output),
        choice=choice,
        workers=_workers(workers, quiet=bool(scheduler)),
        scheduler=scheduler,
        shared=shared,
        resume=resume,
    )
    return _run(batch, as_json=as_json)


def _run(batch: "Batch", *, as_json: bool) -> int:
    """The exit code, once all that could be rendered is."""
    from mmc_audio.batch.run import run_batch
    from mmc_audio.cli.progress import ProgressBar

    try:
        with ProgressBar(quiet=as_json) as progress:
            report = run_batch(batch, progress)
    except KeyboardInterrupt:
        say("interrupted; what is rendered is kept; continue with the same command and --resume")
        return INTERRUPTED
    if as_json:
        import json

        show_json(json.loads(report.path.read_text("utf-8")))
    else:
        _tell(report)
    return exit_code_of(result.exit_code for result in report.results)


def _workers(asked: int | None, *, quiet: bool) -> int:
    from mmc_audio.speech.pool import cores as count_cores

    cores = count_cores()
    if asked and asked > cores and not quiet:
        here = counted(cores, "core")
        say(f"note: {asked} workers on {here}; more than {cores} will not be faster")
    return asked or cores


def _tell(report: "BatchReport") -> None:
    for result in report.failed:
        for problem in result.problems:
            say(problem)
    for warning in sorted({line for result in report.results for line in result.warnings}):
        say(f"note: {warning}")
    good = [result for result in report.results if result.ok]
    new = [result for result in good if not result.unchanged]
    audio = sum(result.duration_s for result in good)
    rows = (
        ("plans", f"{len(report.results)}"),
        ("rendered", f"{len(new)}"),
        ("already up to date", f"{len(good) - len(new)}"),
        ("failed", f"{len(report.failed)}"),
        ("audio", clock(audio)),
        ("time", f"{report.wall_s:.1f} s"),
        ("rate", f"{len(report.results) / max(report.wall_s, 1e-9):.2f} plans/s"),
    )
    for name, value in rows:
        show(f"{name:<20}{value:>12}")
    say(f"Report: {report.path}")
