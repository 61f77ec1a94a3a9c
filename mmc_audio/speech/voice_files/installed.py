"""The voices that are installed: one small file says which, and what belongs to it.

    voices/
      piper/en_US-joe-medium.json     the voice is installed when this file is there
      piper/en_US-joe-medium.audition what was heard of it
      files/74fd6a4dc39e0aa9-en_US-joe-medium.onnx
      files/74fd6a4dc39e0aa9-en_US-joe-medium.onnx.part    a download that is not whole

A file's name begins with its digest, so another version never overwrites the one that speaks, and
voices of one model share it.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import file_digest
from pathlib import Path

from mmc_audio.errors import UnavailableError
from mmc_audio.speech.engine import Voice
from mmc_audio.speech.voice_files.about import AboutVoice

ENGINES = ("hibari", "kokoro", "piper")
"""Those whose voices can be installed."""


@dataclass(frozen=True, slots=True)
class StoredVoiceFile:
    """A file of an installed voice."""

    name: str
    """As it was published."""
    kept_as: str
    """In the folder of files."""
    size: int
    """Bytes."""
    sha256: str

    @property
    def path(self) -> Path:
        """Where it is."""
        return files_folder() / self.kept_as


@dataclass(frozen=True, slots=True)
class InstalledVoice(AboutVoice):
    """A voice with all its files."""

    files: tuple[StoredVoiceFile, ...]

    @property
    def voice(self) -> Voice:
        """As an engine lists it."""
        return Voice(self.name, self.name, self.language, self.gender)

    def file(self, ending: str) -> StoredVoiceFile:
        """Its file whose published name ends so.

        Raises:
            UnavailableError: if it has none.
        """
        for file in self.files:
            if file.name.endswith(ending):
                return file
        raise UnavailableError(f"voice {self.name} has no {ending} file; {again(self.name)}")

    def fault(self) -> str:
        """Why it cannot speak, as far as the sizes say; empty where it can."""
        for file in self.files:
            size = file.path.stat().st_size if file.path.is_file() else 0
            if size != file.size:
                what = f"has {size} of {file.size} bytes" if size else "is missing"
                return f"{file.path} {what}; {again(self.name)}"
        return ""


def again(name: str) -> str:
    """What to type to have a voice whole."""
    return f"mmc-audio voices install {name}"


def voices_folder() -> Path:
    """Where voices are installed: in the user's data folder."""
    import platformdirs

    return Path(platformdirs.user_data_dir("mmc-audio")) / "voices"


def files_folder() -> Path:
    """Where their files are."""
    return voices_folder() / "files"


def manifest(engine: str, name: str) -> Path:
    """The file that says that a voice is installed."""
    return voices_folder() / engine / f"{name}.json"


def audition_file(engine: str, name: str) -> Path:
    """The file that keeps what was heard of an installed voice."""
    return manifest(engine, name).with_suffix(".audition")


def installed(engine: str) -> dict[str, InstalledVoice]:
    """The voices of an engine that are here and whole, by name."""
    return {voice.name: voice for voice, fault in listed_voices(engine) if not fault}


def listed_voices(engine: str) -> Iterator[tuple[InstalledVoice, str]]:
    """All installed voices of an engine, each with what is wrong with it."""
    for path in sorted((voices_folder() / engine).glob("*.json")):
        voice = _read(engine, path)
        fault = voice.fault() if voice.files else f"{path} is damaged; {again(path.stem)}"
        yield voice, fault


def _read(engine: str, path: Path) -> InstalledVoice:
    """The voice of a manifest; without files where it cannot be read."""
    try:
        data = json.loads(path.read_text("utf-8"))
        files = tuple(StoredVoiceFile(**file) for file in data.pop("files"))
        voice = InstalledVoice(**data, files=files)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return InstalledVoice(engine, path.stem, "", "", "", "", ())
    return voice


def as_json(voice: InstalledVoice) -> bytes:
    """The content of its manifest."""
    return json.dumps(asdict(voice), indent=1).encode()


def checked(voice: InstalledVoice) -> InstalledVoice:
    """The same voice, once all its files are seen to be what was installed.

    Raises:
        UnavailableError: naming the file that is not.
    """
    for file in voice.files:
        if sha256_of(file.path, file.size) != file.sha256:
            raise UnavailableError(
                f"the model of voice {voice.name} was altered ({file.path}); {again(voice.name)}"
            )
    return voice


@cache
def _sha256(path: Path, size: int, changed_ns: int) -> str:
    del size, changed_ns
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def sha256_of(path: Path, size: int) -> str:
    """The digest of a file; empty where it is missing or has another size."""
    try:
        status = path.stat()
        return _sha256(path, size, status.st_mtime_ns) if status.st_size == size else ""
    except OSError:
        return ""
