"""The picture of a collection: its title over rings that spread like a slow breath.

Drawn, so that every collection has its own and none needs a licence. The same title gives the
same bytes on the same machine. A line with a letter that no font here has is left out as a whole.
"""

from colorsys import hls_to_rgb
from functools import cache, lru_cache
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING
from unicodedata import normalize

from mmc_audio.library.lettering import at_size, covers, font_for
from mmc_audio.mp3.text import clean

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

    from mmc_audio.library.lettering import Font

SIDE = 1400
"""Pixels; what podcast directories ask for at least."""

MARGIN = 110
SIZES = range(168, 60, -12)
"""Heights of the letters that are tried, in pixels, from large to small."""

MOST_LINES = 4
RINGS = 9


@lru_cache(maxsize=64)
def cover(title: str) -> bytes:
    """A JPEG, square, well under 300 KB."""
    hue = sha256(clean(title).encode()).digest()[0] / 256
    picture = _ground(hue)
    _rings(picture, hue)
    _lettering(picture, normalize("NFC", clean(title)))
    out = BytesIO()
    picture.save(out, "JPEG", quality=88, optimize=True, subsampling=0)
    return out.getvalue()


Colour = tuple[int, int, int]


def _colour(hue: float, light: float, saturation: float = 0.35) -> Colour:
    red, green, blue = (round(255 * part) for part in hls_to_rgb(hue % 1, light, saturation))
    return red, green, blue


def _ground(hue: float) -> "Image":
    """Dark at the bottom, a little lighter and warmer at the top."""
    from PIL import Image

    top, bottom = _colour(hue + 0.04, 0.30), _colour(hue, 0.12)
    return Image.composite(
        Image.new("RGB", (SIDE, SIDE), bottom), Image.new("RGB", (SIDE, SIDE), top), _shade()
    )


@cache
def _shade() -> "Image":
    from PIL import Image

    return Image.linear_gradient("L").resize((SIDE, SIDE))


def _rings(picture: "Image", hue: float) -> None:
    """Rings around a point in the upper right, each fainter than the one inside it."""
    from PIL import Image

    light = Image.new("RGB", (SIDE, SIDE), _colour(hue + 0.08, 0.72, 0.5))
    picture.paste(light, mask=_glow())


@cache
def _glow() -> "Image":
    """How light the rings are: the same in each picture."""
    from PIL import Image, ImageDraw

    large = 2
    glow = Image.new("L", (SIDE * large, SIDE * large), 0)
    draw = ImageDraw.Draw(glow)
    x, y = SIDE * large * 70 // 100, SIDE * large * 33 // 100
    for ring in range(RINGS, 0, -1):
        radius = round(62 * large * ring**1.28)
        draw.ellipse(
            (x - radius, y - radius, x + radius, y + radius),
            outline=210 - 20 * ring,
            width=(13 - ring) * large,
        )
    return glow.resize((SIDE, SIDE), Image.Resampling.LANCZOS)


def _lettering(picture: "Image", title: str) -> None:
    from PIL import ImageDraw

    draw = ImageDraw.Draw(picture)
    font, lines = _set(draw, title)
    spacing = round(draw.textbbox((0, 0), "Ag", font=font)[3] * 1.12)
    top = SIDE - MARGIN - spacing * len(lines)
    for number, line in enumerate(lines):
        draw.text((MARGIN, top + number * spacing), line, font=font, fill=(250, 248, 244))


def _set(draw: "ImageDraw", title: str) -> "tuple[Font, list[str]]":
    """The largest letters in which the title takes few lines, and those lines."""
    face = font_for(title)
    font, lines = at_size(face, SIZES[0]), [""]
    for size in SIZES:
        font = at_size(face, size)
        lines = _lines(draw, font, title)
        if len(lines) <= MOST_LINES and all(_fits(draw, font, line) for line in lines):
            break
    return font, [line for line in lines[:MOST_LINES] if covers(font, line)]


def _lines(draw: "ImageDraw", font: "Font", title: str) -> list[str]:
    lines = [""]
    for word in title.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and not _fits(draw, font, longer):
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _fits(draw: "ImageDraw", font: "Font", line: str) -> bool:
    return draw.textlength(line, font=font) <= SIDE - 2 * MARGIN
