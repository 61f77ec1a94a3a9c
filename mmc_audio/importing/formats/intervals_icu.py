"""Workout text of intervals.icu: sections, repeats such as `5x`, steps such as `- 1m 110%`."""

import re
from dataclasses import dataclass, field

from mmc_audio.importing.format import FileFormat, ReadWish
from mmc_audio.importing.model import (
    Entry,
    ImportedFile,
    SkippedRow,
    Workout,
    WorkoutBlock,
    WorkoutItem,
    WorkoutSet,
)
from mmc_audio.importing.quantities import length, metres, number
from mmc_audio.importing.recoveries import recovery_in
from mmc_audio.importing.source import SourceFile
from mmc_audio.plan.choices import Recovery

_STEP = re.compile(r"\s*[-*]\s+(?P<body>.+)")
_TARGET = re.compile(
    r"\b[0-9.]+(?:-[0-9.]+)?\s?(?:%|w\b|bpm)|\bZ[1-7]\b|[0-9:]+(?:-[0-9:]+)?/(?:km|mi)\b"
    r"|\b(?:pace|hr|lthr|ramp|freeride)\b",
    re.IGNORECASE,
)
_TIME = re.compile(r"(?<![\w%])(?:[0-9]+h)?(?:[0-9]+m)?[0-9]+[hms]?(?:[0-9]+s)?(?![\w%.-])|"
                   r"(?<!\w)[0-9]+['\"](?!\w)")  # fmt: skip
_SETS = re.compile(r"[0-9]\s?[x\u00d7]\s?[0-9]|\b(?:kg|lbs?|reps|sets)\b")
_DISTANCE = re.compile(r"(?<!\w)([0-9.]+)\s?(km|mtr|mi|yrd)\b")
_REPEAT = re.compile(r"(?P<title>.*?)\s*\b(?P<times>[0-9]{1,3})x\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PacedStep:
    """One step: a time or a distance, and what it aims at."""

    words: str
    length_ms: int | None
    distance_m: float | None

    def workout_set(self) -> WorkoutSet:
        """The step as a set."""
        return WorkoutSet(length_ms=self.length_ms, distance_m=self.distance_m)


@dataclass(slots=True)
class PacedSection:
    """Steps under one heading."""

    title: str
    rounds: int
    line: int
    steps: list[PacedStep] = field(default_factory=list)


def _matches(source: SourceFile) -> bool:
    steps = [m["body"] for line in source.lines[:300] if (m := _STEP.fullmatch(line))]
    aimed = [s for s in steps if _TARGET.search(s) and (_TIME.search(s) or _DISTANCE.search(s))]
    return bool(steps) and len(aimed) * 2 > len(steps) and not _has_sets(source)


def _has_sets(source: SourceFile) -> bool:
    return (
        re.search(r"[0-9]\s?[x\u00d7]\s?[0-9]|\b(?:kg|lbs?|reps|sets)\b", source.text) is not None
    )


def _read(source: SourceFile, wish: ReadWish) -> ImportedFile:
    del wish  # there is no weight in it
    skipped: list[SkippedRow] = []
    sections = [s for s in _sections(source, skipped) if s.steps]
    if not sections:
        raise source.error("has no steps; write such as `- 10m 60%`", 1)
    runs = re.search(r"pace|/km|/mi\b|\brun", source.text, re.IGNORECASE)
    name = "easy run" if runs else "stationary bike"
    entries = tuple(entry for section in sections for entry in _entries(section, name))
    remarks = (
        f"the text names no sport; read as {name}",
        "targets (%, watts, pace) are comments: a plan does not hold them",
    )
    workout = Workout("Intervals", entries)
    return ImportedFile((workout,), skipped=tuple(skipped), remarks=remarks)


def _sections(source: SourceFile, skipped: list[SkippedRow]) -> list[PacedSection]:
    sections = [PacedSection("", 1, 1)]
    for number_, line in enumerate(source.lines, 1):
        if match := _STEP.fullmatch(line):
            step = _step(match["body"])
            if step is None:
                skipped.append(
                    SkippedRow(number_, f"{line.strip()[:40]!r} has no time or distance")
                )
            else:
                sections[-1].steps.append(step)
        elif line.strip():
            sections.append(_heading(line.strip(), number_))
        elif sections[-1].rounds > 1 and sections[-1].steps:
            sections.append(PacedSection("", 1, number_))  # a blank line ends a repeat
    return sections


def _heading(text: str, line: int) -> PacedSection:
    if match := _REPEAT.fullmatch(text):
        return PacedSection(match["title"], max(1, int(match["times"])), line)
    return PacedSection(text, 1, line)


def _step(body: str) -> PacedStep | None:
    distance = _DISTANCE.search(body)
    rest = _DISTANCE.sub(" ", body)
    time = next((ms for m in _TIME.finditer(rest) if (ms := length(m[0]))), None)
    if time is None and distance is None:
        return None
    value = number(distance[1]) if distance else None
    unit = distance[2].replace("yrd", "yd") if distance else ""
    return PacedStep(body, time, metres(value, unit) if value else None)


def _entries(section: PacedSection, name: str) -> list[Entry]:
    steps, title = section.steps, section.title
    if section.rounds > 1 and _is_interval(section):
        hard, easy = steps[0], steps[1] if len(steps) > 1 else None
        note = "; ".join(filter(None, (title, hard.words, easy.words if easy else "")))
        block = WorkoutBlock(
            "interval",
            (WorkoutItem(name, ()),),
            rounds=section.rounds,
            work_ms=hard.length_ms,
            rest_ms=easy.length_ms if easy else None,
            recovery=(recovery_in(easy.words) or Recovery.EASY) if easy else None,
            note=note,
            line=section.line,
        )
        return [block]
    once = [
        WorkoutItem(name, (step.workout_set(),), note=f"{title}: {step.words}".removeprefix(": "))
        for step in steps
    ]
    return [entry for _ in range(section.rounds) for entry in once]


def _is_interval(section: PacedSection) -> bool:
    return len(section.steps) <= 2 and all(step.length_ms for step in section.steps)


FORMAT = FileFormat("intervals-icu", "an intervals.icu workout", _matches, _read)
