"""Every example of a command, in its help and in docs/commands.md, is one that it understands."""

import re
import shlex
from pathlib import Path

import click
import pytest

from mmc_audio import errors
from mmc_audio.__main__ import INTERRUPTED
from mmc_audio.cli.app import COMMANDS, cli
from mmc_audio.cli.shared import BROKEN_PIPE

PAGE = (Path(__file__).parents[2] / "docs" / "commands.md").read_text("utf-8")


def every_command(group=cli, words=()):
    """All commands with the words that call them; groups are not among them."""
    ctx = click.Context(group)
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        if isinstance(command, click.Group):
            yield from every_command(command, (*words, name))
        else:
            yield (*words, name), command


ALL = dict(every_command())


def understood(line):
    """Parse a line as the command line would, without running it."""
    words = shlex.split(line.split(" > ")[0].split("|")[0].split("  ")[0])
    assert words.pop(0) == "mmc-audio"
    called = next(call for call in (tuple(words[:2]), tuple(words[:1])) if call in ALL)
    ALL[called].make_context(called[-1], words[len(called) :])
    return called


def examples(command):
    text = re.sub(r"\s+#.*", "", command.help or "")
    return [line.strip() for line in text.splitlines() if line.strip().startswith("mmc-audio ")]


@pytest.mark.parametrize("words", ALL, ids=" ".join)
def test_a_command_helps_with_an_example_of_itself(words):
    found = examples(ALL[words])
    group = examples(cli.get_command(click.Context(cli), words[0]))
    called = {understood(line) for line in found or group}
    assert words in called


@pytest.mark.parametrize("name", COMMANDS)
def test_the_short_help_is_one_line(name):
    command = cli.get_command(click.Context(cli), name)
    assert command.help
    assert COMMANDS[name].endswith(".")
    assert len(COMMANDS[name]) <= 72


ROWS = re.findall(r"^\| `([a-z ]+)` \| .+ \| `(mmc-audio .+)` \|$", PAGE, re.MULTILINE)


def test_the_page_has_every_command():
    assert {tuple(words.split()) for words, _ in ROWS} == set(ALL)


@pytest.mark.parametrize(
    ("words", "line"), ROWS, ids=[f"{row[0]} {n}" for n, row in enumerate(ROWS)]
)
def test_an_example_of_the_page_is_understood(words, line):
    assert understood(line) == tuple(words.split())


def test_the_page_has_every_exit_code():
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    codes = {kind.exit_code for kind in kinds if issubclass(kind, errors.MmcError)}
    reported = {int(code) for code in re.findall(r"^\| (\d+) \| ", PAGE, re.MULTILINE)}
    assert reported == codes | {0, INTERRUPTED, BROKEN_PIPE}


OPTIONS = re.findall(r"^\| (`-.+`) \| .+ \| (`.+`) \|$", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("flags", "commands"), OPTIONS, ids=[flags for flags, _ in OPTIONS])
def test_an_option_belongs_to_the_commands_that_the_page_says(flags, commands):
    wanted = {flag.split()[0] for flag in re.findall(r"`([^`]+)`", flags)}
    having = {
        " ".join(words)
        for words, command in ALL.items()
        if wanted <= {opt for parameter in command.params for opt in parameter.opts}
    }
    reported = set(re.findall(r"`([^`]+)`", commands))
    assert reported <= having
    if wanted != {"-v"}:
        assert having - reported <= {"templates pack", "templates preview", "say", "voices try"}
