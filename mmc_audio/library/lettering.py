"""Which font draws a text: a letter that a font does not have is never drawn as a box."""

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont, ImageFont

    Font = FreeTypeFont | ImageFont

FOLDERS = {
    "linux": ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts"),
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
    "win32": ("C:/Windows/Fonts",),
}
"""Where each system keeps its fonts, by `sys.platform`."""

FAMILIES = (
    "Inter-Bold", "NotoSans-Bold", "DejaVuSans-Bold", "LiberationSans-Bold", "SFNS", "Helvetica",
    "Arial Bold", "arialbd", "segoeuib", "NotoSansCJK-Bold", "NotoSansCJK-Regular", "PingFang",
    "Hiragino Sans GB", "YuGothB", "msyhbd", "malgunbd", "NotoSansArabic-Bold",
    "NotoSansDevanagari-Bold", "NotoSansThai-Bold", "Arial Unicode", "unifont",
)  # fmt: skip
"""Fonts that are looked for, in this order: the more usual scripts first."""

ENDINGS = (".ttf", ".ttc", ".otf")
PROBE = 24
"""Pixels of the letters that are drawn to see whether a font has them."""
_NO_LETTER = "\U0010fffd"
"""A place in Unicode that no font fills: what is drawn for it is drawn for any missing letter."""


def font_for(text: str) -> "Font":
    """The font that draws most letters of `text`: the machine's first, else Pillow's own."""
    best, missing = _own(), len(_lacking(_own(), text)) + 1
    for path in _installed():
        font = _loaded(path)
        lacking = len(_lacking(font, text)) if font else missing
        if font and lacking < missing:
            best, missing = font, lacking
        if not missing:
            break
    return best


def at_size(font: "Font", size: int) -> "Font":
    """`font` with letters of `size` pixels."""
    from PIL.ImageFont import FreeTypeFont

    return font.font_variant(size=size) if isinstance(font, FreeTypeFont) else font


def covers(font: "Font", text: str) -> bool:
    """Whether `font` has each letter of `text`."""
    return not _lacking(font, text)


def _lacking(font: "Font", text: str) -> set[str]:
    missing = _drawn(font, _NO_LETTER)
    return {one for one in set(text) if not one.isspace() and _drawn(font, one) == missing}


def _own() -> "Font":
    from PIL import ImageFont

    return ImageFont.load_default(PROBE)


@cache
def _loaded(path: str) -> "Font | None":
    from PIL import ImageFont

    try:
        return ImageFont.truetype(path, PROBE)
    except OSError:
        return None  # damaged, or of a kind that FreeType does not read


def _drawn(font: "Font", letter: str) -> bytes:
    try:
        return bytes(font.getmask(letter))
    except UnicodeEncodeError:  # Pillow without FreeType draws Latin-1 only
        return b""


@cache
def _installed() -> tuple[str, ...]:
    """The files of `FAMILIES` that this machine has, in their order."""
    found = {path.stem: str(path) for path in sorted(_files())}
    return tuple(found[name] for name in FAMILIES if name in found)


def _files() -> Iterator[Path]:
    for folder in FOLDERS.get(sys.platform, FOLDERS["linux"]):
        for path in Path(folder).expanduser().rglob("*"):
            if path.suffix.lower() in ENDINGS:
                yield path
