import io

import pytest
from PIL import Image, ImageDraw

from mmc_audio.library import lettering
from mmc_audio.library.cover import SIDE, _set, cover
from mmc_audio.library.lettering import covers, font_for

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


def test_accents_are_drawn_where_a_font_has_them():
    """Without them "Träningsdag" would be the same picture as "Traningsdag"."""
    font = font_for("Träningsdag")
    if not covers(font, "ä"):
        pytest.skip("no font with accents on this machine")
    with_accents, without = (_words(title) for title in ("Träning", "Traning"))
    assert with_accents != without


def _words(title):
    draw = ImageDraw.Draw(Image.new("RGB", (SIDE, SIDE)))
    font, lines = _set(draw, title)
    return bytes(font.getmask(" ".join(lines)))


def test_a_line_with_a_letter_that_no_font_has_is_left_out_as_a_whole():
    draw = ImageDraw.Draw(Image.new("RGB", (SIDE, SIDE)))
    rare = "\U0010fffd" * 12
    assert _set(draw, f"Pull day {rare}")[1] == ["Pull day"]
    assert _set(draw, rare)[1] == []


@pytest.mark.parametrize("text", ["Ganzkörper", "łódź", "Тяга", "plain"])
def test_a_font_says_of_each_letter_whether_it_has_it(text, monkeypatch):
    monkeypatch.setattr(lettering, "_installed", lambda: ())
    assert covers(font_for(text), text) is text.isascii()
