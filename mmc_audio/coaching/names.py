"""The names of exercises in a plan's file, looked up where they stand."""

from collections.abc import Iterator

from mmc_audio._lib.yaml_tree import Mapping, Node, Scalar, Sequence
from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.errors import UnknownExerciseError
from mmc_audio.plan.written import WrittenText, is_nothing

LONGEST = 80
"""Characters of a name; what is longer is told by the reader, and is no name."""


def unknown_exercises(tree: Node) -> Iterator[UnknownExerciseError]:
    """What is wrong with each name under `work` that no exercise has, at the name.

    The rest of the plan may be as wrong as it likes.
    """
    work = tree.get("work") if isinstance(tree, Mapping) else None
    for name in _names(work):
        text = " ".join(name.text.split())
        if not text or is_nothing(WrittenText.of(name)) or len(text) > LONGEST:
            continue
        try:
            load_catalogue().find(text)
        except UnknownExerciseError as error:
            yield error.with_place(name.place)


def _names(node: Node | None) -> Iterator[Scalar]:
    """Of the exercises that bring no cues of their own."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _names(item)
    elif isinstance(node, Mapping) and not node.get("cues"):
        for key in ("exercise", "superset", "interval"):
            yield from _names(node.get(key))
