"""Tables that people make: CSV, cells pasted from a spreadsheet, Markdown."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

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
                 "\u00fcbung", "ejercicio", "exercice", "esercizio", "oefening",
                 "exerc\u00edcio", "ename"),
    "sets": ("sets", "set", "s\u00e4tze", "series", "s\u00e9ries", "serie"),
    "reps": ("reps", "rep", "repetitions", "wiederholungen", "wdh", "repeticiones",
             "r\u00e9p\u00e9titions", "ripetizioni", "repeti\u00e7\u00f5es", "sets x reps",
             "sets/reps", "scheme", "logs"),
    "load": ("load", "weight", "weight (kg)", "weight (lb)", "weight (lbs)", "kg", "lb", "lbs",
             "gewicht", "peso", "poids", "%", "%1rm", "intensity", "load (kg)", "load (lb)",
             "carga", "carico"),
    "rest": ("rest", "rest time", "rest (s)", "rest (sec)", "rest (min)", "pause", "descanso",
             "repos", "recupero"),
    "tempo": ("tempo",),
    "effort": ("rpe", "rir"),
    "time": ("time", "duration", "hold", "time (s)", "seconds", "zeit", "tiempo"),
    "distance": ("distance",),
    "note": ("notes", "note", "comment", "comments", "cues", "notizen", "notas"),
    "day": ("day", "session", "workout", "tag", "d\u00eda", "jour", "giorno", "mydate"),
    "week": ("week", "woche", "semana", "semaine"),
    "group": ("superset", "group"),
    "side": ("side", "sides"),
    "order": ("#", "no", "no.", "nr", "nr.", "order"),
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
        if column is None:
            column = next(
                (c for c in columns if names_in(c) & {*names} and c not in found.values()), None
            )
        if column is not None:
            found[role] = column
    return found


def names_in(column: str) -> set[str]:
    """`%/rpe` has two names, either of which may stand in its cells; any other column has none."""
    parts = {part.strip() for part in column.split("/")}
    return parts if len(parts) > 1 else set()


_WEEK = re.compile(r"(?:week|wk|w|woche|semana|semaine|settimana)\.?\s?(?P<week>[0-9]{1,2})")


def week_columns(columns: tuple[str, ...]) -> dict[str, int]:
    """The columns that are a week each, as `Week 1 | Week 2`; empty for one or none."""
    found = {column: match for column in columns if (match := _WEEK.fullmatch(column))}
    weeks = {column: int(match["week"]) for column, match in found.items()}
    return weeks if len(weeks) > 1 else {}


def _in_weeks(rows: Sequence[TableLine], columns: tuple[str, ...], unit: str) -> list[Workout]:
    """A workout for each column of a week; its cells are what is done of the row's exercise."""
    found = roles(columns)
    name, day = found.get("exercise", columns[0]), found.get("day", "")
    shared = {role: column for role, column in found.items() if column != day} | {"exercise": name}
    workouts = []
    for column, week in week_columns(columns).items():
        days: dict[str, list[WorkoutItem]] = {}
        title = ""
        for row in rows:
            title = (row.get(day) if day else "") or title
            if row.get(column).strip(" -\u2013"):
                item = row_item(row, {**shared, "reps": column}, unit)
                days.setdefault(title, []).append(item)
        for title, items in days.items():
            named = _workout((str(week), title), items)
            workouts.append(named if title else replace(named, title=f"Week {week}"))
    return workouts


def is_plan_table(columns: tuple[str, ...]) -> bool:
    """Whether these columns are those of a plan: exercises, and what is done of each."""
    found = roles(columns)
    said = {"sets", "reps", "time", "distance"} & found.keys() or week_columns(columns)
    return "exercise" in found and bool(said)


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
    if week_columns(header.columns):
        rows = list(read_rows(source, header))
        in_weeks = _in_weeks(rows, header.columns, wish.unit or "unsaid")
        for one in in_weeks:
            for item in one.items:
                _check_unit(item, source)
        return ImportedFile(tuple(in_weeks))
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
    label = label or label_of(f"{row.get(found.get('order', ''))}. x")[0]
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
        bare = re.fullmatch(r"(?:2\s?[x\u00d7]\s?)?[0-9.,/]+", load)
        parts.append(f"@ {load}{_UNITS.get(found['load'], '') if bare else ''}")
    if rest := cells.get("rest"):
        parts.append(f"rest {rest}{_UNITS.get(found['rest'], '') if _BARE.fullmatch(rest) else ''}")
    parts += [f"{word} {cells[role]}" for role, word in (("tempo", "tempo"),) if cells.get(role)]
    if effort := cells.get("effort"):
        parts.append(f"{found['effort']} {effort}")
    parts += [cells[role] for role in ("distance", "side") if cells.get(role)]
    return "x: " + ", ".join(filter(None, parts))


_BARE = re.compile(r"[0-9]+(?:[.,][0-9]+)?")


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


def weeks_of_table(lines: list[str], first: int, unit: str) -> list[Workout]:
    """The workouts of a Markdown table with a column for each week; none for any other table.

    Raises:
        RowFaultError: if a row has no exercise, or a cell says no quantity.
    """
    columns = _columns_of(lines[0])
    if not week_columns(columns):
        return []
    rows = [
        TableLine(number, dict(zip(columns, _cells(text), strict=False)))
        for number, text in enumerate(lines[1:], first + 1)
        if not re.fullmatch(r"[|\s:-]+", text)
    ]
    return _in_weeks(rows, columns, unit)


def table_items(lines: list[str], first: int, unit: str) -> Iterator[WorkoutItem | SkippedRow]:
    """The exercises of a Markdown table, or why a row has none."""
    columns = _columns_of(lines[0])
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


def _columns_of(line: str) -> tuple[str, ...]:
    """The names of a Markdown table's columns; the first one without a name has the exercises."""
    columns = tuple(map(fold_column, _cells(line)))
    unnamed = columns[:1] == ("",) and "exercise" not in roles(columns)
    return ("exercise", *columns[1:]) if unnamed else columns


def _cells(line: str) -> list[str]:
    return [re.sub(r"[*_`]", "", cell).strip() for cell in line.strip().strip("|").split("|")]


FORMAT = FileFormat("table", "a table of exercises", _matches, _read, rank=1)
