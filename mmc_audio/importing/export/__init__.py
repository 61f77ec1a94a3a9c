"""Plans as files of other apps: one file for each, and a table of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mmc_audio.importing.export.hevy import hevy_json
from mmc_audio.importing.export.liftoscript import liftoscript
from mmc_audio.importing.export.openweight import openweight
from mmc_audio.importing.export.plain import plain_text
from mmc_audio.importing.export.sheet import csv_table
from mmc_audio.plan.model import Plan


@dataclass(frozen=True, slots=True)
class ExportedText:
    """A plan in another form."""

    text: str
    lost: tuple[str, ...]
    """What the form cannot hold, a line each."""


Exporter = Callable[[Plan], tuple[str, list[str]]]

EXPORTS: Mapping[str, Exporter] = {
    "liftoscript": liftoscript,
    "hevy-json": hevy_json,
    "openweight": openweight,
    "csv": csv_table,
    "text": plain_text,
}
"""By the name that `--to` takes."""


def exported(plan: Plan, form: str) -> ExportedText:
    """The plan in the form of that name; KeyError if there is none."""
    text, lost = EXPORTS[form](plan)
    return ExportedText(text, tuple(dict.fromkeys(lost)))
