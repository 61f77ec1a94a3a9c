"""A section as boxes of rows: settings applied, groups flattened, nothing measured yet.

A block with a length is a `Box`: rigid outside, solved on its own inside. A block without one is
no box, only a range of rows that may be dropped together.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from mmc_audio.script.attributes import Attributes, after
from mmc_audio.script.cue import Block, Cue, Fill, Item, Mark, Note, Section, Setting, Source
from mmc_audio.script.old_marks import begun_by
from mmc_audio.script.settings import gap, pace, volume
from mmc_audio.speech.engine import Utterance
from mmc_audio.timeline.delivery import PLAIN, delivery_of, pace_of
from mmc_audio.timeline.noise import InNoise, never
from mmc_audio.units import Ms

GAP_MS = 400
"""Silence after a free line where no `@gap` says otherwise: a medium pause of read speech, which
are 200 to 1000 ms (Campione and Veronis 2002)."""


Say = Callable[[str, str], str]
"""How a text is said by a voice (its id): what the engine is given."""


def as_written(text: str, _voice: str) -> str:
    """A text as it is."""
    return text


@dataclass(frozen=True, slots=True)
class LineSettings:
    """The settings in force at a line."""

    voice: str
    pace: int
    """Words per minute."""
    gap_ms: Ms = GAP_MS
    volume_db: float = 0.0
    in_noise: InNoise = never
    coach: bool = False
    """Delivered as a coach would; else every line as it is asked for."""
    say: Say = as_written


@dataclass(frozen=True, slots=True)
class LayoutLine:
    """A cue with its settings applied."""

    cue: Cue
    utterances: tuple[Utterance, ...]
    """One for each wording, at the asked pace."""
    gap_ms: Ms
    volume_db: float
    sounds_ms: tuple[Ms, ...]
    """Natural length of each of the cue's sounds."""
    delivered: Utterance | None = None
    """The first wording at its delivery's pace; None without words."""
    level_db: float = 0.0
    """The delivery's, of the words alone."""


@dataclass(frozen=True, slots=True)
class Box:
    """A section (no length) or a block that lasts exactly `length_ms`."""

    rows: tuple["Row", ...]
    length_ms: Ms | None
    optional: tuple[range, ...]
    """Rows that are dropped together, in the order written, the outer range before the inner."""
    source: Source
    loose: bool = False
    """Whether every row of it may be left out."""


@dataclass(frozen=True, slots=True)
class State:
    """From here on these attributes hold; takes no time."""

    attributes: Attributes


Row = LayoutLine | Box | Fill | Mark | State

_MEANING: dict[str, tuple[str, Callable[[str], object]]] = {
    "pace": ("pace", pace),
    "gap": ("gap_ms", gap),
    "voice": ("voice", str),
    "volume": ("volume_db", volume),
}


def with_setting(manner: LineSettings, setting: Setting) -> LineSettings:
    """`manner` after `setting`; other settings than the four change nothing."""
    if setting.name not in _MEANING:
        return manner
    name, read = _MEANING[setting.name]
    return replace(manner, **{name: read(setting.value)})  # type: ignore[arg-type]  # by name


def lines(box: Box) -> Iterator[LayoutLine]:
    """All lines in `box` and the boxes in it, in order."""
    for row in box.rows:
        if isinstance(row, LayoutLine):
            yield row
        elif isinstance(row, Box):
            yield from lines(row)


def boxes(box: Box) -> Iterator[Box]:
    """`box` and all boxes in it."""
    yield box
    for row in box.rows:
        if isinstance(row, Box):
            yield from boxes(row)


def lay_out(section: Section, manner: LineSettings, sound_length: Callable[[str], Ms]) -> Box:
    """Box of `section`, which begins in `manner`."""
    layout = _Layout(manner, sound_length, after({}, section.attributes))
    return layout.box(section.items, None, section.source)


class _Layout:
    """Lays out the items of one section; a setting holds from its line to the section's end."""

    def __init__(
        self, manner: LineSettings, sound_length: Callable[[str], Ms], state: Attributes
    ) -> None:
        self._manner = manner
        self._state = state
        self._sound_length = sound_length
        self._rows: list[Row] = []
        self._optional: list[range] = []

    def box(self, items: Iterable[Item], length_ms: Ms | None, source: Source) -> Box:
        outer = self._rows, self._optional
        self._rows, self._optional = [], []
        self._take_all(items)
        inner = Box(tuple(self._rows), length_ms, tuple(self._optional), source)
        self._rows, self._optional = outer
        return inner

    def _take_all(self, items: Iterable[Item]) -> None:
        for item in items:
            _TAKE[type(item)](self, item)

    def take_setting(self, setting: Setting) -> None:
        self._manner = with_setting(self._manner, setting)

    def take_note(self, note: Note) -> None:
        """A note takes no time."""

    def take_fill(self, fill: Fill) -> None:
        self._rows.append(fill)

    def take_mark(self, mark: Mark) -> None:
        self._enter(after(self._state, begun_by(mark), mark=True))
        self._rows.append(mark)

    def _enter(self, state: Attributes) -> None:
        """Let `state` hold from here on, even where the line that said so is dropped."""
        if state != self._state:
            self._state = state
            self._rows.append(State(state))

    def take_cue(self, cue: Cue) -> None:
        if cue.attributes:
            self._enter(after(self._state, cue.attributes))
        if cue.optional:
            self._optional.append(range(len(self._rows), len(self._rows) + 1))
        self._rows.append(self._line(cue))

    def _line(self, cue: Cue) -> LayoutLine:
        manner = self._manner
        texts = (manner.say(text, manner.voice) for text in cue.wordings)
        gym = manner.in_noise(cue.labels, self._state)
        utterances = tuple(Utterance(text, manner.voice, manner.pace, gym) for text in texts)
        sounds = tuple(self._sound_length(name) for name in cue.sounds)
        delivery = delivery_of(cue.labels, self._state) if manner.coach else PLAIN
        return LayoutLine(
            cue,
            utterances,
            manner.gap_ms,
            manner.volume_db,
            sounds,
            delivered=_at(utterances[0], pace_of(delivery, cue.wordings[0]))
            if utterances
            else None,
            level_db=delivery.level_db,
        )

    def take_block(self, block: Block) -> None:
        before = self._state
        if block.attributes:
            self._enter(after(before, block.attributes))
        self._block(block)
        self._enter(before)

    def _block(self, block: Block) -> None:
        start, place = len(self._rows), len(self._optional)
        if block.length_ms is None:
            self._take_all(block.items)
        else:
            inner = self.box(block.items, block.length_ms, block.source)
            self._rows.append(_loosened(inner) if block.loose else inner)
        if block.optional:
            self._optional.insert(place, range(start, len(self._rows)))


def _at(asked: Utterance, pace: float) -> Utterance:
    """`asked` at `pace` times its pace."""
    return replace(asked, pace=round(asked.pace * pace))


def _loosened(box: Box) -> Box:
    """The box with each row optional: dropped last are the first line and those of safety."""
    takes_time = [i for i, row in enumerate(box.rows) if isinstance(row, LayoutLine | Box)]
    spoken = [i for i in takes_time if _labels(box.rows[i]) is not None]
    kept = [*spoken[:1], *(i for i in spoken[1:] if "safety" in (_labels(box.rows[i]) or ()))]
    order = [*kept, *(i for i in takes_time if i not in kept)]
    return replace(box, optional=tuple(range(i, i + 1) for i in order), loose=True)


def _labels(row: Row) -> tuple[str, ...] | None:
    """The labels of a line that is spoken; None for any other row."""
    return row.cue.labels if isinstance(row, LayoutLine) and row.utterances else None


_TAKE: dict[type[Item], Callable[..., None]] = {
    Cue: _Layout.take_cue,
    Block: _Layout.take_block,
    Setting: _Layout.take_setting,
    Note: _Layout.take_note,
    Fill: _Layout.take_fill,
    Mark: _Layout.take_mark,
}
