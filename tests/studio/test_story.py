"""A coach who has never seen the studio, in real Chromium."""

import json
from datetime import timedelta

import pytest
from pictures import picture

from mmc_audio.plan.program import today

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

NOTES = """Evening arms

Biceps curl 2x5 @ 12kg, rest 90s
Triceps pushdown 1x5 @ 20kg, rest 60s
Lateral raise 1x5 @ 6kg, rest 60s
Plank 1x20s
"""


PICTURE = (1200, 780)


def test_a_coach_makes_a_plan_changes_a_sentence_hears_it_and_renders_it_for_tomorrow(
    studio, coach, tmp_path
):
    ann = coach(studio.address, PICTURE)
    ann.presses("Paste a plan")
    ann.fills("The plan", NOTES)
    ann.presses("Make the plan")
    ann.sees("long,")
    assert [ann.value(f"Exercise, {name}") for name in
            ("Biceps curl", "Triceps pushdown", "Lateral raise", "Plank")] == [
        "Biceps curl", "Triceps pushdown", "Lateral raise", "Plank"]  # fmt: skip

    ann.plays_from("Play Physiological sigh", 0.97)
    ann.hears()
    ann.page.until("studio.heard() > 0 && studio.played === 1")  # it goes on with the next part
    ann.presses("Stop the sound")
    picture(ann.page, "plan", tmp_path)

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
    picture(ann.page, "words", tmp_path)

    ann.presses("Plan")
    ann.presses("Make tomorrow's session")
    ann.sees("Tomorrow's session is ready", 60)

    tomorrow = (today() + timedelta(days=1)).isoformat()
    (sheet,) = studio.folder.glob(f"output/*/{tomorrow}-evening-arms.cues.json")
    said = [cue["text"] for cue in json.loads(sheet.read_text())["cues"]]
    assert "Shoulders down, and one long sigh for me." in said
    assert sheet.with_name(f"{tomorrow}-evening-arms.mp3").stat().st_size > 100_000

    ann.presses("Program")
    ann.sees("rendered")
    picture(ann.page, "program", tmp_path)
    ann.presses("Exercises")
    ann.fills("Search", "curl")
    ann.sees("Hammer curl")
    ann.presses("Biceps curl\nbiceps, dumbbell, barbell, cable")
    picture(ann.page, "exercises", tmp_path)
