"""What a name of an exercise means: never nothing, and what is guessed is said."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from mmc_audio._lib.suggest import nearest
from mmc_audio.coaching.exercise import Exercise
from mmc_audio.coaching.naming.match import Matcher, NameMatch
from mmc_audio.coaching.naming.parts import Parts, parts_of_name
from mmc_audio.coaching.naming.said import said
from mmc_audio.coaching.naming.spell import corrected
from mmc_audio.coaching.naming.stems import words_of
from mmc_audio.coaching.naming.tables import NameTables
from mmc_audio.coaching.naming.vary import LATERALITY, for_muscle, lying_as_said, under_name, varied
from mmc_audio.coaching.texts import phrases

Known = Literal["exact", "variation", "family", "guess", "none"]
MOST_OTHERS = 3
SURE: frozenset[Known] = frozenset({"exact", "variation", "family"})
"""What is known well enough to stand for the name wherever one is looked up."""


@dataclass(frozen=True, slots=True)
class NameMeaning:
    """A name, and what it was taken for."""

    asked: str
    known: Known
    """exact: an entry's own name; variation: an entry with recognised differences; family: a kind
    of movement, with words that nothing was made of; guess: perhaps; none: words for any."""
    said: str
    exercise: Exercise
    """With the words for what was recognised, under the name that is said."""
    family: str = ""
    """Id of the entry whose words it has; empty for any movement."""
    equipment: str = ""
    side: str = ""
    position: str = ""
    grip: str = ""
    others: tuple[str, ...] = ()
    """Names of up to three others that it might be."""
    assumed: str = ""
    """One line: what was assumed, and how to say it better; empty where nothing was."""
    abroad: str = ""
    """The English name of one that was written in another language; empty for others."""

    @property
    def muscle_group(self) -> str:
        """The muscle group it trains first; empty where that is not known."""
        return self.exercise.muscle_group


@dataclass(frozen=True, slots=True)
class Namer:
    """Understands names by the entries of one catalogue."""

    by_id: Mapping[str, Exercise]
    index: Mapping[str, str]
    """By folded name, the id of its entry."""
    matcher: Matcher
    tables: NameTables
    vocabulary: frozenset[str]
    any_movement: Exercise
    doubtful: Mapping[str, tuple[str, ...]]
    """By folded name, the ids it may mean; the first is taken, with a word."""
    foreign: frozenset[str] = frozenset()
    """Folded names in English, where another language is spoken: its own name is said instead."""

    def understand(self, name: str, folded: str) -> NameMeaning:
        """What `name` means; `folded` is how the index has it."""
        spoken = said(name, self.tables, self.vocabulary)
        found = self._parts(spoken)
        if folded in self.doubtful:
            return self._doubtful(name, spoken, found, self.doubtful[folded])
        if entry := self.index.get(folded):
            said_so = self.by_id[entry].name if folded in self.foreign else spoken
            return self._entry(name, said_so, found, self.by_id[entry])
        if matches := self.matcher.whole(found):
            return self._match(name, spoken, found, matches)
        if matches := self.matcher.part(found) or self.matcher.begun(found):
            return self._partly(name, spoken, found, matches)
        if meant := self._misspelt(name, folded):
            line = f'"{name}" is taken for {meant.name}'
            return replace(self._entry(name, meant.name, found, meant), assumed=line)
        return self._by_muscle(name, said(name, self.tables), found)

    def _misspelt(self, name: str, folded: str) -> Exercise | None:
        """The entry that a name of several words is one letter from: `pul ups`, `lat pul down`.

        A single word may well be a name of one's own.
        """
        if len(words_of(name)) < 2:
            return None
        names = {"".join(words_of(each.name)): each for each in self.by_id.values()}
        return names.get(corrected(folded, names))

    def _parts(self, spoken: str) -> Parts:
        """The parts of a name; a bench at its end, where nothing else moves, is a bench press."""
        found = parts_of_name(spoken, self.tables)
        *before, last = words_of(spoken) or [""]
        if last != "bench" or not before or not self.matcher.heads.isdisjoint(found.words):
            return found
        return parts_of_name(f"{spoken} press", self.tables)

    def _entry(self, name: str, spoken: str, found: Parts, entry: Exercise) -> NameMeaning:
        """A name of the catalogue, which may name an implement that is not the usual one."""
        found = _sides_of(found, entry)
        own = entry.name if _is_own(name, entry) else spoken
        extra = self._tools(found, entry) | self._sides(found, entry)
        exercise = varied(entry, extra, found.equipment) if extra else entry
        known: Known = "variation" if extra else "exact"
        return self._understood(name, known, replace(exercise, name=own), found, entry)

    def _tools(self, found: Parts, entry: Exercise) -> frozenset[str]:
        """The equipment that the name says and that is not the entry's usual one."""
        usual = {*parts_of_name(entry.name, self.tables).equipment, *entry.equipment[:1]}
        return frozenset(found.equipment) - usual

    def _sides(self, found: Parts, entry: Exercise) -> frozenset[str]:
        """The side that the name says, where the entry has both at once."""
        own = parts_of_name(entry.name, self.tables).kinds
        asked = found.side in LATERALITY and found.side not in own
        asked = asked and entry.laterality == "bilateral"
        return frozenset({found.side}) if asked else frozenset()

    def _match(self, name: str, spoken: str, found: Parts, matches: list[NameMatch]) -> NameMeaning:
        best = matches[0]
        entry = self.by_id[best.id]
        found = _sides_of(found, entry)
        extra = (best.extra & found.asked - {*found.equipment}) | self._tools(found, entry)
        extra |= self._sides(found, entry)
        exercise = lying_as_said(replace(varied(entry, extra, found.equipment), name=spoken))
        known: Known = "variation" if extra else "exact"
        result = self._understood(name, known, exercise, found, entry)
        fixed = words_of(spoken) != _expanded(name, self.tables) and not _same(name, spoken)
        line = f'"{name}" is taken for {spoken}' if fixed else ""
        return replace(result, assumed=line)

    def _partly(
        self, name: str, spoken: str, found: Parts, matches: list[NameMatch]
    ) -> NameMeaning:
        best = matches[0]
        entry = self.by_id[best.id]
        found = _sides_of(found, entry)
        sure = best.sure and not any(self._moves(word) for word in best.unread)
        extra = self._tools(found, entry) | self._sides(found, entry)
        exercise = under_name(varied(entry, extra, found.equipment), spoken, _slug(spoken))
        known: Known = "family" if sure else "guess"
        result = self._understood(name, known, exercise, found, entry)
        others = tuple(self.by_id[match.id].name for match in matches[1 : MOST_OTHERS + 1])
        line = f'"{name}" is not known; it is taken for a kind of {_low(entry)}. {_BETTER}'
        return replace(result, others=others, assumed=line)

    def _moves(self, word: str) -> bool:
        """Whether a word is part of other movements, so that it may mean another one."""
        return any(word in key.split("|") for key in self.matcher.keys)

    def _doubtful(self, name: str, spoken: str, found: Parts, ids: tuple[str, ...]) -> NameMeaning:
        entry, *others = (self.by_id[each] for each in ids)
        exercise = under_name(entry, spoken, entry.id)
        result = self._understood(name, "guess", exercise, found, entry)
        names = tuple(other.name for other in others)
        line = f'"{name}" is taken for {_low(entry)}; write {" or ".join(names)} if that is meant'
        return replace(result, others=names, assumed=line)

    def _by_muscle(self, name: str, spoken: str, found: Parts) -> NameMeaning:
        muscle = next(reversed(found.muscles), "")
        worded = for_muscle(self.any_movement, muscle, self.tables.muscles.get(muscle, ""))
        tools = found.equipment or worded.equipment
        exercise = replace(worded, id=_slug(spoken), name=spoken, equipment=tools)
        what = f"a movement for the {worded.muscle_call}" if muscle else "any movement"
        line = f'"{name}" is not known; it gets words for {what}. {_BETTER}'
        known: Known = "guess" if muscle else "none"
        result = self._understood(name, known, exercise, found, None)
        usual = self._usual_for(exercise.muscle_group) if muscle and not found.words else ()
        if usual:
            line = f'"{name}" says no movement; it gets words for {what}. {_NAMED.format(usual[0])}'
        return replace(result, others=usual or self.nearest(name), assumed=line)

    def _usual_for(self, group: str) -> tuple[str, ...]:
        """Names of lifts of a muscle group, the most usual first, as the catalogue has them."""
        lifts = (
            each.name
            for each in self.by_id.values()
            if each.muscle_group == group and each.modality == "resistance"
        )
        return tuple(islice(lifts, MOST_OTHERS))

    def like(self, name: str, model: NameMeaning) -> NameMeaning:
        """`name` with the words of `model`, because the plan says so.

        Raises:
            ValueError: `what; fix`, if `model` is not known itself.
        """
        if model.known not in SURE:
            near = " or ".join(model.others or self.nearest(model.asked)) or "a name that is known"
            raise ValueError(f'like: there is no exercise "{model.asked}"; write {near}')
        spoken = said(name, self.tables)
        exercise = under_name(model.exercise, spoken, _slug(spoken))
        return replace(model, asked=name, known="variation", said=spoken, exercise=exercise)

    def for_muscle(self, name: str, muscle: str) -> NameMeaning:
        """`name` with words for any movement of `muscle`, because the plan says so.

        Raises:
            ValueError: `what; fix`, if it is no muscle.
        """
        found = parts_of_name(muscle, self.tables)
        if not found.muscles:
            known = ", ".join(sorted({phrases()["muscles"][each] for each in self.tables.muscles}))
            raise ValueError(f'muscle: "{muscle}" is no muscle; write one of {known}')
        spoken = said(name, self.tables)
        named = found.muscles[-1]
        worded = for_muscle(self.any_movement, named, self.tables.muscles[named])
        exercise = replace(worded, id=_slug(spoken), name=spoken)
        return self._understood(
            name, "variation", exercise, parts_of_name(spoken, self.tables), None
        )

    def parts(self, name: str) -> Parts:
        """The parts of `name`."""
        return parts_of_name(name, self.tables)

    def groups(self, muscle: str) -> frozenset[str]:
        """The muscle groups of the muscles that `muscle` names."""
        found = self.parts(muscle).muscles
        return frozenset(self.tables.muscles[each] for each in found)

    def nearest(self, name: str, most: int = MOST_OTHERS) -> tuple[str, ...]:
        """Names of entries that look like `name`, the nearest first."""
        close = nearest("".join(words_of(name)), self.index, most=most * 4)
        return tuple(dict.fromkeys(self.by_id[self.index[key]].name for key in close))[:most]

    def _understood(
        self, name: str, known: Known, exercise: Exercise, found: Parts, entry: Exercise | None
    ) -> NameMeaning:
        named = [tool for tool in found.equipment if known != "exact" or tool in exercise.equipment]
        tool = next(iter(named or exercise.equipment), "")
        side = found.side or ("one side" if exercise.laterality == "unilateral" else "")
        family = entry.id if entry else ""
        return NameMeaning(
            name, known, exercise.name, exercise, family, tool, side, found.position, found.grip
        )


_NAMED = "For better words write which one, such as {}"
_BETTER = (
    "For better words write the name of an exercise like it; to keep yours, the plan's text can "
    "say `like: seated row` or `muscle: rear delts`"
)


BARS = frozenset({"barbell", "ez bar", "trap bar", "safety bar", "smith machine", "axle", "log"})
"""What both hands hold: a single with it is one rep, and not one side."""


def _sides_of(found: Parts, entry: Exercise) -> Parts:
    """The parts, without a `single` that can only say how many reps."""
    tools = found.equipment or entry.equipment[:1]
    return found.without_single if BARS.intersection(tools) else found


def _low(entry: Exercise) -> str:
    return entry.name[:1].lower() + entry.name[1:]


def _is_own(name: str, entry: Exercise) -> bool:
    written = words_of(name)
    return written in (words_of(entry.id.replace("_", " ")), words_of(entry.name))


def _expanded(name: str, tables: NameTables) -> list[str]:
    from mmc_audio.coaching.naming.parts import expanded

    return list(expanded(words_of(name.replace("_", " ")), tables))


def _same(name: str, spoken: str) -> bool:
    return sorted(words_of(name)) == sorted(words_of(spoken))


def _slug(name: str) -> str:
    return "_".join(words_of(name)) or "exercise"
