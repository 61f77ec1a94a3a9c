"""`mmc-audio log`: what was done and how it felt."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mmc_audio.cli.shared import output_option, show, tell
from mmc_audio.errors import UsageError

if TYPE_CHECKING:
    from mmc_audio.library.ledger import Ledger, SetRecord
    from mmc_audio.library.practice import Practice, Report

FELT = click.Choice(["target", "both", "elsewhere"])
TENTH = click.IntRange(0, 10)


@click.command(short_help="Log what was done and how it felt; see what it adds up to.")
@click.argument("session", required=False)
@output_option
@click.option("--exercise", metavar="ID", help="Log one set of this exercise, without questions.")
@click.option("--set", "number", type=click.IntRange(1, 1000), metavar="N", help="Which set.")
@click.option("--reps", type=click.IntRange(0, 1000), metavar="N", help="Reps done.")
@click.option("--felt", type=FELT, help="Where it was felt.")
@click.option("--clarity", type=TENTH, metavar="0-10", help="How clearly.")
@click.option("--reserve", type=TENTH, metavar="0-10", help="Good reps left.")
@click.option("--note", default="", help="Your own words.")
@click.option("--add", type=click.Path(), metavar="FILE", help="Check-ins that a phone saved.")
@click.option("--report", is_flag=True, help="What it adds up to, per movement and muscle.")
@click.option("--json", "as_json", is_flag=True, help="All sets, or the report, as JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="All sets as CSV.")
@click.option("--svg", is_flag=True, help="What it adds up to, as a picture.")
@click.option("--ledger", type=click.Path(), metavar="FILE", help="Another ledger than yours.")
def command(session: str | None, output: str, ledger: str | None, **options: Any) -> None:  # noqa: ANN401
    """Log the sets of SESSION, asked one by one; or one set; or show what was logged.

    The ledger is one SQLite file on this machine. docs/gym.md describes it.

    \b
    Examples:
      mmc-audio log pull-day
      mmc-audio log --exercise biceps_curl --reps 10 --felt target --clarity 8 --reserve 2
      mmc-audio log --report
      mmc-audio log --csv > practice.csv
    """
    from mmc_audio.library.ledger import Ledger, default_path

    kept = Ledger(Path(ledger) if ledger else default_path())
    if options["exercise"] or options["add"]:
        _record(kept, _given(options) if options["exercise"] else _file(options["add"]))
    elif session:
        _record(kept, _asked(session, Path(output)))
    else:
        _show(kept, options)


def _record(ledger: "Ledger", records: "list[SetRecord]") -> None:
    ledger.record(records)
    tell(f"{len(records)} {'set' if len(records) == 1 else 'sets'} logged in {ledger.path}")


def _file(path: str) -> "list[SetRecord]":
    from mmc_audio.errors import MissingError
    from mmc_audio.library.ledger_input import read_sets

    try:
        return read_sets(Path(path).read_bytes())
    except OSError as error:
        raise MissingError(f"{path}: {error.strerror}; name the file that was saved") from error


def _given(options: dict[str, Any]) -> "list[SetRecord]":
    if options["reps"] is None:
        raise UsageError("how many? give --reps")
    names = ("exercise", "reps", "felt", "clarity", "reserve", "note")
    return [_new(set_number=options["number"], **{name: options[name] for name in names})]


def _new(**values: Any) -> "SetRecord":  # noqa: ANN401
    """A set done now; the exercise is called as the catalogue calls it."""
    from datetime import datetime
    from uuid import uuid4

    from mmc_audio.coaching.catalogue import load_catalogue
    from mmc_audio.library.ledger import SetRecord

    now = datetime.now().astimezone().isoformat(timespec="seconds")
    base = {"id": str(uuid4()), "done_at": now, "day": now[:10], "session": "", "muscle": None}
    if load_catalogue().knows(values["exercise"]):
        found = load_catalogue().find(values["exercise"])
        base |= {"muscle": found.muscle_group or None}
        values["exercise"] = found.id
    return SetRecord(**{**base, **values})


def _asked(session: str, output: Path) -> "list[SetRecord]":
    """The sets of a session, as the person at the terminal says they were."""
    from mmc_audio.library.catalogue_view import movement
    from mmc_audio.library.find import find_session
    from mmc_audio.library.view import view

    _, found = find_session(session, output)
    sections = view(found.sheet, movement)["sections"]
    sets = [section for section in sections if section["work"] and section["exercise"]]
    tell(f"{found.title}: {len(sets)} sets. Enter keeps what stands in brackets.")
    return [_asked_set(section, found.key) for section in sets]


def _asked_set(section: dict[str, Any], key: str) -> "SetRecord":
    tell(f"\n{section['title']}")
    planned = section["reps_in_all"] or 0 if section["unit"] == "Rep" else 0
    ask = click.prompt
    return _new(
        session=key,
        exercise=section["exercise"],
        set_number=section["set"],
        reps=ask("  Reps done", planned, type=click.IntRange(0, 1000), err=True),
        felt=ask("  Felt where", "target", type=FELT, err=True),
        clarity=ask("  How clearly, 0 to 10", 7, type=TENTH, err=True),
        reserve=ask("  Good reps left", 2, type=TENTH, err=True),
    )


def _show(ledger: "Ledger", options: dict[str, Any]) -> None:
    from mmc_audio.cli.shared import show_json
    from mmc_audio.library import practice
    from mmc_audio.library.coverage import coverage_svg

    records = ledger.records()
    told = practice.report(records, date.today())  # noqa: DTZ011 - a lifter's days are local
    if options["svg"]:
        show(coverage_svg(told))
    elif options["report"]:
        show_json(told.as_data()) if options["as_json"] else _report(told)
    elif options["as_csv"]:
        show(practice.as_csv(records).rstrip("\n"))
    elif options["as_json"]:
        show(practice.as_json(records))
    else:
        _last(records)


def _report(told: "Report") -> None:
    show(f"{told.sets} sets logged")
    for title, practised in (("Movements", told.movements), ("Muscles", told.muscles)):
        show(f"\n{title:<28} focused reps    of          sets  last focus")
        for one in practised:
            show(_line(one))
    tell(f"\n{told.rule_of_thumb}")


def _line(one: "Practice") -> str:
    goal = f"{one.next_milestone:,}" if one.next_milestone else "done"
    since = "never" if one.days_since is None else f"{one.days_since} days ago"
    return f"{one.name:<28} {one.focused_reps:>12,}    {goal:<8} {one.sets:>7}  {since}"


LAST = 20
"""Sets that are shown where nothing else is asked for."""


def _last(records: "list[SetRecord]") -> None:
    if not records:
        tell("Nothing logged yet. After a session: mmc-audio log SESSION")
    for record in records[-LAST:]:
        felt = record.felt or "-"
        clarity = "-" if record.clarity is None else record.clarity
        reserve = "-" if record.reserve is None else record.reserve
        show(
            f"{record.done_at[:16]}  {record.exercise:<26} {record.reps:>3} reps  "
            f"felt {felt:<9}  clarity {clarity:<2}  left {reserve}"
        )
