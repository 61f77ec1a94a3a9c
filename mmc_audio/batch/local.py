"""Tasks on this machine: processes side by side, each watched, each replaced when it dies."""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from queue import Empty, Queue
from subprocess import PIPE
from threading import Thread

from mmc_audio._lib.child import Child, Launch, Streams
from mmc_audio._lib.closing import Closing
from mmc_audio._lib.interpreter import interpreter
from mmc_audio._lib.temporary import TemporaryFolder
from mmc_audio.batch.task import FAILED, BatchResult, BatchTask, as_data, result_of

WORKER = "mmc_audio.batch.worker:main"

ATTEMPTS = 2
"""A task whose worker died is tried once more, in another worker."""

GRACE_S = 5.0

STDERR = 2
"""Where a worker complains: where this process does."""


class BatchWorker:
    """One process; asked one thing at a time.

    Args:
        folder: for its temporary files.
    """

    def __init__(self, folder: str) -> None:
        launch = Launch({**os.environ, "TMPDIR": folder})
        streams = Streams(PIPE, PIPE, STDERR)
        self._process = Child(interpreter(WORKER, str(os.getpid())), streams, launch)

    def run(self, task: BatchTask) -> BatchResult:
        """Have the task done.

        Raises:
            WorkerDiedError: if the process ended before it answered, or answered nonsense.
        """
        try:
            self._process.stdin.write(json.dumps(as_data(task)).encode() + b"\n")
            self._process.stdin.flush()
            return result_of(json.loads(self._process.stdout.readline()))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise WorkerDiedError from error

    def end(self) -> None:
        """Let it end by itself, which it does when there is no more input; else make it."""
        with suppress(OSError):  # it is dead, and what was to be written is lost
            self._process.stdin.close()
        self._process.close(GRACE_S)

    def kill(self) -> None:
        """End it at once; any thread may."""
        self._process.kill()


class WorkerDiedError(Exception):
    """Raised when a worker process ended before it answered."""


class LocalPool(Closing):
    """`size` workers for many tasks; a context manager that leaves no process behind."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._tasks: Queue[tuple[BatchTask, int]] = Queue()
        self._results: Queue[BatchResult | BaseException] = Queue()
        self._workers: set[BatchWorker] = set()
        self._threads: list[Thread] = []
        self._closing = False
        # Workers are killed, and could not clear away their temporary files themselves.
        self._folder = TemporaryFolder()

    def close(self) -> None:
        """Kill the workers, and wait for them."""
        self._closing = True
        for worker in list(self._workers):
            worker.kill()
        for thread in self._threads:
            thread.join()
        self._folder.close()

    def run(self, tasks: Sequence[BatchTask]) -> Iterator[BatchResult]:
        """Do the tasks; yields each result as it comes."""
        for task in tasks:
            self._tasks.put((task, 1))
        for _ in range(min(self._size, len(tasks))):
            self._threads.append(Thread(target=self._serve, daemon=True))
            self._threads[-1].start()
        for _ in tasks:
            result = self._results.get()
            if isinstance(result, BaseException):
                raise result
            yield result

    def _serve(self) -> None:
        """One worker's life: task after task, and a new process after a death."""
        worker: BatchWorker | None = None
        try:
            while not self._closing:
                task, attempt = self._tasks.get_nowait()
                worker = worker or self._hire()
                worker = self._do(worker, task, attempt)
        except Empty:
            pass
        except BaseException as error:  # noqa: BLE001 - handed to the thread that waits for results
            self._results.put(error)
        if worker:
            self._dismiss(worker)

    def _do(self, worker: BatchWorker, task: BatchTask, attempt: int) -> BatchWorker | None:
        try:
            self._results.put(worker.run(task))
        except WorkerDiedError:
            worker.kill()
            self._dismiss(worker)
            if not self._closing:
                self._again(task, attempt)
            return None
        return worker

    def _again(self, task: BatchTask, attempt: int) -> None:
        if attempt < ATTEMPTS:
            self._tasks.put((task, attempt + 1))
            return
        why = f"{task.plan}: the worker died {ATTEMPTS} times on this plan; render it alone with -v"
        self._results.put(BatchResult(task.plan, FAILED, (why,)))

    def _hire(self) -> BatchWorker:
        worker = BatchWorker(self._folder.name)
        self._workers.add(worker)
        if self._closing:
            worker.kill()
        return worker

    def _dismiss(self, worker: BatchWorker) -> None:
        self._workers.discard(worker)
        worker.end()
