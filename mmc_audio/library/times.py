"""The whole session as times of one kind each, without gaps: what a player shows of any moment.

A cue sheet leaves out what is of no kind, and the air around sections. A player needs to know
at each moment whether it is work, rest, getting ready, guided breath or talk, and what comes next.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from mmc_audio.library.names import slug
from mmc_audio.library.places import PLACE
from mmc_audio.library.weights import effort_words, weight_of

Data = Mapping[str, Any]
Times = list[dict[str, Any]]

AIR_S = 0.5
"""A gap that is shorter belongs to what was before it."""

DOSE = ("dose", "load", "reps", "reps_least", "tempo")


def times_of(sections: Sequence[Data], spans_of: Mapping[Any, Sequence[Data]]) -> Times:
    """Each time: its kind, start, end, where it is in the session, and the work after it.

    Args:
        sections: sections as `old_sheets.with_spans` gives them.
        spans_of: the spans of each, by its id.

    Returns:
        In order. `section` is the number of the section; `next` is the number of the next work in
        this list, or None; `kind` is `work`, `rest`, `ready`, `setup`, `breath` or `talk`.
    """
    times = [
        {"section": number, **one}
        for number, section in enumerate(sections)
        for one in _joined(_of_section(section, spans_of.get(section["id"], ())))
    ]
    following: int | None = None
    for number in range(len(times) - 1, -1, -1):
        times[number]["next"] = following
        if times[number]["kind"] == "work":
            following = number
    return times


def keys_of(sections: Sequence[Data]) -> list[str]:
    """A name for each section that stays when sets or other exercises are added."""
    met: dict[str, int] = {}
    keys = []
    for section in sections:
        key = _key(section)
        met[key] = met.get(key, 0) + 1
        keys.append(key if met[key] == 1 else f"{key}-{met[key]}")
    return keys


def _key(section: Data) -> str:
    name = section.get("step") or section["exercise"] or slug(str(section["title"]), "section")
    number = section["set"]
    parts = [f"set-{number}" if number is not None else None, section.get("role")]
    part = section.get("part")
    parts.append(f"part-{part}" if part is not None else None)
    return "/".join((str(name), *filter(None, parts)))


def _joined(times: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rests that follow each other in the same place are one."""
    waiting: dict[str, Any] | None = None
    for time in times:
        if waiting and time["kind"] == "rest" == waiting["kind"] and _same(waiting, time):
            air = [*waiting["air"], *time["air"]]
            waiting = {**waiting, "end_s": time["end_s"], "air": air}
        else:
            if waiting:
                yield waiting
            waiting = time
    if waiting:
        yield waiting


def _same(one: Data, other: Data) -> bool:
    return all(one[name] == other[name] for name in ("exercise", "set", "round", "side"))


@dataclass(frozen=True, slots=True)
class _SectionSpans:
    """A section, and what is known of all its spans."""

    section: Data
    bouts: Sequence[Data]
    """Its spans of work, in order."""
    rounds: int | None

    def filler(self, start: float, end: float) -> dict[str, Any]:
        """Time that no span speaks of: before the work it is getting ready, after it rest."""
        kind = "talk"
        span: Data = {}
        if self.bouts:
            place = bisect_left(self.bouts, end, key=itemgetter("start_s"))
            span = self.bouts[min(place, len(self.bouts) - 1)]
            kind = "ready" if start < self.bouts[0]["start_s"] else "rest"
        known = self.known({**span, "span": kind, "air": [], "id": None, "self_paced": False})
        return {**known, "start_s": start, "end_s": end}

    def known(self, span: Data) -> dict[str, Any]:
        """What a span says; what it leaves out is the section's."""
        return {
            "id": span.get("id"),
            "kind": self.kind(span),
            **{name: span.get(name, self.section.get(name)) for name in PLACE},
            **{name: span.get(name) for name in DOSE},
            "weight": weight_of(span.get("load")),
            "said": effort_words(span.get("load")),
            "sets": self.section["sets"],
            "rounds": self.rounds,
            "self_paced": bool(span.get("self_paced")),
            "air": span.get("air", []),
        }

    def kind(self, span: Data) -> str:
        """Its kind: guided breaths around a set are getting ready for it, or its rest."""
        kind = str(span["span"])
        if kind == "setup" and not self.section["exercise"]:
            return "talk"
        if kind != "breath" or not self.bouts:
            return kind
        return "ready" if span["start_s"] < self.bouts[0]["start_s"] else "rest"


def _of_section(section: Data, spans: Sequence[Data]) -> Iterator[dict[str, Any]]:
    """The times of one section, from its start to its end."""
    at, end = float(section["start_s"]), float(section["end_s"])
    ordered = sorted(spans, key=lambda one: float(one["start_s"]))
    bouts = [span for span in ordered if span["span"] == "work"]
    rounds = max((span["round"] for span in spans if span["round"]), default=None)
    around = _SectionSpans(section, bouts, rounds)
    waiting: dict[str, Any] | None = None
    for span in ordered:
        begin = min(end, max(at, float(span["start_s"])))
        if begin - at >= AIR_S:
            if waiting:
                yield waiting
            waiting = around.filler(at, begin)
        if waiting:
            yield {**waiting, "end_s": begin}
            at = begin
        until = min(end, max(at, float(span["end_s"])))
        waiting = {**around.known(span), "start_s": at, "end_s": until}
        at = until
    if waiting is None or end - at >= AIR_S:
        if waiting:
            yield waiting
        waiting = around.filler(at, end)
    yield {**waiting, "end_s": end}
