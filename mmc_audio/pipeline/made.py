"""Which program rendered a session last, so that none removes what is another's."""

from dataclasses import dataclass
from pathlib import Path

from mmc_audio.library.names import SessionPaths
from mmc_audio.speech.cache import Store, default_folder


@dataclass(frozen=True, slots=True)
class Made:
    """What the program in one file has made; noted in the cache, and unknown without it."""

    store: Store
    program: bytes
    """The file's absolute path."""

    @classmethod
    def by(cls, file: str) -> "Made":
        """What the program in `file` has made."""
        path = str(Path(file).absolute())
        return cls(Store(default_folder(), "sessions"), path.encode("utf-8", "surrogateescape"))

    def note(self, paths: SessionPaths) -> None:
        """Remember that the program has made this session."""
        self.store.put(_key(paths), self.program)

    def has(self, paths: SessionPaths) -> bool:
        """Whether the program was the last to make this session."""
        return self.store.get(_key(paths)) == self.program


def _key(paths: SessionPaths) -> str:
    return f"made 1 {paths.mp3.absolute()}"
