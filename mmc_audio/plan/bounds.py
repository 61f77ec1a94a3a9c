"""Bounds and usual values that plans, options, the configuration and the pages share, each once."""

from collections.abc import Mapping

MAX_REPS = 1000
MAX_SETS = 100

PACE = 150
"""Words per minute where nobody asks for others."""
PACES = range(80, 401)
"""Words per minute that may be asked for."""

LOUDNESS = range(-24, -13)
"""LUFS that a session can be brought to."""

HEAVIEST: Mapping[str, float] = {"percent": 150.0, "kg": 1000.0, "lb": 1000.0}
"""The heaviest load by its unit."""
