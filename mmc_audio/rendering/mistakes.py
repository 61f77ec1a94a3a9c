"""The mistakes of a plan's file, each at its place, those of reading and of coaching together."""

from itertools import islice
from pathlib import Path

from mmc_audio.errors import ManyErrors, MmcError, Place, PlanError
from mmc_audio.plan.file import read_file
from mmc_audio.plan.load import MOST_TOLD, load_plan, told
from mmc_audio.plan.model import Plan
from mmc_audio.plan.yaml import Mapping, Node, read_tree


def read_plan(path: Path | str) -> Plan:
    """The plan in a file; `-` reads standard input.

    Raises:
        PlanError: if it is wrong in one place.
        ManyErrors: if it is wrong in several; unknown exercises are among them.
        MissingError: if it cannot be read.
    """
    try:
        return load_plan(path)
    except (PlanError, ManyErrors) as error:
        raise in_file(error, path) from error


def in_file(error: MmcError, path: Path | str) -> MmcError:
    """`error`, met in the plan at `path`, with every place that the file can tell.

    Unknown exercises are told each at its name, also those that the error hides: a plan that
    cannot be read has no exercises yet, and of a superset only the first is looked up.
    """
    from mmc_audio.coaching.names import unknown_exercises

    try:
        tree = read_tree(*read_file(path))
    except MmcError:
        return error
    if len(error.each()) > MOST_TOLD:
        return error
    names = list(islice(unknown_exercises(tree), MOST_TOLD))
    whats = {name.what for name in names}
    others = [_placed(each, tree) for each in error.each() if each.what not in whats]
    return told([*others, *names])


KEYS = {"one_rm: ": "one_rm", "there is no sport ": "sport"}
"""How an error begins that knows no place, and the key of the plan that it is about."""


def _placed(error: MmcError, tree: Node) -> MmcError:
    """`error` at its place in the plan, where the key alone tells it."""
    key = next((key for start, key in KEYS.items() if error.what.startswith(start)), None)
    if key is None or not error.place or error.place.line:
        return error
    return type(error)(error.what, _place_of(key, error.what, tree) or error.place)


def _place_of(key: str, what: str, tree: Node) -> Place | None:
    """Where `key` stands, or the name under it that `what` quotes."""
    entries = tree.entries if isinstance(tree, Mapping) else ()
    for name, value in entries:
        if name.text == key:
            inner = value.entries if isinstance(value, Mapping) else ()
            return next((n.place for n, _ in inner if f'"{n.text}"' in what), name.place)
    return None


def key_places(path: Path | str) -> dict[str, tuple[int, int]]:
    """Line and column of each key of the plan at `path`."""
    tree = read_tree(*read_file(path))
    entries = tree.entries if isinstance(tree, Mapping) else ()
    return {key.text: (key.place.line or 1, key.place.column or 1) for key, _ in entries}
