"""A whole batch: find the plans, have them done, keep the journal, write the report."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from time import perf_counter
from typing import Protocol

from mmc_audio._lib.atomic import check_writable, sweep
from mmc_audio.batch.journal import Journal, PlanState, states, write_report
from mmc_audio.batch.plans import find_plans, outputs
from mmc_audio.batch.task import BatchResult, BatchTask, as_data
from mmc_audio.rendering.overrides import Overrides

Watch = Callable[[str, int, int], None]


class TaskPool(Protocol):
    """Who does the tasks."""

    def run(self, tasks: Sequence[BatchTask]) -> Iterator[BatchResult]:
        """Do them; yield each result as it comes."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What is asked for."""

    patterns: tuple[str, ...]
    output: Path
    choice: Overrides = field(default_factory=Overrides)
    workers: int = 1
    scheduler: str | None = None
    shared: bool = False
    """Whether cluster workers see the plans and the output folder under the same paths."""
    resume: bool = False
    root: Path | None = None
    """Sessions are in `output` as their plans are below it; left out, below the deepest folder that
    they share."""


@dataclass(frozen=True, slots=True)
class BatchReport:
    """How it went."""

    results: tuple[BatchResult, ...]
    wall_s: float
    path: Path

    @property
    def failed(self) -> tuple[BatchResult, ...]:
        """The plans that failed."""
        return tuple(result for result in self.results if not result.ok)


def run_batch(batch: Batch, watch: Watch) -> BatchReport:
    """Render all plans of `batch`; one that fails is reported and the rest go on.

    Raises:
        MmcError: if the batch as a whole cannot be done: no plans, no scheduler, no place.
    """
    began = perf_counter()
    plans = find_plans(batch.patterns)
    check_writable(batch.output)
    for folder in batch.output.glob("[!.]*/"):
        sweep(folder)
    tasks = _tasks(plans, batch)
    with _pool(batch) as pool:
        journal = Journal(batch.output, tasks, resume=batch.resume)
        results = _all(tasks, pool, journal, watch)
    wall = perf_counter() - began
    ordered = tuple(sorted(results, key=lambda result: result.plan))
    return BatchReport(ordered, wall, write_report(batch.output, _summary(ordered, wall)))


def _all(
    tasks: list[BatchTask], pool: TaskPool, journal: Journal, watch: Watch
) -> list[BatchResult]:
    done = [(task, journal.done(task)) for task in tasks]
    results = [replace(result, unchanged=True) for _, result in done if result]
    todo = {task.plan: task for task, result in done if result is None}
    watch("Plans", len(results), len(tasks))
    for result in pool.run(list(todo.values())) if todo else ():
        journal.add(todo[result.plan], result)
        results.append(result)
        watch("Plans", len(results), len(tasks))
    return results


def batch_states(batch: Batch) -> Mapping[str, PlanState]:
    """Which plans of `batch` are rendered, have changed since, or are missing; renders nothing.

    Raises:
        MissingError: if there are no plans.
        UsageError: if two plans would write the same files.
    """
    return states(batch.output, _tasks(find_plans(batch.patterns), batch))


def _tasks(plans: Sequence[Path], batch: Batch) -> list[BatchTask]:
    places = outputs(plans, batch.output, batch.root)
    return [_task(plan, place, batch) for plan, place in places.items()]


def _task(plan: Path, place: Path, batch: Batch) -> BatchTask:
    if batch.scheduler and batch.shared:
        plan, place = plan.absolute(), place.absolute()
    return BatchTask(str(plan), str(place), **asdict(batch.choice))


def _pool(batch: Batch) -> AbstractContextManager[TaskPool]:
    if batch.scheduler:
        from mmc_audio.batch.cluster import ClusterPool

        return ClusterPool(batch.scheduler, shared=batch.shared)
    from mmc_audio.batch.local import LocalPool

    return LocalPool(batch.workers)


def _summary(results: tuple[BatchResult, ...], wall: float) -> dict[str, object]:
    audio = sum(result.duration_s for result in results)
    return {
        "version": 1,
        "plans": len(results),
        "rendered": sum(result.ok and not result.unchanged for result in results),
        "unchanged": sum(result.ok and result.unchanged for result in results),
        "failed": sum(not result.ok for result in results),
        "audio_s": round(audio, 1),
        "wall_s": round(wall, 3),
        "cpu_s": round(sum(result.cpu_s for result in results), 3),
        "results": [{k: v for k, v in as_data(r).items() if k != "files"} for r in results],
    }
