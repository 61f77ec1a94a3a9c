"""Any program that writes a WAV file, as an engine; named in the user's own configuration.

    [engines.flite]                                    # in config.toml, see `config_file`
    command = ["flite", "-t", "{text}", "-o", "{wav}"]

A plan can choose such an engine by its name, but never say what is run.
"""


def command_names() -> list[str]:
    """Names of the commands that are set up."""
    return []


class CommandEngine:
    """Not yet."""

    def __init__(self, name: str = "command") -> None:
        self.name = name
