"""What is rendered: the reference session, sessions of other lengths, a coach's 200 sessions."""

import random
from collections.abc import Iterator

EXERCISES = (
    "biceps_curl", "lat_pulldown", "bench_press", "leg_curl", "lateral_raise", "triceps_pushdown",
    "leg_extension", "rear_delt_fly", "chest_fly", "incline_press", "overhead_press", "push_up",
)  # fmt: skip

PREPARE = """\
prepare:
  - physiological_sigh: {cycles: 3}
  - body_scan: {preset: quick, posture: seated}
"""

REFERENCE = 5
"""Exercises in the reference session: 45 minutes, some 700 cues."""

SHORT = 2
"""Exercises in the 20-minute session."""

LONG = 21
"""Exercises in the 3-hour session."""

CLIENTS = 20
SESSIONS = 10
"""Of each client: two a week, for five weeks."""


def session(exercises: int, *, image: str = "") -> str:
    """A plan of so many exercises, three sets each; some 8 minutes for one.

    Args:
        exercises: how many.
        image: the words of the third exercise's picture, so that one of them can be changed.
    """
    lines = [_exercise(n) for n in range(exercises)]
    if image:
        lines[2] = lines[2].replace("}", f", cues: {{imagery: {image}}}}}")
    return (
        "".join(("title: Reference session\ngoal: hypertrophy\n", PREPARE, "work:\n", *lines))
        + "close: [reflection]\n"
    )


def _exercise(number: int) -> str:
    name = EXERCISES[number % len(EXERCISES)]
    reps = 8 + number // len(EXERCISES)
    what = f"exercise: {name}, sets: 3, reps: {reps}, tempo: 3-0-1-1, load: RPE 7, rest: 110s"
    return f"  - {{{what}}}\n"


PROGRAMS = (
    ("bench_press", "lat_pulldown", "leg_extension", "biceps_curl"),
    ("leg_curl", "overhead_press", "rear_delt_fly", "triceps_pushdown"),
    ("incline_press", "lateral_raise", "leg_curl", "biceps_curl"),
    ("push_up", "lat_pulldown", "leg_extension", "triceps_pushdown"),
)
"""The coach's own: each client follows one of them, with other loads and repetitions."""


def clients(count: int = CLIENTS, sessions: int = SESSIONS) -> Iterator[tuple[str, str]]:
    """Plans of several clients: (path, text). The warm-up is the same for all.

    Each client has a program, repetitions to start from, a load in kilograms of their own, and
    gets one repetition more in the third and the fifth week.
    """
    chance = random.Random(2024)
    for client in range(count):
        program, start = PROGRAMS[client % len(PROGRAMS)], chance.choice((6, 8, 10))
        loads = [chance.randrange(8, 60, 2) for _ in program]
        for number in range(sessions):
            reps = start + number // 4
            name = f"client-{client + 1:02d}/session-{number + 1:02d}.yaml"
            yield (
                name,
                _client(client + 1, number + 1, reps, list(zip(program, loads, strict=True))),
            )


def _client(client: int, number: int, reps: int, work: list[tuple[str, int]]) -> str:
    rows = "".join(
        f"  - {{exercise: {name}, sets: 3, reps: {reps}, load: {load}kg, rest: 90s}}\n"
        for name, load in work
    )
    head = f"title: Client {client}, session {number}\ngoal: hypertrophy\n"
    return f"{head}{PREPARE}work:\n{rows}close: [reflection]\n"
