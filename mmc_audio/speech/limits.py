"""How long an answer may take, and how many workers the memory allows."""

from mmc_audio._lib.memory import free_mb

BUSY = 10
"""How many times longer than on an idle core an answer may take."""


class TimeLimit:
    """After how many seconds a worker counts as hung: by the engine's speed, as it is measured.

    Args:
        character_s: seconds for a character, until something slower was seen.
        start_s: seconds for starting.
    """

    def __init__(self, character_s: float, start_s: float = 1.0) -> None:
        self._character_s, self._start_s = character_s, start_s

    def __call__(self, text: str) -> float:
        """Seconds for `text`."""
        return BUSY * (self._start_s + self._character_s * len(text))

    def learn(self, text: str, seconds: float) -> None:
        """Note how long an answer took; the slowest counts."""
        self._character_s = max(self._character_s, seconds / max(len(text), SHORT))


SHORT = 20
"""Characters: what is shorter says little of the speed."""
FREE_SHARE = 0.5
"""Of the free memory, what workers may take together."""


def affordable(workers: int, memory_mb: int) -> int:
    """How many of `workers` processes of that size the free memory allows; at least one."""
    free = free_mb()
    if free is None:
        return workers
    return max(1, min(workers, int(free * FREE_SHARE) // memory_mb))
