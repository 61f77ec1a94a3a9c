"""The practice ledger as a picture: focused reps per muscle and movement toward the milestones."""

from collections.abc import Sequence
from math import log10

from mmc_audio._lib.xml_text import escaped
from mmc_audio.ledger.report import MILESTONES, Practice, PracticeReport
from mmc_audio.library.picture import LETTER, MARGIN, STYLE, WIDTH

NAMES = 210
"""Where the bars begin."""

AFTER = 180
"""Room behind the bars, for what is written there."""

LINE = 30
END = 10_000
"""Focused reps at the right end of the axis, which is logarithmic from 1."""


def coverage_svg(report: PracticeReport) -> str:
    """The picture as an SVG document; light or dark as the viewer prefers."""
    lines = [
        *_group("Muscles", report.muscles, 74),
        *_group("Movements", report.movements, 118 + LINE * max(1, len(report.muscles))),
    ]
    height = 170 + LINE * (max(1, len(report.muscles)) + max(1, len(report.movements)))
    body = "\n".join(lines)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="Focused reps per muscle and movement">\n<style>{STYLE}</style>\n'
        f'<rect class="paper" width="{WIDTH}" height="{height}"/>\n'
        f'<text class="ink title" x="{MARGIN}" y="38">Focused practice</text>\n'
        f"{_axis(height)}\n{body}\n{_small_print(report.rule_of_thumb, height)}\n</svg>\n"
    )


def _x(reps: int) -> float:
    """Where a number of reps lies on the axis."""
    return NAMES + (WIDTH - NAMES - AFTER) * min(1.0, log10(max(1, reps)) / log10(END))


def _axis(height: int) -> str:
    parts = []
    for goal in MILESTONES:
        parts.append(f'<path class="axis" d="M{_x(goal):.1f} 56V{height - 48}"/>')
        label = f"{goal:,}"
        x = _x(goal) - len(label) * LETTER / 2
        parts.append(f'<text class="soft small" x="{x:.1f}" y="50">{label}</text>')
    return "".join(parts)


def _group(title: str, practised: Sequence[Practice], top: int) -> list[str]:
    head = f'<text class="soft" x="{MARGIN}" y="{top}">{title}</text>'
    if not practised:
        none = f'<text class="soft small" x="{NAMES}" y="{top + 24}">nothing logged yet</text>'
        return [head, none]
    return [head, *(_line(one, top + 8 + LINE * row) for row, one in enumerate(practised))]


def _line(one: Practice, y: int) -> str:
    name = one.name.replace("_", " ").capitalize()
    since = {None: "no focus yet", 0: "today", 1: "yesterday"}.get(
        one.days_since, f"{one.days_since} days ago"
    )
    width = max(2.0, _x(one.focused_reps) - NAMES)
    after = f"{one.focused_reps:,} · {since}"
    return (
        f'<text class="ink" x="{MARGIN}" y="{y + 15}">{escaped(name[:28])}</text>'
        f'<rect class="work" x="{NAMES}" y="{y + 3}" width="{width:.1f}" height="16" rx="4"/>'
        f'<text class="soft small" x="{NAMES + width + 8:.1f}" y="{y + 15}">{escaped(after)}</text>'
    )


def _small_print(text: str, height: int) -> str:
    first, _, rest = text.partition(". ")
    return (
        f'<text class="soft small" x="{MARGIN}" y="{height - 28}">{escaped(first)}.</text>'
        f'<text class="soft small" x="{MARGIN}" y="{height - 12}">{escaped(rest)}</text>'
    )
