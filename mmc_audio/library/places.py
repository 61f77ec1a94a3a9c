"""Where in a session a moment is: typed values, facts of its step, and ids that do not change.

All of it comes from attributes; no spoken word is looked at.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from mmc_audio.library.names import slug
from mmc_audio.script.attributes import OF_ALL_SETS, Attributes, value_of

FACTS = ("exercise", *OF_ALL_SETS)
"""What a sheet says of each step."""

PLACE = ("step", "exercise", "set", "role", "part", "side", "round", "station")
"""Where in a session a span or a time is."""

OF_AN_EXERCISE = ("exercise", "name", "muscle", "group", "target", "avoid", "setup", "tempo")
"""Those of `FACTS` that are not so of the exercise at another station."""


class TitledSection(Protocol):
    """A section, as a script or a timeline knows it."""

    @property
    def title(self) -> str:
        """Its heading."""

    @property
    def attributes(self) -> Attributes:
        """What stands in its braces."""


Facts = Mapping[str, Attributes]
"""By step."""


def facts_of(sections: Iterable[TitledSection]) -> dict[str, dict[str, str]]:
    """What the headings of `sections` say of each step, wherever they say it."""
    found: dict[str, dict[str, str]] = {}
    for section in sections:
        if step := section.attributes.get("step"):
            known = found.setdefault(step, {})
            own = dict(section.attributes)
            if own.get("role", "work") != "work":
                own.pop("sets", None)  # the warm-up sets are counted by themselves
            for name in FACTS:
                if name in own:
                    known.setdefault(name, own[name])
    return found


def complete(attributes: Attributes, facts: Facts) -> dict[str, str]:
    """`attributes` with what is known of their step; at a station they are of its exercise."""
    known = {**facts.get(attributes.get("step", ""), {}), **attributes}
    stations, number = value_of(known, "stations") or [], value_of(known, "station")
    if not number or number > len(stations):
        return known
    station = stations[number - 1]
    if station["exercise"] != known.get("exercise"):
        known = {name: value for name, value in known.items() if name not in OF_AN_EXERCISE}
    own = {"exercise": station["exercise"], "reps": station["reps"], "load": station["load"]}
    return known | {name: str(value) for name, value in own.items() if value}


def values(attributes: Attributes, *names: str) -> dict[str, Any]:
    """The values of `names` as JSON has them; None for what is not known.

    `reps` is the most that is planned, and `reps_least` the least.
    """
    return {name: _VALUES.get(name, value_of)(attributes, name) for name in names}


def _most_reps(attributes: Attributes, _: str) -> int | None:
    reps = value_of(attributes, "reps")
    return reps[1] if reps else None


def _least_reps(attributes: Attributes, _: str) -> int | None:
    reps = value_of(attributes, "reps")
    return reps[0] if reps else None


_VALUES = {"reps": _most_reps, "reps_least": _least_reps}


class StableIds:
    """Ids for what is heard in a session.

    They are made of where something belongs: step, set, side, round, kind of time, repetition. So
    they stay when sets are added, or other exercises before it.
    """

    def __init__(self) -> None:
        self._taken: Counter[str] = Counter()
        self._bases: Counter[str] = Counter()

    def base(self, section: TitledSection) -> str:
        """What the ids of a section begin with: its step, or a name made of its title."""
        if step := section.attributes.get("step"):
            return "-".join(step.replace("/", " ").split())
        name = slug(section.title, "section")
        self._bases[name] += 1
        return name if self._bases[name] == 1 else f"{name}-{self._bases[name]}"

    def of_cue(self, base: str, state: Attributes) -> str:
        """The id of the next cue at that place: `plank/set-1/work/1`."""
        place = _place(base, state, counted=True)
        self._taken[place] += 1
        return f"{place}/{self._taken[place]}"

    def of_span(self, base: str, state: Attributes) -> str:
        """The id of the next span of time at that place: `plank/set-1/work`."""
        place = _place(base, state, counted=False)
        self._taken[f"{place} "] += 1
        number = self._taken[f"{place} "]
        return place if number == 1 else f"{place}-{number}"


_PLACE = (
    ("set", "set-"), ("role", ""), ("part", "part-"), ("station", "station-"),
    ("round", "round-"), ("side", ""), ("span", ""),
)  # fmt: skip
_COUNTED = (("rep", "rep-"), ("breath", "breath-"))


def _place(base: str, state: Attributes, *, counted: bool) -> str:
    names = (*_PLACE, *_COUNTED) if counted else _PLACE
    parts = [f"{before}{value_of(state, name)}" for name, before in names if value_of(state, name)]
    return "/".join((base, *parts))
