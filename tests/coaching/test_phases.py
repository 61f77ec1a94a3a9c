"""Each cue is spoken in the phase it speaks to: every entry's direction, breath and own words."""

import re

import pytest
from sessions import cues, sets, work

from mmc_audio.coaching.catalogue import load_catalogue

LOWERING = re.compile(
    r"^(lay|fall|drop|lower|sink|tap|peel down|step back|saw|strike)\b"
    r"|\b(wall behind( with your hips)?$|down the front|with your hips$)"
    r"|^reach (the (crown|toes|heel) (over|to|toward)|for both walls)",
    re.IGNORECASE,
)
"""What is done in the lowering, where the phase words do not say it."""

NOT_LOWERING = {
    "superman_raise", "bird_dog", "triceps_kickback", "cable_triceps_kickback", "glute_kickback",
    "machine_glute_kickback", "thoracic_rotation", "back_extension", "hyperextension",
    "reverse_hyperextension", "side_lying_leg_lift", "pilates_side_kick", "sledgehammer_swing",
    "backward_overhead_throw", "medicine_ball_slam", "straight_leg_raise",
}  # fmt: skip
"""Their reach or throw is the effort."""

BOTH_WAYS = {"lateral_lunge_with_reach", "bear_crawl", "inchworm", "full_exhale_dead_bug"}
"""Their cue or breath goes through the whole rep, or their phase word is a part of the body."""


REPEATED = [x for x in load_catalogue().exercises if x.metric == "reps" and x.id not in BOTH_WAYS]


def stem(word):
    return re.sub(r"(ing|es|s|e)$", "", word.lower())


def phase_named(x, text):
    """The phase whose word is the first of the two to be in `text`; None for neither."""
    words = [stem(word) for word in re.findall(r"[a-z]+", text.lower())]
    found = {
        phase: words.index(stem(x.phase_words[phase]))
        for phase in ("concentric", "eccentric")
        if stem(x.phase_words[phase]) in words
    }
    return min(found, key=found.get) if found else None


@pytest.mark.covers("A04")
def test_the_outward_cue_of_every_entry_belongs_to_its_phase():
    wrong = []
    for x in REPEATED:
        text = x.cues.external[0]
        named = phase_named(x, text)
        if named is None and x.id not in NOT_LOWERING and LOWERING.search(text):
            named = "eccentric"
        if named and named != x.external_phase:
            wrong.append((x.id, text, x.phase_words["concentric"], x.phase_words["eccentric"]))
    assert wrong == []


OUT = re.compile(
    r"(?:exhale|breathe out|breath out)(?: \w+)?(?: as| to| on| with| through)? ([^;,.]+)"
)


@pytest.mark.covers("A43")
def test_the_breath_goes_out_in_the_phase_that_the_primer_says():
    wrong = []
    for x in REPEATED:
        found = OUT.search(x.breath)
        named = phase_named(x, found[1]) if found else None
        if named and named != x.exhale:
            wrong.append((x.id, x.breath, x.exhale))
    assert wrong == []


def test_no_cue_says_breathe_out_where_the_breath_comes_in():
    air = re.compile(r"\b(exhale|breathe out|breath out)\b", re.IGNORECASE)
    wrong = []
    for x in REPEATED:
        said = {"concentric": x.cues.lift, "eccentric": x.cues.lower}
        for phase, texts in said.items():
            if any(air.search(text) for text in texts) and phase != x.exhale:
                wrong.append((x.id, texts))
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "cue", "phase"),
    [
        ("romanian deadlift", "wall behind", "eccentric"),
        ("good morning", "wall behind", "eccentric"),
        ("nordic curl", "drawbridge", "eccentric"),
        ("sprawl", "hips through the floor", "eccentric"),
        ("roll-up", "string of beads", "eccentric"),
        ("dead bug", "mat", "eccentric"),
        ("back squat", "Push the floor away", "concentric"),
    ],
)
def test_the_outward_cue_is_heard_in_its_phase(name, cue, phase):
    script = work(f"{{exercise: {name}, sets: 1, reps: 8, focus: external, pace: counted}}")
    heard = {
        label
        for section in sets(script)
        for each in cues(section)
        if any(cue in text for text in each.wordings) and each.slot_ms
        for label in each.labels
    }
    assert phase in heard
    assert {"concentric", "eccentric"} - {phase} - heard


@pytest.mark.parametrize(
    "name", ["dead bug", "pilates side kick", "spine stretch", "adductor rock back"]
)
def test_the_breath_reminder_comes_with_the_breath_out(name):
    script = work(f"{{exercise: {name}, sets: 1, reps: 10, side: left}}")
    (section,) = sets(script)
    reminders = [c for c in cues(section) if "breath" in c.labels and c.slot_ms]
    assert reminders
    for cue in reminders:
        assert "eccentric" in cue.labels or not re.search(r"\b[Oo]ut\b", " ".join(cue.wordings))
