"""Repetitions, rounds and sides that the plan has and a template's lines no longer say.

Without them the player counts nothing, and a check-in logs no repetitions.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from mmc_audio.templates.ids import KEY
from mmc_audio.templates.rendering import Moment
from mmc_audio.timeline.model import SectionTimeline

Values = dict[str, set[str]]

KINDS = {
    "rep": ("repetitions", "{% for rep in reps %}"),
    "breath": ("breaths", "{% for breath in breaths %}"),
    "round": ("rounds", "{% for round in rounds %}"),
    "side": ("side", "the moment's own side"),
}
"""What may be lost: how it is called, and where a template has it from without writing it."""

_GROUP = (dict, Mapping)
"""To ask for the class first is ten times faster."""

ELSEWHERE = ("ready", "rest")
"""Kinds of time in which nothing is counted, though the template may know of it."""


def lost(moment: Moment, timelines: Iterable[SectionTimeline]) -> Iterator[str]:
    """What is wrong with a moment that was rendered to `timelines`: `what; what to do`."""
    if moment.ids.get("span") in ELSEWHERE:
        return
    planned = _planned(moment)
    said = _said(timelines)
    for name, (called, source) in KINDS.items():
        if planned[name] - said[name]:
            yield (
                f"loses the {called}, so that players and the log count none; take them from "
                f"{source}, or write {{{name}={{{{ ... }}}}}} at the end of a mark or line"
            )


def _planned(moment: Moment) -> Values:
    found: Values = defaultdict(set)
    for ids in (moment.ids, *_ids_in(moment.context)):
        for name, value in ids.items():
            found[name].add(str(value))
    return found


def _ids_in(context: object) -> Iterator[Mapping[str, str]]:
    """All ids that a context holds, however deep."""
    waiting = [context]
    while waiting:
        each = waiting.pop()
        parts: Iterable[object] = each if isinstance(each, (list, tuple)) else ()
        if isinstance(each, _GROUP):
            if isinstance(ids := each.get(KEY), _GROUP):
                yield ids
            parts = each.values()
        waiting += [part for part in parts if type(part) is not str]  # most of them are


def _said(timelines: Iterable[SectionTimeline]) -> Values:
    found: Values = defaultdict(set)
    for section in timelines:
        for attributes in (section.attributes, *(state.attributes for state in section.states)):
            for name, value in attributes.items():
                found[name].add(value)
    return found
