"""Chapters: one for each section, in the tag and as Podcasting 2.0 JSON."""

import json

from mmc_audio.library.heard import heard_sections, to_ms
from mmc_audio.mp3.id3 import LONGEST_TITLE, Chapter, fitted
from mmc_audio.mp3.text import shorten
from mmc_audio.timeline.model import Timeline


def chapters(timeline: Timeline) -> list[Chapter]:
    """At most 255, contiguous, from 0: times cut to milliseconds, so none starts late."""
    sections = heard_sections(timeline)
    return fitted(
        [
            Chapter(
                shorten(heard.section.title, LONGEST_TITLE) or heard.id,
                to_ms(heard.start),
                to_ms(heard.end),
            )
            for heard in sections
        ]
    )


def chapters_json(timeline: Timeline) -> str:
    """The same chapters as JSON chapters 1.2.0, times in seconds."""
    entries = [
        {
            "startTime": chapter.start_ms / 1000,
            "endTime": chapter.end_ms / 1000,
            "title": chapter.title,
        }
        for chapter in chapters(timeline)
    ]
    sheet = {"version": "1.2.0", "title": timeline.title, "chapters": entries}
    return json.dumps(sheet, ensure_ascii=False, indent=1) + "\n"
