"""The voices that can speak on this machine, for those who choose one from a list."""

from dataclasses import dataclass

from mmc_audio.speech.find import engines, find_engine
from mmc_audio.speech.voice_files.installed import ENGINES

NOT_CHOSEN = ("silent", "command")
"""Engines that nobody chooses from a list: one says nothing, the other is a user's own command."""


@dataclass(frozen=True, slots=True)
class VoiceEntry:
    """A voice that can speak here."""

    engine: str
    id: str
    label: str
    language: str


def voices_here(language: str) -> list[VoiceEntry]:
    """The voices of a language (`en`) that can speak here, the natural ones first."""
    here = [
        VoiceEntry(status.name, voice.id, f"{voice.name} ({status.name})", voice.language)
        for status in engines()
        if status.available and status.name not in NOT_CHOSEN
        for voice in find_engine(status.name).voices()
        if voice.language.partition("-")[0] in (language, "mul")
    ]
    return sorted(here, key=lambda each: each.engine not in ENGINES)
