"""What the log changes in the next session: lighter and slower, or a little more.

A muscle that was not felt gets less load and a slower way down; one that was felt clearly, with
good reps to spare, gets one small step more, never over what the stage allows for work with the
attention inside (60, 70 and 80 % of the one-rep maximum).
"""

from collections.abc import Mapping

from mmc_audio.coaching.loads import PLATE_STEPS, KnownMaximum
from mmc_audio.coaching.memory import Answer
from mmc_audio.coaching.steps import Dose, RepsDose
from mmc_audio.plan.model import Load, Phase, Stage
from mmc_audio.units import Ms

LESS = 0.9
"""Of the load, where the muscle was not felt."""

MORE_PCT = 2.5
"""Points of the one-rep maximum more, where it was."""

MOST_RISE = 0.1
"""A step of the plates that adds more than this share is none; a rep more is said instead."""

CAP_PCT: Mapping[Stage, int] = {Stage.LEARN: 60, Stage.BUILD: 70, Stage.INTEGRATE: 80}
"""The heaviest load that a stage asks attention to steer, in per cent of the one-rep maximum (A19
of docs/coverage.md)."""

SLOWER_MS: Ms = 1000
SLOWEST_MS: Ms = 5000


def answered_load(
    load: Load | None, state: str, known: KnownMaximum, stage: Stage, *, no_more: bool = False
) -> tuple[Load | None, Answer]:
    """The load after what was logged, and what became of it; `no_more` in an easier week."""
    after = load
    if load and state == "lost":
        after = _less(load)
    elif load and state == "found" and not no_more:
        after = _more(load, known, CAP_PCT[stage])
    changed = after is not load
    return after, Answer(state, state == "lost" and changed, state == "found" and changed)


def answered_dose(dose: Dose, state: str) -> Dose:
    """A slower way down, where the muscle was not felt and there is room for it."""
    if state != "lost" or not isinstance(dose, RepsDose):
        return dose
    tempo = dose.tempo
    if not tempo.eccentric or Phase.ECCENTRIC in tempo.fast or tempo.eccentric >= SLOWEST_MS:
        return dose
    slower = tempo.model_copy(update={"eccentric": tempo.eccentric + SLOWER_MS})
    return RepsDose(dose.reps, slower, dose.start)


def _less(load: Load) -> Load:
    if load.how == "assisted" or load.unit in {"pin", "band", "bar", "bodyweight"}:
        return load
    if load.unit == "rpe":
        return _with(load, max(1.0, load.value - 1), max(0.0, load.high - 1))
    return _with(load, load.value * LESS, load.high * LESS)


def _more(load: Load, known: KnownMaximum, cap: int) -> Load:
    if load.unit == "percent":
        most = min(load.most + MORE_PCT, cap * 100 / known.training_max)
        rise = most - load.most
        return _raised(load, rise) if rise > 0 else load
    if load.unit not in ("kg", "lb") or load.how == "assisted":
        return load
    step = PLATE_STEPS[load.unit]
    if known.step and known.step.unit == load.unit:
        step = known.step.value
    if step > MOST_RISE * load.value or not _under(load.most + step, load.unit, known, cap):
        return load
    return _raised(load, step)


def _raised(load: Load, rise: float) -> Load:
    return _with(load, load.value + rise, load.high + rise * bool(load.high))


def _under(value: float, unit: str, known: KnownMaximum, cap: int) -> bool:
    """Whether a weight is within the cap; True where the maximum is not known."""
    best = known.one_rm
    return best is None or best.unit != unit or value <= best.value * cap / 100


def _with(load: Load, value: float, high: float) -> Load:
    return load.model_copy(update={"value": value, "high": high})
