"""A plan becomes a session and a cue script: what the coach knows, said by the templates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mmc_audio.coaching.memory import NOTHING_KNOWN, Memory
from mmc_audio.errors import UnknownExerciseError
from mmc_audio.plan.model import Plan
from mmc_audio.rendering.overrides import USUAL, Overrides
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
    shown_names: Mapping[str, str]
    """How messages name each template, by what the script's lines call it."""


def write(
    plan: Plan,
    folders: Sequence[Path] = (),
    *,
    memory: Memory = NOTHING_KNOWN,
    file: str = "plan",
    choice: Overrides = USUAL,
) -> WrittenPlan:
    """What happens in `plan`, and its cue script.

    Args:
        plan: what the athlete will do; what `choice` says before it is in it already.
        folders: where templates are looked for before the built-in ones, the first one first.
        memory: what is known of the sessions before.
        file: the plan's path, for messages; `-` was standard input.
        choice: says whether English stands for what the plan's language lacks, and whether
            names that are not certain are errors.

    Raises:
        PlanError: if an exercise or a routine is not known, or the language is not whole.
        TemplateError: if a template cannot be rendered.
        ScriptError: if what a template wrote is no cue script.
        InputError: if a sound of the coach's own cannot be used.
    """
    from mmc_audio.coaching.names import assumed_in
    from mmc_audio.coaching.translation import spoken_in
    from mmc_audio.plan.faults import reported
    from mmc_audio.plan.file import shown
    from mmc_audio.plan.mistakes import placed_in
    from mmc_audio.rendering.session import session_of
    from mmc_audio.script.own_sounds import own_sounds, sound_names, used_sounds
    from mmc_audio.templates.content import read_content
    from mmc_audio.templates.missing import english_in
    from mmc_audio.templates.spared import spared
    from mmc_audio.templates.write import write_script

    content, sounds = read_content(folders, plan.language), own_sounds()
    with placed_in(file), spoken_in(content.translation):
        english = english_in(content, shown(file), fallback=choice.language_fallback)
        session = session_of(plan, content, file, memory)
        assumed = tuple(assumed_in(plan, file))
        if assumed and choice.strict:
            raise reported(assumed)
        script = write_script(plan, session, content.library, own=sound_names(sounds))
    script = spared(script, memory)
    used = used_sounds(script, sounds)
    return WrittenPlan(session, script, used, assumed, english, content.shown_names())
