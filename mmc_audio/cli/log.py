"""`mmc-audio log`: what was done and how it felt."""

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mmc_audio.cli.shared import counted, is_terminal, output_option, say, show, show_json
from mmc_audio.errors import OutputError

if TYPE_CHECKING:
    from mmc_audio.ledger.report import Practice, PracticeReport
    from mmc_audio.ledger.store import Ledger, SetRecord

SHOWN = ("report", "as_json", "as_csv", "svg")
"""Options that ask to see what was logged."""

SET_HELP = "Which set; logged again on the same day, it is corrected."
FELT = click.Choice(["target", "both", "elsewhere"])
TENTH = click.IntRange(0, 10)


@click.command(short_help="Log what was done and how it felt; see what it adds up to.")
@click.argument("session", required=False, type=click.Path())
@output_option
@click.option("--exercise", metavar="ID", help="Log one set of this exercise, without questions.")
@click.option("--set", "number", type=click.IntRange(1, 1000), metavar="N", help=SET_HELP)
@click.option("--reps", type=click.IntRange(0, 1000), metavar="N", help="Reps done.")
@click.option("--load", metavar="WEIGHT", help="What was lifted: 22.5kg, 2x10kg, pin 4.")
@click.option("--skipped", is_flag=True, help="The set was left out.")
@click.option("--felt", type=FELT, help="Where it was felt.")
@click.option("--clarity", type=TENTH, metavar="0-10", help="How clearly.")
@click.option("--reserve", type=TENTH, metavar="0-10", help="Good reps left.")
@click.option("--note", default="", help="Your own words.")
@click.option(
    "--add",
    type=click.Path(),
    metavar="FILE",
    help="Check-ins that a phone saved; - reads them from stdin.",
)
@click.option("--report", is_flag=True, help="What it adds up to, per movement and muscle.")
@click.option("--json", "as_json", is_flag=True, help="All sets, or the report, as JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="All sets as CSV.")
@click.option("--svg", is_flag=True, help="What it adds up to, as a picture.")
@click.option("--ledger", type=click.Path(), metavar="FILE", help="Another ledger than yours.")
def command(session: str | None, output: str, ledger: str | None, **options: Any) -> None:  # noqa: ANN401
    """Log the sets of SESSION, asked exercise by exercise; or one set; or show what was logged.

    SESSION is today's where you leave it out. A set that is logged again on the same day is
    corrected, and what you leave out stays as it was; with --exercise, --set says which set it is.
    The ledger is one SQLite file on this machine. docs/gym.md describes it.

    \b
    Examples:
      mmc-audio log
      mmc-audio log pull-day
      mmc-audio log --exercise biceps_curl --set 1 --reps 10 --load 12kg --felt target
      mmc-audio log --report
      mmc-audio log --csv > practice.csv
    """
    from mmc_audio.cli.log_given import given
    from mmc_audio.ledger.store import Ledger, default_path

    kept = Ledger(Path(ledger) if ledger else default_path())
    if options["add"]:
        _record(kept, _file(options["add"]))
    elif options["exercise"]:
        _record_said(kept, [given(kept, Path(output), options)])
    elif session or (is_terminal(sys.stdin) and not any(options[name] for name in SHOWN)):
        _record_said(kept, _asked(kept, session, Path(output)))
    else:
        _show(kept, options)


def _record(ledger: "Ledger", records: "list[SetRecord]") -> None:
    ledger.record(records)
    say(f"{len(records)} {'set' if len(records) == 1 else 'sets'} logged in {ledger.path}")


def _record_said(ledger: "Ledger", records: "list[SetRecord]") -> None:
    """Record what a person said; where that fails, print it, so that it can be given again.

    It is read as a phone's would be, so that all that is logged can be exported and read in again.
    """
    import json

    from mmc_audio.ledger.incoming import read_sets
    from mmc_audio.ledger.report import as_data

    said = as_data(records)
    try:
        _record(ledger, read_sets(json.dumps(said), most=None))
    except OutputError as error:
        show_json(said)
        fix = "what you said is printed: save it, and 'mmc-audio log --add FILE' logs it later"
        raise OutputError(f"{error.what}; {fix}") from error


def _file(path: str) -> "list[SetRecord]":
    from mmc_audio.errors import InputError, MissingError, Place
    from mmc_audio.ledger.incoming import read_sending

    try:
        sent = read_sending(_stdin() if path == "-" else Path(path).read_bytes(), most=None)
    except OSError as error:
        why = "there is no such file" if isinstance(error, FileNotFoundError) else error.strerror
        raise MissingError(f"{path}: {why}; name the file that was saved") from error
    except InputError as error:
        raise error.with_place(Place(path)) from error
    if sent.clock_was_wrong:
        say("the phone's clock was wrong by days: its sets are logged as if the file were new")
    return list(sent.records)


def _stdin() -> bytes:
    from mmc_audio.errors import MissingError

    if sys.stdin is None:
        raise MissingError("standard input is closed; name a file instead of -")
    return sys.stdin.buffer.read()


def _asked(kept: "Ledger", session: str | None, output: Path) -> "list[SetRecord]":
    """The sets of a session as the person says they were; what was logged today is corrected."""
    from dataclasses import replace

    from mmc_audio.cli.log_ask import asked
    from mmc_audio.cli.log_given import new_set
    from mmc_audio.library.find import find_session

    known = {place: record.id for place, record in _placed(kept.records())}
    records = asked(find_session(session, output)[1], new_set)
    return [replace(one, id=known.get(place, one.id)) for place, one in _placed(records)]


def _placed(records: "list[SetRecord]") -> "Iterator[tuple[object, SetRecord]]":
    """Each record with what another report of the same set has in common with it.

    A session may have an exercise twice, and then two of its first sets: they are counted.
    """
    met: Counter[object] = Counter()
    for record in records:
        place = (record.day, record.session, record.exercise, record.set_number)
        met[place] += 1
        yield (place, met[place]), record


def _show(ledger: "Ledger", options: dict[str, Any]) -> None:
    from mmc_audio.ledger import report as practice
    from mmc_audio.ledger.chart import coverage_svg

    records = ledger.records()
    summary = practice.report(records, date.today())  # noqa: DTZ011 - a lifter's days are local
    if options["svg"]:
        show(coverage_svg(summary))
    elif options["report"]:
        show_json(summary.as_data()) if options["as_json"] else _report(summary)
    elif options["as_csv"]:
        show(practice.as_csv(records).rstrip("\n"))
    elif options["as_json"]:
        show_json(practice.as_data(records))
    else:
        _last(records)


def _report(summary: "PracticeReport") -> None:
    show(f"{counted(summary.sets, 'set')} logged")
    for title, practised in (("Movements", summary.movements), ("Muscles", summary.muscles)):
        show(f"\n{title:<28} focused reps    of          sets  last focus     load")
        for one in practised:
            show(_line(one))
    say(f"\n{summary.rule_of_thumb}")


def _line(one: "Practice") -> str:
    from mmc_audio.ledger.report import days_ago
    from mmc_audio.library.weights import weight_words

    goal = f"{one.next_milestone:,}" if one.next_milestone else "done"
    since = "never" if one.days_since is None else days_ago(one.days_since)
    row = f"{one.name:<28} {one.focused_reps:>12,}    {goal:<8} {one.sets:>7}  {since:<14}"
    return f"{row} {weight_words(one.load, one.unit)}".rstrip()


LAST = 20
"""Sets that are shown where nothing else is asked for."""


def _last(records: "list[SetRecord]") -> None:
    from mmc_audio.library.weights import weight_words

    if not records:
        say("Nothing logged yet. After a session: mmc-audio log SESSION")
    for record in records[-LAST:]:
        felt = record.felt or "-"
        clarity = "-" if record.clarity is None else record.clarity
        reserve = "-" if record.reserve is None else record.reserve
        reps = "skipped " if record.skipped else f"{record.reps:>3} reps"
        load = weight_words(record.load, record.unit)
        show(
            f"{record.done_at[:16]}  {record.exercise:<26} {reps}  {load:<9}  "
            f"felt {felt:<9}  clarity {clarity:<2}  left {reserve}"
        )
