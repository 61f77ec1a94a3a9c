"""The practice ledger as a picture: focused reps per muscle and movement, and when each had focus.

All bars have one scale, so that of any two the longer is more, and twice as long is twice as much.
The milestones are lines across it, where they come within it.
"""

from collections.abc import Iterator, Sequence

from mmc_audio._lib.xml_text import escaped
from mmc_audio.ledger.body_picture import HEIGHT as BODY_HEIGHT
from mmc_audio.ledger.body_picture import body_parts
from mmc_audio.ledger.drawing import WIDTH as BODY_WIDTH
from mmc_audio.ledger.drawing import cut, freshness, rect, text
from mmc_audio.ledger.history import MuscleFocus
from mmc_audio.ledger.report import MILESTONES, Practice, PracticeReport, days_ago
from mmc_audio.library.picture import MARGIN, STYLE, WIDTH

LEFT = MARGIN + BODY_WIDTH + 30
"""Where the names begin, beside the body."""

NAMES, AFTER = 150, 172
"""Room for the names, and for what is written behind the bars."""

BAR = WIDTH - MARGIN - LEFT - NAMES - AFTER
LINE, HEAD = 26, 34
TOP, LEAST, FOOT = 84, 350, 44
LONGEST_NAME = 22

SHADES = """
.fresh-4{fill:var(--work)}.fresh-3{fill:var(--work);opacity:.72}.fresh-2{fill:var(--work);opacity:.5}
.fresh-1{fill:var(--work);opacity:.3}.skin{fill:var(--other);opacity:.6}.flesh{fill:var(--soft);opacity:.22}
.lead{fill:none;stroke:var(--soft);opacity:.6;stroke-width:.8}.tiny{font-size:11px}
.name{font-size:11.5px}.mile{stroke:var(--soft);stroke-dasharray:2 4}
"""


def coverage_svg(report: PracticeReport) -> str:
    """The picture as an SVG document; light or dark as the viewer prefers."""
    groups = (("Muscles", report.muscles), ("Movements", report.movements))
    rows = sum(max(1, len(practised)) for _, practised in groups)
    height = max(LEAST, TOP + LINE * rows + HEAD * len(groups)) + FOOT
    most = max((one.focused_reps for one in report.muscles + report.movements), default=0)
    scale = max(MILESTONES[0], most)
    lines: list[str] = []
    top = TOP
    for title, practised in groups:
        lines += _group(title, practised, top, scale)
        top += HEAD + LINE * max(1, len(practised))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="Focused reps per muscle and movement">\n<style>{STYLE}{SHADES}</style>\n'
        f'<rect class="paper" width="{WIDTH}" height="{height}"/>\n'
        f'<text class="ink title" x="{MARGIN}" y="38">Focused practice</text>\n'
        f'<text class="soft small" x="{LEFT + NAMES}" y="38">{_legend(scale)}</text>\n'
        f"{_body(report.muscles)}\n{chr(10).join(lines)}\n"
        f"{_small_print(report.rule_of_thumb, height)}\n</svg>\n"
    )


def _legend(scale: int) -> str:
    goals = [goal for goal in MILESTONES if goal <= scale]
    across = ", ".join(f"{goal:,}" for goal in goals)
    return f"focused reps, all on one scale; a line across at {across}"


def _body(muscles: Sequence[Practice]) -> str:
    focus = [MuscleFocus(one.name, one.sets, one.focused_reps, one.days_since) for one in muscles]
    parts = "".join(body_parts(focus))
    place = f'x="{MARGIN}" y="{TOP - 14}" width="{BODY_WIDTH}" height="{BODY_HEIGHT}"'
    return f'<svg overflow="visible" {place}>{parts}</svg>'


def _group(title: str, practised: Sequence[Practice], top: int, scale: int) -> Iterator[str]:
    yield text((LEFT, top), title)
    if not practised:
        yield text((LEFT + NAMES, top), "nothing logged yet", "soft small")
        return
    bottom = top + 8 + LINE * len(practised)
    for goal in MILESTONES:
        if goal <= scale:
            x = LEFT + NAMES + BAR * goal / scale
            yield f'<path class="mile" d="M{x:.1f} {top + 4}V{bottom}"/>'
            yield text((x, top), f"{goal:,}", "soft small", "middle")
    for row, one in enumerate(practised):
        yield from _line(one, top + 10 + LINE * row, scale)


def _line(one: Practice, y: int, scale: int) -> Iterator[str]:
    name = cut(one.name.replace("_", " ").capitalize(), LONGEST_NAME)
    since = "no focus yet" if one.days_since is None else days_ago(one.days_since)
    left, length = LEFT + NAMES, BAR * one.focused_reps / scale
    yield rect(freshness(one.days_since), LEFT - 18, y + 4, 11, 11)
    yield text((LEFT, y + 14), name, "ink")
    yield f'<rect class="other" x="{left}" y="{y + 2}" width="{BAR}" height="15" rx="3"/>'
    yield f'<rect class="work" x="{left}" y="{y + 2}" width="{length:.1f}" height="15" rx="3"/>'
    yield text((left + BAR + 12, y + 14), f"{one.focused_reps:,} · {since}", "soft small")


def _small_print(words: str, height: int) -> str:
    first, _, rest = words.partition(". ")
    return (
        f'<text class="soft small" x="{MARGIN}" y="{height - 28}">{escaped(first)}.</text>'
        f'<text class="soft small" x="{MARGIN}" y="{height - 12}">{escaped(rest)}</text>'
    )
