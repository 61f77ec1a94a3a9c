"""The cue sheet: what is heard when and where that is in the session, for other programs.

docs/files.md describes it. Times are seconds in the MP3 as a plain decoder plays it.
"""

import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from mmc_audio.audio.parts import session_samples
from mmc_audio.library.heard import HeardSection, heard_sections
from mmc_audio.library.places import FACTS, Facts, StableIds, complete, facts_of, values
from mmc_audio.library.spans import AIR_OF_SOUNDS, seconds_at, spans_of
from mmc_audio.script.attributes import Attributes, value_of
from mmc_audio.script.cue import Cue, Source
from mmc_audio.speech.said.lexicon import without_phonemes
from mmc_audio.timeline.model import PlacedCue, Timeline
from mmc_audio.units import SAMPLE_RATE, Ms

VERSION = 2
"""1 had no steps, no spans and no ids of cues; all its fields are still there."""

Sheet = dict[str, Any]

PLACE = (
    "step",
    "role",
    "part",
    "side",
    "round",
    "station",
    "span",
    "breath",
    "muscle",
    "load",
    "reps",
    "tempo",
)
"""What version 2 says of each cue besides what version 1 said."""


def cue_sheet(timeline: Timeline, engine: str, rate: int = SAMPLE_RATE) -> str:
    """The sheet as JSON text, one entry on a line."""
    return _printed(sheet_of(timeline, engine, rate))


def sheet_of(timeline: Timeline, engine: str, rate: int = SAMPLE_RATE) -> Sheet:
    """The sheet as plain data; `rate` is the MP3's, in Hz."""
    sections = heard_sections(timeline)
    facts = facts_of(timeline.sections)
    spans = spans_of(sections, facts, StableIds())
    known = _SessionFacts(facts, StableIds(), [span for span in spans if span["span"] == "work"])
    return {
        "version": VERSION,
        "title": timeline.title,
        "language": timeline.language,
        "duration_s": seconds_at(session_samples(timeline)),
        "sample_rate": rate,
        "engine": engine,
        "voice": timeline.voice,
        "sections": [_section(heard, facts) for heard in sections],
        "steps": [{"id": step} | values(known, *FACTS) for step, known in facts.items() if known],
        "spans": spans,
        "cues": [cue for heard in sections for cue in _cues(heard, known)],
        "sounds": [sound for heard in sections for sound in _sounds(heard)],
        "marks": [mark for heard in sections for mark in _marks(heard)],
        "dropped": [dropped for heard in sections for dropped in _dropped(heard)],
    }


def _section(heard: HeardSection, facts: Facts) -> Sheet:
    attributes = complete(heard.section.attributes, facts)
    return {
        "id": heard.id,
        "title": heard.section.title,
        "start_s": seconds_at(heard.start),
        "end_s": seconds_at(heard.end),
        "attributes": dict(heard.section.attributes),
        **values(attributes, "step", "name", "exercise", "set", "sets", "role", "part"),
    }


@dataclass(frozen=True, slots=True)
class _SessionFacts:
    """What is known of a session when its cues are written down."""

    facts: Facts
    ids: StableIds
    work: Sequence[Sheet]
    """Spans of work, in order."""

    def next_work(self, at_s: float) -> str | None:
        """The id of the span of work that begins after a moment."""
        place = bisect_right(self.work, at_s, key=itemgetter("start_s"))
        return self.work[place]["id"] if place < len(self.work) else None


def _cues(heard: HeardSection, known: _SessionFacts) -> Iterator[Sheet]:
    base = known.ids.base(heard.section)
    begun: set[str | None] = set()
    for cue in heard.section.cues:
        state = heard.section.state_at(cue.beat_ms)
        whole = complete(state, known.facts)
        first = _first_rep(state, begun)
        yield {
            "section": heard.id,
            "kind": cue.kind,
            "text": cue.written,
            **_said(cue),
            **_span(heard, cue.at_ms, cue.end_ms),
            "slot": _span(heard, *cue.slot) if cue.slot else None,
            "pace": round(cue.pace_factor, 4),
            "exercise": whole.get("exercise"),
            "set": value_of(state, "set"),
            "rep": value_of(state, "rep") or first,
            "phase": cue.phase,
            "labels": list(cue.cue.labels),
            "source": _source(cue.cue.source),
            "id": known.ids.of_cue(base, state),
            **values(whole, *PLACE),
            "air": _air(cue.cue),
            "next": known.next_work(seconds_at(heard.at(cue.beat_ms))),
        }


def _first_rep(state: Attributes, begun: set[str | None]) -> int | None:
    """1 for what is said first in work whose pace the lifter sets: the word that begins it.

    Args:
        state: where the cue is.
        begun: sides whose work has begun, which this one is added to.
    """
    side = state.get("side")
    if state.get("span") != "work" or not value_of(state, "self_paced") or side in begun:
        return None
    begun.add(side)
    return 1


def _said(cue: PlacedCue) -> Sheet:
    """What was said, where it is not what was written."""
    said = without_phonemes(cue.utterance.text)
    return {} if said == cue.written else {"said": said}


def _air(cue: Cue) -> str | None:
    """The phase of a breath that a line speaks to: as it says, or by its sound."""
    sounds = (AIR_OF_SOUNDS[name] for name in cue.sounds if name in AIR_OF_SOUNDS)
    return value_of(cue.attributes, "air") or next(sounds, None)


def _sounds(heard: HeardSection) -> Iterator[Sheet]:
    for sound in heard.section.sounds:
        span = _span(heard, sound.at_ms, sound.end_ms)
        yield {"section": heard.id, "name": sound.name, **span}


def _marks(heard: HeardSection) -> Iterator[Sheet]:
    for mark in heard.section.marks:
        yield {
            "section": heard.id,
            "text": mark.text,
            "start_s": seconds_at(heard.at(mark.at_ms)),
            "begins": _begun(mark.attributes),
        }


def _begun(attributes: Attributes) -> Sheet:
    """The attributes that begin at a mark; those that end there are left out."""
    begun = {name: value_of(attributes, name) for name in attributes}
    return {name: value for name, value in begun.items() if value is not None}


def _dropped(heard: HeardSection) -> Iterator[Sheet]:
    for one in heard.section.dropped:
        source = _source(one.source)
        yield {"section": heard.id, "text": one.text, "source": source, "why": one.why}


def _span(heard: HeardSection, start: Ms, end: Ms) -> dict[str, float]:
    return {"start_s": seconds_at(heard.at(start)), "end_s": seconds_at(heard.at(end))}


def _source(source: Source) -> str | None:
    return str(source) if source.file else None


def _printed(sheet: Sheet) -> str:
    """JSON with one line for each entry of a list: small, and readable in a diff."""
    fields = [f"{_json(name)}: {_value(value)}" for name, value in sheet.items()]
    return "{\n" + ",\n".join(fields) + "\n}\n"


def _value(value: object) -> str:
    if isinstance(value, list) and value:
        return "[\n  " + ",\n  ".join(_json(entry) for entry in value) + "\n]"
    return _json(value)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
