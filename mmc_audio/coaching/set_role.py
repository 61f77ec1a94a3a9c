"""What a set is among the sets of its exercise; imported by scripts too, so it imports nothing."""

from typing import Literal

SetRole = Literal["work", "warmup", "group", "drop"]
"""Work, a warm-up before it, a group after a pause within it, or a drop after the last set."""
