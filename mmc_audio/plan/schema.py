"""The JSON Schema of a plan file, for editors: completion, hints, and a first check while typing.

It is made from the same tables the loader reads by, and is looser than the loader where a pattern
cannot say more.
"""

from mmc_audio.plan.keys import PLAN
from mmc_audio.plan.kinds import Schema

_EXAMPLE = {
    "title": "Monday arms",
    "goal": "hypertrophy",
    "work": [
        {"exercise": "biceps_curl", "sets": "3x10", "tempo": "3-0-2-1", "load": "65%"},
        {"exercise": "plank", "sets": 2, "hold": "30s", "rest": "1:00"},
    ],
    "close": ["progressive_relaxation", "reflection"],
}


def json_schema() -> Schema:
    """JSON Schema 2020-12 of the file as written, read by YAML 1.2: `rest: 75s`, not `rest_ms`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Workout plan for mmc-audio",
        "description": "What is trained in one session, and how the coach speaks.",
        **PLAN.schema(),
        "examples": [_EXAMPLE],
    }
