"""Long sentences are spoken in runs: the memory of a model grows with the phonemes of one."""

from collections.abc import Iterator

MARKS = ",;:—.!?"
SOON = 3
"""A mark within the first third of a run is too early for a cut."""


def phoneme_runs(phonemes: str, most: int) -> Iterator[str]:
    """`phonemes` in runs of `most` at most, cut behind marks, else between words."""
    while len(phonemes) > most:
        head = phonemes[:most]
        at = max(head.rfind(f"{mark} ") + 1 for mark in MARKS)
        at = at if at > most // SOON else head.rfind(" ")
        at = at if at > 0 else most
        yield phonemes[:at].strip()
        phonemes = phonemes[at:].strip()
    yield phonemes
