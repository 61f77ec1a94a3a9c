"""Plans as people write them, drawn at random; every one of them is legal."""

import json

from hypothesis import strategies as st

from mmc_audio.coaching.catalogue import load_catalogue

EXERCISES = load_catalogue().exercises
MOVED = [e for e in EXERCISES if e.metric == "reps" and not e.isometric]
HELD = [e for e in EXERCISES if e.metric == "hold"]
BREATHED = [e for e in EXERCISES if e.metric == "breaths"]
TIMED = [e for e in EXERCISES if e.metric == "time"]

FEW_CUES = {
    "muscle_call": "hamstrings",
    "lift": "Pull with the back of the thighs | Pull",
    "lower": "Lower as slowly as you can | Slow",
    "external": "Sink to the mat like a drawbridge",
}
LONG = "Pull yourself up with the whole back of both thighs and keep the hips open to the very top"
LONG_CUES = {
    **dict.fromkeys(
        ("setup", "lift", "squeeze", "lower", "external", "imagery", "form_check"), LONG
    ),
    "muscle_call": "the whole back of both of my old thighs",
    "feel": {"target": LONG, "elsewhere": LONG},
    "phase_words": {"concentric": "hinaufschwingen bis", "eccentric": "sehr langsam herab"},
}
TITLES = (
    "Push day 💪", "يوم الظهر", 'say "hi"', "a/b\\c", "x" * 200, "..", "# no comment", "[bell] 2s",
    "{{ 7 * 7 }}", "| | |", "-rf", "Ünïcödé", "0310", "true", "null", "~", "@pace 110",
)  # fmt: skip
TEMPOS = (
    "3-0-2-1", "3021", "30X1", "3-1-X-0", "311", "10-0-10-0", "X0X0", "1010", "0-0-1-0", "1-0-0-0",
    "0.5-0-0.5-0", "0.1-0-0.1-0", "60-60-60-60", "2-10-X-10", "5-5-1-0", "3/0/2/1", "2 0 2 0",
)  # fmt: skip
RESTS = (
    "0s", "1s", "2s", "3s", "5s", "8s", "10s", "15s", "20s", "30s", "45s", "60", "1:15", "90s",
    "2m30s", "3 min", "10 min", "1h",
)  # fmt: skip
REPS = ("1", "2", "3", "5", "8", "10", "8-12", "12 to 15", "20", "30", "1-2")
BOTH_SIDES = ("6-8/side", "8/leg", "5 each")
HOLDS = (
    "1s", "2s", "3s", "4s", "5s", "6s", "8s", "10s", "12s", "15s", "20s", "30s", "45s", "1:00",
    "90s", "5 min", "20m",
)  # fmt: skip
LOADS = (
    "65%", "40kg", "90lb", "2x24kg", "RPE 8", "RIR 2", "bodyweight", "bw", "85%", "0.5kg", "999kg",
    "@8", "61.25kg", "33.3%",
)  # fmt: skip
ROUTINES = (
    "diaphragmatic_breath", "physiological_sigh", "sigh_practice", "even_breath", "body_scan",
    "activation", "progressive_relaxation", "imagery", "desk_reset", "microbreak", "reflection",
    "carry_over", "cannot_feel_it",
)  # fmt: skip

Focus = st.sampled_from(("internal", "external", "auto"))


def one(*values):
    return st.sampled_from(values)


def maybe(**fields):
    return st.fixed_dictionaries({}, optional=fields)


def named(exercises):
    """An exercise under one of its names."""
    return st.sampled_from(exercises).flatmap(lambda e: one(e.id, e.name, *e.aliases))


def merged(*parts):
    """One item from several drawn dictionaries."""
    return st.builds(lambda *drawn: {k: v for part in drawn for k, v in part.items()}, *parts)


tempos = one(*TEMPOS) | st.tuples(*[st.integers(0, 12)] * 4).filter(lambda t: t[0] + t[2]).map(
    lambda t: "-".join(map(str, t))
)
moving = maybe(tempo=tempos, start_phase=one("eccentric", "concentric"))
manner = maybe(load=one(*LOADS), focus=Focus)
sides = (
    maybe(side=one("left", "right"))
    | maybe(side=st.just("each"), switch=one("0s", "1s", "2s", "3s", "5s", "20s", "5m"))
)  # fmt: skip
counted = merged(maybe(reps=one(*REPS)), moving, sides) | merged(
    st.fixed_dictionaries({"reps": one(*BOTH_SIDES)}), moving, maybe(switch=one("0s", "4s"))
)
open_ended = merged(
    st.fixed_dictionaries({"amrap": one("5s", "10s", "30s", "45s", "5m", "1h")})
    | st.just({"reps": "AMRAP", "cap": "1:00"}),
    moving,
    sides,
)
still = merged(st.fixed_dictionaries({"hold": one(*HOLDS)}), sides)


def of(exercises, measure):
    return merged(named(exercises).map(lambda name: {"exercise": name}), measure, manner)


own = merged(
    one({"cues": FEW_CUES}, {"cues": LONG_CUES}).map(lambda c: {"exercise": "Nordwärts", **c}),
    counted | open_ended | still,
)
in_turn = of(MOVED, counted | open_ended) | of(HELD, still)
sets = merged(
    in_turn
    | own
    | of(MOVED, still)
    | of(BREATHED, maybe(breaths=st.integers(1, 30)))
    | of(TIMED, maybe(duration=one("1s", "5s", "30s", "1m", "5m", "20 min", "1h"))),
    maybe(sets=st.integers(1, 4), rest=one(*RESTS)),
)
supersets = merged(
    st.lists(in_turn, min_size=2, max_size=4).map(lambda items: {"superset": items}),
    maybe(rounds=st.integers(1, 4), rest=one(*RESTS)),
)
intervals = merged(
    merged(
        named(MOVED + HELD).map(lambda name: {"exercise": name})
        | one(FEW_CUES, LONG_CUES).map(lambda cues: {"exercise": "Südwärts", "cues": cues}),
        st.fixed_dictionaries(
            {"work": one("1s", "2s", "5s", "10s", "20s", "40s", "1m", "30m")},
            optional={"rest": one("0s", "1s", "3s", "5s", "10s", "20s", "60s", "5m")},
        ),
        st.fixed_dictionaries({"rounds": st.integers(1, 10)}, optional={"focus": Focus}),
    ).map(lambda interval: {"interval": interval}),
    maybe(rest=one(*RESTS)),
)
routines = st.just("none") | st.lists(st.sampled_from(ROUTINES), max_size=3)
heads = st.fixed_dictionaries(
    {"title": one(*TITLES)},
    optional={
        "goal": one("hypertrophy", "general", "max_strength", "power", "endurance", "skill"),
        "stage": one("learn", "build", "integrate"),
        "focus": Focus,
        "talk": one("full", "normal", "sparse", "silent"),
        "intro": st.booleans(),
        "ack_safety": st.booleans(),
        "readiness": one("low", "normal", "high"),
        "profile": st.lists(
            one("pregnant", "hypertension", "glaucoma", "back_pain", "trauma_sensitive"),
            unique=True,
        ),
        "spotter": st.booleans(),
        "one_rm": st.just({"biceps_curl": "20kg", "Bench press": "220lb"}),
        "modality": one("resistance", "yoga", "pilates", "hiit", "martial_arts"),
        "prepare": routines,
        "close": routines,
    },
)
plans = st.builds(
    lambda head, work: {**head, "work": work},
    heads,
    st.lists(named(MOVED + HELD) | sets | sets | supersets | intervals, min_size=1, max_size=4),
)


def written(plan):
    """A plan as a file has it: JSON is YAML, but for `none`, which stands without quotes."""
    return "".join(
        f"{key}: {'none' if value == 'none' else json.dumps(value, ensure_ascii=False)}\n"
        for key, value in plan.items()
    )
