"""A plan becomes a cue script: what the coach knows, said by the templates."""

from collections.abc import Sequence
from pathlib import Path

from mmc_audio.errors import ManyErrors, MmcError, Place
from mmc_audio.plan.model import Plan
from mmc_audio.script.cue import Script


def write(plan: Plan, folders: Sequence[Path] = (), *, file: str = "plan") -> Script:
    """The cue script of `plan`, with the templates of `folders` before the built-in ones.

    Args:
        plan: what the athlete will do.
        folders: where templates are looked for, the first one first.
        file: the plan's name, for messages.

    Raises:
        PlanError: if an exercise or a routine is not known.
        TemplateError: if a template cannot be rendered.
        ScriptError: if what a template wrote is no cue script.
    """
    from mmc_audio.coaching.catalogue import load_catalogue
    from mmc_audio.coaching.session import build_session
    from mmc_audio.script.template_options import OptionError
    from mmc_audio.script.template_place import in_plan
    from mmc_audio.script.write import write_script

    try:
        session = build_session(plan, load_catalogue(), file=file)
    except MmcError as error:
        raise _placed(error, file) from error
    try:
        return write_script(plan, session, folders)
    except OptionError as error:
        raise in_plan(error, file) from error


KEYS = {"one_rm: ": "one_rm", "there is no sport ": "sport"}
"""How an error begins that knows no place, and the key of the plan that it is about."""


def _placed(error: MmcError, file: str) -> MmcError:
    """`error` at its place in the plan's file, where the key alone tells it."""
    if isinstance(error, ManyErrors):
        return ManyErrors([_placed(each, file) for each in error.errors])
    key = next((key for start, key in KEYS.items() if error.what.startswith(start)), None)
    if key is None or not error.place or error.place.line:
        return error
    return type(error)(error.what, _place_of(key, error.what, file) or error.place)


def _place_of(key: str, what: str, file: str) -> Place | None:
    """Where `key` stands in the file, or the name under it that `what` quotes."""
    from mmc_audio.plan.yaml import Mapping, read_file, read_tree

    try:
        tree = read_tree(*read_file(file))
    except MmcError:
        return None
    entries = tree.entries if isinstance(tree, Mapping) else ()
    found = [(name, value) for name, value in entries if name.text == key]
    for name, value in found:
        inner = value.entries if isinstance(value, Mapping) else ()
        return next((n.place for n, _ in inner if f'"{n.text}"' in what), name.place)
    return None


def clearer(error: MmcError, folders: Sequence[Path], plan: Plan | None) -> MmcError:
    """What is wrong with a script made from `plan`, at its place in the coach's own template."""
    from mmc_audio.script import template_place
    from mmc_audio.script.template_files import read_library

    if plan is None:
        return error
    return template_place.clearer(error, read_library(folders, plan.language))
