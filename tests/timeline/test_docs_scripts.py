"""Every script in the documentation can be parsed and scheduled as it stands."""

import re
from pathlib import Path

import pytest

from mmc_audio.script.attributes import LEVELS, OWN
from mmc_audio.script.cue import LABELS, PHASES, SETTINGS, SOUNDS, parse, to_text
from mmc_audio.timeline.layout import GAP_MS

DOCS = Path(__file__).parents[2] / "docs"
FENCE = re.compile(r"^```cues\n(.*?)^```", re.MULTILINE | re.DOTALL)
EXAMPLES = [
    pytest.param(text, id=f"{path.name}-{index}")
    for path in sorted(DOCS.glob("*.md"))
    for index, text in enumerate(FENCE.findall(path.read_text(encoding="utf-8")))
]


@pytest.mark.parametrize("text", EXAMPLES)
def test_an_example_can_be_rendered(solve_whole, text):
    script = parse(text)
    assert parse(to_text(script)) == script
    assert solve_whole(script).length_ms > 0


def test_the_language_is_documented_in_full():
    page = (DOCS / "cue-script.md").read_text(encoding="utf-8")
    for word in (*LABELS, *PHASES, *SOUNDS):
        assert f"`{word}`" in page
    for attribute in (*OWN, *(name for names in LEVELS for name in names)):
        assert f"`{attribute}`" in page or f"{attribute}=" in page
    for name in SETTINGS:
        assert f"`@{name} " in page
    assert f"{GAP_MS / 1000:g} seconds" in page


def test_the_optional_example_leaves_out_what_it_says_it_does(solve_whole):
    page = (DOCS / "cue-script.md").read_text(encoding="utf-8")
    left_out = [
        dropped.text.split()[0]
        for text in FENCE.findall(page)
        for section in solve_whole(parse(text)).sections
        for dropped in section.dropped
    ]
    assert left_out == ["Slowly", "Picture"]
