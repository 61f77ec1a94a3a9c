"""The text of one moment as a cue script."""

from mmc_audio.script.cue import Script, Source, parse
from mmc_audio.script.directive import Sounds
from mmc_audio.templates.files import full_name
from mmc_audio.templates.rendering import RenderedText


def script_of(rendered: RenderedText, name: str, own: Sounds = ()) -> Script:
    """The script of one moment, under a heading of its own where it has none.

    Raises:
        ScriptError: for what is no cue script.
    """
    script = rendered.text
    if script.startswith("#") and not script.startswith("##"):
        return parse(script, name, rendered.sources, ids=rendered.ids, own=own)
    sources = (Source(full_name(name), 1), *rendered.sources)
    ids = ({}, *rendered.ids)
    return parse(f"# {name}\n{script}", name, sources, ids=ids, own=own)
