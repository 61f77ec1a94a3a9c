"""Lines that say something of the whole text: its title, its unit, the maxima, the rests."""
# ruff: noqa: ISC004 - a long pattern is written in several strings

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from mmc_audio.importing.model import SkippedRow, Weight
from mmc_audio.importing.quantities import MASS_UNITS, length, mass_unit, number
from mmc_audio.importing.text.tokens import MASS, TIME, N
from mmc_audio.units import Ms

_UNIT = r"(?P<unit>kgs?|lbs?|pounds|kilos)"


@dataclass(slots=True)
class TextSettings:
    """What such lines said."""

    unit: str = "unsaid"
    """Of weights without one: kg, lb or unsaid."""
    title: str = ""
    goal: str = ""
    one_rm: dict[str, Weight] = field(default_factory=dict)
    skipped: list[SkippedRow] = field(default_factory=list)

    def take(self, line: int, text: str) -> bool:
        """Whether the line is a setting; then it is kept."""
        for pattern, apply in _SETTINGS:
            if match := pattern.fullmatch(text):
                apply(self, line, match)
                return True
        return False


def unit_in(text: str) -> str:
    """`Push (weights in lbs)`: the unit that a heading says; empty for others."""
    match = _UNIT_IN.search(text)
    return MASS_UNITS[match["unit"].lower()] if match else ""


_UNIT_IN = re.compile(
    rf"\((?:all )?(?:weights?|loads?)? ?(?:are )?(?:in )?{_UNIT}\)", re.IGNORECASE
)


def is_setting(text: str) -> bool:
    """Whether a line begins as a setting does."""
    return _SETTING.match(text) is not None


def rest_line(text: str) -> tuple[Ms, bool] | None:
    """`Rest 2 min between sets`: how long, and whether it is for all; None for other lines."""
    for pattern in _RESTS:
        if match := pattern.fullmatch(text):
            time = (match["low"] or "") + re.sub("^[0-9:.,]+(?=.)", "", match["time"])
            time = time if match["low"] else match["time"]
            whole = re.search("between|all|each|unless|everywhere", text, re.IGNORECASE)
            ms = int(time) * 1000 if time.isdigit() else length(time)
            return (ms or 0), whole is not None
    return None


def _set_title(settings: TextSettings, line: int, match: re.Match[str]) -> None:
    del line
    settings.title = match["text"].strip()


def _set_goal(settings: TextSettings, line: int, match: re.Match[str]) -> None:
    del line
    settings.goal = match["text"].strip()


def _set_unit(settings: TextSettings, line: int, match: re.Match[str]) -> None:
    del line
    settings.unit = MASS_UNITS[match["unit"].lower()]


def _set_one_rm(settings: TextSettings, line: int, match: re.Match[str]) -> None:
    """`1RM: bench 100kg, squat 140kg`."""
    for name, value, unit in _MAXIMUM.findall(match["text"]):
        _keep_one_rm(settings, line, name, (value, unit))


def _set_single(settings: TextSettings, line: int, match: re.Match[str]) -> None:
    """`Bench 1RM: 100 kg`."""
    _keep_one_rm(settings, line, match["text"], (match["value"], match["mass"] or ""))


def _keep_one_rm(settings: TextSettings, line: int, name: str, measured: tuple[str, str]) -> None:
    value, unit = measured
    known = mass_unit(unit) or mass_unit(settings.unit)
    words = " ".join(name.split()).strip(" :=-")
    if known:
        settings.one_rm[words] = Weight(number(value) or 0, known)
    else:
        settings.skipped.append(SkippedRow(line, f"{words}: a maximum without a unit"))


_MAXIMUM = re.compile(
    rf"([^\W\d][^\d,;:=]*?)\s*[:=]?\s*({N})\s?({MASS})?(?=\s*(?:[,;]|$))", re.IGNORECASE
)
_LOW = r"(?:(?P<low>[0-9]{1,3})\s?[-\u2013]\s?)?"
_RESTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:all )?rests?(?: times?)?(?: between (?:all )?(?:sets|exercises|rounds))?\s?[:=]?\s*"
        rf"{_LOW}(?P<time>{TIME}|[0-9]{{1,3}})(?:\s.*)?",
        rf"{_LOW}(?P<time>{TIME})\s(?:rest|break)(?:\s.*)?",
        rf"{_LOW}(?P<time>{TIME})\sbetween\s(?:each\s|all\s|the\s)?(?:sets|rounds|exercises|circuits|supersets)\b.*",
        rf"(?:all|everything)\b[^0-9]*{_LOW}(?P<time>{TIME})\s(?:rest|break)s?\b[^0-9]*",
    )
)
_Apply = Callable[[TextSettings, int, "re.Match[str]"], None]
_SETTINGS: tuple[tuple[re.Pattern[str], _Apply], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), apply)
    for pattern, apply in (
        (r"(?:title|name|plan):\s*(?P<text>.+)", _set_title),
        (r"goal:\s*(?P<text>.+)", _set_goal),
        (rf"(?:units?|weights?):?\s*(?:are |in |all in )?{_UNIT}\.?", _set_unit),
        (rf"\(?all weights? (?:are )?in {_UNIT}\)?\.?", _set_unit),
        (r"(?:1\s?rms?|max(?:es)?|one rep max(?:es)?|my maxes)\s*[:=]\s*(?P<text>.+)", _set_one_rm),
        (
            rf"(?P<text>[^\d:]+?)\s*(?:1\s?rm|max)\s*[:=]?\s*(?P<value>{N})\s?(?P<mass>{MASS})?",
            _set_single,
        ),
    )
)
_SETTING = re.compile(
    r"(?:title|name|plan|goal|units?|weights?|all weights?|1\s?rms?|max(?:es)?)\b", re.IGNORECASE
)
