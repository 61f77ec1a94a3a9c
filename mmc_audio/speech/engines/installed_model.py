"""What the engines with installed voices share."""

from hashlib import sha256
from pathlib import Path

from mmc_audio.speech.tool_versions import versions
from mmc_audio.speech.voice_files.catalogue import catalogue
from mmc_audio.speech.voice_files.installed import installed

TREATMENT = "2"
"""Changes whenever what the engines do here makes the same text sound different."""


def kept_version(engine: str, packages: tuple[str, ...]) -> str:
    """The versions of these packages, and a digest of the voices that the catalogue does not pin.

    A voice of the catalogue has one content only, so that its name says all; installing another
    one leaves the clips of the others valid.
    """
    found = versions(packages)
    parts = [f"{name}-{found.get(name, 'none')}" for name in packages]
    own = sorted(
        file.sha256
        for voice in installed(engine).values()
        if voice.name not in catalogue()
        for file in voice.files
    )
    digest = [sha256("".join(own).encode()).hexdigest()[:8]] if own else []
    return "-".join([TREATMENT, *parts, *digest])


def model_files(engine: str) -> list[Path]:
    """The files of all installed voices of an engine."""
    return [file.path for voice in installed(engine).values() for file in voice.files]
