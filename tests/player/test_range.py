import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc_audio.player.range import (
    ByteSpan,
    UnsatisfiableError,
    Validators,
    parse_range,
    precondition,
    wants_range,
)

FILE = Validators('"abc"', 1_700_000_000)
BEFORE, AFTER = "Tue, 14 Nov 2023 22:13:19 GMT", "Tue, 14 Nov 2023 22:13:21 GMT"


@pytest.mark.parametrize(
    ("header", "span"),
    [
        ("bytes=0-1", (0, 2)),
        ("bytes=0-", (0, 100)),
        ("bytes=99-", (99, 100)),
        ("bytes=-10", (90, 100)),
        ("bytes=-1000", (0, 100)),
        ("bytes=10-1000", (10, 100)),
        ("BYTES=5-5", (5, 6)),
        ("bytes= 5 - 6 ", (5, 7)),
    ],
)
def test_one_range_is_given_as_asked(header, span):
    assert parse_range(header, 100) == ByteSpan(*span)


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_a_range_behind_the_end_cannot_be_given(header):
    with pytest.raises(UnsatisfiableError):
        parse_range(header, 100)


@pytest.mark.parametrize(
    "header",
    ["", "bytes", "bytes=", "bytes=-", "bytes=5-2", "bytes=a-b", "lines=0-1", "bytes=0-1,5-6",
     "bytes=٣-٤", "bytes=1.0-2", "bytes=0x1-2", "bytes=+1-2", "bytes=" + "1" * 90_000],
)  # fmt: skip
def test_what_is_no_single_range_is_ignored(header):
    assert parse_range(header, 100) is None


@given(st.text(max_size=60), st.integers(0, 10**12))
def test_any_header_gives_a_part_of_the_file_or_nothing(text, size):
    try:
        span = parse_range(f"bytes={text}", size)
    except UnsatisfiableError:
        return
    assert span is None or 0 <= span.start < span.stop <= size


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_range_within_the_file_is_exactly_that_range(start, more, rest):
    stop = start + more + 1
    assert parse_range(f"bytes={start}-{stop - 1}", stop + rest - 1) == ByteSpan(start, stop)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, None),
        ({"if-none-match": '"abc"'}, 304),
        ({"if-none-match": 'W/"abc"'}, 304),
        ({"if-none-match": '"x", "abc"'}, 304),
        ({"if-none-match": "*"}, 304),
        ({"if-none-match": '"x"'}, None),
        ({"if-none-match": '"x"', "if-modified-since": AFTER}, None),
        ({"if-modified-since": AFTER}, 304),
        ({"if-modified-since": FILE.last_modified}, 304),
        ({"if-modified-since": BEFORE}, None),
        ({"if-modified-since": "some day"}, None),
        ({"if-match": '"abc"'}, None),
        ({"if-match": "*"}, None),
        ({"if-match": '"x"'}, 412),
        ({"if-match": 'W/"abc"'}, 412),
        ({"if-unmodified-since": AFTER}, None),
        ({"if-unmodified-since": BEFORE}, 412),
        ({"if-match": '"abc"', "if-unmodified-since": BEFORE}, None),
    ],
)
def test_conditions_are_answered_as_rfc_9110_says(headers, status):
    assert precondition(headers, FILE) == status


def test_the_date_of_a_file_just_written_is_too_weak_for_a_range():
    fresh = Validators('"abc"', FILE.modified_s, settled=False)
    assert not wants_range({"if-range": fresh.last_modified}, fresh)
    assert wants_range({"if-range": '"abc"'}, fresh)


@pytest.mark.parametrize(
    ("condition", "counts"),
    [(None, True), ('"abc"', True), (FILE.last_modified, True), ('W/"abc"', False), ('"x"', False),
     (BEFORE, False), (AFTER, False)],
)  # fmt: skip
def test_a_range_counts_only_for_the_file_it_was_asked_of(condition, counts):
    headers = {} if condition is None else {"if-range": condition}
    assert wants_range(headers, FILE) is counts
