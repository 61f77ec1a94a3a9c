"""`mmc-audio import`: files of other apps, tables and plain text become plans."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from mmc_audio.cli.shared import exit_code_of, is_terminal, json_option, say, show, show_json

if TYPE_CHECKING:
    from mmc_audio.errors import MmcError
    from mmc_audio.importing.flow import ImportResult, ImportWish
    from mmc_audio.importing.write import WrittenFile


@click.command(short_help="Make plans of files of other apps, tables and plain text.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path())
@click.option(
    "-o",
    "--output",
    default=".",
    metavar="FOLDER",
    type=click.Path(),
    help="Folder for the plans; the current one where left out.",
)
@click.option(
    "--as",
    "form",
    type=click.Choice(["plan", "program"]),
    help="One plan, or a program of several days.",
)
@click.option(
    "--from",
    "format_name",
    metavar="FORMAT",
    default="",
    help="What the file is, where its content does not say.",
)
@click.option("--latest", is_flag=True, help="Of a log: the latest workout (the default).")
@click.option("--workout", metavar="TITLE", default="", help="Of a log: the latest of this title.")
@click.option("--all", "everything", is_flag=True, help="Of a log: all workouts.")
@click.option("--list", "listing", is_flag=True, help="Show the workouts; write nothing.")
@click.option("--unit", type=click.Choice(["kg", "lb"]), help="Unit of weights that have none.")
@click.option("--speak-notes", is_flag=True, help="Speak the file's notes; else comments.")
@json_option
def command(files: tuple[str, ...], output: str, as_json: bool, **said: Any) -> int:  # noqa: ANN401
    """Make a plan of each FILE, whatever app it is from; '-' reads standard input.

    Hevy, Strong, FitNotes, StrongLifts, Liftosaur, LiftLog, wger, openweight, Zwift, FIT,
    intervals.icu, CSV, Markdown tables and plain text are distinguished by their content. A log
    becomes the next session; several days become a program. Nothing is overwritten.

    \b
    Examples:
      mmc-audio import hevy.csv                         the latest workout
      mmc-audio import hevy.csv --workout "Push A"
      mmc-audio import strong.csv --unit kg -o plans
      mmc-audio import notes.txt
    """
    _require_folder(output)
    wish = _wish(**said)
    rows = [_import(file, Path(output), wish, listing=said["listing"]) for file in files]
    if as_json:
        show_json(rows)
    else:
        for row in rows:
            _print(row)
    return exit_code_of(row["exit_code"] for row in rows)


def _require_folder(output: str) -> None:
    """Raise UsageError for `-o push-day.yaml`: a folder of that name is never meant."""
    from mmc_audio.errors import UsageError

    if output.lower().endswith((".yaml", ".yml")) and not Path(output).is_dir():
        fix = "name a folder, or leave -o out; the plan is called as its title is"
        raise UsageError(f"-o {output}: plans go into a folder; {fix}")


def _wish(
    *,
    form: Literal["plan", "program"] | None,
    format_name: str,
    latest: bool,
    workout: str,
    everything: bool,
    unit: Literal["kg", "lb"] | None,
    speak_notes: bool,
    listing: bool,
) -> "ImportWish":
    from mmc_audio.errors import UsageError
    from mmc_audio.importing.choose import LogChoice
    from mmc_audio.importing.flow import ImportWish
    from mmc_audio.importing.format import ReadWish

    del listing
    if latest + bool(workout) + everything > 1:
        raise UsageError("--latest, --workout and --all exclude each other; keep one")
    choice = LogChoice(workout, everything, of_each=form == "program" and not latest)
    return ImportWish(ReadWish(unit), choice, format_name, form, speak_notes)


Row = dict[str, Any]
"""What became of one file, as JSON has it."""


def _import(file: str, folder: Path, wish: "ImportWish", *, listing: bool) -> Row:
    from mmc_audio.errors import MmcError

    try:
        return _listed(file, wish) if listing else _imported(file, folder, wish)
    except MmcError as error:
        return _failed(file, error)


def _failed(file: str, error: "MmcError") -> Row:
    problems = [str(one) for one in error.each()]
    return {"file": file, "ok": False, "exit_code": error.exit_code, "problems": problems}


def _imported(file: str, folder: Path, wish: "ImportWish") -> Row:
    from mmc_audio.importing.write import write_files

    result = _result(file, wish)
    written = write_files(folder, result.files)
    return {
        "file": file,
        "ok": True,
        "exit_code": 0,
        "format": result.label,
        "written": [str(each.path) for each in written if each.new],
        "kept": [_kept(each) for each in written if not each.new],
        "messages": result.messages,
        "names": [_named(each) for each in result.names],
        "summary": result.summary,
    }


def _named(each: Any) -> Row:  # noqa: ANN401 - a NamedExercise
    return {"asked": each.written, "name": each.name, "state": each.state}


def _kept(each: "WrittenFile") -> str:
    what = "you changed it since, or the app has" if each.changed else "nothing has changed"
    return f"{each.path}: imported before, kept as it is ({what})"


def _result(file: str, wish: "ImportWish") -> "ImportResult":
    """The plans of a file; on a terminal a missing unit and unknown names are asked for."""
    from dataclasses import replace

    from mmc_audio.importing.flow import imported_plans
    from mmc_audio.importing.format import ReadWish, UnitError
    from mmc_audio.importing.source import read_source
    from mmc_audio.plan.program import today

    source = read_source(file)
    try:
        result = imported_plans(source, wish, today())
    except UnitError as error:
        if not _asks(file):
            raise
        say(str(error))
        unit = click.prompt("Kilograms or pounds?", type=click.Choice(["kg", "lb"]), err=True)
        wish = replace(wish, reading=ReadWish("lb" if unit == "lb" else "kg"))
        result = imported_plans(source, wish, today())
    if _asks(file) and _confirmed(result):
        result = imported_plans(source, wish, today())
    return result


def _asks(file: str) -> bool:
    return file != "-" and is_terminal(sys.stdin) and is_terminal(sys.stderr)


def _confirmed(result: "ImportResult") -> bool:
    """Ask once what each unknown name means, and remember it. Returns whether anything was said."""
    from mmc_audio.coaching.names_file import names_file
    from mmc_audio.importing.naming import save_names

    said: dict[str, str] = {}
    for named in {each.written: each for each in result.names}.values():
        if named.state == "new" and named.suggestions:
            listed = ", ".join(f"{n} {name}" for n, name in enumerate(named.suggestions, 1))
            question = f'"{named.written}" is new. Is it {listed}? (0: none of them)'
            kind = click.IntRange(0, len(named.suggestions))
            answer = click.prompt(question, default=0, type=kind, err=True)
            said |= {named.written: named.suggestions[answer - 1]} if answer else {}
    if said:
        save_names(said, names_file())
    return bool(said)


def _listed(file: str, wish: "ImportWish") -> Row:
    from dataclasses import replace

    from mmc_audio.importing.dates import moment_words
    from mmc_audio.importing.flow import read_workouts
    from mmc_audio.importing.format import ReadWish
    from mmc_audio.importing.source import read_source

    # Nothing that is listed has a weight, so any unit will do.
    reading = ReadWish(wish.reading.unit or "kg")
    form, imported = read_workouts(read_source(file), replace(wish, reading=reading))
    rows = [
        {
            "title": workout.title,
            "date": moment_words(workout.date) if workout.date else "",
            "exercises": list(dict.fromkeys(item.name for item in workout.items)),
        }
        for workout in imported.workouts
    ]
    return {"file": file, "ok": True, "exit_code": 0, "format": form.label, "workouts": rows}


def _print(row: Row) -> None:
    if not row["ok"]:
        for problem in row["problems"]:
            say(problem)
        return
    if "workouts" in row:
        for workout in row["workouts"]:
            when = f"  {workout['date']}" * bool(workout["date"])
            show(f"{workout['title']}{when}  {', '.join(workout['exercises'])}")
        return
    for path in row["written"]:
        show(path)
    for line in row["kept"]:
        say(line)
    for line in row["messages"]:
        say(f"import: {line}")
    say(f"{Path(row['file']).name}: {row['format']}. {row['summary']}")
