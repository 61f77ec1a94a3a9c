"""Tasks on a Dask cluster: the same work, on workers that a scheduler knows."""

import logging
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from mmc_audio import __version__
from mmc_audio.batch.task import FAILED, Result, Task, as_data, result_of, run_task, task_of
from mmc_audio.errors import UnavailableError

if TYPE_CHECKING:
    from distributed import Client

ANSWER_S = 10
"""Seconds a scheduler has to answer."""

RETRIES = 1
"""How often the scheduler gives a task to another worker when one dies with it."""


class ClusterPool:
    """The workers of the scheduler at `address`, such as `tcp://10.0.0.5:8786`.

    Raises:
        UnavailableError: if Dask is not installed, the scheduler does not answer, it has no
            workers, or they run another version.
    """

    def __init__(self, address: str) -> None:
        self._client = _connect(address)
        try:
            _check_workers(self._client, address)
        except BaseException:
            self._client.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close(timeout=ANSWER_S)

    def run(self, tasks: Sequence[Task]) -> Iterator[Result]:
        """Do the tasks; yields each result as it comes."""
        from distributed import as_completed

        futures = {
            self._client.submit(_work, as_data(task), pure=False, retries=RETRIES): task
            for task in tasks
        }
        for future in as_completed(list(futures)):
            yield self._result(future, futures.pop(future))
            future.release()

    def _result(self, future: Any, task: Task) -> Result:  # noqa: ANN401 - a Dask future
        error = future.exception()
        if error is None:
            return result_of(future.result())
        cause = type(error).__name__
        why = f"{task.plan}: no worker could finish it ({cause}); see the workers' logs"
        return Result(task.plan, FAILED, (why,))


def _work(data: dict[str, Any]) -> dict[str, Any]:
    """Runs on a worker."""
    return as_data(run_task(task_of(data)))


def _version() -> str:
    """Runs on a worker."""
    return __version__


def _connect(address: str) -> "Client":
    try:
        from distributed import Client
    except ImportError as error:
        mend = "install it with: pip install 'mmc-audio[cluster]'"
        raise UnavailableError(f"--scheduler needs Dask; {mend}") from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        return Client(address, timeout=ANSWER_S, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        mend = "is it running, and is the address right? see docs/scale.md"
        raise UnavailableError(f"the scheduler at {address} does not answer; {mend}") from error


def _check_workers(client: "Client", address: str) -> None:
    workers = client.scheduler_info(n_workers=-1)["workers"]
    if not workers:
        raise UnavailableError(f"the scheduler at {address} has no workers; start some first")
    for check in (_check_dask, _check_ours):
        check(client)


def _check_dask(client: "Client") -> None:
    try:
        client.get_versions(check=True)
    except ValueError as error:
        raise UnavailableError(
            "the cluster runs other versions of Dask or its parts; install the same everywhere"
        ) from error


def _check_ours(client: "Client") -> None:
    found: dict[str, Any] = client.run(_version, on_error="return")
    for worker, version in found.items():
        if version != __version__:
            other = version if isinstance(version, str) else "none that can be loaded"
            raise UnavailableError(
                f"worker {worker} has mmc-audio {other}, here it is {__version__}; "
                "install the same version there"
            )
