"""The entry point: runs a command and turns what goes wrong into one line and an exit code."""

from mmc_audio._lib.interpreter import leave_current_folder

leave_current_folder()  # before anything else is imported, see there

import gc  # noqa: E402
import os  # noqa: E402
import signal  # noqa: E402
import sys  # noqa: E402
from types import FrameType  # noqa: E402

INTERRUPTED = 130
LATER_S = 0.005


def main() -> None:
    """Run the command line and leave with its exit code."""
    signal.signal(signal.SIGTERM, _end)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # not where it is ignored
        signal.signal(signal.SIGINT, _interrupt)
    # numpy's BLAS would start a thread per core, and nothing here gives it work.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # before the command line was ready, or a second one
        code = _interrupted()
    # An interrupt inside exec(text), as when a dataclass is made, stays noted in the interpreter,
    # which then ends by the signal whatever the exit code; running another text clears the note.
    if code == INTERRUPTED:
        exec("")
    gc.freeze()  # nothing is looked through at the end, which took a fifth of most commands
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run one command; nothing is raised.

    Returns:
        The exit code, as docs/commands.md lists them.
    """
    import click

    # What reports an error comes first: once memory has run out, nothing more can be imported.
    from mmc_audio.cli import report_error, shared  # noqa: F401

    try:
        from mmc_audio.cli.app import cli

        result = cli.main(arguments, prog_name="mmc-audio", standalone_mode=False)
        if sys.stdout:
            sys.stdout.flush()
        return int(result or 0)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.UsageError as error:
        if type(error).__name__ == "NoArgsIsHelpError":  # click 8.2 and later
            click.echo(error.format_message())
            return 0
        command = error.ctx.command_path if error.ctx else "mmc-audio"
        message = _plain(error.format_message().rstrip("."))
        fix = "" if ";" in message else f"; see '{command} --help'"
        return _say(message + fix, 2)
    except (click.Abort, KeyboardInterrupt):
        return _interrupted()
    except BrokenPipeError:
        return _leave_quietly()
    except Exception as error:  # noqa: BLE001 - reported in one line, or raised again
        return _reported(error)


_NO_NUMBER = (
    ("is not a valid integer range", "is no whole number"),
    ("is not a valid integer", "is no whole number"),
    ("is not a valid float", "is no number"),
)
"""What click says of a value, and how a person says it."""


def _plain(message: str) -> str:
    for said, plain in _NO_NUMBER:
        message = message.replace(said, plain)
    return message


def _reported(error: Exception) -> int:
    from mmc_audio.cli.report_error import as_mmc_error

    try:
        failure = as_mmc_error(error)
    except KeyboardInterrupt:
        return _interrupted()
    return _say(str(failure), failure.exit_code)


def _interrupted() -> int:
    return _say("interrupted; nothing half done was left behind", INTERRUPTED)


def _interrupt(_: int, frame: FrameType | None) -> None:
    """On Ctrl-C: KeyboardInterrupt, but a moment later where a module is just being imported.

    Python's import system loses an interrupt that comes while it lets go of a lock, or keeps the
    lock for ever.
    """
    importing = frame is not None and "importlib" in frame.f_code.co_filename
    if importing and hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, _interrupt)
        signal.setitimer(signal.ITIMER_REAL, LATER_S)
        return
    raise KeyboardInterrupt


def _end(*_: object) -> None:
    """On SIGTERM: leave as on Ctrl-C."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise KeyboardInterrupt


def _say(message: str, exit_code: int) -> int:
    from mmc_audio.cli.shared import say

    say(message)
    return exit_code


def _leave_quietly() -> int:
    """Whoever read our output has gone."""
    from mmc_audio.cli.shared import BROKEN_PIPE, drop_stdout

    drop_stdout()
    return BROKEN_PIPE


if __name__ == "__main__":
    main()
