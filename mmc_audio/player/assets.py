"""The page's own files, read once: they are few and small."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from mmc_audio.library.body import as_module
from mmc_audio.library.single_page import one_script, without_scripts

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".mp4": "video/mp4",
    ".webmanifest": "application/manifest+json",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file of the page."""

    data: bytes
    media_type: str


SCRIPT = "player.js"
"""All modules as one file."""

SHAPES = "shapes.js"
"""The body's shapes as a module: data that the server's pictures use, too."""

ALONE = ("sw.js",)
"""Scripts that are no modules of the page."""


@cache
def static() -> dict[str, Asset]:
    """All files of the page, by name; its modules as one."""
    folder = files("mmc_audio.player").joinpath("static")
    found = {
        item.name: Asset(item.read_bytes(), TYPES[ending])
        for item in folder.iterdir()
        if (ending := _ending(item.name)) in TYPES and (ending != ".js" or item.name in ALONE)
    }
    script = one_script(raw_page(), texts()).encode()
    return found | {SCRIPT: Asset(script, TYPES[".js"])}


@cache
def texts() -> dict[str, str]:
    """The page's modules and styles, by name."""
    folder = files("mmc_audio.player").joinpath("static")
    kinds = (".js", ".css")
    items = [item for item in folder.iterdir() if _ending(item.name) in kinds]
    return {item.name: item.read_text("utf-8") for item in items} | {SHAPES: as_module()}


@cache
def raw_page() -> str:
    """The page as it is written, with each module named."""
    return files("mmc_audio.player").joinpath("pages", "player.html").read_text("utf-8")


@cache
def page() -> Asset:
    """The player page, with one script for all modules."""
    tag = f'<script src="static/{SCRIPT}" defer></script>\n</head>'
    text = without_scripts(raw_page()).replace("</head>", tag, 1)
    return Asset(text.encode(), "text/html; charset=utf-8")


def _ending(name: str) -> str:
    return "." + name.rpartition(".")[2]
