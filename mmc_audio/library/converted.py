"""The session as an Opus or M4B file, too, with its chapters, by ffmpeg where it is installed.

The MP3 stays what all else is made from; these are for players that prefer them. They are made from
the finished MP3, before it appears, and appear with it.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from types import MappingProxyType

from mmc_audio._lib.atomic import FileGroup
from mmc_audio._lib.child import run_program
from mmc_audio._lib.process import find_program
from mmc_audio._lib.temporary import TemporaryFolder
from mmc_audio.errors import MmcError, UnavailableError
from mmc_audio.library.names import CONVERTED, SessionPaths
from mmc_audio.mp3.id3 import Chapter

OPTIONS = MappingProxyType(
    {
        ".opus": ("-c:a", "libopus", "-b:a", "32k", "-application", "voip", "-f", "opus"),
        ".m4b": ("-c:a", "aac", "-b:a", "64k", "-f", "ipod"),
    }
)
"""What ffmpeg is asked for; Opus at 32 kb/s mono is full-band speech (RFC 7587, section 3.1.1)."""

LONGEST_S = 3600
"""How long ffmpeg may take; an hour of speech takes it about 10 s."""


def wanted(paths: SessionPaths, formats: Collection[str]) -> tuple[str, ...]:
    """Suffixes of the files to convert to: those asked for, and those that are there already.

    Raises:
        UnavailableError: if one was asked for and there is no ffmpeg.
    """
    asked = [suffix for suffix in CONVERTED if suffix[1:] in formats]
    if find_program("ffmpeg"):
        return tuple(s for s in CONVERTED if s in asked or paths.file(s).is_file())
    if asked:
        fix = "install ffmpeg, or leave out --format"
        raise UnavailableError(f"a {asked[0]} file needs ffmpeg, which is missing; {fix}")
    return ()


def write_converted(group: FileGroup, paths: SessionPaths, chapters: Sequence[Chapter]) -> None:
    """Write what `paths.converted` names, from the MP3 that is in the group.

    Args:
        group: the session's files.
        paths: their names.
        chapters: as they are in the MP3.

    Raises:
        MmcError: if ffmpeg fails.
        OutputError: if something cannot be written.
    """
    for suffix in paths.converted:
        with group.read(paths.mp3.name) as file, TemporaryFolder() as folder:
            made = Path(folder.name) / f"session{suffix}"
            _convert(Path(file.name), made, CHAPTERS[suffix](chapters))
            group.write(paths.name + suffix, made.read_bytes())


def _as_comments(chapters: Sequence[Chapter]) -> Iterator[str]:
    """Vorbis comments: ffmpeg's own are a second late for every chapter after half a second."""
    yield from ("-map_chapters", "-1")
    for number, chapter in enumerate(chapters):
        minutes, ms = divmod(chapter.start_ms, 60_000)
        start = f"{minutes // 60:02}:{minutes % 60:02}:{ms // 1000:02}.{ms % 1000:03}"
        name = f"CHAPTER{number:03}"
        yield from ("-metadata", f"{name}={start}")
        yield from ("-metadata", f"{name}NAME={chapter.title}")


def _as_they_are(_chapters: Sequence[Chapter]) -> Iterator[str]:
    yield from ("-map_chapters", "0")


CHAPTERS = MappingProxyType({".opus": _as_comments, ".m4b": _as_they_are})
"""How ffmpeg is given the chapters."""


def _convert(mp3: Path, made: Path, chapters: Iterable[str]) -> None:
    command = [
        find_program("ffmpeg") or "ffmpeg", "-nostdin", "-v", "error",
        "-protocol_whitelist", "file,pipe", "-f", "mp3", "-i", f"file:{mp3}",
        "-map", "0:a:0", "-map_metadata", "0", *chapters, "-bitexact",
        *OPTIONS[made.suffix], "-y", f"file:{made}",
    ]  # fmt: skip
    try:
        ran = run_program(command, LONGEST_S)
    except OSError as error:
        raise _unmade(made, str(error)) from error
    if not ran.well:
        late = f"it took more than {LONGEST_S} s" if ran.end == "time" else f"exit code {ran.code}"
        raise _unmade(made, ran.complaint or late)


def _unmade(made: Path, why: str) -> MmcError:
    what = f"ffmpeg could not make a {made.suffix} file ({why})"
    return MmcError(f"{what}; leave out --format, or install another ffmpeg")
