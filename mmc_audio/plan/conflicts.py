"""Keys of an exercise that exclude each other."""

from collections.abc import Mapping
from itertools import combinations

COUNTS = ("reps", "amrap", "hold", "duration", "breaths", "distance")
"""The ways to say how long a set is; an exercise has one of them."""

OF_REPS = ("warmup", "drops", "rest_pause", "myo", "only")
"""Keys that say how repetitions are done. A set by the clock, of a hold or a distance has none."""

_DURING = tuple(key for key in OF_REPS if key != "warmup")

_UNTIMED = {
    "hold": "a hold",
    "duration": "continuous work",
    "distance": "a distance",
    "breaths": "a hold counted in breaths",
}

CONFLICTS: Mapping[tuple[str, str], str] = (
    {
        pair: f"a set has one measure; keep `{pair[0]}` or `{pair[1]}`"
        for pair in combinations(COUNTS, 2)
    }
    | {
        (key, moving): f"{noun} has no {moving}; delete one of them"
        for key, noun in _UNTIMED.items()
        for moving in ("tempo", "start_phase", *_DURING)
    }
    | {
        (key, "warmup"): f"{noun} has no warm-up sets; write them as an item of their own"
        for key, noun in (*_UNTIMED.items(), ("amrap", "a set by the clock"))
    }
    | {
        (
            "amrap",
            extra,
        ): f"a set by the clock has no {extra}; write `reps` for it, or delete `{extra}`"
        for extra in _DURING
    }
)
"""Keys of an exercise that exclude each other, and what to do."""
