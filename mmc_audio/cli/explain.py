"""`mmc-audio explain`: why a piece of advice exists, and who found it."""

from textwrap import fill

import click

from mmc_audio.cli.shared import json_option, show, show_json

WIDTH = 88


@click.command(short_help="Say why a piece of advice exists, with its source.")
@click.argument("ids", nargs=-1, metavar="[ID...]")
@json_option
def command(ids: tuple[str, ...], as_json: bool) -> None:
    """Say why each piece of advice exists, how sure that is, and who found it.

    Also what the coach does: breath, imagery, scan, and what grew in a trial and what did not
    (growth). Without an ID, list them all.

    \b
    Examples:
      mmc-audio explain
      mmc-audio explain W-LOAD
      mmc-audio explain load tempo --json
      mmc-audio explain breath growth
    """
    from mmc_audio.advice.explained import EXPLAINED

    found = [_known(word) for word in ids]
    if as_json:
        show_json([_as_data(name) for name in found or EXPLAINED])
    elif found:
        show("\n\n".join(_explained(name) for name in found))
    else:
        show("\n".join(f"{name:<13} {why.title}" for name, why in EXPLAINED.items()))


def _known(word: str) -> str:
    """The id that is meant.

    Raises:
        UsageError: if there is none.
    """
    from mmc_audio.advice.explained import EXPLAINED, full, nearest
    from mmc_audio.errors import UsageError

    if full(word) in EXPLAINED:
        return full(word)
    near = nearest(word)
    fix = f"did you mean {near}?" if near else "'mmc-audio explain' lists all"
    raise UsageError(f"there is no advice {word!r}; {fix}")


def _explained(name: str) -> str:
    from mmc_audio.advice.dois import with_doi
    from mmc_audio.advice.explained import EXPLAINED

    why = EXPLAINED[name]
    parts = (f"{why.reason} {why.more}", f"How sure: {why.sure}")
    sources = "\n".join("  " + with_doi(source, "\n    ") for source in why.sources)
    body = "\n\n".join(fill(part, WIDTH) for part in parts)
    return f"{name}: {why.title}\n\n{body}\n\nSources\n{sources}"


def _as_data(name: str) -> dict[str, object]:
    from dataclasses import asdict

    from mmc_audio.advice.explained import EXPLAINED

    return {"id": name, **asdict(EXPLAINED[name])}
