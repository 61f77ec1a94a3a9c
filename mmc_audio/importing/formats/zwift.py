"""Workout files of Zwift (`.zwo`): steps of a ride or run, power as a share of FTP."""

from typing import TYPE_CHECKING

from mmc_audio.importing.format import FileFormat, ReadWish
from mmc_audio.importing.model import (
    Entry,
    ImportedFile,
    SkippedRow,
    Workout,
    WorkoutBlock,
    WorkoutItem,
    WorkoutSet,
)
from mmc_audio.importing.quantities import number, seconds_ms
from mmc_audio.importing.source import SourceFile
from mmc_audio.plan.choices import Recovery
from mmc_audio.units import Ms

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SPORTS = {"bike": "stationary bike", "run": "easy run"}
_STEPS = ("Warmup", "SteadyState", "Cooldown", "Ramp", "FreeRide", "MaxEffort", "SolidState")


def _matches(source: SourceFile) -> bool:
    return "<workout_file" in source.text[:5000]


def _root(source: SourceFile) -> "Element":
    """The document, without entities: none inside, none from outside."""
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(source.text.strip(), forbid_dtd=True)
    except DefusedXmlException as error:
        raise source.error("has a DTD or entities, which are not read; delete them") from error
    except (ParseError, ValueError) as error:
        what = f"is not whole XML ({str(error)[:60]}); export it again"
        raise source.error(what, getattr(error, "position", (0, 0))[0]) from error
    return root


def _read(source: SourceFile, wish: ReadWish) -> ImportedFile:
    del wish  # there is no weight in it
    root = _root(source)
    steps = root.find("workout")
    if root.tag != "workout_file" or steps is None:
        raise source.error("has no <workout> inside <workout_file>")
    name = _SPORTS.get((root.findtext("sportType") or "bike").strip(), "stationary bike")
    skipped: list[SkippedRow] = []
    read = (_entry(step, name, skipped) for step in steps)
    entries = tuple(entry for entry in read if entry)
    title = (root.findtext("name") or "").strip() or "Ride"
    workout = Workout(title, entries, note=(root.findtext("description") or "").strip())
    remarks = ("power is a share of FTP, which a plan does not hold; it is in the comments",)
    return ImportedFile((workout,), skipped=tuple(skipped), remarks=remarks)


def _entry(step: "Element", name: str, skipped: list[SkippedRow]) -> Entry | None:
    if step.tag == "IntervalsT":
        return _interval(step, name, skipped)
    length = _seconds(step, "Duration")
    if step.tag not in _STEPS or length is None:
        skipped.append(SkippedRow(0, f"<{step.tag}>: no step with a Duration in seconds"))
        return None
    done = WorkoutSet(length_ms=length)
    return WorkoutItem(name, (done,), note=_note(step, step.tag, "Power", "PowerLow", "PowerHigh"))


def _interval(step: "Element", name: str, skipped: list[SkippedRow]) -> Entry | None:
    rounds, on = number(step.get("Repeat", "1")), _seconds(step, "OnDuration")
    if not rounds or on is None:
        skipped.append(SkippedRow(0, "<IntervalsT>: no Repeat and OnDuration"))
        return None
    return WorkoutBlock(
        "interval",
        (WorkoutItem(name, ()),),
        rounds=int(rounds),
        work_ms=on,
        rest_ms=_seconds(step, "OffDuration"),
        recovery=Recovery.EASY,
        note=_note(step, "intervals", "OnPower", "OffPower"),
    )


def _seconds(step: "Element", key: str) -> Ms | None:
    return seconds_ms(number(step.get(key, "")))


def _note(step: "Element", tag: str, *powers: str) -> str:
    """`Warmup, 40-70 % FTP. Smooth circles (at 0:10)`."""
    shares = [round(float(found) * 100) for key in powers if (found := number(step.get(key, "")))]
    power = f", {'-'.join(map(str, shares))} % FTP" if shares else ""
    events = [event for event in step if event.tag.lower() == "textevent"]
    said = [f"{e.get('message', '')} (at {e.get('timeoffset', '0')} s)" for e in events]
    return ". ".join([tag + power, *said])


FORMAT = FileFormat("zwift", "a Zwift workout", _matches, _read)
