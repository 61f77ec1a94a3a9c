"""What the ledger's pictures have in common.

They are drawn for a phone's width, without colours of their own: the player's page gives them, by
the classes that are named here, or `STYLE` where a picture stands alone.
"""

from collections.abc import Iterable

from mmc_audio._lib.xml_text import escaped

WIDTH = 328
"""Units, each about a pixel on a phone."""

FRESH_DAYS = ((2, "fresh-4"), (7, "fresh-3"), (14, "fresh-2"))
"""Up to so many days since the last focus, and the class that shows it; see `freshness`."""

FRESH_WORDS = (
    ("fresh-4", "0\N{EN DASH}2 days"),
    ("fresh-3", "3\N{EN DASH}7"),
    ("fresh-2", "8\N{EN DASH}14"),
    ("fresh-1", "longer"),
    ("flesh", "not yet"),
)
"""The legend of those classes."""

Point = tuple[float, float]


def freshness(days_since: int | None) -> str:
    """The class of a muscle by the days since it was last in focus."""
    if days_since is None:
        return "flesh"
    return next((name for most, name in FRESH_DAYS if days_since <= most), "fresh-1")


def svg(height: float, label: str, parts: Iterable[str]) -> str:
    """A picture `WIDTH` wide; `label` is what is said of it to who does not see it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" role="img" '
        f'class="picture" aria-label="{escaped(label)}">{"".join(parts)}</svg>'
    )


def text(at: Point, words: str, kind: str = "soft", anchor: str = "start") -> str:
    """Words at a point: their baseline begins, has its middle or ends there."""
    x, y = at
    place = f'x="{x:.4g}" y="{y:.4g}"' + (f' text-anchor="{anchor}"' if anchor != "start" else "")
    return f'<text class="{kind}" {place}>{escaped(words)}</text>'


def rect(kind: str, left: float, top: float, width: float, height: float) -> str:
    """A bar or a cell with round corners."""
    round_ = min(2.5, width / 2, height / 2)
    return (
        f'<rect class="{kind}" x="{left:.4g}" y="{top:.4g}" width="{width:.4g}" '
        f'height="{height:.4g}" rx="{round_:.3g}"/>'
    )


def cut(words: str, most: int) -> str:
    """`words`, shortened where they have no room."""
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
