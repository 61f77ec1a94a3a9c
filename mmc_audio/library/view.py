"""What a player shows of a session, worked out from its cue sheet.

A player needs to know where the lifter is: which exercise, which set of how many, from when to
when is work and from when rest, which rep, side and phase, and where to wait. The cue sheet has it
as data; here it is put in the order in which the page looks things up. No word of it is read.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from mmc_audio.library.old_sheets import by_section, with_spans
from mmc_audio.library.quiets import with_quiets
from mmc_audio.library.times import keys_of, times_of
from mmc_audio.library.weights import effort_words, weight_of

CueData = Mapping[str, Any]
SpanData = Mapping[str, Any]
Beat = list[Any]
"""From when, until when, number or None, phase or None."""

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
        sheet: a cue sheet, as docs/files.md describes it.
        lookup: what the catalogue knows of an exercise id.
    """
    sheet = with_spans(sheet)
    cues = sorted(sheet.get("cues", []), key=lambda cue: float(cue["start_s"]))
    spans_of = by_section(sheet["spans"])
    sections = _sections(sheet["sections"], by_section(cues), spans_of)
    stations = {step["id"]: _stations(step) for step in sheet.get("steps", [])}
    exercises = _exercises(sheet, (sections, *stations.values()), lookup)
    numbered = _keyed_and_named(sheet["sections"], sections, exercises)
    times = with_quiets(times_of(numbered, spans_of), cues, sheet.get("sounds", []))
    return {
        "title": str(sheet.get("title") or ""),
        "language": str(sheet.get("language") or "en"),
        "duration_s": float(sheet["duration_s"]),
        "talk_share": talk_share(sheet),
        "sections": sections,
        "times": [{**time, "stations": stations.get(time["step"], [])} for time in times],
        "lines": [[c["start_s"], c["end_s"], str(c["text"])] for c in cues if c.get("text")],
        "exercises": exercises,
    }


def _stations(step: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What is done in a round of a step, each with its load as times have theirs."""
    return [
        {**one, "weight": weight_of(one.get("load")), "said": effort_words(one.get("load"))}
        for one in step.get("stations") or []
    ]


def _sections(
    of_sheet: Sequence[Mapping[str, Any]],
    cues_of: Mapping[Any, Sequence[CueData]],
    spans_of: Mapping[Any, Sequence[SpanData]],
) -> list[dict[str, Any]]:
    """What is shown of each section; each set says of how many it is."""
    sections = [
        _section(of, cues_of.get(of["id"], ()), spans_of.get(of["id"], ())) for of in of_sheet
    ]
    _count_sets(sections)
    return sections


def _exercises(
    sheet: Mapping[str, Any], done_in: Iterable[Iterable[Mapping[str, Any]]], lookup: Lookup
) -> dict[str, dict[str, Any]]:
    """What is known of each exercise that is done in a section or at a station, by its id."""
    steps = {step["exercise"]: step for step in sheet.get("steps", []) if step.get("exercise")}
    done = dict.fromkeys(one["exercise"] for each in done_in for one in each)
    return {key: _exercise(key, lookup(key), steps.get(key, {})) for key in filter(None, done)}


def _keyed_and_named(
    of_sheet: Sequence[Mapping[str, Any]],
    sections: Sequence[dict[str, Any]],
    exercises: Mapping[str, Mapping[str, Any]],
) -> list[dict[str, Any]]:
    """The sheet's sections with how many sets there are; `sections` get their `key` and `name`."""
    pairs = zip(of_sheet, sections, strict=True)
    numbered = [{**of, "sets": one["sets"]} for of, one in pairs]
    for section, key in zip(sections, keys_of(numbered), strict=True):
        is_set = section["set"] is not None and section["exercise"]
        section["key"] = key
        section["name"] = exercises[section["exercise"]]["name"] if is_set else section["title"]
    return numbered


def talk_share(sheet: Mapping[str, Any]) -> float:
    """The part of the session in which the coach's voice is heard, 0 to 1."""
    spoken = sum(float(c["end_s"]) - float(c["start_s"]) for c in sheet.get("cues", []))
    return round(min(1.0, spoken / float(sheet["duration_s"])), 4)


def _exercise(key: str, found: Movement | None, step: Mapping[str, Any]) -> dict[str, Any]:
    """What is known of an exercise: from the session, else from the catalogue."""
    known = found or Movement(key.replace("_", " ").capitalize())
    return {
        "name": step.get("name") or known.name,
        "muscle": step.get("group") or known.muscle,
        "target": step.get("target") or known.target,
        "elsewhere": step.get("avoid") or known.elsewhere,
        "setup": step.get("setup"),
        "phases": dict(known.phases or {}),
    }


def _section(
    section: Mapping[str, Any], cues: Sequence[CueData], spans: Sequence[SpanData]
) -> dict[str, Any]:
    bouts = [span for span in spans if span["span"] == "work"]
    start, end = float(section["start_s"]), float(section["end_s"])
    number = section["set"]
    unit, counted = _counted(spans)
    work = [bouts[0]["start_s"], bouts[-1]["end_s"]] if bouts else None
    return {
        "id": section["id"],
        "title": str(section.get("title") or section["id"]),
        "start_s": start,
        "end_s": end,
        "exercise": section["exercise"],
        "set": number,
        "sets": section["sets"],
        "unit": unit,
        "reps": max((beat[2] for beat in counted), default=None),
        "reps_in_all": len(counted) or None,
        "work": work,
        "wait_s": _wait(work[1], end, cues) if work and number is not None else None,
        "stops": _stops(start, cues, counted)
        if unit == "round"
        else [start] * (number is not None),
        "beats": _beats(counted, cues, bouts),
        "sides": _sides(bouts),
    }


def _counted(spans: Sequence[SpanData]) -> tuple[str | None, list[Beat]]:
    """What is counted (`rep`, `round`, `breath` or nothing), and when each begins."""
    begun = [(span["start_s"], span["round"]) for span in spans if span["round"]]
    rounds = [next(run) for _, run in groupby(begun, key=lambda each: each[1])]
    if rounds:
        return "round", [[at, at, number, None] for at, number in rounds]
    unit = next((span["unit"] for span in spans if span["beats"]), None)
    return unit, [[at, at, number, None] for span in spans for number, at in span["beats"]]


def _beats(
    counted: Sequence[Beat], cues: Iterable[CueData], bouts: Sequence[SpanData]
) -> list[Beat]:
    """All moments at which a number or a phase begins, each with the number that holds."""
    if not bouts:
        return []
    starts, ends = _merged(bouts)
    phased = [
        [_slot_start(cue), _slot_end(cue), None, cue["phase"]]
        for cue in cues
        if cue.get("phase") and _is_in(_slot_start(cue), starts, ends)
    ]
    beats = sorted([*map(list, counted), *phased], key=lambda beat: (beat[0], beat[3] or ""))
    number = None
    for beat in beats:
        number = beat[2] = number if beat[2] is None else beat[2]
    return beats


def _merged(spans: Iterable[SpanData]) -> tuple[list[float], list[float]]:
    """Starts and ends of the times that the spans cover, in order, none within another."""
    starts: list[float] = []
    ends: list[float] = []
    for span in sorted(spans, key=lambda one: float(one["start_s"])):
        if ends and span["start_s"] <= ends[-1]:
            ends[-1] = max(ends[-1], span["end_s"])
        else:
            starts.append(span["start_s"])
            ends.append(span["end_s"])
    return starts, ends


def _is_in(at: float, starts: Sequence[float], ends: Sequence[float]) -> bool:
    number = bisect_right(starts, at) - 1
    return number >= 0 and at < ends[number]


def _sides(bouts: Iterable[SpanData]) -> list[list[Any]]:
    """When each side begins, as `left` or `right`."""
    begun = [[span["start_s"], span["side"]] for span in bouts if span["side"]]
    return [next(run) for _, run in groupby(begun, key=lambda each: each[1])]


def _slot_start(cue: CueData) -> float:
    """Its beat: the voice may begin a little earlier."""
    return float((cue.get("slot") or cue)["start_s"])


def _slot_end(cue: CueData) -> float:
    return float((cue.get("slot") or cue)["end_s"])


def _counts_down(cue: CueData) -> bool:
    return "countdown" in (cue.get("labels") or (cue.get("kind"),))


def _stops(start: float, cues: Sequence[CueData], rounds: Sequence[Beat]) -> list[float]:
    """Where "next" leads within intervals: to each round, a countdown before it begins."""
    counts = sorted(cue["start_s"] for cue in cues if _counts_down(cue))
    begins = [beat[0] for beat in rounds]
    return [start, *(_first_between(counts, a, b) for a, b in pairwise(begins))]


def _first_between(times: Sequence[float], after: float, before: float) -> float:
    """The first of the sorted `times` between the two, or the latter."""
    at = bisect_right(times, after)
    return min(times[at], before) if at < len(times) else before


def _wait(work_end: float, end: float, cues: Sequence[CueData]) -> float | None:
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
