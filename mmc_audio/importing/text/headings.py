"""Lines that are no exercise: headings, sections, settings of the whole text."""
# ruff: noqa: E501 - a pattern is read more easily on one line

import re

WEEKDAY_WORDS = (
    "monday mon montag lunes lundi lunedi segunda maandag",
    "tuesday tue tues dienstag martes mardi martedi terca dinsdag",
    "wednesday wed mittwoch miercoles mercredi mercoledi quarta woensdag",
    "thursday thu thur thurs donnerstag jueves jeudi giovedi quinta donderdag",
    "friday fri freitag viernes vendredi venerdi sexta vrijdag",
    "saturday sat samstag sabado samedi sabato zaterdag",
    "sunday sun sonntag domingo dimanche domenica zondag",
)
_WEEKDAY_OF = {word: n for n, words in enumerate(WEEKDAY_WORDS) for word in words.split()}

_NO_DAY = re.compile(r"sun (?:sal|[abc]\b|breath|god|pose|flow|style)", re.IGNORECASE)
"""Exercises that begin like a day."""

_SECTIONS = re.compile(
    r"(?:the )?(?:buy[ -]?(?:in|out)|cash[ -]?(?:in|out)|pre[ -]?set|drills|rounds|warm[ -]?up|main(?: work| set| lifts?| part)?|work ?out|cool[ -]?down|accessor(?:y|ies)"
    r"|accessory work|assistance|finisher|strength|conditioning|metcon|skill|core|mobility|stretch(?:es|ing)?"
    r"|activation|prep(?:aration)?|exercises|session|(?:part|block) [a-z0-9])",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"#{1,6}\s+(?P<hash>.+?)\s*#*|\*\*(?P<bold>[^*]+)\*\*:?|__(?P<under>[^_]+)__:?"
)
_DAY = re.compile(r"(?:day|session|workout|training|tag|dia|jour)\s*[0-9a-d]\b.*", re.IGNORECASE)
_WHOLE = re.compile(
    r"(?:.*\s)?(?:yoga|pilates|flow|class|routine|session|training|workout)\W+(?:\w+\W+)?[0-9]{1,3}\s?min[a-z]*\W*"
    r"|[0-9]{1,3}[ -]?min[a-z]*\s(?:.*\s)?(?:yoga|pilates|flow|class|routine|session|training|workout|hiit|abs|core|circuit|amrap)\b[^0-9]*",
    re.IGNORECASE,
)
_NAMED_DAY = re.compile(
    r"[0-9/x+-]+\s+[^\d@]*\b(?:day|days|program|cycle|workout|week|method|style)", re.IGNORECASE
)
_WEEK = re.compile(r"(?:week|woche|semana|semaine)\s*(?P<week>[0-9]{1,2})\b[:\s\u2013-]*(?P<rest>.*)",
                   re.IGNORECASE)  # fmt: skip
_BULLET = re.compile(
    r"(?:[\u2190-\u21ff\u2300-\u25a9\u2600-\u27bf\U0001f300-\U0001faff\ufe0f]+\s*"
    r"|[-*+\u2022\u2013\u2014\u25aa\u25cf\u25e6\u2023\u2610\u2611\u2713\u2714>]\s+|\[[ xX]?\]\s*"
    r"|[a-h]\)\s+|[0-9]{1,2}[.):]\s+(?=[^\W\d]|[0-9]))+"
)
_LABEL = re.compile(
    r"(?:(?P<letter>[A-H])(?P<number>[1-9])?|(?P<row>[1-9])(?P<part>[a-dA-D]))\s*[.):]\s*(?=\S)"
    r"|(?!C2\s+(?i:row|erg|bike|ski|concept))(?P<bare>[A-H])[1-9]\s+[-\u2013]?\s*(?=[^\W\d])"
)
"""`A1. Bench`, `1a) Bench`, `A1 Bench`; `C2 rower` is a machine."""


def marked_heading(text: str) -> str | None:
    """The words of a line that is marked as a heading, by `#` or bold."""
    match = _MARKED.fullmatch(text)
    if match is None:
        return None
    words: str = match["hash"] or match["bold"] or match["under"]
    return words.strip().rstrip(":").strip("*_ ")


def is_section(words: str) -> bool:
    """Whether a heading begins a part of a day, and no day."""
    return _SECTIONS.fullmatch(words.strip(" :")) is not None


_APART = re.compile(
    r"(?:warm[ -]?up|cool[ -]?down|finisher|metcon|conditioning|strength|accessor(?:y|ies)|accessory work"
    r"|main(?: work| set| lifts?)?|assistance|(?:block|part|group)\s?[0-9a-d])",
    re.IGNORECASE,
)


def is_apart(words: str) -> bool:
    """Whether a heading ends the block above it, even without an empty line between."""
    return _APART.fullmatch(words.strip(" :")) is not None


def is_whole(words: str) -> bool:
    """Whether a line says how long the whole session is: `Morning yoga, 20 minutes`."""
    return _WHOLE.fullmatch(words) is not None


def is_day(words: str) -> bool:
    """Whether a line names a day: `Day 1 - Push`, `Monday: legs`."""
    return _DAY.fullmatch(words) is not None or weekday_of(words) is not None


def is_named_day(words: str) -> bool:
    """`5/3/1 squat day` is a heading, and no three sets."""
    return _NAMED_DAY.fullmatch(words) is not None


def weekday_of(words: str) -> int | None:
    """The weekday that a heading begins with; Monday is 0."""
    if _NO_DAY.match(words.strip()):
        return None
    if (short := words.strip().lower()) in _SHORT_DAY_OF:
        return _SHORT_DAY_OF[short]
    first = re.match(r"[^\W\d_]+", words.strip())
    return _WEEKDAY_OF.get(first[0].lower()) if first else None


_IN_FRONT = re.compile(r"(?P<day>[^:]{2,20}):\s+(?P<rest>.+)")
_SHORT_DAYS = ("mo", "tu di", "we mi", "th", "fr", "sa", "su")
_SHORT_DAY_OF = {word: n for n, words in enumerate(_SHORT_DAYS) for word in words.split()}
"""Two letters, which are a day in front of a colon only."""
_SPACED = re.compile(
    r"(?P<day>(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)(?:day|nesday|urday)?)\.?\s+(?:[-\u2013]\s+)?"
    r"(?P<rest>(?![0-9]{1,2}[./])\S.*)",
    re.IGNORECASE,
)


def day_in_front(text: str) -> re.Match[str] | None:
    """`Tue: 10 km easy`, `Mon - Squat 5x5`: a day and an exercise, by the names `day` and `rest`."""
    found = _IN_FRONT.fullmatch(text)
    return found or (_SPACED.fullmatch(text) if is_day(text) else None)


def week_of(words: str) -> tuple[int, str] | None:
    """`Week 2 - Push`: the week, and what is left of the heading."""
    match = _WEEK.fullmatch(words)
    return (max(1, int(match["week"])), match["rest"].strip()) if match else None


def without_bullet(text: str) -> tuple[str, bool]:
    """The line without bullets, boxes and numbers in front, and whether it had any."""
    match = _BULLET.match(text)
    return (text[match.end() :].strip(), True) if match else (text, False)


def label_of(text: str) -> tuple[str, str]:
    """`A1. Bench` as its superset `A` and the rest; the empty text for no superset."""
    match = _LABEL.match(text)
    if match is None:
        return "", text
    letter = match["bare"] or (match["letter"] if match["number"] else "")
    return match["row"] or letter, text[match.end() :].strip()
