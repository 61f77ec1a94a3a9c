"""The result of a rendering, and the note of it that the next run reads."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from mmc_audio.errors import Place, UnknownExerciseError
from mmc_audio.rendering.quick_check import Assumed, RenderRecord
from mmc_audio.rendering.up_to_date import Stamp
from mmc_audio.units import SAMPLE_RATE

if TYPE_CHECKING:
    from mmc_audio.library.names import SessionPaths
    from mmc_audio.library.session_files import SessionFiles
    from mmc_audio.rendering.job import Job
    from mmc_audio.timeline.model import Timeline


@dataclass(frozen=True, slots=True)
class RenderResult:
    """What one rendering left behind."""

    mp3: Path
    files: tuple[Path, ...]
    title: str
    duration_s: float
    cues: int = 0
    dropped: tuple[str, ...] = ()
    """What was left out for lack of time, one line each."""
    unchanged: bool = False
    """True where the files were already there, made from the same plan."""
    stages: dict[str, float] = field(default_factory=dict)
    """Seconds by stage."""
    sections: int = 0
    sections_new: int = 0
    """Sections encoded now; the others came from the cache."""
    playlists: tuple[Path, ...] = ()
    """One for each layout that was asked for, or was there already."""
    notes: int = 0
    """How much advice there is on the plan, hints aside."""
    memory: tuple[str, ...] = ()
    """What the coach remembered, one line each."""
    assumed: tuple[str, ...] = ()
    """What the names of the plan's exercises were taken for, where that is not certain."""
    stamp: Stamp | None = None
    """What says later that the files are still these."""

    @classmethod
    def as_noted(cls, note: RenderRecord, paths: "SessionPaths", file: str) -> Self:
        """What the note says was left of the plan in `file`, unchanged."""
        assumed = ((what, Place(file, line, column)) for line, column, what in note.assumed)
        return cls(
            mp3=paths.mp3,
            files=paths.all(),
            title=note.title,
            duration_s=note.duration_s,
            cues=note.cues,
            unchanged=True,
            playlists=tuple(map(Path, note.playlists)),
            notes=note.notes,
            memory=tuple(note.memory),
            assumed=tuple(str(UnknownExerciseError(*each)) for each in assumed),
        )

    @classmethod
    def as_found(cls, job: "Job", paths: "SessionPaths") -> Self:
        """What is there of `job`, unchanged."""
        sheet = json.loads(paths.file(".cues.json").read_text("utf-8"))
        return cls(
            mp3=paths.mp3,
            files=paths.all(),
            title=job.title,
            duration_s=sheet["duration_s"],
            cues=len(sheet["cues"]),
            unchanged=True,
            **_remarks(job),
        )

    @classmethod
    def as_made(
        cls,
        job: "Job",
        paths: "SessionPaths",
        timeline: "Timeline",
        *,
        samples: int,
        new: int,
        stages: dict[str, float],
    ) -> Self:
        """What was made of `job` now.

        Args:
            job: what was rendered.
            paths: its files.
            timeline: what is heard when.
            samples: length of the MP3.
            new: how many sections were encoded now.
            stages: seconds by stage.
        """
        return cls(
            mp3=paths.mp3,
            files=paths.all(),
            title=job.title,
            duration_s=round(samples / SAMPLE_RATE, 4),
            cues=sum(len(section.cues) for section in timeline.sections),
            dropped=tuple(dropped_lines(timeline)),
            stages=stages,
            sections=len(timeline.sections),
            sections_new=new,
            **_remarks(job),
        )

    def note(self, job: "Job", engine: tuple[str, str], inputs: str, music: str) -> RenderRecord:
        """What the next rendering of `job` gets to know; the rest is as `RenderRecord` has it."""
        assert self.stamp
        return RenderRecord(
            engine=engine,
            collection=job.collection,
            name=job.name,
            files=tuple(tuple(map(str, files)) for files in self.stamp.groups),
            stamp=self.stamp.digest,
            playlists=tuple(map(str, self.playlists)),
            bed=str(job.music or ""),
            title=self.title,
            duration_s=self.duration_s,
            cues=self.cues,
            notes=self.notes,
            inputs=inputs,
            music=music,
            memory=self.memory,
            assumed=tuple(map(_without_file, job.assumed)),
        )


def _remarks(job: "Job") -> dict[str, Any]:
    """What there is to say of a job besides its files."""
    from mmc_audio.rendering.advice import count_advice
    from mmc_audio.rendering.memory import remembered

    return {
        "notes": count_advice(job.session),
        "memory": remembered(job.memory),
        "assumed": tuple(map(str, job.assumed)),
    }


def playlists_of(
    files: "SessionFiles", collection: str, layouts: Collection[str]
) -> tuple[Path, ...]:
    """The collection's playlist, brought up to date if it is asked for; those of the tracks."""
    from mmc_audio.library.playlist import refresh

    sessions = [refresh(files.paths.folder, collection)] if "session" in layouts else []
    return (*sessions, *(cut.playlist for cut in files.cuts))


def _without_file(one: UnknownExerciseError) -> Assumed:
    """What was assumed, and where in its file: the file may be named otherwise the next time."""
    place = one.place or Place("")
    return (place.line, place.column, one.what)


def dropped_lines(timeline: "Timeline") -> Iterator[str]:
    """What was left out for lack of time, one line each."""
    for section in timeline.sections:
        for one in section.dropped:
            yield f"{one.source}: {one.text!r} left out, {one.why}"
