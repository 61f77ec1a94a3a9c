"""Programs that play an MP3 file on this machine's loudspeaker."""

from pathlib import Path

from mmc_audio._lib.process import find_program
from mmc_audio.errors import UnavailableError

PLAYERS: dict[str, tuple[str, ...]] = {
    "mpv": (
        "--demuxer=lavf", "--demuxer-lavf-format=mp3", "--demuxer-lavf-o=protocol_whitelist=file",
        "--no-ytdl", "--no-video", "--really-quiet", "--start={start}", "{file}",
    ),
    "ffplay": (
        "-f", "mp3", "-protocol_whitelist", "file,pipe", "-nodisp", "-autoexit",
        "-loglevel", "error", "-ss", "{start}", "file:{file}",
    ),
    "cvlc": ("--demux=mpga", "--play-and-exit", "--quiet", "--start-time={start}", "{file}"),
    "afplay": ("{file}",),
    "mpg123": ("-q", "{file}"),
}  # fmt: skip
"""The better known first, and how each is given its start, in seconds. Those that know more
than MP3 are held to it: a playlist named `.mp3` would make them fetch what it lists."""


def player_command(path: Path, start: float = 0.0) -> list[str]:
    """The command that plays the MP3 `path` from `start` seconds on.

    Raises:
        UnavailableError: if there is no program for it.
    """
    file = path.absolute()
    for name, arguments in PLAYERS.items():
        program = find_program(name)
        if program and (not start or any("{start}" in part for part in arguments)):
            return [program, *(part.format(start=start, file=file) for part in arguments)]
    raise UnavailableError(
        f"no MP3 player is installed; install mpv, or open {path} with any player"
    )
