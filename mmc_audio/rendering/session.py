"""A plan becomes a session, with the coach's own exercises and routines."""

from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.coaching.memory import NOTHING_KNOWN, Memory
from mmc_audio.coaching.session import build_session
from mmc_audio.coaching.steps import Session
from mmc_audio.plan.file import shown
from mmc_audio.plan.mistakes import placed_in
from mmc_audio.plan.model import Plan
from mmc_audio.templates.content import Content
from mmc_audio.templates.own_routines import own_routines


def session_of(plan: Plan, content: Content, file: str, memory: Memory = NOTHING_KNOWN) -> Session:
    """Everything that happens in `plan`, in the language that is spoken now.

    Args:
        plan: what the athlete will do.
        content: what can be said in its language; within `coaching.translation.spoken_in`.
        file: the plan's path, for messages; `-` was standard input.
        memory: what is known of the sessions before.

    Raises:
        PlanError: if an exercise, a routine or an option is not known; ManyErrors for several.
    """
    own = own_routines(content.library)
    with placed_in(file):
        return build_session(plan, load_catalogue(), memory=memory, file=shown(file), own=own)
