"""Voices come and go: downloaded or copied, checked, and there from one moment to the next."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from mmc_audio._lib.atomic import as_output_error, check_writable
from mmc_audio._lib.download import Download, UnreachableError, download, has_digest, size_of
from mmc_audio._lib.whole import write_whole
from mmc_audio.errors import MissingError, OutputError, UnavailableError
from mmc_audio.speech.voice_files.catalogue import CatalogueVoice, RemoteVoiceFile, mirrored
from mmc_audio.speech.voice_files.installed import (
    ENGINES,
    InstalledVoice,
    StoredVoiceFile,
    as_json,
    audition_file,
    files_folder,
    listed_voices,
    manifest,
    sha256_of,
    voices_folder,
)

PART = ".part"
SPARE = 5_000_000
"""Bytes that should stay free on the disk."""

Watch = Callable[[int, int], None]
"""Called with the bytes that are here, and those of the whole voice."""


def install(
    voice: CatalogueVoice,
    sources: Sequence[Path] = (),
    *,
    watch: Watch = lambda _done, _total: None,
) -> InstalledVoice:
    """Have a voice of the catalogue here; one that is here already is checked and made whole.

    Args:
        voice: which.
        sources: files, or folders of files, to copy it from; none to download it.
        watch: called with how far it is.

    Raises:
        UnavailableError: if it cannot be had, or something else is had under its name.
        MissingError: if a file is not among `sources`.
        OutputError: if it cannot be written; then nothing of it is left.
    """
    folder = files_folder()
    files = _wanted(voice, sources)
    missing = [file for file in files if not _is_here(file)]
    needed = sum(file.size - size_of(_part(file)) for file in missing)
    with as_output_error(folder):
        folder.mkdir(parents=True, exist_ok=True)
    check_writable(folder, needed=needed + SPARE if missing else 0)
    with _alone(voice.name):
        for file in missing:
            done = voice.size - sum(one.size for one in missing[missing.index(file) :])
            _bring(voice, file, sources, lambda now, done=done: watch(done + now, voice.size))  # type: ignore[misc]
        return _appear(voice, files)


def _wanted(voice: CatalogueVoice, sources: Sequence[Path]) -> Sequence[RemoteVoiceFile]:
    """The files to have: all, but for a card that is not among `sources`."""
    card = voice.card
    if not sources or card is None or any(path.name == card.name for path in _candidates(sources)):
        return voice.files
    return [file for file in voice.files if file is not card]


def install_own(name: str, model: Path, language: str) -> InstalledVoice:
    """Have a Piper voice here that is not in the catalogue: `model` and the `.json` beside it.

    Raises:
        MissingError: if a file is not there.
        OutputError: if it cannot be written.
    """
    stored = []
    for path in (model, model.with_name(f"{model.name}.json")):
        if not path.is_file():
            raise MissingError(f"{path} is missing; a Piper voice is NAME.onnx and NAME.onnx.json")
        digest = sha256_of(path, path.stat().st_size)
        file = StoredVoiceFile(path.name, f"{digest[:16]}-{path.name}", size_of(path), digest)
        with as_output_error(files_folder()):
            files_folder().mkdir(parents=True, exist_ok=True)
            _copy(path, file.path)
        stored.append(file)
    unknown = "not known: your own file"
    voice = InstalledVoice("piper", name, language, "", unknown, unknown, tuple(stored))
    _write(voice)
    return voice


def read_card(voice: CatalogueVoice) -> str:
    """What the makers of a voice wrote about it; empty where they wrote nothing.

    Raises:
        UnavailableError: if it cannot be had.
    """
    card = voice.card
    if card is None:
        return ""
    if not _is_here(card):
        with as_output_error(files_folder()):
            files_folder().mkdir(parents=True, exist_ok=True)
        with _alone(voice.name):
            _bring(voice, card, (), lambda _now: None)
    return (files_folder() / card.kept_as).read_text("utf-8", "replace")


def remove(voice: InstalledVoice) -> None:
    """Take a voice away, and the files that no other voice needs.

    Raises:
        OutputError: if it cannot be removed.
    """
    path = manifest(voice.engine, voice.name)
    with as_output_error(path), _alone(voice.name):
        path.unlink(missing_ok=True)
        audition_file(voice.engine, voice.name).unlink(missing_ok=True)
        _clear_files()


@contextmanager
def kept_if_it_fails(engine: str, name: str) -> Iterator[None]:
    """Where an error or Ctrl-C ends what is done inside, the voice of that name is as before.

    Raises:
        OutputError: if it cannot be written back.
    """
    path = manifest(engine, name)
    before = path.read_bytes() if path.is_file() else None
    try:
        yield
    except BaseException:  # Ctrl-C too
        with as_output_error(path), _alone(name):
            if before is None:
                path.unlink(missing_ok=True)
            else:
                write_whole(path, before)
            _clear_files()
        raise


def _is_here(file: RemoteVoiceFile) -> bool:
    """Whether the file is in our folder, and is what was published."""
    path = files_folder() / file.kept_as
    return size_of(path) == file.size and has_digest(path, file.digest)


def _part(file: RemoteVoiceFile) -> Path:
    return files_folder() / f"{file.kept_as}{PART}"


def _bring(
    voice: CatalogueVoice,
    file: RemoteVoiceFile,
    sources: Sequence[Path],
    watch: Callable[[int], None],
) -> None:
    """The file in our folder, whole and checked."""
    part = _part(file)
    try:
        if sources:
            _copy_checked(file, sources, part)
        else:
            url = mirrored(file.url)
            download(Download(url, file.size, file.digest), part, watch=watch)
    except UnreachableError as error:
        raise UnavailableError(f"{error.what}; {_by_hand(voice, file)}") from error
    except OutputError:
        part.unlink(missing_ok=True)
        raise
    with as_output_error(part):
        part.replace(files_folder() / file.kept_as)


def _by_hand(voice: CatalogueVoice, file: RemoteVoiceFile) -> str:
    """What to do where this machine cannot fetch a file."""
    needed = [one for one in voice.files if one != voice.card]
    alone = len(needed) == 1
    what = file.url if alone else f"{' and '.join(one.url for one in needed)} into a folder"
    source = file.name if alone else "FOLDER"
    return f"fetch {what} elsewhere, then 'mmc-audio voices install {voice.name} --from {source}'"


def _copy_checked(file: RemoteVoiceFile, sources: Sequence[Path], part: Path) -> None:
    found = next((path for path in _candidates(sources) if path.name == file.name), None)
    if found is None:
        where = ", ".join(map(str, sources))
        raise MissingError(f"{where}: {file.name} is not there; fetch it from {file.url}")
    if size_of(found) != file.size or not has_digest(found, file.digest):
        raise UnavailableError(
            f"{found} is not the file that was published ({size_of(found)} of {file.size} bytes, "
            f"or another {file.digest.partition('=')[0]}); fetch it again from {file.url}"
        )
    with as_output_error(part):
        _copy(found, part)


def _candidates(sources: Sequence[Path]) -> Iterator[Path]:
    """The files that were named, those beside them, and those in the folders that were named."""
    for source in sources:
        if source.is_dir():
            yield from sorted(source.iterdir())
        else:
            yield source
            if source.parent.is_dir():
                yield from sorted(source.parent.iterdir())


def _copy(source: Path, target: Path) -> None:
    try:
        shutil.copyfile(source, target)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _appear(voice: CatalogueVoice, files: Sequence[RemoteVoiceFile]) -> InstalledVoice:
    """Write the manifest: from now on the voice is here."""
    stored = []
    for file in files:
        digest = sha256_of(files_folder() / file.kept_as, file.size)
        stored.append(StoredVoiceFile(file.name, file.kept_as, file.size, digest))
    made = InstalledVoice(**voice.about(), files=tuple(stored))
    _write(made)
    return made


def _write(voice: InstalledVoice) -> None:
    path = manifest(voice.engine, voice.name)
    with as_output_error(path):
        write_whole(path, as_json(voice))


def _clear_files() -> None:
    """Remove the files that belong to no voice, and downloads that were not finished."""
    used = {
        file.kept_as
        for engine in ENGINES
        for voice, _ in listed_voices(engine)
        for file in voice.files
    }
    for path in files_folder().glob("*"):
        if path.name not in used and path.is_file():
            path.unlink(missing_ok=True)


@contextmanager
def _alone(name: str) -> Iterator[None]:
    """Let only one installation run at a time.

    Raises:
        UnavailableError: if one is at work.
    """
    folder = voices_folder()
    with as_output_error(folder):
        folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / ".lock", os.O_CREAT | os.O_RDWR)
    try:
        if not _locked(handle):
            raise UnavailableError(
                f"voice {name} must wait: another 'mmc-audio voices' is at work; try again then"
            )
        yield
    finally:
        os.close(handle)


def _locked(handle: int) -> bool:
    """Take the lock until the handle is closed; False if another process has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
