"""The page's own files, read once: they are few and small."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

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


@cache
def static() -> dict[str, Asset]:
    """All files of `static/`, by name."""
    folder = files("mmc_audio.player").joinpath("static")
    return {
        item.name: Asset(item.read_bytes(), TYPES[ending])
        for item in folder.iterdir()
        if (ending := "." + item.name.rpartition(".")[2]) in TYPES
    }


@cache
def page() -> Asset:
    """The player page."""
    text = files("mmc_audio.player").joinpath("pages", "player.html").read_bytes()
    return Asset(text, "text/html; charset=utf-8")
