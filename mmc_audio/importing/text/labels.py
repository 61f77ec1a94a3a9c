"""Words in front of an exercise that say where it belongs: `T1:`, `Metcon:`, `min 2 -`."""

import re

from mmc_audio.importing.text.blocks import block_start
from mmc_audio.importing.text.headings import is_day, is_section, label_of
from mmc_audio.importing.text.known import is_known, is_likely
from mmc_audio.importing.text.line import draft_of

_LABELLED = re.compile(
    r"(?P<label>[^:\d][^:]{0,28}?|T[1-4][a-c]?)\s*(?::|\s[-\u2013\u2014])\s+(?P<rest>\S.*)"
)
_TIER = re.compile(r"(?P<tier>T[1-4][a-c]?)\s*[:.)-]?\s+(?=[^\W\d])")
"""`T2a Row 4x8`: the tier of a method."""
_MINUTE = re.compile(
    r"(?:min(?:ute)?s?\.?\s?[0-9]{1,2}|[0-9]{1,2}(?:st|nd|rd|th)\s(?:min(?:ute)?)|(?:odd|even)(?:\s(?:min(?:ute)?s?))?|[1-9](?=\s[-\u2013:]\s))"
    r"\s*[-:\u2013\u2014.)=]?\s*(?=\S)",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"[0-9]{1,3}(?:\s?[-,/]\s?[0-9]{1,3}){2,19}(?:\sreps?)?(?:\sof)?:?")
_SET_NUMBER = re.compile(
    r"(?:sets?\s?#?[0-9]{1,2}\s*[:.)-]|work(?:ing)?(?:\ssets?)?:|sets?:"
    r"|(?:[wdf]|warm[ -]?up)\s?[:.)])\s*(?=\S)",
    re.IGNORECASE,
)
_AT = re.compile(r"^([0-9]{1,2}\+?)(?:\sreps?)?\s?@\s?([0-9].*)$")
_KINDS = {"w": "warm-up", "d": "drop set", "f": "to failure"}


def labelled(text: str) -> tuple[str, str]:
    """`T1: Squat 5x3` as its label and the exercise; no label where the words are the name."""
    if tier := _TIER.match(text):
        return tier["tier"], text[tier.end() :]
    match = _LABELLED.fullmatch(text)
    if match is None:
        return edge_of(text)
    label, rest = match["label"].strip(), match["rest"]
    if (
        label_of(text)[1] != text
        or len(label) < 2
        or is_day(label)
        or block_start(text, 0)
        or draft_of(label, 0).measured
    ):
        return "", text
    section = is_section(label) or re.fullmatch("T[1-4][a-c]?", label) is not None
    if block_start(rest, 0) and (section or not is_known(label, label)):
        return label, rest
    draft = draft_of(rest, 0)
    far = draft.base.distance_m or draft.base.length_ms
    if section and far and not draft.name and not label.lower().startswith(("warm", "cool")):
        return label, rest
    named = draft.measured and bool(draft.name) and is_known(draft.name, draft.name)
    if named and (section or not is_known(label, label)):
        return label, rest
    return "", text


def edge_of(text: str) -> tuple[str, str]:
    """`cool down walk 5 min` as its part of the day and the exercise."""
    match = _EDGE.match(text)
    rest = text[match.end() :] if match else ""
    draft = draft_of(rest, 0)
    named = match and draft.measured and draft.name and is_likely(draft.name)
    return (match[0].strip(), rest) if match and named else ("", text)


_EDGE = re.compile(r"(?:(?:cool|warm)[ -]?down|BBB|FSL|SSL)\s+(?=[^\W\d])", re.IGNORECASE)
"""Also the parts of 5/3/1: boring but big, first and second set last."""


def of_minute(text: str) -> tuple[str, bool]:
    """`min 2 - 15 swings` of an EMOM without its minute, and whether it had one."""
    match = _MINUTE.match(text)
    return (text[match.end() :], True) if match else (text, False)


def counts_alone(text: str) -> tuple[int, ...]:
    """`21-15-9` on a line of its own; empty for any other line."""
    if not _COUNTS.fullmatch(text):
        return ()
    return tuple(int(number) for number in re.findall("[0-9]+", text))


def set_alone(text: str) -> str:
    """`Set 2: 60 kg x 8` as the set alone; any other line as it is."""
    match = _SET_NUMBER.match(text)
    if match is None:
        return _AT.sub(r"1x\1 @ \2", text)
    label = match[0].strip(" :.)").lower()
    kind = _KINDS.get(label[0], "") if len(label) == 1 or label.startswith("warm") else ""
    alone = _AT.sub(r"1x\1 @ \2", text[match.end() :])
    return f"{alone} {kind}".strip()
