"""What the page shows of clients: cells of tables, as plain text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mmc_audio.ledger.store import SetRecord
from mmc_audio.studio.clients_desk import ClientPlan, ClientPractice, coming
from mmc_audio.studio.program_shown import NOTES

HEADS = ("Client", "Plan", "When", "Differs in", "Session", "Came back")
SET_HEADS = ("Day", "Exercise", "Set", "Done", "Felt", "Clarity", "Note")


def plan_cells(plan: ClientPlan, state: str, now: date) -> tuple[str, ...]:
    """A plan of a client: what, when, how it differs, whether it is rendered."""
    when = plan.wrong or coming(plan.days, now) or "no day in two weeks"
    lines = "1 line" if plan.changed == 1 else f"{plan.changed} lines"
    differs = lines if plan.changed else "the same"
    return plan.title, when, differs if plan.shared else "only theirs", NOTES.get(state, "")


@dataclass(frozen=True, slots=True)
class Clientele:
    """What is known of all clients."""

    plans: Sequence[ClientPlan] = ()
    states: Mapping[str, str] = field(default_factory=dict)
    """What is rendered, by the plan's file."""
    came_back: Mapping[str, str] = field(default_factory=dict)
    """The newest check-in, in words, by client."""


def clients_shown(clients: Sequence[str], known: Clientele, now: date) -> list[dict[str, Any]]:
    """The clients' rows as their table takes them: the first of each has the name."""
    return [row for client in clients for row in _rows(client, known, now)]


def _rows(client: str, known: Clientele, now: date) -> Iterator[dict[str, Any]]:
    mine = [each for each in known.plans if each.client == client]
    came_back = known.came_back.get(client, "")
    if not mine:
        yield {"id": client, "client": client, "cells": ["no plan yet", "", "", "", came_back]}
    for number, each in enumerate(mine):
        first = not number
        cells = plan_cells(each, known.states.get(each.file, ""), now)
        yield {"id": each.file, "client": client * first, "cells": [*cells, came_back * first]}


def came_back_cell(practised: ClientPractice) -> str:
    """The newest of what came back, in a few words."""
    if not practised.last:
        return "nothing yet"
    day = date.fromisoformat(practised.last)
    felt = "" if practised.felt is None else f", felt in {practised.felt:.0%}"
    return f"{day.day} {day:%b}{felt}"


def practice_line(practised: ClientPractice) -> str:
    """What came back, in one line."""
    if not practised.sets:
        return "Nothing yet. Take the file that the phone saved, or that was sent to you."
    done = sum(not each.skipped for each in practised.sets)
    skipped = len(practised.sets) - done
    parts = [f"{done} sets, the last on {practised.last}" if done else "no set done"]
    if skipped:
        parts.append(f"{skipped} left out")
    if practised.felt is not None:
        parts.append(f"felt in the target in {practised.felt:.0%}")
    if practised.clarity is not None:
        parts.append(f"clarity {practised.clarity:.1f} of 10")
    return "; ".join(parts) + "."


def set_cells(one: SetRecord) -> tuple[str, ...]:
    """A set that came back."""
    load = f" at {one.load:g} {one.unit or ''}".rstrip() if one.load is not None else ""
    done = "left out" if one.skipped else f"{one.reps}{load}"
    clarity = "" if one.clarity is None else str(one.clarity)
    name = one.exercise.replace("_", " ")
    return one.day, name, str(one.set_number or ""), done, one.felt or "", clarity, one.note
