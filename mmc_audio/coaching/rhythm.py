"""One repetition as phases and beats, in the order they are performed."""

from dataclasses import dataclass

from mmc_audio.plan.model import Phase, Tempo
from mmc_audio.units import Ms

ORDER = (Phase.ECCENTRIC, Phase.STRETCH, Phase.CONCENTRIC, Phase.PEAK)
"""The order tempo is written in, whichever phase the lift starts with."""

BEAT: Ms = 1000
"""One count."""


@dataclass(frozen=True, slots=True)
class RepPart:
    """One phase of a repetition."""

    phase: Phase
    ms: Ms
    fast: bool = False
    """As fast as good technique allows: nothing is counted."""

    @property
    def beats(self) -> tuple[Ms, ...]:
        """Its counts, one a second; the last one takes what is left."""
        whole = max(1, self.ms // BEAT)
        return (*[BEAT] * (whole - 1), self.ms - BEAT * (whole - 1))


def rep_parts(tempo: Tempo, start: str) -> tuple[RepPart, ...]:
    """The phases of one repetition as performed; those without time are left out.

    A curl starts with the concentric phase: the slots rotate, the notation's order never does.
    """
    first = ORDER.index(Phase(start))
    turned = ORDER[first:] + ORDER[:first]
    lengths: dict[Phase, Ms] = {phase: getattr(tempo, phase.value) for phase in ORDER}
    return tuple(
        RepPart(phase, lengths[phase], phase in tempo.fast) for phase in turned if lengths[phase]
    )
