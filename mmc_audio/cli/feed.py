"""`mmc-audio feed`: the podcast feed as files, for any static host."""

from pathlib import Path

import click

from mmc_audio.cli.shared import show, web_address
from mmc_audio.errors import MissingError


@click.command(short_help="Write the podcast feed as files, for a static host.")
@click.argument("folder", type=click.Path(), metavar="DIR")
@click.option(
    "--base-url", required=True, metavar="URL", help="Where DIR will be found by the phone."
)
def command(folder: str, base_url: str) -> None:
    """Write feed.xml into DIR, the output folder, and into each collection in it.

    Put DIR on any web server then, as it is. Keep it private: the feed names every file.

    \b
    Example:
      mmc-audio feed output --base-url https://example.org/training/
    """
    from mmc_audio._lib.atomic import FileGroup
    from mmc_audio.library.feed import feed_path, feed_xml
    from mmc_audio.library.index import SessionIndex

    output, base = Path(folder), web_address(base_url)
    sessions = SessionIndex(output).sessions()
    if not sessions:
        raise MissingError(f"no finished session in {output}; render one: mmc-audio demo")
    for collection in [None, *sorted({session.collection for session in sessions})]:
        chosen = [one for one in sessions if collection in {None, one.collection}]
        path = feed_path(collection, plain=True)
        with FileGroup((output / path).parent) as group:
            xml = feed_xml(chosen, base, collection=collection, plain=True)
            group.write(Path(path).name, xml)
        show(base + path)
