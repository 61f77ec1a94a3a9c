"""`mmc-audio play`: a session on this machine, with the running cue in the terminal."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mmc_audio._lib.players import player_command
from mmc_audio.cli.shared import clock, counted, is_terminal, output_option, printable, say, show
from mmc_audio.errors import UnavailableError, UsageError

if TYPE_CHECKING:
    from mmc_audio.library.index import StoredSession

TICK_S = 0.1

AT_ONCE_S = 2
"""A player that ends sooner, with more left to hear, has played nothing: without a sound device
ffplay ends so, and says that all went well."""

COMPLAINTS_BYTES = 4096
"""How much of what the player complains of is read."""

WIDTH = 78


@click.command(short_help="Play a session here, with the running cue shown.")
@click.argument("session", required=False, type=click.Path())
@output_option
@click.option("--section", type=click.IntRange(1), metavar="N", help="Start at the Nth section.")
def command(session: str | None, output: str, section: int | None) -> None:
    """Play SESSION on this machine: today's, where none is named. Ctrl-C stops.

    \b
    Examples:
      mmc-audio play
      mmc-audio play pull-day --section 5
    """
    from mmc_audio.library.find import find_session

    shelf, found = find_session(session, Path(output))
    start = _start(found, section) if section else 0.0
    path = shelf.output / found.collection / f"{found.name}.mp3"
    _play(player_command(path, start), found, start)


def _start(session: "StoredSession", number: int) -> float:
    sections = session.sheet["sections"]
    if number > len(sections):
        there = f"{session.key} has {counted(len(sections), 'section')}"
        raise UsageError(f"{there}; write --section 1 to {len(sections)}")
    return float(sections[number - 1]["start_s"])


def _play(command: list[str], session: "StoredSession", start: float) -> None:
    say(f"{session.title}, {clock(session.duration_s)}. Ctrl-C stops.")
    begun = time.monotonic()
    # A sound driver writes over the running cue; it is only of use where nothing plays.
    with tempfile.TemporaryFile() as complaints:
        with subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=complaints) as player:
            try:
                _follow(player, session, start)
            finally:
                player.terminate()
        complaints.seek(0)
        last = complaints.read(COMPLAINTS_BYTES).decode(errors="replace").split("\n")
    code, ran = player.returncode, time.monotonic() - begun
    if code or ran < AT_ONCE_S < session.duration_s - start:
        how = f"failed with exit code {code}" if code else "ended at once"
        if why := next((line.strip() for line in reversed(last) if line.strip()), ""):
            how += f" ({printable(why)})"
        fix = "check this machine's sound, or hear it on the phone: mmc-audio serve --lan"
        raise UnavailableError(f"{Path(command[0]).name} {how}; {fix}")


def _follow(player: "subprocess.Popen[bytes]", session: "StoredSession", start: float) -> None:
    """Show each cue when its time comes, by the clock: the player itself says nothing."""
    titles = {section["id"]: section["title"] for section in session.sheet["sections"]}
    begun = time.monotonic() - start
    current = None
    for cue in session.sheet.get("cues", []):
        if cue["start_s"] < start:
            continue
        while time.monotonic() - begun < cue["start_s"] and player.poll() is None:
            _left(session.duration_s - (time.monotonic() - begun))
            time.sleep(TICK_S)
        if player.poll() is not None:
            return
        if cue["section"] != current:
            current = cue["section"]
            show(f"\n{titles[current]}")
        _wipe()
        show(f"  {clock(cue['start_s']):>7}  {cue['text']}")
    player.wait()


def _left(seconds: float) -> None:
    if is_terminal(sys.stderr):
        click.echo(
            f"\r{printable(f'  {clock(max(0, seconds))} left'):<{WIDTH}}", err=True, nl=False
        )


def _wipe() -> None:
    if is_terminal(sys.stderr):
        click.echo(f"\r{'':<{WIDTH}}\r", err=True, nl=False)
