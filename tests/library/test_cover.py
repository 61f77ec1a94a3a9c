import io

import pytest
from PIL import Image

from mmc_audio.library.cover import cover

TITLES = ["Pull day, biceps focus", "", "筋肉", "x" * 300, "word " * 200, "a\x00\ud800\n[b]"]


@pytest.mark.parametrize("title", TITLES, ids=range(len(TITLES)))
def test_any_title_gives_a_square_jpeg_that_feeds_accept(title):
    picture = Image.open(io.BytesIO(cover(title)))
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (1400, 1400))
    assert len(cover(title)) < 300_000


def test_a_title_has_its_own_picture_and_always_the_same():
    first = cover("Pull day")
    cover.cache_clear()
    assert cover("Pull day") == first
    assert cover("Push day") != first
