"""What is counted, for templates to loop over: while a loop stands at one, lines belong to it."""

from collections.abc import Iterable
from typing import Any

from mmc_audio.coaching.steps import BreathsDose, IntervalStep
from mmc_audio.templates.filters import seconds

Context = dict[str, Any]


def counted(name: str, numbers: Iterable[int], **more: str) -> list[dict[str, Any]]:
    """Each with its `number` and its ids."""
    return [{"number": each, "ids": {name: str(each), **more}} for each in numbers]


def breaths(dose: BreathsDose) -> list[Context]:
    """Each breath of a hold, with its parts: in and out."""
    halves = {"in": seconds(dose.in_ms), "out": seconds(dose.out_ms)}
    parts = [{"name": name, "s": s, "ids": {"air": name}} for name, s in halves.items()]
    return [{**each, "parts": parts} for each in counted("breath", range(1, dose.breaths + 1))]


def rounds(step: IntervalStep) -> list[Context]:
    """Each round: what is said in a loop over them is its work, and `with` its pause the rest."""
    pause = {"s": seconds(step.pause_ms), "ids": {"span": "rest"}}
    each_round = counted("round", range(1, step.rounds + 1), span="work")
    return [
        {**each, "ids": each["ids"] | _station(step, each["number"]), "s": seconds(step.work_ms),
         "pause": pause}
        for each in each_round
    ]  # fmt: skip


def _station(step: IntervalStep, number: int) -> dict[str, str]:
    """Which of several exercises is done in a round, where they take turns."""
    takes_turns = len(step.bouts) > 1 and not step.together
    return {"station": str((number - 1) % len(step.bouts) + 1)} if takes_turns else {}


def bouts(drill: Context) -> list[Context]:
    """The reps of each side, or of both together."""
    sides = drill["sides"] or [""]
    reps = counted("rep", range(1, drill["reps"] + 1), span="work")
    return [{"side": s, "reps": reps, "ids": {"side": s} if s else {}} for s in sides]
