"""A workspace as a git repository of its own: a commit for each state that a file had.

Whoever packs a folder may pack a repository with it that names programs to run, or that leads
elsewhere. So only git's plumbing is asked, with hooks and everything else that runs programs
turned off, and a repository with a link in it is none of ours. GitPython and pygit2 do no more
here than four calls do; dulwich runs the hooks of a repository.
"""

import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha1
from pathlib import Path
from threading import Lock

from mmc_audio._lib.atomic import as_output_error, hidden_part
from mmc_audio._lib.child import Launch, run_program
from mmc_audio.errors import OutputError

OURS = "mmc-audio.history"
"""The repository's own setting that says who began it."""
IGNORED = "/output/\n/.history/\n"
"""What is rendered is no coach's file."""
_SAFE = ("-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "gc.auto=0")
_WHO = "Studio <studio@localhost>"
TIMEOUT_S = 20
LEFT_S = 3600
"""A lock that is older belongs to nobody any more."""
_LOCKS = ("*.lock", "refs/heads/*.lock")


@dataclass(slots=True)
class GitHistory:
    """The repository of a workspace.

    Args:
        folder: the workspace, without links in its path.
    """

    folder: Path
    _lock: Lock = field(default_factory=Lock)
    _known: bool = False

    @property
    def is_there(self) -> bool:
        """Whether git can be asked."""
        return shutil.which("git") is not None

    def can_begin(self) -> bool:
        """Whether the folder can have a repository of its own."""
        return self.is_there and not is_in_repository(self.folder)

    def is_ours(self) -> bool:
        """Whether the folder's repository was begun here, and is on a branch."""
        if not self._known and self.is_there and _is_plain(self._git_dir):
            with suppress(OutputError):
                mine = self._ask("config", "--local", "--bool", "--default=false", OURS)
                self._known = mine.strip() == b"true" and bool(self._branch())
                self._remove_old_locks()
        return self._known and self._git_dir.is_dir()

    def begin(self, names: Sequence[str]) -> None:
        """Make the repository, whole or not at all; its first commit has the files `names`.

        Raises:
            OutputError: if that fails.
        """
        with self._lock, as_output_error(self.folder):
            if self._git_dir.exists():
                return
            made = hidden_part(self.folder)
            made.mkdir()
            try:
                files = {name: (self.folder / name).read_bytes() for name in names}
                GitHistory(made).fill(files)
                (made / ".git").rename(self._git_dir)
            finally:
                shutil.rmtree(made, ignore_errors=True)

    def fill(self, files: dict[str, bytes]) -> None:
        """Make the repository, in a folder that nobody else knows of."""
        self._ask("init", "-q", "--template=", "--initial-branch=main", str(self.folder))
        (self._git_dir / "info").mkdir(exist_ok=True)
        (self._git_dir / "info/exclude").write_text(IGNORED)
        self._ask("config", "--local", OURS, "true")
        if files:
            self._commit("As it was before the studio", files, has_parent=False)

    def keep(self, name: str, data: bytes) -> None:
        """Commit a state of a file, unless it is the newest one.

        Raises:
            OutputError: if that fails.
        """
        with self._lock:
            head, newest = self._objects(["HEAD", f"HEAD:{name}"])
            if newest != data:
                said = f"{name}: saved in the studio"
                self._commit(said, {name: data}, has_parent=head is not None)

    def states(self, name: str, most: int) -> list[tuple[str, int]]:
        """The commits that changed a file, the newest first, and when, in seconds of the epoch."""
        try:
            said = self._ask("rev-list", "--timestamp", f"--max-count={most}", "HEAD", "--", name)
        except OutputError:  # nothing is committed yet
            return []
        lines = (line.split() for line in said.decode().splitlines())
        return [(id_, int(at)) for at, id_ in lines]

    def read(self, name: str, ids: Sequence[str]) -> list[bytes]:
        """The file in some commits; empty where it was not there."""
        return [found or b"" for found in self._objects([f"{id_}:{name}" for id_ in ids])]

    @property
    def _git_dir(self) -> Path:
        return self.folder / ".git"

    def _branch(self) -> str:
        return self._ask("symbolic-ref", "-q", "HEAD").decode().strip()

    def _commit(self, message: str, files: dict[str, bytes], *, has_parent: bool) -> None:
        branch = self._branch()
        stream = b"".join(_stream(branch, message, files, has_parent=has_parent))
        self._ask("fast-import", "--quiet", "--date-format=raw", given=stream)
        entries = (f"100644 {_blob_id(data)}\t{name}\0" for name, data in files.items())
        self._ask("update-index", "-z", "--add", "--index-info", given="".join(entries).encode())

    def _objects(self, names: Sequence[str]) -> list[bytes | None]:
        """The content of objects; None for those that are not there."""
        if not names:
            return []
        said = self._ask("cat-file", "--batch", given="".join(f"{n}\n" for n in names).encode())
        return list(_contents(said, len(names)))

    def _ask(self, *words: str, given: bytes = b"") -> bytes:
        """What git answers.

        Raises:
            OutputError: if it fails.
        """
        plain = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        env = plain | {
            "GIT_DIR": str(self._git_dir), "GIT_CONFIG_GLOBAL": os.devnull, "LC_ALL": "C",
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_LITERAL_PATHSPECS": "1", "GIT_OPTIONAL_LOCKS": "0",
        }  # fmt: skip
        others = self._locks()
        try:
            ran = run_program(
                ["git", *_SAFE, *words],
                TIMEOUT_S,
                data=given or b"",
                launch=Launch(env, self.folder),
            )
        except OSError as error:
            raise self._unkept(str(error)) from error
        if not ran.well:
            _remove(self._locks() - others)
            raise self._unkept(ran.complaint or f"it did not end well within {TIMEOUT_S} s")
        return ran.out

    def _locks(self) -> set[Path]:
        """The locks of whoever writes, or was killed while it wrote."""
        return {lock for form in _LOCKS for lock in self._git_dir.glob(form)}

    def _remove_old_locks(self) -> None:
        """Remove what was left when this machine went off while git wrote."""
        with suppress(OSError):
            _remove({one for one in self._locks() if time.time() - one.stat().st_mtime > LEFT_S})

    def _unkept(self, why: str) -> OutputError:
        return OutputError(f"git cannot keep the history of {self.folder}: {why[:200]}")


def _remove(locks: set[Path]) -> None:
    for lock in locks:
        with suppress(OSError):
            lock.unlink()


def is_in_repository(folder: Path) -> bool:
    """Whether a folder, or one it is in, has a repository."""
    return any(os.path.lexists(each / ".git") for each in (folder, *folder.parents))


def _is_plain(git_dir: Path) -> bool:
    """Whether a repository is all in one folder: without links, and without another's objects."""
    if git_dir.is_symlink() or not git_dir.is_dir() or (git_dir / "commondir").exists():
        return False
    for place, folders, files in os.walk(git_dir):
        if any(Path(place, each).is_symlink() for each in (*folders, *files)):
            return False
    return True


def _stream(
    branch: str, message: str, files: dict[str, bytes], *, has_parent: bool
) -> Iterator[bytes]:
    """A commit as `git fast-import` reads it."""
    now = time.localtime()
    zone = time.strftime("%z", now)
    said = message.encode()
    yield f"commit {branch}\ncommitter {_WHO} {int(time.mktime(now))} {zone}\n".encode()
    yield b"data %d\n%s\n" % (len(said), said)
    if has_parent:
        yield f"from {branch}^0\n".encode()
    for name, data in files.items():
        quoted = name.replace("\\", "\\\\").replace('"', '\\"')
        yield f'M 100644 inline "{quoted}"\n'.encode()
        yield b"data %d\n%s\n" % (len(data), data)


def _blob_id(data: bytes) -> str:
    return sha1(b"blob %d\0%s" % (len(data), data), usedforsecurity=False).hexdigest()


def _contents(said: bytes, count: int) -> Iterator[bytes | None]:
    """What `git cat-file --batch` answered."""
    for _ in range(count):
        head, _, said = said.partition(b"\n")
        if head.endswith(b" missing"):
            yield None
            continue
        size = int(head.rsplit(b" ", 1)[1])
        yield said[:size]
        said = said[size + 1 :]
