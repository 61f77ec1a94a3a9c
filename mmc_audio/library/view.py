"""What a player shows of a session, worked out from its cue sheet.

The cue sheet says what is heard when. A player needs to know where the lifter is: which exercise,
which set of how many, from when to when is work and from when rest, which rep and phase, and where
to wait. That is worked out here, once, so that the page itself only has to look things up.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import sub
from statistics import median
from typing import Any

Cue = Mapping[str, Any]
Beat = list[Any]
"""From when, until when, rep or None, phase or None."""

SHORTEST_REST_S = 5.0
"""A shorter gap behind a set's work is a change of sides or stations, nothing to wait at."""

A_HAIR_S = 0.02
LAST_MOMENT_S = 0.05
"""Before the end of a section: where to wait if no countdown says that the rest is over."""

SIDES = ("Left", "Right")
"""Marks at which a side begins."""

_COUNTED = re.compile(r"(rep|round|breath)\s+(\d{1,4})", re.IGNORECASE | re.ASCII)
"""A mark at which something that is counted begins."""

_NUMBER = re.compile(r"\d{1,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Movement:
    """What the catalogue knows of an exercise, as far as a player shows it."""

    name: str
    muscle: str | None = None
    """Muscle group, as the practice ledger counts it."""
    target: str | None = None
    """Where it should be felt."""
    elsewhere: str | None = None
    """Where it is often felt instead."""
    phases: Mapping[str, str] | None = None
    """Words for `eccentric stretch concentric peak`."""


Lookup = Callable[[str], Movement | None]


def view(sheet: Mapping[str, Any], lookup: Lookup) -> dict[str, Any]:
    """What a player shows, as plain JSON data; times are seconds from the start of the MP3.

    Args:
        sheet: a cue sheet, as design and docs/gym.md describe it.
        lookup: the catalogue's word on an exercise id.
    """
    cues = sorted(sheet.get("cues", []), key=lambda cue: float(cue["start_s"]))
    marks = sheet.get("marks", [])
    cues_of, marks_of = _by_section(cues), _by_section(marks)
    sections = [
        _section(section, cues_of.get(section["id"], ()), marks_of.get(section["id"], ()))
        for section in sheet["sections"]
    ]
    _count_sets(sections)
    named = {s["exercise"]: lookup(s["exercise"]) for s in sections if s["exercise"]}
    return {
        "title": str(sheet.get("title") or ""),
        "language": str(sheet.get("language") or "en"),
        "duration_s": float(sheet["duration_s"]),
        "talk_share": talk_share(sheet),
        "sections": sections,
        "lines": [[c["start_s"], c["end_s"], str(c["text"])] for c in cues if c.get("text")],
        "exercises": {key: _exercise(key, found) for key, found in named.items()},
    }


def talk_share(sheet: Mapping[str, Any]) -> float:
    """The part of the session in which the coach's voice is heard, 0 to 1."""
    spoken = sum(float(c["end_s"]) - float(c["start_s"]) for c in sheet.get("cues", []))
    return round(min(1.0, spoken / float(sheet["duration_s"])), 4)


def _exercise(key: str, found: Movement | None) -> dict[str, Any]:
    known = found or Movement(key.replace("_", " ").capitalize())
    return {
        "name": known.name,
        "muscle": known.muscle,
        "target": known.target,
        "elsewhere": known.elsewhere,
        "phases": dict(known.phases or {}),
    }


def _by_section(cues: Iterable[Cue]) -> dict[Any, list[Cue]]:
    """Once through all of them: a sheet may have thousands of sections and of cues."""
    found: dict[Any, list[Cue]] = {}
    for cue in cues:
        found.setdefault(cue.get("section"), []).append(cue)
    return found


def _section(
    section: Mapping[str, Any], cues: Sequence[Cue], marks: Sequence[Cue]
) -> dict[str, Any]:
    start, end = float(section["start_s"]), float(section["end_s"])
    number = _of(section, cues, "set")
    unit, beats = _beats(cues, marks)
    work = _work(start, end, cues, beats) if number is not None or unit else None
    return {
        "id": section["id"],
        "title": str(section.get("title") or section["id"]),
        "start_s": start,
        "end_s": end,
        "exercise": _of(section, cues, "exercise"),
        "set": number,
        "sets": _of(section, (), "sets"),
        "unit": unit,
        "reps": max((beat[2] for beat in beats if beat[2] is not None), default=None),
        "reps_in_all": len(_starts(beats)) or None,
        "work": work,
        "wait_s": _wait(work[1], end, cues) if work and number is not None else None,
        "stops": _stops(start, cues, beats) if unit == "Round" else [start] * (number is not None),
        "beats": beats if work else [],
        "sides": [[float(m["start_s"]), m["text"]] for m in marks if m["text"] in SIDES],
    }


def _of(section: Mapping[str, Any], cues: Iterable[Cue], key: str) -> Any:  # noqa: ANN401
    """A section's own value of `key`, or the first that one of its cues has."""
    own = section.get(key, (section.get("attributes") or {}).get(key))
    if own is None:
        own = next((cue[key] for cue in cues if cue.get(key) is not None), None)
    return own if key == "exercise" else _number(own)


def _number(value: object) -> int | None:
    """A whole number, also where an attribute has it as text."""
    text = str(value)
    return int(text) if _NUMBER.fullmatch(text) else None


def _beats(cues: Sequence[Cue], marks: Sequence[Cue]) -> tuple[str | None, list[Beat]]:
    """What is counted (`Rep`, `Round`, `Breath` or nothing), and when each and its phases begin.

    What is said before the first one, or before the countdown, belongs to none, even where it
    names a phase. What is said behind the last rep still has its number in the cue sheet, but
    speaks to no phase.
    """
    counted = [found for mark in marks if (found := _counted(mark))]
    phased = [_beat(cue) for cue in cues if cue.get("phase")]
    numbered = [beat for _, beat in counted] + [beat for beat in phased if beat[2] is not None]
    if numbered:
        begin = min(beat[0] for beat in numbered)
    else:
        begin = next((_slot_start(cue) for cue in cues if _counts_down(cue)), 0.0)
    beats = numbered + [beat for beat in phased if beat[2] is None and beat[0] >= begin]
    unit = counted[0][0] if counted else "Rep" if numbered else None
    return unit, _carried(sorted(beats, key=lambda beat: (beat[0], beat[3] or "")))


def _carried(beats: list[Beat]) -> list[Beat]:
    """Each beat with the number of the one before it, where it has none itself."""
    number = None
    for beat in beats:
        number = beat[2] = number if beat[2] is None else beat[2]
    return beats


def _beat(cue: Cue) -> Beat:
    return [_slot_start(cue), _slot_end(cue), cue.get("rep"), cue["phase"]]


def _counted(mark: Cue) -> tuple[str, Beat] | None:
    found = _COUNTED.fullmatch(str(mark["text"]))
    at = float(mark["start_s"])
    return (found[1].capitalize(), [at, at, int(found[2]), None]) if found else None


def _slot_start(cue: Cue) -> float:
    """Its beat: the voice may begin a little earlier."""
    return float((cue.get("slot") or cue)["start_s"])


def _slot_end(cue: Cue) -> float:
    return float((cue.get("slot") or cue)["end_s"])


def _counts_down(cue: Cue) -> bool:
    return "countdown" in (cue.get("labels") or (cue.get("kind"),))


def _starts(beats: Sequence[Beat]) -> list[float]:
    """When each rep begins; where sides change, they are counted from one again."""
    counted = [beat for beat in beats if beat[2] is not None]
    return [next(run)[0] for _, run in groupby(counted, key=lambda beat: beat[2])]


def _stops(start: float, cues: Sequence[Cue], beats: Sequence[Beat]) -> list[float]:
    """Where "next" leads within intervals: to each round, a countdown before it begins."""
    counts = sorted(cue["start_s"] for cue in cues if _counts_down(cue))
    return [start, *(_first_between(counts, a, b) for a, b in pairwise(_starts(beats)))]


def _first_between(times: Sequence[float], after: float, before: float) -> float:
    """The first of the sorted `times` between the two, or the latter."""
    at = bisect_right(times, after)
    return min(times[at], before) if at < len(times) else before


def _work(start: float, end: float, cues: Sequence[Cue], beats: Sequence[Beat]) -> list[float]:
    """From when to when a set is work: what comes before is preparing, what comes after is rest."""
    if not beats:
        return _work_without_beats(start, end, cues)
    last = max(beat[1] for beat in beats)
    starts = _starts(beats)
    if len(starts) > 1:  # the last rep's slow end may be silent: it lasts as long as the others
        last = max(last, starts[-1] + median(map(sub, starts[1:], starts)))
    is_spoken = beats[-1][3] is not None
    rest = [c for c in cues if _slot_start(c) >= beats[-1][1] - A_HAIR_S]
    after = [_slot_start(c) for c in rest if is_spoken or c.get("kind") == "checkin"]
    return [beats[0][0], round(float(min([end, last, *after])), 4)]


def _work_without_beats(start: float, end: float, cues: Sequence[Cue]) -> list[float]:
    runs = [(counts, list(run)) for counts, run in groupby(cues, key=_counts_down)]
    begin = next((_slot_end(run[-1]) for counts, run in runs[:-1] if counts), start)
    after = [c["start_s"] for c in cues if c.get("kind") == "checkin" and c["start_s"] > begin]
    return [begin, float(min(after, default=end))]


def _wait(work_end: float, end: float, cues: Sequence[Cue]) -> float | None:
    """Where to wait for the lifter: at the rest's end, before a countdown if it ends in one."""
    if end - work_end < SHORTEST_REST_S:
        return None
    wait = None
    for cue in reversed(cues):
        if not _counts_down(cue) or _slot_start(cue) < work_end:
            break
        wait = float(cue["start_s"])
    return round(max(work_end, (end if wait is None else wait) - LAST_MOMENT_S), 4)


def _count_sets(sections: list[dict[str, Any]]) -> None:
    """Say for each set of how many it is: as many as follow each other in rising order."""
    runs: dict[str, list[dict[str, Any]]] = {}
    for section in sections:
        if section["set"] is None:
            continue
        run = runs.setdefault(section["exercise"] or "", [])
        if run and section["set"] <= run[-1]["set"]:
            _close(run)
        run.append(section)
    for run in runs.values():
        _close(run)


def _close(run: list[dict[str, Any]]) -> None:
    for section in run:
        section["sets"] = section["sets"] or run[-1]["set"]
    run.clear()
