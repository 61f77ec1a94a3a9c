"""A render goes through the rooms one after the other, and does each thing once."""

import sys
from pathlib import Path

from mmc_audio.rendering.flow import Renderer
from mmc_audio.rendering.overrides import Overrides

PLAN = """
title: Two sets
prepare: none
close: none
work:
  - {exercise: biceps curl, sets: 2, reps: 3, rest: 30s}
"""

STAGES = [
    ("plan", "load_plan"),
    ("templates", "read_content"),
    ("templates", "read_library"),
    ("templates", "translation_of"),
    ("coaching", "build_session"),
    ("templates", "write_script"),
    ("speech", "lexicon_for"),
    ("library", "session_files"),
    ("timeline", "schedule"),
    ("library", "write_session"),
    ("mp3", "join"),
]
"""The doors of the rooms, in the order in which a plan goes through them; sound is mixed and
encoded on other threads while the files are written."""


def doors_opened(run):
    """Each call of a function of STAGES while `run` runs, in order."""
    opened = []

    def watch(frame, event, _):
        path = Path(frame.f_code.co_filename)
        if event == "call" and "mmc_audio" in path.parts:
            room = path.parts[path.parts.index("mmc_audio") + 1 :][0]
            if (room, frame.f_code.co_name) in STAGES:
                opened.append((room, frame.f_code.co_name))

    sys.setprofile(watch)
    try:
        run()
    finally:
        sys.setprofile(None)
    return opened


def test_a_plan_goes_through_each_room_once_and_in_order(tmp_path):
    plan = tmp_path / "two-sets.yaml"
    plan.write_text(PLAN)
    choice = Overrides(engine="silent")
    with Renderer(choice, folders=[], cache=tmp_path / "cache", workers=1) as renderer:
        opened = doors_opened(lambda: renderer.render(str(plan), tmp_path / "output"))
    assert opened == STAGES
