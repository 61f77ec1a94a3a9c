"""How fast a voice speaks by itself, so that 150 means 150 words a minute for every voice.

Voices that were measured are in paces.tsv. Another one is measured when it first speaks, over the
same passage, and what was found is kept beside it.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

from mmc_audio._lib.whole import write_whole
from mmc_audio.speech.voice_files.installed import voices_folder

PASSAGE = (
    "Stand tall, let your shoulders drop, and soften your belly. Keep the elbows still, and feel "
    "the front of the upper arm shorten as the hand comes up. Lower it slowly, all the way, until "
    "the muscle is long. Where did you feel that most: in the front of the upper arm, or in the "
    "front of the shoulder?"
)
WORDS = len(PASSAGE.split())
SLOWEST, FASTEST = 60.0, 400.0
"""Words a minute; what is measured outside is not believed."""

Seconds = Callable[[str], float]
"""How long a text lasts, as the voice speaks by itself."""


def natural_pace(engine: str, voice: str, seconds: Seconds) -> float:
    """Words per minute of a voice as it speaks by itself: known, kept, or measured now."""
    known = measured_paces().get((engine, voice)) or _kept(engine, voice)
    if known:
        return known
    pace = min(max(round(WORDS * 60 / max(seconds(PASSAGE), 0.1), 1), SLOWEST), FASTEST)
    with suppress(OSError):  # measured again next time: the same voice gives the same
        write_whole(_path(engine, voice), f"{pace}\n".encode())
    return pace


@cache
def measured_paces() -> dict[tuple[str, str], float]:
    """The paces that come with the package, by engine and voice."""
    lines = Path(__file__).with_name("paces.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {(engine, voice): float(pace) for engine, voice, pace in rows}


def _path(engine: str, voice: str) -> Path:
    return voices_folder() / engine / f"{voice}.pace"


def _kept(engine: str, voice: str) -> float | None:
    try:
        pace = float(_path(engine, voice).read_text("ascii"))
    except (OSError, ValueError):
        return None
    return pace if SLOWEST <= pace <= FASTEST else None
