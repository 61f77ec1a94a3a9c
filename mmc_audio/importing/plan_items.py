"""The work of a workout as items of a plan: sets that differ are items of their own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from mmc_audio.importing.model import Entry, WorkoutBlock, WorkoutItem, WorkoutSet
from mmc_audio.importing.naming import NamedExercise, Understanding
from mmc_audio.importing.plan_sets import listed_keys
from mmc_audio.importing.plan_values import PlanKey, length_text, set_keys, usable, with_kind
from mmc_audio.importing.yaml_text import YamlLine, comment_lines, one_line, quoted_text
from mmc_audio.units import Ms

REP_MS: Ms = 3000
"""About one repetition, to guess how many rounds fit into a time."""
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
        self, item: WorkoutItem, one: WorkoutSet | None, count: int | None, *, rest: bool = True
    ) -> Iterator[YamlLine]:
        named = self.named(item.name)
        keys = [PlanKey("exercise", quoted_text(named.name), _name_comment(named))]
        if one:
            metric = named.metric
            keys += with_kind(set_keys(one, count, metric), one)
            if rest and one.rest_ms is not None:
                keys.append(PlanKey("rest", length_text(one.rest_ms)))
        yield from _as_item(keys)
        yield from self._cues(item, named)

    def _listed(self, item: WorkoutItem, keys: list[PlanKey]) -> Iterator[YamlLine]:
        """An exercise whose sets differ, in one item."""
        named = self.named(item.name)
        name = PlanKey("exercise", quoted_text(named.name), _name_comment(named))
        yield from _as_item([name, *keys])
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
                yield from self._superset(pairs, str(count), "", rests[-1] if rests else None)

    def _superset(
        self,
        pairs: Sequence[tuple[WorkoutItem, WorkoutSet]],
        rounds: str,
        comment: str,
        rest_ms: Ms | None,
    ) -> Iterator[YamlLine]:
        yield YamlLine("  - superset:")
        for number, (item, one) in enumerate(pairs, 1):
            lines = list(self._item(item, one, None, rest=False))
            if one.rest_ms and number < len(pairs):
                lines[0] = _with_comment(lines[0], f"{length_text(one.rest_ms)} rest after it")
            for line in lines:
                yield YamlLine(f"    {line.text}", line.comment)
        yield YamlLine(f"    rounds: {rounds}", comment)
        if rest_ms is not None:
            yield YamlLine(f"    rest: {length_text(rest_ms)}")

    def _block(self, block: WorkoutBlock) -> Iterator[YamlLine | str]:
        yield from self._notes(block)
        for item in block.items:
            yield from self._notes(item)
        if block.kind == "interval":
            yield from self._interval(block)
            return
        rounds, comment = _rounds_of(block)
        pairs = [(item, _station(item, block)) for item in block.items]
        rest = block.round_rest_ms if block.round_rest_ms is not None else _block_rest(block)
        if len(pairs) == 1:
            item, one = pairs[0]
            lines = list(self._item(item, replace(one, rest_ms=rest), rounds))
            yield _with_comment(lines[0], comment) if comment else lines[0]
            yield from lines[1:]
            return
        yield from self._superset(pairs, str(rounds), comment, rest)

    def _interval(self, block: WorkoutBlock) -> Iterator[YamlLine]:
        for item in block.items:
            named = self.named(item.name)
            yield YamlLine("  - interval:")
            yield YamlLine(f"      exercise: {quoted_text(named.name)}", _name_comment(named))
            yield YamlLine(f"      work: {length_text(block.work_ms or 20_000)}")
            yield YamlLine(f"      rest: {length_text(block.rest_ms or 0)}")
            yield YamlLine(f"      rounds: {block.rounds or ASSUMED_ROUNDS}")
            for line in self._cues(item, named):
                yield YamlLine(f"  {line.text}", line.comment)
            if block.round_rest_ms is not None:
                yield YamlLine(f"    rest: {length_text(block.round_rest_ms)}")


def _with_comment(line: YamlLine, comment: str) -> YamlLine:
    return YamlLine(line.text, "; ".join(filter(None, (line.comment, comment))))


def _as_item(keys: Sequence[PlanKey]) -> Iterator[YamlLine]:
    for number, key in enumerate(keys):
        start = "  - " if number == 0 else "    "
        yield YamlLine(f"{start}{key.key}: {key.value}" if key.key else start.rstrip(), key.comment)


def _name_comment(named: NamedExercise) -> str:
    if named.state == "new":
        near = f"; perhaps {', '.join(named.suggestions)}" if named.suggestions else ""
        return f"new: words that fit any movement; `like:` says better ones{near}"
    written = one_line(named.written)
    if named.state == "guessed":
        near = f": perhaps {', '.join(named.suggestions)}" if named.suggestions else ""
        return f"a guess{near}"
    return "" if named.name.casefold() == written.casefold() else f'"{written}" in the file'


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


def _rounds_of(block: WorkoutBlock) -> tuple[int, str]:
    """How many rounds, and what to say of it."""
    head = {"emom": "every minute on the minute", "amrap": "as many rounds as possible",
            "for_time": "for time"}.get(block.kind, "")  # fmt: skip
    if block.kind == "emom" and block.every_ms:
        head = f"a round every {length_text(block.every_ms)}"
    if block.time_ms:
        head = f"{head} in {length_text(block.time_ms)}"
    if block.work_ms and block.rest_ms and len(block.items) > 1:
        head = f"{length_text(block.rest_ms)} rest after each in the file"
    if block.rounds:
        return block.rounds, head
    if block.time_ms:
        one = max(sum(_about(item) for item in block.items), 1000)
        rounds = max(1, min(round(block.time_ms / one), 100))
        return rounds, f"{head}: about so many rounds"
    return ASSUMED_ROUNDS, "; ".join(filter(None, (head, "assumed")))


def _about(item: WorkoutItem) -> Ms:
    one = item.sets[0] if item.sets else WorkoutSet(reps=(10, 10))
    return one.length_ms or (one.reps or (10, 10))[1] * REP_MS


def _station(item: WorkoutItem, block: WorkoutBlock) -> WorkoutSet:
    one = item.sets[0] if item.sets else WorkoutSet()
    if block.work_ms and one.reps is None:
        return replace(one, length_ms=block.work_ms)
    return one


def _block_rest(block: WorkoutBlock) -> Ms | None:
    """Of an EMOM what a round leaves of its time, at least five seconds."""
    if block.kind == "emom" and block.every_ms:
        left = block.every_ms - sum(_about(item) for item in block.items)
        return max(5000, left // 5000 * 5000)
    return 0 if block.kind in {"amrap", "for_time"} else block.rest_ms
