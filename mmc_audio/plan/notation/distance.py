"""Distances of carries, sleds and machines, and how fast they are covered."""

import re

from mmc_audio.plan.notation.duration import parse_duration
from mmc_audio.plan.notation.number import NUMBER, folded, quoted, thousandths

_METRES = {"m": 1.0, "metre": 1.0, "meter": 1.0, "km": 1000.0, "yd": 0.9144, "yard": 0.9144,
           "ft": 0.3048, "feet": 0.3048, "mi": 1609.344, "mile": 1609.344}  # fmt: skip
_DISTANCE = re.compile(rf"({NUMBER}) ?([a-z]+?)s?")
MOST_METRES = 100_000


def parse_distance(text: str) -> int:
    """`20m`, `1.5 km`, `50 yards` in whole metres."""
    match = _DISTANCE.fullmatch(folded(text).replace(",", "."))
    unit = _METRES.get(match[2]) if match else None
    if match is None or unit is None:
        raise ValueError(f"{quoted(text)} is no distance; write metres, such as 20m or 1km")
    metres = round((thousandths(match[1]) or 0) / 1000 * unit)
    if not 1 <= metres <= MOST_METRES:
        raise ValueError(f"{quoted(text)} is out of range; write 1m to 100km")
    return metres


WHO = {"self": "self", "own": "self", "counted": "counted", "count": "counted"}
"""Who sets the pace of repetitions."""


def parse_pace(text: str) -> float | str:
    """`self` or `counted` for repetitions; `5 km/h` for a distance, in kilometres per hour."""
    word = WHO.get(folded(text))
    if word or not re.search("[a-z]", folded(text)) or re.search("[0-9]", text):
        return word or parse_speed(text)
    raise ValueError(f"{quoted(text)} is no pace; write self, counted, or such as 5 km/h")


def parse_speed(text: str) -> float:
    """`5 km/h`, `3 mph`, `6:00 /km` in kilometres per hour."""
    bare = folded(text).replace(",", ".")
    by_time = re.fullmatch("([0-9:]+) ?(?:min ?)?/ ?km", bare)
    by_hour = re.fullmatch(rf"({NUMBER}) ?(km/h|kmh|kph|mph)", bare)
    if by_time and ":" in by_time[1]:
        seconds = parse_duration(by_time[1]) / 1000
        speed = 3600 / seconds if seconds else 0.0
    elif by_hour:
        speed = (thousandths(by_hour[1]) or 0) / 1000
        speed *= 1.609344 if by_hour[2] == "mph" else 1
    else:
        raise ValueError(f"{quoted(text)} is no pace; write such as 5 km/h or 6:00 /km")
    if not 0.5 <= speed <= 60:
        raise ValueError(f"{quoted(text)} is out of range; write 0.5 to 60 km/h")
    return speed
