"""What was trained, over time, as the page shows it: numbers, words, and pictures as SVG text.

The page keeps the answers, so that they are seen without a network, too.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mmc_audio.errors import InputError, MissingError
from mmc_audio.ledger.body_picture import body_svg
from mmc_audio.ledger.calendar_picture import DAYS, calendar_svg, span_until
from mmc_audio.ledger.history import (
    ExerciseDone,
    History,
    MuscleFocus,
    TrainingDay,
    history,
    sets_of,
)
from mmc_audio.ledger.over_time import ExerciseDay, progress
from mmc_audio.ledger.progress_picture import STRETCHES, progress_svg, stretch_of
from mmc_audio.ledger.report import MILESTONES, RULE_OF_THUMB, days_ago
from mmc_audio.ledger.store import Ledger
from mmc_audio.library.body import group_of
from mmc_audio.library.view import Lookup
from mmc_audio.library.weights import weight_words
from mmc_audio.player.answers import conditional

FRESH = {"Cache-Control": "private, no-cache"}

LATEST = 12
"""Days of an exercise that are listed one by one."""

EARLIEST = date(1900, 1, 1)
"""Nobody logged anything before, and some way back from here is still a date."""

LATEST_DAYS = 6
"""Training days that are listed below the calendar."""


def history_routes(ledger: Ledger | None, lookup: Lookup) -> list[Route]:
    """Where the page asks: `?until=` a day for an earlier calendar, `?id=` for an exercise."""

    async def all_answer(request: Request) -> Response:
        today = date.today()  # noqa: DTZ011 - a lifter's days are local
        asked = _day_asked(request.query_params.get("until"), today)
        until = max(min(asked, today), EARLIEST)
        known = _needed(ledger)
        return _answer(await to_thread.run_sync(overview, known, lookup, today, until))

    async def exercise_answer(request: Request) -> Response:
        key = request.query_params.get("id", "")
        return _answer(await to_thread.run_sync(exercise, _needed(ledger), lookup, key))

    return [
        Route("/api/history", conditional(all_answer)),
        Route("/api/history/exercise", conditional(exercise_answer)),
    ]


def _needed(ledger: Ledger | None) -> Ledger:
    if ledger is None:
        raise MissingError("no ledger")
    return ledger


def _day_asked(text: str | None, otherwise: date) -> date:
    try:
        return date.fromisoformat(text) if text else otherwise
    except ValueError as error:
        raise InputError(f"{text!r} is no day; write it as 2026-11-29") from error


def _answer(data: object) -> Response:
    return Response(json.dumps(data, allow_nan=False), 200, FRESH, "application/json")


def overview(ledger: Ledger, lookup: Lookup, today: date, until: date) -> dict[str, Any]:
    """All that was done, with the calendar of the half year up to `until`."""
    first, last = span_until(until)
    found = history(ledger, today, first, last)
    return {
        "today": _iso(today),
        "sets": found.sets,
        "days": found.days,
        "since": found.first_day,
        "calendar": _calendar(found, until, today),
        "latest": [_day(one, lookup) for one in reversed(found.calendar[-LATEST_DAYS:])],
        "body": body_svg(found.muscles),
        "muscles": [_muscle(one) for one in found.muscles],
        "rule": RULE_OF_THUMB,
        "exercises": [_exercise(one, lookup, today) for one in found.exercises],
    }


def exercise(ledger: Ledger, lookup: Lookup, key: str) -> dict[str, Any]:
    """One exercise over time.

    Raises:
        MissingError: if it was never done.
    """
    sets = sets_of(ledger, key)
    if not sets:
        raise MissingError(f"nothing of {key!r} was logged")
    of = progress(sets)
    kind = stretch_of(of.days)
    name = name_of(key, lookup)
    return {
        "id": key,
        "name": name,
        "svg": progress_svg(name, of),
        "hint": "" if kind is STRETCHES[0] else f"Each mark is a {kind.name}: its {_MARK}.",
        "bests": [asdict(best) for best in of.bests],
        "remarks": list(of.remarks),
        "latest": [_exercise_day(one, of.unit) for one in reversed(of.days[-LATEST:])],
    }


_MARK = "hardest load, and what an average day of it had"


def name_of(key: str, lookup: Lookup) -> str:
    """The name of an exercise; made of its id where it has none."""
    known = lookup(key)
    return known.name if known else (key.replace("_", " ").strip() or key).capitalize()


def _calendar(found: History, until: date, today: date) -> dict[str, Any]:
    """The picture, its first and last day, and the day until which the ones beside it go."""
    first, last = span_until(until)
    return {
        "svg": calendar_svg(found.calendar, until, today),
        "first": _iso(first),
        "last": _iso(min(last, today)),
        "earlier": _iso(first - timedelta(1)) if (found.first_day or "9") < _iso(first) else "",
        "later": _iso(min(last + timedelta(DAYS), today)) if last < today else "",
    }


def _iso(day: date) -> str:
    return day.isoformat()


def _day(one: TrainingDay, lookup: Lookup) -> dict[str, Any]:
    names = [name_of(key, lookup) for key in one.exercises]
    return {"day": one.day, "sets": one.sets, "focused": one.focused_reps, "exercises": names}


def _muscle(one: MuscleFocus) -> Mapping[str, Any]:
    goal = next((goal for goal in MILESTONES if goal > one.focused_reps), None)
    since = None if one.days_since is None else days_ago(one.days_since)
    name = group_of(one.muscle).capitalize()
    return {"name": name, "focused": one.focused_reps, "goal": goal, "since": since}


def _exercise(one: ExerciseDone, lookup: Lookup, today: date) -> dict[str, Any]:
    since = max(0, (today - date.fromisoformat(one.last_day)).days)
    name = name_of(one.exercise, lookup)
    return {"id": one.exercise, "name": name, "days": one.days, "sets": one.sets,
            "last": days_ago(since)}  # fmt: skip


def _exercise_day(one: ExerciseDay, unit: str | None) -> dict[str, Any]:
    reps = [str(done.reps) for done in one.sets if done.reps]
    clarity = None if one.clarity is None else round(one.clarity, 1)
    return {
        "day": one.day,
        "sets": ", ".join(reps) or f"{len(one.sets)} {'set' if len(one.sets) == 1 else 'sets'}",
        "load": weight_words(one.load, unit),
        "clarity": clarity,
        "focused": one.focused_reps,
    }
