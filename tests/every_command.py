"""Every command of the program once, in a small workspace, in an order in which all of them work.

Tests that must hold for each command take it from here; `names` reads the command line itself, so
that a command which is missing here is noticed.
"""

from collections.abc import Iterator
from pathlib import Path

import click

PLAN = """\
title: Short one
prepare: none
close: none
intro: false
work:
  - {exercise: plank, sets: 1, hold: 10s}
"""

PROGRAM = """\
title: Every day the same
start: 2026-01-05
rotation: [short.yaml]
"""

SILENT = ("--engine", "silent")

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("init", "made"),
    ("new", "mine", "--train", "biceps", "--minutes", "10"),
    ("import", "notes.txt", "-o", "imported"),
    ("check", "short.yaml", *SILENT),
    ("script", "short.yaml"),
    ("timeline", "short.yaml", *SILENT),
    ("render", "short.yaml", *SILENT),
    ("speak", "short.cues", *SILENT),
    ("say", "3 x 12", "-o", "said.wav"),
    ("batch", "plans", "--workers", "1", *SILENT),
    ("tomorrow", "program.yaml", *SILENT),
    ("calendar", "program.yaml", *SILENT),
    ("export", "short-one", "--html"),
    ("feed", "output", "--base-url", "https://example.com/"),
    ("log", "short-one", "--exercise", "plank", "--reps", "1"),
    ("templates", "list"),
    ("templates", "missing", "--language", "en"),
    ("templates", "show", "rest"),
    ("templates", "vars", "rest"),
    ("templates", "copy", "hold"),
    ("templates", "diff", "hold"),
    ("templates", "lint", "routines/calf_rocks"),  # a built-in moment has many situations
    ("templates", "preview", "hold", *SILENT),
    ("templates", "pack", "templates", "-o", "hold.zip"),
    ("templates", "add", "hold.zip", "--yes"),
    ("templates", "remove", "hold"),
    ("cache", "info"),
    ("cache", "prune", "--max-size", "1MB"),
    ("cache", "clear"),
    ("exercises", "squat"),
    ("voices", "list"),
    ("voices", "try", "en-us", "-o", "tried.wav"),
    ("voices", "use", "en-us"),
    ("doctor",),
    ("explain", "W-MUSIC"),
    ("schema",),
)

GROUPS = {"templates", "cache", "voices"}

NEEDS = {
    "export": "render",
    "feed": "render",
    "log": "render",
    "templates diff": "templates copy",
    "templates pack": "templates copy",
    "templates add": "templates pack",
    "templates remove": "templates add",
    "cache info": "render",
    "cache prune": "render",
    "cache clear": "render",
}
"""The command that has to be run before; all others work in the workspace as it is prepared."""

ONCE = {"log"}
"""What does something else when it is done a second time."""

LEFT_OUT = {
    "demo": "seven minutes of `render`",
    "play": "starts a player and waits for its end",
    "serve": "does not end",
    "studio": "does not end; tests/studio",
    "voices install": "downloads; tests/cli/test_voices_command.py",
    "voices remove": "needs an installed voice; tests/cli/test_voices_command.py",
}


def names(group: click.Group, prefix: str = "") -> Iterator[str]:
    """The commands of `group` that have none below, each with the names before it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from names(command, f"{prefix}{name} ")
        else:
            yield prefix + name


def name(arguments: tuple[str, ...]) -> str:
    """The command that `arguments` call."""
    return " ".join(arguments[: 2 if arguments[0] in GROUPS else 1])


def before(arguments: tuple[str, ...]) -> list[tuple[str, ...]]:
    """What has to be run before `arguments`, in order."""
    needed = NEEDS.get(name(arguments))
    first = [each for each in COMMANDS if name(each) == needed]
    return [earlier for each in first for earlier in (*before(each), each)]


def prepare(folder: Path) -> None:
    """Write what the commands read into `folder`."""
    (folder / "plans").mkdir()
    for path in (folder / "short.yaml", folder / "plans" / "other.yaml"):
        path.write_text(PLAN.replace("Short", path.stem.title()))
    (folder / "program.yaml").write_text(PROGRAM)
    (folder / "notes.txt").write_text("Legs\n\nBack squat 3x5 60kg\n")
    routine = folder / "templates" / "en" / "routines" / "calf_rocks.cues.j2"
    routine.parent.mkdir(parents=True)
    routine.write_text("# Calf rocks\nRock slowly.\n[20s]\n")
    (folder / "short.cues").write_text("# Ready\nStand tall.\n[2s] In\n")
