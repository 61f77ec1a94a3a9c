"""A coach's own file of exercises, in the form of those in `movements/`: its only description.

What is wrong in it is reported at its line, in the words of a plan's models.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from mmc_audio.plan.base import Model
from mmc_audio.plan.choices import Attention, Modality, Phase
from mmc_audio.plan.kinds import (
    Integer,
    ListKind,
    Schema,
    Table,
    Text,
    ValueKind,
    Word,
    text_of,
)
from mmc_audio.plan.notation.number import quoted, thousandths
from mmc_audio.plan.notation.tempo import parse_tempo
from mmc_audio.plan.own_cues import FeelWords
from mmc_audio.plan.values import ExerciseName, Words
from mmc_audio.plan.written import is_nothing

MOST_EXERCISES = 1000
"""In one file; the built-in catalogue has some six hundred in thirty."""


@dataclass(frozen=True, slots=True)
class ChoiceWord(ValueKind):
    """One word of a few."""

    words: tuple[str, ...]

    def read(self, value: object) -> str:
        """The value; ValueError with `what is wrong; what to write`."""
        noun = f"one of {', '.join(self.words)}"
        text = text_of(value, noun).strip().lower()
        if text not in self.words:
            raise ValueError(f"{quoted(text)} is not known; write {noun}")
        return text

    def schema(self) -> Schema:
        """JSON Schema of the value as written."""
        return {"enum": [*self.words]}


class TempoText(ValueKind):
    """A tempo as written, or nothing: what is held or lasts has none."""

    def read(self, value: object) -> str | None:
        """The value; ValueError with `what is wrong; what to write`."""
        if value is None or is_nothing(value):
            return None
        text = text_of(value, "a tempo such as 3-0-2-1").strip()
        parse_tempo(text)
        return text

    def schema(self) -> Schema:
        """JSON Schema of the value as written."""
        return {"type": ["string", "null"]}


@dataclass(frozen=True, slots=True)
class Bounds(ValueKind):
    """`[20, 40]`: the least and the most of something; or nothing."""

    noun: str
    most: int

    def read(self, value: object) -> list[float] | None:
        """The value; ValueError with `what is wrong; what to write`."""
        if value is None or is_nothing(value):
            return None
        written = value if isinstance(value, list | tuple) else [value, value]
        numbers = [thousandths(str(each)) for each in written]
        low, high = numbers if len(numbers) == 2 else (None, None)
        if low is None or high is None or not 0 < low <= high <= self.most * 1000:
            raise ValueError(f"is not {self.noun}; write two numbers up to {self.most}: [20, 40]")
        return [_plain(low), _plain(high)]

    def schema(self) -> Schema:
        """JSON Schema of the value as written."""
        return {"type": ["array", "null"], "items": {"type": "number"}}


def _plain(milli: int) -> float:
    return milli // 1000 if milli % 1000 == 0 else milli / 1000


class NamesOrNone(ListKind):
    """A list of names; nothing for none of them."""

    def read(self, value: object) -> object:
        """The value; ValueError with `what is wrong; what to write`."""
        return () if value is None or is_nothing(value) else ListKind(self.limit).read(value)


Id = Annotated[str, Word("id", "cable_curl", "[a-z0-9][a-z0-9_]{0,59}")]
Short = Annotated[str, Text("a short name", 60, one_line=True)]
OtherNames = Annotated[tuple[Short, ...], NamesOrNone(60)]
WordByPhase = Annotated[
    dict[Phase, Annotated[str, Text("one word", 20)]], Table("the key `phase_words`")
]


class InternalCues(Model):
    """What is said to the muscle."""

    NOUN = "the key `internal`"

    setup: Words | None = Field(None, description="How to stand, sit or grip.")
    lift: Words | None = Field(None, description="The concentric; a hold's beginning.")
    squeeze: Words | None = Field(None, description="The peak.")
    lower: Words | None = Field(None, description="The eccentric; a hold's end.")


class EntryCues(Model):
    """What is said to the muscle, and of the task."""

    NOUN = "the key `cues`"

    internal: InternalCues | None = Field(None, description="What is said to the muscle.")
    external: Words | None = Field(None, description="The movement by its effect outside.")


class UsualDose(Model):
    """The dose where the plan leaves it out."""

    NOUN = "the key `defaults`"

    sets: Annotated[int, Integer(1, 20)] = Field(3, description="Sets.")
    reps: Annotated[int, Integer(1, 100)] = Field(10, description="Repetitions.")
    rest_s: Annotated[int, Integer(0, 3600)] = Field(60, description="Rest after a set, seconds.")
    hold_s: Annotated[list[float] | None, Bounds("a time", 3600)] = Field(
        None, description="Seconds of a hold, from and to."
    )
    load_pct_1rm: Annotated[list[float] | None, Bounds("a share in percent", 100)] = Field(
        None, description="Percent of the one-repetition maximum, from and to."
    )


class OwnEntry(Model):
    """One exercise, or what a file's exercises share."""

    NOUN = "an exercise of one's own"

    position: Annotated[tuple[int, int] | None, Field(exclude=True)] = None
    id: Id | None = Field(None, description="What plans may write; from the name where left out.")
    name: ExerciseName | None = Field(None, description="What is spoken.")
    like: Id | None = Field(None, description="The exercise it has the rest from.")
    aliases: OtherNames = Field((), description="Other names.")
    note: Words | None = Field(None, description="For the reader; not spoken.")
    muscle_call: Annotated[str, Text("a muscle's short name", 40)] | None = Field(
        None, description="The muscle in one or two words."
    )
    muscle_group: Short | None = Field(None, description="The group it trains first.")
    equipment: OtherNames = Field((), description="What it is done with.")
    target: OtherNames = Field((), description="Muscles that do the work.")
    synergists: OtherNames = Field((), description="Muscles that help.")
    stabilizers: OtherNames = Field((), description="Muscles that hold still.")
    modality: Modality = Field(Modality.RESISTANCE, description="The kind of training.")
    mechanic: Annotated[str, ChoiceWord(("isolation", "compound"))] = Field(
        "isolation", description="Of one joint or several."
    )
    contraction: Annotated[str, ChoiceWord(("dynamic", "isometric", "ballistic", "cyclic"))] = (
        Field("dynamic", description="How the muscle works.")
    )
    complexity: Annotated[int, Integer(1, 4)] = Field(1, description="From a hold to a snatch.")
    level: Annotated[str, ChoiceWord(("beginner", "intermediate", "advanced"))] = Field(
        "beginner", description="Who it suits."
    )
    laterality: Annotated[str, ChoiceWord(("bilateral", "unilateral", "alternating"))] = Field(
        "bilateral", description="Both sides at once, one after the other, or in turn."
    )
    default_focus: Attention = Field(Attention.INTERNAL, description="Where attention goes.")
    metric: Annotated[str, ChoiceWord(("reps", "hold", "breaths", "time"))] = Field(
        "reps", description="What is counted."
    )
    start_phase: Annotated[str, ChoiceWord(("concentric", "eccentric", "hold", "cyclic"))] = Field(
        "eccentric", description="What a repetition begins with."
    )
    tempo: Annotated[str | None, TempoText()] = Field(None, description="The usual tempo.")
    phase_words: WordByPhase | None = Field(None, description="One word for each phase.")
    cues: EntryCues | None = Field(None, description="What is said in the set.")
    imagery: Words | None = Field(None, description="A picture to rehearse in the rest.")
    form_check: Words | None = Field(None, description="A question about the usual evasion.")
    compensation: Words | None = Field(None, description="The usual evasion.")
    activation: Words | None = Field(None, description="What prepares it.")
    feel: FeelWords | None = Field(None, description="Where it is felt.")
    breath: Words | None = Field(None, description="When to breathe.")
    safety: Words | None = Field(None, description="How to stay safe.")
    defaults: UsualDose | None = Field(None, description="The dose where the plan has none.")
    duration_min: Annotated[list[float] | None, Bounds("a time", 720)] = Field(
        None, description="Minutes of what is done for a time, from and to."
    )
    cue_interval_s: Annotated[list[float] | None, Bounds("a time", 3600)] = Field(
        None, description="Seconds between cues of what is done for a time."
    )

    def record(self) -> dict[str, Any]:
        """What is written of it, as plain data; id and name from each other."""
        written: dict[str, Any] = self.model_dump(mode="json", exclude_unset=True)
        if self.name and not self.id:
            written["id"] = re.sub(r"[\W_]+", "_", self.name.casefold()).strip("_") or "exercise"
        if self.id and not self.name and not self.like:
            written["name"] = self.id.replace("_", " ").capitalize()
        return written


class OwnFile(Model):
    """A file of exercises."""

    NOUN = "a file of exercises"

    usual: OwnEntry | None = Field(None, description="What the exercises of this file share.")
    exercises: Annotated[tuple[OwnEntry, ...], ListKind(MOST_EXERCISES, "file", least=1)] = Field(
        description="The exercises."
    )

    @classmethod
    def spread(cls, data: object) -> tuple[dict[str, Any], list[Any]]:
        """A list alone is the list of exercises."""
        return super().spread(data if isinstance(data, Mapping) else {"exercises": data})
