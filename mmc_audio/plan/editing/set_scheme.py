"""How the sets of an exercise are done: plain, or by a scheme such as drop sets."""

from collections.abc import Mapping
from typing import NamedTuple

from yaml.nodes import MappingNode

from mmc_audio.errors import InputError
from mmc_audio.plan.editing.document import PlanDocument, entry
from mmc_audio.plan.editing.set_value import ItemPath, in_mapping, item_at, with_value


class SetScheme(NamedTuple):
    """A way to do the sets of an exercise."""

    name: str
    """As a coach reads it."""
    begins: str
    """What its key says to begin with."""


SCHEMES: Mapping[str, SetScheme] = {
    "warmup": SetScheme("plain sets after warm-up sets", "auto"),
    "drops": SetScheme("drop sets", "2"),
    "rest_pause": SetScheme("rest-pause", "{pauses: 2, rest: 15s}"),
    "myo": SetScheme("myo-reps", "{mini: 4x4, rest: 15s}"),
    "ladder": SetScheme("a ladder", "1-5"),
}
"""By key of an exercise (docs/plan.md)."""

INSTEAD: Mapping[str, tuple[str, ...]] = {"ladder": ("sets", "reps")}
"""Keys that a scheme says itself."""


def scheme_of(item: MappingNode) -> str:
    """The scheme of an exercise; empty for plain sets."""
    return next((key for key in SCHEMES if entry(item, key)), "")


def with_scheme(text: str, path: ItemPath, scheme: str) -> str:
    """The plan's text with the sets of an exercise done by another scheme; empty for none.

    Raises:
        InputError: if there is no such scheme.
        HandWrittenError: if the text is written in a way that this cannot change.
    """
    if scheme and scheme not in SCHEMES:
        raise InputError(f"there is no scheme {scheme}; write one of {', '.join(SCHEMES)}")
    item = item_at(PlanDocument(text), path)
    if isinstance(item, MappingNode) and scheme_of(item) == scheme:
        return text
    for key in (*SCHEMES, *INSTEAD.get(scheme, ())):
        text = with_value(text, path, key, "")
    if not scheme:
        return text
    item = item_at(PlanDocument(text), path)
    if not isinstance(item, MappingNode):  # a name alone becomes a mapping with its first key
        text = with_value(text, path, "sets", "3")
        item = item_at(PlanDocument(text), path)
    assert isinstance(item, MappingNode)
    return in_mapping(PlanDocument(text), item, scheme, SCHEMES[scheme].begins, as_it_is=True)
