"""An exercise in one line: `jump squat 3x8 @ 60kg, rest 90s`."""

import re
from collections.abc import Callable, Iterator, Mapping

from mmc_audio.plan.notation.distance import parse_distance
from mmc_audio.plan.notation.duration import parse_duration
from mmc_audio.plan.notation.number import quoted
from mmc_audio.plan.notation.weight import parse_load

_EACH = r"(?:\s?/\s?(?:side|arm|leg)|\s(?:each|per)\s(?:side|arm|leg)|\s(?:each|ea)\b)?"
_TIME = r"(?:[0-9]+:[0-5][0-9]|[0-9.]+\s?(?:s|secs?|seconds?|m|mins?|minutes?|h|hours?)\b)"
_FAR = r"[0-9.,]+\s?(?:km|m|metres?|meters?|mi|miles?|yds?|yards?|ft|feet)\b"
_REPS = r"[0-9]+(?:\s?[-\u2013]\s?[0-9]+)?\+?(?:\sreps?\b)?"
_MOST = r"(?:amrap|failure|max)\b"
_WORK = rf"(?:{_TIME}|{_FAR}|{_REPS}|{_MOST}){_EACH}"
_X = r"\s?[x\u00d7*]\s?"
_SETS = rf"(?P<sets>[0-9]+)(?:{_X}|\ssets?\sof\s)(?P<work>{_WORK})"
_MASS = r"(?:2\s?[x\u00d7]\s?)?[+-]?[0-9.,]+\s?(?:kgs?|lbs?|%)(?:\sper\sside)?"
_COUNTED = rf"{_TIME}|{_FAR}|{_REPS}(?:{_X})?"
_NO_COUNT = r"(?!arm|leg|hand|foot|point|way|count|degree|inch|in\b|up\b|and\b|[0-9])"
"""`1 arm row`, `90 degree hold` and `3 way raise` begin with a number that counts no reps."""

_LINE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<name>[^+]*?[^\W\d][^+]*?)\s(?P<load>{_MASS})\s(?:x\s)?{_SETS}",
        rf"(?P<name>.*?[^\W\d].*?),?[\s:]\s*{_SETS}(?:\s(?P<load>{_MASS}))?",
        r"(?P<sets>[0-9]+)\ssets?\s(?:of\s)?(?P<name>[^\W\d].*)",
        rf"{_SETS}\s(?:of\s)?(?P<name>.*?[^\W\d].*?)(?:\s(?P<load>{_MASS}))?",
        rf"(?P<name>.*?[^\W\d].*?),?\s?[x\u00d7]\s?(?P<work>{_WORK})(?:\s(?P<load>{_MASS}))?",
        rf"(?P<name>.*?[^\W\d].*?),?\s(?P<work>{_TIME}{_EACH}|{_FAR}|[0-9-]+\+?\sreps?{_EACH})",
        rf"(?P<work>{_COUNTED})\s(?:of\s)?(?P<name>{_NO_COUNT}[^\W\d_].*?)(?:\s(?P<load>{_MASS}))?",
        rf"(?P<name>.*?[^\W\d].*?)\s(?P<load>{_MASS})",
    )
)
_REST = re.compile(rf"rest:?\s(?P<a>\S.*)|(?P<b>{_TIME})\srest", re.IGNORECASE)
_TEMPO = re.compile(r"tempo:?\s(?P<a>\S+)", re.IGNORECASE)
_SIDE = re.compile(r"(?:each|both|per|alternating) ?(?:side|arm|leg)?s?", re.IGNORECASE)
_PARTS = re.compile(r"[,;]\s+(?![^()]*\))")
_REST_FOLLOWS = re.compile(r"(?<![,;])(?=\srest:?\s[0-9])", re.IGNORECASE)
_LEFT_OVER = re.compile(rf"\b[0-9]+{_X}[0-9]|@|\b[0-9]+/[0-9]+/[0-9]", re.IGNORECASE)

LONGEST = 200
"""Characters: what is longer is no line of a plan, and its patterns would take long."""
METRES_FROM = 20
"""`20m` is metres, `2m` minutes."""
CONTINUOUS_FROM_MS = 180_000
"""A length of this and more is continuous work and no hold."""
_NO_AMOUNTS = frozenset({"21s", "7s", "28s", "90", "180", "270", "360"})
"""Ways to curl, and degrees of a turn."""


def parse_line(text: str) -> dict[str, str]:
    """The keys of an exercise that a line stands for; its name alone where it says no quantity.

    `3x8 jump squat`, `plank 3x45s`, `10 push-ups`, `run 5km` and `curl x12 @ 10kg, tempo 3010` are
    read; `1 arm row` and `21s` are names.

    Raises:
        ValueError: if a part of a line with a quantity is not understood.
    """
    if len(text) > LONGEST:
        return {"exercise": text}
    head, *more = _PARTS.split(_REST_FOLLOWS.sub(",", text.strip()))
    keys = _head(head)
    rest = [(part, _part(part)) for part in more]
    if len(keys) == 1 and not any(found for _, found in rest) and not _LEFT_OVER.search(text):
        return {"exercise": text}
    for part, found in rest:
        if found is None:
            raise ValueError(f"{quoted(part)} is not understood; write such as {_EXAMPLE}")
        if twice := found.keys() & keys.keys():
            what = f"{quoted(text)} says its {min(twice)} twice"
            raise ValueError(f"{what}; write sets that differ as `sets: [8, 6]`")
        keys |= found
    if _LEFT_OVER.search(keys["exercise"]):
        raise ValueError(f"{quoted(text)} is not understood; write such as {_EXAMPLE}")
    return keys


_EXAMPLE = "jump squat 3x8 @ 60kg, rest 90s, or its keys"


def _head(text: str) -> dict[str, str]:
    """Name, sets and load: what is before the first comma."""
    bare, at, load = text.partition("@")
    keys = _measured(bare.strip())
    if not at:
        return keys
    scheme = re.fullmatch(rf"(?P<load>.*?)\s{_SETS}", load.strip(), re.IGNORECASE)
    if scheme and len(keys) == 1:
        keys |= _counted(scheme)
        load = scheme["load"]
    return keys | {"load": load.strip()}


def _measured(bare: str) -> dict[str, str]:
    for pattern in _LINE:
        match = pattern.fullmatch(bare)
        found = match.groupdict() if match else {}
        if match and found.get("work") not in _NO_AMOUNTS:
            keys = {"exercise": match["name"].strip(" :-"), **_counted(match)}
            return keys | ({"load": found["load"]} if found.get("load") else {})
    return {"exercise": bare}


def _counted(match: re.Match[str]) -> dict[str, str]:
    """Sets and what each is, by the keys of an exercise."""
    found = match.groupdict()
    work, sets = (found.get("work") or "").strip(), found.get("sets")
    if not work:
        return {"sets": sets} if sets else {}
    amount = re.sub(rf"{_EACH}$", "", work, flags=re.IGNORECASE)
    side = {"side": "each"} if amount != work else {}
    key, value = _amount(re.sub(rf"{_X}$", "", amount))
    if key == "reps":
        value = value.lower().removesuffix("reps").removesuffix("rep").strip()
    return {key: value, **side, **({"sets": sets} if sets else {})}


def _amount(text: str) -> tuple[str, str]:
    far = re.fullmatch(r"([0-9.,]+)\s?m", text, re.IGNORECASE)
    if far and float(far[1].replace(",", ".")) >= METRES_FROM:
        return "distance", text
    if re.fullmatch(_TIME, text, re.IGNORECASE):
        return ("duration" if _length(text) >= CONTINUOUS_FROM_MS else "hold"), text
    return ("distance" if re.fullmatch(_FAR, text, re.IGNORECASE) else "reps"), text


def _length(text: str) -> int:
    try:
        return parse_duration(text)
    except ValueError:
        return 0


def _part(text: str) -> dict[str, str] | None:
    """What one part behind the name says; None for what is not understood."""
    for keys in _readings(text.strip()):
        return keys
    return None


def _readings(text: str) -> Iterator[dict[str, str]]:
    if rest := _REST.fullmatch(text):
        yield {"rest": rest["a"] or rest["b"]}
    if tempo := _TEMPO.fullmatch(text):
        yield {"tempo": tempo["a"]}
    if _SIDE.fullmatch(text):
        yield {"side": "each"}
    if work := re.fullmatch(f"{_SETS}(?:(?:\\s|\\s?@\\s?)(?P<load>.+))?", text, re.IGNORECASE):
        yield _counted(work) | ({"load": work["load"]} if work["load"] else {})
    if count := re.fullmatch(
        rf"x?\s?(?P<work>{_WORK})|(?P<sets>[0-9]+)\ssets?", text, re.IGNORECASE
    ):
        yield _counted(count)
    for key, parse in _OTHERS.items():
        if _parses(parse, text.removeprefix("@").strip()):
            yield {key: text.removeprefix("@").strip()}


_OTHERS: Mapping[str, Callable[[str], object]] = {"load": parse_load, "distance": parse_distance}


def _parses(parse: Callable[[str], object], text: str) -> bool:
    try:
        parse(text)
    except ValueError:
        return False
    return True
