"""Swimming sets, where a bare number is metres and `on 1:30` is when the next one begins."""

# ruff: noqa: E501 - a pattern is read more easily on one line

import re

from mmc_audio.importing.text.tokens import CLOCK, TIME

_SWUM = re.compile(r"\bswim|\bpool\b|\bfreestyle\b", re.IGNORECASE)
_STROKE = (
    r"(?:free(?:style)?|fr|kick|pull|drill|im|medley|back(?:stroke)?|breast(?:stroke)?|fly|butterfly"
    r"|choice|easy|steady|build|fast|swim|sprint|mixed|warm[ -]?up|cool[ -]?down|wu|cd)(?:/(?:swim|drill|kick|pull))?\b"
)
_FAR = r"(?:1[05]|[1-9][0-9]?[05]0|25|50|75)"
_ENDS = r"(?=\s*(?:$|[,@(/]|on\b|with\b|rest\b|[0-9]))"
_HOW = (
    r"(?:as|pull buoy|buoy|paddles?|fins|w/|css|hard|moderate|mod|smooth|strong|threshold|desc\w*|neg\w*"
    r"|recovery|loosen|scull\w*|race pace|aerobic)\b"
)
"""Words behind a number of metres that are no stroke."""
_PART = r"(?:wu|cd|warm[ -]?up|cool[ -]?down|main(?: set)?|pre[ -]?set|sub[ -]?set|drills?)"
"""Of a session in the water, in front of its metres."""
_SETS = re.compile(
    rf"^((?:{_PART}:\s)?[0-9]{{1,2}}\s?[x\u00d7]\s?)({_FAR})(?:\s?m\b)?(?=\s{_STROKE}(?:\s{_STROKE})?(?:{_ENDS}|\s(?:w/|{_HOW}))|\s(?:w/|{_HOW})|{_ENDS})(?![0-9a-z])",
    re.IGNORECASE,
)
_ONE = re.compile(
    rf"^((?:{_PART}:?\s)?)({_FAR}|[1-3]000|[1-3]500)(?:\s?m\b)?"
    rf"(?=\s{_STROKE}(?:{_ENDS}|\s{_STROKE})|\s*$)",
    re.IGNORECASE,
)
_SEND_OFF = re.compile(
    rf"^(?P<part>{_PART}:\s)?(?P<sets>[0-9]{{1,2}})\s?x\s?(?P<what>[0-9]+m.*?)\s(?:on|@)\s(?P<every>{CLOCK}|[1-5][05]\ssec\b)\W*(?:\((?P<how>[^()]*)\)\W*)?$",
    re.IGNORECASE,
)
_BARE_STROKE = re.compile(rf"(?<![a-z])m\s(?!swim\b)({_STROKE}){_ENDS}", re.IGNORECASE)


_STROKES = (
    (re.compile(r"\bFR\b"), "freestyle"),
    (re.compile(r"\bBK\b"), "backstroke"),
    (re.compile(r"\bBR\b"), "breaststroke"),
    (re.compile(r"\bFL(?:Y)?\b"), "butterfly"),
    (re.compile(r"\bIM\b"), "medley"),
)
"""Short names of strokes, in capitals as swimmers write them."""
_NESTED = re.compile(
    r"^(?P<rounds>[0-9]{1,2})\s?[x\u00d7]\s?\((?P<list>[^()]*,[^()]*)\)[\s,]*(?P<after>.*)$"
)


def strokes_spelled(text: str, *around: str) -> str:
    """`8x50 BK` as `8x50 backstroke`, and `4x(50 kick, 100 swim)` as rounds."""
    if not any(_SWUM.search(line) for line in (text, *around)):
        return text
    for pattern, stroke in _STROKES:
        text = pattern.sub(stroke, text)
    nested = _NESTED.match(text)
    if nested is None:
        return text
    parts = (in_metres(part.strip(), "swim") for part in nested["list"].split(","))
    after = re.sub(rf"^({TIME})\s(?:rest|between).*", r"rest \1", nested["after"])
    after = f", {after}" if after else ""
    return f"{nested['rounds']} rounds{after}: {', '.join(parts)}"


def in_metres(text: str, *around: str) -> str:
    """`8x50 free on 1:00` as `Every 1:00 x 8: 50m free swim`, where the lines are of a swim."""
    if not any(_SWUM.search(line) for line in (text, *around)):
        return text
    parts = re.split(r"(,\s+)", text)
    written = "".join(_ONE.sub(r"\1\2m", _SETS.sub(r"\1\2m", part)) for part in parts)
    if written == text and not (_BARE_STROKE.search(text) or _SEND_OFF.match(text)):
        return text
    written = _BARE_STROKE.sub(_named, _ADVERB.sub(_swum_so, written, count=1))
    return _SEND_OFF.sub(_sent_off, written)


def _sent_off(match: re.Match[str]) -> str:
    what = match["what"]
    named = re.search(r"m\s+[a-z]", what, re.IGNORECASE)
    how = f" ({match['how']})" if match["how"] else ""
    return f"{match['part'] or ''}Every {match['every']} x {match['sets']}: {what}{'' if named else ' swim'}{how}"


_ADVERB = re.compile(
    rf"(?<=[0-9])m\s(?P<how>(?:{_STROKE}\s)?(?:w/|{_HOW}|choice warm[ -]?up)[^,@(]*?)(?P<end>\s*(?:$|[,@(]|rest\b|[0-9]+\s?s(?:ec)?\srest))",
    re.IGNORECASE,
)


def _swum_so(match: re.Match[str]) -> str:
    """`200m pull buoy` as `200m swim (pull buoy)`: how it is swum is a remark."""
    return f"m swim ({match['how'].strip()}){match['end']}"


def _named(match: re.Match[str]) -> str:
    if re.match("(?:warm|cool|wu|cd)", match[1], re.IGNORECASE):
        return match[0]  # an effort: the sport is added with it
    return f"m {match[1]} swim"
