"""Plans written in tests, as sessions, cue scripts and timelines, without a voice."""

from functools import cache
from pathlib import Path

from mmc_audio.audio.sounds import sound_length_ms
from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.coaching.session import build_session
from mmc_audio.plan.read import read_plan
from mmc_audio.script.cue import Block, Cue, Mark
from mmc_audio.speech.engines.silent import seconds
from mmc_audio.templates.files import read_library
from mmc_audio.templates.write import write_script
from mmc_audio.timeline.schedule import schedule

EXAMPLES = Path(__file__).parents[1] / "examples"
BARE = "title: Test\nintro: false\nack_safety: true\nprepare: none\nclose: none\n"
"""The head of a plan that is all work."""


def session_of(text):
    return build_session(read_plan(text, "plan.yaml"), load_catalogue(), file="plan.yaml")


@cache
def script_of(text):
    session = session_of(text)
    return write_script(session.plan, session, read_library([], session.plan.language))


def work(*items, head=BARE):
    """The script of a plan with these lines under `work:`."""
    return script_of(head + "work:\n" + "".join(f"  - {item}\n" for item in items))


@cache
def example(name):
    return script_of((EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8"))


def spoken_ms(utterance):
    """About as long as the default voice takes."""
    return max(1, round(1000 * seconds(utterance.text, utterance.pace)))


def timeline_of(script, pace=150):
    measure = lambda batch: {utterance: spoken_ms(utterance) for utterance in batch}  # noqa: E731
    return schedule(script, measure, voice="v", pace=pace, sound_length=sound_length_ms)


def sets(script):
    """The sections of a script or timeline that hold sets."""
    return [section for section in script.sections if "set" in section.attributes]


def flat(items):
    """All items of a section, blocks opened."""
    for item in items:
        if isinstance(item, Block):
            yield from flat(item.items)
        else:
            yield item


def cues(section):
    return [item for item in flat(section.items) if isinstance(item, Cue)]


def said(section):
    """Every wording that may be heard in a section."""
    return [wording for cue in cues(section) for wording in cue.wordings]


def kinds(section, *labels):
    return [cue for cue in cues(section) if set(labels) & set(cue.labels)]


def reps(section):
    """The cues of each repetition, by its mark, in order."""
    found = []
    for item in flat(section.items):
        if isinstance(item, Mark) and item.text.startswith("Rep "):
            found.append([])
        elif isinstance(item, Block):
            continue
        elif isinstance(item, Cue) and found and item.slot_ms is not None:
            found[-1].append(item)
    return found
