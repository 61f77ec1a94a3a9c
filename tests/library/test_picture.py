import re
from xml.etree import ElementTree as ET

import pytest

from mmc_audio.library.picture import session_html, session_svg

SVG = "{http://www.w3.org/2000/svg}"


def sheet(length=100.0, title="Pull day"):
    def cue(at, **more):
        return {"section": "02", "text": "Curl", "start_s": at, "end_s": at + 1.0,
                "labels": [], **more}  # fmt: skip

    reps = [cue(40.0 + 4 * n, rep=n + 1, phase="concentric") for n in range(5)]
    return {
        "title": title, "duration_s": length,
        "sections": [
            {"id": "01", "title": title, "start_s": 0.0, "end_s": 30.0},
            {"id": "02", "title": "Curl 1/1", "start_s": 30.0, "end_s": length,
             "attributes": {"exercise": "curl", "set": "1"}},
        ],
        "cues": [*reps, cue(20.0)],
        "sounds": [{"section": "01", "name": "bell", "start_s": 1.0, "end_s": 2.0}],
    }  # fmt: skip


def bars(svg, kind):
    found = ET.fromstring(svg).iter(f"{SVG}rect")
    return [bar for bar in found if bar.get("class") == kind and float(bar.get("height")) > 5.5]


def test_each_cue_is_a_bar_as_wide_as_it_is_long():
    voice = bars(session_svg(sheet()), "voice")[:-1]  # the last is the legend's
    widths = {bar.get("width") for bar in voice}
    assert len(voice) == 6
    assert len(widths) == 1


def test_work_and_rest_are_where_the_set_has_them():
    svg = session_svg(sheet(100.0))  # rows of a minute, 952 wide
    work, rest = bars(svg, "work")[0], bars(svg, "rest")[0]
    assert float(work.get("x")) == pytest.approx(24 + 952 * 40 / 60, abs=0.1)
    assert float(work.get("x")) + float(work.get("width")) == pytest.approx(976, abs=0.1)
    assert float(rest.get("x")) == 24


def test_it_says_how_much_the_coach_talks():
    assert "the coach talks 6 % of the time" in session_svg(sheet())


@pytest.mark.parametrize("length", [45.0, 100.0, 1553.0, 3600.0, 6 * 3600.0])
def test_any_length_fits_the_picture(length):
    svg = session_svg(sheet(length))
    height = float(re.search(r'viewBox="0 0 1000 (\d+)"', svg)[1])
    assert height <= 900
    for bar in ET.fromstring(svg).iter(f"{SVG}rect"):
        assert float(bar.get("x", 0)) + float(bar.get("width")) <= 1000.5
        assert float(bar.get("y", 0)) + float(bar.get("height")) <= height


def test_hostile_titles_stay_text():
    evil = "</text><script>alert(1)</script>\x00&\"'"
    for written in (session_svg(sheet(title=evil)), session_html(sheet(title=evil))):
        assert "<script" not in written
    assert evil.replace("\x00", "") in "".join(
        ET.fromstring(session_svg(sheet(title=evil))).itertext()
    )
