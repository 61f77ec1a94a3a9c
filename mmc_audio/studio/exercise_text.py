"""A file of exercises of one's own, in which one exercise is written anew; all else stays."""

from collections.abc import Mapping, Sequence

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from mmc_audio.errors import InputError
from mmc_audio.plan.editing.document import BY_HAND, HandWrittenError, PlanDocument, value_of
from mmc_audio.plan.editing.set_value import in_mapping, with_nested

Form = Mapping[str, str]
"""What a coach writes of an exercise, by FIELDS; what is left empty is not written."""

FIELDS: Mapping[str, tuple[str, ...]] = {
    "name": ("name",),
    "aliases": ("aliases",),
    "like": ("like",),
    "muscle_group": ("muscle_group",),
    "muscle_call": ("muscle_call",),
    "equipment": ("equipment",),
    "tempo": ("tempo",),
    "setup": ("cues", "internal", "setup"),
    "lift": ("cues", "internal", "lift"),
    "squeeze": ("cues", "internal", "squeeze"),
    "lower": ("cues", "internal", "lower"),
    "external": ("cues", "external"),
    "form_check": ("form_check",),
    "safety": ("safety",),
}
"""Each part, and the keys under which it stands."""
NEEDED = ("muscle_group", "muscle_call", "lift", "lower", "external")
"""Parts without which nothing can be said of an exercise that varies no other one."""
LISTS = ("aliases", "equipment")
"""Parts that are several, parted by commas."""
NEW_FILE = "exercises:\n  - name: New\n"


class FormError(InputError):
    """Raised for a form that is wrong, with what is wrong by its parts; `""` is the whole."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__("; ".join(wrong.values()))
        self.wrong = wrong


def form_part_at(path: Sequence[object]) -> str:
    """The part of the form that stands at a place of the file; empty for none."""
    at = tuple(key for key in path if isinstance(key, str))
    return next((part for part, keys in FIELDS.items() if at[1 : len(keys) + 1] == keys), "")


def missing_in(form: Form) -> tuple[str, ...]:
    """The parts that have to be written yet."""
    needed = ("name",) if form.get("like") else ("name", *NEEDED)
    return tuple(part for part in needed if not form.get(part, "").strip())


def form_of(text: str, place: int) -> Form:
    """An exercise as it is written.

    Raises:
        HandWrittenError: if the file is written in a way that this cannot read.
    """
    node = _exercise(PlanDocument(text), place)
    found = {part: _at(node, keys) for part, keys in FIELDS.items()}
    return {part: _shown(value) for part, value in found.items() if value is not None}


def with_form(text: str, place: int, form: Form) -> str:
    """The file's text with an exercise written anew; its comments, and other keys, stay.

    Raises:
        HandWrittenError: if the file is written in a way that this cannot change.
        InputError: for a part that there is none of.
        FormError: for what cannot be in a list.
    """
    if unknown := form.keys() - FIELDS.keys():
        raise InputError(f"an exercise has no {', '.join(sorted(unknown))}")
    for part, keys in FIELDS.items():
        value = " ".join(form.get(part, "").split())
        text = _with(text, place, keys, _listed(part, value) if part in LISTS else value)
    return text


def _listed(part: str, value: str) -> str:
    words = [word.strip() for word in value.split(",") if word.strip()]
    for word in words:
        if set(word) & set("[]{}#'\"\\:"):
            raise FormError({part: f"{word} cannot be in a list; write letters"})
    return f"[{', '.join(words)}]" if words else ""


def _exercise(document: PlanDocument, place: int) -> MappingNode:
    listed = value_of(document.root, "exercises") if document.root else None
    found = listed.value if isinstance(listed, SequenceNode) else []
    if place >= len(found) or not isinstance(found[place], MappingNode):
        raise HandWrittenError(BY_HAND)
    node: MappingNode = found[place]
    return node


def _at(node: Node, keys: tuple[str, ...]) -> Node | None:
    for key in keys:
        found = value_of(node, key)
        if found is None:
            return None
        node = found
    return node


def _shown(node: Node) -> str:
    if isinstance(node, SequenceNode):
        return ", ".join(_shown(each) for each in node.value)
    return str(node.value) if isinstance(node, ScalarNode) else ""


def _with(text: str, place: int, keys: tuple[str, ...], value: str) -> str:
    """The text with one part set or, where it is empty, removed with what it alone was in."""
    document = PlanDocument(text)
    node = _exercise(document, place)
    if not value and _at(node, keys) is None:
        return text
    for depth, key in enumerate(keys[:-1]):
        below = value_of(node, key)
        if below is None:
            return with_nested(document, node, keys[depth:], value)
        if not isinstance(below, MappingNode):
            raise HandWrittenError(BY_HAND)
        if not value and len(below.value) == 1:
            return in_mapping(document, node, key, "")
        node = below
    return in_mapping(document, node, keys[-1], value)
