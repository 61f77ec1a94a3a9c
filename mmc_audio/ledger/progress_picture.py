"""One exercise over time as a picture: load, reps with the focused ones, clarity."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mmc_audio.ledger.drawing import WIDTH, rect, svg, text
from mmc_audio.ledger.over_time import ExerciseDay, Progress, is_help
from mmc_audio.library.weights import weight_words

MOST_PLACES = 110
"""Days, weeks or months beside each other: more have no room for a mark each."""

LEFT, RIGHT = 40, 8
PANEL, GAP, HEAD = 64, 16, 20
BOTTOM = 20
CLEAREST = 10


@dataclass(frozen=True, slots=True)
class Stretch:
    """How long one mark is."""

    name: str
    days: float
    begin: Callable[[date], date]


STRETCHES = (
    Stretch("day", 1, lambda day: day),
    Stretch("week", 7, lambda day: day - timedelta(day.weekday())),
    Stretch("month", 30.44, lambda day: day.replace(day=1)),
    Stretch("year", 365.25, lambda day: day.replace(month=1, day=1)),
)


@dataclass(frozen=True, slots=True)
class ProgressMark:
    """A day, week, month or year of an exercise: an average day of it, and its hardest load."""

    at: date
    load: float | None
    amount: float
    focused: float
    clarity: float | None


def progress_svg(name: str, of: Progress) -> str:
    """The picture; a panel that would be empty is left out."""
    kind, counted = stretch_of(of.days), counts(of.days)
    marks = marks_of(of, kind)
    panels = _Panels(marks, kind)
    drawn = []
    if any(mark.load is not None for mark in marks):
        drawn.append(panels.loads(weight_title(of.unit)))
    drawn.append(panels.amounts(f"{counted.capitalize()}, the focused ones filled"))
    if any(mark.clarity is not None for mark in marks):
        drawn.append(panels.clarity())
    height = panels.top + BOTTOM - GAP
    label = f"{name} over time, by {kind.name}: {progress_words(of)}"
    return svg(height, label, [*drawn, *panels.dates(height - 4)])


def progress_words(of: Progress) -> str:
    """First and last day in words."""
    words = [_day_words(one, of.unit, counts(of.days)) for one in (of.days[0], of.days[-1])]
    return f"{words[0]}." if len(of.days) == 1 else f"first {words[0]}, last {words[1]}."


def counts(days: Sequence[ExerciseDay]) -> str:
    """What is counted: reps, or of an exercise that is held, sets."""
    return "reps" if any(one.reps for one in days) else "sets"


def stretch_of(days: Sequence[ExerciseDay]) -> Stretch:
    """The shortest of `STRETCHES` of which all have room."""
    span = (date.fromisoformat(days[-1].day) - date.fromisoformat(days[0].day)).days + 1
    return next((kind for kind in STRETCHES if span / kind.days <= MOST_PLACES), STRETCHES[-1])


def marks_of(of: Progress, kind: Stretch) -> list[ProgressMark]:
    """The days put together, in order."""
    found: dict[date, list[ExerciseDay]] = {}
    for one in of.days:
        found.setdefault(kind.begin(date.fromisoformat(one.day)), []).append(one)
    return [_mark(at, days, of) for at, days in found.items()]


def weight_title(unit: str | None) -> str:
    """`Load, kg`, `Help, kg`, `Load, pin`."""
    return f"{'Help' if is_help(unit) else 'Load'}, {(unit or '').removesuffix(' assisted')}"


def _mark(at: date, days: Sequence[ExerciseDay], of: Progress) -> ProgressMark:
    held = counts(of.days) == "sets"
    hardest = min if is_help(of.unit) else max
    loads = [one.load for one in days if one.load is not None]
    clear = [one.clarity for one in days if one.clarity is not None]
    amounts = [len(one.sets) if held else one.reps for one in days]
    focused = [one.focused_sets if held else one.focused_reps for one in days]
    return ProgressMark(
        at,
        hardest(loads, default=None),
        sum(amounts) / len(days),
        sum(focused) / len(days),
        sum(clear) / len(clear) if clear else None,
    )


def _day_words(one: ExerciseDay, unit: str | None, counted: str) -> str:
    number = one.reps if counted == "reps" else len(one.sets)
    load = f" with {weight_words(one.load, unit)}" if one.load is not None else ""
    return f"{date.fromisoformat(one.day):%d %b %Y} {number} {counted}{load}"


class _Panels:
    """Panels below each other over the same time."""

    def __init__(self, marks: Sequence[ProgressMark], kind: Stretch) -> None:
        self.marks, self.kind = marks, kind
        self.top = 0.0
        self.first, self.last = marks[0].at, marks[-1].at
        places = max(9.0, (self.last - self.first).days / kind.days + 1)
        self.pitch = (WIDTH - LEFT - RIGHT) / places
        self.bar = min(12.0, max(1.6, self.pitch * 0.72))

    def x(self, at: date) -> float:
        """The middle of a mark's place."""
        room = (9 - 1) / 2 if self.first == self.last else 0
        return LEFT + self.pitch * ((at - self.first).days / self.kind.days + 0.5 + room)

    def loads(self, title: str) -> str:
        """A curve through the loads; its scale need not begin at nothing."""
        found = [(mark.at, mark.load) for mark in self.marks if mark.load is not None]
        values = [load for _, load in found]
        low, high = min(values), max(values)
        return self._curve(title, found, (low, high) if low < high else (low - 1, high + 1))

    def clarity(self) -> str:
        """A curve through the days' clarity, 0 to 10."""
        found = [(mark.at, mark.clarity) for mark in self.marks if mark.clarity is not None]
        return self._curve("Clarity, 0 to 10", found, (0, CLEAREST))

    def amounts(self, title: str) -> str:
        """A bar for each mark, filled as far as it was focused."""
        most = max(1.0, *(mark.amount for mark in self.marks))
        bottom = self.top + HEAD + PANEL
        bars = []
        for mark in self.marks:
            for kind, value in (("pale", mark.amount), ("work", mark.focused)):
                height = PANEL * value / most
                if height:
                    left = self.x(mark.at) - self.bar / 2
                    bars.append(rect(kind, left, bottom - height, self.bar, height))
        return self._panel(title, (0, most), "".join(bars))

    def dates(self, y: float) -> Iterator[str]:
        """The first and the last day, and one between them where there is room."""
        middle = self.first + (self.last - self.first) / 2
        several = self.kind.name != "day"
        if self.first == self.last:
            yield text(
                (self.x(self.first), y), _date(self.first, with_year=several), "soft tiny", "middle"
            )
            return
        ends = ((LEFT, self.first, "start"), (WIDTH - RIGHT, self.last, "end"))
        for x, at, anchor in ends:
            yield text((x, y), _date(at, with_year=several), "soft tiny", anchor)
        if (self.last - self.first).days > 12:
            yield text((self.x(middle), y), _date(middle, with_year=several), "soft tiny", "middle")

    def _curve(
        self, title: str, found: Sequence[tuple[date, float]], scale: tuple[float, float]
    ) -> str:
        low, high = scale
        bottom = self.top + HEAD + PANEL
        points = [
            (self.x(at), bottom - PANEL * (value - low) / (high - low)) for at, value in found
        ]
        path = "L".join(f"{x:.4g} {y:.4g}" for x, y in points)
        dots = "".join(
            f'<circle class="work" cx="{x:.4g}" cy="{y:.4g}" r="{self._dot:.2g}"/>'
            for x, y in points
        )
        return self._panel(title, scale, f'<path class="curve" d="M{path}"/>{dots}')

    @property
    def _dot(self) -> float:
        return min(3.6, max(1.4, self.pitch / 3))

    def _panel(self, title: str, scale: tuple[float, float], drawn: str) -> str:
        """A title, a scale with its two ends, and what is drawn; the next is put below."""
        top = self.top + HEAD
        bottom = top + PANEL
        parts = [text((0, self.top + 11), title, "soft tiny")]
        for y, value in ((top, scale[1]), (bottom, scale[0])):
            parts.append(f'<path class="axis" d="M{LEFT} {y:.4g}H{WIDTH - RIGHT}"/>')
            parts.append(text((LEFT - 6, y + 4), f"{value:.4g}", "soft tiny", "end"))
        self.top = bottom + GAP
        return "".join(parts) + drawn


def _date(day: date, *, with_year: bool) -> str:
    return f"{day:%b %Y}" if with_year else f"{day.day} {day:%b}"
