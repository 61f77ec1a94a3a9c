"""What a day of a program trains by its own words, so that they can be written at another day."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from mmc_audio.errors import MmcError
from mmc_audio.plan.days import Deload
from mmc_audio.plan.program import Program, Training
from mmc_audio.studio.program_text import written_day


@dataclass(frozen=True, slots=True)
class DayWords:
    """What a day trains."""

    plan: Path
    changes: Mapping[str, str]
    """What the day itself changes in its plan, by the keys of docs/program.md."""

    def changed(self, changes: Mapping[str, str]) -> "DayWords":
        """With these changes besides; they win."""
        given = {key: value for key, value in changes.items() if value}
        return DayWords(self.plan, {**self.changes, **given})

    def written(self, folder: Path) -> str:
        """As a program in `folder` writes it."""
        return written_day(Path(os.path.relpath(self.plan, folder)).as_posix(), self.changes)


def planned(program: Program | None, day: date) -> DayWords | None:
    """What a day trains by its own, without what an easier week makes of it; None for rest."""
    try:
        found = replace(program, deload=Deload()).day(day) if program else None
    except MmcError:
        return None
    if not isinstance(found, Training):
        return None
    given = found.adjustment.model_dump(exclude_none=True)
    shares = {key: f"{value}%" if isinstance(value, int) else str(value)
              for key, value in given.items()}  # fmt: skip
    return DayWords(found.path, shares)
