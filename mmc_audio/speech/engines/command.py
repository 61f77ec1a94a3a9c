"""Any program that writes a WAV file, as an engine; named in the user's own configuration.

    [engines.flite]                                    # in config.toml, see `config_file`
    command = ["flite", "-t", "{text}", "-o", "{wav}"]

A plan can choose such an engine by its name, but never say what is run. In the command `{text}`,
`{wav}`, `{voice}`, `{pace}` (words per minute) and `{stretch}` (150 / pace) are replaced; without
`{text}` the text comes on stdin, without `{wav}` the sound is read from stdout.
"""

import re
import signal
import stat
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from subprocess import DEVNULL, PIPE
from typing import Any, TypeGuard

from mmc_audio._lib.child import Child, Launch, Streams
from mmc_audio._lib.process import die_with_parent, end_orphans, find_program
from mmc_audio.errors import SpeechError, UnavailableError
from mmc_audio.speech.ceiling import most_bytes
from mmc_audio.speech.config import config_file, config_table
from mmc_audio.speech.engine import RawSound, Traits, Utterance, Voice
from mmc_audio.speech.engines.flite_times import first_printed_vowel
from mmc_audio.speech.wav import read_sound

LIMIT_S, LIMIT_S_PER_CHARACTER = 9.0, 0.02
"""A second less than the pool allows, so that this process can end the command itself."""
LARGEST_FILE = 256 << 20
PLACEHOLDER = re.compile(r"\{(text|wav|voice|pace|stretch)\}")
NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
KEYS = {"command", "voices", "language"}


@dataclass(frozen=True, slots=True)
class Command:
    """A program and how to call it."""

    argv: tuple[str, ...]
    voices: tuple[str, ...] = ("default",)
    language: str = "en"
    says_times: bool = False
    """Prints on stdout when its phonemes end, as flite does: `flite_times`."""


PRESETS = {
    "espeak-ng": Command(
        ("espeak-ng", "-v", "{voice}", "-s", "{pace}", "-w", "{wav}", "--stdin"),
        ("en-us", "en-gb", "de", "es", "fr-fr", "it", "nl", "pl", "pt-br", "sv"),
        "",
    ),
    "flite": Command(
        ("flite", "-voice", "{voice}", "--setf", "duration_stretch={stretch}", "-psdur",
         "-t", "{text}", "-o", "{wav}"),
        ("slt", "rms", "awb", "kal16", "kal"),
        says_times=True,
    ),
    "say": Command(
        ("say", "-v", "{voice}", "-r", "{pace}", "--file-format=WAVE",
         "--data-format=LEI16@22050", "-o", "{wav}", "-f", "-"),
        ("Samantha", "Alex", "Daniel", "Karen"),
    ),
}  # fmt: skip
"""Commands that need no configuration where the program is there. An empty language means that
the voices are named by their language."""


def command_names() -> list[str]:
    """Names of the commands that are set up, and of the presets."""
    with suppress(UnavailableError):  # the engine `command` says what is wrong with the file
        return sorted({*_configured(), *PRESETS})
    return sorted(PRESETS)


def check_config() -> None:
    """Read the configuration.

    Raises:
        UnavailableError: naming the file and the key that is wrong.
    """
    _configured()


class CommandEngine:
    """A program of the user's choice.

    Args:
        name: its table in the configuration, or one of PRESETS.

    Raises:
        UnavailableError: if it is not set up, or its program is not there.
    """

    def __init__(self, name: str = "command") -> None:
        self.name = name
        self.traits = Traits(arguments=(name,))
        self._command = _command(name)
        program = find_program(self._command.argv[0])
        if program is None:
            raise UnavailableError(
                f"engine {name}: there is no program {self._command.argv[0]!r}; install it, or "
                f"write another command into {config_file()}"
            )
        self._program = program

    @property
    def version(self) -> str:
        """Changes with the command and with each file in it: the program, a script, a voice."""
        argv, voices = self._command.argv, self._command.voices
        files = (part.replace("{voice}", voice) for part in argv for voice in voices)
        states = [(file, *_state(file)) for file in dict.fromkeys((self._program, *files))]
        return sha256(repr((argv, states)).encode()).hexdigest()[:12]

    def voices(self) -> list[Voice]:
        """The voices named in the configuration; `default` if none are."""
        language = self._command.language
        return [Voice(v, v, (language or v).lower()) for v in self._command.voices]

    def speak(self, utterance: Utterance) -> RawSound:
        """Run the program; what it wrote is judged; its exit code only adds to the message."""
        with _ended_in_order(), tempfile.TemporaryDirectory(prefix="mmc-audio-") as folder:
            wav = Path(folder) / "speech.wav"
            tail = self._run(utterance, wav)
            try:
                sound = read_sound(_content(wav, 4 * most_bytes(utterance.text)))
            except SpeechError as error:
                raise SpeechError(f"{self._command.argv[0]} gave {error.what}{tail}") from error
            return self._timed(sound, wav)

    def _timed(self, sound: RawSound, wav: Path) -> RawSound:
        """With the time of its first vowel, where the program printed it."""
        if not self._command.says_times:
            return sound
        printed = wav.with_suffix(".out").read_text("utf-8", "replace")
        return replace(sound, vowel=first_printed_vowel(printed, sound.rate))

    def _run(self, utterance: Utterance, wav: Path) -> str:
        """Run the program to its end. Returns its last words, for an error."""
        argv = [self._program, *filled(self._command.argv[1:], utterance, wav)]
        on_stdin = not any("{text}" in part for part in self._command.argv)
        to_stdout = not any("{wav}" in part for part in self._command.argv)
        stdout = wav if to_stdout else wav.with_suffix(".out")
        stderr = wav.with_suffix(".err")
        with stdout.open("wb") as out, stderr.open("wb") as err:
            code = _run_limited(argv, utterance.text, (out.fileno(), err.fileno()), on_stdin)
        words = stderr.read_bytes()[-200:].decode(errors="replace").split()
        return f" (exit code {code}{': ' if words else ''}{' '.join(words)})"


def _state(part: str) -> tuple[int, int]:
    """Size and time of change of the file that a part of a command names; zeros for none."""
    try:
        status = Path(part).stat()
    except (OSError, ValueError):
        return 0, 0
    return (status.st_size, status.st_mtime_ns) if stat.S_ISREG(status.st_mode) else (0, 0)


class _TerminatedError(BaseException):
    """Raised on SIGTERM; a worker does not survive it."""


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """While a program runs: SIGTERM ends it with all it started, and clears its files away."""

    def end(*_: object) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        raise _TerminatedError

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def filled(argv: tuple[str, ...], utterance: Utterance, wav: Path) -> list[str]:
    """The arguments with their placeholders replaced, once: text is never read as a placeholder.

    A text that begins with `-` gets a space before it, so that no program takes it for an option.
    """
    text = utterance.text
    values = {
        "text": f" {text}" if text.startswith("-") else text,
        "wav": str(wav),
        "voice": utterance.voice,
        "pace": str(utterance.pace),
        "stretch": f"{150 / utterance.pace:.3f}",
    }
    return [PLACEHOLDER.sub(lambda match: values[match[1]], part) for part in argv]


def _run_limited(argv: list[str], text: str, outputs: tuple[int, int], on_stdin: bool) -> int:  # noqa: FBT001
    limit = LIMIT_S + LIMIT_S_PER_CHARACTER * len(text)
    streams = Streams(PIPE if on_stdin else DEVNULL, *outputs)
    process = Child(argv, streams, Launch(confine=_confine))
    try:
        in_time = process.finish(text.encode() if on_stdin else b"", limit)
    finally:
        process.close()
        end_orphans()
    if not in_time:
        raise SpeechError(f"{argv[0]} did not end within {limit:.0f} s")
    return process.code or 0


def _confine() -> None:
    """In the child: die with this worker, write no huge file, leave no core dump."""
    import resource

    die_with_parent()
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _content(wav: Path, most: int) -> bytes:
    if not wav.is_file():
        raise SpeechError("no file")
    size = wav.stat().st_size
    if size > most:
        raise SpeechError(f"{size // 1_000_000} MB of sound, far too much for the text")
    with wav.open("rb") as file:
        return file.read(most)


def _command(name: str) -> Command:
    commands = {**PRESETS, **_configured()}
    if name in commands:
        return commands[name]
    raise UnavailableError(
        f'no command is set up for engine {name}; write [engines.{name}] command = ["program", '
        f'"{{text}}", "{{wav}}"] into {config_file()}'
    )


def _configured() -> dict[str, Command]:
    tables = config_table("engines")
    return {name: _checked(config_file(), name, table) for name, table in tables.items()}


def _checked(path: Path, name: str, table: Mapping[str, Any]) -> Command:
    def wrong(what: str) -> UnavailableError:
        return UnavailableError(f"{path}: [engines.{name}]: {what}")

    if not NAME.fullmatch(name):
        raise wrong("a name has small letters, digits, - and _ only; rename it")
    if not isinstance(table, dict) or set(table) - KEYS:
        raise wrong(f"keys are {', '.join(sorted(KEYS))}; remove others")
    argv, voices = table.get("command"), table.get("voices", ["default"])
    if not _strings(argv) or not _strings(voices):
        raise wrong('command and voices are lists of words; write command = ["program", "{text}"]')
    language = table.get("language", "en")
    if not isinstance(language, str):
        raise wrong('language is a word; write language = "en"')
    return Command(tuple(argv), tuple(voices), language)


def _strings(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and bool(value) and all(isinstance(v, str) for v in value)
