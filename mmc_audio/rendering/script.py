"""A plan becomes a session and a cue script: what the coach knows, said by the templates."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mmc_audio.coaching.memory import NOTHING_KNOWN, Memory
from mmc_audio.errors import MmcError, UnknownExerciseError
from mmc_audio.plan.model import Plan
from mmc_audio.script.cue import Script

if TYPE_CHECKING:
    from mmc_audio.coaching.steps import Session
    from mmc_audio.script.own_sounds import OwnSound


@dataclass(frozen=True, slots=True)
class WrittenPlan:
    """A plan with its session and cue script, before a voice speaks it; each part is made once."""

    session: "Session"
    script: Script
    sounds: "tuple[OwnSound, ...]"
    """The coach's own sounds in the script."""
    assumed: tuple[UnknownExerciseError, ...]
    """What the names of the plan were taken for, where that is not certain."""
    english: str
    """What of the plan's language English stands for, in one line; empty where it is whole."""


def write(
    plan: Plan,
    folders: Sequence[Path] = (),
    *,
    memory: Memory = NOTHING_KNOWN,
    file: str = "plan",
    fallback: bool = False,
) -> WrittenPlan:
    """What happens in `plan`, and its cue script.

    Args:
        plan: what the athlete will do.
        folders: where templates are looked for before the built-in ones, the first one first.
        memory: what is known of the sessions before.
        file: the plan's path, for messages; `-` was standard input.
        fallback: whether English stands for what the plan's language lacks.

    Raises:
        PlanError: if an exercise or a routine is not known, or the language is not whole.
        TemplateError: if a template cannot be rendered.
        ScriptError: if what a template wrote is no cue script.
        InputError: if a sound of the coach's own cannot be used.
    """
    from mmc_audio.coaching.translation import spoken_in
    from mmc_audio.rendering.mistakes import in_file
    from mmc_audio.rendering.names import assumed_in
    from mmc_audio.rendering.session import build
    from mmc_audio.rendering.spared import spared
    from mmc_audio.script.own_sounds import own_sounds, sound_names, used_sounds
    from mmc_audio.templates.options import OptionError
    from mmc_audio.templates.translations import translation_of
    from mmc_audio.templates.write import write_script

    english, sounds = _english_in(plan, folders, file, fallback=fallback), own_sounds()
    with spoken_in(translation_of(folders, plan.language)):
        session = build(plan, folders, memory=memory, file=file)
        try:
            script = write_script(plan, session, folders, own=sound_names(sounds))
        except OptionError as error:
            raise in_file(error, file) from error
        assumed = tuple(assumed_in(plan, file))
    script = spared(script, memory)
    return WrittenPlan(session, script, used_sounds(script, sounds), assumed, english)


def _english_in(plan: Plan, folders: Sequence[Path], file: str, *, fallback: bool) -> str:
    """As `WrittenPlan.english`.

    Raises:
        PlanError: if English must not stand for anything, and would.
    """
    from mmc_audio.plan.file import shown
    from mmc_audio.rendering.mistakes import in_file
    from mmc_audio.templates.missing import missing_in, refused

    missing = missing_in(folders, plan.language)
    if missing.whole:
        return ""
    if not fallback:
        raise in_file(refused(missing, file=shown(file)), file)
    return f"{plan.language}: {missing.counted()} taken from English"


def with_place(error: MmcError, folders: Sequence[Path], plan: Plan | None) -> MmcError:
    """What is wrong with a script made from `plan`, at its place in the coach's own template."""
    from mmc_audio.templates import place as template_place
    from mmc_audio.templates.files import read_library

    if plan is None:
        return error
    return template_place.with_place(error, read_library(folders, plan.language))
