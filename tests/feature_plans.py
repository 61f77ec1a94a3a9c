"""Each way to train in a few lines, and the examples that are plans."""

from sessions import EXAMPLES

FEATURES = {
    "curl": ["{exercise: biceps curl, sets: 2, reps: 6, tempo: 3-0-2-1, rest: 30s}"],
    "squat": ["{exercise: back squat, sets: 1, reps: 6, tempo: 3-1-2-0}"],
    "superset": [
        "{superset: [{exercise: triceps pushdown, reps: 3}, plank], rounds: 2, rest: 60s}"
    ],
    "each-side": ["{exercise: bulgarian split squat, sets: 1, reps: 4, side: each, tempo: 30X1}"],
    "range": ["{exercise: lateral raise, sets: 1, reps: 6-8}"],
    "hold": ["{exercise: plank, sets: 2, hold: 30s, rest: 90s}"],
    "interval": ["interval: {exercise: kettlebell swing, work: 20s, rest: 30s, rounds: 3}"],
    "recoveries": [
        "interval: {exercise: run, work: 1m, rest: 1m, recovery: easy jog, rounds: 2}",
        "{exercise: run, sets: 2, distance: 400m, rest: 90s, recovery: walk}",
        "interval: {exercise: run, work: 10s, rest: 50s, recovery: standing, rounds: 2}",
        "interval: {exercise: stationary bike, work: 30s, rest: 30s, rounds: 2}",
        "interval: {exercise: rowing machine, work: 1m, rest: 30s, recovery: easy, rounds: 2}",
        "interval: {exercise: swim, work: 1m, rest: 15s, recovery: easy swim, rounds: 2}",
    ],
    "sets-that-differ": ["{exercise: bench press, sets: [5 @ 65%, 3 @ 75%, 1+ @ 85%], rest: 90s}"],
    "open-end": ["{exercise: push-up, sets: 2, reps: failure, up_to: 8, rest: 60s}"],
    "warmup": ["{exercise: bench press, sets: 1x3, load: 80kg, warmup: auto, rest: 90s}"],
    "warmup-own": ["{exercise: leg press, sets: 1x3, load: 80kg, warmup: [3 @ 50%, 2 @ 80%]}"],
    "drops": ["{exercise: biceps curl, sets: 1x4, load: 12kg, drops: [-20%, 7.5kg], change: 12s}"],
    "cluster": ["{exercise: back squat, sets: 1, reps: 2+2+2, pause: 20s, load: 100kg}"],
    "twenty-ones": ["{exercise: biceps curl, sets: 1, reps: 7 low + 7 high + 7 full, load: 20kg}"],
    "rest-pause": ["{exercise: biceps curl, sets: 1x4, rest_pause: {pauses: 2, rest: 20s}}"],
    "myo": ["{exercise: lateral raise, sets: 1x6, myo: {mini: 2x3, rest: 15s}}"],
    "ladder": ["{exercise: pull-up, ladder: 1-3, rest: 45s}"],
    "negatives": [
        "{exercise: pull-up, sets: 1x3, tempo: 5-0-1-0, only: eccentric, note: Use a box}"
    ],
    "circuit": [
        "{circuit: [{exercise: push-up, work: 20s, rest: 20s}, plank], rounds: 2, rest: 60s}"
    ],
    "superset-rests": [
        "{superset: [{exercise: biceps curl, reps: 3, rest: 20s}, plank], rounds: 2, rest: 45s}"
    ],
    "emom": ["emom: {every: 60s, rounds: 3, do: [kettlebell swing x15, 30s plank]}"],
    "rounds": ["amrap: {time: 3m, do: [5 pull-up, 10 push-up, 15 air squat]}"],
    "for-time": ["for_time: {cap: 4m, rounds: 2, do: [21 thruster @ 40kg, 15 pull-up]}"],
    "carry": ["{exercise: farmer carry, sets: 2, distance: 40m, load: 2x24kg, rest: 60s}"],
    "loads": [
        "{exercise: pull-up, sets: 1x2, load: +10kg, rest: 60s}",
        "{exercise: leg press, sets: 1x2, load: pin 4}",
        "{exercise: lateral raise, sets: 1x2, load: green band}",
        "{exercise: back squat, sets: 1x2, load: 20kg per side}",
        "{exercise: hip thrust, sets: 1x2, load: RPE 7-8}",
    ],
    "alternating": ["{exercise: reverse lunge, sets: 1, reps: 5, tempo: 3-1-2-0}"],
    "bike": ["{exercise: stationary bike, duration: 12m}"],
    "stretch": ["{exercise: hamstring stretch, sets: 2, hold: 30s, rest: 20s}"],
    "heavy": [
        "{exercise: back squat, sets: [5 @ 65%, 3 @ 85%], rest: 3m}",
        "{exercise: box jump, sets: 2, reps: 3, rest: 60s}",
    ],
    "amrap": ["{exercise: push-up, reps: AMRAP, cap: 60s, sets: 1}"],
}
PROGRAMS = {"program", "eight-weeks", "strength-531", "beginner"}
PLANS = sorted({path.stem for path in EXAMPLES.glob("*.yaml")} - PROGRAMS)
