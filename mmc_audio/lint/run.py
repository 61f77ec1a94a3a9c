"""Templates tried in every situation they can meet: what is wrong, and what could be better."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from mmc_audio.audio.own_sounds import lengths_with
from mmc_audio.errors import FitError, MmcError, Place
from mmc_audio.lint.lost import lost
from mmc_audio.lint.moment_script import script_of
from mmc_audio.lint.phrases import LONG_REST_S, MOST_TALK, unwanted
from mmc_audio.lint.situations import Situation
from mmc_audio.lint.unused import unused_files, unused_templates
from mmc_audio.plan.bounds import PACE
from mmc_audio.script.cue import Script, Section, Source
from mmc_audio.script.own_sounds import OwnSound, own_sounds, sound_names, used_sounds
from mmc_audio.templates.files import Library, full_name, short_name
from mmc_audio.templates.options import read_head
from mmc_audio.templates.place import with_place
from mmc_audio.templates.rendering import Options, RenderedText, try_each
from mmc_audio.timeline.schedule import Measure, PlacedCue, SectionTimeline, schedule
from mmc_audio.units import Ms

AT_ONCE = 250
"""Moments in one sandbox: well within its time limit."""
SANDBOXES = 2
"""Sandboxes side by side."""
DUE = {
    "rest": ("rest", "s"),
    "interval_rest": ("rest", "s"),
    "ready": ("set", "ready"),
    "side_switch": ("set", "switch"),
}
"""Templates whose length the plan gives, and the value that says it, in seconds."""


@dataclass(frozen=True, slots=True)
class LintFinding:
    """Something that lint found."""

    level: Literal["error", "warning"]
    what: str
    place: Place | None
    where: str = ""
    """The first situation it was met in."""

    def __str__(self) -> str:
        line = f"{self.place}: {self.what}" if self.place else self.what
        return f"{line} ({self.where})" if self.where else line


@dataclass(slots=True)
class LintFindings:
    """What was found, each thing once."""

    found: dict[tuple[str, str], LintFinding] = field(default_factory=dict)

    def add(self, finding: LintFinding, subject: str = "") -> None:
        """Take a finding, unless the place is known for it already.

        Args:
            finding: what was found.
            subject: what it is about, where its figures differ from one situation to the next.
        """
        self.found.setdefault((str(finding.place), subject or finding.what), finding)

    def add_errors(self, error: MmcError, library: Library, where: str) -> None:
        """Take an error, or each of several."""
        for each in error.each():
            reported = with_place(each, library)
            subject = each.subject if isinstance(each, FitError) else ""
            self.add(LintFinding("error", reported.what, reported.place, where), subject)

    def sorted(self) -> list[LintFinding]:
        """By place, errors first where one place has both."""
        return sorted(self.found.values(), key=_order)


def _order(finding: LintFinding) -> tuple[str, int, int, str]:
    place = finding.place or Place("")
    return place.file, place.line or 0, place.column or 0, finding.level


@dataclass(slots=True)
class Usage:
    """How often each wording of a line was spoken."""

    chosen: dict[tuple[Source, int], set[int]] = field(default_factory=lambda: defaultdict(set))
    first: dict[tuple[Source, int], str] = field(default_factory=dict)

    def take(self, placed: PlacedCue) -> None:
        """Count one cue."""
        key = (placed.cue.source, len(placed.cue.wordings))
        self.chosen[key].add(placed.wording)
        self.first.setdefault(key, placed.cue.wordings[0])

    def never_first(self) -> Iterator[tuple[Source, str]]:
        """Lines whose longest wording was never spoken."""
        for key, chosen in self.chosen.items():
            if min(chosen) > 0:
                yield key[0], self.first[key]


def estimated(utterances: Iterable[object]) -> Mapping[object, Ms]:
    """Lengths of utterances, estimated as the silent engine does."""
    from mmc_audio.speech.engines.silent import seconds

    return {each: round(1000 * seconds(each.text, each.pace)) for each in utterances}  # type: ignore[attr-defined]


def lint(
    library: Library,
    situations: Sequence[Situation],
    *,
    names: Sequence[str] | None = None,
    options: Options | None = None,
    folders: Sequence[Path] = (),
    measure: Measure = estimated,  # type: ignore[assignment]
    everywhere: bool = True,
) -> list[LintFinding]:
    """Everything that is wrong or could be better.

    Args:
        library: the templates.
        situations: the moments to try them in.
        names: the templates asked about; None for all. For a part, all moments are tried.
        options: by template, as a plan sets them.
        folders: the user's own, in which every file should be heard.
        measure: gives the lengths of words.
        everywhere: whether `situations` are all there are; only then is it known what never fits.
    """
    check = _LintPass(library, options or {}, measure)
    wanted = None if names is None else {short_name(name) for name in names}
    moments = moments_of(names)
    known = {each.moment.template for each in situations}
    known |= {short_name(file.name) for file in library.files.values() if file.builtin}
    check.files(wanted)
    check.try_all([s for s in situations if moments is None or s.moment.template in moments])
    if everywhere:
        check.never_heard()
    files = None if wanted is None else {full_name(name) for name in wanted}
    reported = [each for each in check.findings.sorted() if _about(each, files, library)]
    return sorted([*reported, *_unheard(library, folders, known, wanted)], key=_order)


def _unheard(
    library: Library, folders: Sequence[Path], moments: set[str], wanted: set[str] | None
) -> Iterator[LintFinding]:
    """Files that have no name by which they are heard."""
    found = [*unused_templates(library, moments)]
    for folder in folders:
        found += unused_files(folder, moments)
    for each in found:
        if wanted is None or each.about & wanted:
            yield LintFinding("warning", each.what, Place(each.shown))


def moments_of(names: Sequence[str] | None) -> set[str] | None:
    """The moments in which templates of these names are heard; None for all.

    A part, whose name begins with an underscore, may be heard in any.
    """
    if names is None or any(name.rsplit("/", 1)[-1].startswith("_") for name in names):
        return None
    return {short_name(name) for name in names}


def _about(finding: LintFinding, files: set[str] | None, library: Library) -> bool:
    """Whether a finding concerns one of `files`; errors without a known file concern all."""
    if files is None or finding.place is None:
        return True
    shown = {library.files[name].shown for name in files if name in library.files}
    known = {file.shown for file in library.files.values()}
    return finding.place.file in shown or finding.place.file not in known


@dataclass(slots=True)
class _LintPass:
    library: Library
    options: Options
    measure: Measure
    findings: LintFindings = field(default_factory=LintFindings)
    usage: Usage = field(default_factory=Usage)
    own: Mapping[str, OwnSound] = field(default_factory=own_sounds)
    """The coach's own sounds."""

    def files(self, wanted: set[str] | None) -> None:
        """What can be said of a file without rendering it."""
        for name, file in self.library.files.items():
            if name != file.name or (wanted is not None and short_name(name) not in wanted):
                continue
            try:
                read_head(self.library.find(name))
            except MmcError as error:
                self.findings.add_errors(error, self.library, "")

    def try_all(self, situations: Sequence[Situation]) -> None:
        """Render some at a time, and meanwhile read and fit those before."""
        groups = [situations[at : at + AT_ONCE] for at in range(0, len(situations), AT_ONCE)]
        with ThreadPoolExecutor(max_workers=SANDBOXES) as threads:
            for group, results in zip(groups, threads.map(self._rendered, groups), strict=True):
                for situation, result in zip(group, results, strict=False):
                    self._take(situation, result)

    def _rendered(self, situations: Sequence[Situation]) -> list[RenderedText | MmcError]:
        moments = [each.moment for each in situations]
        try:
            return [*try_each(self.library, moments, options=self.options)]
        except MmcError as error:
            return [error]

    def _take(self, situation: Situation, result: RenderedText | MmcError) -> None:
        if isinstance(result, RenderedText):
            self._fit(situation, result)
        else:
            self.findings.add_errors(result, self.library, situation.description)

    def _fit(self, situation: Situation, rendered: RenderedText) -> None:
        name = situation.moment.template
        try:
            script = script_of(rendered, name, sound_names(self.own))
            timelines = [self._schedule(section, situation) for section in script.sections]
        except MmcError as error:
            self.findings.add_errors(error, self.library, situation.description)
            return
        for timeline in timelines:
            self._look(timeline, situation)
        for what in lost(situation.moment, timelines):
            place = Place(self.library.find(name).shown)
            self.findings.add(LintFinding("warning", what, place, situation.description))
        self._length(sum(timeline.length_ms for timeline in timelines), situation)

    def _length(self, length: Ms, situation: Situation) -> None:
        """Whether a moment that has a length by the plan lasts as long."""
        name = situation.moment.template
        record, key = DUE.get(name, ("", ""))
        due = situation.moment.context.get(record, {}).get(key)
        if due and length != round(1000 * due):
            what = (
                f"lasts {length / 1000:g} s where the plan gives {due:g} s; put all of it between "
                f"[block {{{{ {record}.{key} }}}}s] and [end]"
            )
            place = Place(self.library.find(name).shown)
            self.findings.add(LintFinding("warning", what, place, situation.description), "length")

    def _schedule(self, section: Section, _: Situation) -> SectionTimeline:
        script = Script((section,))
        timeline = schedule(
            script,
            self.measure,
            voice="",
            pace=PACE,
            sound_length=lengths_with(used_sounds(script, self.own)),
        )
        return timeline.sections[0]

    def _look(self, timeline: SectionTimeline, situation: Situation) -> None:
        name = situation.moment.template
        for placed in timeline.cues:
            self.usage.take(placed)
            for wording in placed.cue.wordings:
                for phrase in unwanted(wording, name):
                    what = f'"{phrase.words}": {phrase.why}'
                    self._warn(what, placed.cue.source, situation.description)
        most = MOST_TALK.get(name)
        if most and timeline.length_ms >= _LEAST_MS.get(name, 0):
            self._talk(timeline, situation, most)

    def _talk(self, timeline: SectionTimeline, situation: Situation, most: float) -> None:
        said = [each for each in timeline.cues if each.kind not in ("count", "countdown")]
        share = sum(each.end_ms - each.at_ms for each in said) / max(timeline.length_ms, 1)
        if share > most:
            place = Place(self.library.find(situation.moment.template).shown)
            what = f"{share:.0%} of its time is talk; {most:.0%} is the most here, leave lines out"
            self.findings.add(LintFinding("warning", what, place, situation.description), "talk")

    def _warn(self, what: str, source: Source, where: str = "") -> None:
        file = self.library.files.get(full_name(source.file))
        shown = file.shown if file else source.file
        self.findings.add(LintFinding("warning", what, Place(shown, source.line or None), where))

    def never_heard(self) -> None:
        """Wordings that fitted nowhere."""
        for source, words in self.usage.never_first():
            what = f'"{words}" never fits anywhere; shorten it, or leave this wording out'
            self._warn(what, source)


_LEAST_MS = {"rest": LONG_REST_S * 1000, "reps": 20_000, "hold": 10_000, "breaths": 20_000}
