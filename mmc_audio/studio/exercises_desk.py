"""The exercises: found by muscle, equipment, family and name, heard, varied and written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mmc_audio.coaching.catalogue import Catalogue, load_catalogue
from mmc_audio.coaching.catalogue.files import with_own
from mmc_audio.coaching.catalogue.own_files import (
    ExerciseFile,
    OwnRecord,
    exercise_files,
    exercise_folders,
    read_own,
)
from mmc_audio.coaching.exercise import Exercise
from mmc_audio.coaching.names import ids_meant
from mmc_audio.errors import InputError, MmcError
from mmc_audio.library.names import slug
from mmc_audio.studio.exercise_text import (
    NEW_FILE,
    Form,
    FormError,
    form_of,
    form_part_at,
    with_form,
)
from mmc_audio.workspace.files import WorkspaceFiles

FOLDER = "exercises"
"""In the workspace."""
MOST = 1_000
"""Exercises in one list: more are found by asking for less."""


@dataclass(frozen=True, slots=True)
class ExerciseEntry:
    """One exercise of the list."""

    id: str
    name: str
    muscle: str
    equipment: str
    family: str
    """Name of the exercise whose words it has; its own where it has its own."""
    mine: bool


@dataclass(frozen=True, slots=True)
class ExerciseWish:
    """What is looked for; empty parts are not asked for."""

    text: str = ""
    muscle: str = ""
    equipment: str = ""
    family: str = ""


@dataclass(frozen=True, slots=True)
class ExerciseLine:
    """Something that is said of an exercise."""

    what: str
    """What it is for, such as `Lift`."""
    text: str


class ExercisesDesk:
    """What a coach does with exercises.

    Args:
        files: the workspace's; its folder is the current one, as for every command.
    """

    def __init__(self, files: WorkspaceFiles) -> None:
        self._files = files

    def found(self, wish: ExerciseWish) -> list[ExerciseEntry]:
        """The exercises that are looked for, the nearest or best known first.

        Raises:
            PlanError: if a file of one's own is wrong.
        """
        catalogue, own = load_catalogue(), self.own()
        named = ids_meant(catalogue, wish.text) if wish.text.strip() else catalogue.by_id
        every = (_entry(catalogue, id_, own) for id_ in named)
        return [each for each in every if _is_wanted(each, wish)][:MOST]

    def muscles(self) -> Mapping[str, int]:
        """Each muscle group, and how many exercises train it first."""
        groups = [each.muscle_group for each in load_catalogue().exercises]
        return {group: groups.count(group) for group in sorted({*groups} - {""})}

    def equipment(self) -> list[str]:
        """All that exercises are done with."""
        return sorted({tool for each in load_catalogue().exercises for tool in each.equipment})

    def families(self) -> list[str]:
        """The names of the exercises that others have their words from."""
        catalogue = load_catalogue()
        ids = {each.family for each in catalogue.exercises if each.family != each.id}
        return sorted(catalogue.by_id[id_].name for id_ in ids if id_ in catalogue.by_id)

    def spoken(self, id_: str) -> list[ExerciseLine]:
        """What is said of an exercise, each in its longest wording.

        Raises:
            InputError: if there is none of that id.
        """
        return list(_spoken(_known(id_)))

    def own(self) -> Mapping[str, str]:
        """The ids of the workspace's own exercises, and their files.

        Raises:
            PlanError: if a file is wrong.
        """
        found = {}
        for name in self._names():
            for each in self._read(name, self._files.read(name).text):
                found[str(each.entry["id"])] = name
        return found

    def form(self, id_: str) -> Form:
        """One of the workspace's own exercises, as it is written.

        Raises:
            InputError: if it is none of them.
        """
        file = self.own().get(id_)
        if file is None:
            raise InputError("this exercise is built in; vary it to make one of your own")
        return form_of(self._files.read(file).text, self._place(file, id_))

    def variation(self, id_: str) -> Form:
        """What a variation of an exercise begins with: it has all the rest from there.

        Raises:
            InputError: if there is none of that id.
        """
        return {"name": f"{_known(id_).name}, my way", "like": id_}

    def write(self, form: Form, id_: str = "") -> str:
        """Save an exercise of one's own; its id.

        Args:
            form: what a coach wrote, by `FIELDS`.
            id_: of the one that it was; empty for a new one.

        Raises:
            FormError: if something in it is missing or wrong; nothing is written.
            OutputError: if it cannot be written.
        """
        if not form.get("name", "").strip():
            raise FormError({"name": "an exercise needs a name"})
        own = self.own()
        file = own.get(id_) or self._files.free_name(FOLDER, slug(form["name"]) or "exercise")
        opened = self._files.read(file) if id_ in own else None
        before = opened.text if opened else NEW_FILE
        place = self._place(file, id_) if opened else 0
        text = with_form(before, place, form)
        records = self._checked(file, text, own)
        self._files.save(file, text, opened.version if opened else "")
        return str(records[place].entry["id"])

    def restore(self, file: str, text: str) -> None:
        """Have a file of one's own exercises say what it said before.

        Raises:
            InputError: if that is not right any more; nothing is written.
            OutputError: if it cannot be written.
        """
        self._checked(file, text, self.own())
        self._files.save(file, text, self._files.version(file))

    def _checked(self, file: str, text: str, own: Mapping[str, str]) -> list[OwnRecord]:
        """The exercises of a file that is to say `text`, tried with all others."""
        try:
            records = self._read(file, text)
            self._check(file, records, own=own)
        except FormError:
            raise
        except MmcError as error:  # its places are in a file that the coach does not see
            places = [(form_part_at(getattr(each, "path", ())), each.what) for each in error.each()]
            raise FormError(dict(reversed(places))) from error
        return records

    def _names(self) -> list[str]:
        return [name for name in self._files.every() if name.startswith(f"{FOLDER}/")]

    def _place(self, file: str, id_: str) -> int:
        """Which of its file's exercises it is, from 0."""
        ids = [each.entry["id"] for each in self._read(file, self._files.read(file).text)]
        return ids.index(id_)

    def _read(self, name: str, text: str) -> list[OwnRecord]:
        return read_own(ExerciseFile(self._files.path(name), "workspace"), text.encode())

    def _check(self, file: str, records: list[OwnRecord], *, own: Mapping[str, str]) -> None:
        """Try the exercises of a file with all others, before they are written."""
        taken = [each.entry["id"] for each in records if own.get(each.entry["id"], file) != file]
        if taken:
            what = f"{own[taken[0]]} has an exercise of that name; choose another one"
            raise FormError({"name": what})
        others = [
            each
            for one in exercise_files(exercise_folders())
            if one.path != self._files.path(file)
            for each in read_own(one, one.path.read_bytes())
        ]
        with_own([*others, *records])


def _known(id_: str) -> Exercise:
    found = load_catalogue().by_id.get(id_)
    if found is None:
        raise InputError("this exercise is not there any more; choose another one")
    return found


def _entry(catalogue: Catalogue, id_: str, own: Mapping[str, str]) -> ExerciseEntry:
    exercise = catalogue.by_id[id_]
    family = catalogue.by_id.get(exercise.family, exercise)
    tools = ", ".join(exercise.equipment)
    return ExerciseEntry(
        id_, exercise.name, exercise.muscle_group, tools, family.name, mine=id_ in own
    )


def _is_wanted(entry: ExerciseEntry, wish: ExerciseWish) -> bool:
    return (
        wish.muscle in ("", entry.muscle)
        and wish.family in ("", entry.family)
        and (not wish.equipment or wish.equipment in entry.equipment.split(", "))
    )


def _spoken(exercise: Exercise) -> Iterator[ExerciseLine]:
    cues = exercise.cues
    for what, wordings in (
        ("Set up", cues.setup),
        ("Lift", cues.lift),
        ("Squeeze", cues.squeeze),
        ("Lower", cues.lower),
        ("The effect", cues.external),
        ("Question on form", exercise.form_check),
        ("Picture", exercise.imagery),
    ):
        if wordings:
            yield ExerciseLine(what, wordings[0])
    if exercise.safety:
        yield ExerciseLine("Safety", exercise.safety)
