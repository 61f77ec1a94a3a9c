"""What may be said around each set, remembered: after a change it is made for changed sets only."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from mmc_audio.coaching.steps import Session, SetStep
from mmc_audio.coaching.translation import current_translation
from mmc_audio.templates.context.sets import Context, Moments, set_moments

MOST = 1_000
"""Sets that are remembered: those of some tens of plans."""

SetPlace = tuple[str, int, int]
"""Which set it is: its exercise, its number there, and its place among all sets."""


@dataclass(slots=True)
class RememberedSets:
    """Gives what `set_moments` gives, made once while the set and all that shapes it stay.

    That is the set itself, the plan but for its work, what is known of the sessions before, and the
    language.
    """

    _known: dict[SetPlace, tuple[SetStep, list[tuple[str, Context, dict[str, str]]]]] = field(
        default_factory=dict
    )
    _session: Session | None = None
    _made_with: object = None

    def __call__(self, step: SetStep, session: Session) -> Moments:
        """What is heard around a set: templates, what they may say, and what is known of it."""
        self._forget_if_changed(session)
        place = step.exercise.id, step.number, step.order
        before, made = self._known.get(place, (None, []))
        if before != step:
            made = list(set_moments(step, session))
            self._known[place] = step, made
        yield from made

    def _forget_if_changed(self, session: Session) -> None:
        if session is self._session:
            return
        self._session, made_with = (
            session,
            (current_translation(), session.memory, *_around_the_work(session)),
        )
        if made_with != self._made_with or len(self._known) > MOST:
            self._known.clear()
        self._made_with = made_with


def _around_the_work(session: Session) -> Iterator[Any]:
    plan = session.plan
    yield plan.model_fields_set
    yield from (getattr(plan, name) for name in type(plan).model_fields if name != "work")
