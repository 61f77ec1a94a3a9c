"""`mmc-audio voices install`, `try`, `use` and `remove`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mmc_audio.cli.shared import is_terminal, say, show
from mmc_audio.errors import UnavailableError, UsageError

if TYPE_CHECKING:
    from collections.abc import Collection

    from mmc_audio.speech.usual import UsualVoice
    from mmc_audio.speech.voice_files.catalogue import CatalogueVoice
    from mmc_audio.speech.voice_files.installed import InstalledVoice

CARD_LINES = 30


@click.command("install", short_help="Have another voice, after asking.")
@click.argument("name")
@click.option(
    "--from",
    "sources",
    multiple=True,
    metavar="PATH",
    type=click.Path(),
    help="Copy from this file or folder instead of downloading; repeatable.",
)
@click.option(
    "--language", default="en-us", metavar="TAG", help="Of a Piper voice that is your own file."
)
@click.option("--yes", is_flag=True, help="Do not ask.")
def install_command(name: str, sources: tuple[str, ...], language: str, yes: bool) -> None:
    """Install the voice NAME; its size, language, licence and lineage are shown before.

    \b
    Examples:
      mmc-audio voices install fenrir
      mmc-audio voices install en_US-joe-medium --yes
      mmc-audio voices install af_heart --from downloads
      mmc-audio voices install anna --from anna.onnx --language de
    """
    paths = [Path(source) for source in sources]
    made = _installed_own(name, paths, language) or _installed_known(name, paths, yes=yes)
    say(f"Installed: {made.name}. Hear it with 'mmc-audio voices try {made.name}'.")
    if why := _why_silent(made.engine):
        say(f"It cannot speak yet: {why}")
    elif name in _catalogue_names():
        _listen(made)


def _installed_own(name: str, paths: list[Path], language: str) -> "InstalledVoice | None":
    """A Piper voice that only the user has; None where the catalogue knows the name."""
    from mmc_audio.speech.voice_files.catalogue import catalogue
    from mmc_audio.speech.voice_files.install import install_own, kept_if_it_fails

    if name in catalogue() or len(paths) != 1 or paths[0].suffix != ".onnx":
        return None
    if not name.replace("-", "").replace("_", "").isalnum():
        raise UsageError(f"{name!r} is no name for a voice; use letters, digits, - and _")
    with kept_if_it_fails("piper", name):
        made = install_own(name, paths[0], language.lower())
        if not _why_silent("piper"):
            _listen(made)
    say(f"{name} is not in the catalogue: nothing is known of its licence.")
    return made


def _installed_known(name: str, paths: list[Path], *, yes: bool) -> "InstalledVoice":
    from mmc_audio.cli.progress import ProgressBar
    from mmc_audio.speech.voice_files.catalogue import catalogue_voice
    from mmc_audio.speech.voice_files.install import install

    voice = catalogue_voice(name)
    _describe(voice, from_files=bool(paths))
    if not yes:
        _ask(voice)
    with ProgressBar() as bar:
        return install(voice, paths, watch=lambda done, all_of: bar("Bytes", done, all_of))


def _describe(voice: "CatalogueVoice", *, from_files: bool) -> None:
    from mmc_audio.speech.voice_files.install import read_card

    who = " ".join(part for part in (voice.language, voice.gender) if part)
    say(f"{voice.name}: a voice of {voice.engine}, {who}, {voice.size / 1e6:.1f} MB")
    say(f"  licence  {voice.licence}")
    say(f"  lineage  {voice.lineage}")
    say(f"  from     {voice.files[0].url.rpartition('/')[0]}/")
    card = "" if from_files else read_card(voice)
    for line in [line for line in card.splitlines() if line.strip()][:CARD_LINES]:
        say(f"  | {line}")


def _ask(voice: "CatalogueVoice") -> None:
    """Ask, where someone is there to answer.

    Raises:
        UsageError: if nobody is.
        Abort: if the answer is no.
    """
    if not is_terminal(sys.stdin):
        raise UsageError(f"to install {voice.name} without a question, add --yes")
    click.confirm("Install it?", abort=True, err=True)


def _why_silent(engine: str) -> str:
    """What else has to be installed; empty where nothing is."""
    from mmc_audio.speech.find import engines

    return next((one.why for one in engines() if one.name == engine and not one.available), "")


def _catalogue_names() -> "Collection[str]":
    from mmc_audio.speech.voice_files.catalogue import catalogue

    return catalogue()


def _listen(voice: "InstalledVoice") -> None:
    """Hear how fast the voice speaks, and which words stand out, before it is needed."""
    from mmc_audio.speech.listen import listened

    say(f"Listening to {voice.name}: pace, and words that are said alone ...")
    heard = listened(voice)
    if heard and heard.marks:
        treated = ", ".join(sorted(heard.marks))
        say(f"  these sound wrong alone, and are spoken with another mark behind: {treated}")


@click.command("remove", short_help="Take an installed voice away.")
@click.argument("name")
def remove_command(name: str) -> None:
    """Remove the installed voice NAME and the files that only it needs.

    \b
    Example:
      mmc-audio voices remove fenrir
    """
    from mmc_audio.speech.voice_files.install import remove
    from mmc_audio.speech.voice_files.installed import ENGINES, listed_voices

    here = {voice.name: voice for engine in ENGINES for voice, _ in listed_voices(engine)}
    if name not in here:
        there = f"installed are {', '.join(here)}" if here else "no voice is installed"
        raise UnavailableError(f"there is no installed voice {name!r}; {there}")
    remove(here[name])
    say(f"Removed: {name}")


def _found(name: str, engine: str | None) -> "UsualVoice":
    """The voice of that name, whichever engine has it."""
    from mmc_audio.speech.find import find_engine, resolve_voice
    from mmc_audio.speech.usual import UsualVoice, usual_voice

    if engine:
        found = find_engine(engine)
        return UsualVoice(found, resolve_voice(found, name))
    return usual_voice(name)


engine_option = click.option("--engine", metavar="NAME", help="Only a voice of this engine.")


@click.command("try", short_help="Hear three lines of a voice.")
@click.argument("name")
@engine_option
@click.option("-o", "--output", metavar="FILE.wav", type=click.Path(), help="Write the sound.")
def try_command(name: str, engine: str | None, output: str | None) -> None:
    """Speak three lines with the voice NAME; played where stdout is a terminal.

    \b
    Examples:
      mmc-audio voices try heart
      mmc-audio voices try en-us+f3 --engine espeak -o f3.wav
    """
    from mmc_audio.cli.say import play_clip, write_clip
    from mmc_audio.rendering.try_voice import tried

    if output and not output.lower().endswith(".wav"):
        raise UsageError(f"{output} is no name of a WAV file; end it in .wav")
    found = _found(name, engine)
    who = found.voice.id, found.engine.name, found.voice.language
    show(f"{found.voice.id}: {found.voice.name}, {found.voice.language}, of {found.engine.name}")
    if output:
        write_clip(tried(*who), Path(output))
    elif is_terminal(sys.stdout):
        play_clip(lambda: tried(*who))


@click.command("use", short_help="Speak with a voice from now on.")
@click.argument("name")
@engine_option
def use_command(name: str, engine: str | None) -> None:
    """Make the voice NAME the default, for plans that name none.

    \b
    Examples:
      mmc-audio voices use fenrir
      mmc-audio voices use en-us+f3 --engine espeak
    """
    from mmc_audio.speech.config import config_file
    from mmc_audio.speech.prefer import prefer

    found = _found(name, engine)
    prefer(found.engine.name, found.voice.id)
    say(f"From now on {found.voice.id} of {found.engine.name} speaks ({config_file()}).")
