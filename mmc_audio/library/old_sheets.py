"""Cue sheets that do not say what time is work: those of version 1, and scripts without spans.

What is missing is worked out from their data: numbers of repetitions, labels, phases and slots.
Version 1 had sides and rounds in the words of its marks alone; they are shown again once the
session is rendered again.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import sub
from statistics import median
from typing import Any

Data = Mapping[str, Any]

A_HAIR_S = 0.02
_LONGEST_NUMBER = 9
"""Digits."""


def with_spans(sheet: Data) -> dict[str, Any]:
    """`sheet` with spans of work and what its sections are, as version 2 has them."""
    cues = sorted(sheet.get("cues", []), key=lambda cue: float(cue["start_s"]))
    cues_of = by_section(cues)
    sections = [_section(one, cues_of.get(one["id"], [])) for one in sheet["sections"]]
    spans = list(sheet.get("spans", []))
    known = {span["section"] for span in spans if span["span"] == "work"}
    for section in sections:
        own = cues_of.get(section["id"], [])
        counted = any(cue.get("rep") is not None for cue in own)
        if section["id"] not in known and (section["set"] is not None or counted):
            spans.append(_work(section, own))
    return {**sheet, "sections": sections, "spans": sorted(spans, key=lambda s: s["start_s"])}


def by_section(parts: Iterable[Data]) -> dict[Any, list[Data]]:
    """The cues or spans of each section, in one pass: a sheet may have thousands of both."""
    found: dict[Any, list[Data]] = {}
    for part in parts:
        found.setdefault(part.get("section"), []).append(part)
    return found


def _section(section: Data, own: Sequence[Data]) -> dict[str, Any]:
    written = section.get("attributes") or {}
    found = {key: section.get(key, written.get(key)) for key in ("exercise", "set", "sets")}
    for key in ("exercise", "set"):
        if found[key] is None:
            found[key] = next((cue[key] for cue in own if cue.get(key) is not None), None)
    return {**section, **found, "set": _number(found["set"]), "sets": _number(found["sets"])}


def _number(value: object) -> int | None:
    """A whole number, also where an attribute has it as text."""
    text = str(value)
    is_one = text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER
    return int(text) if is_one else None


def _work(section: Data, cues: Sequence[Data]) -> dict[str, Any]:
    """The work of a section as one span."""
    numbered = [cue for cue in cues if cue.get("rep") is not None and cue.get("phase")]
    numbered = numbered or [cue for cue in cues if cue.get("rep") is not None]
    end = float(section["end_s"])
    start, stop = _of_reps(numbered, cues, end) if numbered else _of_time(section, cues, end)
    runs = groupby(numbered, key=lambda cue: cue["rep"])
    return {
        "section": section["id"],
        "span": "work",
        "start_s": start,
        "end_s": stop,
        "side": None,
        "round": None,
        "unit": "rep" if numbered else None,
        "beats": [[number, _begin(next(run))] for number, run in runs],
    }


def _of_reps(numbered: Sequence[Data], cues: Sequence[Data], end: float) -> tuple[float, float]:
    """From the first rep to the end of the last, whose slow end may be silent."""
    starts = [_begin(next(run)) for _, run in groupby(numbered, key=lambda cue: cue["rep"])]
    last = max(_end(cue) for cue in numbered)
    if len(starts) > 1:
        last = max(last, starts[-1] + median(map(sub, starts[1:], starts)))
    after = [_begin(cue) for cue in cues if _begin(cue) >= _end(numbered[-1]) - A_HAIR_S]
    return starts[0], round(min(end, last, *after), 4)


def _of_time(section: Data, cues: Sequence[Data], end: float) -> tuple[float, float]:
    """From the countdown to the question after the work."""
    runs = [(counts, list(run)) for counts, run in groupby(cues, key=_counts_down)]
    start = float(section["start_s"])
    begin = next((_end(run[-1]) for counts, run in runs[:-1] if counts), start)
    after = [c["start_s"] for c in cues if c.get("kind") == "checkin" and c["start_s"] > begin]
    return begin, float(min(after, default=end))


def _begin(cue: Data) -> float:
    return float((cue.get("slot") or cue)["start_s"])


def _end(cue: Data) -> float:
    return float((cue.get("slot") or cue)["end_s"])


def _counts_down(cue: Data) -> bool:
    return "countdown" in (cue.get("labels") or (cue.get("kind"),))
