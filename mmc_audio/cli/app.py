"""The command group. A command's module is imported only when that command runs."""

from importlib import import_module
from typing import Any

import click

from mmc_audio._lib.suggest import did_you_mean

COMMANDS = {
    "demo": "Render seven minutes to listen to first.",
    "render": "Render plans to MP3.",
    "init": "Make a folder for your program and its plans.",
    "tomorrow": "Render what your program says for tomorrow.",
    "calendar": "Show the coming days: training or rest, rendered or not.",
    "new": "Start a plan: from an example, or by answering a few questions.",
    "import": "Make plans of files of other apps, tables and plain text.",
    "check": "Read and fit plans; name every problem, give advice; write nothing.",
    "exercises": "Search exercises; say how a name is understood.",
    "explain": "Say why a piece of advice exists, with its source.",
    "script": "Print a plan's cue script.",
    "speak": "Render a cue script, perhaps edited by hand, to MP3.",
    "say": "Show and play how a text is said.",
    "timeline": "Show when everything is heard.",
    "play": "Play a session here, with the running cue shown.",
    "studio": "Make plans and change the words, in the browser.",
    "serve": "Serve the player and the podcast feed.",
    "export": "One page with the audio inside, or a picture of a session.",
    "feed": "Write the podcast feed as files, for a static host.",
    "log": "Log what was done and how it felt; see what it adds up to.",
    "templates": "See, change, try and share the coach's words.",
    "batch": "Render hundreds or thousands of plans.",
    "cache": "Show, prune or clear what is kept between renders.",
    "voices": "List, install, try and choose voices.",
    "doctor": "Say what is installed, what is missing, how to fix it.",
    "schema": "Print the JSON Schema of plans, for editors.",
}
"""Each command with its help line; the module `mmc_audio.cli.NAME` has it as `command`."""

EPILOG = """\b
First steps:
  mmc-audio demo                     hear what it does
  mmc-audio render my-plan.yaml      your own workout, tonight
  mmc-audio check my-plan.yaml       is the plan right?

General fitness coaching, not medical advice. Audio cannot see you: learn each lift with a
person first, choose your own load, and stop when something hurts.
"""


class LazyGroup(click.Group):
    """Knows its commands by name and help line, without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order a newcomer needs them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the one command that is asked for."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"mmc_audio.cli.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click has it
        """Run the command; where whoever read its output has gone, click would leave with 1."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            from mmc_audio.cli.shared import BROKEN_PIPE, drop_stdout

            drop_stdout()
            raise click.exceptions.Exit(BROKEN_PIPE) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list from the table, so that `--help` imports no command."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest command named on a typing mistake."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            hint = did_you_mean(args[0], COMMANDS, "see 'mmc-audio --help'", form="'{}'", like=0.5)
            raise click.UsageError(f"there is no command '{args[0]}'; {hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=LazyGroup,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="mmc-audio", prog_name="mmc-audio")
def cli() -> None:
    """A coach in the ear: a workout plan becomes timed, spoken cues in an MP3."""
