"""What a text says so far: its days, their exercises, the block that is open."""

import re
from dataclasses import replace
from itertools import takewhile

from mmc_audio.importing.model import (
    Entry,
    ImportedFile,
    SkippedRow,
    Workout,
    WorkoutBlock,
    WorkoutItem,
)
from mmc_audio.importing.text.assemble import DayDraft, block_entries, rested, takes_load
from mmc_audio.importing.text.blocks import FOR_TIME, BlockStart, cap_of, open_ladder
from mmc_audio.importing.text.draft import ItemDraft
from mmc_audio.importing.text.headings import is_section, weekday_of
from mmc_audio.importing.text.labels import counts_alone
from mmc_audio.importing.text.open_block import OpenBlock, with_cap
from mmc_audio.importing.text.repeats import repeat_of, repeated
from mmc_audio.importing.text.settings import TextSettings
from mmc_audio.units import Ms

_NUMBERED = re.compile(r"(?<!warrior)(?<!virabhadrasana)(?:\s[0-9]{1,4})+$", re.IGNORECASE)
"""A name that ends with numbers: perhaps they were no part of it."""

_WITH_ABOVE = re.compile(
    r"(?:ss|s/s|super[ -]?set(?:ted)?\s(?=with|w/))[:\s]\s*(?:with\s|w/\s?)?"
    r"(?=[^\W\d].*[0-9])",
    re.IGNORECASE,
)
"""In front of an exercise that is done in turn with the one above."""

_CLOCKED = {"emom", "amrap", "for_time", "interval"}


class TextState:
    """Gathers what lines say; `imported` gives the result.

    Args:
        unit: of weights that are written without one; `unsaid` where nobody said it.
        name: what a workout is called that has no title.
    """

    def __init__(self, unit: str = "unsaid", name: str = "") -> None:
        self.name = name
        self.settings = TextSettings(unit)
        self.days: list[DayDraft] = []
        self.skipped: list[SkippedRow] = []
        self.remarks: list[str] = []
        self.rest_ms: Ms | None = None
        self.week: int | None = None
        self.block: OpenBlock | None = None
        self.section = ""
        self.list_from = 0
        """How many entries of the day stand above the list that is read now."""

    def entries_so_far(self) -> int:
        """Of the day that is read now."""
        return len(self.days[-1].entries) if self.days else 0

    def begin_section(self, label: str) -> None:
        """A label in front of an exercise; one that names a section ends the block above."""
        if is_section(label):
            self.end_block()
        if not self.block:
            self.section = label

    def open_block(self, start: BlockStart) -> OpenBlock:
        """Open a block; its name is the title of a text without one, else a section."""
        block = self.block = OpenBlock(start)
        if start.name and not self.settings.title and not self.days:
            self.settings.title = start.name
        elif start.name:
            self.section = "\n".join(filter(None, (self.section, start.name)))
        return block

    def take_edge(self, label: str) -> bool:
        """Whether a label is the buy-in or the cash-out of the rounds for time that are open."""
        return self.block is not None and self.block.takes_edge(label)

    def take_repeat(self, line: int, text: str) -> bool:
        """Whether a line says how often the list above it is done."""
        repeat = repeat_of(text)
        if repeat is None:
            return False
        if self.block and self.block.start.rounds is None:
            self.end_block()
        day = self.days[-1] if self.days else None
        above = day.entries[self.list_from :] if day and not self.block else []
        whole = repeated(above, repeat)
        if day and whole:
            day.entries[self.list_from :] = whole
            self.remarks.append(f"line {line}: {text}: taken as {repeat.rounds} times in all")
        else:
            why = "it is not clear what is repeated; write `3 rounds:` above the list"
            self.skipped.append(SkippedRow(line, f"{text[:40]!r}: {why}"))
        return True

    def begin_day(self, line: int, words: str) -> None:
        """A heading of a day."""
        self.end_block()
        self.days.append(DayDraft(words, line, self.week, weekday_of(words)))
        self.list_from = 0

    def today(self, line: int) -> DayDraft:
        """The day that is read now; one without a title where no heading came."""
        if not self.days:
            self.days.append(DayDraft("", line, self.week))
        return self.days[-1]

    def read(self, draft: ItemDraft) -> WorkoutItem:
        """The exercise of a line; what was assumed is kept."""
        item = draft.item(self.settings.unit)
        if number := _NUMBERED.search(item.name):
            part = f"{number[0].strip()!r} is taken as a part of the name"
            self.remarks.append(f"line {draft.line}: {item.name}: {part}")
        self.remarks += [f"line {draft.line}: {item.name}: {remark}" for remark in draft.remarks]
        return item

    @property
    def begun(self) -> bool:
        """Whether there is a title or a day: the first line may still be one."""
        return bool(self.days or self.settings.title)

    def with_above(self, text: str) -> tuple[str, str]:
        """`ss hammer curl 3x12` as the superset with the exercise above, and the exercise.

        A rest that was said of the first comes after both.
        """
        match = _WITH_ABOVE.match(text)
        last = self.days[-1].entries[-1] if self.entries_so_far() and not self.block else None
        if match is None or not isinstance(last, WorkoutItem):
            return "", text
        group = last.group or f"line {last.line}"
        rest = next((one.rest_ms for one in last.sets if one.rest_ms), None)
        sets = tuple(replace(one, rest_ms=None) for one in last.sets)
        self.days[-1].entries[-1] = replace(last, sets=sets, group=group)
        after = f", rest {rest // 1000}s" if rest and "rest" not in text else ""
        return group, text[match.end() :] + after

    def add(self, entry: Entry) -> None:
        """One more exercise or block, below the section that was named last."""
        if self.section:
            note = "\n".join(filter(None, (self.section, entry.note)))
            entry, self.section = replace(entry, note=note), ""
        if self.block and isinstance(entry, WorkoutItem) and self.block.ends_before(entry):
            self.end_block()
        if self.block and isinstance(entry, WorkoutItem):
            self.block.add(entry)
            if self.block.after:
                self.end_block()
            return
        self.end_block()
        self.today(entry.line).entries.append(entry)

    def add_item(self, item: WorkoutItem | SkippedRow) -> None:
        """An exercise of a table, or why there is none."""
        if isinstance(item, SkippedRow):
            self.skipped.append(item)
        else:
            self.add(item)

    def end_block(self) -> None:
        """Close the block that is open; one without exercises is said."""
        if self.block is None:
            return
        block, self.block = self.block, None
        start, items = block.closed()
        if not items:
            self.skipped.append(SkippedRow(start.line, f"{start.kind} without exercises below it"))
            return
        bare = [item.name for item in items if start.load and not takes_load(item.name)]
        self.remarks += [
            f"line {start.line}: {name}: without the load of the others" for name in bare
        ]
        first, *others = block.with_edges(list(block_entries(start, items)))
        several = [item.name for item in items if start.kind in _CLOCKED and len(item.sets) > 1]
        once = "the clock sets how often it is done; its first set is taken"
        self.remarks += [f"line {start.line}: {name}: {once}" for name in several]
        if block.has_edges and others:
            long = "a plan holds 20 in all; the buy-in and the cash-out are outside the clock"
            self.remarks.append(f"line {start.line}: {start.kind}: {long}")
        if self.section:
            note = "\n".join(filter(None, (self.section, first.note)))
            first, self.section = replace(first, note=note), ""
        self.today(start.line).entries.extend([first, *others])

    def imported(self) -> ImportedFile:
        """The workouts, their title and what was skipped."""
        drafts = [day for day in self.days if day.entries]
        workouts = tuple(self._workout(day, len(drafts)) for day in drafts)
        title = self.settings.title if len(workouts) > 1 else ""
        skipped = (*self.skipped, *self.settings.skipped)
        return ImportedFile(workouts, title=title, skipped=skipped, remarks=tuple(self.remarks))

    def _workout(self, day: DayDraft, days: int) -> Workout:
        title = day.title or (self.settings.title if days == 1 else "") or self.name or "Workout"
        rest = day.rest_ms if day.rest_ms is not None else self.rest_ms
        note = "\n".join(day.notes)
        settings = self.settings
        return Workout(
            title, tuple(day.entries), None, note, day.week, day.weekday, settings.one_rm, rest,
            settings.goal, day.line,
        )  # fmt: skip

    def set_rest(self, text: str, rest_ms: Ms, *, whole: bool) -> None:
        """A rest on a line of its own: of what is above it, or of all."""
        day = self.days[-1] if self.days else None
        if self.block and (not whole or self.block.items):
            self.block.rest(rest_ms, text)
        elif day is None:
            self.rest_ms = rest_ms
        elif not day.entries or whole:
            day.rest_ms = rest_ms
        else:
            day.entries[-1] = rested(day.entries[-1], rest_ms)

    def take_cap(self, text: str) -> bool:
        """Whether a line is the cap of the rounds above it."""
        if self.block and self.block.start.kind == "for_time" and (cap := cap_of(text)):
            self.block.start = replace(self.block.start, time_ms=cap)
            return True
        entries = self.days[-1].entries if self.days else []
        capped = with_cap(entries[-1], text) if entries else None
        if capped:
            entries[-1] = capped
        return capped is not None or self._for_time(entries, text)

    def _for_time(self, entries: list[Entry], text: str) -> bool:
        """Whether a line makes the exercises above it rounds for time: `20 min cap`."""
        if not FOR_TIME.fullmatch(text):
            return False
        lone = takewhile(lambda entry: isinstance(entry, WorkoutItem), reversed(entries))
        items = [entry for entry in lone if isinstance(entry, WorkoutItem)][::-1]
        if len(items) < 2 or any(len(item.sets) != 1 or item.group for item in items):
            return False
        entries[-len(items) :] = [
            WorkoutBlock("for_time", tuple(items), 1, time_ms=cap_of(text), line=items[0].line)
        ]
        return True

    def take_counts(self, line: int, text: str) -> bool:
        """Whether a line is the reps of rounds alone: `21-15-9`."""
        counts, ladder = counts_alone(text), open_ladder(text)
        if not (counts or ladder):
            return False
        start = ladder or BlockStart("for_time", counts=counts)
        if self.block and not self.block.items and not ladder:
            self.block.start = replace(self.block.start, counts=counts)
        else:
            self.end_block()
            self.block = OpenBlock(replace(start, line=line))
            how = "a ladder without an end: up to the cap, or as written" if ladder else ""
            taken = ", ".join(filter(None, ("taken as rounds for time", how)))
            self.remarks.append(f"line {line}: {text}: {taken}")
        return True
