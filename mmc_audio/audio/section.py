"""One section of sound: every clip at its exact sample.

Its PCM is what is heard: sample i of it is sample i of the section in the decoded MP3
(`mp3.encode` sees to the encoder's delay).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mmc_audio.audio.bed import SectionBed
from mmc_audio.audio.limiter import limit
from mmc_audio.audio.own_sounds import heard_sound
from mmc_audio.audio.recipe import PlacedWords, Recipe, Tone
from mmc_audio.speech.engine import Clip, Mono, Utterance
from mmc_audio.units import AROUND, ENCODER_DELAY, SAMPLE_RATE, gain

MERGE = SAMPLE_RATE // 10
"""Sounds less than this apart are mixed in one buffer: more than the limiter looks around, and
than the attack of a clip before its time."""

LONGEST_BLOCK = 30 * SAMPLE_RATE
"""A bed without cues is mixed in blocks of this length, so that memory stays small."""

CUT_FADE = 88
"""Samples (2 ms) of fade where an attack would begin before anything can be heard."""

GetClip = Callable[[Utterance], Clip]


def mix_whole(recipe: Recipe, clips: GetClip) -> Mono:
    """Mix a part into one buffer of shape (recipe.length,); arguments as `mix_blocks`."""
    out = np.zeros(recipe.length + 2 * AROUND, np.int16)
    for at, pcm in mix_blocks(recipe, clips):
        out[AROUND + at : AROUND + at + len(pcm)] = pcm
    return out[AROUND:-AROUND]


def mix_blocks(recipe: Recipe, clips: GetClip) -> Iterator[tuple[int, Mono]]:
    """Mix a part of a section, one stretch of sound after the other.

    Takes time in proportion to the cues, and keeps a few of them in memory at a time only.

    Args:
        recipe: what is heard when.
        clips: gives the clip of an utterance.

    Yields:
        What is not silent, in order, without overlap: where in the part it begins, and its PCM,
        true peak at most -1.5 dBTP. Without music the part's first ENCODER_DELAY samples are
        silent; with music it is all sound, from AROUND samples before the part to AROUND after.
    """
    under = recipe.under.read() if recipe.under else None
    for block in _blocks(_groups(_pieces(recipe, clips)), recipe.length, under):
        yield block.start, _mix_block(block, under)


@dataclass(frozen=True, slots=True, eq=False)
class _SoundPiece:
    """A sound with its place in its part."""

    start: int
    """First sample, in its part."""
    pcm: Mono
    gain: float

    @property
    def end(self) -> int:
        return self.start + len(self.pcm)


@dataclass(frozen=True, slots=True, eq=False)
class _SoundBlock:
    """A stretch of a part and all that sounds in it."""

    start: int
    end: int
    pieces: tuple[_SoundPiece, ...] = ()


def _pieces(recipe: Recipe, clips: GetClip) -> Iterator[_SoundPiece]:
    """What sounds, in order of time; clips are asked for one after the other."""
    for one in recipe.sounds:
        start, pcm = _tone(one) if isinstance(one, Tone) else _words(one, clips(one.utterance))
        volume_db = one.volume_db + recipe.gain_db
        first = 0 if recipe.under else ENCODER_DELAY
        yield _heard(start, pcm, volume_db, first)


def _words(words: PlacedWords, clip: Clip) -> tuple[int, Mono]:
    return words.at - clip.onset, clip.pcm


def _tone(tone: Tone) -> tuple[int, Mono]:
    return tone.at, heard_sound(tone.name, tone.length_ms, tone.own)


def _heard(start: int, pcm: Mono, volume_db: float, first: int) -> _SoundPiece:
    """A piece without the part that would begin before `first`, where a decoder hears nothing."""
    lost = first - start
    if lost <= 0:
        return _SoundPiece(start, pcm, gain(volume_db))
    kept = pcm[lost:].copy()
    fade = min(CUT_FADE, len(kept))
    kept[:fade] = kept[:fade] * np.linspace(0, 1, fade, endpoint=False)
    return _SoundPiece(first, kept, gain(volume_db))


def _groups(pieces: Iterable[_SoundPiece]) -> Iterator[_SoundBlock]:
    """Pieces that are near each other, as blocks that do not touch."""
    group: list[_SoundPiece] = []
    for piece in pieces:
        end = max((near.end for near in group), default=piece.start)
        if piece.start > end + MERGE:
            yield _block(group)
            group = []
        group.append(piece)
    if group:
        yield _block(group)


def _block(pieces: list[_SoundPiece]) -> _SoundBlock:
    start = min(piece.start for piece in pieces)
    return _SoundBlock(start, max(piece.end for piece in pieces), tuple(pieces))


def _blocks(
    groups: Iterable[_SoundBlock], total: int, under: SectionBed | None
) -> Iterator[_SoundBlock]:
    """The groups, and if there is a bed also the stretches between them."""
    position = -AROUND
    for group in groups:
        if under:
            yield from _between(position, group.start)
        yield group
        position = group.end
    if under:
        yield from _between(position, total + AROUND)


def _between(start: int, end: int) -> Iterator[_SoundBlock]:
    for first in range(start, end, LONGEST_BLOCK):
        yield _SoundBlock(first, min(first + LONGEST_BLOCK, end))


def _mix_block(block: _SoundBlock, under: SectionBed | None) -> Mono:
    sound = under(block.start, block.end) if under else _silence(block.end - block.start)
    for piece in block.pieces:
        place = slice(piece.start - block.start, piece.end - block.start)
        sound[place] += piece.pcm * np.float32(piece.gain / 32768)
    return np.rint(limit(sound) * 32768).astype(np.int16)


def _silence(length: int) -> npt.NDArray[np.float32]:
    return np.zeros(length, np.float32)
