"""Dates as apps write them, in the languages of those apps.

`3 Mar 2026, 18:05`, `05.06.2026, 07:30`, `Mar 3, 2026, 6:05 PM`, `3 de mar. de 2026`, ISO with or
without a zone. A time without a zone is the local time of whoever trained.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

_MONTHS = (
    "jan janv ene gen oca",          # English and German, French, Spanish, Italian, Turkish
    "feb fev fevr sub",
    "mar mrz mrt maa",
    "apr avr abr nis",
    "may mai mag mei maj",
    "jun juin giu haz",
    "jul juil lug tem",
    "aug aou ago agu",
    "sep set eyl",
    "oct okt ott out eki",
    "nov kas",
    "dec dez dic ara",
)  # fmt: skip
"""Beginnings of the months' names: English, German, French, Spanish, Italian, Portuguese, Dutch,
and Turkish. Accents and dots are taken off before."""

_MONTH_OF = {start: n for n, starts in enumerate(_MONTHS, 1) for start in starts.split()}
_LONGEST = sorted(_MONTH_OF, key=len, reverse=True)

_TIME = re.compile(
    r"(?P<hour>[0-9]{1,2})[:.h](?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?(?:\.[0-9]+)?"
    r"(?: ?(?P<half>[ap])\.? ?m\.?)?(?: ?(?P<zone>z|utc|gmt|[+-][0-9]{2}:?[0-9]{2}))?(?: uhr)?$"
)
_ISO = re.compile(r"(?P<y>[0-9]{4})[-/.](?P<m>[0-9]{1,2})[-/.](?P<d>[0-9]{1,2})")
_NUMERIC = re.compile(r"(?P<a>[0-9]{1,2})(?P<sep>[./-])(?P<b>[0-9]{1,2})[./-](?P<y>[0-9]{4})")
_DAY_FIRST = re.compile(r"(?P<d>[0-9]{1,2})\.?(?: de)? (?P<m>[a-z]+)\.?(?: de)?,? (?P<y>[0-9]{4})")
_MONTH_FIRST = re.compile(r"(?P<m>[a-z]+)\.? (?P<d>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<y>[0-9]{4})")


@dataclass(frozen=True, slots=True)
class DateReader:
    """Reads the dates of one file, all in the same order of day and month."""

    month_first: bool = False
    """For dates such as 05/06/2026."""
    remark: str = ""
    """What was assumed; empty where the file leaves no doubt."""

    def read(self, text: str) -> datetime | None:
        """The moment; None for what is no date."""
        plain = _plain(text)
        for pattern in (_ISO, _NUMERIC, _DAY_FIRST, _MONTH_FIRST):
            if match := pattern.match(plain):
                return _moment(self._day(match), plain[match.end() :])
        return None

    def _day(self, match: re.Match[str]) -> tuple[int, int, int] | None:
        parts = match.groupdict()
        if "a" in parts:
            swap = self.month_first and parts["sep"] == "/"
            day, month = (parts["b"], parts["a"]) if swap else (parts["a"], parts["b"])
            return int(parts["y"]), int(month), int(day)
        month = parts["m"]
        number = int(month) if month.isdigit() else _month(month)
        return (int(parts["y"]), number, int(parts["d"])) if number else None


def date_reader(texts: Iterable[str]) -> DateReader:
    """The reader that fits all dates of a file."""
    slashed = [m for m in map(_NUMERIC.match, map(_plain, texts)) if m and m["sep"] == "/"]
    if not slashed:
        return DateReader()
    if any(int(m["b"]) > 12 for m in slashed):
        return DateReader(month_first=True)
    if any(int(m["a"]) > 12 for m in slashed):
        return DateReader()
    american = any(re.search(r"[ap]\.? ?m\b", m.string) for m in slashed)
    order = "month/day" if american else "day/month"
    return DateReader(american, f"dates such as {slashed[0][0]} are read as {order}/year")


def moment_order(moment: datetime | None) -> datetime:
    """What moments are sorted by; those without a zone as if all were in one."""
    if moment is None:
        return datetime.min.replace(tzinfo=UTC)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def moment_words(moment: datetime) -> str:
    """`3 March 2026, 18:05`; without the time where it is midnight."""
    day = f"{moment.day} {moment:%B %Y}"
    return day if (moment.hour, moment.minute) == (0, 0) else f"{day}, {moment:%H:%M}"


def _plain(text: str) -> str:
    """Lower case, single blanks, no accents, no weekday in front."""
    bare = unicodedata.normalize("NFKD", text.casefold().replace("\u0131", "i"))
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    bare = " ".join(bare.split()).replace("\u02bc", "'")
    return re.sub(r"^[a-z]+(?:-feira)?\.?, (?=[0-9]|[a-z]+ [0-9])", "", bare)


def _month(word: str) -> int | None:
    return next((_MONTH_OF[start] for start in _LONGEST if word.startswith(start)), None)


def _moment(day: tuple[int, int, int] | None, rest: str) -> datetime | None:
    rest = rest.lstrip(" ,t").removeprefix("at ").removeprefix("um ").strip()
    time = _TIME.match(rest)
    if day is None or (rest and not time):
        return None
    try:
        return datetime(*day, *_clock_of(time), tzinfo=_zone(time))
    except ValueError:
        return None


def _clock_of(time: re.Match[str] | None) -> tuple[int, int, int]:
    if time is None:
        return 0, 0, 0
    hour = int(time["hour"])
    if time["half"]:
        hour = hour % 12 + (12 if time["half"] == "p" else 0)
    return hour, int(time["minute"]), int(time["second"] or 0)


def _zone(time: re.Match[str] | None) -> timezone | None:
    zone = time["zone"] if time else None
    if not zone:
        return None
    if zone[0] not in "+-":
        return UTC
    digits = zone[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if zone[0] == "-" else offset)
