"""`mmc-audio voices`: what can speak here, and why others cannot."""

import click

from mmc_audio.cli.shared import json_option, say, show, show_json


@click.command(short_help="List what can speak here, and why others cannot.")
@click.option("--engine", metavar="NAME", help="Only this engine, with all its voices.")
@click.option("--language", metavar="TAG", help="Only voices of this language, such as en or es.")
@json_option
def command(engine: str | None, language: str | None, as_json: bool) -> None:
    """List the speech engines and their voices.

    \b
    Examples:
      mmc-audio voices
      mmc-audio voices --engine espeak --language en
    """
    from mmc_audio.speech.engine import engines, find_engine
    from mmc_audio.speech.usual import default_engine_name

    statuses = [s for s in engines() if engine in (None, s.name)]
    if engine and not statuses:
        find_engine(engine)
    default = default_engine_name()
    rows: list[dict[str, object]] = [
        {
            "engine": s.name,
            "default": s.name == default,
            "available": s.available,
            "why": s.why,
            "default_voice": _usual(s.name) if s.available else None,
            "voices": _voices(s.name, language) if s.available else [],
        }
        for s in statuses
    ]
    show_json(rows) if as_json else _print(rows, all_voices=bool(engine or language))


def _voices(engine: str, language: str | None) -> list[dict[str, str]]:
    from mmc_audio.speech.engine import find_engine

    return [
        {"id": v.id, "name": v.name, "language": v.language, "gender": v.gender}
        for v in find_engine(engine).voices()
        if not language or v.language.startswith(language.lower())
    ]


def _usual(engine: str) -> str | None:
    """The voice that speaks English where a plan names none."""
    from mmc_audio.errors import UnavailableError
    from mmc_audio.speech.engine import find_engine, resolve_voice

    try:
        return resolve_voice(find_engine(engine), None).id
    except UnavailableError:
        return None


SHOWN = 5


def _print(rows: list[dict[str, object]], *, all_voices: bool) -> None:
    for row in rows:
        voices = row["voices"]
        if not isinstance(voices, list):
            continue
        many = "1 voice" if len(voices) == 1 else f"{len(voices)} voices"
        state = many if row["available"] else f"not here: {row['why']}"
        show(f"{row['engine']}{' (default)' if row['default'] else ''}: {state}")
        usual = row["default_voice"]
        for voice in voices if all_voices else _first(voices, usual):
            mark = " (default)" if voice["id"] == usual else ""
            show(f"    {voice['id']:<24} {voice['language']:<14} {voice['name']}{mark}")
    if not all_voices:
        say("All voices of one engine: mmc-audio voices --engine NAME")


def _first(voices: list[dict[str, str]], usual: object) -> list[dict[str, str]]:
    english = [v for v in voices if v["language"].startswith("en")]
    return sorted(english or voices, key=lambda v: v["id"] != usual)[:SHOWN]
