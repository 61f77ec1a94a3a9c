"""Lines of bouts by the clock: `8 x 20s on / 10s off`, `1-2-3-2-1 min with equal rest`."""
# ruff: noqa: E501, ISC004 - a pattern is read more easily in several strings

import re
from collections.abc import Sequence
from dataclasses import replace

from mmc_audio.importing.model import WorkoutBlock, WorkoutItem, WorkoutSet
from mmc_audio.importing.quantities import length
from mmc_audio.importing.recoveries import HOW, recovery_in, recovery_ms
from mmc_audio.importing.text.tokens import MASS, TIME
from mmc_audio.units import Ms

_BOUT = (
    rf"(?P<work>{TIME})\s?(?P<word>on|work|hard|fast|run|running|sprint|jog|all[ -]out|max(?: effort)?)?\s?"
    r"(?:@\s?(?P<effort>[^,/+]{2,30}?)\s?)?(?:/|,|\+|and|then|with)\s?"
    rf"(?P<rest>{TIME})\s?(?:of\s)?(?:(?P<slow>{HOW})\b|@\s?[0-9]{{2,3}}%)"
)
_INTERVALS = tuple(
    re.compile(rf"(?:(?P<name>[^\d:]+?|[^:]{{1,40}}(?=:\s))[:,\s-]+)?{pattern}", re.IGNORECASE)
    for pattern in (
        rf"(?P<rounds>[0-9]{{1,3}})\s?(?:[x\u00d7]|rounds(?:\sof)?:?)\s?\(?{_BOUT}\)?[\s:,-]*(?P<after>.*)",
        rf"\(?{_BOUT}\)?[\s:,-]*(?:[x\u00d7]\s?(?P<rounds>[0-9]{{1,3}})(?: times)?"
        r"|(?:repeat\s)?(?P<times>[0-9]{1,3})\s?(?:x|times|rounds))(?P<after>)",
        rf"(?P<total>{TIME})[:,]?\s{_BOUT}(?P<after>)",
    )
)
_SIZE = re.compile(r"\b[0-9]{1,2}\s?mm\b(?:\sedge\b)?\s*")
"""Of a hold for the fingers, which is no part of the name."""
_METRES = re.compile(r"[0-9]{3,}\s?m", re.IGNORECASE)
"""`6x400m, 90s jog` is a distance, and no minutes."""


def _is_far(match: re.Match[str]) -> bool:
    """Whether its length is metres: `6x400m`, `6x40m sprint`."""
    dashed = (match["word"] or "").lower() == "sprint" and re.search("[0-9]m$", match["work"])
    return bool(_METRES.fullmatch(match["work"]) or dashed)


_ON_FOOT = {"run", "jog"}
_RUNS = re.compile("run|sprint|jog", re.IGNORECASE)


def interval_line(text: str, line: int) -> WorkoutBlock | None:
    """`Swings 8 x 20s on / 10s off`, `90 sec run, 2 min walk x 6`; None for any other line.

    The name is empty where the line has none.
    """
    match = next(filter(None, (each.fullmatch(text) for each in _INTERVALS)), None)
    if match is None or _is_far(match):
        return None
    rounds = _bouts_of(match)
    foot = "jog" if (match["word"] or "").lower() == "jog" else "run"
    runs = _RUNS.search(f"{match['word']} {match['slow']}")
    after = re.sub(r"^between(?:\s(?:sets|reps))?\b", "", match["after"] or "").strip(" ()")
    size = _SIZE.search(match["name"] or "")
    name = (_SIZE.sub("", match["name"] or "") or after).strip(" -:,") or (foot if runs else "")
    notes = [match["effort"] or "", after if match["name"] else "", size[0] if size else ""]
    return WorkoutBlock(
        "interval",
        (WorkoutItem(name, (), note="\n".join(filter(None, notes)), line=line),),
        rounds=rounds,
        work_ms=length(match["work"]),
        rest_ms=length(match["rest"]),
        recovery=recovery_in(match["slow"] or ""),
        line=line,
    )


_LADDER = re.compile(
    rf"(?:(?P<name>[^\d:]+?)[:,\s-]+)?(?P<times>{TIME}(?:\s?[/,-]\s?{TIME}){{2,}})(?P<after>.*)"
    rf"|(?:(?P<name2>[^\d:]+?)[:,\s-]+)?(?P<counts>[0-9]{{1,2}}(?:\s?[/,-]\s?[0-9]{{1,2}}){{2,}})\s?"
    r"(?P<unit>mins?|minutes?|'|secs?|s)(?![a-z])(?P<after2>.*)",
    re.IGNORECASE,
)
"""`1' / 2' / 3' / 2' / 1' with equal rest`, `1-2-3-2-1 min`."""
_SEVERAL = re.compile(
    rf"(?P<bout>.*?[0-9)]),?\s(?:x\s?)?(?P<sets>[0-9]{{1,2}})\s?(?:sets|rounds)\b"
    rf"(?:,?\s(?:(?P<rest>{TIME})\s?(?:rest|off|between)|rest\s(?P<rest2>{TIME}))(?:\sbetween.*)?)?",
    re.IGNORECASE,
)
"""`7s on/3s off x 6, 3 sets, 3 min rest`: intervals, and how often all of them."""

_SETS_OF = re.compile(
    rf"(?P<sets>[0-9]{{1,2}})\s(?:sets|rounds)(?:\sof)?:?\s(?P<bout>[0-9]{{1,2}}\s?[x\u00d7].*?)"
    rf"(?:[,;]\s(?:(?P<rest>{TIME})\s(?:rest\s|break\s|{HOW}\s)?|rest\s(?P<rest2>{TIME})\s)between\b.*)?",
    re.IGNORECASE,
)
"""`3 sets: 4x60s hard, 60s easy, 3 min between sets`: the same with the sets in front."""


def bout_lines(text: str, line: int) -> Sequence[WorkoutBlock | WorkoutItem]:
    """The intervals of a line; none for any other line."""
    several = _SEVERAL.fullmatch(text) or _SETS_OF.fullmatch(text)
    if not several and (one := interval_line(text, line)):
        return [one]
    if several and (one := interval_line(several["bout"], line)):
        between = length(several["rest"] or several["rest2"] or "0s") or None
        times = min(int(several["sets"]), 20)
        return [replace(one, round_rest_ms=between)] * (times - 1) + [one]
    if several and (one := interval_line(text, line)):
        return [one]
    return _pyramid(text, line) or _far_pyramid(text, line)


def left_out(bouts: Sequence[WorkoutBlock | WorkoutItem], line: int) -> list[str]:
    """What a plan's intervals cannot hold, said once: the load of `swings 8 x 20s on / 10s off`."""
    notes = {
        (item.name, note)
        for bout in bouts
        if isinstance(bout, WorkoutBlock)
        for item in bout.items
        for note in item.note.split("\n")
        if _HEAVY.search(note)
    }
    return [
        f'line {line}: {name}: "{note}" is left as a comment: an interval has no load'
        for name, note in sorted(notes)
    ]


_HEAVY = re.compile(rf"[0-9]\s?{MASS}", re.IGNORECASE)
_FAR_LADDER = re.compile(
    r"(?:(?P<name>[^\d:]+?)[:,\s-]+)?(?P<metres>[1-9][05]0{1,2}(?:\s?m?\s?[-/,]\s?[1-9][0-9]?[05]0){2,})\s?m?\b"
    r"(?P<after>.*)",
    re.IGNORECASE,
)
"""`200-400-600-400-200 w/ 200 jog`: metres, since nobody does so many reps."""


def _far_pyramid(text: str, line: int) -> list[WorkoutItem]:
    """Bouts of different distances, each with its rest."""
    match = _FAR_LADDER.fullmatch(text)
    if match is None:
        return []
    after = match["after"].strip(" ,/()")
    rest = re.search(
        rf"(?<![0-9])(?![0-9]{{3}})(?P<rest>{TIME})\s(?:rest|recovery|jog|easy|walk|between)", after
    )
    far = re.search(r"(?P<far>[1-8]00)\s?m?\s(?P<how>jog|float|walk)", after)
    far_ms = recovery_ms(int(far["far"]), far["how"]) if far else None
    rest_ms = length(rest["rest"]) if rest else far_ms
    name = _NO_SPORT.sub("", match["name"] or "").strip(" -:,")
    return [
        WorkoutItem(
            name, (WorkoutSet(distance_m=float(far), rest_ms=rest_ms),), note=after, line=line
        )
        for far in re.findall("[0-9]+", match["metres"])
    ]


_NO_SPORT = re.compile(r"\b(?:pyramid|ladder|track|session|intervals?|main)\b", re.IGNORECASE)


def _pyramid(text: str, line: int) -> list[WorkoutItem]:
    """Bouts of different lengths, each with its rest."""
    match = _LADDER.fullmatch(text)
    after = (match["after"] or match["after2"] or "") if match else ""
    rests = _PYRAMID_REST.search(after)
    if match is None or rests is None:
        return []
    name = (match["name"] or match["name2"] or "").strip(" -:,")
    note = " ".join(after.replace(rests[0], " ").split()).strip(" ,/")
    rest = length(rests["rest"]) if rests["rest"] else None
    how = recovery_in(rests["how"] or rests["how2"])
    sets = (WorkoutSet(length_ms=ms, rest_ms=rest or ms, recovery=how) for ms in _lengths(match))
    return [WorkoutItem(name, (one,), note=note, line=line) for one in sets]


def _lengths(match: re.Match[str]) -> list[Ms]:
    if not match["counts"]:
        return [length(found) or 0 for found in re.findall(TIME, match["times"], re.IGNORECASE)]
    unit = _UNIT_WORDS[match["unit"][0].lower()]
    return [length(f"{n} {unit}") or 0 for n in re.findall("[0-9]+", match["counts"])]


_UNIT_WORDS = {"m": "min", "'": "min", "s": "sec"}
_PYRAMID_REST = re.compile(
    rf"(?:\bwith\s|\bw/\s?)?\b(?:equal|same|1:1)\s(?P<how>{HOW})\b"
    rf"|(?:\bwith\s|\bw/\s?)?(?P<rest>{TIME})\s(?P<how2>{HOW}|between)\b(?:\sbetween)?",
    re.IGNORECASE,
)


def is_run(text: str) -> bool:
    """Whether a line is bouts of running: `8 x (1 min run / 1 min walk)`."""
    interval = interval_line(text, 0)
    return interval is not None and interval.items[0].name in _ON_FOOT


def _bouts_of(match: re.Match[str]) -> int:
    """How often: as written, or as often as it fits into the time of all."""
    found = match.groupdict()
    if count := found.get("rounds") or found.get("times"):
        return int(count)
    whole, bout = length(found["total"]) or 0, length(match["work"]) or 1
    return max(1, min(100, whole // (bout + (length(match["rest"]) or 0))))
