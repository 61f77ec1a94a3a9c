"""A moment's words in a situation: where it is heard, and what is heard in it, line by line."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from mmc_audio.audio.own_sounds import lengths_with
from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.errors import TemplateError
from mmc_audio.lint.preview import situation_for
from mmc_audio.lint.run import estimated
from mmc_audio.lint.situations import Situation, of_exercise, of_rare_moments
from mmc_audio.plan.choices import VoiceManner
from mmc_audio.rendering.job import Job
from mmc_audio.templates.files import Library, full_name, short_name
from mmc_audio.templates.tools import blocks
from mmc_audio.timeline.model import Timeline
from mmc_audio.timeline.schedule import schedule
from mmc_audio.timeline.table import table


@dataclass(frozen=True, slots=True)
class HeardLine:
    """A line as it is heard."""

    at_s: float
    length_s: float
    text: str
    what: Literal["words", "sound", "mark"]
    source: str
    """The template it comes from."""
    line: int
    """In that template, from 1."""


def ended(text: str) -> str:
    """`text` with a line break at its end."""
    return text if text.endswith("\n") else f"{text}\n"


def title(name: str) -> str:
    """A moment's name in words: `breath/even_breath` is `Even breath`."""
    words = name.rsplit("/", 1)[-1].strip("_").replace("_", " ")
    return words.upper() if words in ("amrap", "emom") else words[:1].upper() + words[1:]


def heard_in(name: str, library: Library) -> str:
    """The moment in which a template is heard: itself, or for a part, one that includes it.

    Raises:
        TemplateError: if none does.
    """
    if not short_name(name).rsplit("/", 1)[-1].startswith("_"):
        return short_name(name)
    users = [
        short_name(file.name)
        for key, file in sorted(library.files.items())
        if key == file.name and full_name(name) in file.text and not file.name.startswith("_")
    ]
    if not users:
        raise TemplateError(f"no moment says {name}; it is heard nowhere")
    return "rest" if "rest" in users else users[0]


@lru_cache(maxsize=256)
def known_situations(moment: str, exercise: str) -> tuple[Situation, ...]:
    """Where a moment is heard with an exercise, by its id; the usual situation first."""
    return tuple(of_exercise(load_catalogue().find(exercise), moment))


@lru_cache(maxsize=64)
def any_situation(moment: str) -> Situation:
    """A situation that a moment is heard in."""
    return next(of_rare_moments(moment), None) or situation_for(moment)


def timed(job: Job) -> Timeline:
    """When everything of `job` is heard, with lengths as the silent engine estimates them.

    Raises:
        FitError: if a line cannot fit its time.
    """
    return schedule(
        job.script,
        estimated,  # type: ignore[arg-type]
        voice="",
        pace=job.voice.pace,
        sound_length=lengths_with(job.sounds),
        coach=job.voice.manner is VoiceManner.COACH,
    )


def heard_lines(timeline: Timeline) -> Iterator[HeardLine]:
    """What is heard, in order."""
    at = 0
    kinds: dict[str, Literal["words", "sound", "mark"]] = {
        "cue": "words", "sound": "sound", "mark": "mark",
    }  # fmt: skip
    for section in timeline.sections:
        for row in table(section):
            source, _, line = row.source.rpartition(":")
            yield HeardLine(
                (at + row.at_ms) / 1000,
                (row.end_ms - row.at_ms) / 1000,
                row.text,
                kinds[row.what],
                source,
                int(line or 0),
            )
        at += section.length_ms


def part_at(text: str, line: int) -> str | None:
    """The innermost part of a template that a line is in."""
    at = sum(len(each) for each in text.splitlines(keepends=True)[: line - 1])
    around = [
        (len(body), part)
        for part, body in blocks(text).items()
        if (start := text.find(body)) <= at < start + len(body)
    ]
    return min(around)[1] if around else None
