"""Routines of a coach's own: templates in `routines/`, with the options that a plan gives them.

`routines/my_stretch.cues.j2` is the routine `my_stretch`: `close: [{my_stretch: {minutes: 2}}]`.
"""

import re
from collections.abc import Mapping
from functools import partial

from mmc_audio._lib.suggest import did_you_mean
from mmc_audio.coaching.routine_options import OwnRoutines
from mmc_audio.coaching.routines import is_built_in
from mmc_audio.coaching.steps import Option
from mmc_audio.errors import MmcError
from mmc_audio.templates.files import Library, short_name
from mmc_audio.templates.options import TemplateOption, convert, options

FOLDER = "routines/"
NAME = re.compile("[a-z][a-z0-9_]{0,59}")
"""As plans write it."""


def own_routines(library: Library) -> OwnRoutines:
    """The routines in `library` by name, each as what checks the options that a plan gives it."""
    names = [short_name(name).removeprefix(FOLDER) for name in library.files if _is_one(name)]
    return {name: partial(_settings, library, name) for name in names}


def _is_one(template: str) -> bool:
    name = short_name(template)
    rest = name.removeprefix(FOLDER)
    return name.startswith(FOLDER) and bool(NAME.fullmatch(rest)) and not is_built_in(rest)


def template_of(routine: str) -> str:
    """The template of a routine of one's own."""
    return FOLDER + routine


def _settings(library: Library, name: str, given: Mapping[str, Option]) -> dict[str, Option]:
    """Each option of a routine: as given, else its default.

    Raises:
        ValueError: `what; fix`, for an option that it does not have, or a value it cannot take.
    """
    try:
        known = options(library, template_of(name))
    except MmcError as error:
        raise ValueError(str(error)) from error
    values: dict[str, Option] = {each.name: each.default for each in known.values()}
    for key, value in given.items():
        option = known.get(key) or known.get(key.removesuffix("_ms"))
        if option is None:
            raise ValueError(_unknown(name, key.removesuffix("_ms"), known))
        try:
            values[option.name] = convert(option, _written(key, option, value))
        except ValueError as error:
            raise ValueError(f"{name}: {option.name}: {error}") from error
    return values


def _unknown(name: str, key: str, known: Mapping[str, TemplateOption]) -> str:
    if not known:
        return f"{name} has no options; take out {key}"
    near = did_you_mean(key, known, f"write one of {', '.join(known)}")
    return f"{name} has no option {key}; {near}"


def _written(key: str, option: TemplateOption, value: Option) -> Option:
    """A time as a template's head writes it: the plan's reader made milliseconds of it."""
    return f"{int(value) / 1000:g}s" if key == f"{option.name}_ms" else value
