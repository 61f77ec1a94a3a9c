"""A job: a cue script and what else decides how its session sounds and where it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from mmc_audio._lib.content_key import UNKEYED
from mmc_audio.coaching.memory import NOTHING_KNOWN, Memory
from mmc_audio.coaching.steps import Session
from mmc_audio.errors import Place, ScriptError, UnknownExerciseError
from mmc_audio.mp3.settings import DEFAULT, SMALL, EncoderSettings
from mmc_audio.plan.bounds import PACE
from mmc_audio.plan.file import read_file, shown
from mmc_audio.plan.model import MusicBed, Plan, VoiceChoice
from mmc_audio.rendering.overrides import SMALL as SMALL_MP3
from mmc_audio.rendering.overrides import Overrides
from mmc_audio.rendering.script import WrittenPlan
from mmc_audio.rendering.usual_formats import usual_formats
from mmc_audio.script.cue import Block, Cue, Item, Script, parse
from mmc_audio.script.own_sounds import OwnSound, own_sounds, sound_names, used_sounds
from mmc_audio.speech.config import preferred_voice
from mmc_audio.speech.said import NO_LEXICON, Lexicon
from mmc_audio.speech.said.lexicon_files import lexicon_for

SCRIPT_SUFFIX = ".cues"
"""What the name of a cue script ends in."""

LARGEST_SCRIPT = 8_000_000
"""Bytes of a cue script; a 12-hour one has about 2 million."""


@dataclass(frozen=True, slots=True)
class Job:
    """One session to render."""

    name: str
    """Base name of its files, before it is made safe."""
    title: str
    collection: str
    script: Script
    voice: VoiceChoice
    bed: MusicBed | None = None
    bed_folder: Path = Path()
    """What the bed's path is relative to."""
    day: date | None = None
    track: str = ""
    """`3/24` in a program."""
    lexicon: Lexicon = NO_LEXICON
    """How words are said: the plan's, then the workspace's and the user's."""
    formats: tuple[str, ...] = ()
    """As `Overrides.formats`."""
    sounds: tuple[OwnSound, ...] = ()
    """The coach's own sounds in the script, by what is in their files."""
    memory: Memory = NOTHING_KNOWN
    """What the coach knew of the sessions before."""
    plan: Plan | None = field(default=None, metadata=UNKEYED)
    """What the script was made from; None for a script by hand. It does not shape the files."""
    session: Session | None = field(default=None, metadata=UNKEYED)
    """What happens in the plan, as it is heard."""
    assumed: tuple[UnknownExerciseError, ...] = field(default=(), metadata=UNKEYED)
    """What the names of its plan were taken for, where that is not certain."""
    shown_names: Mapping[str, str] = field(default_factory=dict, metadata=UNKEYED)
    """As `WrittenPlan.shown_names`; none for a script by hand."""
    origin: Path | None = field(default=None, metadata=UNKEYED)
    """The file that all of it was read from, which no other file's session takes the name from;
    None where there is none. It does not shape the files."""

    @property
    def encoder(self) -> EncoderSettings:
        """How its MP3 is encoded; under music always at the full rate."""
        return SMALL if SMALL_MP3 in self.formats and self.bed is None else DEFAULT

    @property
    def music(self) -> Path | None:
        """The file of the bed."""
        return self.bed_folder / self.bed.file if self.bed else None


def job_of_plan(
    plan: Plan,
    path: str,
    script: Script,
    sounds: Sequence[OwnSound],
    formats: tuple[str, ...] = (),
) -> Job:
    """The job of a plan that was read from `path`; `sounds` and `formats` as in `Job`.

    Raises:
        UnavailableError: if the user's configuration is invalid.
    """
    stdin = path == "-"
    return Job(
        name=plan.title if stdin else Path(path).stem,
        title=plan.title,
        collection=plan.title,
        script=script,
        voice=plan.voice,
        bed=plan.bed,
        bed_folder=Path() if stdin else Path(path).parent,
        day=date.fromisoformat(plan.date) if plan.date else None,
        lexicon=lexicon_for(plan.lexicon, path),
        formats=formats or usual_formats(),
        sounds=tuple(sounds),
        plan=plan,
        origin=_origin(path),
    )


def with_written(job: Job, written: WrittenPlan) -> Job:
    """`job` with what else is known of the plan that its script was written from."""
    return replace(
        job, session=written.session, assumed=written.assumed, shown_names=written.shown_names
    )


def job_of_script(path: str, choice: Overrides) -> Job:
    """The job of a cue script in the file `path` ('-': stdin).

    Raises:
        MissingError: if it cannot be read.
        ScriptError: if it is no cue script, or would last no time.
    """
    return job_of_text(script_in(path), choice, path)


def script_in(path: str) -> Script:
    """The cue script in the file `path` ('-': stdin).

    Raises:
        MissingError: if it cannot be read.
        ScriptError: if it is no cue script.
    """
    text, file = _read(path)
    return parse(text, file=file, own=sound_names(own_sounds()))


def job_of_text(script: Script, choice: Overrides, path: str = "-") -> Job:
    """The job of a cue script that was read from `path`, or made in memory (`-`).

    Raises:
        ScriptError: if it would last no time.
    """
    if not any(_lasts(item) for section in script.sections for item in section.items):
        what = "nothing here takes time; add words, a sound or a time such as [20s]"
        raise ScriptError(what, Place(shown(path), script.sections[0].source.line))
    stem = "" if path == "-" else Path(path).stem
    title = next((s.value for s in script.settings if s.name == "title"), stem or "Session")
    loudness = choice.loudness or preferred_voice().loudness
    voice = VoiceChoice(
        engine=choice.engine, name=choice.voice, pace=choice.pace or PACE, loudness=loudness
    )
    name, origin = stem or title, _origin(path)
    return Job(
        name=name,
        title=title,
        collection=title,
        script=script,
        voice=voice,
        lexicon=lexicon_for({}, path),
        formats=choice.formats or usual_formats(),
        sounds=used_sounds(script, own_sounds()),
        origin=origin,
    )


def _origin(path: str) -> Path | None:
    """The file as later runs will find it; standard input and pipes they will not."""
    return Path(path).absolute() if path != "-" and Path(path).is_file() else None


def _lasts(item: Item) -> bool:
    if isinstance(item, Block):
        return bool(item.length_ms) or any(map(_lasts, item.items))
    return isinstance(item, Cue) and bool(item.wordings or item.sounds or item.slot_ms)


def _read(path: str) -> tuple[str, str]:
    """The text, and its name for messages."""
    raw, file = read_file(path, LARGEST_SCRIPT)
    if len(raw) > LARGEST_SCRIPT:
        raise ScriptError("too long for a cue script; split it", Place(file))
    try:
        return raw.decode("utf-8-sig"), file
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ScriptError("this is not UTF-8; save the file as UTF-8", Place(file, line)) from error
