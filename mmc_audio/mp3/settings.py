"""How frames are encoded: bit rate, quality and sample rate."""

from dataclasses import dataclass

from mmc_audio.mp3.frames import KINDS, FrameKind
from mmc_audio.units import SAMPLE_RATE

HALF_RATE = SAMPLE_RATE // 2

MARGIN = {1152: 2, 576: 4}
"""Silent frames encoded on either side of sound, by their samples: half of them for the delay,
half for LAME's overlap."""


@dataclass(frozen=True, slots=True)
class EncoderSettings:
    """What shapes the frames, besides the sound; part of their cache key."""

    bit_rate: int = 96
    """kb/s, constant."""
    quality: int = 7
    """LAME's 0 (slow) to 9. Measured on spoken sessions at 96 kb/s against a masking threshold:
    7 takes half the time of 3, LAME's usual choice, and its noise passes the threshold in 3.5
    instead of 2.7 % of all bands (3 at 80 kb/s: 5.7 %). 2 and 0 are slower and no better."""
    rate: int = SAMPLE_RATE
    """Samples per second (Hz): SAMPLE_RATE or half of it. Frames last equally long."""

    @property
    def kind(self) -> FrameKind:
        """The kind of its frames."""
        return KINDS[self.rate]

    @property
    def frame(self) -> int:
        """Samples in one of its frames."""
        return self.kind.samples

    @property
    def margin(self) -> int:
        """Silent frames encoded on either side of sound."""
        return MARGIN[self.frame]


DEFAULT = EncoderSettings()
SMALL = EncoderSettings(bit_rate=48, rate=HALF_RATE)
"""Half the bytes: voices have nothing above 12 kHz. For speech without music."""
