"""A plan becomes a cue script: what the coach knows, said by the templates."""

from collections.abc import Sequence
from pathlib import Path

from mmc_audio.coaching.memory import NOTHING_KNOWN, Memory
from mmc_audio.errors import MmcError
from mmc_audio.plan.model import Plan
from mmc_audio.script.cue import Script


def write(
    plan: Plan,
    folders: Sequence[Path] = (),
    *,
    memory: Memory = NOTHING_KNOWN,
    file: str = "plan",
    fallback: bool = False,
) -> Script:
    """The cue script of `plan`, with the templates of `folders` before the built-in ones.

    Args:
        plan: what the athlete will do.
        folders: where templates are looked for, the first one first.
        memory: what is known of the sessions before.
        file: the plan's path, for messages; `-` was standard input.
        fallback: whether English stands for what the plan's language lacks.

    Raises:
        PlanError: if an exercise or a routine is not known, or the language is not whole.
        TemplateError: if a template cannot be rendered.
        ScriptError: if what a template wrote is no cue script.
    """
    from mmc_audio.coaching.translation import spoken_in
    from mmc_audio.rendering.session import session_of
    from mmc_audio.rendering.spared import spared
    from mmc_audio.script.own_sounds import own_sounds, sound_names
    from mmc_audio.templates.options import OptionError
    from mmc_audio.templates.place import in_plan
    from mmc_audio.templates.translations import translation_of
    from mmc_audio.templates.write import write_script

    if not fallback:
        _require_whole(plan, folders, file)
    session = session_of(plan, folders, memory=memory, file=file)
    try:
        with spoken_in(translation_of(folders, plan.language)):
            script = write_script(plan, session, folders, own=sound_names(own_sounds()))
            return spared(script, memory)
    except OptionError as error:
        raise in_plan(error, file) from error


def _require_whole(plan: Plan, folders: Sequence[Path], file: str) -> None:
    from mmc_audio.plan.file import shown
    from mmc_audio.rendering.mistakes import in_file
    from mmc_audio.templates.missing import require_whole

    try:
        require_whole(folders, plan.language, file=shown(file))
    except MmcError as error:
        raise in_file(error, file) from None


def fallback_note(plan: Plan, folders: Sequence[Path]) -> str:
    """What of a plan's language English stands for, in one line; empty where it is whole."""
    from mmc_audio.templates.missing import missing_in

    missing = missing_in(folders, plan.language)
    return "" if missing.whole else f"{plan.language}: {missing.counted()} taken from English"


def with_place(error: MmcError, folders: Sequence[Path], plan: Plan | None) -> MmcError:
    """What is wrong with a script made from `plan`, at its place in the coach's own template."""
    from mmc_audio.templates import place as template_place
    from mmc_audio.templates.files import read_library

    if plan is None:
        return error
    return template_place.with_place(error, read_library(folders, plan.language))
