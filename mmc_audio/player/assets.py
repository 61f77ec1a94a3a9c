"""The page's own files, read once: they are few and small."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from mmc_audio.library.body import as_module
from mmc_audio.library.single_page import one_script, one_style, without_scripts, without_styles

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


SCRIPT, STYLE = "player.js", "page.css"
"""All modules as one file, and all styles: each further file would be one more round trip."""

SHAPES = "shapes.js"
"""The body's shapes as a module: data that the server's pictures use, too."""

ALONE = ("sw.js",)
"""Scripts that are no modules of the page."""

JOINED = (".js", ".css")
"""What the page gets as one file."""


@cache
def static() -> dict[str, Asset]:
    """All files of the page, by name; its modules as one, and its styles."""
    folder = files("mmc_audio.player").joinpath("static")
    found = {
        item.name: Asset(item.read_bytes(), TYPES[ending])
        for item in folder.iterdir()
        if (ending := _ending(item.name)) in TYPES and (ending not in JOINED or item.name in ALONE)
    }
    script = Asset(one_script(raw_page(), texts()).encode(), TYPES[".js"])
    style = Asset(one_style(raw_page(), texts()).encode(), TYPES[".css"])
    return found | {SCRIPT: script, STYLE: style}


@cache
def texts() -> dict[str, str]:
    """The page's modules and styles, by name."""
    folder = files("mmc_audio.player").joinpath("static")
    items = [item for item in folder.iterdir() if _ending(item.name) in JOINED]
    return {item.name: item.read_text("utf-8") for item in items} | {SHAPES: as_module()}


@cache
def raw_page() -> str:
    """The page as it is written, with each module named."""
    return files("mmc_audio.player").joinpath("pages", "player.html").read_text("utf-8")


@cache
def page() -> Asset:
    """The player page, with one script for all modules, and one file of styles."""
    style = f'<link rel="stylesheet" href="static/{STYLE}">'
    script = f'<script src="static/{SCRIPT}" defer></script>'
    bare = without_styles(without_scripts(raw_page()))
    text = bare.replace("</head>", f"{style}\n{script}\n</head>", 1)
    return Asset(text.encode(), "text/html; charset=utf-8")


def _ending(name: str) -> str:
    return "." + name.rpartition(".")[2]
