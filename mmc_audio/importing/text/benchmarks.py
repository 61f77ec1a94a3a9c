"""Workouts that a name alone stands for: `Cindy`, `"Fran" w/ vest`."""

import re
from dataclasses import dataclass

BENCHMARKS = {
    "amanda": "9-7-5 for time:\nmuscle-ups\nsquat snatches",
    "angie": "For time:\n100 pull-ups\n100 push-ups\n100 sit-ups\n100 squats",
    "annie": "50-40-30-20-10 for time:\ndouble unders\nsit-ups",
    "barbara": "5 rounds, rest 3 min:\n20 pull-ups\n30 push-ups\n40 sit-ups\n50 squats",
    "chelsea": "EMOM 30:\n5 pull-ups\n10 push-ups\n15 squats",
    "cindy": "AMRAP 20 min:\n5 pull-ups\n10 push-ups\n15 squats",
    "diane": "21-15-9 for time:\ndeadlifts\nhandstand push-ups",
    "dt": "5 rounds for time:\n12 deadlifts\n9 hang power cleans\n6 push jerks",
    "elizabeth": "21-15-9 for time:\ncleans\nring dips",
    "fran": "21-15-9 for time:\nthrusters\npull-ups",
    "grace": "For time:\n30 clean and jerks",
    "helen": "3 rounds for time:\n400m run\n21 kettlebell swings\n12 pull-ups",
    "isabel": "For time:\n30 snatches",
    "jackie": "For time:\n1000m row\n50 thrusters\n30 pull-ups",
    "karen": "For time:\n150 wall balls",
    "kelly": "5 rounds for time:\n400m run\n30 box jumps\n30 wall balls",
    "mary": "AMRAP 20 min:\n5 handstand push-ups\n10 pistol squats\n15 pull-ups",
    "murph": "For time:\n1 mile run\n100 pull-ups\n200 push-ups\n300 squats\n1 mile run",
    "nancy": "5 rounds for time:\n400m run\n15 overhead squats",
}
"""What each is, without its loads: these are the athlete's own."""

_ALONE = re.compile(
    r"[\"'\u201c\u2018]?(?P<name>[a-z]+)[\"'\u201d\u2019]?[\s,-]*"
    r"(?P<how>(?:\(.*\)|w/.*|(?:with|in|no|rx|scaled)\b.*)?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A workout by its name."""

    name: str
    how: str
    """What is written behind the name: `w/ vest`."""
    lines: tuple[str, ...]


def benchmark_of(line: str) -> Benchmark | None:
    """The workout that a line names and does not write out; None for any other line."""
    match = _ALONE.fullmatch(line.strip())
    text = BENCHMARKS.get(match["name"].lower()) if match else None
    if match is None or text is None:
        return None
    return Benchmark(match["name"], match["how"].strip(" ()"), tuple(text.splitlines()))
