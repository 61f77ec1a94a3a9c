"""The mistakes of a plan's file, each at its place: those that were met after it was read."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mmc_audio._lib.yaml_tree import Mapping, read_tree
from mmc_audio.errors import ManyErrors, MmcError, OptionError, PlanError
from mmc_audio.plan.faults import reported
from mmc_audio.plan.file import read_file
from mmc_audio.plan.written import PlanSource


@contextmanager
def placed_in(path: Path | str) -> Iterator[None]:
    """Within it, errors of which only the keys in the plan at `path` are known get their place.

    Raises:
        MmcError: what was raised within.
    """
    try:
        yield
    except (PlanError, ManyErrors) as error:
        raise _in_file(error, path) from error


def _in_file(error: MmcError, path: Path | str) -> MmcError:
    """`error`, met in the plan at `path`, with every place that the file has."""
    try:
        return in_data(error, *read_file(path))
    except MmcError:
        return error


def in_data(error: MmcError, data: bytes, name: str) -> MmcError:
    """`error`, met in the plan that `data` is, with every place that it has.

    Raises:
        PlanError: if `data` is no YAML.
    """
    if not any(isinstance(each, PlanError) for each in error.each()):
        return error
    tree = read_tree(data, name)
    source = PlanSource(tree, name)
    return reported([_placed(each, source) for each in error.each()])


def _placed(error: MmcError, source: PlanSource) -> MmcError:
    """`error` at its place in the plan, where only its keys are known yet."""
    if not isinstance(error, PlanError) or not source.has(error.path[:1]):
        return error
    known = error.place is None or error.place.line is not None
    if known and not isinstance(error, OptionError):
        return error
    return error.with_place(source.key(error.path))


def key_places(path: Path | str) -> dict[str, tuple[int, int]]:
    """Line and column of each key of the plan at `path`."""
    return key_places_in(*read_file(path))


def key_places_in(data: bytes, name: str) -> dict[str, tuple[int, int]]:
    """Line and column of each key of the plan that `data` is; none in plain text."""
    try:
        tree = read_tree(data, name)
    except PlanError:
        return {}
    entries = tree.entries if isinstance(tree, Mapping) else ()
    return {key.text: (key.place.line or 1, key.place.column or 1) for key, _ in entries}
