"""One plan of a batch, as plain data: what a worker is given, and what it gives back.

Workers on this machine and on a cluster run the same `run_task`, so their results are the same.
"""

import base64
import tempfile
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from mmc_audio.errors import MmcError
from mmc_audio.pipeline.choice import Choice
from mmc_audio.pipeline.rendered import Rendered
from mmc_audio.pipeline.studio import Studio

FAILED = 1


@dataclass(frozen=True, slots=True)
class Task:
    """One plan to render."""

    plan: str
    """Path of the plan, as the person named it."""
    output: str
    """Folder that receives this plan's collection."""
    engine: str | None = None
    voice: str | None = None
    pace: int | None = None
    text: str | None = None
    """The plan itself, for workers that do not see its path."""
    templates: dict[str, str] = field(default_factory=dict)
    """The user's templates by path, for workers that do not see their folder."""
    send_back: bool = False
    """True: the files come back in the result, and nothing is left at the worker."""


@dataclass(frozen=True, slots=True)
class Result:
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
    files: dict[str, str] = field(default_factory=dict)
    """Base64 content by path under the output folder, where they were to be sent back."""

    @property
    def ok(self) -> bool:
        """Whether the session's files are there."""
        return self.exit_code == 0


def as_data(value: Task | Result) -> dict[str, Any]:
    """Plain data for JSON."""
    return asdict(value)


def task_of(data: dict[str, Any]) -> Task:
    """The reverse of `as_data`."""
    return Task(**data)


def result_of(data: dict[str, Any]) -> Result:
    """The reverse of `as_data`."""
    return Result(**{**data, "problems": tuple(data["problems"])})


def run_task(task: Task) -> Result:
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


def _run(task: Task) -> Result:
    try:
        with tempfile.TemporaryDirectory(prefix="mmc-audio-") as folder:
            plan = _plan_path(task, Path(folder))
            studio = _studio(Choice(task.engine, task.voice, task.pace), _template_key(task))
            return _result(task, studio.render(plan, Path(task.output)))
    except MmcError as error:
        problems = tuple(str(one) for one in error.each())
        return Result(task.plan, error.exit_code, problems)
    except OSError as error:
        return Result(task.plan, FAILED, (f"{task.plan}: {error.strerror or error}",))


def _result(task: Task, rendered: Rendered) -> Result:
    return Result(
        plan=task.plan,
        exit_code=0,
        mp3=str(rendered.mp3),
        title=rendered.title,
        duration_s=rendered.duration_s,
        cues=rendered.cues,
        unchanged=rendered.unchanged,
    )


def _plan_path(task: Task, folder: Path) -> str:
    if task.text is None:
        return task.plan
    path = folder / Path(task.plan).name
    path.write_text(task.text, "utf-8")
    return str(path)


TemplateKey = tuple[tuple[str, str], ...]


def _template_key(task: Task) -> TemplateKey | None:
    """None: the worker's own template folders."""
    return tuple(sorted(task.templates.items())) if task.text is not None else None


@lru_cache(maxsize=1)
def _studio(choice: Choice, templates: TemplateKey | None) -> Studio:
    """A studio that stays warm from plan to plan; one thread, since workers run side by side."""
    folders = None if templates is None else _unpacked(templates)
    return Studio(choice, workers=1, folders=folders, own_names=False)


def _unpacked(templates: TemplateKey) -> list[Path]:
    if not templates:
        return []
    root = Path(tempfile.mkdtemp(prefix="mmc-audio-templates-"))
    for name, text in templates:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return [root]


def _packed(folder: Path, result: Result) -> dict[str, str]:
    if not result.ok:
        return {}
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): base64.b64encode(path.read_bytes()).decode()
        for path in files
    }


def _under(folder: str, result: Result) -> str:
    return Path(result.mp3).relative_to(folder).as_posix() if result.ok else ""


def _cpu() -> float:
    import os

    used = os.times()
    return used.user + used.system + used.children_user + used.children_system
