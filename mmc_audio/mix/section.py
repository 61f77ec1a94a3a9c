"""One section of sound: every clip at its exact sample.

A section begins with LEAD_MS of silence and ends with at least TAIL_MS, filled up to whole MPEG
frames. Its PCM is what is heard: sample i of it is sample i of the section in the decoded MP3
(`master.encode` sees to the encoder's delay). Positions are rounded to samples once, each from its
exact milliseconds.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mmc_audio.mix.bed import Bed, SectionBed, Span
from mmc_audio.mix.limiter import limit
from mmc_audio.mix.sounds import sound
from mmc_audio.speech.engine import Clip, Mono, Utterance
from mmc_audio.timeline.schedule import PlacedCue, PlacedSound, SectionTimeline
from mmc_audio.units import ENCODER_DELAY, SAMPLE_RATE, Ms, Samples, gain, samples, whole_frames

LEAD_MS: Ms = 50
"""Silence before a section's first moment: sections are joined in silence."""

TAIL_MS: Ms = 50
"""Least silence after its last."""

MERGE = SAMPLE_RATE // 2
"""Sounds less than this apart are mixed in one buffer."""

LONGEST_BLOCK = 30 * SAMPLE_RATE
"""A bed without cues is mixed in blocks of this length, so that memory stays small."""

CUT_FADE = 88
"""Samples (2 ms) of fade where an attack would begin before anything can be heard."""

GetClip = Callable[[Utterance], Clip]
_Placed = PlacedCue | PlacedSound
_ZERO = Samples(0)


def section_samples(section: SectionTimeline) -> Samples:
    """Length of the section as a decoder plays it: whole MPEG frames.

    Normally the section's own length decides; a sound that rings on past it is let ring.
    """
    last = max((section.length_ms, *(placed.end_ms for placed in _placed(section))))
    return whole_frames(samples(LEAD_MS + last + TAIL_MS))


def heard_at(section_start: Samples, ms: Ms) -> Samples:
    """Where `ms` of a section's own time is heard, in the session as a plain decoder plays it."""
    return Samples(section_start + samples(LEAD_MS + ms))


def mix_section(
    section: SectionTimeline, clips: GetClip, *, bed: Bed | None = None, start: Samples = _ZERO
) -> Mono:
    """Mix a section.

    Takes time in proportion to the cues, and keeps sound in floats for a few cues at a time only.

    Args:
        section: what is heard when.
        clips: gives the clip of an utterance.
        bed: music to lie under it, if any.
        start: where in the session the section begins; only the bed depends on it.

    Returns:
        PCM of shape (section_samples(section),), true peak at most -1.5 dBTP, silent in its first
        ENCODER_DELAY samples.
    """
    out = np.zeros(section_samples(section), np.int16)
    under = bed.under(_spoken(section), start, len(out)) if bed else None
    for block in _blocks(_groups(_pieces(section, clips)), len(out), under):
        out[block.start : block.end] = _mix_block(block, under)
    return out


def _spoken(section: SectionTimeline) -> Iterator[Span]:
    for cue in section.cues:
        yield heard_at(_ZERO, cue.at_ms), heard_at(_ZERO, cue.end_ms)


@dataclass(frozen=True, slots=True, eq=False)
class _Piece:
    """A sound with its place in the section."""

    start: int
    """First sample; before the section's own zero for a long attack."""
    pcm: Mono
    gain: float

    @property
    def end(self) -> int:
        return self.start + len(self.pcm)


@dataclass(frozen=True, slots=True, eq=False)
class _Block:
    """A stretch of the section and all that sounds in it."""

    start: int
    end: int
    pieces: tuple[_Piece, ...] = ()


def _pieces(section: SectionTimeline, clips: GetClip) -> Iterator[_Piece]:
    """What sounds, in order of time; clips are asked for one after the other."""
    for placed in _placed(section):
        yield _cue(placed, clips) if isinstance(placed, PlacedCue) else _sound(placed)


def _placed(section: SectionTimeline) -> list[_Placed]:
    placed: list[_Placed] = [*section.cues, *section.sounds]
    return sorted(placed, key=lambda one: one.at_ms)


def _cue(placed: PlacedCue, clips: GetClip) -> _Piece:
    clip = clips(placed.utterance)
    return _heard(heard_at(Samples(-clip.onset), placed.at_ms), clip.pcm, placed.volume_db)


def _sound(placed: PlacedSound) -> _Piece:
    pcm = sound(placed.name, placed.end_ms - placed.at_ms)
    return _heard(heard_at(_ZERO, placed.at_ms), pcm, placed.volume_db)


def _heard(start: int, pcm: Mono, volume_db: float) -> _Piece:
    """A piece without the part that would begin before a decoder hears anything."""
    lost = ENCODER_DELAY - start
    if lost <= 0:
        return _Piece(start, pcm, gain(volume_db))
    kept = pcm[lost:].copy()
    fade = min(CUT_FADE, len(kept))
    kept[:fade] = kept[:fade] * np.linspace(0, 1, fade, endpoint=False)
    return _Piece(ENCODER_DELAY, kept, gain(volume_db))


def _groups(pieces: Iterable[_Piece]) -> Iterator[_Block]:
    """Pieces that lie near each other, as blocks that do not touch."""
    group: list[_Piece] = []
    for piece in pieces:
        end = max((near.end for near in group), default=piece.start)
        if piece.start > end + MERGE:
            yield _block(group)
            group = []
        group.append(piece)
    if group:
        yield _block(group)


def _block(pieces: list[_Piece]) -> _Block:
    start = min(piece.start for piece in pieces)
    return _Block(start, max(piece.end for piece in pieces), tuple(pieces))


def _blocks(groups: Iterable[_Block], total: int, under: SectionBed | None) -> Iterator[_Block]:
    """The groups, and if there is a bed also the stretches between them."""
    position = 0
    for group in groups:
        if under:
            yield from _between(position, group.start)
        yield group
        position = group.end
    if under:
        yield from _between(position, total)


def _between(start: int, end: int) -> Iterator[_Block]:
    for first in range(start, end, LONGEST_BLOCK):
        yield _Block(first, min(first + LONGEST_BLOCK, end))


def _mix_block(block: _Block, under: SectionBed | None) -> Mono:
    sound = under(block.start, block.end) if under else _silence(block.end - block.start)
    for piece in block.pieces:
        place = slice(piece.start - block.start, piece.end - block.start)
        sound[place] += piece.pcm * np.float32(piece.gain / 32768)
    return np.rint(limit(sound) * 32768).astype(np.int16)


def _silence(length: int) -> npt.NDArray[np.float32]:
    return np.zeros(length, np.float32)
