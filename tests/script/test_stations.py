"""What is done in rounds against the clock, as an attribute of a heading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc_audio.script.attributes import check
from mmc_audio.script.stations import Station, read_stations, stations_text

IDS = st.from_regex(r"[a-z][a-z_0-9]{0,20}", fullmatch=True)
LOADS = st.sampled_from([None, "43kg", "2x22.5kg", "65-70%", "pin 4", "+10kg", "bodyweight"])
STATIONS = st.one_of(
    st.builds(Station, IDS, st.integers(1, 99_999), st.none(), LOADS),
    st.builds(Station, IDS, st.none(), st.integers(1, 99_999), LOADS),
    st.builds(Station, IDS, st.none(), st.none(), LOADS),
)


@given(st.lists(STATIONS, max_size=6))
def test_stations_are_read_as_they_were_written(stations):
    assert read_stations(stations_text(stations)) == stations


def test_a_station_is_short_to_write():
    text = "push_up:8 plank:30s thruster:21:43kg run"
    assert [(one.exercise, one.reps, one.hold_s, one.load) for one in read_stations(text)] == [
        ("push_up", 8, None, None),
        ("plank", None, 30, None),
        ("thruster", 21, None, "43kg"),
        ("run", None, None, None),
    ]


@pytest.mark.parametrize(
    "text", ["push_up:eight", ":8", "push_up:-3", "push_up:123456", "plank:s30"]
)
def test_what_is_no_station_is_refused_with_how_to_write_one(text):
    with pytest.raises(ValueError, match="write push_up:8"):
        check("stations", text)
