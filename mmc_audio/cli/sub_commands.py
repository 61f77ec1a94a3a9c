"""Commands of a command, each in its own file and imported when it is asked for."""

from collections.abc import Mapping
from importlib import import_module

import click


class SubCommands(click.Group):
    """A command that has commands, such as `templates`.

    Its file names those of its commands in a table, so that they may import it and not it them.
    """

    modules: Mapping[str, str] = {}
    """By name, in the order in which they are needed: the module in `cli/` that has it, as
    `NAME_command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in their order."""
        del ctx
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """One of them; None if there is none of that name."""
        del ctx
        if cmd_name not in self.modules:
            return None
        module = import_module(f"mmc_audio.cli.{self.modules[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command
