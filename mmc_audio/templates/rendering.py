"""Cue templates: where they are found, and how they become text.

A template is named by its moment: `rest` is `en/rest.cues.j2` in the first folder that has it, the
built-in folder last. `docs/templates.md` describes the language. Templates are rendered in a
sandbox (`sandbox/process.py`), so that those of unknown authors can do no harm.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from mmc_audio.errors import ManyErrors, Place, TemplateError
from mmc_audio.script.attributes import Attributes
from mmc_audio.script.model import Source
from mmc_audio.templates.files import (
    Library,
    builtin_templates_dir,
    full_name,
    read_library,
)
from mmc_audio.templates.sandbox.process import DEFAULT, Limits, run_isolated
from mmc_audio.units import Ms

__all__ = ["Moment", "RenderedText", "builtin_templates_dir", "render", "render_from"]

Options = Mapping[str, Mapping[str, str | int | float | bool]]
"""Options by template name, as a plan sets them."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A template and what it may say."""

    template: str
    """Such as `rest` or `breath/physiological_sigh`."""
    context: Mapping[str, Any]
    """Plain data only: dict, list, str, int, float, bool, None. Times in seconds."""
    seed: str = ""
    """Decides what `pick` picks: the same for the same plan, another for each moment of it."""
    ids: Attributes = field(default_factory=dict)
    """What all its lines belong to: step, set, side, kind of time."""
    within_ms: Ms | None = None
    """How long its lines below the heading may take, together with those of the moments after it
    that say the same; None for as long as they take."""
    options: Mapping[str, str | int | float | bool] = field(default_factory=dict)
    """Options that the plan set for this moment alone; they go before those of the template."""


@dataclass(frozen=True, slots=True)
class RenderedText:
    """A piece of cue script."""

    text: str
    """Lines without the last line break; no empty lines."""
    sources: tuple[Source, ...] = field(default=())
    """Where each line of `text` was written."""
    ids: tuple[Attributes, ...] = field(default=())
    """What each line of `text` belongs to."""


def render(
    moments: Sequence[Moment],
    folders: Sequence[Path],
    language: str = "en",
    *,
    options: Options | None = None,
) -> list[RenderedText]:
    """The text of each moment.

    Args:
        moments: what to render, in the order it is heard.
        folders: where to look for templates, the first one first; the built-in one comes last
            whether it is named or not.
        language: the language folder; what it lacks is taken from English.
        options: by template name.

    Raises:
        TemplateError: for a template that is missing, wrong or takes more than its share of time,
            memory or output; ManyErrors of them if several moments fail.
    """
    return render_from(read_library(folders, language), moments, options=options)


def render_from(
    library: Library, moments: Sequence[Moment], *, options: Options | None = None
) -> list[RenderedText]:
    """As `render`, with the templates already read.

    Raises:
        TemplateError: as `render`.
    """
    results = try_each(library, moments, options=options)
    errors = {str(each): each for each in results if isinstance(each, TemplateError)}
    if len(errors) == 1:
        raise next(iter(errors.values()))
    if errors:
        raise ManyErrors(list(errors.values()))
    return [each for each in results if isinstance(each, RenderedText)]


def try_each(
    library: Library,
    moments: Sequence[Moment],
    *,
    options: Options | None = None,
    limits: Limits = DEFAULT,
) -> list[RenderedText | TemplateError]:
    """The text of each moment, or what is wrong with it.

    There is nothing after a moment that had to be stopped.

    Raises:
        TemplateError: for a template that is missing or options that are wrong.
    """
    if not moments:
        return []
    requests = _requests(moments, library, options or {})
    job = {
        "files": library.texts(),
        "ours": library.builtin_names(),
        "language": library.language,
        "moments": requests,
    }
    results, end = run_isolated(job, limits)
    found = [_read(*each, library) for each in zip(results, moments, strict=False)]
    if end != "done" and not (results and "stop" in results[-1]):
        found.append(_stopped(end, library, moments[min(len(found), len(moments) - 1)]))
    return found


def _requests(
    moments: Sequence[Moment], library: Library, options: Options
) -> list[dict[str, Any]]:
    from mmc_audio.templates.options import check_names, settings_for
    from mmc_audio.templates.values import PlainDataMaker

    check_names(library, options)
    harmless = PlainDataMaker()
    names = {moment.template for moment in moments}
    values = {name: settings_for(library, name, options) for name in names}
    return [
        {
            "template": full_name(moment.template),
            "context": harmless(moment.context),
            "options": harmless({**values[moment.template], **moment.options}),
            "seed": moment.seed,
        }
        for moment in moments
    ]


def _read(
    result: Mapping[str, Any], moment: Moment, library: Library
) -> RenderedText | TemplateError:
    """The child's answer, which is not trusted to have the right shape."""
    try:
        if "error" in result:
            return _error(result["error"], library)
        sources = tuple(_source(file, line) for file, line in result["sources"])
        known = [_ids({**moment.ids, **ids}) for ids in result["known"]]
        return RenderedText(
            str(result["text"]), sources, tuple(known[each] for each in result["ids"])
        )
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return TemplateError("the template broke out of its bounds; do not use it")


@lru_cache(maxsize=4096)  # a place in a template is one, however often it is read
def _source(file: object, line: Any) -> Source:  # noqa: ANN401  # the child's answer
    return Source(str(file), int(line))


def _ids(ids: Mapping[str, str]) -> Attributes:
    return {str(name): " ".join(str(value).split()) for name, value in ids.items()}


def _error(found: Mapping[str, Any], library: Library) -> TemplateError:
    file = library.files.get(found["file"])
    shown = file.shown if file else str(found["file"])
    return TemplateError(str(found["what"]), Place(shown, found.get("line"), found.get("column")))


def _stopped(end: str, library: Library, moment: Moment) -> TemplateError:
    from mmc_audio.templates import errors as sentences

    what = {
        "time": sentences.TOO_LONG,
        "size": sentences.TOO_MUCH,
        "died": sentences.OUT_OF_MEMORY,
        "killed": sentences.KILLED,
    }[end]
    return TemplateError(what, Place(library.find(moment.template).shown))
