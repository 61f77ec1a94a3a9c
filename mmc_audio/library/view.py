"""What a player shows of a session, worked out from its cue sheet.

The cue sheet says what is heard when. A player needs to know where the lifter is: which exercise,
which set of how many, from when to when is work and from when rest, which rep and phase, and where
to wait. That is worked out here, once, so that the page itself only has to look things up.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

Cue = Mapping[str, Any]
SHORTEST_REST_S = 5.0
"""A shorter gap behind a set's work is a change of sides or stations, nothing to wait at."""

LAST_MOMENT_S = 0.05
"""Before the end of a section: where to wait if no countdown says that the rest is over."""


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
    sections = [_section(section, cues) for section in sheet["sections"]]
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


def _section(section: Mapping[str, Any], all_cues: Sequence[Cue]) -> dict[str, Any]:
    cues = [cue for cue in all_cues if cue.get("section") == section["id"]]
    start, end = float(section["start_s"]), float(section["end_s"])
    number = _of(section, cues, "set")
    beats = [_beat(cue) for cue in cues if cue.get("rep") is not None or cue.get("phase")]
    work = _work(start, end, cues, beats) if number is not None else None
    return {
        "id": section["id"],
        "title": str(section.get("title") or section["id"]),
        "start_s": start,
        "end_s": end,
        "exercise": _of(section, cues, "exercise"),
        "set": number,
        "sets": _of(section, (), "sets"),
        "reps": max((beat[2] for beat in beats if beat[2] is not None), default=None),
        "work": work,
        "wait_s": _wait(work[1], end, cues) if work else None,
        "beats": beats if work else [],
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
    return int(text) if text.isascii() and text.isdigit() else None


def _beat(cue: Cue) -> list[Any]:
    """From when to when a cue speaks to which rep and phase."""
    return [float(cue["start_s"]), _slot_end(cue), cue.get("rep"), cue.get("phase")]


def _slot_end(cue: Cue) -> float:
    return float((cue.get("slot") or cue)["end_s"])


def _work(start: float, end: float, cues: Sequence[Cue], beats: list[list[Any]]) -> list[float]:
    """From when to when a set is work: what comes before is preparing, what comes after is rest."""
    if beats:
        return [beats[0][0], min(end, max(beat[1] for beat in beats))]
    runs = [(kind, list(run)) for kind, run in groupby(cues, key=lambda cue: cue.get("kind"))]
    begin = next((_slot_end(run[-1]) for kind, run in runs[:-1] if kind == "countdown"), start)
    after = [c["start_s"] for c in cues if c.get("kind") == "checkin" and c["start_s"] > begin]
    return [begin, float(min(after, default=end))]


def _wait(work_end: float, end: float, cues: Sequence[Cue]) -> float | None:
    """Where to wait for the lifter: before the countdown that ends the rest."""
    if end - work_end < SHORTEST_REST_S:
        return None
    wait = None
    for cue in reversed(cues):
        if cue.get("kind") != "countdown" or cue["start_s"] < work_end:
            break
        wait = float(cue["start_s"])
    return end - LAST_MOMENT_S if wait is None else max(work_end, wait - LAST_MOMENT_S)


def _count_sets(sections: list[dict[str, Any]]) -> None:
    """Say for each set of how many it is: as many as follow each other in rising order."""
    runs: dict[str, list[dict[str, Any]]] = {}
    for section in sections:
        if section["set"] is None:
            continue
        run = runs.setdefault(section["exercise"] or "", [])
        if run and section["set"] < run[-1]["set"]:
            _close(run)
        run.append(section)
    for run in runs.values():
        _close(run)


def _close(run: list[dict[str, Any]]) -> None:
    for section in run:
        section["sets"] = section["sets"] or run[-1]["set"]
    run.clear()
