"""Half a year of training as a picture: a column for each week, a cell for each day."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from mmc_audio.ledger.drawing import WIDTH, rect, svg, text
from mmc_audio.ledger.history import TrainingDay

WEEKS = 26
DAYS = WEEKS * 7
LEFT, TOP = 30, 18
PITCH = (WIDTH - LEFT) / WEEKS
CELL = PITCH - 1.8
LEVELS = 3
"""How many shades there are from few sets to many."""

NAMED = {0: "Mon", 2: "Wed", 4: "Fri", 6: "Sun"}
LEGEND_Y = TOP + 7 * PITCH + 16


def span_until(day: date) -> tuple[date, date]:
    """The first and the last day of the picture whose last week has `day` in it."""
    last = day + timedelta(6 - day.weekday())
    return last - timedelta(DAYS - 1), last


def calendar_svg(days: Sequence[TrainingDay], until: date, today: date) -> str:
    """The picture of the weeks up to that of `until`; a later day than `today` has no cell."""
    first, last = span_until(until)
    sets = {one.day: one.sets for one in days}
    days_words = "1 day" if len(sets) == 1 else f"{len(sets)} days"
    label = f"Trained on {days_words} from {spoken(first)} to {spoken(min(last, today))}."
    return svg(LEGEND_Y + 6, label, [*_names(first), *_cells(first, today, sets), *_legend()])


def spoken(day: date) -> str:
    """`3 May 2026`."""
    return f"{day.day} {day:%b %Y}"


def _names(first: date) -> Iterator[str]:
    for row, name in NAMED.items():
        yield text((0, TOP + row * PITCH + CELL - 0.8), name, "soft tiny")
    month, free = 0, 0.0
    for week in range(WEEKS):
        day = first + timedelta(7 * week)
        x = LEFT + week * PITCH
        if day.month != month and day.day <= 7 and x >= free:
            yield text((x, TOP - 6), f"{day:%b}", "soft tiny")
            free = x + 26
        month = day.month


def _cells(first: date, today: date, sets: Mapping[str, int]) -> Iterator[str]:
    most = max(sets.values(), default=1)
    for number in range(DAYS):
        day = first + timedelta(number)
        done = sets.get(day.isoformat(), 0)
        if day > today and not done:
            continue
        level = -(-LEVELS * done // most)
        here = " here" if day == today else ""
        x, y = LEFT + number // 7 * PITCH, TOP + number % 7 * PITCH
        yield rect(f"day-{level}{here}", x, y, CELL, CELL)


def _legend() -> Iterator[str]:
    y = LEGEND_Y
    yield text((LEFT, y), "fewer sets", "soft tiny")
    for level in range(1, LEVELS + 1):
        yield rect(f"day-{level}", LEFT + 56 + level * PITCH, y - CELL + 1.5, CELL, CELL)
    yield text((LEFT + 60 + (LEVELS + 1) * PITCH, y), "more", "soft tiny")
