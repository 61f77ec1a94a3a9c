"""A coach in the ear: a workout plan becomes timed, spoken cues in an MP3.

What is listed in `__all__` is the public API (docs/python.md); all other modules are private.
The names are imported when they are first used, so that `mmc-audio --help` stays instant.
"""

TYPE_CHECKING = False
"""As `typing` has it. Nothing is imported here: the current folder may still be searched, see
`_lib.interpreter`."""

if TYPE_CHECKING:
    from mmc_audio.api import CueScript, PlanCheck, SessionTimeline, read_script, render
    from mmc_audio.api import TrainingPlan as Plan
    from mmc_audio.errors import MmcError
    from mmc_audio.plan.model import ExerciseItem as Exercise
    from mmc_audio.plan.model import IntervalItem as Interval
    from mmc_audio.plan.model import Routine
    from mmc_audio.plan.model import SupersetItem as Superset
    from mmc_audio.rendering.overrides import Overrides as Overrides
    from mmc_audio.rendering.result import RenderResult as RenderResult

__version__ = "0.1.0"

_PLACES = {
    "CueScript": "mmc_audio.api:CueScript",
    "Exercise": "mmc_audio.plan.model:ExerciseItem",
    "Interval": "mmc_audio.plan.model:IntervalItem",
    "MmcError": "mmc_audio.errors:MmcError",
    "Overrides": "mmc_audio.rendering.overrides:Overrides",
    "Plan": "mmc_audio.api:TrainingPlan",
    "PlanCheck": "mmc_audio.api:PlanCheck",
    "RenderResult": "mmc_audio.rendering.result:RenderResult",
    "Routine": "mmc_audio.plan.model:Routine",
    "SessionTimeline": "mmc_audio.api:SessionTimeline",
    "Superset": "mmc_audio.plan.model:SupersetItem",
    "read_script": "mmc_audio.api:read_script",
    "render": "mmc_audio.api:render",
}
"""Each public name, and where it is defined."""

__all__ = [
    "CueScript",
    "Exercise",
    "Interval",
    "MmcError",
    "Overrides",
    "Plan",
    "PlanCheck",
    "RenderResult",
    "Routine",
    "SessionTimeline",
    "Superset",
    "__version__",
    "read_script",
    "render",
]


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(f"module 'mmc_audio' has no attribute {name!r}")
    from importlib import import_module

    module, _, attribute = _PLACES[name].partition(":")
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
