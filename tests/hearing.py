"""Hears a finished MP3 as a stranger would: decodes it with ffmpeg and measures.

Knows nothing of how the program works inside; only the cue sheet's promise.
"""

import itertools
import json
import re
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from programs import need

RATE = 44_100
HOP = 44
"""Samples in one step of the envelope: 1 ms."""
STEP_S = HOP / RATE
BELOW_PEAK = 10 ** (-34 / 20)
AUDIBLE = 10 ** (-52 / 20)
BEFORE_S, AFTER_S = 0.12, 0.25


@dataclass(frozen=True)
class HeardTime:
    """A decoded session and its cue sheet."""

    pcm: np.ndarray
    sheet: dict
    mp3: Path

    @cached_property
    def envelope(self) -> np.ndarray:
        steps = len(self.pcm) // HOP
        return np.sqrt((self.pcm[: steps * HOP].reshape(steps, HOP) ** 2).mean(axis=1))

    @property
    def seconds(self) -> float:
        return len(self.pcm) / RATE

    def window(self, start_s: float, end_s: float) -> np.ndarray:
        return self.envelope[max(0, int(start_s / STEP_S)) : int(end_s / STEP_S) + 1]

    def onset_error_ms(self, cue: dict) -> float:
        """How much later than promised the voice is heard."""
        start = cue["start_s"]
        peak = self.window(start, cue["end_s"]).max()
        around = self.window(start - BEFORE_S, start + AFTER_S)
        loud = np.argmax(around > max(peak * BELOW_PEAK, AUDIBLE))
        return float(loud * STEP_S - min(BEFORE_S, start)) * 1000

    def alone(self, cue: dict) -> bool:
        """Whether nothing else is heard around the cue's onset."""
        others = [e for e in self.sheet["cues"] + self.sheet["sounds"] if e is not cue]
        first, last = cue["start_s"] - BEFORE_S, cue["start_s"] + AFTER_S
        return not any(e["start_s"] < last and e["end_s"] > first for e in others)

    def slot_onsets_ms(self) -> np.ndarray:
        """Onset errors of all cues in slots that can be reported apart."""
        cues = [cue for cue in self.sheet["cues"] if cue["slot"] and self.alone(cue)]
        return np.array([self.onset_error_ms(cue) for cue in cues])

    def mute_cues(self) -> list[str]:
        quiet = 10 ** (-45 / 20)
        cues = self.sheet["cues"]
        return [c["text"] for c in cues if self.window(c["start_s"], c["end_s"]).max() < quiet]

    def overlaps(self) -> list[str]:
        cues = sorted(self.sheet["cues"], key=lambda cue: cue["start_s"])
        pairs = itertools.pairwise(cues)
        return [late["text"] for early, late in pairs if late["start_s"] < early["end_s"] - 0.02]

    def stray_s(self) -> float:
        """Seconds of sound where the sheet has none."""
        free = np.ones(len(self.envelope), bool)
        for e in self.sheet["cues"] + self.sheet["sounds"]:
            free[max(0, int(e["start_s"] / STEP_S) - 30) : int(e["end_s"] / STEP_S) + 60] = False
        return float((self.envelope[free] > 10 ** (-50 / 20)).sum() * STEP_S)


def hear(mp3: Path) -> HeardTime:
    """Decode `mp3` and read the sheet beside it."""
    command = [need("ffmpeg"), "-v", "error", "-i", str(mp3), "-f", "f32le", "-ac", "1"]
    raw = subprocess.run(
        [*command, "-ar", str(RATE), "-"], capture_output=True, check=True, timeout=120
    ).stdout
    sheet = json.loads(mp3.with_suffix(".cues.json").read_text())
    return HeardTime(np.frombuffer(raw, np.float32), sheet, mp3)


def loudness(mp3: Path) -> tuple[float, float]:
    """Integrated loudness (LUFS) and true peak (dBTP) of the decoded file, by ffmpeg."""
    command = [need("ffmpeg"), "-hide_banner", "-nostats", "-i", str(mp3)]
    reported = subprocess.run(
        [*command, "-af", "ebur128=peak=true", "-f", "null", "-"],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    ).stderr
    summary = reported[reported.rfind("Summary:") :]
    return _number("I:", summary), _number("Peak:", summary)


def _number(name: str, text: str) -> float:
    found = re.search(rf"{name}\s+(-?[\d.]+)", text)
    assert found, text
    return float(found[1])
