"""What several commands share: options, reading plans, and printing results."""

import json
import os
import re
import sys
from collections.abc import Callable, Iterable
from typing import Any, TextIO, TypeVar

import click

from mmc_audio._lib.characters import CONTROLS, DIRECTION
from mmc_audio.errors import OutputError, UsageError
from mmc_audio.plan.bounds import LOUDNESS, PACES
from mmc_audio.rendering.overrides import FORMATS

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
BAD_INPUT_MIXED = 1
BROKEN_PIPE = 141


def voice_options(command: Decorated) -> Decorated:
    """`--engine`, `--voice`, `--pace`: who speaks, and how fast."""
    options = (
        click.option("--engine", metavar="NAME", help="Speech engine; see 'mmc-audio voices'."),
        click.option("--voice", metavar="ID", help="Voice of that engine."),
        click.option(
            "--pace",
            type=click.IntRange(PACES[0], PACES[-1]),
            metavar="WPM",
            help="Words per minute.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def loudness_option(command: Decorated) -> Decorated:
    """`--loudness`: of the whole session, before what the plan says."""
    return click.option(
        "--loudness",
        type=click.IntRange(LOUDNESS[0], LOUDNESS[-1]),
        metavar="LUFS",
        help="Loudness of the whole session: -19 where left out, -16 for loud places.",
    )(command)


def format_option(command: Decorated) -> Decorated:
    """`--format`: what else the session is written as, or a smaller MP3."""
    return click.option(
        "--format",
        "formats",
        type=click.Choice(FORMATS),
        multiple=True,
        help="mp3-small: half the bytes. opus, m4b: also such a file, by ffmpeg; repeatable. "
        "mp3: the default, whatever your configuration says.",
    )(command)


def readiness_option(command: Decorated) -> Decorated:
    """`--readiness`: how the day feels, before what the plan says."""
    return click.option(
        "--readiness",
        type=click.Choice(["low", "normal", "high"]),
        help="How today feels; low lightens the session.",
    )(command)


def language_fallback_option(command: Decorated) -> Decorated:
    """`--language-fallback`: a language that is not whole is no error."""
    return click.option(
        "--language-fallback",
        is_flag=True,
        help="English stands for what the plan's language lacks.",
    )(command)


def strict_option(command: Decorated) -> Decorated:
    """`--strict`: a name that is not certain is an error."""
    return click.option(
        "--strict", is_flag=True, help="An exercise's name that is not certain is an error."
    )(command)


def tracks_option(command: Decorated) -> Decorated:
    """`--tracks`: what else the session is cut into."""
    return click.option(
        "--tracks",
        type=click.Choice(["session", "exercise", "set"]),
        multiple=True,
        help="Also one MP3 per exercise, or per set with its rest; repeatable.",
    )(command)


def keep_option(command: Decorated) -> Decorated:
    """`--keep`: how many old days stay."""
    return click.option(
        "--keep",
        type=click.IntRange(0, 100_000),
        metavar="DAYS",
        help="Of a program: remove its sessions of more than DAYS days ago.",
    )(command)


def output_option(command: Decorated) -> Decorated:
    """`-o`: the folder that receives the session files."""
    return click.option(
        "-o",
        "--output",
        default="output",
        show_default=True,
        metavar="DIR",
        type=click.Path(),
        help="Folder for the session files.",
    )(command)


def json_option(command: Decorated) -> Decorated:
    """`--json`: the result for a program."""
    return click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")(
        command
    )


def verbose_option(command: Decorated) -> Decorated:
    """`-v`: the time of each stage, and what the coach remembered."""
    return click.option(
        "-v",
        "--verbose",
        is_flag=True,
        help="Print the time of each stage, and what was remembered.",
    )(command)


def say(text: str) -> None:
    """Say something to the person, on stderr; results go to stdout."""
    click.echo(printable(text, sys.stderr), err=True)


def note(line: str) -> None:
    """Say what was understood or assumed, and did no harm."""
    say(f"note: {line}")


def show(text: str) -> None:
    """Print a result, on stdout: as the terminal can show it, or for a file in UTF-8.

    Raises:
        OutputError: if it cannot be written.
    """
    if is_terminal(sys.stdout):
        _print(printable(text))
    else:
        _print(_STEERING.sub("�", text).encode("utf-8", "backslashreplace"))


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person is at the other end; a stream that is closed is None."""
    return stream is not None and stream.isatty()


def show_json(value: object) -> None:
    """Print a result for a program, on stdout; in ASCII, which no encoding and no filter changes.

    Raises:
        OutputError: if it cannot be written.
    """
    _print(json.dumps(value, indent=2))


def _print(message: str | bytes) -> None:
    try:
        click.echo(message)
    except BrokenPipeError:
        raise
    except OSError as error:
        drop_stdout()
        raise OutputError(f"stdout: {error.strerror}; make room, or send it elsewhere") from error


def drop_stdout() -> None:
    """Nothing more can be written there, and Python must not complain about it at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


_STEERING = re.compile(f"[\r{CONTROLS}{DIRECTION}]")
"""Controls but tab and line feed, and marks that turn the direction of text."""


def printable(text: str, stream: TextIO | None = None) -> str:
    """`text` without control characters, which would steer the terminal, as `stream` can show it.

    Args:
        text: what is to be printed.
        stream: where; stdout where left out.
    """
    safe = "".join(c if c in "\n\t" or c.isprintable() else "�" for c in text)
    encoding = getattr(stream or sys.stdout, "encoding", None) or "utf-8"
    return safe.encode(encoding, "backslashreplace").decode(encoding)


def exit_code_of(codes: Iterable[int]) -> int:
    """One exit code for several plans: 0, the one code they failed with, or 1 where mixed."""
    failed = {code for code in codes if code}
    if not failed:
        return 0
    return failed.pop() if len(failed) == 1 else BAD_INPUT_MIXED


def counted(count: int, noun: str) -> str:
    """`1 plan`, `2 plans`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def web_address(url: str) -> str:
    """`url`, with a slash at its end.

    Raises:
        UsageError: if it is not one that begins with http:// or https://.
    """
    if not url.startswith(("http://", "https://")):
        raise UsageError(f"--base-url {url} is no web address; write https://{url}")
    return f"{url.rstrip('/')}/"


def clock(seconds: float) -> str:
    """`1:04:07` or `4:07`: a length as a player shows it."""
    whole = round(seconds)
    hours, rest = divmod(whole, 3600)
    minutes, secs = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{secs:02}" if hours else f"{minutes}:{secs:02}"
