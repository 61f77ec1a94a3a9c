"""`mmc-audio log --exercise`: one set, given by options."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mmc_audio._lib.suggest import nearest
from mmc_audio.cli.shared import say
from mmc_audio.errors import UsageError

if TYPE_CHECKING:
    from mmc_audio.ledger.store import Ledger, SetRecord

SAID = ("felt", "clarity", "reserve", "note")
KEPT = (
    "muscle", "felt", "clarity", "reserve", "note", "load", "unit", "planned_reps", "planned_load",
)  # fmt: skip
"""What a correction leaves as it was, where it says nothing of it."""

NEAR = 0.75
"""How much alike (0 to 1) two names are, of which one is taken for the other misspelt."""
LONG_WORD = 4
"""Letters of a word that alone may be meant for an exercise."""


def given(kept: "Ledger", output: Path, options: Mapping[str, Any]) -> "SetRecord":
    """The set that the options describe; the day's set of the same number is corrected.

    Raises:
        UsageError: if the repetitions are missing, or the exercise seems to be misspelt.
        OutputError: if the ledger cannot be read.
    """
    skipped = bool(options["skipped"])
    if options["reps"] is None and not skipped:
        raise UsageError("say how many: give --reps, or --skipped if it was left out")
    load, unit = _weight(options["load"])
    records = kept.records()
    exercise = _exercise(options["exercise"], records, output)
    said = {name: options[name] for name in SAID}
    said |= {"reps": options["reps"] or 0, "load": load, "unit": unit, "skipped": skipped}
    return _corrected(new_set(exercise=exercise, set_number=options["number"], **said), records)


def _weight(text: str | None) -> tuple[float | None, str | None]:
    from mmc_audio.library.weights import weight_of

    if text is None:
        return None, None
    if found := weight_of(text):
        return found
    raise UsageError(f"{text!r} is no weight that can be logged; write 22.5kg, 2x10kg or pin 4")


def new_set(**values: Any) -> "SetRecord":  # noqa: ANN401
    """A set done now; the exercise is called as the catalogue calls it."""
    from datetime import datetime
    from uuid import uuid4

    from mmc_audio.coaching.catalogue import load_catalogue
    from mmc_audio.ledger.store import SetRecord

    now = datetime.now().astimezone().isoformat(timespec="seconds")
    base = {"id": str(uuid4()), "done_at": now, "day": now[:10], "session": "", "muscle": None}
    if load_catalogue().knows(values["exercise"]):
        found = load_catalogue().find(values["exercise"])
        base |= {"muscle": found.muscle_group or None}
        values["exercise"] = found.id
    return SetRecord(**{**base, **values})


def _corrected(one: "SetRecord", records: "Sequence[SetRecord]") -> "SetRecord":
    """`one`, in place of the day's last record of the same set, if it has a number."""
    same = [record for record in records if _place(record) == _place(one)]
    if one.set_number is None or not same:
        return one
    old = same[-1]
    unsaid = {name: getattr(old, name) for name in KEPT if getattr(one, name) in (None, "")}
    return replace(one, id=old.id, session=old.session, **unsaid)


def _place(record: "SetRecord") -> tuple[object, ...]:
    return record.day, record.exercise, record.set_number


def _exercise(name: str, records: "Sequence[SetRecord]", output: Path) -> str:
    """The exercise that is meant; a new one's name as it is.

    Raises:
        UsageError: if it looks like a known one misspelt.
    """
    from mmc_audio.coaching.catalogue import fold, load_catalogue

    if load_catalogue().is_certain(name):
        return load_catalogue().find(name).id
    own = _own(records, output)
    if fold(name) in own:
        return own[fold(name)]
    if near := _near(fold(name), own):
        guess = f"did you mean {' or '.join(near)}?"
        yours = f"One of your own is known once its session is in {output}"
        raise UsageError(f'no exercise is called "{name}"; {guess} {yours}')
    say(f'note: no exercise is called "{name}"; it is logged under that name, without a muscle')
    return name


def _own(records: "Sequence[SetRecord]", output: Path) -> dict[str, str]:
    """By folded name, what was logged before, and what the finished sessions have."""
    from mmc_audio.coaching.catalogue import fold
    from mmc_audio.library.index import SessionIndex

    sections = (part for one in SessionIndex(output).sessions() for part in one.sheet["sections"])
    done = (part["attributes"].get("exercise", "") for part in sections)
    return {fold(name): name for name in (*(one.exercise for one in records), *done) if name}


def _near(folded: str, own: Mapping[str, str]) -> list[str]:
    """Exercises whose name, or one long word of it, looks like `folded`; the nearest first."""
    from mmc_audio.coaching.catalogue import fold, load_catalogue

    catalogue = load_catalogue()
    names = dict(own) | dict(catalogue.index)
    for exercise in catalogue.exercises:
        for word in exercise.name.split():
            if len(word) >= LONG_WORD:
                names.setdefault(fold(word), exercise.id)
    close = nearest(folded, names, most=6, like=NEAR)
    return list(dict.fromkeys(names[key] for key in close))[:3]
