"""Pictures of the studio, as the docs show them: taken by the tests themselves."""

import os
import time
from pathlib import Path

from PIL import Image

DOCS = Path(__file__).parents[1] / "docs/images"
COLOURS = 64


def picture(page, name, folder):
    """Take a picture into `folder`; with UPDATE_PICTURES=1 also into the docs, in few colours."""
    path = folder / f"studio-{name}.png"
    page.screenshot(path)
    image = Image.open(path).convert("RGB")
    assert len(image.getcolors(1 << 24)) > COLOURS, f"{name}: hardly anything is shown"
    if os.environ.get("UPDATE_PICTURES"):
        time.sleep(1)  # what fades or is loaded is there
        page.screenshot(path)
        image = Image.open(path).convert("RGB")
        image.quantize(COLOURS).save(DOCS / path.name, optimize=True)
