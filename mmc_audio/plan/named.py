"""The names of exercises in a plan file, also where the plan is wrong."""

from collections.abc import Iterator
from pathlib import Path

from mmc_audio._lib.yaml_tree import Mapping, Node, Scalar, Sequence, read_tree
from mmc_audio.errors import MmcError, Place
from mmc_audio.plan.file import read_file

_SAYS_ITSELF = ("cues", "like", "muscle")
"""Keys with which a plan says itself what an exercise is."""


def names_in(file: str) -> list[tuple[str, Place]]:
    """The names of exercises as a plan file has them; none where it is no YAML."""
    if Path(file).suffix not in {".yaml", ".yml"}:
        return []
    try:
        return list(_named(read_tree(*read_file(file))))
    except MmcError:
        return []


def _named(node: Node) -> Iterator[tuple[str, Place]]:
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _named(item)
    if not isinstance(node, Mapping) or any(node.get(key) for key in _SAYS_ITSELF):
        return
    for key, value in node.entries:
        if key.text == "exercise" and isinstance(value, Scalar):
            yield " ".join(value.text.split()), value.place
        else:
            yield from _named(value)
