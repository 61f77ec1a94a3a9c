"""A session as a picture: sections, sets, voice, silence and sounds on a time axis.

One look shows how much the coach talks, and where. A long session is broken into rows, as text is
into lines; one second has the same width everywhere.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from mmc_audio._lib.xml_text import escaped
from mmc_audio.library.view import view

Sheet = Mapping[str, Any]
PictureBlock = Mapping[str, Any]

WIDTH, MARGIN = 1000, 24
HEAD, ROW = 96, 92
ROW_SECONDS = (60, 120, 180, 300, 600, 900, 1800, 3600)
"""What a row may last: the shortest with which the picture has no more than `MOST_ROWS`."""
MOST_ROWS = 8
LETTER = 6.4
"""Width of a letter of a section's title, to see whether it has room."""

STYLE = """
svg{--paper:#f7f6f2;--ink:#17211e;--soft:#5b6863;--work:#d9822b;--rest:#9cc9bf;--other:#b9c4d6;
--voice:#17211e;--sound:#8a4b08;font:13px system-ui,sans-serif}
@media (prefers-color-scheme:dark){svg{--paper:#0f1514;--ink:#eef3f0;--soft:#9fada7;
--work:#e39a45;--rest:#2f6a60;--other:#3c4a60;--voice:#eef3f0;--sound:#ffcf8a}}
.paper{fill:var(--paper)}.ink{fill:var(--ink)}.soft{fill:var(--soft)}.work{fill:var(--work)}
.rest{fill:var(--rest)}.other{fill:var(--other)}.voice{fill:var(--voice)}.sound{fill:var(--sound)}
.title{font-size:22px;font-weight:650}.small{font-size:11px}.axis{stroke:var(--soft);opacity:.35}
"""


def session_svg(sheet: Sheet) -> str:
    """The picture as an SVG document, 1,000 wide; light or dark as the viewer prefers."""
    duration = float(sheet["duration_s"])
    row_s = _row_seconds(duration)
    rows = range(max(1, -int(-duration // row_s)))
    height = HEAD + ROW * len(rows) + 30
    shown = view(sheet, lambda _exercise: None)
    body = "\n".join(
        line for row in rows for line in _row(sheet, shown["sections"], row * row_s, row_s, row)
    )
    label = escaped(f"{sheet.get('title', '')}: {_percent(shown)} of the time is voice")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="{label}">\n<style>{STYLE}</style>\n'
        f'<rect class="paper" width="{WIDTH}" height="{height}"/>\n'
        f"{_header(sheet, shown)}\n{body}\n{_legend(height - 16)}\n</svg>\n"
    )


def session_html(sheet: Sheet) -> str:
    """The picture in a page of its own."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escaped(sheet.get('title', 'Session'))}</title>"
        "<style>body{margin:0;background:Canvas;color-scheme:light dark}"
        "svg{max-width:1200px;display:block;margin:auto}</style></head>\n"
        f"<body>{session_svg(sheet)}</body></html>\n"
    )


def _row_seconds(duration: float) -> int:
    fits = [length for length in ROW_SECONDS if duration <= length * MOST_ROWS]
    return fits[0] if fits else int(duration // MOST_ROWS) + 1


def _percent(shown: PictureBlock) -> str:
    return f"{round(100 * shown['talk_share'])} %"


def _header(sheet: Sheet, shown: PictureBlock) -> str:
    sets = sum(section["work"] is not None for section in shown["sections"])
    subtitle = (
        f"{_clock(shown['duration_s'])} · {len(shown['sections'])} sections, {sets} sets · "
        f"the coach talks {_percent(shown)} of the time"
    )
    width = WIDTH - 2 * MARGIN
    return (
        f'<text class="ink title" x="{MARGIN}" y="38">{escaped(sheet.get("title", ""))}</text>'
        f'<text class="soft" x="{MARGIN}" y="60">{escaped(subtitle)}</text>'
        f'<rect class="other" x="{MARGIN}" y="70" width="{width}" height="5" rx="2.5"/>'
        f'<rect class="voice" x="{MARGIN}" y="70" width="{width * shown["talk_share"]:.1f}" '
        'height="5" rx="2.5"/>'
    )


def _legend(y: int) -> str:
    parts, x = [], MARGIN
    for kind in ("voice", "sound", "work", "rest", "other"):
        parts.append(f'<rect class="{kind}" x="{x}" y="{y - 9}" width="10" height="10" rx="2"/>')
        parts.append(f'<text class="soft small" x="{x + 15}" y="{y}">{kind}</text>')
        x += 72
    return "".join(parts)


def _row(
    sheet: Sheet, sections: Sequence[PictureBlock], start: float, length: float, row: int
) -> Iterator[str]:
    """One line of the picture, from `start` seconds on."""
    place = _PictureRow(start, length, HEAD + ROW * row)
    yield from place.axis(float(sheet["duration_s"]))
    for section in sections:
        yield from _section(section, place)
    yield from _bars(sheet.get("cues", []), "voice", place, 22, 16)
    yield from _bars(sheet.get("sounds", []), "sound", place, 14, 5)


class _PictureRow:
    """Where one row's seconds are in the picture."""

    def __init__(self, start: float, length: float, top: int) -> None:
        self.start, self.end, self.top = start, start + length, top
        self._scale = (WIDTH - 2 * MARGIN) / length

    def x(self, at: float) -> float:
        """Of a time; before or after the row it is the row's edge."""
        return MARGIN + (min(max(at, self.start), self.end) - self.start) * self._scale

    def bar(self, kind: str, span: tuple[float, float], y: int, height: int) -> str:
        """A bar from and to the times of `span`, or nothing if they are in another row."""
        left, right = self.x(span[0]), self.x(span[1])
        if right <= left:
            return ""
        return (
            f'<rect class="{kind}" x="{left:.1f}" y="{self.top + y}" '
            f'width="{max(right - left, 0.8):.1f}" height="{height}" rx="2"/>'
        )

    def axis(self, duration: float) -> Iterator[str]:
        """Ticks and times: ten to a row."""
        step = (self.end - self.start) / 10
        for number in range(11):
            at = self.start + number * step
            if at <= duration:
                x, y = self.x(at), self.top + 8
                yield f'<path class="axis" d="M{x:.1f} {y}v62"/>'
                if number % 2 == 0 and number < 10:  # there the next row begins
                    yield f'<text class="soft small" x="{x:.1f}" y="{y - 2}">{_clock(at)}</text>'


def _section(section: PictureBlock, place: _PictureRow) -> Iterator[str]:
    start, end = section["start_s"], section["end_s"]
    work = section["work"]
    parts = [("other", start, end)]
    if work:
        parts = [("other", start, work[0]), ("work", *work), ("rest", work[1], end)]
    for kind, begin, stop in parts:
        yield place.bar(kind, (begin + 0.0, stop - (0.3 if stop == end else 0)), 42, 14)
    room = place.x(end) - place.x(start)
    letters = int(room / LETTER)
    title = str(section["title"])
    if start >= place.start and letters >= 3:
        text = title if len(title) <= letters else f"{title[: letters - 1]}…"
        x, y = place.x(start), place.top + 70
        yield f'<text class="ink small" x="{x:.1f}" y="{y}">{escaped(text)}</text>'


def _bars(
    items: Iterable[Mapping[str, Any]], kind: str, place: _PictureRow, y: int, height: int
) -> Iterator[str]:
    for item in items:
        start, end = float(item["start_s"]), float(item["end_s"])
        if start < place.end and end > place.start:
            yield place.bar(kind, (start, end), y, height)


def _clock(seconds: float) -> str:
    minutes, left = divmod(round(seconds), 60)
    return f"{minutes}:{left:02}"
