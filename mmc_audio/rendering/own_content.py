"""The coach's own sounds and exercises: files that a session is made from, besides templates."""

from pathlib import Path

from mmc_audio._lib.content_folders import content_folders
from mmc_audio.coaching.catalogue.own_files import exercise_files, exercise_folders
from mmc_audio.rendering.up_to_date import state_of
from mmc_audio.script.own_sounds import sound_paths


def own_state() -> list[list[str | int]]:
    """Changes with the files that are there, and with what is in them.

    Raises:
        MmcError: if a folder has too many files.
    """
    exercises = [file.path for file in exercise_files(exercise_folders())]
    return state_of([*exercises, *own_sound_paths()])


def own_sound_paths() -> list[Path]:
    """The files of all folders of sounds, the first folder first."""
    return [path for folder in content_folders("sounds") for path in sound_paths(folder.path)]
