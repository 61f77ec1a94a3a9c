"""A body from the front and from the back: how long ago each muscle was in focus."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from mmc_audio.ledger.drawing import FRESH_WORDS, WIDTH, freshness, rect, svg, text
from mmc_audio.ledger.history import MuscleFocus
from mmc_audio.ledger.report import days_ago
from mmc_audio.library.body import HEAD, MIRROR, TOP, group_of, shapes

SCALE = 0.88
"""Of a unit of the body in the picture."""

MIDDLES = (WIDTH / 2 - 31, WIDTH / 2 + 31)
"""Where the front and the back stand."""

ABOVE = 8
LINE = 15.0
"""From one name to the next."""

BELOW = 206
"""Where the legend begins."""

HEIGHT = 228
ENDS = (102.0, WIDTH - 102.0)
"""Where names begin or end: those of the front on the left, those of the back on the right."""


def body_svg(muscles: Sequence[MuscleFocus]) -> str:
    """The picture, for a page."""
    return svg(HEIGHT, body_words(muscles), body_parts(muscles))


def body_parts(muscles: Sequence[MuscleFocus]) -> Iterator[str]:
    """What is drawn, `WIDTH` by `HEIGHT`: a muscle that was never in focus has no name."""
    since = {group_of(one.muscle): one.days_since for one in muscles}
    body = shapes()
    sides = ((body.front, MIDDLES[0]), (body.back, MIDDLES[1]))
    yield from (_figure(paths, at, since) for paths, at in sides)
    named = {name: days for name, days in since.items() if days is not None}
    front = named.keys() & body.front.keys()
    back = named.keys() & body.back.keys() - front
    yield from chain(_names(front, named, 0), _names(back, named, 1), _legend())


def body_words(muscles: Sequence[MuscleFocus]) -> str:
    """The picture in words."""
    named = [
        f"{group_of(one.muscle)} {days_ago(one.days_since)}"
        for one in sorted(muscles, key=lambda one: one.days_since or 0)
        if one.days_since is not None
    ]
    return f"Last in focus: {', '.join(named)}." if named else "No muscle was in focus yet."


def short_days(days: int) -> str:
    """`5 d`, `14 wk`, `2 yr`: what has room beside a figure."""
    if days < 100:
        return f"{days} d"
    return f"{days // 7} wk" if days < 730 else f"{days // 365} yr"


def _x(of_body: float, side: int) -> float:
    """Where a place on the half that is drawn is in the picture: left of the front's middle."""
    away = (of_body - 50) * SCALE
    return MIDDLES[0] - away if side == 0 else MIDDLES[1] + away


def _y(of_body: float) -> float:
    return ABOVE + (of_body - TOP) * SCALE


def _figure(paths: Mapping[str, str], at: float, since: Mapping[str, int | None]) -> str:
    muscles = "".join(
        f'<path class="{freshness(since.get(name))}" d="{path}"/>' for name, path in paths.items()
    )
    half = f'<path class="skin" d="{shapes().outline}"/>{muscles}'
    place = f"translate({at - 50 * SCALE:.4g} {ABOVE - TOP * SCALE:.4g}) scale({SCALE})"
    return f'<g transform="{place}">{HEAD}{half}<g transform="{MIRROR}">{half}</g></g>'


def _names(paths: Iterable[str], since: Mapping[str, int], side: int) -> Iterator[str]:
    """Each muscle's name and days beside the figure, with a line from the one to the other."""
    middles = shapes().middles
    order = sorted(paths, key=lambda name: middles[name][1])
    heights = _apart([_y(middles[name][1]) for name in order])
    for name, y in zip(order, heights, strict=True):
        x, to_y = _x(middles[name][0], side), _y(middles[name][1])
        end = ENDS[side]
        bend = end + (6 if side == 0 else -6)
        yield f'<path class="lead" d="M{end:.4g} {y:.4g}H{bend:.4g}L{x:.4g} {to_y:.4g}"/>'
        anchor = "end" if side == 0 else "start"
        at = (end - 3 if side == 0 else end + 3, y + 4)
        yield _name(at, name, short_days(since[name]), anchor)


def _name(at: tuple[float, float], name: str, days: str, anchor: str) -> str:
    x, y = at
    return (
        f'<text class="soft name" x="{x:.4g}" y="{y:.4g}" text-anchor="{anchor}">'
        f'{name.capitalize()} <tspan class="ink">{days}</tspan></text>'
    )


def _apart(wanted: Sequence[float]) -> list[float]:
    """Heights in the order of `wanted`, near to it, with room between them, within the picture."""
    low, high = ABOVE + 4, BELOW - 8
    found: list[float] = []
    for y in wanted:
        found.append(max(y, found[-1] + LINE if found else low))
    for number in range(len(found) - 1, -1, -1):
        below = found[number + 1] - LINE if number + 1 < len(found) else high
        found[number] = min(found[number], below)
    return found


def _legend() -> Iterator[str]:
    x = 0.0
    for kind, words in FRESH_WORDS:
        yield rect(kind, x, BELOW + 5, 12, 12)
        yield text((x + 16, BELOW + 15), words, "soft tiny")
        x += 30 + 5.8 * len(words)
