import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc_audio.mp3.text import clean, shorten


@pytest.mark.parametrize(
    ("text", "longest", "short"),
    [
        ("Biceps curl 2/3", 45, "Biceps curl 2/3"),
        ("Bulgarian split squat, left side, set 2 of 4", 30, "Bulgarian split squat, left…"),
        ("Donaudampfschifffahrtsgesellschaft", 12, "Donaudampfs…"),
        ("one two three", 9, "one two…"),
        ("A" * 45, 45, "A" * 45),
    ],
)
def test_cut_at_a_word_where_there_is_one(text, longest, short):
    assert shorten(text, longest) == short


@given(st.text(), st.integers(2, 60))
def test_never_longer_than_asked(text, longest):
    assert len(shorten(text, longest)) <= longest


@given(st.text())
def test_clean_text_stays_clean(text):
    assert clean(clean(text)) == clean(text)
    clean(text).encode()
    assert not set(clean(text)) & set(map(chr, range(32)))


def test_lines_are_kept_where_asked():
    assert clean("a\r\nb\rc\n", lines=True) == "a\nb\nc\n"
    assert clean("a\r\nb") == "a b"
