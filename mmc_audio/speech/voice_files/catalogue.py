"""What can be installed: one line a voice in catalogue.tsv, with the size and digest of each file.

The digests are pinned here, not read from where the files are: hibari's are those of its package
(0.2.1), Kokoro's are SHA-256, and Piper's are the MD5 sums of rhasspy/piper-voices v1.0.0, the only
ones that it publishes.
"""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from mmc_audio._lib.suggest import did_you_mean
from mmc_audio.errors import UnavailableError
from mmc_audio.speech.config import config_file, config_table
from mmc_audio.speech.voice_files.about import AboutVoice

HERE = Path(__file__)
MIRROR = "MMC_AUDIO_VOICES_MIRROR"
"""The environment variable that names a mirror."""


@dataclass(frozen=True, slots=True)
class RemoteVoiceFile:
    """A file of a voice, and where it is published."""

    url: str
    size: int
    """Bytes."""
    digest: str
    """`sha256=` or `md5=`, and the sum in hexadecimal digits."""

    @property
    def name(self) -> str:
        """The file's name without folders."""
        return self.url.rpartition("/")[2]

    @property
    def kept_as(self) -> str:
        """Its name in our folder: the same for the same content."""
        return f"{self.digest.partition('=')[2][:16]}-{self.name}"


@dataclass(frozen=True, slots=True)
class CatalogueVoice(AboutVoice):
    """A voice that can be installed."""

    files: tuple[RemoteVoiceFile, ...]

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(file.size for file in self.files)

    @property
    def card(self) -> RemoteVoiceFile | None:
        """The page that its makers wrote about it, where they did."""
        return next((file for file in self.files if file.name == "MODEL_CARD"), None)


@cache
def catalogue() -> dict[str, CatalogueVoice]:
    """All voices that can be installed, by name."""
    import tomllib

    about = tomllib.loads(HERE.with_name("catalogue.toml").read_text("utf-8"))
    lines = HERE.with_name("catalogue.tsv").read_text("utf-8").splitlines()
    voices = [_voice(line, about) for line in lines if not line.startswith("#")]
    return {voice.name: voice for voice in voices}


def _voice(line: str, about: dict[str, dict[str, dict[str, str]]]) -> CatalogueVoice:
    engine, name, language, gender, family, where = line.split("\t")
    known = about["families"][family]
    sources: dict[str, object] = dict(about["sources"])
    remote = tuple(_file(text, sources) for text in where.split())
    return CatalogueVoice(
        engine, name, language, gender, known["licence"], known["lineage"], remote
    )


def _file(text: str, sources: dict[str, object]) -> RemoteVoiceFile:
    source, path, size, digest = text.split(":")
    return RemoteVoiceFile(f"{sources[source]}{path}", int(size), digest)


def catalogue_voice(name: str) -> CatalogueVoice:
    """The voice called `name`.

    Raises:
        UnavailableError: if the catalogue has none, with the nearest names.
    """
    known = catalogue()
    if name in known:
        return known[name]
    by_case = {voice.lower(): voice for voice in known}
    if name.lower() in by_case:
        return known[by_case[name.lower()]]
    hint = did_you_mean(name, list(known), "see 'mmc-audio voices list --all'")
    raise UnavailableError(f"there is no voice {name!r} to install; {hint}")


def mirrored(url: str) -> str:
    """`url` at the mirror that was set: another scheme and host, perhaps a folder, the same path.

    Raises:
        UnavailableError: if what was set is no address.
    """
    mirror = os.environ.get(MIRROR) or _configured_mirror()
    if not mirror:
        return url
    if not mirror.startswith(("https://", "http://")):
        raise UnavailableError(
            f"the mirror {mirror!r} is no address; write one that begins with https:// in {MIRROR} "
            f"or in {config_file()}"
        )
    return mirror.rstrip("/") + urlsplit(url).path


def _configured_mirror() -> str:
    """`mirror` in the table `[voices]` of config.toml."""
    table = config_table("voices")
    mirror = table.get("mirror", "")
    if set(table) - {"mirror"} or not isinstance(mirror, str):
        raise UnavailableError(
            f'{config_file()}: [voices]: the only key is mirror; write mirror = "https://..."'
        )
    return mirror


def install_hint(name: str, engine: str | None = None) -> str:
    """What to say of a voice that is named but is not here; empty where none of that name exists.

    Args:
        name: as it was asked for.
        engine: the engine that was asked for it; None for any.
    """
    known = catalogue().get(name)
    if known is None or engine not in (None, known.engine):
        return ""
    return f"voice {name} is not installed; mmc-audio voices install {name}"
