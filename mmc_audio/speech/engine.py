"""What a speech engine is; `find` says how one is found.

A worker process imports this module before each run of speech, so numpy stays out of it:
`Mono` is made when it is asked for.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

from mmc_audio._lib import suggest

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Mono: TypeAlias = npt.NDArray[np.int16]
    """Mono PCM, 16 bit, shape (samples,)."""


def __getattr__(name: str) -> object:
    if name == "Mono":
        import numpy as np
        import numpy.typing as npt

        return npt.NDArray[np.int16]
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)


@dataclass(frozen=True, slots=True)
class Utterance:
    """All that decides how a text sounds, besides the engine."""

    text: str
    voice: str
    """Voice id, resolved by the engine; never empty."""
    pace: int
    """Words per minute."""
    gym: bool = False
    """Heard over machines and music: `gym_sound`. The engine has no part in it."""


@dataclass(frozen=True, slots=True)
class RawSound:
    """What an engine gives back: untrimmed, at its own rate."""

    pcm: bytes
    """Mono, 16 bit signed, in the machine's byte order."""
    rate: int
    """Samples per second (Hz)."""
    vowel: int | None = None
    """The sample at which the first vowel begins, from an engine that knows its phonemes' times."""


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """A spoken text that does not know yet when it will be heard; at SAMPLE_RATE, levelled."""

    pcm: "Mono"
    onset: int
    """Samples before the voice is heard: a soft attack that is placed before the cue's time."""
    vowel: int | None = None
    """The sample at which the first vowel begins, where the engine said so."""

    def __post_init__(self) -> None:
        self.pcm.flags.writeable = False


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice an engine offers."""

    id: str
    name: str
    language: str
    """BCP 47, lower case, such as `en-us`."""
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Traits:
    """How an engine wants to be run. An engine may carry one as its attribute `traits`."""

    fork: bool = False
    """Speak each utterance in a fresh fork of a warmed worker: for engines that carry state from
    one utterance to the next. Where there is no fork the worker speaks them one after another."""
    fresh: bool = False
    """A new worker process for each utterance: for engines that cannot speak twice in one."""
    audible: bool = True
    """False for an engine whose sound is silence on purpose: it is not held to be a fault."""
    here: bool = False
    """Speaks in the caller's own process, without cache: instant, and it cannot hang or die."""
    character_s: float = 0.002
    """Seconds of work for a character, on one core that does nothing else. Time limits begin with
    it, and follow what is measured."""
    start_s: float = 1.0
    """Seconds of work until the first text, on such a core: what loads a large model says more."""
    memory_mb: int = 50
    """What one worker takes at most: where less is free there are fewer workers."""
    phonemes: bool = False
    """Takes `[word](/ipa/)` in a text; the others are given the word alone."""
    arguments: tuple[str, ...] = ()
    """What the worker gives to the engine's class, to make the same engine again."""


class Engine(Protocol):
    """What a plug-in offers.

    Caching, trimming, resampling, levelling and time limits are done for it: `speak` runs in a
    worker process that may be killed. It may also have `traits: Traits`; `warm() -> None`,
    which a worker calls once before the first utterance; and `files() -> list[Path]`, what it
    needs on the disk: where one of them changes, it is tried out again before it is the default.
    """

    name: str
    version: str
    """Changes whenever the same text would sound different; part of every cache key."""

    def voices(self) -> list[Voice]:
        """The voices that can speak here.

        Raises:
            UnavailableError: if the engine cannot run here, with what to install.
        """

    def speak(self, utterance: Utterance) -> RawSound:
        """Speak. The same utterance always gives the same samples.

        Raises:
            SpeechError: if it cannot be spoken.
        """


def traits(engine: Engine) -> Traits:
    """The engine's own traits, or the common ones."""
    return getattr(engine, "traits", Traits())


ALIKE = 0.7
"""How alike two names must be, 0 to 1; at less, "nosuch" was taken for "dutch" and "polish"."""


def nearest(name: str, names: Iterable[str]) -> str:
    """`did you mean 'espeak'? ` or nothing."""
    close = suggest.nearest(name.lower(), names, most=3, like=ALIKE)
    return f"did you mean {' or '.join(map(repr, close))}? " if close else ""
