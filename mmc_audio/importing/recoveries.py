"""How a recovery between bouts is done, as a file says it."""

import re

from mmc_audio.plan.choices import Recovery
from mmc_audio.units import Ms

_WORDS: tuple[tuple[str, Recovery], ...] = (
    (r"stand|passive|still", Recovery.REST),
    (r"walk", Recovery.WALK),
    (r"jog|float", Recovery.JOG),
    (r"easy|slow|active|spin|pedal|paddl|light|gentle", Recovery.EASY),
)
_KINDS = tuple((re.compile(rf"\b(?:{words})", re.IGNORECASE), kind) for words, kind in _WORDS)


def recovery_in(words: str) -> Recovery | None:
    """`90s easy jog` is jogged, `standing rest` is none; None where the words do not say.

    An easy jog is a jog, and an easy walk a walk.
    """
    said = re.split(r"\s(?:between|after|each)\b", words)[0]
    return next((kind for pattern, kind in _KINDS if pattern.search(said)), None)


_AS = r"(?:easy|slow|light|gentle|active|passive|standing|recovery)"
HOW = (
    rf"(?:(?:{_AS}\s)?(?:off|rest|recovery|recoveries|recover|easy|slow|float|standing"
    r"|(?:walk|jog|spinn?|pedall?|paddl)(?:ing|e)?)(?:\s(?:rest|recovery|recoveries|easy|slow))?"
    rf"|{_AS}\s(?:run|row|rid|swim|bik)(?:n?ing|m?ing|e)?)"
)
"""The words of a recovery: `off`, `easy jog`, `walk recovery`, `standing rest`."""


M_PER_S = {Recovery.WALK: 1.4, Recovery.JOG: 2.2, Recovery.EASY: 2.2}
"""A usual pace between bouts, on foot."""
_STEP_MS: Ms = 5000


def recovery_ms(metres: float, words: str) -> Ms:
    """About how long a recovery over a distance takes, in whole five seconds.

    Args:
        metres: of the recovery, such as 200.
        words: how it is done, such as `jog` or `walk back`; as a jog where they do not say.
    """
    pace = M_PER_S.get(recovery_in(words) or Recovery.JOG, M_PER_S[Recovery.JOG])
    return max(_STEP_MS, round(metres / pace * 1000 / _STEP_MS) * _STEP_MS)
