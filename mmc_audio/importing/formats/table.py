"""Tables that people make: CSV, cells pasted from a spreadsheet, Markdown."""

import re
from collections.abc import Iterator, Mapping

from mmc_audio.importing.format import FileFormat, ReadWish, unit_error
from mmc_audio.importing.model import ImportedFile, SkippedRow, Workout, WorkoutItem
from mmc_audio.importing.row_faults import RowFaultError, checked_name
from mmc_audio.importing.rows import TableHeader, TableLine, fold_column, headers, read_rows
from mmc_audio.importing.source import SourceFile
from mmc_audio.importing.text.headings import label_of, weekday_of
from mmc_audio.importing.text.line import draft_of
from mmc_audio.importing.text.shorthand import spelled_out

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "exercise": ("exercise", "exercises", "exercise name", "lift", "movement", "name", "ubung",
                 "\u00fcbung", "ejercicio", "exercice", "esercizio", "oefening"),
    "sets": ("sets", "set", "s\u00e4tze", "series", "s\u00e9ries", "serie"),
    "reps": ("reps", "rep", "repetitions", "wiederholungen", "wdh", "repeticiones",
             "r\u00e9p\u00e9titions", "ripetizioni", "sets x reps", "sets/reps", "scheme"),
    "load": ("load", "weight", "weight (kg)", "weight (lb)", "weight (lbs)", "kg", "lb", "lbs",
             "gewicht", "peso", "poids", "%", "%1rm", "intensity", "load (kg)", "load (lb)"),
    "rest": ("rest", "rest time", "rest (s)", "rest (sec)", "rest (min)", "pause", "descanso"),
    "tempo": ("tempo",),
    "effort": ("rpe", "rir"),
    "time": ("time", "duration", "hold", "time (s)", "seconds", "zeit", "tiempo"),
    "distance": ("distance",),
    "note": ("notes", "note", "comment", "comments", "cues", "notizen", "notas"),
    "day": ("day", "session", "workout", "tag", "d\u00eda", "jour", "giorno"),
    "week": ("week", "woche", "semana", "semaine"),
    "group": ("superset", "group"),
    "side": ("side", "sides"),
}  # fmt: skip
"""What people call their columns."""

_UNITS = {"weight (kg)": "kg", "load (kg)": "kg", "kg": "kg", "weight (lb)": "lb", "lb": "lb",
          "weight (lbs)": "lb", "load (lb)": "lb", "lbs": "lb", "%": "%", "%1rm": "%",
          "rest (s)": "s", "rest (sec)": "s", "rest (min)": "min", "time (s)": "s",
          "seconds": "s"}  # fmt: skip


def roles(columns: tuple[str, ...]) -> dict[str, str]:
    """The column of each role that is there."""
    found: dict[str, str] = {}
    for role, names in _COLUMNS.items():
        column = next((name for name in names if name in columns), None)
        if column is not None:
            found[role] = column
    return found


def is_plan_table(columns: tuple[str, ...]) -> bool:
    """Whether these columns are those of a plan: exercises, and what is done of each."""
    found = roles(columns)
    return "exercise" in found and bool({"sets", "reps", "time", "distance"} & found.keys())


def _header(source: SourceFile) -> TableHeader | None:
    return next(
        (h for h in headers(source) if h.delimiter != "|" and is_plan_table(h.columns)), None
    )


def _matches(source: SourceFile) -> bool:
    return _header(source) is not None


def _read(source: SourceFile, wish: ReadWish) -> ImportedFile:
    header = _header(source)
    if header is None:
        raise source.error("has no columns `exercise`, and `sets` or `reps`", 1)
    found, skipped = roles(header.columns), []
    days: dict[tuple[str, str], list[WorkoutItem]] = {}
    day = week = ""
    for row in read_rows(source, header):
        day, week = row.get(found.get("day", "")) or day, row.get(found.get("week", "")) or week
        try:
            item = row_item(row, found, wish.unit or "unsaid")
        except RowFaultError as fault:
            skipped.append(SkippedRow(row.line, str(fault)))
            continue
        _check_unit(item, source)
        days.setdefault((week, day), []).append(item)
    workouts = tuple(_workout(key, items) for key, items in days.items())
    return ImportedFile(workouts, skipped=tuple(skipped))


def _workout(key: tuple[str, str], items: list[WorkoutItem]) -> Workout:
    week, day = key
    number = re.search("[0-9]{1,2}", week)
    title = day if not day.isdigit() else f"Day {day}"
    return Workout(
        title or "Workout",
        tuple(items),
        week=int(number[0]) if number else None,
        weekday=weekday_of(day),
        line=items[0].line,
    )


def _check_unit(item: WorkoutItem, source: SourceFile) -> None:
    for one in item.sets:
        if one.weight and one.weight.unit == "unsaid":
            raise unit_error(source, item.line, one.weight.value)


def row_item(row: TableLine, found: Mapping[str, str], unit: str) -> WorkoutItem:
    """The exercise of a row: its cells are read as a line of text is.

    Raises:
        RowFaultError: if it has no exercise, or says no quantity.
    """
    label, name = label_of(checked_name(row, found["exercise"]))
    cells = {role: spelled_out(row.get(column)) for role, column in found.items()}
    draft = draft_of(_line(cells, found), row.line)
    draft.words = [name]
    if not draft.measured:
        raise RowFaultError(f"{name}: no sets, reps or time")
    extra = [cells.get("note", ""), *draft.notes]
    draft.notes = [note for note in extra if note]
    item = draft.item(unit)
    group = cells.get("group") or label or None
    return WorkoutItem(name, item.sets, group, item.note, line=row.line)


def _line(cells: Mapping[str, str], found: Mapping[str, str]) -> str:
    """`x 3x8, @ 60kg, rest 90s`: what a person would have written."""
    parts = [_scheme(cells.get("sets", ""), cells.get("reps", ""), _time(cells, found))]
    load = cells.get("load", "")
    if load:
        bare = re.fullmatch(r"[0-9.,/]+", load)
        parts.append(f"@ {load}{_UNITS.get(found['load'], '') if bare else ''}")
    if rest := cells.get("rest"):
        parts.append(f"rest {rest}{_UNITS.get(found['rest'], '') if rest.isdigit() else ''}")
    parts += [f"{word} {cells[role]}" for role, word in (("tempo", "tempo"),) if cells.get(role)]
    if effort := cells.get("effort"):
        parts.append(f"{found['effort']} {effort}")
    parts += [cells[role] for role in ("distance", "side") if cells.get(role)]
    return "x: " + ", ".join(filter(None, parts))


def _time(cells: Mapping[str, str], found: Mapping[str, str]) -> str:
    time = cells.get("time", "")
    return (
        f"{time}s" if time.isdigit() and found["time"] in {"time (s)", "seconds", "hold"} else time
    )


def _scheme(sets: str, reps: str, time: str) -> str:
    what = reps or time
    if re.search(r"[x\u00d7]", what) or not sets or "x" in sets.lower():
        return " ".join(filter(None, (sets, what))) if not what.isdigit() else f"{what} reps"
    if not what:
        return f"{sets} sets"
    if re.search(r"[0-9]\s?[/,]\s?[0-9]", what):
        return what
    return f"{sets}x{what}"


def table_items(lines: list[str], first: int, unit: str) -> Iterator[WorkoutItem | SkippedRow]:
    """The exercises of a Markdown table, or why a row has none."""
    columns = tuple(map(fold_column, _cells(lines[0])))
    found = roles(columns)
    if "exercise" not in found:
        found["exercise"] = columns[0] if columns else ""
    for number, text in enumerate(lines[1:], first + 1):
        if re.fullmatch(r"[|\s:-]+", text):
            continue
        row = TableLine(number, dict(zip(columns, _cells(text), strict=False)))
        try:
            yield row_item(row, found, unit)
        except RowFaultError as fault:
            yield SkippedRow(number, str(fault))


def _cells(line: str) -> list[str]:
    return [re.sub(r"[*_`]", "", cell).strip() for cell in line.strip().strip("|").split("|")]


FORMAT = FileFormat("table", "a table of exercises", _matches, _read, rank=1)
