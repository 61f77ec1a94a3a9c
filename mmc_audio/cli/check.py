"""`mmc-audio check`: plans read and fitted, every problem named, advice given, nothing written."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import click

from mmc_audio.cli.shared import (
    clock,
    exit_code_of,
    json_option,
    language_fallback_option,
    note,
    readiness_option,
    say,
    show,
    show_json,
    strict_option,
    voice_options,
)

if TYPE_CHECKING:
    from mmc_audio.coaching.steps import Session
    from mmc_audio.rendering.flow import Renderer

Row = dict[str, Any]
"""What is known about one plan, as JSON has it."""


@click.command(short_help="Read and fit plans; name every problem, give advice; write nothing.")
@click.argument("plans", nargs=-1, required=True, metavar="PLAN...", type=click.Path())
@voice_options
@language_fallback_option
@readiness_option
@strict_option
@click.option("--no-advice", is_flag=True, help="Problems only, no coaching advice.")
@click.option("-v", "--verbose", is_flag=True, help="Also one line for each set as understood.")
@json_option
def command(
    plans: tuple[str, ...],
    engine: str | None,
    voice: str | None,
    pace: int | None,
    language_fallback: bool,
    readiness: str | None,
    strict: bool,
    no_advice: bool,
    verbose: bool,
    as_json: bool,
) -> int:
    """Read each PLAN, write its cue script and fit it to the voice; name every problem.

    A plan that is right also gets coaching advice, the gravest first: strong, warning, info.
    Advice never makes a plan fail. Nothing is written.

    Of a program its weeks are looked at: which muscles they train, how loads rise, how much is
    new at once. Its plans are checked by their own names.

    \b
    Examples:
      mmc-audio check my-plan.yaml
      mmc-audio check my-plan.yaml -v      each set in one line
      mmc-audio check week/*.yaml --json
      mmc-audio check program.yaml         its weeks
      mmc-audio explain W-LOAD             why, and who found it
    """
    from mmc_audio.cli.progress import ProgressBar
    from mmc_audio.ledger.store import default_path
    from mmc_audio.rendering.flow import Renderer
    from mmc_audio.rendering.overrides import Overrides

    choice = Overrides(
        engine, voice, pace, readiness, language_fallback=language_fallback, strict=strict
    )
    log = default_path()
    with ProgressBar() as progress, Renderer(choice, watch=progress, log=log) as renderer:
        rows = [_check(plan, renderer, advise=not no_advice, strict=strict) for plan in plans]
        notes = renderer.warnings
    for line in notes:
        note(line)
    if as_json:
        show_json(rows)
    else:
        for row in rows:
            _print(row, verbose=verbose)
    return exit_code_of(row["exit_code"] for row in rows)


def _check(plan: str, renderer: "Renderer", *, advise: bool, strict: bool) -> Row:
    from mmc_audio.cli.check_program import program_row
    from mmc_audio.coaching.names import doubts_beside_errors
    from mmc_audio.errors import MmcError
    from mmc_audio.workspace.days import is_program

    try:
        if is_program(plan):
            return program_row(plan, advise=advise)
        return _good(plan, renderer, advise=advise)
    except MmcError as error:
        problems = [str(one) for one in error.each()]
        names = [line for line in map(str, doubts_beside_errors(plan)) if line not in problems]
        problems += names if strict else []
        row = {"plan": plan, "ok": False, "exit_code": error.exit_code, "problems": problems}
        return {**row, "assumed": [] if strict else names}


def _good(plan: str, renderer: "Renderer", *, advise: bool) -> Row:
    from mmc_audio.audio.music import measured
    from mmc_audio.library.cues import sheet_of
    from mmc_audio.rendering.advice import advice_on, as_data
    from mmc_audio.rendering.item_lengths import item_lengths

    job = renderer.job(plan)
    timeline = renderer.timeline(job)
    if job.music:
        measured(job.music)
    sheet = sheet_of(timeline, renderer.speaker_of(job).engine.name)
    titles = {section["id"]: section["title"] for section in sheet["sections"]}
    found = advice_on(job.session, timeline) if job.session and advise else []
    return {
        "plan": plan,
        "ok": True,
        "exit_code": 0,
        "problems": [],
        "duration_s": sheet["duration_s"],
        "cues": len(sheet["cues"]),
        "dropped": [{**one, "title": titles[one["section"]]} for one in sheet["dropped"]],
        "sets": _sets(job.session),
        "items": item_lengths(job.session, sheet) if job.session else [],
        "length_s": job.plan.length_ms / 1000 if job.plan and job.plan.length_ms else None,
        "assumed": [str(line) for line in job.assumed],
        "advice": as_data(found, plan),
    }


def _sets(session: "Session | None") -> list[str]:
    """Each set as it was understood; none for a script written by hand."""
    from mmc_audio.coaching.describe import set_lines

    return list(set_lines(session)) if session else []


def _print(row: Row, *, verbose: bool) -> None:
    if not row["ok"]:
        for problem in row["problems"]:
            say(problem)
        for line in row["assumed"]:
            note(line)
        return
    if "trainings" in row:
        show(f"{row['plan']}: a program. {row['trainings']} trainings in {row['weeks']} weeks")
        _print_advice(row["advice"])
        return
    show(f"{row['plan']}: good. {clock(row['duration_s'])}, {row['cues']} cues")
    if row["length_s"]:
        left = row["length_s"] - row["duration_s"]
        said = "to spare" if left >= 0 else "too long; take out a set, or shorten the rests"
        show(f"  length {clock(row['length_s'])}: {clock(abs(left))} {said}")
    for item in row["items"]:
        show(f"  {clock(item['length_s']):>7}  {item['item']}")
    for line in row["sets"] if verbose else ():
        show(f"  {line}")
    for line in row["assumed"]:
        note(line)
    _print_left_out(list(_left_out(row["dropped"], every=verbose)), every=verbose)
    _print_advice(row["advice"])


FEW = 3
"""Places where lines were left out that are shown without -v: most are optional ones."""


def _print_left_out(lines: list[str], *, every: bool) -> None:
    shown = len(lines) if every or len(lines) <= FEW + 1 else FEW
    for line in lines[:shown]:
        say(line)
    if more := len(lines) - shown:
        say(f"  {more} more places where lines found no time: -v shows them")


def _left_out(dropped: list[Row], *, every: bool) -> Iterator[str]:
    """What found no time, for each reason in one line."""
    for (title, why), group in groupby(dropped, key=itemgetter("title", "why")):
        texts = [repr(one["text"]) for one in group]
        more = len(texts) - 1
        named = (
            texts if every or not more else [f"{texts[0]} and {more} more line{'s' * (more > 1)}"]
        )
        yield f"  {title}: left out for lack of time: {', '.join(named)} ({why})"


def _print_advice(advice: list[Row]) -> None:
    seen: set[str] = set()
    for one in advice:
        place = ":".join(str(one[key]) for key in ("plan", "line", "column") if one[key])
        show(f"\n{place}: {one['severity']} {one['id']}: {one['what']}")
        # The reason once for each rule: the tenth heavy set has the same one.
        if one["id"] not in seen:
            show(f"  {one['reason']} ({one['source']})")
        seen.add(one["id"])
    if advice:
        ids = " ".join(sorted(seen))
        say(f"\nAdvice is yours to take or leave. Why: mmc-audio explain {ids}")
