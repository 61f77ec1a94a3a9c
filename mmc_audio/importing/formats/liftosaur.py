"""Liftoscript, the plans of Liftosaur: weeks, days, one exercise a line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from mmc_audio.importing.format import FileFormat, ReadWish
from mmc_audio.importing.formats.liftoscript_section import (
    LiftoscriptSection,
    SetGroup,
    read_section,
)
from mmc_audio.importing.model import (
    ImportedFile,
    SkippedRow,
    Weight,
    Workout,
    WorkoutItem,
    WorkoutSet,
)
from mmc_audio.importing.source import SourceFile

_SCRIPT = re.compile(r"\{~.*?~\}", re.DOTALL)
_NAME = re.compile(r"(?:(?P<label>[^:,/]+): )?(?P<name>[^\[]+)(?:\[(?P<order>[0-9, -]+)\])?")
_WEEKS = re.compile(r"(\d+)(?:-(\d+))?$")
_LINE = re.compile(r"[^/#]{2,80} / .*[0-9].*")
_CUES = re.compile(
    r"/ *(?:[0-9]+x[0-9]+|progress:|warmup:|superset:|used:|update:|\.\.\.)", re.IGNORECASE
)
_REUSE = re.compile(r"\.\.\.\s*(?P<name>[^\[]+)(?:\[[0-9:, ]*\])?")

WARMUP_STEP = {"kg": 2.5, "lb": 5.0}
"""Warm-up weights that are a share of the working weight are rounded to this."""


@dataclass(slots=True)
class ScriptDay:
    """A day while its lines are read."""

    title: str
    week: int | None
    line: int
    items: list[WorkoutItem] = field(default_factory=list)
    weeks_of: list[tuple[int, int] | None] = field(default_factory=list)
    """For each item the weeks it is repeated in."""
    notes: list[str] = field(default_factory=list)


def _matches(source: SourceFile) -> bool:
    lines = [line for line in source.lines[:500] if _LINE.fullmatch(line.strip())]
    return any(_CUES.search(line) for line in lines)


def _read(source: SourceFile, wish: ReadWish) -> ImportedFile:
    del wish  # weights are written with their unit
    reader = _ScriptReader()
    for line, text in _lines(source.text):
        reader.take(line, text.strip())
    workouts = tuple(reader.workouts())
    if not workouts:
        raise source.error("has no exercise such as `Squat / 3x8 80kg`", 1)
    return ImportedFile(workouts, skipped=tuple(reader.skipped), remarks=tuple(reader.remarks))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines with their numbers, continued ones joined, scripts emptied."""
    bare = _SCRIPT.sub(lambda m: "{~~}" + "\\\n" * m[0].count("\n"), text)
    start, parts = 1, []
    for number, line in enumerate(re.split("\r\n|\r|\n", bare), 1):
        parts.append(line.rstrip().removesuffix("\\"))
        if not line.rstrip().endswith("\\"):
            yield start, " ".join(parts)
            start, parts = number + 1, []
    if parts:
        yield start, " ".join(parts)


class _ScriptReader:
    """Takes lines one by one."""

    def __init__(self) -> None:
        self.days: list[ScriptDay] = []
        self.skipped: list[SkippedRow] = []
        self.remarks: list[str] = []
        self._week: int | None = None
        self._known: dict[str, tuple[WorkoutSet, ...]] = {}
        self._note = ""

    def take(self, line: int, text: str) -> None:
        if text.startswith("##"):
            self.days.append(ScriptDay(text.lstrip("# "), self._week, line))
        elif text.startswith("#"):
            self._week = (self._week or 0) + 1
        elif text.startswith("//"):
            self._note = " ".join(filter(None, (self._note, text.lstrip("/ "))))
        elif text:
            try:
                self._exercise(line, text)
            except ValueError as fault:
                self.skipped.append(SkippedRow(line, f"{text[:30]!r}: {fault}"))
            self._note = ""

    def _exercise(self, line: int, text: str) -> None:
        head, *parts = (part.strip() for part in re.split(r"/(?![^()]*\))", text))
        match = _NAME.fullmatch(head)
        if match is None or not parts:
            raise ValueError("no exercise; write such as `Squat / 3x8 80kg`")
        sections = [read_section(part) for part in parts if part]
        name = " ".join(match["name"].split())
        sets = self._sets(name, sections)
        self._known[name.casefold()] = sets
        if any(re.fullmatch(r"used\s*:\s*none", s.property, re.IGNORECASE) for s in sections):
            return
        self._remark(sections)
        group = next((s.superset for s in sections if s.superset), None)
        if not self.days:
            self.days.append(ScriptDay("Workout", self._week, line))
        self.days[-1].items.append(WorkoutItem(name, sets, group, self._note, line=line))
        self.days[-1].weeks_of.append(_weeks(match["order"] or ""))

    def _remark(self, sections: list[LiftoscriptSection]) -> None:
        if any(s.property.lower().startswith(("progress", "update")) for s in sections):
            what = "progress over weeks is left out; the sets are those of the text"
            if what not in self.remarks:
                self.remarks.append(what)

    def _sets(self, name: str, sections: list[LiftoscriptSection]) -> tuple[WorkoutSet, ...]:
        groups = [group for section in sections for group in section.sets if group.count]
        shared = [group.one for section in sections for group in section.sets if not group.count]
        reused = next((s.reuse for s in sections if s.reuse), "")
        work = [one for group in groups for one in [group.one] * (group.count or 1)]
        work = work or list(self._reused(reused))
        if not work:
            raise ValueError(f"{name} has no sets; write such as 3x8")
        work = [_over(one, shared) for one in work]
        warmups = [g for s in sections for g in s.warmup or ()]
        return (*_warmups(warmups, work[0]), *work)

    def _reused(self, text: str) -> tuple[WorkoutSet, ...]:
        match = _REUSE.match(text)
        if match is None:
            return ()
        known = self._known.get(match["name"].strip().casefold())
        if known is None:
            raise ValueError(f"{match['name'].strip()!r} stands nowhere above")
        return tuple(one for one in known if one.kind != "warmup")

    def workouts(self) -> Iterator[Workout]:
        """Each day in each week: exercises that repeat in later weeks are put there."""
        last = max((weeks[1] for d in self.days for weeks in d.weeks_of if weeks), default=0)
        for day in self.days:
            if day.items:
                yield _workout(day, day.week)
        for week in range((self._week or 1) + 1, min(last, 52) + 1):
            for day in self.days:
                if any(weeks and weeks[0] <= week <= weeks[1] for weeks in day.weeks_of):
                    yield _workout(day, week)


def _workout(day: ScriptDay, week: int | None) -> Workout:
    return Workout(day.title or "Workout", tuple(day.items), week=week, line=day.line)


def _weeks(order: str) -> tuple[int, int] | None:
    """`[1, 1-4]` or `[1-4]`: the last part is the weeks."""
    match = _WEEKS.search(order.strip())
    return (int(match[1]), int(match[2])) if match and match[2] else None


def _over(one: WorkoutSet, shared: list[WorkoutSet]) -> WorkoutSet:
    """The set with what sections without sets say of all of them."""
    for every in shared:
        one = replace(
            one,
            weight=one.weight or every.weight,
            effort=one.effort or every.effort,
            rest_ms=every.rest_ms if one.rest_ms is None else one.rest_ms,
            length_ms=every.length_ms or one.length_ms,
            reps=None if every.length_ms else one.reps,
            tempo=one.tempo or every.tempo,
            note=one.note or every.note,
        )
    return one


def _warmups(groups: list[SetGroup], first: WorkoutSet) -> Iterator[WorkoutSet]:
    for group in groups:
        weight = _share(group.one.weight, first.weight)
        one = replace(group.one, kind="warmup", weight=weight)
        yield from [one] * (group.count or 1)


def _share(weight: Weight | None, of: Weight | None) -> Weight | None:
    """A percentage in a warm-up is of the first working weight."""
    if weight is None or weight.unit != "percent" or of is None or of.unit not in WARMUP_STEP:
        return weight
    step = WARMUP_STEP[of.unit]
    return Weight(round(weight.value * of.value / 100 / step) * step, of.unit)


FORMAT = FileFormat("liftosaur", "a Liftosaur program", _matches, _read)
