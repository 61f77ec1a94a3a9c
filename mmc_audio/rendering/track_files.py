"""The tracks that a session is also cut into, and their playlists."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mmc_audio.library.names import SessionPaths
    from mmc_audio.library.tracks import Cut
    from mmc_audio.rendering.job import Job


def cuts_of(job: "Job", paths: "SessionPaths", layouts: Collection[str]) -> "list[Cut]":
    """The tracks that are asked for, and those that were before."""
    from mmc_audio.library.tracks import LAYOUTS, cut, folder_of

    wanted = [name for name in LAYOUTS if name in layouts or folder_of(paths, name).is_dir()]
    return [cut(name, paths, job.script.sections) for name in wanted]


def playlists_of(
    job: "Job", paths: "SessionPaths", cuts: "Sequence[Cut]", layouts: Collection[str]
) -> tuple[Path, ...]:
    """The collection's, brought up to date if it is asked for, and those of the tracks."""
    from mmc_audio.library.playlist import refresh

    sessions = [refresh(paths.folder, job.collection)] if "session" in layouts else []
    return (*sessions, *(cut.playlist for cut in cuts))
