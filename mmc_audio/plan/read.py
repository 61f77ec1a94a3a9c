"""A plan file becomes a Plan, or every mistake in it becomes a line with its place and fix."""

from pathlib import Path

from mmc_audio._lib.yaml_tree import Node, read_tree
from mmc_audio.plan.file import read_file
from mmc_audio.plan.model import Plan
from mmc_audio.plan.written import PlanSource, WrittenKeys, as_data


def load_plan(path: Path | str) -> Plan:
    """The plan in a file; `-` reads standard input.

    Raises:
        PlanError: if it is wrong in one place.
        ManyErrors: if it is wrong in several.
        MissingError: if it cannot be read.
    """
    data, name = read_file(path)
    return _plan(read_tree(data, name), name)


def read_plan(text: str, name: str) -> Plan:
    """The plan in `text`; `name` stands for the file in messages.

    Raises:
        PlanError: if it is wrong in one place.
        ManyErrors: if it is wrong in several.
    """
    return _plan(read_tree(text.encode("utf-8", "surrogatepass"), name), name)


def _plan(tree: Node, file: str) -> Plan:
    written = as_data(tree)
    if isinstance(written, WrittenKeys):
        written.setdefault("title", _title(file))
    return Plan.model_validate(written, context=PlanSource(tree, file))


def _title(file: str) -> str:
    """A title from the file's name, for a plan without one."""
    words = " ".join(Path(file).stem.replace("-", " ").replace("_", " ").split())
    return "Session" if file.startswith("<") or not words else words.capitalize()[:200]
