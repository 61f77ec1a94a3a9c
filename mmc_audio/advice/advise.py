"""Coaching advice on a plan: what a careful coach would say before the session is spoken.

Advice never makes a plan fail and never blocks a render: the lifter decides. Each rule is a small
function in the table `RULES`; why it exists, and who found it, stands in `why.py`.
"""

from collections.abc import Mapping

from mmc_audio.advice import focus as advice_focus
from mmc_audio.advice import load as advice_load
from mmc_audio.advice import profile as advice_profile
from mmc_audio.advice import session as advice_session
from mmc_audio.advice.case import SEVERITIES, Advice, Case, HeardTime, Rule, tasks
from mmc_audio.coaching.catalogue import Catalogue
from mmc_audio.coaching.steps import Session

__all__ = ["RULES", "Advice", "HeardTime", "advise"]

RULES: Mapping[str, Rule] = {
    "W-LOAD": advice_load.load,
    "W-COMPLEX": advice_focus.complexity,
    "W-TEMPO": advice_focus.tempo,
    "W-REPS": advice_focus.reps,
    "W-FOCUS": advice_focus.focus,
    "W-TALK": advice_session.talk,
    "W-SOLO": advice_load.solo,
    "W-WARMUP": advice_load.warm_up,
    "W-STRAIN": advice_load.strain,
    "W-PROFILE": advice_profile.profile,
    "W-REST": advice_session.rest,
    "W-ORDER": advice_session.order,
    "W-ACTIVATION": advice_session.activation,
    "W-LENGTH": advice_session.length,
    "W-MUSIC": advice_session.music,
}
"""Every rule by its id."""


def advise(session: Session, catalogue: Catalogue, heard: HeardTime | None = None) -> list[Advice]:
    """What a coach would say about a session: the gravest first, then in the plan's order.

    Args:
        session: the plan with every name looked up, from `build_session`.
        catalogue: where other exercises are looked for.
        heard: what the timeline knows; without it nothing is said about time and talk.
    """
    plan = session.plan
    case = Case(plan, session, catalogue, tuple(tasks(plan, session)), heard)
    found = [finding for rule in RULES.values() for finding in rule(case)]
    return sorted(found, key=lambda one: (SEVERITIES.index(one.severity), one.position or (0, 0)))
