"""Takes the lines of a notes-app text one by one, and makes workouts of them."""

import re
from dataclasses import replace

from mmc_audio.importing.model import Entry, Imported, Skipped, Workout, WorkoutBlock, WorkoutItem
from mmc_audio.importing.text import known
from mmc_audio.importing.text.assemble import (
    MOST_WORDS,
    DayDraft,
    block_entries,
    exercises_in,
    is_item,
    rested,
)
from mmc_audio.importing.text.blocks import (
    BlockStart,
    block_start,
    inline_parts,
    interval_line,
    is_run,
)
from mmc_audio.importing.text.draft import ItemDraft
from mmc_audio.importing.text.headings import (
    is_day,
    is_named_day,
    is_section,
    is_whole,
    label_of,
    marked_heading,
    week_of,
    weekday_of,
    without_bullet,
)
from mmc_audio.importing.text.line import draft_of
from mmc_audio.importing.text.phrases import reworded
from mmc_audio.importing.text.settings import TextSettings, is_setting, rest_line
from mmc_audio.units import Ms


class TextReader:
    """Reads lines; `imported` gives the result.

    Args:
        unit: of weights that are written without one; `unsaid` where nobody said it.
    """

    def __init__(self, unit: str = "unsaid") -> None:
        self.settings = TextSettings(unit)
        self.days: list[DayDraft] = []
        self.skipped: list[Skipped] = []
        self.remarks: list[str] = []
        self._rest_ms: Ms | None = None
        self._week: int | None = None
        self._block: tuple[BlockStart, list[WorkoutItem]] | None = None
        self._section = ""
        self._blank = True
        self._near: list[str] = []
        """The lines so far, and the next: what they are about."""

    def take(self, line: int, raw: str, following: str) -> None:
        """One line, and the next one."""
        text, following = reworded(raw.strip()), reworded(following)
        if not text or re.fullmatch(r"[-=_*~\s]{3,}", text):
            self._blank = True
            if self._block and self._block[1]:
                self.end_block()
            return
        self._near = [*self._near[-8:], text, following]
        self._line(line, text, following)
        self._blank = False

    def _line(self, line: int, text: str, following: str) -> None:
        heading = marked_heading(text)
        if heading is not None and not self._is_exercise(heading):
            self._heading(line, heading, following)
            return
        bare, bulleted = without_bullet(heading or text)
        if self._setting(line, bare) or self._comment(bare):
            return
        bare = self._inline_day(line, bare)
        group, bare = label_of(bare)
        if not group and self._starts_block(line, bare):
            return
        named = is_named_day(bare) or (following and not self.days and is_whole(bare))
        if not named and self._exercise(line, bare, group):
            return
        self._words(line, bare, following, bulleted=bulleted)

    def _inline_day(self, line: int, text: str) -> str:
        """`Monday: bench 3x8` begins a day; what is left is the exercise."""
        match = re.fullmatch(r"(?P<day>[^:]{3,20}):\s+(?P<rest>.+)", text)
        if match and is_day(match["day"]) and draft_of(match["rest"], line).measured:
            self._day(line, match["day"])
            return match["rest"]
        return text

    def _is_exercise(self, words: str) -> bool:
        return not is_day(words) and week_of(words) is None and draft_of(words, 0).measured

    # Headings

    def _heading(self, line: int, words: str, following: str) -> None:
        self.end_block()
        self._section = ""
        if block_start(words, line) and not is_day(words):
            self._starts_block(line, words)
        elif week := week_of(words):
            self._week = week[0]
            if week[1]:
                self._day(line, week[1])
        elif is_section(words):
            self._section = words
        elif (
            not self.settings.title
            and not self.days
            and not is_day(words)
            and self._leads(following)
        ):
            self.settings.title = words
        else:
            self._day(line, words)

    def _leads(self, following: str) -> bool:
        """Whether a heading is that of the whole text: another follows at once."""
        words = marked_heading(following) or following.rstrip(":")
        section = is_section(words) or week_of(words) is not None
        setting = is_setting(following)
        return (
            marked_heading(following) is not None or is_day(words) or section or setting
        ) and not (draft_of(following, 0).measured and not is_day(words))

    def _day(self, line: int, words: str) -> None:
        self.end_block()
        self.days.append(DayDraft(words, line, self._week, weekday_of(words)))

    def _today(self, line: int) -> DayDraft:
        if not self.days:
            self.days.append(DayDraft("", line, self._week))
        return self.days[-1]

    def _setting(self, line: int, text: str) -> bool:
        rest = rest_line(text)
        if rest:
            self._set_rest(*rest)
            return True
        return self.settings.take(line, text)

    def _comment(self, text: str) -> bool:
        match = re.match(r"(?://+|>|notes?:|(?=\(.*\)$))\s*(.*)", text, re.IGNORECASE)
        if match is None:
            return False
        day = self.days[-1] if self.days else None
        if day and day.entries and isinstance(day.entries[-1], WorkoutItem):
            item = day.entries[-1]
            if text.lower().startswith("note:"):
                day.entries[-1] = replace(item, say=match[1])
            else:
                note = "\n".join(filter(None, (item.note, match[1])))
                day.entries[-1] = replace(item, note=note)
        elif match[1]:
            self._today(0).notes.append(match[1])
        return True

    # Exercises

    def _exercise(self, line: int, text: str, group: str) -> bool:
        interval = interval_line(text, line)
        if interval:
            self._add(interval if interval.items[0].name else self._with_name(interval))
            return True
        parts, paired = exercises_in(text)
        about = (self.settings.title, *self._near)
        drafts = [known.named_by_sport(draft_of(part, line), about) for part in parts]
        if why := known.why_left_out(text):
            self.skipped.append(Skipped(line, why))
            return True
        first = not (self.days or self.settings.title or self._block) and len(self._near) == 2
        if first and self._near[1] and known.is_title(drafts, text):
            self.settings.title = text
            return True
        if not all(is_item(draft) for draft in drafts):
            return False
        for draft in drafts:
            self._add(replace(self._read(draft), group=group or paired or None))
        return True

    def _read(self, draft: ItemDraft) -> WorkoutItem:
        """The exercise of a line; what was assumed is kept."""
        item = draft.item(self.settings.unit)
        self.remarks += [f"line {draft.line}: {item.name}: {remark}" for remark in draft.remarks]
        return item

    def _with_name(self, block: WorkoutBlock) -> WorkoutBlock:
        """The sport of intervals that name none: that of the exercises around them."""
        name, note = known.sport_of(self.settings.title, *self._near)
        return replace(block, items=(replace(block.items[0], name=name),), note=note)

    def _add(self, entry: Entry) -> None:
        if self._section:
            note = "\n".join(filter(None, (self._section, entry.note)))
            entry, self._section = replace(entry, note=note), ""
        if self._block and isinstance(entry, WorkoutItem):
            self._block[1].append(entry)
            return
        self.end_block()
        self._today(entry.line).entries.append(entry)

    def add_item(self, item: WorkoutItem | Skipped) -> None:
        """An exercise of a table, or why there is none."""
        if isinstance(item, Skipped):
            self.skipped.append(item)
        else:
            self._add(item)

    def _starts_block(self, line: int, text: str) -> bool:
        start = block_start(text, line)
        if start is None or is_run(text):
            return False
        self.end_block()
        self._block = (start, [])
        if start.inline:
            for part in inline_parts(start.inline):
                self._block[1].append(self._read(draft_of(part, line)))
            self.end_block()
        return True

    def end_block(self) -> None:
        """Close the block that is open; one without exercises is said."""
        if self._block is None:
            return
        (start, items), self._block = self._block, None
        if not items:
            self.skipped.append(Skipped(start.line, f"{start.kind} without exercises below it"))
            return
        self._today(start.line).entries.extend(block_entries(start, items))

    def _words(self, line: int, text: str, following: str, *, bulleted: bool) -> None:
        words = text.rstrip(":").strip("*_ ")
        short = len(words.split()) <= MOST_WORDS and re.search(r"[^\W\d_]", words) is not None
        if not short or text.endswith((".", "!", "?")):
            self.skipped.append(
                Skipped(line, f"{text[:40]!r}: no exercise with sets, reps or a time")
            )
        elif self._is_heading(words, following, ends=text.endswith(":"), bulleted=bulleted):
            self._heading(line, words, following)
        elif (bulleted or self._block or self._in_list(words)) and (
            item := self._read(draft_of(words, line))
        ).name:
            self._add(item)
        elif not self.settings.title and not self.days:
            self.settings.title = words
        else:
            self.skipped.append(
                Skipped(line, f"{text[:40]!r}: no sets, reps or time; write such as 3x8")
            )

    def _in_list(self, words: str) -> bool:
        """Whether a name without a number stands among exercises, and is a known one."""
        begun = bool(self.days or self.settings.title)
        return begun and not self._blank and known.is_known(words, words)

    def _is_heading(self, words: str, following: str, *, ends: bool, bulleted: bool) -> bool:
        if bulleted or (self._block and not self._blank):
            return False
        below = without_bullet(following)[0]
        leads = self._blank and (draft_of(below, 0).measured or block_start(below, 0) is not None)
        return ends or is_day(words) or is_section(words) or week_of(words) is not None or leads

    def imported(self) -> Imported:
        """The workouts, their title and what was skipped."""
        drafts = [day for day in self.days if day.entries]
        workouts = tuple(self._workout(day, len(drafts)) for day in drafts)
        title = self.settings.title if len(workouts) > 1 else ""
        skipped = (*self.skipped, *self.settings.skipped)
        return Imported(workouts, title=title, skipped=skipped, remarks=tuple(self.remarks))

    def _workout(self, day: DayDraft, days: int) -> Workout:
        title = day.title or (self.settings.title if days == 1 else "") or "Workout"
        rest = day.rest_ms if day.rest_ms is not None else self._rest_ms
        note = "\n".join(day.notes)
        settings = self.settings
        return Workout(
            title, tuple(day.entries), None, note, day.week, day.weekday, settings.one_rm, rest,
            settings.goal, day.line,
        )  # fmt: skip

    def _set_rest(self, rest_ms: Ms, whole: bool) -> None:  # noqa: FBT001 - of `rest_line`
        """A rest on a line of its own: of what is above it, or of all."""
        day = self.days[-1] if self.days else None
        if self._block and not whole:
            start, items = self._block
            self._block = (replace(start, round_rest_ms=rest_ms), items)
        elif day is None:
            self._rest_ms = rest_ms
        elif not day.entries or whole:
            day.rest_ms = rest_ms
        else:
            day.entries[-1] = rested(day.entries[-1], rest_ms)
