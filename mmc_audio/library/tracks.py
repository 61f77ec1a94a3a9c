"""Tracks: one MP3 for each set or exercise, so that "next" on the earbuds is the next set.

A track is a run of whole sections. Its frames are those of the session's own MP3, so tracks cost
no encoding, and played one after the other they are the session, sample for sample.

Tracks are beside the collection's folder, not in it: servers and phones take every MP3 within a
podcast's folder for an episode of its own.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from mmc_audio._lib.atomic import FileGroup
from mmc_audio.audio.parts import session_samples
from mmc_audio.library.names import SessionPaths, slug
from mmc_audio.library.places import Facts, TitledSection, complete, facts_of
from mmc_audio.library.playlist import PlaylistEntry, listed, m3u8, playlist_of
from mmc_audio.library.tagging import AboutSession, tag_of
from mmc_audio.mp3.join import cut as frames_of
from mmc_audio.mp3.join import join
from mmc_audio.timeline.model import Timeline
from mmc_audio.units import FRAME, SAMPLE_RATE


@dataclass(frozen=True, slots=True)
class Track:
    """A run of sections."""

    title: str
    first: int
    """Number of its first section, from 0."""
    end: int
    """Number of the section after its last."""


@dataclass(frozen=True, slots=True)
class Cut:
    """All tracks of one layout, and where they are."""

    layout: str
    """`exercise` or `set`."""
    folder: Path
    tracks: tuple[Track, ...]

    @property
    def playlist(self) -> Path:
        """The list of the tracks."""
        return playlist_of(self.folder)

    @property
    def names(self) -> tuple[str, ...]:
        """The tracks' file names: `01-biceps-curl-1-3.mp3`."""
        digits = max(2, len(str(len(self.tracks))))
        return tuple(
            f"{number:0{digits}}-{slug(track.title, 'track')}.mp3"
            for number, track in enumerate(self.tracks, 1)
        )

    @property
    def files(self) -> tuple[Path, ...]:
        """The playlist, then the tracks."""
        return (self.playlist, *(self.folder / name for name in self.names))


def folder_of(paths: SessionPaths, layout: str) -> Path:
    """Where the tracks of a session are: `<collection>-tracks/<session>-sets`."""
    beside = paths.folder.with_name(f"{paths.folder.name}-tracks")
    return beside / f"{paths.name}-{layout}s"


def cuts_of(
    paths: SessionPaths, sections: Sequence[TitledSection], layouts: Collection[str]
) -> Iterator[Cut]:
    """The tracks of a session in the layouts that are asked for, and in those that are there."""
    for layout, tracks in LAYOUTS.items():
        folder = folder_of(paths, layout)
        if layout in layouts or folder.is_dir():
            yield Cut(layout, folder, tuple(tracks(sections)))


def _by_set(sections: Sequence[TitledSection]) -> Iterator[Track]:
    """A set with the rest after it is one section already."""
    for number, section in enumerate(sections):
        yield Track(section.title, number, number + 1)


def _by_exercise(sections: Sequence[TitledSection]) -> Iterator[Track]:
    """All sets of an exercise, all rounds of a superset, and what is between such."""
    facts = facts_of(sections)
    for first, end in _joined(_runs(sections)):
        yield Track(_title(sections[first:end], facts), first, end)


def _runs(sections: Sequence[TitledSection]) -> list[tuple[int, int]]:
    """From the first to the last set of each bout of an exercise; and runs without exercise.

    An exercise's bout begins anew with its set 1: a superset's bouts overlap, two separate ones of
    the same exercise do not.
    """
    bouts: Counter[str] = Counter()
    runs: dict[tuple[str, int], tuple[int, int]] = {}
    before = None
    for number, section in enumerate(sections):
        exercise = section.attributes.get("exercise", "")
        begins = section.attributes.get("set", "1") == "1" if exercise else before != ""
        bouts[exercise] += begins
        first, _ = runs.setdefault((exercise, bouts[exercise]), (number, number))
        runs[exercise, bouts[exercise]] = (first, number + 1)
        before = exercise
    return sorted(runs.values())


def _joined(runs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Runs that overlap as one."""
    begun: tuple[int, int] | None = None
    for first, end in runs:
        if begun and first < begun[1]:
            begun = (begun[0], max(begun[1], end))
            continue
        if begun:
            yield begun
        begun = (first, end)
    if begun:
        yield begun


def _title(sections: Sequence[TitledSection], facts: Facts) -> str:
    """The exercises' names; where there is none, from where to where."""
    work = [_name(section, facts) for section in sections if section.attributes.get("exercise")]
    if work:
        return " + ".join(dict.fromkeys(work))
    ends = dict.fromkeys((sections[0].title, sections[-1].title))
    return " - ".join(ends)


def _name(section: TitledSection, facts: Facts) -> str:
    """Of a set its exercise's name; of intervals, and where a script gives none, the heading."""
    own = section.attributes
    name = complete(own, facts).get("name") if "set" in own else None
    return name or section.title.removesuffix(f" {own.get('set')}/{own.get('sets')}")


LAYOUTS = {"exercise": _by_exercise, "set": _by_set}
"""How a session can be cut: one track for each exercise, or for each set."""


def write_tracks(
    group: FileGroup, session: BinaryIO, how: Cut, timeline: Timeline, about: AboutSession
) -> None:
    """Write the tracks of a session and their playlist; tracks of an earlier cut go.

    Args:
        group: the session's files, with which the tracks appear.
        session: its MP3, at the first section's first frame.
        how: the cut.
        timeline: the session's.
        about: as for the session.

    Raises:
        OutputError: if something cannot be written.
    """
    album = replace(about, collection=f"{timeline.title} ({how.layout}s)")
    entries = []
    for number, (name, track) in enumerate(zip(how.names, how.tracks, strict=True), 1):
        part = replace(
            timeline, title=track.title, sections=timeline.sections[track.first : track.end]
        )
        samples = session_samples(part)
        tag = tag_of(part, replace(album, track=f"{number}/{len(how.tracks)}"))
        with group.open(name, how.folder) as file:
            join(file, tag, frames_of(session, samples // FRAME), about.settings)
        entries.append(PlaylistEntry(name, track.title, samples / SAMPLE_RATE))
    group.write(how.playlist.name, m3u8(album.collection, entries).encode(), how.folder)
    for path in set(listed(how.folder)) - set(how.files):
        group.remove(path)
