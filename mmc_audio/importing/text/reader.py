"""Takes the lines of a notes-app text one by one, and makes workouts of them."""

import re
from dataclasses import replace
from itertools import pairwise

from mmc_audio.importing.model import SkippedRow, WorkoutBlock, WorkoutItem
from mmc_audio.importing.text import known
from mmc_audio.importing.text.assemble import MOST_WORDS, exercises_in, is_item
from mmc_audio.importing.text.benchmarks import Benchmark
from mmc_audio.importing.text.blocks import block_start, inline_parts
from mmc_audio.importing.text.bouts import bout_lines, is_run, left_out
from mmc_audio.importing.text.draft import ItemDraft
from mmc_audio.importing.text.headings import (
    day_in_front,
    is_apart,
    is_day,
    is_named_day,
    is_section,
    is_whole,
    label_of,
    marked_heading,
    week_of,
    without_bullet,
)
from mmc_audio.importing.text.labels import labelled, of_minute
from mmc_audio.importing.text.line import draft_of
from mmc_audio.importing.text.phrases import reworded
from mmc_audio.importing.text.repeats import repeat_of
from mmc_audio.importing.text.rounds import clocked_rounds
from mmc_audio.importing.text.sets_below import SetsBelow
from mmc_audio.importing.text.settings import is_setting, rest_line, unit_in
from mmc_audio.importing.text.swims import in_metres, strokes_spelled

MOST_CALLED = 3
"""Words of a heading with an exclamation mark: `LEG DAY!!!`."""


class TextReader(SetsBelow):
    """Reads lines one by one.

    Args:
        unit: of weights that are written without one; `unsaid` where nobody said it.
        name: what a workout is called that has no title.
    """

    def __init__(self, unit: str = "unsaid", name: str = "") -> None:
        super().__init__(unit, name)
        self._taken = ""
        """The next line, where it was read with this one."""
        self._blank = True
        self._near: list[str] = []
        """The lines so far, and the next: what they are about."""

    def take(self, line: int, raw: str, following: str) -> None:
        """One line, and the next one."""
        about = (self.settings.title, *self._near)
        text = reworded(strokes_spelled(raw.strip(), *about))
        following = reworded(strokes_spelled(following, text, *about))
        if not text or re.fullmatch(r"[-=_*~\s]{3,}", text):
            self._blank = True
            if self.block and self.block.items:
                self.end_block()
            return
        text = in_metres(text, self.settings.title, *self._near)
        self._near = [*self._near[-8:], text, following]
        if self._blank and repeat_of(without_bullet(text)[0]) is None:
            self.list_from = self.entries_so_far()
        if self.settings.unit == "unsaid" and (unit := unit_in(text)):
            self.settings.unit = unit
        self._line(line, text, following)
        self._blank = False

    def take_benchmark(self, line: int, benchmark: Benchmark) -> None:
        """A workout by its name, as if its lines were written out."""
        title = " ".join(filter(None, (benchmark.name, benchmark.how)))
        self.begin_day(line, title)
        for text, following in pairwise((*benchmark.lines, "")):
            self.take(line, text, following)
        self.end_block()
        self.remarks.append(f"line {line}: {title}: as it is usually done; write the loads")

    def _line(self, line: int, text: str, following: str) -> None:
        taken, self._taken = self._taken, ""
        if taken and text == taken:
            return
        heading = marked_heading(text)
        if heading is not None and not self._is_exercise(heading):
            self._heading(line, heading, following)
            return
        bare, bulleted = without_bullet(heading or text)
        capped = block_start(bare, line) is None and self.take_cap(bare)
        if capped or self.take_repeat(line, bare):
            return
        if self._setting(line, bare) or self._comment(line, bare):
            return
        if self._rounds_by_clock(line, bare, following):
            return
        if self.set_line(line, bare) or self.opens(line, bare, following):
            return
        bare = self._in_front(self._inline_day(line, bare))
        above, bare = self.with_above(bare)
        group, bare = (above, bare) if above else label_of(bare)
        if not group and (
            self.take_counts(line, bare) or self._starts_block(line, bare, following)
        ):
            return
        named = is_named_day(bare) or (following and not self.days and is_whole(bare))
        named = named or (is_day(bare) and not known.is_plain(draft_of(bare, line)))
        if not named and self._exercise(line, bare, group):
            return
        self._words(line, bare, following, bulleted=bulleted)

    def _in_front(self, text: str) -> str:
        """A line without the words in front of its exercise; a label is kept as a section."""
        if self.block and self.block.start.kind == "emom":
            text, in_turn = of_minute(text)
            start = self.block.start
            self.block.start = replace(start, in_turn=start.in_turn or in_turn)
        label, text = labelled(text)
        if label and not self.take_edge(label):
            self.begin_section(label)
        return text

    def _inline_day(self, line: int, text: str) -> str:
        """`Monday: bench 3x8` begins a day; what is left is the exercise."""
        match = day_in_front(text)
        draft = draft_of(match["rest"], line) if match else None
        if match and draft and is_day(match["day"]) and draft.measured and self._fits(draft, text):
            self.begin_day(line, match["day"])
            return match["rest"]
        return text

    def _fits(self, draft: ItemDraft, text: str) -> bool:
        """Whether what is behind a day is an exercise, or a distance of a sport."""
        return known.is_plain(draft) or bool(draft.base.distance_m and not is_named_day(text))

    def _is_exercise(self, words: str) -> bool:
        return not is_day(words) and week_of(words) is None and draft_of(words, 0).measured

    # Headings

    def _heading(self, line: int, words: str, following: str) -> None:
        self.end_block()
        self.section, self.list_from = "", self.entries_so_far()
        if not is_day(words) and self._starts_block(line, words, following):
            return
        if week := week_of(words):
            self.week = week[0]
            if week[1]:
                self.begin_day(line, week[1])
        elif is_section(words):
            self.section = words
        elif (
            not self.settings.title
            and not self.days
            and not is_day(words)
            and self._leads(following)
        ):
            self.settings.title = words
        else:
            self.begin_day(line, words)

    def _leads(self, following: str) -> bool:
        """Whether a heading is that of the whole text: another follows at once."""
        words = marked_heading(following) or following.rstrip(":")
        section = is_section(words) or week_of(words) is not None
        setting = is_setting(following)
        return (
            marked_heading(following) is not None or is_day(words) or section or setting
        ) and not (draft_of(following, 0).measured and not is_day(words))

    def _setting(self, line: int, text: str) -> bool:
        rest = rest_line(text)
        if rest:
            self.set_rest(text, rest[0], whole=rest[1])
            return True
        return self.settings.take(line, text)

    def _comment(self, line: int, text: str) -> bool:
        match = re.match(r"(?://+|>|notes?:|(?=\(.*\)$))\s*(.*)", text, re.IGNORECASE)
        if match is None:
            return False
        if re.search(r"[0-9]\s?[x\u00d7]\s?[0-9]", text):
            self.remarks.append(f"line {line}: {text[:60]!r} is left as a comment")
        day = self.days[-1] if self.days else None
        if day and day.entries and isinstance(day.entries[-1], WorkoutItem):
            item = day.entries[-1]
            if text.lower().startswith("note:"):
                day.entries[-1] = replace(item, say=match[1])
            else:
                note = "\n".join(filter(None, (item.note, match[1])))
                day.entries[-1] = replace(item, note=note)
        elif match[1]:
            self.today(0).notes.append(match[1])
        return True

    # Exercises

    def _exercise(self, line: int, text: str, group: str) -> bool:
        for bout in (bouts := bout_lines(text, line)):
            self.add(self._with_name(bout))
        self.remarks += left_out(bouts, line)
        if bouts:
            return True
        parts, paired = exercises_in(text)
        about = (self.settings.title, *self._near)
        drafts = [known.named_by_sport(draft_of(part, line), about) for part in parts]
        if why := known.why_left_out(text):
            self.skipped.append(SkippedRow(line, why))
            return True
        first = not (self.days or self.settings.title or self.block) and len(self._near) == 2
        if first and self._near[1] and known.is_title(drafts, text):
            self.settings.title = text
            return True
        drafts = self.named_by_lift(drafts)
        if not all(is_item(draft) for draft in drafts):
            return False
        for draft in drafts:
            self.add(replace(self.read(draft), group=group or paired or None))
        return True

    def _rounds_by_clock(self, line: int, text: str, following: str) -> bool:
        """Whether a line is `Heavy bag, 5 rounds`, with or without their length below it."""
        rounds = clocked_rounds(line, text, following)
        if rounds is None:
            return False
        self.add(rounds.block)
        self._taken = rounds.taken
        self.remarks += [rounds.assumed] if rounds.assumed else []
        return True

    def _with_name(self, bout: WorkoutBlock | WorkoutItem) -> WorkoutBlock | WorkoutItem:
        """Bouts that name no sport, with that of the exercises around them."""
        name, note = known.sport_of(self.settings.title, *self._near)
        if isinstance(bout, WorkoutItem):
            notes = "\n".join(filter(None, (bout.note, note)))
            return bout if bout.name else replace(bout, name=name, note=notes)
        if bout.items[0].name:
            return bout
        return replace(bout, items=(replace(bout.items[0], name=name),), note=note)

    def _starts_block(self, line: int, text: str, following: str) -> bool:
        start = block_start(text, line)
        if (
            start is None
            or is_run(text)
            or (start.name and not start.inline and not known.leads_on(following))
            or (bout_lines(text, line) and not known.is_bare_name(following))
            or (not start.inline and start.titles(block_start(without_bullet(following)[0], 0)))
        ):
            return False
        if self.block and self.block.goes_on(start):
            return True
        self.end_block()
        block = self.open_block(start)
        if start.kind == "emom" and start.counts:
            self.remarks.append(f"line {line}: {text}: taken as {len(start.counts)} minutes")
        if start.inline:
            for part in inline_parts(start.inline):
                block.add(self.read(draft_of(part, line)))
            self.end_block()
        return True

    def _words(self, line: int, text: str, following: str, *, bulleted: bool) -> None:
        words = text.rstrip(":!").strip("*_ ")
        short = len(words.split()) <= MOST_WORDS and re.search(r"[^\W\d_]", words) is not None
        called = text.endswith("!") and len(words.split()) > MOST_CALLED
        if not short or called or text.endswith((".", "?")):
            self.skipped.append(
                SkippedRow(line, f"{text[:40]!r}: no exercise with sets, reps or a time")
            )
        elif self._is_heading(words, following, ends=text.endswith(":"), bulleted=bulleted):
            self._heading(line, words, following)
        elif (
            (bulleted and (self.begun or known.is_likely(words)))
            or self.block
            or self._in_list(words)
        ) and (item := self.read(draft_of(words, line))).name:
            self.add(item)
        elif not self.settings.title and not self.days:
            self.settings.title = words
        else:
            self.skipped.append(
                SkippedRow(line, f"{text[:40]!r}: no sets, reps or time; write such as 3x8")
            )

    def _in_list(self, words: str) -> bool:
        """Whether a name without a number stands among exercises, and is a known one."""
        bare = re.sub(r"\s*\(.*?\)", "", words)
        return self.begun and not self._blank and known.is_known(bare, bare)

    def _is_heading(self, words: str, following: str, *, ends: bool, bulleted: bool) -> bool:
        if is_apart(words) and not bulleted:
            return True
        if bulleted or (self.block and not self._blank):
            return False
        below = without_bullet(following)[0]
        leads = self._blank and (draft_of(below, 0).measured or block_start(below, 0) is not None)
        return ends or is_day(words) or is_section(words) or week_of(words) is not None or leads
