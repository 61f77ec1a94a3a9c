"""Which plans a batch has, and where each one's files go."""

from collections.abc import Iterator, Sequence
from glob import glob, has_magic
from os.path import commonpath
from pathlib import Path

from mmc_audio.errors import MissingError, UsageError
from mmc_audio.library.names import slug
from mmc_audio.workspace.days import is_program

PLAN_SUFFIXES = (".yaml", ".yml")


def find_plans(patterns: Sequence[str]) -> list[Path]:
    """The plans that folders, patterns and file names mean, sorted.

    A folder means all plans below it; a program, which only says days, is none.

    Raises:
        MissingError: if a folder or file is not there, or a pattern means nothing.
    """
    found = {path.absolute(): path for pattern in patterns for path in _found(pattern)}
    return sorted(found.values())


def _found(pattern: str) -> Iterator[Path]:
    path = Path(pattern)
    if path.is_dir():
        files = (p for p in path.rglob("*") if p.suffix in PLAN_SUFFIXES and p.is_file())
        plans = [p for p in files if not is_program(str(p))]
    elif has_magic(pattern):
        # A pattern may be absolute, which Path.glob refuses.
        plans = [Path(p) for p in glob(pattern, recursive=True) if Path(p).is_file()]  # noqa: PTH207
    else:
        plans = [path] if path.is_file() else []
    if not plans:
        raise MissingError(f"{pattern}: no plan there; name a folder of .yaml files or a pattern")
    yield from plans


def outputs(plans: Sequence[Path], output: Path, root: Path | None = None) -> dict[Path, Path]:
    """The folder for each plan's collection: as the plans' own folders are to each other.

    Args:
        plans: the plans' files.
        output: the folder for all of them.
        root: a folder that all are below; the deepest one where left out.

    Raises:
        UsageError: if two plans would write the same files.
    """
    top = (root or Path(commonpath([str(plan.parent.absolute()) for plan in plans]))).absolute()
    places = {plan: _place(plan, top, output) for plan in plans}
    seen: dict[tuple[Path, str], Path] = {}
    for plan, place in places.items():
        twin = seen.setdefault((place, slug(plan.stem)), plan)
        if twin is not plan:
            raise UsageError(f"{twin} and {plan} would write the same files; rename one of them")
    return places


def _place(plan: Path, root: Path, output: Path) -> Path:
    parts = plan.parent.absolute().relative_to(root).parts
    return output.joinpath(*(slug(part, "folder") for part in parts))
