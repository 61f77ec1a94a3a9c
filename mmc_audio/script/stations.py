"""The stations of work against the clock, as the attribute `stations` says them.

`push_up:8 plank:30s thruster:21:43kg`: an exercise id, its repetitions or seconds, and its load. In
a round with `station=2` the second of them is done; without one, all of them are.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Station:
    """One exercise of a round."""

    exercise: str
    reps: int | None = None
    hold_s: int | None = None
    load: str | None = None

    def __str__(self) -> str:
        dose = f"{self.hold_s}s" if self.hold_s else str(self.reps or "")
        load = (self.load or "").replace(" ", "_")
        return f"{self.exercise}:{dose}:{load}".rstrip(":")


def stations_text(stations: Sequence[Station]) -> str:
    """The attribute's value."""
    return " ".join(map(str, stations))


def read_stations(text: str) -> list[Station]:
    """The opposite of `stations_text`.

    Raises:
        ValueError: `what; what to write`.
    """
    return [_station(word) for word in text.split()]


def station_data(text: str) -> list[dict[str, Any]]:
    """The stations as plain data.

    Raises:
        ValueError: as `read_stations`.
    """
    return [asdict(one) for one in read_stations(text)]


def _station(word: str) -> Station:
    exercise, _, rest = word.partition(":")
    dose, _, load = rest.partition(":")
    number = dose.removesuffix("s")
    if not exercise or (dose and not (number.isascii() and number.isdigit() and len(number) < 6)):
        raise ValueError(f"{word} is no station; write push_up:8, plank:30s or thruster:21:43kg")
    count = int(number) if number else None
    held = dose.endswith("s")
    weight = load.replace("_", " ") or None
    return Station(exercise, None if held else count, count if held else None, weight)
