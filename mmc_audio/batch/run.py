"""A whole batch: find the plans, have them done, keep the journal, write the report."""

import base64
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter
from typing import Protocol

from mmc_audio.batch.journal import Journal, write_report
from mmc_audio.batch.plans import find_plans, outputs
from mmc_audio.batch.task import Result, Task, as_data
from mmc_audio.errors import MmcError
from mmc_audio.library.atomic import FileGroup, check_writable
from mmc_audio.pipeline.choice import Choice
from mmc_audio.pipeline.workspace import template_folders

Watch = Callable[[str, int, int], None]


class Pool(Protocol):
    """Who does the tasks."""

    def run(self, tasks: Sequence[Task]) -> Iterator[Result]:
        """Do them; yield each result as it comes."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What is asked for."""

    patterns: tuple[str, ...]
    output: Path
    choice: Choice = field(default_factory=Choice)
    workers: int = 1
    scheduler: str | None = None
    shared: bool = False
    """Whether cluster workers see the plans and the output folder under the same paths."""
    resume: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """How it went."""

    results: tuple[Result, ...]
    wall_s: float
    path: Path

    @property
    def failed(self) -> tuple[Result, ...]:
        """The plans that failed."""
        return tuple(result for result in self.results if not result.ok)


def run_batch(batch: Batch, watch: Watch) -> Report:
    """Render all plans of `batch`; one that fails is reported and the rest go on.

    Raises:
        MmcError: if the batch as a whole cannot be done: no plans, no scheduler, no place.
    """
    began = perf_counter()
    plans = find_plans(batch.patterns)
    check_writable(batch.output)
    tasks = [_task(plan, place, batch) for plan, place in outputs(plans, batch.output).items()]
    with _pool(batch) as pool:
        results = _all(tasks, pool, Journal(batch.output, resume=batch.resume), watch)
    wall = perf_counter() - began
    ordered = tuple(sorted(results, key=lambda result: result.plan))
    return Report(ordered, wall, write_report(batch.output, _summary(ordered, wall)))


def _all(tasks: list[Task], pool: Pool, journal: Journal, watch: Watch) -> list[Result]:
    done = [(task, journal.done(task)) for task in tasks]
    results = [replace(result, unchanged=True) for _, result in done if result]
    todo = {task.plan: task for task, result in done if result is None}
    watch("Plans", len(results), len(tasks))
    for result in pool.run(list(todo.values())) if todo else ():
        task = todo[result.plan]
        received = _received(result, Path(task.output))
        journal.add(task, received)
        results.append(received)
        watch("Plans", len(results), len(tasks))
    return results


def _received(result: Result, output: Path) -> Result:
    """Put files that were sent back in their place, whole."""
    if not result.files:
        return result
    folders: dict[Path, dict[str, str]] = {}
    for name, content in result.files.items():
        path = output / name
        folders.setdefault(path.parent, {})[path.name] = content
    try:
        for folder, files in folders.items():
            with FileGroup(folder) as group:
                for name, content in files.items():
                    group.write(name, base64.b64decode(content))
    except MmcError as error:
        return Result(result.plan, error.exit_code, (str(error),))
    return replace(result, files={}, mp3=str(output / result.mp3))


def _task(plan: Path, place: Path, batch: Batch) -> Task:
    choice = batch.choice
    task = Task(str(plan), str(place), choice.engine, choice.voice, choice.pace)
    if not batch.scheduler:
        return task
    if batch.shared:
        return replace(task, plan=str(plan.absolute()), output=str(place.absolute()))
    text = plan.read_text("utf-8", "surrogateescape")
    return replace(task, text=text, templates=_templates(), send_back=True)


def _templates() -> dict[str, str]:
    """The user's own templates, the first folder's before the others'."""
    found: dict[str, str] = {}
    for folder in reversed(template_folders()):
        for path in sorted(folder.rglob("*.j2")):
            found[path.relative_to(folder).as_posix()] = path.read_text("utf-8")
    return found


def _pool(batch: Batch) -> AbstractContextManager[Pool]:
    if batch.scheduler:
        from mmc_audio.batch.cluster import ClusterPool

        return ClusterPool(batch.scheduler)
    from mmc_audio.batch.local import LocalPool

    return LocalPool(batch.workers)


def _summary(results: tuple[Result, ...], wall: float) -> dict[str, object]:
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
