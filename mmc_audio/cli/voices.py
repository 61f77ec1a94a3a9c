"""`mmc-audio voices`: what can speak here, why others cannot, and what can be installed."""

from types import MappingProxyType
from typing import Any

import click

from mmc_audio.cli.shared import json_option, say, show, show_json
from mmc_audio.cli.sub_commands import SubCommands

EPILOG = """\b
Examples:
  mmc-audio voices list                 what can speak here
  mmc-audio voices list --all           what can be installed
  mmc-audio voices install fenrir       have another voice
  mmc-audio voices use fenrir           and speak with it from now on
"""


class VoiceCommands(SubCommands):
    """The subcommands; without one, the list."""

    modules = MappingProxyType({
        "list": "voices",
        "install": "voices_install",
        "try": "voices_install",
        "use": "voices_install",
        "remove": "voices_install",
    })  # fmt: skip

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does; `voices` alone, or with options, is `voices list`."""
        if not args or (args[0].startswith("-") and args[0] not in ("-h", "--help")):
            args = ["list", *args]
        return super().parse_args(ctx, args)


@click.group(cls=VoiceCommands, short_help="List, install, try and choose voices.", epilog=EPILOG)
def command() -> None:
    """List what can speak here, and have other voices."""


@click.command("list", short_help="What can speak here, and why others cannot.")
@click.option("--engine", metavar="NAME", help="Only this engine, with all its voices.")
@click.option("--language", metavar="TAG", help="Only voices of this language, such as en or es.")
@click.option("--all", "every", is_flag=True, help="What can be installed.")
@json_option
def list_command(engine: str | None, language: str | None, every: bool, as_json: bool) -> None:
    """List the speech engines and their voices; with --all the voices that can be installed.

    \b
    Examples:
      mmc-audio voices list
      mmc-audio voices list --engine espeak --language en
      mmc-audio voices list --all --language de
    """
    if every:
        _print_catalogue(engine, language, as_json=as_json)
        return
    rows = _engine_rows(engine, language)
    show_json(rows) if as_json else _print(rows, all_voices=bool(engine or language))


def _engine_rows(engine: str | None, language: str | None) -> list[dict[str, object]]:
    from mmc_audio.speech.find import engines, find_engine
    from mmc_audio.speech.usual import default_engine_name

    default = default_engine_name()
    statuses = [s for s in engines() if engine in (None, s.name)]
    statuses.sort(key=lambda status: status.name != default)
    if engine and not statuses:
        find_engine(engine)
    return [
        {
            "engine": s.name,
            "default": s.name == default,
            "available": s.available,
            "why": s.why,
            "default_voice": _usual(s.name) if s.available else None,
            "voices": _voices(s.name, language) if s.available else [],
            "damaged": _damaged(s.name),
        }
        for s in statuses
    ]


def _voices(engine: str, language: str | None) -> list[dict[str, str]]:
    from mmc_audio.speech.find import find_engine

    return [
        {"id": v.id, "name": v.name, "language": v.language, "gender": v.gender}
        for v in find_engine(engine).voices()
        if not language or v.language.startswith(language.lower())
    ]


def _damaged(engine: str) -> list[str]:
    """What is wrong with installed voices."""
    from mmc_audio.speech.voice_files.installed import listed_voices

    return [fault for _, fault in listed_voices(engine) if fault]


def _usual(engine: str) -> str | None:
    """The voice that speaks English where a plan names none."""
    from mmc_audio.errors import UnavailableError
    from mmc_audio.speech.find import find_engine, resolve_voice

    try:
        return resolve_voice(find_engine(engine), None).id
    except UnavailableError:
        return None


SHOWN = 5


def _print(rows: list[dict[str, Any]], *, all_voices: bool) -> None:
    for row in rows:
        voices = row["voices"]
        many = "1 voice" if len(voices) == 1 else f"{len(voices)} voices"
        state = many if row["available"] else f"not here: {row['why']}"
        show(f"{row['engine']}{' (default)' if row['default'] else ''}: {state}")
        usual = row["default_voice"]
        for voice in voices if all_voices else _first(voices, usual):
            mark = " (default)" if voice["id"] == usual else ""
            show(f"    {voice['id']:<24} {voice['language']:<14} {voice['name']}{mark}")
        for fault in row["damaged"]:
            show(f"    damaged: {fault}")
    if not all_voices:
        say("All voices of one engine: mmc-audio voices list --engine NAME")
        say("What can be installed: mmc-audio voices list --all")


def _first(voices: list[dict[str, str]], usual: object) -> list[dict[str, str]]:
    english = [v for v in voices if v["language"].startswith("en")]
    return sorted(english or voices, key=lambda v: v["id"] != usual)[:SHOWN]


def _print_catalogue(engine: str | None, language: str | None, *, as_json: bool) -> None:
    from mmc_audio.speech.voice_files.catalogue import catalogue
    from mmc_audio.speech.voice_files.installed import ENGINES, installed

    here = {name for one in ENGINES for name in installed(one)}
    rows = [
        {
            "engine": v.engine,
            "name": v.name,
            "language": v.language,
            "gender": v.gender,
            "bytes": v.size,
            "licence": v.licence,
            "lineage": v.lineage,
            "installed": v.name in here,
        }
        for v in catalogue().values()
        if engine in (None, v.engine) and v.language.startswith((language or "").lower())
    ]
    if as_json:
        show_json(rows)
        return
    for row in rows:
        mark = "installed" if row["installed"] else f"{int(str(row['bytes'])) / 1e6:.1f} MB"
        show(f"{row['name']:<32} {row['engine']:<7} {row['language']:<6} {mark}")
    say("Licence and lineage are shown before a download: mmc-audio voices install NAME")
