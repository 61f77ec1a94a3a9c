"""Plan and its parts: what the athlete will do, as frozen data.

These models are the only description of a plan: its reading from a file, its defaults, its JSON
Schema and the tables of docs/plan.md come from them. Times are whole milliseconds. What the plan
leaves out is `None` here and is filled from the catalogue by `coaching.session`, never here.
"""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Discriminator, Field, Tag
from pydantic_core import InitErrorDetails

from mmc_audio.plan.amounts import Load, Reps, Tempo
from mmc_audio.plan.base import Model
from mmc_audio.plan.bounds import LOUDNESS, PACE, PACES
from mmc_audio.plan.choices import (
    Attention,
    Goal,
    Modality,
    Phase,
    ProfileFlag,
    Readiness,
    Recovery,
    Side,
    Stage,
    StartPhase,
    Talk,
    VoiceManner,
    VoiceSound,
)
from mmc_audio.plan.clocked import AmrapItem, ClockedItem, EmomItem, ForTimeItem
from mmc_audio.plan.faults import KEY, TAG, fault
from mmc_audio.plan.groups import CircuitItem, Interval, IntervalItem, SupersetItem
from mmc_audio.plan.items import EXERCISE_HINTS, ExerciseItem, SupersetMember
from mmc_audio.plan.kinds import Duration, Flag, Integer, ListKind, Table, Text, Word
from mmc_audio.plan.length import too_long
from mmc_audio.plan.own_cues import OwnCues
from mmc_audio.plan.routines import Routine, Routines, TemplateOptions
from mmc_audio.plan.values import HOUR, LEVEL, MINUTE, TRAINING_MAX, Date, ExerciseName, Mass, Title
from mmc_audio.units import Ms

__all__ = [
    "Attention", "ExerciseItem", "Goal", "Interval", "IntervalItem", "Load", "Modality", "MusicBed",
    "OwnCues", "Phase", "Plan", "ProfileFlag", "Readiness", "Recovery", "Reps", "Routine", "Side",
    "Stage", "StartPhase", "SupersetItem", "SupersetMember", "Talk", "Tempo", "VoiceChoice",
    "WorkItem",
]  # fmt: skip

MAX_ITEMS = 500

WorkItem = ExerciseItem | SupersetItem | IntervalItem | ClockedItem

_ENTRIES: Mapping[str, type[WorkItem]] = {
    "circuit": CircuitItem,
    "superset": SupersetItem,
    "interval": IntervalItem,
    "emom": EmomItem,
    "for_time": ForTimeItem,
    "amrap": AmrapItem,
}
"""Entries of `work` by the key that tells them apart; any other is an exercise."""


def _entry(value: object) -> str:
    """Which kind of entry of `work` a value is."""
    if isinstance(value, Mapping):
        # An exercise may have a key `amrap` of its own: `amrap: 60s`.
        kinds = (key for key in _ENTRIES if key in value and "exercise" not in value)
        return TAG + next(kinds, "exercise")
    return TAG + next((k for k, kind in _ENTRIES.items() if isinstance(value, kind)), "exercise")


_AnyItem = Annotated[
    Annotated[ExerciseItem, Tag(f"{TAG}exercise")]
    | Annotated[SupersetItem, Tag(f"{TAG}superset")]
    | Annotated[CircuitItem, Tag(f"{TAG}circuit")]
    | Annotated[IntervalItem, Tag(f"{TAG}interval")]
    | Annotated[EmomItem, Tag(f"{TAG}emom")]
    | Annotated[ForTimeItem, Tag(f"{TAG}for_time")]
    | Annotated[AmrapItem, Tag(f"{TAG}amrap")],
    Discriminator(_entry),
]


class VoiceChoice(Model):
    """Who speaks, and how fast."""

    NOUN = "the voice"
    HINTS: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("speed", "rate"), "write `pace`, in words per minute"
    )

    engine: Annotated[str, Text("an engine's name", 60)] | None = Field(
        None, description="a speech engine; `mmc-audio voices` lists them"
    )
    name: Annotated[str, Text("a voice's name", 200)] | None = Field(
        None, description="a voice of that engine"
    )
    pace: Annotated[int, Integer(PACES[0], PACES[-1])] = Field(
        PACE, description=f"words per minute, {PACES[0]} to {PACES[-1]}; {PACE} where left out"
    )
    sound: VoiceSound = Field(
        VoiceSound.AUTO,
        description="`gym` is heard over machines and music: less boom, clearer consonants, softer "
        "syllables lifted; breath and scan stay as they are. `auto` makes the lines of sets so, "
        "`room` none",
    )
    manner: VoiceManner = Field(
        VoiceManner.COACH,
        description="`coach`: counts are crisper, scan, breath and imagery slower and softer, the "
        "last two reps have more energy; `plain`: every line as it is asked for",
    )
    loudness: Annotated[int, Integer(LOUDNESS[0], LOUDNESS[-1])] | None = Field(
        None,
        description=f"of the whole session in LUFS, {LOUDNESS[0]} to {LOUDNESS[-1]}; -19 where "
        "neither the plan nor your configuration says it, and -16 for loud places",
    )


class MusicBed(Model):
    """Music under the voice, from the user's own file."""

    NOUN = "the music bed"
    HINTS: ClassVar[Mapping[str, str]] = {"volume": "write `level: -20`"}

    file: Annotated[str, Text("a path", 1000)] = Field(
        description="a sound file; its path begins in the plan's folder"
    )
    level_db: Annotated[float, LEVEL] = Field(
        -20, alias="level", description="-40 to -6 dB under the voice; -20 where left out"
    )
    instrumental: Annotated[bool, Flag()] = Field(
        default=False, description="`true` says that nobody sings in it"
    )


_IN_WORK = "it belongs to an exercise under `work`"


WrittenLexicon = Annotated[
    dict[
        Annotated[str, Text("a word", 80, one_line=True)],
        Annotated[str, Text("how it is said", 200, one_line=True)],
    ],
    Table("the key `lexicon`"),
]
"""How words are said: what is written -> a respelling, /phonemes/, or both."""


class Plan(Model):
    """A whole session."""

    NOUN = "the plan"
    HINTS: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys((*EXERCISE_HINTS, *ExerciseItem.file_keys()), _IN_WORK),
        **dict.fromkeys(("exercise", *_ENTRIES), "put it in the list under `work`"),
        **dict.fromkeys(("exercises", "workout", "main"), "write `work`"),
        **dict.fromkeys(("warmup", "warm_up"), "write `prepare`"),
        **dict.fromkeys(("cooldown", "cool_down", "closing"), "write `close`"),
        **dict.fromkeys(("1rm", "max"), "write `one_rm`"),
        "name": "write `title`",
        "music": "write `bed: {file: ...}`",
        "pace": "write `voice: {pace: 150}`",
    }

    title: Title = Field(
        description="text of one line, up to 200 characters; the file's name where left out"
    )
    goal: Goal = Field(
        Goal.GENERAL, description="what the training is for; `build muscle` and its like, too"
    )
    stage: Stage = Field(
        Stage.BUILD,
        description="how far the connection is trained; it sets which loads and how complex an "
        "exercise the coach finds wise",
    )
    focus: Attention = Field(
        Attention.AUTO,
        description="feel the muscle, mind the effect, or as the goal decides",
    )
    modality: Modality = Field(Modality.RESISTANCE, description="the kind of training")
    language: Annotated[str, Word("language", "en", "[a-z]{2,3}(?:-[a-z0-9]{1,8}){0,3}")] = Field(
        "en", description="of the cues, such as `en` or `en-gb`"
    )
    date: Date | None = Field(
        None, description="the day of the session, `2026-11-30`: wordings vary from day to day"
    )
    voice: VoiceChoice = Field(VoiceChoice(), description="who speaks, see below")
    talk: Talk = Field(Talk.NORMAL, description="how much is said")
    intro: Annotated[bool, Flag()] = Field(
        default=True, description="`false` leaves out why attention matters"
    )
    ack_safety: Annotated[bool, Flag()] = Field(
        default=False,
        description="`true` shortens the safety words to one sentence; they are never left out",
    )
    one_rm: Annotated[dict[ExerciseName, Mass], Table("the key `one_rm`")] = Field(
        default_factory=dict,
        description="your best single repetition by exercise, in `kg` or `lb`; where left out, a "
        "`%` is spoken as such",
    )
    tm: Annotated[int, TRAINING_MAX] = Field(
        100,
        description="a training maximum, such as `90%`: percentages in the plan are of this share "
        "of `one_rm`",
    )
    plate_step: Mass | None = Field(
        None, description="what spoken loads are rounded down to; 2.5 kg or 5 lb where left out"
    )
    length_ms: Annotated[Ms, Duration(MINUTE, 12 * HOUR)] | None = Field(
        None,
        alias="length",
        description="how long the session may take, such as `40m`; `check` says how it fits",
    )
    readiness: Readiness = Field(
        Readiness.NORMAL,
        description="how today feels; `low` lightens the session, `high` is welcomed",
    )
    profile: Annotated[frozenset[ProfileFlag], ListKind()] = Field(
        frozenset(),
        description="flags that soften, or put a relative in an exercise's place (see below); "
        "`desk_worker` and `high_stress` add",
    )
    sport: Annotated[str, Text("a sport", 60, one_line=True)] | None = Field(
        None, description="the sport the training serves, such as `tennis`"
    )
    spotter: Annotated[bool, Flag()] = Field(
        default=False, description="`true` where somebody stands by at heavy lifts"
    )
    bed: MusicBed | None = Field(None, description="music under the voice, see below")
    prepare: Routines | None = Field(
        None,
        description="routines before the work; or `none`, `short`, `usual` (breath, sigh, quick "
        "scan, and the activation the work calls for) or `long`; where left out `usual`, and "
        "before work of less than twelve minutes about half of it, of less than six `short`",
    )
    work: Annotated[tuple[_AnyItem, ...], ListKind(MAX_ITEMS)] = Field(
        (), description="the list of what is trained"
    )
    close: Routines | None = Field(
        None,
        description="routines after the work; or `none`, `short`, `usual` (relaxation and "
        "reflection) or `long`; where left out as in `prepare`",
    )
    lexicon: WrittenLexicon = Field(
        default_factory=dict,
        description="how words are said, see [voices.md](voices.md#words-of-your-own)",
    )
    templates: TemplateOptions = Field(
        default_factory=dict, description="options for cue templates, by template"
    )

    def conflicts(self) -> list[InitErrorDetails]:
        """A plan of nothing, or one that lasts over 12 hours."""
        if not (self.work or self.prepare or self.close):
            return [fault("nothing is to be done; add exercises under `work:`", "work", kind=KEY)]
        what = too_long(self)
        return [fault(what, "work", kind=KEY)] if what else []
