"""A person from the front and from the back: one shape for each muscle group of the catalogue.

`body.json` has half a body each, as SVG paths; the other half is its mirror image at `MIRROR`. The
player's page draws the muscle that works from it, and the history the days since each was in focus.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

MIRROR = "matrix(-1 0 0 1 100 0)"
"""The transform that makes the left half of the right one."""

HEAD = '<ellipse class="skin" cx="50" cy="13.4" rx="7.6" ry="9.6"/>'

LEFT, RIGHT, TOP, BOTTOM = 12, 88, 2, 198
"""What the figure takes of its 100 by 200 units."""


@dataclass(frozen=True, slots=True)
class BodyShapes:
    """The paths of the right half; `front` and `back` by muscle group."""

    outline: str
    front: dict[str, str]
    back: dict[str, str]
    middles: dict[str, tuple[float, float]]
    """Where a line from a name ends: about the middle of a muscle."""


@cache
def shapes() -> BodyShapes:
    """The shapes, read once."""
    return BodyShapes(**json.loads(_text()))


def as_module() -> str:
    """The shapes as a JavaScript module."""
    body = shapes()
    drawn = {"outline": body.outline, "front": body.front, "back": body.back}
    return f"export const SHAPES = {json.dumps(drawn, separators=(',', ':'))};\n"


def group_of(muscle: str) -> str:
    """A muscle group as the shapes name it."""
    return muscle.replace("_", " ")


def _text() -> str:
    return files("mmc_audio.library").joinpath("body.json").read_text("utf-8")
