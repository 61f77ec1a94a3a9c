"""What a folder holds, to be compared: without what differs from run to run."""

import contextlib
import hashlib
import json
import re
import shutil
import sqlite3
import subprocess
from pathlib import Path

Files = dict[str, str]
"""Path below the workspace, and a digest of the content."""

EMPTY = "an empty database"

KEPT_BETWEEN = ("cache/",)
"""What may be missing afterwards: it is made anew."""

KEPT_STATES = (".git/", ".history/")
"""What files said before is compared by what it gives back: it holds times."""


def snapshot(folder: Path) -> Files:
    found = {
        str(path.relative_to(folder)): digest(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not str(path.relative_to(folder)).startswith((*KEPT_BETWEEN, *KEPT_STATES))
    }
    return {name: each for name, each in found.items() if each != EMPTY} | committed(folder)


def committed(folder: Path) -> Files:
    """Whether the workspace's repository is sound, and what it says last of each file."""
    if not (folder / ".git").exists() or not shutil.which("git"):
        return {}
    sound = git(folder, "fsck", "--strict", "--no-dangling").returncode == 0
    tree = git(folder, "ls-tree", "-r", "HEAD").stdout if sound else "broken"
    return {".mmc-git": tree}


def git(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["git", *words], cwd=folder, capture_output=True, text=True, check=False, timeout=60
    )


def digest(path: Path) -> str:
    """Of the content, without what differs from run to run."""
    data = path.read_bytes()
    if path.suffix == ".sqlite3":
        return database(path)
    if path.name == "report.json":  # holds how long it took
        return str(json.loads(data).keys())
    if path.suffix == ".html":  # names the version of the audio by when it was written
        return f"{len(data)} {data[-8:]!r}"
    if path.suffix == ".jsonl":  # an unfinished last line is passed over by who reads it
        return "lines"
    return hashlib.sha256(data).hexdigest()


def database(path: Path) -> str:
    """Whether it is sound, and how many rows it has: one that is empty is as good as none."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        (sound,) = connection.execute("PRAGMA integrity_check").fetchone()
        tables = [name for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'")]  # fmt: skip
        rows = sum(
            connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables
        )
    return f"{sound} {rows}" if rows or sound != "ok" else EMPTY


def hidden(name: str) -> bool:
    return any(part.startswith(".mmc-") or part.endswith((".old", "-journal", "-wal", "-shm"))
               for part in Path(name).parts)  # fmt: skip


def visible(files: Files) -> Files:
    return {name: each for name, each in files.items() if not hidden(name)}


def aside(name: str, there: Files) -> bool:
    """Whether the file waits in a folder that a killed process had put aside."""
    parts = Path(name).parts
    return any(str(Path(*parts[:n], f".{parts[n]}.old", *parts[n + 1 :])) in there
               for n in range(len(parts)))  # fmt: skip


def is_done(said: str) -> bool:
    """Whether a refusal says that what was asked for is there already."""
    return re.search("(is|has .*) (there )?already|there is no pack", said) is not None
