"""One template in one situation: its cue script, when each line is heard, and its sound."""

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from mmc_audio._lib.players import player_command
from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.coaching.exercise import Exercise
from mmc_audio.errors import MmcError, TemplateError, UnavailableError
from mmc_audio.lint.moment_script import script_of
from mmc_audio.lint.situations import (
    Situation,
    of_exercise,
    of_plan,
    of_rare_moments,
    of_routines,
    situations,
)
from mmc_audio.plan.bounds import PACE
from mmc_audio.plan.model import ExerciseItem, Plan, VoiceChoice
from mmc_audio.rendering.job import Job
from mmc_audio.rendering.overrides import Overrides
from mmc_audio.script.own_sounds import own_sounds, sound_names, used_sounds
from mmc_audio.speech.said.lexicon_files import lexicon_for
from mmc_audio.templates.files import Library, read_library, short_name
from mmc_audio.templates.place import with_place
from mmc_audio.templates.rendering import Options, render_from

USUAL_EXERCISE = "biceps_curl"
LANGUAGE = "en"
"""The language that has a template for every moment."""


def situation_for(
    template: str, exercise: str | None = None, library: Library | None = None
) -> Situation:
    """A usual situation that `template` is heard in.

    Args:
        template: a moment, such as `rest`.
        exercise: the exercise to hear it with, by id, name or alias.
        library: the templates, for the coach's own routines.

    Raises:
        PlanError: if the exercise is not known.
        TemplateError: if no moment is called so, or not with that exercise.
    """
    wanted = short_name(template)
    asked = load_catalogue().find(exercise or USUAL_EXERCISE)
    own = of_routines(library) if library else ()
    every = chain(own, _built_in(wanted, asked) if wanted in _moments() else ())
    found = next((each for each in every if _fits(each, wanted, asked, exercise)), None)
    if found is None:
        with_it = f" with {exercise}" if exercise else ""
        what = f'no moment is called "{wanted}"{with_it}; `mmc-audio templates list` shows them'
        raise TemplateError(what)
    return found


def _built_in(template: str, exercise: Exercise) -> Iterator[Situation]:
    """Situations of a built-in moment, the usual ones first: most take a second to find."""
    work = (ExerciseItem(exercise=exercise.id), ExerciseItem(exercise="plank"))
    yield from of_plan(Plan(title="Preview", work=work))
    yield from of_exercise(exercise, template)
    yield from of_rare_moments(template)
    if exercise.id == USUAL_EXERCISE:  # what no curl is heard in, another exercise may be
        yield from situations({template})


def _moments() -> set[str]:
    """The built-in templates, of which some are parts of others: no other name is a moment."""
    return {short_name(name) for name in read_library([], LANGUAGE).builtin_names()}


def _fits(situation: Situation, wanted: str, asked: Exercise, exercise: str | None) -> bool:
    if situation.moment.template != wanted:
        return False
    words = situation.moment.context.get("exercise") or {}
    return exercise is None or words.get("id") == asked.id


def job_for(
    library: Library, situation: Situation, choice: Overrides, *, options: Options | None = None
) -> Job:
    """The session that consists of one moment.

    Raises:
        TemplateError: as `render`; ScriptError for what is no cue script. Both name the user's
            own file.
    """
    (rendered,) = render_from(library, [situation.moment], options=options)
    name, own = situation.moment.template, own_sounds()
    try:
        script = script_of(rendered, name, sound_names(own))
    except MmcError as error:
        raise with_place(error, library) from error
    voice = VoiceChoice(engine=choice.engine, name=choice.voice, pace=choice.pace or PACE)
    return Job(name=name.replace("/", "-"), title=name, collection="preview", script=script,
               voice=voice, lexicon=lexicon_for({}),
               sounds=used_sounds(script, own))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Variable:
    """A value that a template may use."""

    name: str
    example: object


def variables(situation: Situation) -> list[Variable]:
    """What the template may name in a situation, parts of groups by a dot."""
    return list(_flat("", situation.moment.context))


def _flat(prefix: str, values: object) -> Iterator[Variable]:
    if not isinstance(values, dict):
        yield Variable(prefix, values)
        return
    for key, value in values.items():
        yield from _flat(f"{prefix}.{key}" if prefix else str(key), value)


def play(path: Path) -> "subprocess.Popen[bytes]":
    """Begin to play a sound file.

    Raises:
        UnavailableError: if nothing here can.
    """
    quiet = subprocess.DEVNULL
    return subprocess.Popen(player_command(path), stdin=quiet, stdout=quiet, stderr=quiet)


def changes(folders: Sequence[Path]) -> Iterator[float]:
    """The time at which a template was saved, whenever one was.

    Raises:
        UnavailableError: if watchfiles is not installed.
    """
    try:
        from watchfiles import watch
    except ImportError as error:
        what = "--watch needs watchfiles; install it with: pip install 'mmc-audio[watch]'"
        raise UnavailableError(what) from error
    there = [folder for folder in folders if folder.is_dir()]
    for found in watch(*there, step=20, debounce=50, rust_timeout=1000, raise_interrupt=True):
        times = [_saved(Path(path)) for _, path in found]
        yield max(times)


def _saved(path: Path) -> float:
    import time

    try:
        return path.stat().st_mtime
    except OSError:
        return time.time()
