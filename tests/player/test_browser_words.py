"""A check-in after a set whose words are German logs the repetitions that were done."""

import json
import subprocess
import sys
import time

import pytest

from mmc_audio.library.view import view
from mmc_audio.player.app import make_app

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

QUESTION_S = 0.5
PLAN = """\
title: Beine
language: de
intro: false
ack_safety: true
prepare: none
close: none
work:
  - {exercise: bulgarian split squat, sets: 1, reps: 3, side: each, tempo: 1010}
"""
REPS = """\
## {{ {"left": "links", "right": "rechts"}[side] }}
{% for rep in reps %}
## Wdh {{ rep.number }}
{% for line in rep.lines %}
[{{ line.s }}s, tick]
{% endfor %}
{% endfor %}
"""


@pytest.fixture
def output(tmp_path):
    (tmp_path / "templates" / "de").mkdir(parents=True)
    (tmp_path / "templates" / "de" / "reps.cues.j2").write_text(REPS)
    (tmp_path / "beine.yaml").write_text(PLAN)
    command = [sys.executable, "-m", "mmc_audio", "render", "beine.yaml", "--engine", "silent"]
    command.append("--language-fallback")  # one moment is German
    subprocess.run([*command, "-o", "output"], cwd=tmp_path, check=True, capture_output=True)
    return tmp_path / "output"


def test_reps_and_sides_of_a_german_pack_are_shown_and_logged(output, ledger, phone, web):
    sheet = json.loads((output / "beine" / "beine.cues.json").read_text())
    section = view(sheet, lambda _: None)["sections"][1]
    with web.web.serving(make_app(output, ledger=ledger)) as port:
        page = phone(f"http://127.0.0.1:{port}/")
        page.go(section["sides"][1][0] + 0.2)
        page.until("document.getElementById('set').textContent.includes('Right')")
        assert page.text("#dial-label") == "Rep"
        assert page.text("#movement") == "Bulgarian split squat"
        page.go(section["work"][1] - 0.5)
        page.tap("#play")
        page.until("!document.getElementById('checkin').hidden")
        for _ in range(3):
            time.sleep(QUESTION_S)
            page.tap("#answers button:nth-child(1)")
        page.until("document.getElementById('question').textContent === 'Logged'")
        assert page.text("#fix") == "6 reps"
        page.until("localStorage.getItem('mmc:checkins') === '[]'")
    (record,) = ledger.records()
    assert (record.exercise, record.set_number, record.reps) == ("bulgarian_split_squat", 1, 6)
    assert record.muscle == "quadriceps"
