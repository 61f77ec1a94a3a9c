"""Work on what is typed: only the newest counts, and what came too late is dropped."""

from asyncio import sleep
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

Question = TypeVar("Question")
Reply = TypeVar("Reply")


class LatestWorker(Generic[Question, Reply]):
    """Runs `work` on one question at a time.

    Questions that come meanwhile wait, and only the newest of them is worked on next. An answer is
    given to `show` only while no newer question was asked.

    Args:
        work: answers a question, elsewhere than in the event loop.
        show: is given each answer that is still wanted.
        pause_s: work begins when no newer question came for so long.
    """

    def __init__(
        self,
        work: Callable[[Question], Awaitable[Reply]],
        show: Callable[[Reply], None],
        *,
        pause_s: float = 0.0,
    ) -> None:
        self._work, self._show, self._pause_s = work, show, pause_s
        self._waiting: list[Question] = []
        self._running = False

    async def ask(self, question: Question) -> None:
        """Ask; returns at once while an earlier question is worked on."""
        self._waiting = [question]
        if self._running:
            return
        self._running = True
        try:
            while self._waiting:
                await self._settled()
                answer = await self._work(self._waiting.pop())
                if not self._waiting:
                    self._show(answer)
        finally:
            self._running = False

    async def _settled(self) -> None:
        newest = None
        while self._pause_s and self._waiting[-1] is not newest:
            newest = self._waiting[-1]
            await sleep(self._pause_s)
