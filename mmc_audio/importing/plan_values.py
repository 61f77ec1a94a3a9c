"""One set as keys of a plan, each with a comment where something was assumed or is lost."""

from collections.abc import Iterator

from mmc_audio.importing.model import WorkoutSet
from mmc_audio.importing.plan_language import LANGUAGE
from mmc_audio.importing.plan_weights import PlanKey, load_keys
from mmc_audio.importing.yaml_text import one_line, quoted_text
from mmc_audio.plan.notation.distance import MOST_METRES
from mmc_audio.plan.notation.number import decimal
from mmc_audio.plan.notation.tempo import format_tempo, parse_tempo
from mmc_audio.units import Ms

ASSUMED_CAP = "60s"
"""For as many repetitions as possible, where nobody says how long that may take."""
CONTINUOUS_FROM: Ms = 180_000
"""A length of this and more is continuous work and no hold, where the exercise does not say."""
BREATH_MS: Ms = 5000
"""About one slow breath."""
MOST_BOUTS = 20
"""`4 x strides` is four bouts; no session has more of them."""
LONGEST_HOLD: Ms = 3_600_000
FAST_M_PER_S, WALK_M_PER_S = 2.5, 1.0
"""Usual paces of a run or a machine over a distance, and of a loaded carry."""
CARRY_UP_TO_M = 100
"""Shorter distances without a length are carries and sleds."""


_BARE = {"bodyweight", "named"}
"""Units without a number."""


def usable(one: WorkoutSet) -> bool:
    """Whether a plan can hold the numbers of a set."""
    longest = LONGEST_HOLD * 12
    weight = one.weight.value if one.weight and one.weight.unit not in _BARE else 1
    return (
        (one.reps is None or one.reps[1] <= 1000)
        and (one.length_ms is None or 1000 <= one.length_ms <= longest)
        and (one.rest_ms is None or one.rest_ms <= LONGEST_HOLD)
        and 0 < weight <= 1000
    )


def length_text(ms: Ms) -> str:
    """`90s`, `2 min`, `1 h`: as a person writes it."""
    for size, unit in ((3_600_000, " h"), (60_000, " min")):
        if ms >= size and ms % size == 0 and ms // size <= 90:
            return f"{ms // size}{unit}"
    return f"{decimal(ms)}s"


def set_keys(one: WorkoutSet, count: int | None, metric: str) -> list[PlanKey]:
    """What `count` such sets are; None where the file does not say how many."""
    measure = list(_measure(one, count, metric))
    moves = any(key.key in {"sets", "reps", "amrap"} for key in measure)
    still = any(key.key in {"hold", "duration", "breaths", "distance"} for key in measure)
    return [*measure, *_tempo(one, moves=moves and not still), *load_keys(one)]


KIND_WORDS = {
    "normal": "", "warmup": "warm-up", "drop": "drop set", "failure": "to failure",
    "rest_pause": "", "myo": "", "twenty_ones": "",
}  # fmt: skip
TECHNIQUES = {
    "rest_pause": PlanKey("rest_pause", "{pauses: 2, rest: 15s}", "assumed"),
    "myo": PlanKey("myo", "{mini: 4x4, rest: 15s}", "assumed"),
    "twenty_ones": PlanKey("reps", "7 low + 7 high + 7 full"),
}
"""What a set is besides its reps, as far as a file says it."""


def with_kind(keys: list[PlanKey], one: WorkoutSet) -> list[PlanKey]:
    """The keys, the first with what type the set is."""
    if one.kind == "twenty_ones":
        kept = [key for key in keys if key.key not in {"sets", "reps"}]
        count = [PlanKey("sets", key.value.partition("x")[0]) for key in keys if key.key == "sets"]
        return [*count, TECHNIQUES[one.kind], *kept]
    if one.cluster:
        return list(_cluster(keys, one))
    if one.mini:
        return [*keys, PlanKey("myo", f"{{mini: {one.mini}, rest: 15s}}", "the rest is assumed")]
    if one.kind in TECHNIQUES and any(key.key in {"sets", "reps"} for key in keys):
        return [*keys, TECHNIQUES[one.kind]]
    words = KIND_WORDS[one.kind]
    if not words or not keys:
        return keys
    first = keys[0]
    both = "; ".join(filter(None, (words, first.comment)))
    return [PlanKey(first.key, first.value, both), *keys[1:]]


def _cluster(keys: list[PlanKey], one: WorkoutSet) -> Iterator[PlanKey]:
    """The groups in the place of their sum, and the pause between them."""
    for key in keys:
        if key.key == "sets":
            yield PlanKey("sets", key.value.partition("x")[0])
        if key.key in {"sets", "reps"}:
            yield PlanKey("reps", one.cluster + "/side" * (one.side == "each"))
        else:
            yield key
    if one.pause_ms:
        yield PlanKey("pause", length_text(one.pause_ms))


def _measure(one: WorkoutSet, count: int | None, metric: str) -> Iterator[PlanKey]:
    """Repetitions, a hold, a time, breaths, as many as possible."""
    side = "/side" if one.side == "each" else ""
    endless = one.all_out and metric in TIMED
    if (one.reps or one.all_out) and not one.length_ms and (metric in _UNREPEATED or endless):
        yield from _unrepeated(one, count, metric)
        yield from _one_side(one)
        return
    if _held_reps(one, count, metric):
        held = decimal(one.length_ms or 0)
        yield PlanKey("sets", f"1x{count}{side}", f"{count} times {held} s in the file")
        yield PlanKey("tempo", quoted_text(f"2-0-1-{held}"), "assumed")
        yield from _one_side(one)
        return
    if one.reps and not one.all_out and not (one.length_ms and metric in TIMED):
        yield _reps(one, count, side)
        yield from _one_side(one)
        return
    single = one.length_ms or one.breaths or one.distance_m or one.all_out
    if count is not None and (count > 1 or single):
        yield PlanKey("sets", str(count))
    yield from _length(one, metric)
    if one.side:
        yield PlanKey("side", one.side)


HELD_UP_TO: Ms = 10_000
HELD_FROM = 5
"""`10 x 5 sec` of what is counted in reps is a set of ten, each held for five seconds."""


def _held_reps(one: WorkoutSet, count: int | None, metric: str) -> bool:
    alone = not (one.reps or one.all_out or one.distance_m or one.tempo)
    held = alone and one.length_ms is not None and one.length_ms <= HELD_UP_TO
    return held and metric == "reps" and (count or 0) >= HELD_FROM


TIMED = {"time", "counted"}
"""What goes on by the clock."""
_UNREPEATED = {"hold", "breaths", "time"}
"""What the catalogue does not count in repetitions."""


COUNTED_FROM = 3
"""So many reps of a hold are moved through; one or two are holds of the usual length."""
HELD_REP_MS: Ms = 3000
"""A repetition of what is held here: up, a moment at the top, and down."""


def _unrepeated(one: WorkoutSet, count: int | None, metric: str) -> Iterator[PlanKey]:
    """How many sets of what cannot be counted in repetitions; `4 x strides` is four of them."""
    if metric == "time" and one.reps and not one.all_out and count == 1 < one.reps[1] <= MOST_BOUTS:
        yield PlanKey("sets", str(one.reps[1]))
        return
    many = one.reps is not None and one.reps[1] >= COUNTED_FROM
    counted = many and not one.all_out and metric == "hold"
    words = f"{one.reps[1]} rep{'s' * (one.reps[1] > 1)}" if one.reps else ""
    whose = words if words and not one.all_out else "as long as you can"
    comment = f"{whose} in the file; this is held, or goes on"
    if count is not None:
        yield PlanKey("sets", str(count), "" if counted else comment)
    if counted and one.reps:
        length = min(one.reps[1] * max(HELD_REP_MS, _peak_ms(one)), LONGEST_HOLD)
        yield PlanKey("hold", length_text(length), f"{whose} in the file: about so long")
        yield from [PlanKey("side", "each")] * (one.side == "each")
    elif count is None:
        yield PlanKey("", "", comment)


def _peak_ms(one: WorkoutSet) -> Ms:
    """How long each repetition is held at the top."""
    try:
        return parse_tempo(one.tempo).peak if one.tempo else 0
    except ValueError:
        return 0


def _one_side(one: WorkoutSet) -> Iterator[PlanKey]:
    if one.side in {"left", "right"}:
        yield PlanKey("side", str(one.side))


def _reps(one: WorkoutSet, count: int | None, side: str) -> PlanKey:
    low, high = one.reps or (1, 1)
    reps = f"{low}" if low == high else f"{low}-{high}"
    comment = f"{reps}+ in the file: more if they come" if one.open_end else ""
    if one.length_ms:
        comment = "; ".join(filter(None, (comment, f"{length_text(one.length_ms)} in the file")))
    plus = "+" if one.open_end and LANGUAGE.open_end else ""
    if plus:
        comment = ""
    if count is None:
        return PlanKey("reps", f"{reps}{plus}{side}", comment)
    return PlanKey("sets", f"{count}x{reps}{plus}{side}", comment)


def _length(one: WorkoutSet, metric: str) -> Iterator[PlanKey]:
    if one.all_out and LANGUAGE.all_out and not one.length_ms:
        yield PlanKey("reps", "failure", _most(one))
    elif one.all_out:
        yield PlanKey("reps", "AMRAP", _most(one))
        cap = length_text(one.length_ms) if one.length_ms else ASSUMED_CAP
        yield PlanKey("cap", cap, "" if one.length_ms else "assumed")
    elif one.breaths and metric == "reps":
        yield PlanKey("reps", str(one.breaths), f"{one.breaths} breaths in the file")
    elif one.breaths and metric == "any" and not LANGUAGE.any_name:
        length = length_text(one.breaths * BREATH_MS)
        yield PlanKey("hold", length, f"{one.breaths} breaths in the file: about so long")
    elif one.breaths:
        yield PlanKey("breaths", str(one.breaths))
    elif one.distance_m and not one.length_ms:
        yield PlanKey("distance", _far(one.distance_m))
    elif one.length_ms:
        comment = f"{one.distance_m:g} m" if one.distance_m else ""
        yield PlanKey(_length_key(one, metric), length_text(one.length_ms), comment)


def _most(one: WorkoutSet) -> str:
    return f"{one.reps[1]} in the file" if one.reps else ""


def _length_key(one: WorkoutSet, metric: str) -> str:
    length = one.length_ms or 0
    if one.distance_m or metric in TIMED or length > LONGEST_HOLD:
        return "duration"
    if metric == "reps" and length < CONTINUOUS_FROM and not one.held:
        return "amrap"
    return "duration" if metric in {"any", "reps"} and length >= CONTINUOUS_FROM else "hold"


def _far(distance_m: float) -> str:
    metres = max(1, min(round(distance_m), MOST_METRES))
    return f"{metres // 1000}km" if metres % 1000 == 0 else f"{metres}m"


def pace_ms(distance_m: float) -> Ms:
    """About how long a distance takes, in steps of five seconds."""
    pace = WALK_M_PER_S if distance_m <= CARRY_UP_TO_M else FAST_M_PER_S
    return max(5, min(round(distance_m / pace / 5) * 5, 3600)) * 1000


def _tempo(one: WorkoutSet, *, moves: bool) -> Iterator[PlanKey]:
    if not one.tempo:
        return
    try:
        tempo = format_tempo(parse_tempo(one.tempo))
    except ValueError:
        yield PlanKey("", "", f"tempo {one_line(one.tempo)} in the file: not understood")
        return
    if moves:
        yield PlanKey("tempo", quoted_text(tempo))
    else:
        yield PlanKey("", "", f"tempo {tempo} in the file: this has none")
