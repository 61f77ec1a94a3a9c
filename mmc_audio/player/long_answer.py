"""Long work as an answer: each step is sent as it is done, and a page that leaves ends the work.

The answer is a stream of server-sent events: `waiting` while another page's work is done, `step`
with `stage`, `done` and `total`, and at the end `done` with the result, or `error` with one line.
"""

import asyncio
import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from starlette.types import Receive, Scope, Send

from mmc_audio._lib.long_work import LongWork, WorkEnd

Event = tuple[str, Mapping[str, Any]]
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),  # nginx would keep the steps back
]


class LongAnswer:
    """Answers one request by doing `work`, one at a time with all that share `turn`."""

    def __init__(self, work: LongWork, turn: asyncio.Lock) -> None:
        self._work = work
        self._turn = turn

    async def __call__(self, _scope: Scope, receive: Receive, send: Send) -> None:
        """Do the work, unless the page leaves before its end."""
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        sending = asyncio.ensure_future(self._tell(send))
        leaving = asyncio.ensure_future(_left(receive))
        try:
            await asyncio.wait((sending, leaving), return_when=asyncio.FIRST_COMPLETED)
        finally:
            leaving.cancel()
            sending.cancel()
            self._work.stop()
            with suppress(asyncio.CancelledError):
                await sending

    async def _tell(self, send: Send) -> None:
        if self._turn.locked():
            await _send(send, ("waiting", {}))
        async with self._turn:
            end = await self._done(send)
        last = ("error", {"error": end.error}) if end.error else ("done", end.report)
        await _send(send, last)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _done(self, send: Send) -> WorkEnd:
        """The end of the work; its steps are sent as they come."""
        loop = asyncio.get_running_loop()
        steps: asyncio.Queue[Event | None] = asyncio.Queue()

        def watch(stage: str, done: int, total: int) -> None:
            step = ("step", {"stage": stage, "done": done, "total": total})
            loop.call_soon_threadsafe(steps.put_nowait, step)

        running = loop.run_in_executor(None, self._work.run, watch)
        running.add_done_callback(lambda _: steps.put_nowait(None))
        try:
            while step := await steps.get():
                await _send(send, step)
            return await running
        finally:
            # Whoever waits for a turn begins when this process is gone, not when it is told to go.
            self._work.stop()
            await asyncio.shield(asyncio.wait([running]))


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _send(send: Send, event: Event) -> None:
    name, data = event
    body = f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()
    await send({"type": "http.response.body", "body": body, "more_body": True})
