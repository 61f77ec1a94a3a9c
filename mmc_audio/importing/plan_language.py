"""What the plan language can say today: the plan printer asks here, and nowhere else.

A form that is False is written in a simpler way, with a comment that says so.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlanLanguage:
    """Forms that the plan language has, or has not yet."""

    varied_sets: bool = True
    """`sets: [5 @ 60kg, 3 @ 70kg]`; else one item for each set that differs."""
    warmup: bool = True
    """`warmup: [8 @ 40kg]`; else items of their own before the work."""
    open_end: bool = True
    """`5+`; else that many, with a comment."""
    all_out: bool = True
    """`reps: failure` without a cap; else AMRAP with an assumed one."""
    changed_bodyweight: bool = True
    """`+10kg` and `-20kg`; else a comment."""
    load_range: bool = True
    """`70-75%`; else the lower end."""
    note: bool = True
    """`note:`; else the setup of the exercise's own cues."""
    any_name: bool = True
    """Poses of one's own counted in breaths; else a hold of about their length."""


LANGUAGE = PlanLanguage()
"""As the plan language is now."""
