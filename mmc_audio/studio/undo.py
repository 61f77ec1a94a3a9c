"""The texts of one file while it is edited: what can be undone."""

from dataclasses import dataclass, field

MOST = 500


@dataclass(slots=True)
class EditedText:
    """A text, and those before it."""

    text: str
    _before: list[str] = field(default_factory=list)

    def change(self, text: str) -> None:
        """Another text; typing a word is one change, and each other edit its own."""
        if text == self.text:
            return
        if not (self._before and _goes_on(self._before[-1], self.text, text)):
            self._before = [*self._before, self.text][-MOST:]
        self.text = text

    @property
    def can_undo(self) -> bool:
        """Whether there is an earlier text."""
        return bool(self._before)

    def undo(self) -> str:
        """Go back by one change; stays where there is none."""
        if self._before:
            self.text = self._before.pop()
        return self.text


def _goes_on(before: str, now: str, new: str) -> bool:
    """Whether the text grows on where it grew last, within one word."""
    start, added = _added(before, now)
    then, more = _added(now, new)
    single = len(more) == 1 and not more.isspace()
    return bool(added) and single and then == start + len(added)


def _added(before: str, after: str) -> tuple[int, str]:
    """Where one stretch was put in, and which; an empty one where the change was another."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = len(before) - start
    fits = len(after) > len(before) and after.endswith(before[start:])
    return (start, after[start : len(after) - end]) if fits else (start, "")
