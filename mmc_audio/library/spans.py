"""Spans of time: from when to when is work, rest or getting ready, and what comes next."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from mmc_audio.library.heard import HeardSection
from mmc_audio.library.places import PLACE, Facts, StableIds, complete, values
from mmc_audio.script.attributes import Attributes, value_of
from mmc_audio.units import SAMPLE_RATE, Ms, Samples

Data = dict[str, Any]

SAME = (*PLACE, "span")
"""What does not change within a span."""

DOSE = ("dose", "muscle", "load", "reps", "reps_least", "tempo")
NEXT = ("step", "exercise", "name", "set", "role", "part", "side", "round", "load", "reps", "setup")
"""What is said of the work that comes next."""

AIR_OF_SOUNDS: Mapping[str, str] = {"rise": "in", "fall": "out"}
"""The phase of a breath that a sound stands for."""


@dataclass(slots=True)
class _SpanRun:
    """States of the same kind of time, one after the other."""

    attributes: Attributes
    start: Ms
    end: Ms
    beats: list[tuple[str, int, Ms]] = field(default_factory=list)
    """Unit, number and begin of what is counted in it."""


def spans_of(sections: Sequence[HeardSection], facts: Facts, ids: StableIds) -> list[Data]:
    """All spans of a session in order, each with the work that comes next."""
    found = [
        _span(heard, run, facts, ids.of_span(base, run.attributes))
        for heard in sections
        for base in [ids.base(heard.section)]
        for run in _runs(heard)
    ]
    following: Data | None = None
    for span, attributes in reversed(found):
        span["next"] = following
        if span["span"] == "work":
            known = {"id": span["id"], "start_s": span["start_s"]}
            following = known | values(attributes, *NEXT)
    return [span for span, _ in found]


def _runs(heard: HeardSection) -> Iterator[_SpanRun]:
    """The spans of a section; moments of no kind are left out."""
    run: _SpanRun | None = None
    for start, end, attributes in _states(heard):
        if run and _key(run.attributes) == _key(attributes):
            run.end = end
        else:
            if run and run.attributes.get("span"):
                yield run
            run = _SpanRun(attributes, start, end)
        _count(run, attributes, start)
    if run and run.attributes.get("span"):
        yield run


def _states(heard: HeardSection) -> Iterator[tuple[Ms, Ms, Attributes]]:
    section = heard.section
    changes = {0: section.attributes} | {each.at_ms: each.attributes for each in section.states}
    times = [*sorted(changes), section.length_ms]
    for start, end in pairwise(times):
        if end > start:
            yield start, end, changes[start]


def _key(attributes: Attributes) -> tuple[str | None, ...]:
    return tuple(attributes.get(name) for name in SAME)


def _count(run: _SpanRun, attributes: Attributes, at: Ms) -> None:
    for unit in ("rep", "breath"):
        number = value_of(attributes, unit)
        if number is not None and run.beats[-1:] != [(unit, number, at)]:
            last = run.beats[-1] if run.beats else None
            if last is None or last[:2] != (unit, number):
                run.beats.append((unit, number, at))


def _span(heard: HeardSection, run: _SpanRun, facts: Facts, id_: str) -> tuple[Data, Attributes]:
    attributes = complete(run.attributes, facts)
    span: Data = {
        "id": id_,
        "section": heard.id,
        "span": value_of(attributes, "span"),
        "start_s": seconds_at(heard.at(run.start)),
        "end_s": seconds_at(heard.at(run.end)),
        **values(attributes, *PLACE, *DOSE),
        "self_paced": bool(value_of(attributes, "self_paced")),
        "unit": run.beats[0][0] if run.beats else None,
        "beats": [[number, seconds_at(heard.at(at))] for _, number, at in run.beats],
        "air": list(_air(heard, run)),
        "next": None,
    }
    return span, attributes


def _air(heard: HeardSection, run: _SpanRun) -> Iterable[list[Any]]:
    """The phases of guided breaths: by the sounds that go with them, or as lines say."""
    section = heard.section
    sounds = [(AIR_OF_SOUNDS.get(s.name), s.at_ms, s.end_ms) for s in section.sounds]
    cues = [(c.cue.attributes.get("air"), *(c.slot or (c.at_ms, c.end_ms))) for c in section.cues]
    for air, start, end in sorted({*sounds, *cues}, key=lambda each: each[1:]):
        if air and run.start <= start < run.end:
            yield [air, seconds_at(heard.at(start)), seconds_at(heard.at(end))]


def seconds_at(position: Samples) -> float:
    """Seconds of a position in the session, to a tenth of a millisecond."""
    return round(position / SAMPLE_RATE, 4)
