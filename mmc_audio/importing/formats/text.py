"""Plain text: one exercise a line, headings for days; Markdown tables among the lines."""

import re
from pathlib import Path

from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.importing.format import FileFormat, ReadWish, unit_error
from mmc_audio.importing.formats.table import table_items, weeks_of_table
from mmc_audio.importing.model import ImportedFile, SkippedRow, Workout
from mmc_audio.importing.row_faults import RowFaultError
from mmc_audio.importing.source import SourceFile
from mmc_audio.importing.text.benchmarks import benchmark_of
from mmc_audio.importing.text.blocks import block_start
from mmc_audio.importing.text.bouts import bout_lines
from mmc_audio.importing.text.columns import with_columns
from mmc_audio.importing.text.headings import label_of, without_bullet
from mmc_audio.importing.text.labels import counts_alone, labelled, set_alone
from mmc_audio.importing.text.line import draft_of
from mmc_audio.importing.text.phrases import reworded
from mmc_audio.importing.text.reader import TextReader
from mmc_audio.importing.text.units import with_likely_unit

MOST_PROSE = 8
"""Lines for each exercise; a text with more is no plan."""
MAX_LINES = 5000
"""A plan of a year has fewer; a longer text is a book."""


def _matches(source: SourceFile) -> bool:
    if source.json is not None or source.text.lstrip().startswith("<"):
        return False
    lines = [line for line in source.lines[:MAX_LINES] if line.strip()]
    if not lines or _is_csv(lines):
        return False
    lines = [reworded(line.strip()) for line in with_columns(lines)]
    exercises = sum(_is_exercise(_spread(line)) or _is_block(line) for line in lines)
    exercises += _with_sets_elsewhere(lines)
    exercises += sum(benchmark_of(line) is not None for line in lines)
    return exercises * MOST_PROSE >= len(lines) or _is_list(lines)


def _with_sets_elsewhere(lines: list[str]) -> int:
    """Exercises whose reps are on another line: sets below a name, names below `21-15-9`."""
    bare = [label_of(without_bullet(line)[0])[1] for line in lines]
    rounds = any(counts_alone(line) or block_start(line, 0) for line in bare)
    below = [draft_of(set_alone(line), 0) for line in bare[1:]]
    sets = [draft.measured and not draft.words for draft in below]
    named = sum(
        (rounds or follows) and _is_name(re.sub(r"\(.*?\)", "", line).strip(" :"))
        for line, follows in zip(bare, [*sets, False], strict=True)
    )
    return named + (sum(sets) if named else 0)


_DATED_ROW = re.compile(r"(?=(?:[^,;]*[,;]){5})(?:[^,;]*[,;]){0,3}[^,;]*20[0-9]{2}\b")


def _is_csv(lines: list[str]) -> bool:
    """A header without digits, and rows with as many delimiters: another program's table."""
    dated = sum(_DATED_ROW.match(line) is not None for line in lines[:20])
    if dated * 5 >= len(lines[:20]) * 4:
        return True  # rows of a log whose header is gone
    if len(lines) < 2:
        return False
    counts = [max(line.count(","), line.count(";"), line.count("\t")) for line in lines[:20]]
    alike = sum(count >= max(2, counts[0] - 1) for count in counts)
    return counts[0] >= 2 and not re.search(r"\d", lines[0]) and alike * 5 >= len(counts) * 4


def _is_list(lines: list[str]) -> bool:
    """A list of names alone, most of which are exercises."""
    pairs = [without_bullet(line.strip()) for line in lines]
    names = [name for name, bulleted in pairs if bulleted and len(name) < 60]
    known = sum(map(_is_name, names)) if len(names) > 1 else 0
    return known * 2 > len(names) > 0


def _is_name(name: str) -> bool:
    return load_catalogue().understand(name).known in {"exact", "variation"}


def _is_block(line: str) -> bool:
    """`Tabata push-ups`: work by the clock with its exercise on the same line."""
    bare = labelled(without_bullet(line.strip())[0])[1]
    start = block_start(bare, 0)
    return start is not None and bool(start.inline.strip())


def _is_exercise(line: str) -> bool:
    bare = without_bullet(line.strip())[0]
    draft = draft_of(bare, 0)
    named = bool(draft.name) or bool(draft.count and draft.base.distance_m)
    return (draft.measured and named and len(line) < 200) or bool(bout_lines(bare, 0))


def _read(source: SourceFile, wish: ReadWish) -> ImportedFile:
    if len(source.lines) > MAX_LINES:
        raise source.error(f"has more than {MAX_LINES} lines; a plan is shorter, cut it")
    reader = TextReader(wish.unit or "unsaid", _titled(source.name))
    _take(reader, [_spread(line) for line in with_columns(source.lines)])
    imported = with_likely_unit(reader.imported())
    _check_units(imported.workouts, source)
    return imported


def _titled(file: str) -> str:
    """`notes/leg-day.txt` as `Leg day`: the title of a text that has none; empty for a pipe."""
    path = Path(file)
    words = re.sub(r"[_\s-]+", " ", path.stem).strip() if path.suffix else ""
    return words[:1].upper() + words[1:]


def _take(reader: TextReader, lines: list[str]) -> None:
    """Tables go to their own reader, where they stand."""
    number = 0
    while number < len(lines):
        rows = 0
        while number + rows < len(lines) and lines[number + rows].strip().startswith("|"):
            rows += 1
        if rows >= 3:
            reader.end_block()
            _table(reader, lines[number : number + rows], number + 1)
            number += rows
            continue
        following = next((line.strip() for line in lines[number + 1 :] if line.strip()), "")
        if not _says_work(following) and (benchmark := benchmark_of(lines[number])):
            reader.take_benchmark(number + 1, benchmark)
            number += 1
            continue
        for sentence in sentences(lines[number]):
            reader.take(number + 1, sentence, following)
        number += 1
    reader.end_block()


def _table(reader: TextReader, lines: list[str], first: int) -> None:
    """A Markdown table: exercises of the day, or a workout for each column of a week."""
    unit = reader.settings.unit
    try:
        weeks = weeks_of_table(lines, first, unit)
    except RowFaultError as fault:
        reader.add_item(SkippedRow(first, str(fault)))
        return
    for workout in weeks:
        reader.week = workout.week
        reader.begin_day(workout.line, workout.title)
        for item in workout.items:
            reader.add(item)
    for row in () if weeks else table_items(lines, first, unit):
        reader.add_item(row)


def _says_work(line: str) -> bool:
    """Whether a line is an exercise or begins a block: what is above it is a title."""
    bare = reworded(without_bullet(line)[0])
    return (
        draft_of(bare, 0).measured or block_start(bare, 0) is not None or bool(counts_alone(bare))
    )


_FULL_STOP = re.compile(r"(?<=[^\W\d])[.;!]\s+(?=[A-Z](?![,)]))")


def sentences(line: str) -> list[str]:
    """A line of several sentences, each with an exercise, as one line for each."""
    parts = _FULL_STOP.split(line.strip().rstrip("."))
    counted = sum(draft_of(reworded(part), 0).measured for part in parts)
    return parts if 1 < counted == len(parts) else [line]


def _spread(line: str) -> str:
    """Cells pasted from a spreadsheet: `Bench<tab>3<tab>8<tab>60kg` as `Bench 3x8, 60kg`."""
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) < 3 or not re.fullmatch("[0-9]{1,2}", cells[1]) or not cells[0]:
        return line.replace("\t", " ")
    return ", ".join(filter(None, (f"{cells[0]} {cells[1]}x{cells[2]}", *cells[3:])))


def _check_units(workouts: tuple[Workout, ...], source: SourceFile) -> None:
    for workout in workouts:
        for item in workout.items:
            for one in item.sets:
                if one.weight and one.weight.unit == "unsaid":
                    raise unit_error(source, item.line, one.weight.value)


FORMAT = FileFormat("text", "a plan in plain text", _matches, _read, rank=2)
