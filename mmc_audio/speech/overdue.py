"""Whether a worker that has not answered hangs, or only has to wait for a busy machine.

A limit in seconds of the clock alone fails on a machine that others keep busy: a model that takes
13 s of processor time to load and to measure its voice has not answered after 60 s where it gets a
fifth of a core. So once the limit is over, the work counts: a worker hangs if it does nothing, or
if it has worked for longer than the text can take.
"""

import time
from collections.abc import Callable

LOOKS_FROM = 0.5
"""Of the limit: the work is looked at from then on, since most answers come sooner."""
LOOK_S = 1.0
"""Between two looks: each reads all processes."""
WORK_SHARE = 0.4
"""Of the limit, which is ten times what an idle core takes: the work that is too much from then."""
STILL_S = 10.0
"""Without any work: a process gets a turn sooner, however busy the machine is."""
STILL_SHARE = 0.4
"""Of the limit, where that is less."""
MOST = 20
"""Times the limit, after which it is over whatever was done."""

Work = Callable[[], float | None]
"""Seconds of processor time that were spent so far; None where that is not known."""


class Overdue:
    """Says when one answer counts as overdue. Made when it is asked for; called now and then.

    Args:
        limit_s: seconds that it may take by the clock, at least.
        work: of the worker and of all that it started.
        clock: seconds.
    """

    def __init__(
        self, limit_s: float, work: Work, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._limit_s, self._work, self._clock = limit_s, work, clock
        self._began = clock()
        self._looked = self._moved = float("-inf")
        self._first: float | None = None
        self._last: float | None = None

    def __call__(self) -> bool:
        """Whether it is overdue by now."""
        now = self._clock()
        passed = now - self._began
        if passed > self._limit_s * LOOKS_FROM:
            self._look(now)
        if passed <= self._limit_s:
            return False
        return passed > MOST * self._limit_s or self._is_still(now) or self._has_worked_enough()

    def _look(self, now: float) -> None:
        if now - self._looked < min(LOOK_S, self._limit_s / 10):
            return
        self._looked, found = now, self._work()
        if self._first is None:
            self._first = found
        if found is not None and (self._last is None or found > self._last):
            self._moved, self._last = now, found

    def _is_still(self, now: float) -> bool:
        return now - self._moved >= min(STILL_S, STILL_SHARE * self._limit_s)

    def _has_worked_enough(self) -> bool:
        return (self._last or 0.0) - (self._first or 0.0) > WORK_SHARE * self._limit_s
