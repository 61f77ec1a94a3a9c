"""The cue sheet: what is heard when, for other programs to rely on.

docs/files.md describes it. Times are seconds in the MP3 as a plain decoder plays it.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from mmc_audio.library.heard import HeardSection, heard_sections, session_samples
from mmc_audio.script.cue import Source
from mmc_audio.speech.said.lexicon import without_phonemes
from mmc_audio.timeline.model import PlacedCue, Timeline
from mmc_audio.units import SAMPLE_RATE, Ms, Samples, seconds

VERSION = 1

_REP = re.compile(r"rep(?:etition)?\s+(\d{1,4})\b", re.IGNORECASE)
"""A mark that begins a repetition: `## Rep 3`."""

Sheet = dict[str, Any]


def cue_sheet(timeline: Timeline, engine: str) -> str:
    """The sheet as JSON text, one entry on a line."""
    return _printed(sheet_of(timeline, engine))


def sheet_of(timeline: Timeline, engine: str) -> Sheet:
    """The sheet as plain data."""
    sections = heard_sections(timeline)
    return {
        "version": VERSION,
        "title": timeline.title,
        "language": timeline.language,
        "duration_s": _s(session_samples(timeline)),
        "sample_rate": SAMPLE_RATE,
        "engine": engine,
        "voice": timeline.voice,
        "sections": [_section(heard) for heard in sections],
        "cues": [cue for heard in sections for cue in _cues(heard)],
        "sounds": [sound for heard in sections for sound in _sounds(heard)],
        "marks": [mark for heard in sections for mark in _marks(heard)],
        "dropped": [dropped for heard in sections for dropped in _dropped(heard)],
    }


def _section(heard: HeardSection) -> Sheet:
    return {
        "id": heard.id,
        "title": heard.section.title,
        "start_s": _s(heard.start),
        "end_s": _s(heard.end),
        "attributes": dict(heard.section.attributes),
    }


def _cues(heard: HeardSection) -> Iterator[Sheet]:
    attributes = heard.section.attributes
    for cue in heard.section.cues:
        yield {
            "section": heard.id,
            "kind": cue.kind,
            "text": cue.written,
            **_said(cue),
            **_span(heard, cue.at_ms, cue.end_ms),
            "slot": _span(heard, *cue.slot) if cue.slot else None,
            "pace": round(cue.pace_factor, 4),
            "exercise": attributes.get("exercise"),
            "set": _number(attributes.get("set")),
            "rep": _rep(heard, cue),
            "phase": cue.phase,
            "labels": list(cue.cue.labels),
            "source": _source(cue.cue.source),
        }


def _said(cue: PlacedCue) -> Sheet:
    """What was said, where it is not what was written."""
    said = without_phonemes(cue.utterance.text)
    return {} if said == cue.written else {"said": said}


def _sounds(heard: HeardSection) -> Iterator[Sheet]:
    for sound in heard.section.sounds:
        span = _span(heard, sound.at_ms, sound.end_ms)
        yield {"section": heard.id, "name": sound.name, **span}


def _marks(heard: HeardSection) -> Iterator[Sheet]:
    for mark in heard.section.marks:
        yield {"section": heard.id, "text": mark.text, "start_s": _s(heard.at(mark.at_ms))}


def _dropped(heard: HeardSection) -> Iterator[Sheet]:
    for one in heard.section.dropped:
        source = _source(one.source)
        yield {"section": heard.id, "text": one.text, "source": source, "why": one.why}


def _rep(heard: HeardSection, cue: PlacedCue) -> int | None:
    """The repetition the last mark before the cue began, if that mark is one of a repetition."""
    marks = heard.section.marks
    place = bisect_right(marks, cue.beat_ms, key=lambda mark: mark.at_ms)
    found = _REP.match(marks[place - 1].text.strip()) if place else None
    return int(found[1]) if found else None


def _span(heard: HeardSection, start: Ms, end: Ms) -> dict[str, float]:
    return {"start_s": _s(heard.at(start)), "end_s": _s(heard.at(end))}


def _s(position: Samples) -> float:
    return round(seconds(position), 4)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() else None


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
