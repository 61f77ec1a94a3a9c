"""Sets that differ as lists of one exercise: `sets: [5 @ 65%, 3 @ 75%, 1+ @ 85%]`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from mmc_audio.importing.model import WorkoutSet
from mmc_audio.importing.plan_language import LANGUAGE
from mmc_audio.importing.plan_values import (
    KIND_WORDS,
    TECHNIQUES,
    length_text,
)
from mmc_audio.importing.plan_weights import PlanKey, weight_text
from mmc_audio.plan.notation.tempo import parse_tempo
from mmc_audio.plan.set_extras import MOST_DROPS
from mmc_audio.units import Ms


def listed_keys(sets: Sequence[WorkoutSet]) -> list[PlanKey] | None:
    """The sets of an exercise in one item; None where a list cannot say them, or need not."""
    warm = [one for one in sets if one.kind == "warmup"]
    after = [one for one in sets if one.kind != "warmup"]
    in_order = list(sets) == [*warm, *after]
    work, drops = drops_of(after)
    if not (LANGUAGE.varied_sets and in_order and work and all(map(_sayable, sets))):
        return None
    if any(one.reps is None for one in work):
        return None
    alike = len(set(map(_bare, work))) == 1
    if alike and not warm and not drops:
        return None
    sides = {one.side for one in sets}
    if len(sides) > 1 or any(one.kind in TECHNIQUES for one in sets):
        return None
    side, shared = next(iter(sides)), _shared(work)
    keys = [_warmup(warm)] if warm else []
    keys.append(_sets([_alone(one, shared) for one in work], work))
    keys += [PlanKey("side", side)] if side else []
    return [*keys, *_shared_keys(shared), *([_drops(drops)] if drops else [])]


def rest_list(sets: Sequence[WorkoutSet]) -> PlanKey | None:
    """The rests of sets that are alike but for these; None for others, or where all are alike."""
    rests = [one.rest_ms for one in sets]
    alike = {replace(one, rest_ms=None) for one in sets}
    known = [length_text(rest) for rest in rests if rest is not None]
    if len(alike) != 1 or len(set(rests)) < 2 or len(known) < len(rests):
        return None
    return PlanKey("rest", f"[{', '.join(known)}]")


def drops_of(sets: Sequence[WorkoutSet]) -> tuple[list[WorkoutSet], list[WorkoutSet]]:
    """The sets, and the drops after the last of them; none where a plan cannot hold them.

    Several sets that are all called drop sets are one exercise with drops: the first is no drop.
    A single scheme such as `3x10 drop set` drops once, after the last set.
    """
    kinds = [one.kind for one in sets]
    if set(kinds) == {"drop"} and len(kinds) > 1:
        whole = [replace(one, kind="normal") for one in sets]
        if len(set(map(_bare, whole))) == 1:
            return whole, [replace(whole[-1], weight=None, reps=None)]
        return _lighter(whole[:1], whole[1:], sets)
    first = kinds.index("drop") if "drop" in kinds[1:] else len(kinds)
    return _lighter(list(sets[:first]), list(sets[first:]), sets)


def _lighter(
    work: list[WorkoutSet], drops: list[WorkoutSet], sets: Sequence[WorkoutSet]
) -> tuple[list[WorkoutSet], list[WorkoutSet]]:
    """Drops that go down from the last set, in weights of one unit; else all as sets."""
    row = [one.weight for one in (*work[-1:], *drops)]
    weights = [weight for weight in row if weight]
    same = len({weight.unit for weight in weights}) == 1 and weights[0].unit in {"kg", "lb"}
    values = [weight.value for weight in weights]
    falls = len(weights) == len(row) and same and values == sorted(set(values), reverse=True)
    if drops and falls and len(drops) <= MOST_DROPS:
        return work, drops
    return list(sets), []


def _drops(drops: Sequence[WorkoutSet]) -> PlanKey:
    """`drops: [35kg]`, with the reps of the file beside it: a drop goes on to the end."""
    weights = [weight_text(one.weight)[0] for one in drops if one.weight]
    if not weights:
        return PlanKey("drops", "1", "assumed: 20 % off after the last set")
    reps = "/".join(str(one.reps[1]) for one in drops if one.reps)
    return PlanKey("drops", f"[{', '.join(weights)}]", f"{reps} reps in the file" if reps else "")


@dataclass(frozen=True, slots=True)
class SharedBySets:
    """What all sets say alike, so that it is written once."""

    rest_ms: Ms | None = None
    tempo: str | None = None


def _shared(sets: Sequence[WorkoutSet]) -> SharedBySets:
    rests, tempos = {one.rest_ms for one in sets}, {one.tempo for one in sets}
    return SharedBySets(
        next(iter(rests)) if len(rests) == 1 else None,
        next(iter(tempos)) if len(tempos) == 1 else None,
    )


def _alone(one: WorkoutSet, shared: SharedBySets) -> WorkoutSet:
    """A set without what all say alike."""
    rest = None if shared.rest_ms is not None else one.rest_ms
    return replace(one, rest_ms=rest, tempo=None if shared.tempo else one.tempo)


def _shared_keys(shared: SharedBySets) -> list[PlanKey]:
    keys = [PlanKey("tempo", shared.tempo)] if shared.tempo else []
    if shared.rest_ms is not None:
        keys.append(PlanKey("rest", length_text(shared.rest_ms)))
    return keys


def _bare(one: WorkoutSet) -> WorkoutSet:
    return replace(one, note="", effort=None if one.weight else one.effort)


def _sayable(one: WorkoutSet) -> bool:
    """Whether an entry of a list can be this set: reps with one load, no clock."""
    if one.kind == "warmup" and one == WorkoutSet(kind="warmup", side=one.side):
        return True  # a ramp as it is usual
    if (
        one.cluster
        or one.all_out
        or (one.reps is None and one.kind != "drop")
        or one.length_ms
        or one.distance_m
        or one.breaths
    ):
        return False
    named = one.weight is not None and one.weight.unit == "named" and one.weight.name != "bar"
    return not named and _has_tempo(one)


def _has_tempo(one: WorkoutSet) -> bool:
    """Whether its tempo, if it has one, can be read."""
    try:
        return one.tempo is None or bool(parse_tempo(one.tempo))
    except ValueError:
        return False


def _warmup(sets: Sequence[WorkoutSet]) -> PlanKey:
    if any(one.reps is None for one in sets):
        return PlanKey("warmup", "auto", "assumed")
    entries = (_entry(replace(one, rest_ms=None), 1) for one in sets)
    return PlanKey("warmup", f"[{', '.join(entries)}]")


def _sets(sets: Sequence[WorkoutSet], whole: Sequence[WorkoutSet]) -> PlanKey:
    runs = [(one, len(list(same))) for one, same in groupby(sets, _bare)]
    entries = ", ".join(_entry(one, count) for one, count in runs)
    return PlanKey("sets", f"[{entries}]", _kinds(whole))


def _kinds(sets: Sequence[WorkoutSet]) -> str:
    """`set 3 drop set`: what an entry of a list does not say."""
    special = [
        f"set {number} {KIND_WORDS[one.kind]}"
        for number, one in enumerate(sets, 1)
        if one.kind != "normal"
    ]
    efforts = list(dict.fromkeys(one.effort for one in sets if one.weight and one.effort))
    special += [f"RPE {'/'.join(f'{value:g}' for value in efforts)} in the file"] if efforts else []
    return ", ".join(special)


def _entry(one: WorkoutSet, count: int) -> str:
    low, high = one.reps or (1, 1)
    reps = f"{low}" if low == high else f"{low}-{high}"
    plus = "+" if one.open_end else ""
    head = f"{count}x{reps}{plus}" if count > 1 else f"{reps}{plus}"
    load = weight_text(one.weight)[0] if one.weight else f"RPE {one.effort:g}" if one.effort else ""
    parts = [f"{head} @ {load}" if load else head]
    parts += [f"rest {length_text(one.rest_ms)}"] if one.rest_ms is not None else []
    parts += [f"tempo {one.tempo}"] if one.tempo else []
    return ", ".join(parts)
