"""The work of a workout as items of a plan: sets that differ are items of their own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from mmc_audio.importing.model import Entry, WorkoutBlock, WorkoutItem, WorkoutSet
from mmc_audio.importing.naming import NamedExercise, Understanding
from mmc_audio.importing.plan_clock import ClockPrinter, is_clocked
from mmc_audio.importing.plan_lines import as_item, name_comment
from mmc_audio.importing.plan_sets import listed_keys, rest_list
from mmc_audio.importing.plan_values import length_text, set_keys, usable, with_kind
from mmc_audio.importing.plan_weights import PlanKey
from mmc_audio.importing.yaml_text import YamlLine, comment_lines, one_line, quoted_text
from mmc_audio.units import Ms

ASSUMED_ROUNDS = 3


@dataclass(slots=True)
class ItemPrinter:
    """Prints items one after the other, and keeps what it met on the way."""

    names: Understanding
    speak_notes: bool = False
    rest_ms: Ms | None = None
    """After sets that say no other."""
    met: dict[str, NamedExercise] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)

    def lines(self, entries: Sequence[Entry]) -> list[YamlLine | str]:
        """All entries, as lines below `work:`."""
        return [line for group in _groups(entries) for line in self._group(group)]

    def _group(self, group: Sequence[Entry]) -> Iterator[YamlLine | str]:
        first = group[0]
        if isinstance(first, WorkoutBlock):
            yield from self._block(first)
            return
        items = [item for item in group if isinstance(item, WorkoutItem)]
        if len(items) > 1:
            yield from self._rounds(items)
            return
        yield from self._notes(items[0])
        sets = self._usable(items[0])
        if rests := rest_list(sets):
            alike = replace(sets[0], rest_ms=None)
            yield from self._item(items[0], alike, len(sets), rests=rests)
            return
        if listed := listed_keys(sets):
            yield from self._listed(items[0], listed)
            return
        for one, count in _runs(sets, items[0]):
            yield from self._item(items[0], one, count)

    def _usable(self, item: WorkoutItem) -> list[WorkoutSet]:
        good = [one for one in item.sets if usable(one)]
        for one in item.sets:
            if one not in good:
                where = f"line {one.line}: " if one.line else ""
                self.lost.append(f"{where}{item.name}: a set whose numbers no plan can hold")
        return [replace(s, rest_ms=self.rest_ms) if s.rest_ms is None else s for s in good]

    def named(self, name: str) -> NamedExercise:
        """What a written name becomes; asked once for each."""
        if name not in self.met:
            self.met[name] = self.names.understand(name)
        return self.met[name]

    def _notes(self, item: WorkoutItem | WorkoutBlock) -> Iterator[str]:
        notes = [item.note]
        if isinstance(item, WorkoutItem):
            notes += dict.fromkeys(one.note for one in item.sets if one.note)
        for note in filter(None, notes):
            yield from comment_lines(note, "  ")

    def _item(
        self,
        item: WorkoutItem,
        one: WorkoutSet | None,
        count: int | None,
        *,
        rest: bool = True,
        rests: PlanKey | None = None,
    ) -> Iterator[YamlLine]:
        named = self.named(item.name)
        keys = [PlanKey("exercise", quoted_text(named.name), name_comment(named))]
        if one:
            metric = named.metric
            keys += with_kind(set_keys(one, count, metric), one)
            if rest and one.rest_ms is not None:
                keys.append(PlanKey("rest", length_text(one.rest_ms)))
                keys += [PlanKey("recovery", one.recovery)] if one.recovery else []
        if one and rests:
            keys += [rests, *([PlanKey("recovery", one.recovery)] if one.recovery else [])]
        yield from as_item(keys)
        yield from self._cues(item, named)

    def _listed(self, item: WorkoutItem, keys: list[PlanKey]) -> Iterator[YamlLine]:
        """An exercise whose sets differ, in one item."""
        named = self.named(item.name)
        name = PlanKey("exercise", quoted_text(named.name), name_comment(named))
        yield from as_item([name, *keys])
        yield from self._cues(item, named)

    def _cues(self, item: WorkoutItem, named: NamedExercise) -> Iterator[YamlLine]:
        """What shall be spoken."""
        del named
        spoken = one_line(item.say or (item.note if self.speak_notes else ""))[:200]
        if spoken:
            yield YamlLine(f"    note: {quoted_text(spoken)}")

    def _rounds(self, items: Sequence[WorkoutItem]) -> Iterator[YamlLine | str]:
        """A superset: round by round, equal rounds together."""
        for item in items:
            yield from self._notes(item)
        columns = [self._usable(item) for item in items]
        rounds = [
            tuple((n, sets[r]) for n, sets in enumerate(columns) if r < len(sets))
            for r in range(max(map(len, columns), default=0))
        ]
        for members, same in groupby(rounds):
            count = len(list(same))
            if len(members) == 1:
                yield from self._item(items[members[0][0]], members[0][1], count)
            else:
                pairs = [(items[n], one) for n, one in members]
                rests = [one.rest_ms for _, one in pairs if one.rest_ms is not None]
                yield from self._superset(pairs, count, rests[-1] if rests else None)

    def _superset(
        self, pairs: Sequence[tuple[WorkoutItem, WorkoutSet]], rounds: int, rest_ms: Ms | None
    ) -> Iterator[YamlLine]:
        yield YamlLine("  - superset:")
        for number, (item, one) in enumerate(pairs, 1):
            rested = number < len(pairs) and bool(one.rest_ms)
            for line in self._item(item, one, None, rest=rested):
                yield YamlLine(f"    {line.text}", line.comment)
        yield YamlLine(f"    rounds: {rounds}")
        if rest_ms is not None:
            yield YamlLine(f"    rest: {length_text(rest_ms)}")

    def _block(self, block: WorkoutBlock) -> Iterator[YamlLine | str]:
        yield from self._notes(block)
        yield from dict.fromkeys(line for item in block.items for line in self._notes(item))
        if block.kind == "interval":
            yield from self._interval(block)
            return
        if is_clocked(block):
            yield from ClockPrinter(self.named).lines(block)
            return
        yield from self._stations(block)

    def _stations(self, block: WorkoutBlock) -> Iterator[YamlLine]:
        """A circuit, or a superset in rounds."""
        comment = "" if block.rounds else "assumed"
        yield YamlLine("  - superset:" if _is_superset(block) else "  - circuit:")
        for item in block.items:
            for line in self._item(item, _station(item, block), None):
                yield YamlLine(f"    {line.text}", line.comment)
        yield YamlLine(f"    rounds: {block.rounds or ASSUMED_ROUNDS}", comment)
        if block.round_rest_ms is not None:
            yield YamlLine(f"    rest: {length_text(block.round_rest_ms)}")

    def _interval(self, block: WorkoutBlock) -> Iterator[YamlLine | str]:
        """Work by the clock has no note that is spoken: a comment holds it."""
        for item in block.items:
            yield from comment_lines(item.say, "  ")
            named = self.named(item.name)
            yield YamlLine("  - interval:")
            yield YamlLine(f"      exercise: {quoted_text(named.name)}", name_comment(named))
            yield YamlLine(f"      work: {length_text(block.work_ms or 20_000)}")
            yield YamlLine(f"      rest: {length_text(block.rest_ms or 0)}")
            if block.recovery:
                yield YamlLine(f"      recovery: {block.recovery}")
            yield YamlLine(f"      rounds: {block.rounds or ASSUMED_ROUNDS}")
            if block.round_rest_ms is not None:
                yield YamlLine(f"    rest: {length_text(block.round_rest_ms)}")


def _groups(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Items in a row that share a group; every other entry alone."""
    for key, group in groupby(enumerate(entries), lambda pair: _group_key(*pair)):
        del key
        yield [entry for _, entry in group]


def _group_key(number: int, entry: Entry) -> object:
    group = entry.group if isinstance(entry, WorkoutItem) else None
    return number if group is None else group


def _runs(
    sets: Sequence[WorkoutSet], item: WorkoutItem
) -> Iterator[tuple[WorkoutSet | None, int | None]]:
    """Equal sets in a row, and how many; nothing is known of an exercise without sets."""
    if not item.sets:
        yield None, None
    for one, same in groupby(sets):
        yield one, len(list(same))


def _is_superset(block: WorkoutBlock) -> bool:
    return block.kind == "superset" and len(block.items) > 1


def _station(item: WorkoutItem, block: WorkoutBlock) -> WorkoutSet:
    """What is done at a station of a circuit."""
    one = item.sets[0] if item.sets else WorkoutSet()
    if block.work_ms and one.reps is None:
        one = replace(one, length_ms=block.work_ms)
    return one if one.rest_ms is not None else replace(one, rest_ms=block.rest_ms)
