"""`mmc-audio say`: how a text is said, and why."""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mmc_audio.cli.shared import is_terminal, json_option, note, say, show, show_json, voice_options
from mmc_audio.errors import UnavailableError, UsageError

if TYPE_CHECKING:
    from mmc_audio.rendering.say import SpokenText
    from mmc_audio.speech.engine import Clip


@click.command(short_help="Show and play how a text is said.")
@click.argument("text", nargs=-1, required=True)
@click.option(
    "--language", default="en", show_default=True, metavar="TAG", help="Language of the text."
)
@click.option("--explain", is_flag=True, help="Also show which rule changed what.")
@voice_options
@click.option("-o", "--output", metavar="FILE.wav", type=click.Path(), help="Write the sound.")
@json_option
def command(
    text: tuple[str, ...],
    language: str,
    explain: bool,
    engine: str | None,
    voice: str | None,
    pace: int | None,
    output: str | None,
    as_json: bool,
) -> None:
    """Show how TEXT is said, by the rules and by your lexicon.yaml, and play it.

    It is played where stdout is a terminal and a player is installed.

    \b
    Examples:
      mmc-audio say "RDL 3x8 @ 60kg"
      mmc-audio say "RDL 3x8 @ 60kg" --explain
      mmc-audio say "Rest 90s" -o rest.wav
      mmc-audio say "3 x 12" --language de --json
    """
    from mmc_audio.rendering.overrides import Overrides
    from mmc_audio.rendering.say import spoken_text
    from mmc_audio.speech.said.lexicon_files import lexicon_for

    if output and not output.lower().endswith(".wav"):
        raise UsageError(f"{output} is no name of a WAV file; end it in .wav")
    choice = Overrides(engine, voice, pace)
    spoken = spoken_text(" ".join(text), choice, language, lexicon_for({}))
    if spoken.note:
        note(spoken.note)
    show_json(_as_data(spoken)) if as_json else _print(spoken, explain=explain)
    if output:
        write_clip(spoken.clip(), Path(output))
    elif is_terminal(sys.stdout) and not as_json:
        play_clip(spoken.clip)


def _as_data(spoken: "SpokenText") -> dict[str, Any]:
    text = spoken.text
    return {
        "written": text.written,
        "said": spoken.utterance.text,
        "phonemes": spoken.phonemes,
        "language": spoken.language,
        "engine": spoken.engine.name,
        "voice": spoken.voice.id,
        "pieces": [{"written": p.written, "said": p.said, "why": p.why} for p in text.pieces],
    }


def _print(spoken: "SpokenText", *, explain: bool) -> None:
    phonemes = spoken.phonemes
    show(f"written   {spoken.text.written}")
    show(f"said      {spoken.utterance.text or '(nothing)'}")
    if phonemes:
        show(f"phonemes  {phonemes}")
    if explain:
        for piece in spoken.text.changes:
            spoken_as = piece.said.strip() or "(nothing)"
            show(f"  {piece.written.strip():<20} {spoken_as}  [{piece.why}]")
        if not spoken.text.changes:
            show("  everything is said as it is written")


def write_clip(clip: "Clip", path: Path) -> None:
    """Write a WAV file.

    Raises:
        OutputError: if it cannot be written.
    """
    from mmc_audio._lib.atomic import FileGroup
    from mmc_audio.rendering.say import as_wav

    sound = as_wav(clip)
    with FileGroup(path.parent) as group:
        group.write(path.name, sound)
    say(str(path))


def play_clip(made: Callable[[], "Clip"]) -> None:
    """Play what `made` gives; where no player is installed, that is said in one line."""
    from mmc_audio._lib.players import player_command
    from mmc_audio.rendering.say import as_mp3

    with tempfile.TemporaryDirectory(prefix="mmc-audio-") as folder:
        path = Path(folder) / "said.mp3"
        try:
            play = player_command(path)
        except UnavailableError:
            say("Not played: no MP3 player is installed; install mpv, or write -o FILE.wav")
            return
        path.write_bytes(as_mp3(made()))
        quiet = subprocess.DEVNULL
        subprocess.run(play, stdin=quiet, stdout=quiet, stderr=quiet, check=False)
