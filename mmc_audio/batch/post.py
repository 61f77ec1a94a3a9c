"""What is sent to workers that do not see our folders, and what comes back from them."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from mmc_audio._lib.atomic import FileGroup
from mmc_audio._lib.content_folders import from_here
from mmc_audio.batch.task import BatchResult, BatchTask
from mmc_audio.coaching.catalogue.own_files import exercise_files, exercise_folders
from mmc_audio.errors import MissingError, MmcError
from mmc_audio.ledger.store import Ledger
from mmc_audio.library.names import Names, SessionPaths
from mmc_audio.plan.read import load_plan
from mmc_audio.rendering.memory import LOG_NAME, log_for
from mmc_audio.rendering.session_source import SessionSources
from mmc_audio.script.own_sounds import own_sounds
from mmc_audio.speech.said.lexicon_files import FILE as LEXICON_FILE
from mmc_audio.speech.said.lexicon_files import as_yaml, lexicon_for
from mmc_audio.templates.files import template_bytes, template_paths
from mmc_audio.templates.search_path import override_folders
from mmc_audio.templates.translations import text_paths


def sent(task: BatchTask) -> BatchTask:
    """`task` with its plan, music, practice log, and the user's templates, sounds and exercises.

    Raises:
        MissingError: if the plan cannot be read.
        OutputError: if the practice log cannot be read.
        TemplateError: if a template cannot be read; a worker reports what is wrong in it.
    """
    plan = Path(task.plan)
    try:
        files = {plan.name: plan.read_bytes(), **dict(_music(plan)), **_lexicon(plan)} | _log(plan)
        templates, content = _templates(), _content()
    except OSError as error:
        file = error.filename or plan
        raise MissingError(f"{file}: {error.strerror or error}; check the path") from error
    return replace(task, sent=files, templates=templates, content=content, send_back=True)


def _lexicon(plan: Path) -> dict[str, bytes]:
    """The words of the workspace and the user, as a file beside the plan; none where none are."""
    lexicon = lexicon_for({}, plan)
    return {LEXICON_FILE: as_yaml(lexicon)} if lexicon.entries else {}


def _log(plan: Path) -> dict[str, bytes]:
    """The practice log of the plan's athlete as it is now; empty where there is none."""
    log = log_for(plan)
    if log is None:
        return {}
    with Ledger(log).reading() as ledger:
        return {LOG_NAME: ledger.serialize()} if ledger else {}


def _music(plan: Path) -> Iterator[tuple[str, bytes]]:
    """The music under the plan, where it is beside it; a worker reports what is wrong."""
    from mmc_audio.audio.music import kind_of

    try:
        bed = load_plan(str(plan)).bed
        name = Path(bed.file) if bed else None
        if name is None or name.is_absolute() or ".." in name.parts:
            return
        kind_of(plan.parent / name)
    except MmcError:
        return
    yield name.as_posix(), (plan.parent / name).read_bytes()


@cache
def _content() -> dict[str, dict[str, bytes]]:
    """The user's own sounds and exercises; a worker reports what is wrong in them."""
    usable = [sound for sound in own_sounds().values() if not sound.problem]
    exercises = enumerate(exercise_files(exercise_folders()))
    return {
        "sounds": {sound.path.name: sound.path.read_bytes() for sound in usable},
        "exercises": {f"{at:03}-{f.path.name}": f.path.read_bytes() for at, f in exercises},
    }


@cache
def _templates() -> dict[str, dict[str, bytes]]:
    """The user's own templates and texts of other languages by folder and path."""
    return {
        from_here(folder): {
            **{_in(folder, path): template_bytes(path, from_here(path))
               for path in template_paths(folder)},
            **{_in(folder, path): path.read_bytes() for path in text_paths(folder)},
        }
        for folder in override_folders()
    }  # fmt: skip


def _in(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()


class Inbox:
    """Puts the sessions that workers made in their places, each under a name of its own."""

    def __init__(self) -> None:
        self._origins = SessionSources.of_user()
        self._names = Names(self._origins.of_present)

    def receive(self, result: BatchResult, output: Path) -> BatchResult:
        """Put files that were sent back under `output`, whole; remember whose they are."""
        origin = Path(result.plan).absolute()
        try:
            result = self._placed(result, output, origin) if result.files else result
        except MmcError as error:
            return BatchResult(result.plan, error.exit_code, (str(error),))
        if result.ok:
            self._origins.keep(Path(result.mp3), origin)
        return result

    def _placed(self, result: BatchResult, output: Path, origin: Path) -> BatchResult:
        sent_as = Path(result.mp3)
        paths = self._names.claim(output, sent_as.parent.name, sent_as.stem, origin)
        places = dict(zip(SessionPaths(paths.folder, sent_as.stem).all(), paths.all(), strict=True))
        folders: dict[Path, dict[str, bytes]] = {}
        for name, content in result.files.items():
            path = places.get(output / name, output / name)
            folders.setdefault(path.parent, {})[path.name] = content
        for folder, files in folders.items():
            _put(folder, files)
        return replace(result, files={}, mp3=str(paths.mp3))


def _put(folder: Path, files: dict[str, bytes]) -> None:
    """The MP3 comes last; a cover that is there already is the user's, and stays."""
    with FileGroup(folder) as group:
        for name, content in sorted(files.items(), key=lambda file: file[0].endswith(".mp3")):
            if not (name.endswith(".jpg") and (folder / name).exists()):
                group.write(name, content)
