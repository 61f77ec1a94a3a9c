"""A coach who has never seen the studio, in real Chromium."""

import json
from datetime import timedelta

import pytest

from mmc_audio.plan.program import today

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

NOTES = """Evening arms

Biceps curl 2x5 @ 12kg, rest 90s
Triceps pushdown 1x5 @ 20kg, rest 60s
Lateral raise 1x5 @ 6kg, rest 60s
Plank 1x20s
"""


def test_a_coach_makes_a_plan_changes_a_sentence_hears_it_and_renders_it_for_tomorrow(
    studio, coach
):
    ann = coach(studio.address)
    ann.presses("Paste a plan")
    ann.fills("The plan", NOTES)
    ann.presses("Make the plan")
    ann.sees("long,")
    assert [ann.value(f"Exercise, {name}") for name in
            ("Biceps curl", "Triceps pushdown", "Lateral raise", "Plank")] == [
        "Biceps curl", "Triceps pushdown", "Lateral raise", "Plank"]  # fmt: skip

    ann.presses("Words")
    ann.sees("Seated, or leaning on something: one long sigh.")
    ann.presses("Seated, or leaning on something: one long sigh.")
    ann.presses("Override this part")
    ann.sees("These words are yours now")
    ann.fills("Say instead", "Shoulders down, and one long sigh for me.")
    ann.presses("Change")
    ann.sees("Shoulders down, and one long sigh for me.")
    ann.presses("Save")
    ann.sees("Saved templates/en/_sighs.cues.j2")

    place = ann.page.run(
        "[...document.querySelectorAll('.heard li.words')].findIndex("
        "(one) => one.innerText.includes('Shoulders down'))"
    )
    ann.presses("Play line", place)
    ann.hears()

    ann.presses("Plan")
    ann.presses("Make tomorrow's session")
    ann.sees("Tomorrow's session is ready", 60)

    tomorrow = (today() + timedelta(days=1)).isoformat()
    (sheet,) = studio.folder.glob(f"output/*/{tomorrow}-evening-arms.cues.json")
    said = [cue["text"] for cue in json.loads(sheet.read_text())["cues"]]
    assert "Shoulders down, and one long sigh for me." in said
    assert sheet.with_name(f"{tomorrow}-evening-arms.mp3").stat().st_size > 100_000
