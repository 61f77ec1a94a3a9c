"""What a lifter writes for time, load and repetitions, read into the model and printed again.

Each `parse_` raises ValueError with `what is wrong; what to write`, and gives back what its
`format_` prints.
"""

from mmc_audio.plan.notation.duration import MAX_DURATION_MS, format_duration, parse_duration
from mmc_audio.plan.notation.load import format_load, parse_load
from mmc_audio.plan.notation.sets import (
    MAX_REPS,
    MAX_SETS,
    Sets,
    Work,
    format_reps,
    format_sets,
    format_work,
    parse_reps,
    parse_sets,
    parse_work,
)
from mmc_audio.plan.notation.tempo import FAST_MS, format_tempo, parse_tempo

__all__ = [
    "FAST_MS",
    "MAX_DURATION_MS",
    "MAX_REPS",
    "MAX_SETS",
    "Sets",
    "Work",
    "format_duration",
    "format_load",
    "format_reps",
    "format_sets",
    "format_tempo",
    "format_work",
    "parse_duration",
    "parse_load",
    "parse_reps",
    "parse_sets",
    "parse_tempo",
    "parse_work",
]
