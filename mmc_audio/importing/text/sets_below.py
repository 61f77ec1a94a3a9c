"""A name, and its sets on the lines below it: `Squat`, then `3x5 @ 100kg`."""

import re
from collections.abc import Sequence
from dataclasses import replace

from mmc_audio.importing.model import WorkoutItem
from mmc_audio.importing.text import known
from mmc_audio.importing.text.draft import ItemDraft
from mmc_audio.importing.text.headings import is_day, label_of
from mmc_audio.importing.text.labels import counts_alone, set_alone
from mmc_audio.importing.text.line import draft_of
from mmc_audio.importing.text.settings import rest_line
from mmc_audio.importing.text.state import TextState


class SetsBelow(TextState):
    """Takes the name, and each line of sets below it.

    Args:
        unit: of weights that are written without one; `unsaid` where nobody said it.
        name: what a workout is called that has no title.
    """

    def __init__(self, unit: str = "unsaid", name: str = "") -> None:
        super().__init__(unit, name)
        self._sets_below = ""
        """A name whose sets are the lines below it."""

    def opens(self, line: int, text: str, following: str) -> bool:
        """Whether a line is a name whose sets are the lines below it."""
        group, words = label_of(text.rstrip(":"))
        below = draft_of(set_alone(following), 0)
        bare = re.sub(r"\(.*?\)", " ", words)
        unnamed = below.measured and not below.words
        if not unnamed or counts_alone(following) or rest_line(following):
            return False
        titled = re.search(r"\b(?:set|session|workout|day)$", words, re.IGNORECASE)
        if titled or draft_of(words, 0).measured or not self._names(words, bare):
            return False
        self.end_block()
        note = "; ".join(re.findall(r"\((.*[0-9].*?)\)", words))
        name = re.sub(r"\s*\(.*[0-9].*?\)", "", words)
        self.add(WorkoutItem(name, (), group or None, note, line=line))
        self._sets_below = words
        return True

    def _names(self, words: str, bare: str) -> bool:
        """Whether it is an exercise; below a title a likely one will do, such as `Press`."""
        if known.is_known(words, bare):
            return True
        return self.begun and not is_day(words) and known.is_likely(bare)

    def set_line(self, line: int, text: str) -> bool:
        """Whether a line is sets of the exercise above it."""
        entries = self.days[-1].entries if self.days else []
        last = entries[-1] if entries else None
        if not self._sets_below or not isinstance(last, WorkoutItem):
            return False
        draft = draft_of(set_alone(text), line)
        kept = draft.base.kind == "warmup" and not draft.words
        if not draft.measured or (draft.name and not kept) or counts_alone(text):
            self._sets_below = ""
            return False
        more = self.read(replace(draft, words=[last.name]))
        note = "\n".join(filter(None, (last.note, more.note)))
        entries[-1] = replace(last, sets=(*last.sets, *more.sets), note=note)
        return True

    def named_by_lift(self, drafts: Sequence[ItemDraft]) -> list[ItemDraft]:
        """The exercises of a line, where one is more sets of the one before it."""
        before = ["", *(draft.name for draft in drafts)]
        return [self._more_of(*pair) for pair in zip(drafts, before, strict=False)]

    def _more_of(self, draft: ItemDraft, in_line: str) -> ItemDraft:
        """`FSL 5x5`, and sets without a name: more of the lift above, or of the title's one."""
        more = _MORE_SETS.fullmatch(draft.name) is not None
        if not (more or (not draft.name and draft.count and draft.base.reps)):
            return draft
        entries = self.days[-1].entries if self.days else []
        above = entries[-1] if entries else None
        lift = in_line or (above.name if isinstance(above, WorkoutItem) else "") if more else ""
        if not lift and not (lift := known.lift_of(self.settings.title)):
            return draft
        notes = [*draft.notes, *([draft.name] if more else []), f"read as {lift}"]
        remarks = [*draft.remarks, f"the line names no exercise; read as {lift}"]
        return replace(draft, words=[lift], notes=notes, remarks=remarks)


_MORE_SETS = re.compile(
    r"fsl|ssl|bbb|back[- ]?offs?(?: sets?)?|down sets?|joker sets?|volume sets?|top sets?",
    re.IGNORECASE,
)
"""Sets of the lift above, by the names that methods give them."""
