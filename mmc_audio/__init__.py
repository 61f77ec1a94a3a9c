"""A coach in the ear: a workout plan becomes timed, spoken cues in an MP3."""

__version__ = "0.1.0"
