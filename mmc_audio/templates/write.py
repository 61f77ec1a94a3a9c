"""A session becomes a cue script: each moment has its template, all of them together are the text.

What is said when is decided in `coaching`; how it is worded, in the templates.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mmc_audio.coaching.ids import step_ids
from mmc_audio.coaching.steps import IntervalStep, RoutineStep, Session, SetStep, Step
from mmc_audio.errors import MmcError
from mmc_audio.plan.model import Plan
from mmc_audio.script.directive import Sounds
from mmc_audio.script.model import Script, Setting, Source
from mmc_audio.script.parse import parse
from mmc_audio.templates.context.choosing import Chooser
from mmc_audio.templates.context.ids import step_attributes
from mmc_audio.templates.context.intervals import interval_moments
from mmc_audio.templates.context.routines import routine_moments
from mmc_audio.templates.context.sets import Moments, set_moments
from mmc_audio.templates.context.words import person
from mmc_audio.templates.files import Library
from mmc_audio.templates.introductions import fitted
from mmc_audio.templates.options import Value
from mmc_audio.templates.place import with_place
from mmc_audio.templates.rendering import Moment, RenderedText, render_from

Context = dict[str, Any]

INTRODUCING = ("set", "primer")
"""Moments before a set that are part of the rest before it."""


SetMoments = Callable[[SetStep, Session], Moments]
"""What is heard around a set, as `set_moments` makes it."""

Texts = Callable[..., list[RenderedText]]
"""Gives the text of each moment, as `render_from` does."""


@dataclass(frozen=True, slots=True)
class ScriptMakers:
    """How the parts of a script are made; ways that remember make the next script faster."""

    sets: SetMoments = set_moments
    texts: Texts = render_from
    read: Callable[..., Script] = parse


USUAL = ScriptMakers()


def write_script(
    plan: Plan,
    session: Session,
    library: Library,
    *,
    own: Sounds = (),
    making: ScriptMakers = USUAL,
) -> Script:
    """The cue script of a session; every line knows the template it comes from.

    Args:
        plan: the plan, for its title, language and template options.
        session: what happens, from `build_session`.
        library: the templates in the plan's language.
        own: names of a coach's own sounds.
        making: how its parts are made.

    Raises:
        TemplateError: for a template that cannot be rendered.
        ScriptError: for a template that renders to no cue script.
        ManyErrors: for several.
    """
    asked = list(moments(session, making.sets))
    rendered = list(fitted(asked, making.texts(library, asked, options=plan.templates)))
    text = "\n".join(piece.text for piece in rendered)
    sources: list[Source] = [source for piece in rendered for source in piece.sources]
    ids = [ids for piece in rendered for ids in piece.ids]
    try:
        script = making.read(text, plan.title, sources, ids=ids, own=own)
    except MmcError as error:
        raise with_place(error, library, own) from error
    return Script(script.sections, (*_head(plan), *script.settings))


def _head(plan: Plan) -> Iterator[Setting]:
    """What holds for the whole script, so that its text alone gives the same session."""
    yield Setting("title", plan.title)
    yield Setting("language", plan.language)
    yield Setting("pace", str(plan.voice.pace))
    if plan.voice.name:
        yield Setting("voice", plan.voice.name)


def moments(session: Session, sets: SetMoments = set_moments) -> Iterator[Moment]:
    """What is to be rendered, in the order it is heard; `sets` makes what is heard around a set."""
    made = _MOMENTS | {SetStep: sets}
    shared, chooser = person(session), Chooser(session.memory)
    for step, id_ in zip(session.moments, step_ids(session), strict=True):
        ids = {"step": id_} | step_attributes(step)
        number = getattr(step, "order", 0)
        seed = f"{id_}/{number}/{session.memory.turn}"
        for template, context, more in made[type(step)](step, session):
            within = (
                step.intro_ms if isinstance(step, SetStep) and template in INTRODUCING else None
            )
            said, here = {**shared, **chooser.chosen(template, context)}, {**ids, **more}
            yield Moment(template, said, seed, here, within, options=_set_here(step))


def _set_here(step: Step) -> Mapping[str, Value]:
    """The options that the plan sets where it names a routine of one's own."""
    return step.options if isinstance(step, RoutineStep) and step.own else {}


_MOMENTS: dict[
    type[Step], Callable[[Any, Session], Iterator[tuple[str, Context, dict[str, str]]]]
] = {
    RoutineStep: routine_moments,
    IntervalStep: interval_moments,
}
