"""A plan as plain text, which reads back as the same plan; what does not is said."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from pydantic import BaseModel

from mmc_audio.coaching.clocked import clock_of, is_together
from mmc_audio.errors import MmcError
from mmc_audio.importing.export.from_plan import (
    clocked_name,
    exercise_sets,
    lines_of,
    ours_only,
    said_name,
)
from mmc_audio.importing.plan_values import length_text
from mmc_audio.importing.plan_weights import weight_text
from mmc_audio.plan.choices import Recovery
from mmc_audio.plan.clocked import AmrapItem, BoutPlan, ClockedItem, EmomItem, ForTimeItem
from mmc_audio.plan.model import ExerciseItem, IntervalItem, Load, Plan, SupersetItem
from mmc_audio.plan.notation.sets import format_reps
from mmc_audio.plan.notation.tempo import format_tempo
from mmc_audio.plan.notation.weight import format_load
from mmc_audio.plan.read import read_plan
from mmc_audio.units import Ms


def plain_text(plan: Plan) -> tuple[str, list[str]]:
    """The text, and what it cannot say."""
    text = lines_of(_lines(plan))
    return text, [*ours_only(plan, clocked=True), *_changed(plan, text)]


def _lines(plan: Plan) -> Iterator[str]:
    yield f"Title: {plan.title}"
    if "goal" in plan.model_fields_set:
        yield f"Goal: {plan.goal.value}"
    if plan.one_rm:
        maxima = (f"{said_name(name)} {format_load(load)}" for name, load in plan.one_rm.items())
        yield f"1RM: {', '.join(maxima)}"
    yield ""
    for item in plan.work:
        yield from _item(item)


def _item(item: ExerciseItem | SupersetItem | IntervalItem | ClockedItem) -> Iterator[str]:
    if isinstance(item, ExerciseItem):
        yield f"- {exercise_line(item)}"
    elif isinstance(item, SupersetItem):
        rest = "" if item.rest_ms is None else f", rest {length_text(item.rest_ms)}"
        yield f"Superset x{item.rounds}{rest}:"
        yield from (f"- {exercise_line(member)}" for member in item.superset)
        yield ""
    elif isinstance(item, IntervalItem):
        yield from _interval(item)
    else:
        yield from _clocked(item)


def _clocked(item: ClockedItem) -> Iterator[str]:
    kind, bouts, length, rounds = clock_of(item)
    time = length_text(length)
    in_turn = ", in turn" if len(bouts) > 1 and not is_together(item) else ""
    heads = {
        "emom": f"Every {time} x {rounds}{in_turn}",
        "rounds": f"AMRAP {time}",
        "for_time": f"{rounds} rounds for time, cap {time}",
    }
    yield f"{heads[kind]}:"
    yield from (f"- {_bout(bout)}" for bout in bouts)
    if item.rest_ms is not None:
        yield f"Rest {length_text(item.rest_ms)}"
    yield ""


def _bout(bout: BoutPlan) -> str:
    """`15 air squat`, `400m run`, `30s plank @ 10kg`."""
    far = f"{bout.distance_m}m" if bout.distance_m else ""
    length = length_text(bout.hold_ms) if bout.hold_ms else far
    amount = format_reps(bout.reps) if bout.reps else length
    return " ".join(filter(None, (amount, said_name(bout.exercise), _load(bout.load))))


def _interval(item: IntervalItem) -> Iterator[str]:
    inner = item.interval
    work, rest = length_text(inner.work_ms), length_text(inner.interval_rest_ms)
    how = _RECOVERIES[inner.recovery]
    yield f"- {said_name(inner.exercise)}: {inner.rounds} x {work} on / {rest} {how}"
    if item.rest_ms is not None:
        yield f"Rest {length_text(item.rest_ms)}"


_RECOVERIES: Mapping[Recovery | None, str] = {
    None: "off",
    Recovery.REST: "standing rest",
    Recovery.WALK: "walk",
    Recovery.JOG: "jog",
    Recovery.EASY: "easy",
}
_HOW = {
    Recovery.REST: "standing", Recovery.WALK: "walk", Recovery.JOG: "jog", Recovery.EASY: "easy",
}  # fmt: skip


def exercise_line(item: ExerciseItem) -> str:
    """`Bench press 3x8 @ 60kg, tempo 3-0-1-0, rest 90s`."""
    load = "" if item.each and not _rests(item) else _load(item.load)
    tail = [load, _tempo(item), _side(item), _rest(item)]
    head = " ".join(filter(None, (said_name(item.exercise), _measure(item))))
    return ", ".join(filter(None, (head, *tail)))


def _measure(item: ExerciseItem) -> str:
    if item.each and not _rests(item):
        return ", ".join(_entries(item))
    if item.breaths:
        return f"{item.sets}x{item.breaths} breaths" if item.sets else f"{item.breaths} breaths"
    what = _one(item)
    if item.sets is None:
        return what
    return f"{item.sets}x{what}" if what and not item.amrap_ms else f"{item.sets} sets{_most(item)}"


def _entries(item: ExerciseItem) -> Iterator[str]:
    """`1x5 @ 65%, 2x3+ @ 75%`: sets that differ."""
    for one, same in groupby(exercise_sets(item)):
        low, high = one.reps or (1, 1)
        load = f" @ {weight_text(one.weight)[0]}" if one.weight else ""
        reps = f"{low}" if low == high else f"{low}-{high}"
        yield f"{len(list(same))}x{reps}{'+' if one.open_end else ''}{load}"


def _one(item: ExerciseItem) -> str:
    if item.reps and item.reps.open and item.reps.low == 1:
        return "failure" if item.sets else "to failure"
    if item.reps:
        return format_reps(item.reps) + ("" if item.sets else " reps")
    if item.amrap_ms:
        return f"AMRAP {length_text(item.amrap_ms)}"
    if item.distance_m:
        return f"{item.distance_m}m"
    length = item.hold_ms or item.duration_ms
    return length_text(length) if length else ""


def _most(item: ExerciseItem) -> str:
    return f", AMRAP {length_text(item.amrap_ms)}" if item.amrap_ms else ""


def _load(load: Load | None) -> str:
    if load is None:
        return ""
    text = format_load(load)
    return f"@ {text}" if load.unit in {"kg", "lb", "percent"} else text


def _tempo(item: ExerciseItem) -> str:
    return f"tempo {format_tempo(item.tempo)}" if item.tempo else ""


def _side(item: ExerciseItem) -> str:
    return {"each": "each side", "left": "(left)", "right": "(right)", None: ""}[item.side]


def _rests(item: ExerciseItem) -> list[Ms]:
    """The rests of sets that differ in these alone; empty for others."""
    said = [one.rest_ms for one in item.each or ()]
    rests = [rest for rest in said if rest is not None]
    alike = {one.model_copy(update={"rest_ms": None}).model_dump_json() for one in item.each or ()}
    return rests if len(rests) == len(said) and len(alike) == 1 else []


def _rest(item: ExerciseItem) -> str:
    if rests := _rests(item):
        how = f"{_HOW[item.recovery]} " if item.recovery else ""
        return f"{how}rest {' / '.join(map(length_text, rests))}"
    if item.rest_ms is None:
        return ""
    length = length_text(item.rest_ms)
    if item.recovery is None:
        return f"rest {length}"
    return f"{length} {_RECOVERIES[item.recovery]} between"


def _changed(plan: Plan, text: str) -> list[str]:
    """What reads back as something else."""
    try:
        back = plan_of_plain_text(text)
    except MmcError as error:
        return [f"the text does not read back as a plan: {error.what}"]
    lost = []
    for number, (before, after) in enumerate(_pairs(plan, back), 1):
        if before is None or after is None or bare_item(before) != bare_item(after):
            lost.append(f"item {number} ({_name(before or after)}) reads back as something else")
    return lost


def _pairs(plan: Plan, back: Plan) -> list[tuple[object, object]]:
    from itertools import zip_longest

    return list(zip_longest(plan.work, back.work))


def _name(item: object) -> str:
    if isinstance(item, SupersetItem):
        return " + ".join(member.exercise for member in item.superset)
    if isinstance(item, EmomItem | AmrapItem | ForTimeItem):
        return clocked_name(item)
    inner = item.interval if isinstance(item, IntervalItem) else item
    return getattr(inner, "exercise", "")


def bare_item(item: object) -> dict[str, object]:
    """An item without what text never says: own cues and where it stood."""
    assert isinstance(item, BaseModel)
    return item.model_dump(exclude_none=True, exclude={"cues", "focus", "variant", "switch_ms"})


def plan_of_plain_text(text: str) -> Plan:
    """The plan that the text is.

    Raises:
        InputError: if it is none.
    """
    from datetime import date

    from mmc_audio.importing.flow import ImportWish, imported_plans
    from mmc_audio.importing.source import SourceFile

    wish = ImportWish(format="text")
    result = imported_plans(SourceFile("the text", text.encode()), wish, date(2026, 1, 5))
    return read_plan(result.plans[0].text, "the text")
