"""Files of other apps for the tests, and the golden plans made of them."""

import os
from datetime import date
from pathlib import Path

from mmc_audio.importing.flow import ImportWish, imported_plans
from mmc_audio.importing.format import ReadWish
from mmc_audio.importing.source import SourceFile, read_source

SAMPLES = Path(__file__).parent / "samples"
REAL_PLANS = Path(__file__).parents[1] / "real_plans"
GOLDEN = Path(__file__).parents[1] / "golden" / "imported"
MONDAY = date(2026, 11, 30)
KILOS = ImportWish(ReadWish("kg"))


def imported(path, wish=KILOS):
    """What a file becomes, named without its folder."""
    source = SourceFile(path.name, read_source(path).data)
    return imported_plans(source, wish, MONDAY)


def of_text(text, wish=KILOS, name="notes.txt"):
    """What a text becomes."""
    data = text if isinstance(text, bytes) else text.encode()
    return imported_plans(SourceFile(name, data), wish, MONDAY)


def printed(result):
    """All that an import gives, on one page."""
    files = (f"--- {file.path}\n{file.text}" for file in result.files)
    said = (f"import: {line}\n" for line in result.messages)
    return "".join(files) + "--- said\n" + "".join(said) + result.summary + "\n"


def check_golden(path, text):
    """The text is as the golden file has it; UPDATE_GOLDENS=1 writes it anew."""
    if os.environ.get("UPDATE_GOLDENS"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
