"""The guards that every script holds: what is never said, and what always is."""

import itertools
import re

import pytest
from sessions import EXAMPLES, cues, example, flat, kinds, said, script_of, sets, timeline_of, work

from mmc_audio.script.cue import Block, Mark
from mmc_audio.templates.rendering import builtin_templates_dir

PROGRAMS = {"program", "eight-weeks", "strength-531", "beginner"}
PLANS = sorted({path.stem for path in EXAMPLES.glob("*.yaml")} - PROGRAMS)
TEMPLATES = sorted(builtin_templates_dir().rglob("*.cues.j2"))
BANNED = [
    r"hold your breath", r"push through", r"no pain", r"\bignore\b", r"guarantee", r"will grow",
    r"prevents? injur", r"\b(weak|dead|asleep|lazy|dormant) muscle", r"behind your toes",
    r"\b(hurry|faster|come on|don't stop|don't quit|no excuses|harder!)\b",
    r"\b(fat|thin|slim|skinny|toned|six-pack|burn calories|lose weight)\b",
]  # fmt: skip
ALLOWED = re.compile(r"are you holding your breath\?|where does it work hardest")
CLOSED = re.compile(r"close your eyes|eyes closed(?!-)")


def texts(script):
    return [text.lower() for section in script.sections for text in said(section)]


@pytest.mark.covers("A24", "A27", "A56")
@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_a_banned_phrase(path):
    text = path.read_text(encoding="utf-8").lower()
    assert [rule for rule in BANNED if re.search(rule, ALLOWED.sub("", text))] == []
    assert "mirror" not in text or path.name == "intro.cues.j2"


@pytest.mark.covers("A24", "A27", "A56")
@pytest.mark.parametrize("name", PLANS)
def test_no_example_says_a_banned_phrase(name):
    for text in texts(example(name)):
        assert [rule for rule in BANNED if re.search(rule, ALLOWED.sub("", text))] == [], text


@pytest.mark.parametrize("name", PLANS)
def test_the_safety_words_come_first(name):
    first = cues(example(name).sections[0])[0]
    assert first.labels == ("safety",)
    assert "Stop if" in first.wordings[0]


def test_only_an_acknowledgement_shortens_the_safety_words():
    long = cues(script_of("title: t\nintro: false\nwork: [plank]").sections[0])[0].wordings[0]
    short = cues(script_of("title: t\nack_safety: true\nwork: [plank]").sections[0])[0].wordings[0]
    assert "not medical advice" in long
    assert "pain" in short
    assert len(short) < len(long) / 2


@pytest.mark.covers("A12")
def test_the_why_is_spoken_once_and_can_be_left_out():
    spoken = texts(script_of("title: t\nwork: [plank]"))
    silent = texts(script_of("title: t\nintro: false\nwork: [plank]"))
    assert sum("mirror" in text for text in spoken) == 1
    assert sum("mirror" in text for text in silent) == 0


@pytest.mark.parametrize("name", PLANS)
def test_eyes_close_only_at_rest_and_only_if_comfortable(name):
    for section in example(name).sections:
        closing = [text for text in said(section) if CLOSED.search(text.lower())]
        assert all("comfortable" in text for text in closing)
        if closing:
            assert section.title.startswith(("Body scan", "Imagery"))
            postures = " ".join(said(section)).lower()
            assert "sit" in postures or "lie" in postures


def test_eyes_stay_open_for_those_whom_it_may_distress():
    plan = "title: t\nprofile: [trauma_sensitive]\nwork: [plank]"
    assert [text for text in texts(script_of(plan)) if CLOSED.search(text)] == []
    assert any("clinician" in text for text in texts(script_of(plan)))


@pytest.mark.parametrize("name", PLANS)
def test_sighs_come_three_at_a_time_at_most_and_two_between_sets(name):
    for section in example(name).sections:
        most = 2 if "set" in section.attributes else 3
        run = 0
        for cue in cues(section):
            run += cue.wordings == ("Sigh it out",)
            if cue.wordings and cue.wordings not in {("In",), ("Sip in", "Sip"), ("Sigh it out",)}:
                run = 0
            assert run <= most


@pytest.mark.parametrize("name", PLANS)
def test_a_posture_goes_before_every_sigh(name):
    for section in example(name).sections:
        before = ""
        for cue in cues(section):
            if cue.wordings == ("Sip in", "Sip"):
                assert re.search(r"sit|seated|lie|lying|lean|supported|hand on", before), (
                    section.title
                )
            before += " " + " ".join(cue.wordings).lower()


def test_fifteen_seconds_of_normal_breathing_follow_a_sigh_routine():
    section = script_of("title: t\nwork: [plank]\nprepare: [physiological_sigh]").sections[1]
    *_, breathe, quiet = cues(section)
    assert "normally" in breathe.wordings[0]
    assert quiet.slot_ms >= 15_000


@pytest.mark.covers("A29")
def test_a_sigh_is_two_one_six_and_one_seconds():
    section = script_of("title: t\nwork: [plank]\nprepare: [physiological_sigh]").sections[1]
    slots = [(c.slot_ms, c.wordings[:1]) for c in cues(section) if c.slot_ms][1:13]
    assert slots == [
        (2000, ("In",)), (1000, ("Sip in",)), (6000, ("Sigh it out",)), (1000, ()),
    ] * 3  # fmt: skip


@pytest.mark.covers("A43")
@pytest.mark.parametrize("seconds", [12, 20, 45, 90])
def test_every_hold_over_ten_seconds_reminds_of_the_breath(seconds):
    (section,) = sets(timeline_of(work(f"{{exercise: plank, sets: 1, hold: {seconds}s}}")))
    start = next(c.at_ms for c in section.cues if "concentric" in c.cue.labels)
    breaths = [
        c.at_ms - start for c in section.cues if "breath" in c.cue.labels and c.at_ms > start
    ]
    marks = [0, *[at for at in breaths if at < 1000 * seconds], 1000 * seconds]
    assert max(b - a for a, b in itertools.pairwise(marks)) <= 15_000


@pytest.mark.covers("A50")
def test_a_run_is_left_alone_but_for_a_cue_every_three_minutes():
    script = example("run")
    spoken = texts(script)
    assert any("pause this track at every crossing" in text for text in spoken)
    assert not [s for s in script.sections if kinds(s, "scan", "imagery")]
    assert not [text for text in spoken if CLOSED.search(text)]
    runs = [s for s in timeline_of(script).sections if s.attributes.get("exercise") == "easy_run"]
    assert all(len(s.cues) == 1 and s.length_ms >= 180_000 for s in runs[1:-1])
    assert all("breath" not in c.cue.labels for s in runs for c in s.cues)


@pytest.mark.parametrize("flag", ["back_pain", "knee_pain", "hypertension", "pregnant", "glaucoma"])
def test_a_condition_is_met_with_a_word_of_care(flag):
    intro = kinds(script_of(f"title: t\nprofile: [{flag}]\nwork: [plank]").sections[0], "safety")
    assert any("clinician" in c.wordings[0] for c in intro)
    assert len(intro) == 3


def test_heavy_lifts_are_braced_and_not_done_alone():
    item = "{exercise: bench press, sets: 1, reps: 3, load: 85%}"
    (section,) = sets(work(item))
    words = " ".join(c.wordings[0] for c in kinds(section, "safety"))
    assert "Brace the way you were taught" in words
    assert "spotter" in words
    assert not kinds(section, "focus")
    head = "title: t\nspotter: true\nprepare: none\nclose: none\n"
    (spotted,) = sets(work(item, head=head))
    assert "Safety arms or a spotter" not in " ".join(
        c.wordings[0] for c in kinds(spotted, "safety")
    )


def test_no_silence_over_twenty_seconds_ends_unannounced():
    """What follows it is speech, never a countdown or a count alone."""
    for name in ("pull-day", "tennis", "relaxation", "desk-reset"):
        for section in timeline_of(example(name)).sections:
            end = 0
            for cue in section.cues:
                if cue.at_ms - end > 20_000:
                    assert not {"count", "countdown"} & set(cue.cue.labels)
                end = cue.end_ms


def test_blocks_are_never_empty_and_marks_never_doubled():
    for name in PLANS:
        for section in example(name).sections:
            assert all(item.items for item in section.items if isinstance(item, Block))
            marks = [item.text for item in flat(section.items) if isinstance(item, Mark)]
            assert all(a != b for a, b in itertools.pairwise(marks))
