"""A script and the lengths of its clips become placements, in exact milliseconds.

Every time is computed from the script's own times, never from the sound before it, so nothing
drifts: see docs/timing.md.
"""

from collections.abc import Callable
from dataclasses import replace

from mmc_audio.errors import FitError, ManyErrors, MmcError
from mmc_audio.script.cue import Fill, Mark, Script, Section, to_text
from mmc_audio.script.old_marks import begun_by
from mmc_audio.script.times import LONGEST
from mmc_audio.timeline.centre import Centres, centred
from mmc_audio.timeline.fit import (
    BoxFit,
    SpokenLine,
    fills,
    fit_box,
    fit_slot,
    place,
    shares,
    why_silent,
)
from mmc_audio.timeline.layout import (
    Box,
    LayoutLine,
    LineSettings,
    Say,
    State,
    as_written,
    lay_out,
    lines,
    with_setting,
)
from mmc_audio.timeline.lengths import Lengths, Measure, is_free
from mmc_audio.timeline.measure import measure_all
from mmc_audio.timeline.model import (
    DroppedLine,
    PlacedCue,
    PlacedMark,
    PlacedSound,
    PlacedState,
    SectionTimeline,
    Timeline,
)
from mmc_audio.timeline.noise import InNoise, never
from mmc_audio.units import Ms

__all__ = [
    "Centres",
    "DroppedLine",
    "Measure",
    "PlacedCue",
    "PlacedMark",
    "PlacedSound",
    "SectionTimeline",
    "Timeline",
    "schedule",
]

_STRETCHED = ("rise", "fall")
"""Sounds that last exactly their slot."""


def schedule(
    script: Script,
    measure: Measure,
    *,
    voice: str,
    pace: int,
    sound_length: Callable[[str], Ms],
    centres: Centres | None = None,
    say: Say = as_written,
    in_noise: InNoise = never,
    coach: bool = False,
) -> Timeline:
    """Solve `script`.

    Args:
        script: what will be said.
        measure: gives heard lengths; called at most four times.
        voice: for lines without a `@voice`.
        pace: words per minute, for lines without a `@pace`.
        sound_length: natural length of a sound by its name.
        centres: gives perceptual centres, to put counted numbers on the beat by them; without,
            every cue begins with its slot.
        say: how a text is said; a cue keeps what was written beside it.
        in_noise: which lines are made to be heard over noise (`timeline.noise`).
        coach: whether lines are delivered by what they are for (`timeline.delivery`).

    Raises:
        FitError: if a cue or block cannot fit its time.
        ManyErrors: for several of them.
    """
    manner = LineSettings(voice, pace, in_noise=in_noise, coach=coach, say=say)
    for setting in script.settings:
        manner = with_setting(manner, setting)
    boxes = [lay_out(section, manner, sound_length) for section in script.sections]
    lengths = measure_all(boxes, measure)
    errors: list[MmcError] = []
    sections = tuple(
        _section(section, box, lengths, errors)
        for section, box in zip(script.sections, boxes, strict=True)
    )
    _raise(errors)
    said = {setting.name: setting.value for setting in script.settings}
    title, language = said.get("title", ""), said.get("language", "en")
    timeline = Timeline(title, language, manner.voice, sections)
    return centred(timeline, centres) if centres else timeline


def _raise(errors: list[MmcError]) -> None:
    if len(errors) > 1:
        raise ManyErrors(errors)
    if errors:
        raise errors[0]


def _section(
    section: Section, box: Box, lengths: Lengths, errors: list[MmcError]
) -> SectionTimeline:
    placer = _Placer(lengths, errors)
    length = placer.box(box, 0)
    if length > LONGEST:
        what = f'"{section.title}" lasts {length / 3_600_000:.1f} h; a section lasts at most 12 h'
        errors.append(FitError(what, place(section.source)))
    return SectionTimeline(
        section.title,
        section.attributes,
        length,
        tuple(placer.cues),
        tuple(placer.sounds),
        tuple(placer.marks),
        tuple(placer.dropped),
        tuple(placer.states),
    )


class _Placer:
    """Walks the boxes of one section and writes down what is heard when."""

    def __init__(self, lengths: Lengths, errors: list[MmcError]) -> None:
        self.cues: list[PlacedCue] = []
        self.sounds: list[PlacedSound] = []
        self.marks: list[PlacedMark] = []
        self.dropped: list[DroppedLine] = []
        self.states: list[PlacedState] = []
        self._lengths = lengths
        self._errors = errors

    def box(self, box: Box, start: Ms) -> Ms:
        """Place what is in `box` and return its length."""
        try:
            fit = fit_box(box, self._lengths)
        except FitError as error:
            self._errors.append(error)
            return box.length_ms or 0
        self._drop(box, fit)
        used = self._rows(box, fit, start)
        return used if box.length_ms is None else box.length_ms

    def _rows(self, box: Box, fit: BoxFit, start: Ms) -> Ms:
        at = start
        glue = iter(shares(fit.left_ms, fills(box.rows[i] for i in fit.kept)))
        for i in fit.kept:
            row = box.rows[i]
            if isinstance(row, Fill):
                at += next(glue)
            elif isinstance(row, Mark):
                self.marks.append(PlacedMark(row.text, at, begun_by(row)))
            elif isinstance(row, State):
                self.states.append(PlacedState(at, row.attributes))
            elif isinstance(row, Box):
                at += self.box(row, at)
            else:
                length = fit.time_of(i, box, self._lengths)
                self._sound(row, at, at + length)
                if is_free(row):
                    self._speak(row, fit.spoken(i, row), at)
                elif row.utterances:
                    self._slot(row, at)
                at += length
        return at - start

    def _slot(self, line: LayoutLine, at: Ms) -> None:
        try:
            self._speak(line, fit_slot(line, self._lengths), at)
        except FitError as error:
            if line.cue.optional:
                self._leave_out(line, why_silent(line, self._lengths))
            else:
                self._errors.append(error)

    def _speak(self, line: LayoutLine, spoken: SpokenLine, at: Ms) -> None:
        cue = line.cue
        self.cues.append(
            PlacedCue(
                cue=cue,
                utterance=spoken.utterance,
                pace_factor=spoken.pace_factor,
                at_ms=at,
                end_ms=at + self._lengths[spoken.utterance],
                slot=None if cue.slot_ms is None else (at, at + cue.slot_ms),
                volume_db=line.volume_db + line.level_db,
                wording=spoken.wording,
            )
        )

    def _sound(self, line: LayoutLine, at: Ms, end: Ms) -> None:
        for name, natural in zip(line.cue.sounds, line.sounds_ms, strict=True):
            stretched = name in _STRETCHED and line.cue.slot_ms is not None
            stop = end if stretched else min(at + natural, end)
            self.sounds.append(PlacedSound(name, at, stop, line.volume_db))

    def _drop(self, box: Box, fit: BoxFit) -> None:
        for unit in fit.dropped:
            rows = Box(tuple(box.rows[i] for i in unit.rows), None, (), box.source)
            every = list(lines(rows))
            silent = [] if box.loose else every
            for line in [line for line in every if line.utterances] or silent:
                self._leave_out(line, unit.why)

    def _leave_out(self, line: LayoutLine, why: str) -> None:
        cue = line.cue
        text = cue.wordings[0] if cue.wordings else _printed(line)
        self.dropped.append(DroppedLine(text, cue.source, why))


def _printed(line: LayoutLine) -> str:
    cue = replace(line.cue, attributes={})
    return to_text(Script((Section("", items=(cue,)),))).splitlines()[-1]
