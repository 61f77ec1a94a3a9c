"""What was understood of a plan's work, one line for each set."""

from collections.abc import Iterator, Mapping

from mmc_audio.coaching.recoveries import moves
from mmc_audio.coaching.steps import (
    AmrapDose,
    Bout,
    BreathsDose,
    Dose,
    HoldDose,
    IntervalStep,
    RepsDose,
    Session,
    SetStep,
    SpokenLoad,
    TimeDose,
    WorkStep,
)
from mmc_audio.plan.notation.duration import format_duration
from mmc_audio.plan.notation.tempo import format_tempo

_WHERE = {"": "", "low": " low", "high": " high", "full": " full"}
_HOW = {"added": " added", "assisted": " of help", "side": " on each side", "": ""}


def set_lines(session: Session) -> Iterator[str]:
    """`Bench press 1/3: 5 reps, 65 kg, tempo 3-0-1-0, rest 1:30`, for each set in order."""
    for step in session.work:
        yield _set(step) if isinstance(step, SetStep) else _clocked(step)


def _set(step: SetStep) -> str:
    place = f" {step.number}/{step.count}"
    role = {"warmup": " warm-up", "drop": f" drop {step.part}", "group": f" group {step.part}"}
    name = f"{step.exercise.name}{role.get(step.role, '')}{place}"
    if step.role in ("drop", "group"):
        name = f"{step.exercise.name}{place}{role[step.role]}"
    sides = {2: "each side", 1: f"{step.sides[0]} side"}.get(len(step.sides)) if step.sides else ""
    parts = [_dose(step.dose), sides, _load(step.spoken), _pace(step), _rest(step)]
    return f"{name}: {', '.join(part for part in parts if part)}"


def _dose(dose: Dose) -> str:
    match dose:
        case RepsDose(reps=reps) if reps.open:
            return f"{reps.low} or more reps, time for {reps.high}"
        case RepsDose(reps=reps):
            many = str(reps.high) if reps.low == reps.high else f"{reps.low}-{reps.high}"
            where = _WHERE[dose.where]
            return f"{many} rep{'s' * (reps.high > 1)}{where}"
        case HoldDose(ms=ms):
            return f"hold {format_duration(ms)}"
        case BreathsDose(breaths=breaths):
            return f"{breaths} breath{'s' * (breaths > 1)}"
        case AmrapDose(cap_ms=cap):
            return f"as many reps as possible in {format_duration(cap)}"
        case TimeDose(ms=ms, metres=metres) if metres:
            return f"{metres} m in about {format_duration(ms)}"
        case TimeDose(ms=ms, times=times) if times:
            return f"{times} rep{'s' * (times > 1)} in about {format_duration(ms)}"
        case TimeDose(ms=ms):
            return format_duration(ms)


def _load(load: SpokenLoad | None) -> str:
    if load is None:
        return ""
    number = f"{load.value:g}-{load.high:g}" if load.high else f"{load.value:g}"
    pair = "2 x " if load.pair else ""
    forms: Mapping[str, str] = {
        "weight": f"{pair}{number} {load.unit}{_HOW[load.how]}",
        "percent": f"{number} % of the maximum",
        "share": f"{number} % of the working load",
        "reserve": f"{number} reps in reserve",
        "pin": f"pin {number}",
        "bar": "the empty bar",
        "band": f"{load.name} band".strip(),
    }
    return forms.get(load.kind, load.kind)


def _pace(step: SetStep) -> str:
    """Who counts: the voice at a tempo, or the lifter, with the tempo that the plan asks for."""
    if not isinstance(step.dose, RepsDose):
        return ""
    tempo = f"tempo {format_tempo(step.dose.tempo)}"
    if not step.self_paced:
        return tempo
    yours = "the rest at your pace" if step.guided else "at your pace"
    return f"{tempo}, {yours}" if step.own_tempo or step.guided else yours


def _rest(step: WorkStep) -> str:
    how = f" ({step.recovery})" if isinstance(step, SetStep) and step.recovery else ""
    return f"rest {format_duration(step.rest_ms)}{how}" if step.rest_ms else ""


def _clocked(step: IntervalStep) -> str:
    work, rest = format_duration(step.work_ms), _rest(step)
    done = " + ".join(map(_bout, step.bouts)) or step.exercise.name
    off = step.recovery if moves(step.recovery) and step.pause_ms else "off"
    said = {
        "interval": f"{step.rounds} x {work} on, {format_duration(step.pause_ms)} {off}",
        "emom": f"every {work}, {step.rounds} times",
        "rounds": f"as many rounds as possible in {work}",
        "for_time": f"{step.rounds} round{'s' * (step.rounds > 1)} for time, {work} at most",
    }[step.kind]
    return f"{done}: {said}" + (f", {rest}" if rest else "")


def _bout(one: Bout) -> str:
    amount = f"{one.metres} m" if one.metres else format_duration(one.hold_ms)
    if one.reps:
        amount = _dose_of(one.reps.low, one.reps.high, is_open=one.reps.open)
    load = f" at {_load(one.spoken)}" if one.spoken else ""
    return f"{amount} {one.exercise.name}{load}"


def _dose_of(low: int, high: int, *, is_open: bool) -> str:
    return f"{low}+" if is_open else str(low) if low == high else f"{low}-{high}"
