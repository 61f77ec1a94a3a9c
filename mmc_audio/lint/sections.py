"""The sections of a script, remembered: after a change only those that changed are read and timed.

A section stands alone: nothing in it depends on the ones around it (docs/cue-script.md).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from mmc_audio.audio.own_sounds import lengths_with
from mmc_audio.coaching.memory import Memory
from mmc_audio.errors import MmcError
from mmc_audio.lint.run import estimated
from mmc_audio.plan.choices import VoiceManner
from mmc_audio.plan.model import Plan
from mmc_audio.script.attributes import Attributes
from mmc_audio.script.directive import Sounds
from mmc_audio.script.model import Script, Section, Setting, Source
from mmc_audio.script.own_sounds import OwnSound
from mmc_audio.script.parse import parse
from mmc_audio.templates.spared import spared
from mmc_audio.timeline.model import SectionTimeline, Timeline
from mmc_audio.timeline.schedule import schedule
from mmc_audio.timeline.table import Share, share

MOST = 2_000
"""Sections that are remembered: those of some tens of plans."""

TimingKey = tuple[tuple[Setting, ...], int, tuple[OwnSound, ...], bool]
"""What shapes the time of a section besides itself: settings, pace, a coach's own sounds."""

Chunk = tuple[int, int]
"""The first line of a section, and the line after its last."""


@dataclass(frozen=True, slots=True)
class TimedSection:
    """A section, and what follows from it."""

    section: Section
    """Kept, so that no other one can be taken for it."""
    timeline: SectionTimeline
    share: Share


@dataclass(slots=True)
class RememberedSections:
    """Reads and times scripts, each section only once."""

    _read: dict[str, tuple[Section, ...]] = field(default_factory=dict)
    _timed: dict[tuple[int, TimingKey], TimedSection] = field(default_factory=dict)
    _spared: dict[str, Section] = field(default_factory=dict)

    def parse(
        self,
        text: str,
        name: str = "script",
        sources: Sequence[Source] | None = None,
        *,
        ids: Sequence[Attributes] | None = None,
        own: Sounds = (),
    ) -> Script:
        """As `script.parse.parse`.

        Raises:
            MmcError: as `parse`, of the whole text.
        """
        lines = text.split("\n")
        if sources is None or ids is None or not _begins_section(lines[0]):
            return parse(text, name, sources, ids=ids, own=own)
        if len(self._read) > MOST:
            self._read.clear()
            self._timed.clear()
            self._spared.clear()
        try:
            found = [
                self._sections(lines[a:b], sources[a:b], ids[a:b], own) for a, b in _chunks(lines)
            ]
        except MmcError:
            return parse(text, name, sources, ids=ids, own=own)  # it reports all mistakes together
        return Script(tuple(section for some in found for section in some), ())

    def _sections(
        self, lines: list[str], sources: Sequence[Source], ids: Sequence[Attributes], own: Sounds
    ) -> tuple[Section, ...]:
        key = repr((lines, [(each.file, each.line) for each in sources], ids, own))
        if key not in self._read:
            read = parse("\n".join(lines), "", sources, ids=ids, own=own)
            self._read[key] = read.sections
        return self._read[key]

    def spared(self, script: Script, memory: Memory) -> Script:
        """As `templates.spared.spared`; what it changes alike is one section."""
        left = spared(script, memory)
        pairs = zip(script.sections, left.sections, strict=True)
        sections = (new if new is old else self._spared.setdefault(repr(new), new)
                    for old, new in pairs)  # fmt: skip
        return replace(left, sections=tuple(sections))

    def timeline(
        self, script: Script, plan: Plan, sounds: tuple[OwnSound, ...]
    ) -> tuple[Timeline, Share]:
        """When everything is heard, by the silent engine's lengths, and what the time goes to.

        Raises:
            FitError: if a cue or block cannot fit its time; ManyErrors of them.
        """
        coach = plan.voice.manner is VoiceManner.COACH
        said = (script.settings, plan.voice.pace, sounds, coach)
        every = [self._timed_section(each, said) for each in script.sections]
        language = next((s.value for s in script.settings if s.name == "language"), "en")
        sections = tuple(each.timeline for each in every)
        return Timeline(plan.title, language, "", sections), sum((e.share for e in every), Share())

    def _timed_section(self, section: Section, said: TimingKey) -> TimedSection:
        key = (id(section), said)
        if key not in self._timed:
            settings, pace, sounds, coach = said
            alone = Script((section,), settings)
            made = schedule(
                alone,
                estimated,  # type: ignore[arg-type]
                voice="",
                pace=pace,
                sound_length=lengths_with(sounds),
                coach=coach,
            )
            self._timed[key] = TimedSection(section, made.sections[0], share(made.sections))
        return self._timed[key]


def _begins_section(line: str) -> bool:
    return line.startswith("#") and not line.startswith("##")


def _chunks(lines: Sequence[str]) -> Iterator[Chunk]:
    starts = [n for n, line in enumerate(lines) if _begins_section(line)]
    yield from zip(starts, [*starts[1:], len(lines)], strict=True)
