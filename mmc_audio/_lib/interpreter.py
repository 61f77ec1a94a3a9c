"""Python in child processes, isolated from the folder where the program was started.

`python -m` and `python -c` put the current folder first on the search path, and a `json.py` beside
someone else's plan would then run in place of the library's. So every child interpreter is started
with `interpreter`: isolated (`-I`), its search path handed over as data.

This module imports nothing that is not loaded when Python starts, because `leave_current_folder`
runs while the current folder may still be on the path.
"""

import os
import sys

BOOT = (
    "import gc, sys; path, target, *arguments = sys.argv[1:]; sys.path[:] = path.split('\\n'); "
    "from importlib import import_module; module, _, name = target.partition(':'); "
    "getattr(import_module(module), name)(*arguments); gc.freeze()"
)
"""What the child runs. At its end nothing is looked through once more: that takes long."""

HOME = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))  # noqa: PTH120, PTH100
"""The folder that holds this package: trusted even where it is the current folder, as in a
checkout, because this code came from there."""


def interpreter(target: str, *arguments: str) -> list[str]:
    """The command that calls `target`, written `module:function`, in a new interpreter.

    Args:
        target: the function, which gets `arguments` as strings.
        arguments: handed on as they are.
    """
    return [sys.executable, "-I", "-c", BOOT, "\n".join(search_path()), target, *arguments]


def search_path() -> list[str]:
    """Where modules are searched: `sys.path` without the current folder.

    The current folder stays if the user named it in PYTHONPATH, or if this package is in it.
    """
    named = {_real(entry) for entry in _environment_path() if entry}
    here = _current_folder()
    kept = [
        entry
        for entry in sys.path
        if entry and (_real(entry) != here or _real(entry) in {*named, _real(HOME)})
    ]
    return kept if _real(HOME) in map(_real, kept) else [*kept, HOME]


def leave_current_folder() -> None:
    """Take the current folder off the search path of this interpreter, see `search_path`."""
    sys.path[:] = search_path()


def _environment_path() -> list[str]:
    if sys.flags.ignore_environment:
        return []
    return os.environ.get("PYTHONPATH", "").split(os.pathsep)


def _current_folder() -> str | None:
    try:
        return _real(os.getcwd())  # noqa: PTH109
    except OSError:  # it was deleted
        return None


def _real(path: str) -> str:
    return os.path.normcase(os.path.realpath(path))
