"""Sets around sets: warm-ups before the work, groups within a set, drops after the last."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from mmc_audio.coaching import loads
from mmc_audio.coaching.dose import with_end
from mmc_audio.coaching.steps import RepsDose, SetStep, SpokenLoad
from mmc_audio.plan.amounts import Load, Reps
from mmc_audio.plan.items import ExerciseItem
from mmc_audio.plan.set_extras import RangeReps
from mmc_audio.plan.set_plan import SetPlan
from mmc_audio.units import Ms

CHANGE_MS: Ms = 10_000
"""Time to take weight off for a drop."""

PAUSE_MS: Ms = 15_000
"""Pause between the groups of a cluster (10 to 20 s is usual; Tufano 2017)."""

WARMUP_REST_MS: Ms = 60_000
"""Rest after a warm-up set: as long as it takes to change the plates."""

RAMPS = (
    (80.0, ((8, 40), (5, 60), (3, 75), (1, 90))),
    (65.0, ((8, 40), (5, 60), (3, 80))),
    (0.0, ((8, 50), (4, 75))),
)
"""Warm-up sets by the working load in percent of the maximum, the heaviest first: reps, and
percent of the working load; light to heavy, with fewer and fewer reps (NSCA)."""

UNKNOWN_PERCENT = 70.0
"""What a working load is taken for where its share of the maximum is not known."""


def all_sets(
    item: ExerciseItem, sets: Sequence[SetStep], known: loads.KnownMaximum
) -> Iterator[SetStep]:
    """All that is done of an exercise: warm-up sets, its sets with their groups, drops."""
    yield from _warmups(item, sets[0], known)
    for one in sets[:-1]:
        yield from _groups(item, one)
    *groups, last = _groups(item, sets[-1])
    drops = list(_drops(item, sets[-1], known))
    yield from groups
    yield replace(last, rest_ms=_change(item)) if drops else last
    yield from drops


def one_set(item: ExerciseItem, own: SetPlan) -> ExerciseItem:
    """The item as one of its sets that differ has it."""
    return item.model_copy(update={**own.given(), "each": ()})


def _change(item: ExerciseItem) -> Ms:
    return CHANGE_MS if item.change_ms is None else item.change_ms


def _warmups(item: ExerciseItem, work: SetStep, known: loads.KnownMaximum) -> Iterator[SetStep]:
    if item.warmup is None or not isinstance(work.dose, RepsDose):
        return
    sets = _ramp(work) if item.warmup == "auto" else item.warmup
    for number, one in enumerate(sets, start=1):
        share = one.load.value if one.load and one.load.unit == "percent" else None
        spoken = _share(work.spoken, share, known) if share else _said(one.load, known)
        reps = one.reps or work.dose.reps
        yield replace(
            work,
            role="warmup",
            number=number,
            count=len(sets),
            dose=replace(work.dose, reps=reps),
            spoken=spoken,
            percent=work.percent * share / 100 if work.percent and share else None,
            rest_ms=WARMUP_REST_MS if one.rest_ms is None else one.rest_ms,
            scheme=(),
        )


def _ramp(work: SetStep) -> tuple[SetPlan, ...]:
    percent = work.percent or UNKNOWN_PERCENT
    sets = next(sets for least, sets in RAMPS if percent >= least)
    return tuple(
        SetPlan(reps=Reps(low=reps, high=reps), load=Load(unit="percent", value=share))
        for reps, share in sets
    )


def _said(load: Load | None, known: loads.KnownMaximum) -> SpokenLoad | None:
    return loads.resolve_load(load, known, tired=False).spoken


def _share(
    spoken: SpokenLoad | None, percent: float, known: loads.KnownMaximum
) -> SpokenLoad | None:
    """A share of a load as it is spoken: in kilos where those are known."""
    if spoken is not None and spoken.kind == "weight":
        return loads.rounded(replace(spoken, value=spoken.value * percent / 100, high=0), known)
    if spoken is not None and spoken.kind == "percent":
        return replace(spoken, value=round(spoken.value * percent / 100), high=0)
    return SpokenLoad("share", percent)


def _groups(item: ExerciseItem, one: SetStep) -> Iterator[SetStep]:
    """A set, or the groups that it is done in, with a pause between them."""
    doses, pause = _group_doses(item, one)
    if not doses:
        yield one
        return
    for index, dose in enumerate(doses):
        ends = index == len(doses) - 1
        part = replace(one, dose=dose, part=index + 1, parts=len(doses), groups=tuple(doses))
        part = replace(part, pause_ms=pause)
        role = "group" if index else one.role
        yield replace(part, role=role, rest_ms=one.rest_ms if ends else pause)


Groups = tuple[list[RepsDose], Ms]
"""The doses that a set is done in, and the pause between them; none for a set in one."""


def _group_doses(item: ExerciseItem, one: SetStep) -> Groups:
    kinds = (kind for key, kind in _GROUPS.items() if getattr(item, key))
    kind = next(kinds, None)
    return kind(item, one.dose) if kind and isinstance(one.dose, RepsDose) else ([], 0)


def _in_ranges(item: ExerciseItem, whole: RepsDose) -> Groups:
    return [_partial(whole, part) for part in item.ranges], 0


def _cluster(item: ExerciseItem, whole: RepsDose) -> Groups:
    groups = [Reps(low=reps, high=reps) for reps in item.cluster]
    return [replace(whole, reps=reps) for reps in groups], item.pause_ms or PAUSE_MS


def _rest_pause(item: ExerciseItem, whole: RepsDose) -> Groups:
    assert item.rest_pause
    left = [_what_is_left(whole)] * item.rest_pause.pauses
    return [whole, *left], item.rest_pause.rest_ms


def _myo(item: ExerciseItem, whole: RepsDose) -> Groups:
    assert item.myo
    count, reps = item.myo.mini
    return [whole, *[replace(whole, reps=reps)] * count], item.myo.rest_ms


_GROUPS: Mapping[str, Callable[[ExerciseItem, RepsDose], Groups]] = {
    "ranges": _in_ranges,
    "cluster": _cluster,
    "rest_pause": _rest_pause,
    "myo": _myo,
}
"""By key of an exercise, which `plan.conflicts` lets stand alone."""


def _partial(whole: RepsDose, part: RangeReps) -> RepsDose:
    """Repetitions over a part of the way, in half the time, with the pause at its own end only."""
    reps, tempo = Reps(low=part.reps, high=part.reps), whole.tempo
    if part.where != "full":
        half = {
            "eccentric": _half(tempo.eccentric),
            "concentric": _half(tempo.concentric),
            "stretch": tempo.stretch if part.where == "low" else 0,
            "peak": tempo.peak if part.where == "high" else 0,
        }
        tempo = tempo.model_copy(update=half)
    return replace(whole, reps=reps, tempo=tempo, where=part.where)


def _half(phase: Ms) -> Ms:
    """Half of a phase in whole seconds, and one at least."""
    return max(min(phase, 1000), -(-phase // 2000) * 1000)


def _what_is_left(dose: RepsDose) -> RepsDose:
    """As many reps as are left; never more than the set itself had."""
    high = max(2, dose.reps.high)
    return replace(dose, reps=Reps(low=1, high=high, open=True))


def _drops(item: ExerciseItem, work: SetStep, known: loads.KnownMaximum) -> Iterator[SetStep]:
    if not item.drops or not isinstance(work.dose, RepsDose):
        return
    share = 100.0
    for number, drop in enumerate(item.drops, start=1):
        share *= 1 - (drop.percent or 0) / 100
        left = _share(work.spoken, round(share), known)
        ends = number == len(item.drops)
        yield replace(
            work,
            role="drop",
            part=number,
            parts=len(item.drops),
            dose=with_end(_what_is_left(work.dose), None, work.dose.reps.high),
            spoken=_said(drop.load, known) if drop.load else left,
            percent=None,
            rest_ms=work.rest_ms if ends else _change(item),
        )
