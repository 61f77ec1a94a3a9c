"""A plan while it is typed: its mistakes, advice and the session as a timeline, in one go.

Lengths of words are estimated as the silent engine does, so that nothing is spoken for a keystroke.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from mmc_audio._lib.content_folders import content_folders
from mmc_audio.advice.advise import Advice, advise
from mmc_audio.advice.explained import EXPLAINED
from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.coaching.names import assumed
from mmc_audio.coaching.session import build_session
from mmc_audio.coaching.steps import Session
from mmc_audio.coaching.translation import spoken_in
from mmc_audio.errors import MmcError, Place
from mmc_audio.lint.sections import RememberedSections
from mmc_audio.lint.sets import RememberedSets
from mmc_audio.lint.texts import RememberedTexts
from mmc_audio.plan.mistakes import in_data, key_places_in
from mmc_audio.plan.model import Plan
from mmc_audio.plan.read import read_plan
from mmc_audio.rendering.advice import heard_in
from mmc_audio.script.model import Script
from mmc_audio.script.own_sounds import own_sounds, sound_names, used_sounds
from mmc_audio.templates.content import read_content
from mmc_audio.templates.missing import english_in
from mmc_audio.templates.own_routines import own_routines
from mmc_audio.templates.search_path import override_folders
from mmc_audio.templates.write import ScriptMakers, write_script
from mmc_audio.timeline.model import SectionTimeline, Timeline

Level = Literal["error", "strong", "warning", "info", "name"]


@dataclass(frozen=True, slots=True)
class PlanRemark:
    """A mistake, a piece of advice, or a name that was guessed, at its line."""

    level: Level
    what: str
    line: int | None
    """From 1; None where it is about the whole plan."""
    column: int | None = None
    """From 1, in characters; None where it is about the line."""
    title: str = ""
    why: str = ""
    source: str = ""
    fix: Mapping[str, str] = field(default_factory=dict)
    """What to write instead, by the exercise's keys; "do it" writes it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One section of the session in its timeline. Times in seconds from the session's start."""

    title: str
    start_s: float
    length_s: float
    kind: Literal["set", "other"]
    speech: tuple[tuple[float, float], ...]
    """When the voice is heard: starts and ends from the section's start."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of a plan's text."""

    text: str
    remarks: tuple[PlanRemark, ...] = ()
    plan: Plan | None = None
    script: Script | None = None
    """None where the plan cannot be said."""
    bars: tuple[Bar, ...] = ()
    length_s: float = 0.0
    talk: float = 0.0
    """Share of the time that is speech, from 0 to 1."""

    @property
    def ready(self) -> bool:
        """Whether a session can be rendered from it."""
        return self.script is not None


class Drafts:
    """Looks at a plan's text again and again, and remembers what stays the same."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sets, self._texts = RememberedSets(), RememberedTexts()
        self._sections = RememberedSections()

    def look(self, text: str, name: str) -> Draft:
        """All that is known of a plan's text; `name` is its file's, and stands in messages."""
        try:
            plan = read_plan(text, name)
            content = read_content(override_folders(self._folder), plan.language)
            english_in(content, name, fallback=False)
            sounds = own_sounds(content_folders("sounds", self._folder))
            with spoken_in(content.translation):
                routines = own_routines(content.library)
                session = build_session(plan, load_catalogue(), file=name, own=routines)
                making = ScriptMakers(self._sets, self._texts, self._sections.parse)
                names = sound_names(sounds)
                script = write_script(plan, session, content.library, own=names, making=making)
            script = self._sections.spared(script, session.memory)
            used = used_sounds(script, sounds)
            timeline, spent = self._sections.timeline(script, plan, used)
        except MmcError as error:
            return Draft(text, tuple(_mistakes(error, text, name)))
        found = [*_guessed(plan, name), *_advice(session, timeline, text, name)]
        return Draft(
            text,
            tuple(found),
            plan,
            script,
            tuple(bars(timeline.sections)),
            timeline.length_ms / 1000,
            spent.talk,
        )


def _mistakes(error: MmcError, text: str, name: str) -> Iterator[PlanRemark]:
    try:
        error = in_data(error, text.encode("utf-8", "surrogatepass"), name)
    except MmcError as broken:
        error = broken
    for each in error.each():
        own = each.place is None or each.place.file == name
        what = each.what if own else f"{each.place}: {each.what}"
        yield PlanRemark("error", what, *_at(each.place if own else None))


def _at(place: Place | None) -> tuple[int | None, int | None]:
    return (place.line, place.column) if place else (None, None)


def _guessed(plan: Plan, name: str) -> Iterator[PlanRemark]:
    for each in assumed(plan, load_catalogue(), file=name):
        yield PlanRemark("name", each.what, *_at(each.place))


def _advice(session: Session, timeline: Timeline, text: str, name: str) -> Iterator[PlanRemark]:
    found = advise(session, load_catalogue(), heard_in(timeline, session))
    keys = key_places_in(text.encode(), name) if any(one.key for one in found) else {}
    for one in found:
        place = one.position or keys.get(one.key)
        line, column = place or (None, None)
        yield replace(_remark(one), line=line, column=column)


REPLACED = {"W-LOAD": "load", "W-REPS": "reps", "W-COMPLEX": "exercise"}
"""Advice that one other value follows, and its key. What else is suggested a coach has to weigh."""


def _remark(one: Advice) -> PlanRemark:
    why = EXPLAINED[one.id]
    return PlanRemark(
        one.severity, one.what, None, None, why.title, why.reason, why.source, dict(_fix(one))
    )


def _fix(one: Advice) -> Iterator[tuple[str, str]]:
    if one.id == "W-WARMUP":
        yield "warmup", "auto"
    key = REPLACED.get(one.id, "")
    if key in one.suggest:
        value = one.suggest[key]
        yield key, f"{value:g}" if isinstance(value, float) else str(value).replace("_", " ")


def bars(sections: Sequence[SectionTimeline]) -> Iterator[Bar]:
    """The sections one after the other, each with when its voice is heard."""
    at = 0.0
    for section in sections:
        length = section.length_ms / 1000
        kind: Literal["set", "other"] = "set" if section.attributes.get("set") else "other"
        yield Bar(section.title, at, length, kind, tuple(_speech(section)))
        at += length


JOINED_MS = 400
"""Silences shorter than this are too thin to be drawn."""


def _speech(section: SectionTimeline) -> Iterator[tuple[float, float]]:
    start = end = None
    for cue in section.cues:
        if end is not None and cue.at_ms - end < JOINED_MS:
            end = max(end, cue.end_ms)
            continue
        if start is not None and end is not None:
            yield start / 1000, end / 1000
        start, end = cue.at_ms, cue.end_ms
    if start is not None and end is not None:
        yield start / 1000, end / 1000
