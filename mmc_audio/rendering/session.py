"""A plan becomes a session, with the coach's own exercises and routines."""

from collections.abc import Sequence
from pathlib import Path

from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.coaching.memory import NOTHING_KNOWN, Memory
from mmc_audio.coaching.routine_options import OwnRoutines
from mmc_audio.coaching.routines import is_built_in
from mmc_audio.coaching.session import build_session
from mmc_audio.coaching.steps import Session
from mmc_audio.coaching.translation import spoken_in
from mmc_audio.errors import MmcError
from mmc_audio.plan.file import shown
from mmc_audio.plan.model import Plan
from mmc_audio.rendering.mistakes import in_file
from mmc_audio.templates.files import read_library
from mmc_audio.templates.own_routines import own_routines
from mmc_audio.templates.search_path import override_folders
from mmc_audio.templates.translations import translation_of


def session_of(plan: Plan, file: str) -> Session:
    """Everything that happens in `plan`, with the templates of the workspace and the user's own.

    Args:
        plan: what the athlete will do.
        file: the plan's path, for messages; `-` was standard input.

    Raises:
        PlanError: if an exercise, a routine or an option is not known; ManyErrors for several.
    """
    folders = override_folders()
    with spoken_in(translation_of(folders, plan.language)):
        return build(plan, folders, file=file)


def build(
    plan: Plan, folders: Sequence[Path], *, file: str, memory: Memory = NOTHING_KNOWN
) -> Session:
    """As `session_of`, in the language that is spoken now (`coaching.translation.spoken_in`).

    Args:
        plan: what the athlete will do.
        folders: where templates are looked for, the first one first.
        file: the plan's path, for messages.
        memory: what is known of the sessions before.
    """
    own = own_routines_of(plan, folders)
    try:
        return build_session(plan, load_catalogue(), memory=memory, file=shown(file), own=own)
    except MmcError as error:
        raise in_file(error, file) from error


def own_routines_of(plan: Plan, folders: Sequence[Path]) -> OwnRoutines:
    """The coach's own routines; templates are read only where the plan names one."""
    asked = (*(plan.prepare or ()), *(plan.close or ()))
    if all(is_built_in(each.routine) for each in asked):
        return {}
    return own_routines(read_library(folders, plan.language))
