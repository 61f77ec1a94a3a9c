"""A studio: one engine, one cache, and the whole flow from plan to MP3 on one screen."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Self

from mmc_audio.plan.model import Plan
from mmc_audio.script.cue import Script
from mmc_audio.timeline.schedule import Timeline

Watch = Callable[[str, int, int], None]
"""Told of each step: the stage, how many steps are done, of how many."""


def unwatched(stage: str, done: int, total: int) -> None:
    """A watch that looks away."""
    del stage, done, total


@dataclass(frozen=True, slots=True)
class Rendered:
    """What one rendering left behind."""

    mp3: Path
    files: tuple[Path, ...]
    duration_s: float
    cues: int
    dropped: tuple[str, ...]
    """What was left out for lack of time, one line each."""
    stages: dict[str, float] = field(default_factory=dict)
    """Seconds by stage."""
    sections_new: int = 0
    """Sections encoded now; the others were taken from the cache."""
    sections: int = 0


def write(plan: Plan, folders: Sequence[Path] = ()) -> Script:
    """The cue script of `plan`, with the templates of `folders` before the built-in ones.

    Raises:
        PlanError: if an exercise or a routine is not known.
        TemplateError: if a template cannot be rendered.
        ScriptError: if what a template wrote is no cue script.
    """
    from mmc_audio.coaching.catalogue import load_catalogue
    from mmc_audio.coaching.session import build_session
    from mmc_audio.script.write import write_script

    session = build_session(plan, load_catalogue())
    return write_script(plan, session, folders)
