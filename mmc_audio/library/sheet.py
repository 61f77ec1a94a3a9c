"""Reads cue sheets: what is read has all that the views of a session rely on.

A sheet may come from an earlier version, another program or a damaged disk. It is looked through
once, here, so that nothing that shows a session has to.
"""

import json
from typing import Annotated, Any, BinaryIO, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Sheet = dict[str, Any]

SHEET_LIMIT = 64 * 2**20
"""Bytes of the largest cue sheet that is read: far above a six hour session's."""

LONGEST_S = 1e6
"""No time in a sheet is later: eleven days, with which every clock can still count."""

MOST_SECTIONS, MOST_CUES = 5_000, 100_000
"""Far above a six hour session's: a player would choke on more."""

Seconds = Annotated[float, Field(ge=0, le=LONGEST_S)]


def read_sheet(file: BinaryIO) -> Sheet:
    """Read a cue sheet, and give it as it was written.

    Raises:
        ValueError: if it is not one, or is larger than `SHEET_LIMIT`.
    """
    data = file.read(SHEET_LIMIT + 1)
    if len(data) > SHEET_LIMIT:
        raise ValueError(f"a cue sheet of more than {SHEET_LIMIT} bytes")
    try:
        sheet: Sheet = json.loads(data)
    except RecursionError as error:
        raise ValueError("a cue sheet with too many brackets in each other") from error
    _SheetModel.model_validate(sheet)
    return sheet


class _SheetPart(BaseModel):
    """A number is a number here, and a text no number. Of other fields nothing is asked."""

    model_config = ConfigDict(strict=True)


class _SheetSpan(_SheetPart):
    start_s: Seconds
    end_s: Seconds


class _SheetSection(_SheetSpan):
    id: str
    title: object
    attributes: dict[str, str] | None = None
    name: str | None = None
    exercise: str | None = None
    set: int | None = None
    sets: int | None = None


class _SheetStep(_SheetPart):
    id: str
    exercise: str | None = None
    name: str | None = None
    group: str | None = None
    target: str | None = None
    avoid: str | None = None


class _Time(_SheetSpan):
    """A span of time, from version 2 on."""

    section: str
    span: str
    side: str | None
    round: int | None
    unit: str | None
    beats: list[Annotated[list[Seconds], Field(min_length=2, max_length=2)]]
    """Number and begin."""


class _SheetCue(_SheetSpan):
    section: str
    text: object
    kind: str | None = None
    slot: _SheetSpan | None = None
    exercise: str | None = None
    set: int | None = None
    rep: int | None = None
    phase: str | None = None
    labels: list[str] = []


class _SheetMark(_SheetPart):
    section: str
    text: object
    start_s: Seconds


class _SheetModel(_SheetPart):
    duration_s: Annotated[Seconds, Field(gt=0)]
    sections: Annotated[list[_SheetSection], Field(min_length=1, max_length=MOST_SECTIONS)]
    cues: Annotated[list[_SheetCue], Field(max_length=MOST_CUES)] = []
    sounds: Annotated[list[_SheetSpan], Field(max_length=MOST_CUES)] = []
    marks: Annotated[list[_SheetMark], Field(max_length=MOST_CUES)] = []
    steps: Annotated[list[_SheetStep], Field(max_length=MOST_SECTIONS)] = []
    spans: Annotated[list[_Time], Field(max_length=MOST_CUES)] = []

    @model_validator(mode="after")
    def _has_each_section(self) -> Self:
        known = {section.id for section in self.sections}
        named = {cue.section for cue in self.cues} | {mark.section for mark in self.marks}
        named |= {span.section for span in self.spans}
        if named - known:
            raise ValueError("a cue, mark or span of a section that is not there")
        return self
