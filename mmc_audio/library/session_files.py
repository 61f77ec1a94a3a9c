"""Where all files of one session are: its sound, its sheets and its tracks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mmc_audio.library.converted import wanted
from mmc_audio.library.names import SessionPaths
from mmc_audio.library.places import TitledSection
from mmc_audio.library.tracks import Cut, cuts_of


@dataclass(frozen=True, slots=True)
class SessionFiles:
    """The files of a session, whether they are there or not."""

    paths: SessionPaths
    """The MP3 and what is beside it."""
    cuts: tuple[Cut, ...] = ()
    """How it is also cut into tracks."""

    @property
    def groups(self) -> tuple[tuple[Path, ...], ...]:
        """Files that belong together; the MP3 is the first of all."""
        return (self.paths.all(), *(cut.files for cut in self.cuts))


def session_files(
    paths: SessionPaths,
    sections: Sequence[TitledSection],
    *,
    formats: Collection[str] = (),
    layouts: Collection[str] = (),
) -> SessionFiles:
    """The files that are asked for, and those that were before.

    Args:
        paths: the session's MP3 and sheets.
        sections: of its script.
        formats: what it may also be written as, such as `opus`.
        layouts: how it is also cut into tracks: keys of `LAYOUTS`.

    Raises:
        UnavailableError: if a format needs ffmpeg and there is none.
    """
    whole = replace(paths, converted=wanted(paths, formats))
    return SessionFiles(whole, tuple(cuts_of(whole, sections, layouts)))
