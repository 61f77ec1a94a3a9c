"""The practice ledger as a picture: focused reps per muscle and movement toward the milestones.

Each bar is as full as the way to its own next milestone is done, so that twice as many repetitions
are seen as twice as much; how many milestones lie behind is shown by dots.
"""

from collections.abc import Sequence

from mmc_audio._lib.xml_text import escaped
from mmc_audio.ledger.report import MILESTONES, Practice, PracticeReport, days_ago
from mmc_audio.library.picture import MARGIN, STYLE, WIDTH

NAMES, DOTS = 190, 54
"""Room for the names, and for the dots before each bar."""

AFTER = 250
"""Room behind the bars, for what is written there."""

LINE = 30
BAR = WIDTH - MARGIN - NAMES - DOTS - AFTER


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
        f'<text class="soft small" x="{MARGIN + NAMES}" y="50">{_legend()}</text>\n'
        f"{body}\n{_small_print(report.rule_of_thumb, height)}\n</svg>\n"
    )


def _legend() -> str:
    goals = ", ".join(f"{goal:,}" for goal in MILESTONES)
    return f"a dot for each milestone reached ({goals}); the bar is the way to the next"


def _group(title: str, practised: Sequence[Practice], top: int) -> list[str]:
    head = f'<text class="soft" x="{MARGIN}" y="{top}">{title}</text>'
    if not practised:
        x, y = MARGIN + NAMES, top + 24
        return [head, f'<text class="soft small" x="{x}" y="{y}">nothing logged yet</text>']
    return [head, *(_line(one, top + 8 + LINE * row) for row, one in enumerate(practised))]


def _line(one: Practice, y: int) -> str:
    name = one.name.replace("_", " ").capitalize()
    since = "no focus yet" if one.days_since is None else days_ago(one.days_since)
    goal = one.next_milestone
    share = one.focused_reps / goal if goal else 1.0
    left = MARGIN + NAMES + DOTS
    of = f" of {goal:,}" if goal else ""
    after = f"{one.focused_reps:,}{of} · {since}"
    return (
        f'<text class="ink" x="{MARGIN}" y="{y + 15}">{escaped(name[:26])}</text>'
        f"{_dots(one, y + 11)}"
        f'<rect class="other" x="{left}" y="{y + 3}" width="{BAR}" height="16" rx="4"/>'
        f'<rect class="work" x="{left}" y="{y + 3}" width="{BAR * share:.1f}" height="16" rx="4"/>'
        f'<text class="soft small" x="{left + BAR + 10}" y="{y + 15}">'
        f"{escaped(after)}</text>"
    )


def _dots(one: Practice, y: int) -> str:
    """One for each milestone, full where it was reached."""
    return "".join(
        f'<circle class="{"work" if one.focused_reps >= goal else "other"}" '
        f'cx="{MARGIN + NAMES + 6 + 15 * number}" cy="{y}" r="5"/>'
        for number, goal in enumerate(MILESTONES)
    )


def _small_print(text: str, height: int) -> str:
    first, _, rest = text.partition(". ")
    return (
        f'<text class="soft small" x="{MARGIN}" y="{height - 28}">{escaped(first)}.</text>'
        f'<text class="soft small" x="{MARGIN}" y="{height - 12}">{escaped(rest)}</text>'
    )
