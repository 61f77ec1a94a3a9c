"""The program's door: runs a command and turns what goes wrong into one line and an exit code."""

import sys

INTERRUPTED = 130
BROKEN_PIPE = 141


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command; nothing is raised.

    Returns:
        The exit code, as docs/commands.md lists them.
    """
    import click

    from mmc_audio.cli.app import cli

    try:
        result = cli.main(arguments, prog_name="mmc-audio", standalone_mode=False)
        sys.stdout.flush()
        return int(result or 0)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "mmc-audio"
        message = error.format_message().rstrip(".")
        mend = "" if ";" in message else f"; see '{command} --help'"
        return _say(message + mend, 2)
    except (click.Abort, KeyboardInterrupt):
        return _say("interrupted; nothing half done was left behind", INTERRUPTED)
    except BrokenPipeError:
        return _leave_quietly()
    except Exception as error:  # noqa: BLE001 - told in one line, or raised again
        return _told(error)


def _told(error: Exception) -> int:
    from mmc_audio.errors import MmcError

    if isinstance(error, MmcError):
        return _say(str(error), error.exit_code)
    if isinstance(error, OSError):
        return _say(f"{error.strerror or error}: {error.filename or 'a file'}", 1)
    raise error


def _say(message: str, exit_code: int) -> int:
    text = message.encode("utf-8", "backslashreplace").decode()
    stream = sys.stderr
    stream.write(text.encode(stream.encoding or "utf-8", "backslashreplace").decode() + "\n")
    return exit_code


def _leave_quietly() -> int:
    """Whoever read our output has gone; Python must not complain about it at exit."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return BROKEN_PIPE


if __name__ == "__main__":
    main()
