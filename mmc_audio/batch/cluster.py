"""Tasks on a Dask cluster: the same work, on workers that a scheduler knows."""

import asyncio
import gc
import logging
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mmc_audio import __version__
from mmc_audio._lib.closing import Closing
from mmc_audio.batch.post import Inbox, sent
from mmc_audio.batch.task import (
    FAILED,
    BatchResult,
    BatchTask,
    as_data,
    result_of,
    run_task,
    task_of,
)
from mmc_audio.errors import MmcError, UnavailableError
from mmc_audio.speech.tool_versions import SESSION, versions

if TYPE_CHECKING:
    from distributed import Client

ANSWER_S = 10
"""Seconds a scheduler has to answer."""

AHEAD = 2
"""Tasks given to the scheduler for each thread of its workers. More would fill the workers' memory
with sessions that wait to be fetched, and the scheduler's with plans."""

PARTS = (*SESSION, "hibari-tts", "onnxruntime", "espeakng-loader")
"""What decides the bytes of a session besides us; the same everywhere, or results would differ."""


class ClusterPool(Closing):
    """The workers of the scheduler at `address`, such as `tls://10.0.0.5:8786`.

    Args:
        address: as Dask writes it.
        shared: whether workers see plans and output under the same paths; nothing is sent then.

    Raises:
        UnavailableError: if Dask is not installed, the scheduler does not answer, it has no
            workers, or they run another version.
    """

    def __init__(self, address: str, *, shared: bool = False) -> None:
        self._address, self._shared = address, shared
        self._inbox = Inbox()
        self._client = _connect(address)
        try:
            _check_workers(self._client, address)
        except BaseException:
            self._client.close()
            raise

    def close(self) -> None:
        """Disconnect from the scheduler."""
        self._client.close(timeout=ANSWER_S)

    def run(self, tasks: Sequence[BatchTask]) -> Iterator[BatchResult]:
        """Do the tasks; yields each result as it comes.

        Raises:
            UnavailableError: if the scheduler goes away.
        """
        try:
            yield from self._run(tasks)
        except (CancelledError, OSError) as error:
            fix = "start it again, and go on with --resume"
            raise UnavailableError(f"the scheduler at {self._address} is gone; {fix}") from error

    def _run(self, tasks: Sequence[BatchTask]) -> Iterator[BatchResult]:
        from distributed import as_completed

        todo = iter(tasks)
        at_work: dict[Any, BatchTask] = {}
        done = as_completed(loop=self._client.loop)
        yield from self._hand_out(todo, at_work, done)
        for future in done:
            task = at_work.pop(future)
            yield self._result(future, task)
            future.release()
            yield from self._hand_out(todo, at_work, done)

    def _hand_out(
        self,
        todo: Iterator[BatchTask],
        at_work: dict[Any, BatchTask],
        done: Any,  # noqa: ANN401 - Dask's
    ) -> Iterator[BatchResult]:
        """Submit what the workers can take; yields results of tasks that cannot be sent."""
        while len(at_work) < self._room():
            task = next(todo, None)
            if task is None:
                return
            try:
                data = as_data(task if self._shared else sent(task))
            except MmcError as error:
                yield BatchResult(task.plan, error.exit_code, (str(error),))
                continue
            future = self._client.submit(_work, data, pure=False)
            at_work[future] = task
            done.add(future)

    def _room(self) -> int:
        threads: dict[str, int] = self._client.nthreads()
        return AHEAD * max(sum(threads.values()), 1)

    def _result(self, future: Any, task: BatchTask) -> BatchResult:  # noqa: ANN401 - a Dask future
        error = future.exception()
        if error is None:
            return self._inbox.receive(result_of(future.result()), Path(task.output))
        cause = type(error).__name__
        why = f"{task.plan}: no worker could finish it ({cause}); see the workers' logs"
        return BatchResult(task.plan, FAILED, (why,))


def _work(data: dict[str, Any]) -> dict[str, Any]:
    """Runs on a worker."""
    return as_data(run_task(task_of(data)))


def _parts() -> dict[str, str]:
    """Versions here; runs on a worker too."""
    return {"mmc-audio": __version__, **versions(PARTS)}


def _connect(address: str) -> "Client":
    try:
        from distributed import Client
    except ImportError as error:
        fix = "install it with: pip install 'mmc-audio[cluster]'"
        raise UnavailableError(f"--scheduler needs Dask; {fix}") from error
    _be_quiet()
    try:
        _require_answer(address)
        return Client(address, timeout=ANSWER_S, set_as_default=False)
    except Exception as error:  # noqa: BLE001 - whatever speaks there may answer anything
        # The client that was half made goes now: collected later, while another one starts, it
        # would wait for that one's lock for ever.
        cause = error.with_traceback(None)
        gc.collect()
        fix = "is it running, and is the address right? see docs/scale.md"
        raise UnavailableError(f"the scheduler at {address} does not answer; {fix}") from cause


def _require_answer(address: str) -> None:
    """Connect once, and see that a scheduler answers in time.

    Dask's client waits without end for one that takes the connection and then says nothing.
    """
    with ThreadPoolExecutor(1) as beside:  # a caller may have a loop of its own
        beside.submit(asyncio.run, _greet(address)).result()


async def _greet(address: str) -> None:
    from distributed.comm.core import connect
    from distributed.security import Security

    how = Security().get_connection_args("client")
    comm = await asyncio.wait_for(connect(address, timeout=ANSWER_S, **how), ANSWER_S)
    comm.abort()


def _be_quiet() -> None:
    """What goes wrong is reported as errors; Dask would report it again, with tracebacks."""
    for name in logging.root.manager.loggerDict:
        if name.split(".")[0] in ("distributed", "tornado"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _check_workers(client: "Client", address: str) -> None:
    _check_dask(client, address)
    workers: dict[str, Any] = client.run(_parts, on_error="return")
    if not workers:
        raise UnavailableError(f"the scheduler at {address} has no workers; start some first")
    for worker, parts in workers.items():
        _check_parts(worker, parts)


def _check_dask(client: "Client", address: str) -> None:
    found: Any = client.get_versions(check=False)
    here = found["client"]["packages"]["distributed"]
    others = {f"the scheduler at {address}": found["scheduler"], **found["workers"]}
    for who, what in others.items():
        there = what and what["packages"]["distributed"]
        if there != here:
            name = who if who.startswith("the ") else f"worker {who}"
            raise UnavailableError(
                f"{name} runs Dask distributed {there}, here it is {here}; "
                "install the same version everywhere"
            )


def _check_parts(worker: str, there: object) -> None:
    if not isinstance(there, Mapping):
        raise UnavailableError(
            f"worker {worker} has no mmc-audio that can be loaded ({there}); install it there"
        )
    here = _parts()
    for name in sorted(here.keys() & there.keys()):
        if here[name] != there[name]:
            raise UnavailableError(
                f"worker {worker} has {name} {there[name]}, here it is {here[name]}; "
                "install the same version there, so that all sessions come out the same"
            )
