"""Every key of a plan file: what it may be, what it means, and what it is called in the model.

The loader reads by these tables, and the JSON Schema and the test of docs/plan.md are made from
them.
"""
# ruff: noqa: D102 - `read` and `schema` are explained once, at the protocol `Kind`.

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from mmc_audio.plan import rules
from mmc_audio.plan.kinds import Choice, Duration, Flag, Kind, Schema, Text, Whole, Word
from mmc_audio.plan.model import ExerciseItem, Focus, Goal, Phase, Side, Stage
from mmc_audio.plan.records import Key, ListOf, Record, TableOf
from mmc_audio.plan.routines import NAME, TEMPLATE_OPTIONS, Routines
from mmc_audio.plan.values import DATE, LEVEL, LOAD, MASS, REPS, SETS, TEMPO
from mmc_audio.plan.yaml import Mapping as MappingNode
from mmc_audio.plan.yaml import Node

MAX_ITEMS = 500

MODALITIES = ("resistance", "yoga", "pilates", "running", "hiit", "martial_arts", "ball_sport_prep")
PROFILES = (
    "pregnant", "hypertension", "glaucoma", "back_pain", "knee_pain", "trauma_sensitive",
    "desk_worker", "high_stress",
)  # fmt: skip

_SECOND, _MINUTE, _HOUR = 1000, 60_000, 3_600_000

FOCUS = Choice(get_args(Focus))
NAME_OF_EXERCISE = Text("an exercise's name", 80, one_line=True)

FEEL = Record(
    "the key `feel`",
    {
        "target": Key(Text("a place in the body", 120), "Where it should be felt."),
        "elsewhere": Key(Text("a place in the body", 120), "Where it is felt when others help."),
    },
    rules.feel,
)

CUES = Record(
    "the own cues",
    {
        "muscle_call": Key(Text("a muscle's short name", 40), "The muscle in one or two words."),
        "setup": Key(Text(), "How to stand, sit or grip; spoken before the set."),
        "lift": Key(Text(), "The concentric, felt in the muscle."),
        "squeeze": Key(Text(), "The peak, felt in the muscle."),
        "lower": Key(Text(), "The eccentric, felt in the muscle."),
        "external": Key(Text(), "The whole movement by its effect on the outside."),
        "imagery": Key(Text(), "A picture to rehearse in the rest."),
        "form_check": Key(Text(), "A question about the usual evasion."),
        "feel": Key(FEEL, "Where it is felt, for the question after the set."),
        "phase_words": Key(
            TableOf("the key `phase_words`", Choice(tuple(Phase)), Text("one word", 20)),
            "One word for each phase, called inside the repetition.",
        ),
    },
    rules.own_cues,
)

_MEASURES: dict[str, Key] = {
    "reps": Key(REPS, "Repetitions in a set: a number, a range, or AMRAP with a `cap`."),
    "amrap": Key(Duration(5 * _SECOND, _HOUR), "As many repetitions as possible in this time."),
    "cap": Key(Duration(5 * _SECOND, _HOUR), "The time for `reps: AMRAP`."),
    "hold": Key(Duration(_SECOND, _HOUR), "How long to hold, in each set."),
    "duration": Key(Duration(_SECOND, 12 * _HOUR), "Continuous work, such as a run."),
    "breaths": Key(Whole(1, 200), "A hold counted in breaths."),
}

_MANNER: dict[str, Key] = {
    "tempo": Key(TEMPO, "Seconds of eccentric, pause, concentric, pause; X is fast."),
    "start_phase": Key(Choice(("eccentric", "concentric")), "The phase a repetition begins with."),
    "side": Key(Choice(get_args(Side)), "Both sides in turn, or one only."),
    "switch": Key(Duration(0, 5 * _MINUTE), "Time to change sides."),
    "load": Key(LOAD, "How heavy: % of the one-repetition maximum, kg, lb, RPE, bodyweight."),
    "focus": Key(FOCUS, "Attention on the muscle, on the effect, or by the goal."),
    "variant": Key(NAME, "Which of the catalogue's variants to cue, such as triceps."),
    "cues": Key(CUES, "The plan's own cues for this exercise."),
}

_EXERCISE: dict[str, Key] = {
    "exercise": Key(NAME_OF_EXERCISE, "Its name, as you would write it down.", required=True),
}
_TAKEN_FOR: dict[str, Key] = {
    "like": Key(NAME_OF_EXERCISE, "A known exercise whose words it gets: `like: seated row`."),
    "muscle": Key(NAME_OF_EXERCISE, "The muscle that a new exercise trains: `muscle: rear delts`."),
}
_REST = Key(Duration(0, _HOUR), "Rest after each set.")

_EXERCISE_HINTS = {
    **dict.fromkeys(("weight", "kg", "lb", "rpe", "rir", "percent"), "write such as `load: 40kg`"),
    **dict.fromkeys(("time", "seconds", "length"), "write `hold: 30s` or `duration: 10m`"),
    **dict.fromkeys(("pause", "break"), "write `rest: 90s`"),
    **dict.fromkeys(("unilateral", "sides", "each"), "write `side: each`"),
    "rounds": "write `sets`; rounds belong to a superset or an interval",
    "name": "write `exercise`",
    "notes": "write a note after #",
    "note": "write a note after #",
}

EXERCISE = Record(
    "an exercise",
    _EXERCISE
    | _TAKEN_FOR
    | {"sets": Key(SETS, "How many sets; also 3x10, 3x8-12/side, 3x45s.")}
    | _MEASURES
    | _MANNER
    | {"rest": _REST},
    rules.exercise,
    _EXERCISE_HINTS,
)

MEMBER = Record(
    "an exercise of a superset",
    _EXERCISE | _TAKEN_FOR | _MEASURES | _MANNER,
    rules.exercise,
    _EXERCISE_HINTS
    | {
        "sets": "write `rounds` beside `superset`",
        "rest": "it comes after the round; write it beside `superset`",
    },
)


@dataclass(frozen=True, slots=True)
class NameOr:
    """An exercise as its name alone, or with keys."""

    record: Record

    def read(self, node: Node) -> ExerciseItem:
        if isinstance(node, MappingNode):
            item: ExerciseItem = self.record.read(node)
            return item
        position = (node.place.line or 0, node.place.column or 0)
        return ExerciseItem(exercise=NAME_OF_EXERCISE.read(node), position=position)

    def schema(self) -> Schema:
        pairs = [pair for pair in rules.CONFLICTS if set(pair) <= set(self.record.keys)]
        apart = [{"not": {"required": list(pair)}} for pair in pairs]
        return {"anyOf": [NAME_OF_EXERCISE.schema(), {**self.record.schema(), "allOf": apart}]}


_INSIDE = "it belongs to an exercise inside the superset"
_BY_CLOCK = "work by the clock has none; delete it"

SUPERSET = Record(
    "a superset",
    {
        "superset": Key(ListOf(NameOr(MEMBER), 20), "Exercises done in turn.", required=True),
        "rounds": Key(Whole(1, 100), "How often."),
        "rest": Key(Duration(0, _HOUR), "Rest after each round."),
    },
    rules.superset,
    dict.fromkeys((*_MEASURES, *_MANNER), _INSIDE) | {"sets": "write `rounds`"},
)

INTERVAL = Record(
    "an interval",
    {
        **_EXERCISE,
        **_TAKEN_FOR,
        "work": Key(Duration(_SECOND, _HOUR), "Work in each round.", required=True),
        "rest": Key(Duration(0, _HOUR), "Rest between rounds."),
        "rounds": Key(Whole(1, 200), "How many rounds.", required=True),
        "focus": Key(FOCUS, "As for an exercise."),
        "cues": Key(CUES, "As for an exercise."),
    },
    rules.interval,
    dict.fromkeys((*_MEASURES, *_MANNER), _BY_CLOCK) | {"sets": "write `rounds`"},
)

INTERVAL_ITEM = Record(
    "the item around an interval",
    {
        "interval": Key(INTERVAL, "Work and rest by the clock.", required=True),
        "rest": Key(Duration(0, _HOUR), "Rest after the last round."),
    },
    rules.interval_item,
    dict.fromkeys(
        (*_MEASURES, *_MANNER, "exercise", "work", "rounds"), "indent it under `interval:`"
    ),
)


@dataclass(frozen=True, slots=True)
class WorkItem:
    """An entry of `work`: told apart by the key `superset` or `interval`."""

    def read(self, node: Node) -> object:
        for key, record in (("superset", SUPERSET), ("interval", INTERVAL_ITEM)):
            if isinstance(node, MappingNode) and node.get(key):
                return record.read(node)
        return NameOr(EXERCISE).read(node)

    def schema(self) -> Schema:
        return {"anyOf": [NameOr(EXERCISE).schema(), SUPERSET.schema(), INTERVAL_ITEM.schema()]}


VOICE = Record(
    "the voice",
    {
        "engine": Key(
            Text("an engine's name", 60), "A speech engine; `mmc-audio voices` lists them."
        ),
        "name": Key(Text("a voice's name", 200), "A voice of that engine."),
        "pace": Key(Whole(80, 400), "Words per minute; 150 where left out."),
    },
    rules.voice,
    {"speed": "write `pace`, in words per minute", "rate": "write `pace`, in words per minute"},
)

BED = Record(
    "the music bed",
    {
        "file": Key(Text("a path", 1000), "A sound file, relative to the plan.", required=True),
        "level": Key(LEVEL, "dB under the voice; -20 where left out."),
        "instrumental": Key(Flag(), "True says that nobody sings in it."),
    },
    rules.bed,
    {"volume": "write `level: -20`"},
)

_ONE_RM: Kind = TableOf("the key `one_rm`", NAME_OF_EXERCISE, MASS)

_KEYS: Mapping[str, Key] = {
    "title": Key(Text("a title", 200, one_line=True), "The session's name."),
    "goal": Key(Choice(tuple(Goal)), "What the training is for."),
    "stage": Key(Choice(tuple(Stage)), "How far the connection is trained."),
    "focus": Key(FOCUS, "Attention, where an exercise does not say its own."),
    "modality": Key(Choice(MODALITIES), "The kind of training."),
    "language": Key(Word("language", "en", "[a-z]{2,3}(?:-[a-z0-9]{1,8}){0,3}"), "Of the cues."),
    "date": Key(DATE, "The day of the session; varies the wordings."),
    "voice": Key(VOICE, "Who speaks, and how fast."),
    "talk": Key(Choice(("full", "normal", "sparse")), "How much is said."),
    "intro": Key(Flag(), "False leaves out why attention matters."),
    "ack_safety": Key(Flag(), "True shortens the safety words to one sentence."),
    "one_rm": Key(_ONE_RM, "One-repetition maximum by exercise."),
    "plate_step": Key(MASS, "Loads are spoken rounded to this."),
    "readiness": Key(Choice(("low", "normal", "high")), "How today feels."),
    "profile": Key(ListOf(Choice(PROFILES)), "What to soften, leave out or add."),
    "sport": Key(Text("a sport", 60, one_line=True), "The sport the training serves."),
    "spotter": Key(Flag(), "True where somebody stands by at heavy lifts."),
    "bed": Key(BED, "Music under the voice."),
    "prepare": Key(Routines(), "Before the work; `none` for nothing."),
    "work": Key(ListOf(WorkItem(), MAX_ITEMS), "What is trained, in order."),
    "close": Key(Routines(), "After the work; `none` for nothing."),
    "templates": Key(
        TableOf("the key `templates`", NAME, TEMPLATE_OPTIONS), "Options by template."
    ),
}

_PLAN_HINTS = {
    **dict.fromkeys(_EXERCISE_HINTS, "it belongs to an exercise under `work`"),
    **dict.fromkeys((*_MEASURES, *_MANNER, "rest"), "it belongs to an exercise under `work`"),
    **dict.fromkeys(("exercise", "superset", "interval"), "put it in the list under `work`"),
    **dict.fromkeys(("exercises", "workout", "main"), "write `work`"),
    **dict.fromkeys(("warmup", "warm_up"), "write `prepare`"),
    **dict.fromkeys(("cooldown", "cool_down", "closing"), "write `close`"),
    **dict.fromkeys(("1rm", "max"), "write `one_rm`"),
    "sets": "it belongs to an exercise under `work`",
    "name": "write `title`",
    "music": "write `bed: {file: ...}`",
    "pace": "write `voice: {pace: 150}`",
}  # fmt: skip

PLAN = Record("the plan", _KEYS, rules.plan, _PLAN_HINTS)
