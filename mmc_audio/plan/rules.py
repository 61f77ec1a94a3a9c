"""What a record of the plan file is built into, and which of its keys cannot stand together."""

from itertools import combinations
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from mmc_audio.errors import Place, PlanError
from mmc_audio.plan.length import check_length
from mmc_audio.plan.model import (
    Bed,
    ExerciseItem,
    Interval,
    IntervalItem,
    Model,
    OwnCues,
    Plan,
    SupersetItem,
    VoiceChoice,
)
from mmc_audio.plan.notation import Sets, Work
from mmc_audio.plan.records import Errors, Fields

COUNTS = ("reps", "amrap", "hold", "duration", "breaths")
"""The ways to say how long a set is; an exercise has one of them."""

_UNTIMED = {"hold": "a hold", "duration": "continuous work", "breaths": "a hold counted in breaths"}

CONFLICTS: dict[tuple[str, str], str] = {
    pair: f"a set has one measure; keep `{pair[0]}` or `{pair[1]}`"
    for pair in combinations(COUNTS, 2)
} | {
    (key, moving): f"{noun} has no {moving}; delete one of them"
    for key, noun in _UNTIMED.items()
    for moving in ("tempo", "start_phase")
}
"""Keys of an exercise that exclude each other, and what to do."""

_FIELDS = {
    "amrap": "amrap_ms", "hold": "hold_ms", "duration": "duration_ms", "switch": "switch_ms",
    "rest": "rest_ms", "level": "level_db",
}  # fmt: skip
"""The model's names for keys where they are others."""

M = TypeVar("M", bound=Model)


def build(model: type[M], values: dict[str, Any], place: Place) -> M:
    """The model from values by file key; what only the model knows is told at `place`."""
    try:
        return model.model_validate({_FIELDS.get(key, key): v for key, v in values.items()})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise PlanError(f"{where}: {first['msg']}; mend the value", place) from error


def exercise(fields: Fields) -> ExerciseItem:
    """An exercise, its shorthand spread out."""
    errors = Errors()
    flat = _spread(fields, errors)
    for (one, other), why in CONFLICTS.items():
        if one in flat.places and other in flat.places:
            later = max(flat.places[one], flat.places[other], key=_position)
            errors.add(f"`{one}` and `{other}`: {why}", later)
    if flat.values.get("side") in {"left", "right"} and "switch" in flat.places:
        errors.add("one side alone is never switched; delete `switch`", flat.places["switch"])
    errors.raise_any()
    return build(ExerciseItem, flat.values | _placed(fields), fields.place)


def _spread(fields: Fields, errors: Errors) -> Fields:
    """The keys that `sets: 3x8/side`, `reps: AMRAP` and `cap` stand for."""
    flat = Fields(fields.place, dict(fields.values), dict(fields.places))
    sets, reps = flat.values.pop("sets", None), flat.values.pop("reps", None)
    flat.places.pop("reps", None)
    if isinstance(sets, Sets):
        flat.values["sets"] = sets.count
        _put(flat, sets.work, fields.places["sets"], errors)
    if isinstance(reps, Work):
        _put(flat, reps, fields.places["reps"], errors)
    _cap(flat, errors)
    return flat


def _put(flat: Fields, work: Work | None, place: Place, errors: Errors) -> None:
    for name, value in _said(work or Work()).items():
        if value is None or flat.values.get(name) == value:
            continue
        if name in flat.places:
            errors.add(
                f"`{name}` is said twice; keep one of them",
                max(place, flat.places[name], key=_position),
            )
            continue
        flat.values[name], flat.places[name] = value, place


def _said(work: Work) -> dict[str, Any]:
    side = "each" if work.each_side else None
    return {"reps": work.reps, "hold": work.hold_ms, "amrap": work.amrap or None, "side": side}


def _cap(flat: Fields, errors: Errors) -> None:
    cap, place = flat.values.pop("cap", None), flat.places.pop("cap", flat.place)
    open_ended = flat.values.get("amrap") is True
    if open_ended and cap is None:
        where = flat.places["amrap"]
        errors.add("AMRAP needs to know when the time is up; add such as `cap: 60s`", where)
    elif cap is not None and not open_ended:
        errors.add("`cap` belongs to `reps: AMRAP`; delete it or write that", place)
    if open_ended:
        flat.values["amrap"] = cap


def _position(place: Place) -> tuple[int, int]:
    return (place.line or 0, place.column or 0)


def _placed(fields: Fields) -> dict[str, Any]:
    return {"position": _position(fields.place)}


def superset(fields: Fields) -> SupersetItem:
    """Exercises in turn."""
    if len(fields.values["superset"]) < 2:
        what = "a superset has two exercises or more; add one, or write the exercise alone"
        raise PlanError(what, fields.places["superset"])
    return build(SupersetItem, fields.values | _placed(fields), fields.place)


def interval(fields: Fields) -> Interval:
    """Work and rest by the clock; without `rest`, the rounds follow at once."""
    values = dict(fields.values)
    values |= {"work_ms": values.pop("work"), "interval_rest_ms": values.pop("rest", 0)}
    return build(Interval, values, fields.place)


def interval_item(fields: Fields) -> IntervalItem:
    """An interval with the rest after its last round."""
    inner: Interval = fields.values["interval"]
    whole = inner.model_copy(update={"rest_ms": fields.values.get("rest")})
    return build(IntervalItem, {"interval": whole, **_placed(fields)}, fields.place)


def own_cues(fields: Fields) -> OwnCues:
    """A plan's own cues; `feel` is two fields in the model."""
    values = dict(fields.values)
    feel = {f"feel_{name}": text for name, text in values.pop("feel", {}).items()}
    return build(OwnCues, values | feel, fields.place)


def feel(fields: Fields) -> dict[str, str]:
    """Where an exercise is felt."""
    return fields.values


def voice(fields: Fields) -> VoiceChoice:
    """Who speaks."""
    return build(VoiceChoice, fields.values, fields.place)


def bed(fields: Fields) -> Bed:
    """Music under the voice."""
    return build(Bed, fields.values, fields.place)


def plan(fields: Fields) -> Plan:
    """The whole plan.

    Raises:
        PlanError: if nothing is to be done in it, or it lasts over 12 hours.
    """
    values = {"title": _title(fields.place.file)} | fields.values
    made = build(Plan, values, fields.place)
    if not (made.work or made.prepare or made.close):
        place = fields.places.get("work", fields.place)
        raise PlanError("nothing is to be done; add exercises under `work:`", place)
    check_length(made, fields.places.get("work", fields.place))
    return made


def _title(file: str) -> str:
    """A title from the file's name, for a plan without one."""
    words = " ".join(Path(file).stem.replace("-", " ").replace("_", " ").split())
    return "Session" if file.startswith("<") or not words else words.capitalize()[:200]
