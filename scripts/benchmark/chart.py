"""One chart as SVG: seconds to render against minutes of session."""

from collections.abc import Mapping, Sequence
from math import ceil, floor, log10

WIDTH, HEIGHT = 720, 420
LEFT, RIGHT, TOP, BOTTOM = 70, 150, 50, 60
COLOURS = ("#1b6e53", "#4aa3df", "#b3541e")
Points = Sequence[tuple[float, float]]
"""Minutes of session, seconds to render."""


def chart(title: str, lines: Mapping[str, Points]) -> str:
    """The chart; both axes count in tens, so that a straight line is a power."""
    everything = [point for points in lines.values() for point in points]
    across = _Axis([x for x, _ in everything], LEFT, WIDTH - RIGHT)
    up = _Axis([y for _, y in everything], HEIGHT - BOTTOM, TOP)
    parts = [_text(LEFT, 26, title, size=16)]
    parts += [_grid_x(across, x) for x in across.ticks()]
    parts += [_grid_y(up, y) for y in up.ticks()]
    for colour, (name, points) in zip(COLOURS, lines.items(), strict=False):
        parts.append(_line(name, [(across.at(x), up.at(y)) for x, y in points], colour))
    parts.append(
        _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 14, "minutes of session", anchor="middle")
    )
    parts.append(_text(LEFT, TOP - 8, "seconds to render", size=12))
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="sans-serif" role="img" aria-label="{title}">\n'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>\n{body}\n</svg>\n'
    )


class _Axis:
    """A logarithmic scale from `start` to `end` in pixels."""

    def __init__(self, values: Sequence[float], start: float, end: float) -> None:
        self.low, self.high = log10(min(values) * 0.8), log10(max(values) * 1.25)
        self.start, self.end = start, end

    def at(self, value: float) -> float:
        share = (log10(value) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def ticks(self) -> list[float]:
        exponents = range(floor(self.low), ceil(self.high) + 1)
        marks = [step * 10.0**n for n in exponents for step in (1, 2, 5)]
        return [mark for mark in marks if self.low <= log10(mark) <= self.high]


def _grid_x(axis: _Axis, value: float) -> str:
    x = axis.at(value)
    line = f'<path d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#e3e3e3"/>'
    return line + _text(x, HEIGHT - BOTTOM + 18, f"{value:g}", anchor="middle")


def _grid_y(axis: _Axis, value: float) -> str:
    y = axis.at(value)
    line = f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#e3e3e3"/>'
    return line + _text(LEFT - 8, y + 4, f"{value:g}", anchor="end")


def _line(name: str, places: Points, colour: str) -> str:
    way = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>' for x, y in places)
    x, y = places[-1]
    line = f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-width="2.5"/>'
    return f"{line}{dots}{_text(x + 10, y + 4, name, colour=colour)}"


def _text(
    x: float, y: float, text: str, *, size: int = 13, anchor: str = "start", colour: str = "#222"
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" '
        f'fill="{colour}">{text}</text>'
    )
