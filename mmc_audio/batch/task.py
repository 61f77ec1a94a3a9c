"""One plan of a batch, as plain data: what a worker is given, and what it gives back.

Workers on this machine and on a cluster run the same `run_task`, so their results are the same.
"""

import tempfile
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from threading import local
from typing import Any

from mmc_audio._lib.content_folders import from_here, only_from
from mmc_audio.errors import MmcError
from mmc_audio.rendering.flow import Renderer
from mmc_audio.rendering.overrides import Overrides
from mmc_audio.rendering.result import RenderResult

FAILED = 1

TEMPLATES = "mmc-audio-templates-"
"""How a folder begins that templates were sent to."""


@dataclass(frozen=True, slots=True)
class BatchTask:
    """One plan to render."""

    plan: str
    """Path of the plan, as the person named it."""
    output: str
    """Folder that receives this plan's collection."""
    engine: str | None = None
    voice: str | None = None
    pace: int | None = None
    readiness: str | None = None
    loudness: int | None = None
    formats: tuple[str, ...] = ()
    language_fallback: bool = False
    strict: bool = False
    sent: dict[str, bytes] = field(default_factory=dict)
    """The plan itself by its name, its music and its practice log, for workers that do not see
    their folder."""
    templates: dict[str, dict[str, bytes]] = field(default_factory=dict)
    """The user's templates by folder, in the order of search, and path in it; for workers that do
    not see them."""
    content: dict[str, dict[str, bytes]] = field(default_factory=dict)
    """The user's own sounds and exercises, by kind and name; for workers that do not see them."""
    send_back: bool = False
    """True: the files come back in the result, and nothing is left at the worker."""


@dataclass(frozen=True, slots=True)
class BatchResult:
    """How one plan went."""

    plan: str
    exit_code: int
    problems: tuple[str, ...] = ()
    mp3: str = ""
    title: str = ""
    duration_s: float = 0.0
    cues: int = 0
    unchanged: bool = False
    cpu_s: float = 0.0
    """Processor seconds the worker and its speech processes took."""
    warnings: tuple[str, ...] = ()
    """What was assumed of a plan, such as an exercise that is not known, and what did no harm."""
    files: dict[str, bytes] = field(default_factory=dict)
    """Content by path under the output folder, where the files were to be sent back."""

    @property
    def ok(self) -> bool:
        """Whether the session's files are there."""
        return self.exit_code == 0


def as_data(value: BatchTask | BatchResult) -> dict[str, Any]:
    """Plain data; JSON, where no files are sent."""
    return asdict(value)


def task_of(data: dict[str, Any]) -> BatchTask:
    """The reverse of `as_data`."""
    return BatchTask(**data)


def result_of(data: dict[str, Any]) -> BatchResult:
    """The reverse of `as_data`."""
    lists = {name: tuple(data[name]) for name in ("problems", "warnings")}
    return BatchResult(**{**data, **lists})


def run_task(task: BatchTask) -> BatchResult:
    """Render one plan; what goes wrong is in the result, never raised."""
    began = _cpu()
    if task.send_back:
        with tempfile.TemporaryDirectory(prefix="mmc-audio-") as folder:
            result = _run(replace(task, output=folder))
            result = replace(
                result, files=_packed(Path(folder), result), mp3=_under(folder, result)
            )
    else:
        result = _run(task)
    return replace(result, plan=task.plan, cpu_s=round(_cpu() - began, 4))


def _run(task: BatchTask) -> BatchResult:
    try:
        with tempfile.TemporaryDirectory(prefix="mmc-audio-") as folder:
            return _rendered(task, Path(folder))
    except OSError as error:
        return BatchResult(task.plan, FAILED, (f"{task.plan}: {error.strerror or error}",))
    except Exception as error:  # noqa: BLE001 - one plan's fault must not end the others
        why = f"{type(error).__name__}: {error}"
        return BatchResult(task.plan, FAILED, (f"{task.plan}: {why}; render it alone to see more",))


def _rendered(task: BatchTask, folder: Path) -> BatchResult:
    plan = _plan_path(task, folder)
    try:
        for name, content in task.sent.items():
            _write(folder / "plan" / name, content)
        renderer, theirs = _renderer_for(task)
        with only_from(theirs) if task.sent else nullcontext():
            rendered = renderer.render(plan, Path(task.output))
    except MmcError as error:
        problems = tuple(_as_sent(str(one), task, folder) for one in error.each())
        return BatchResult(task.plan, error.exit_code, problems)
    assumed = (_as_sent(line, task, folder) for line in rendered.assumed)
    warnings = (*assumed, *renderer.warnings)
    renderer.warnings.clear()
    return _result(task, rendered, warnings)


def _result(task: BatchTask, rendered: RenderResult, warnings: tuple[str, ...]) -> BatchResult:
    return BatchResult(
        plan=task.plan,
        exit_code=0,
        mp3=str(rendered.mp3),
        title=rendered.title,
        duration_s=rendered.duration_s,
        cues=rendered.cues,
        unchanged=rendered.unchanged,
        warnings=warnings,
    )


def _plan_path(task: BatchTask, folder: Path) -> str:
    """Where the plan is on this machine: with nothing beside it but what was sent along."""
    return str(folder / "plan" / Path(task.plan).name) if task.sent else task.plan


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _as_sent(problem: str, task: BatchTask, folder: Path) -> str:
    """A problem with the paths as the person knows them, not where the files are here."""
    if not task.sent:
        return problem
    plan = Path(_plan_path(task, folder))
    kept: Warm | None = getattr(_mine, "kept", None)
    roots = [Path(kept[2].name)] if kept else []
    known = dict.fromkeys((str(plan), from_here(plan)), task.plan)
    for root in {each for path in roots for each in (str(path), from_here(path))}:
        known |= {f"{root}/{at}/": f"{name}/" for at, name in enumerate(task.templates)}
        # Files of exercises were sent with a number before their name, which keeps their order.
        numbered = task.content.get("exercises", {})
        known |= {f"{root}/exercises/{name}": f"exercises/{name[4:]}" for name in numbered}
        known[f"{root}/sounds/"] = "sounds/"
    for path, name in known.items():
        problem = problem.replace(path, name)
    return problem


Warm = tuple[tuple[object, ...], Renderer, tempfile.TemporaryDirectory[str]]
_mine = local()
"""Each thread's renderer: it stays warm from plan to plan."""


def _renderer_for(task: BatchTask) -> tuple[Renderer, Path]:
    """A renderer for the task, the thread's own if it suits; and the folder of what was sent."""
    templates = list(task.templates.items()) if task.sent else None
    choice = Overrides(
        task.engine, task.voice, task.pace, task.readiness, task.loudness, tuple(task.formats),
        task.language_fallback, task.strict,
    )  # fmt: skip
    key = (choice, templates, task.content, task.send_back)
    kept: Warm | None = getattr(_mine, "kept", None)
    if kept and kept[0] == key:
        return kept[1], Path(kept[2].name)
    close_renderer()
    folder = tempfile.TemporaryDirectory(prefix=TEMPLATES)
    folders = None if templates is None else _unpacked(task.templates, Path(folder.name))
    _unpacked(task.content, Path(folder.name), named=True)
    # One thread: workers run side by side.
    renderer = Renderer(choice, workers=1, folders=folders)
    renderer.remembers = not task.send_back
    _mine.kept = (key, renderer, folder)
    return renderer, Path(folder.name)


def close_renderer() -> None:
    """End what this thread's renderer has started."""
    kept: Warm | None = getattr(_mine, "kept", None)
    if kept:
        del _mine.kept
        kept[1].close()
        kept[2].cleanup()


def _unpacked(
    folders: dict[str, dict[str, bytes]], root: Path, *, named: bool = False
) -> list[Path]:
    """The folders under `root`, by number or by their own names, with their files in them."""
    places = [root / (name if named else str(at)) for at, name in enumerate(folders)]
    for place, files in zip(places, folders.values(), strict=True):
        for name, content in files.items():
            _write(place / name, content)
    return places


def _packed(folder: Path, result: BatchResult) -> dict[str, bytes]:
    if not result.ok:
        return {}
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _under(folder: str, result: BatchResult) -> str:
    return Path(result.mp3).relative_to(folder).as_posix() if result.ok else ""


def _cpu() -> float:
    import os

    used = os.times()
    return used.user + used.system + used.children_user + used.children_system
