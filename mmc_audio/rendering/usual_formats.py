"""What a session is written as where the command line does not say: the user's `config.toml`.

[output]
format = "mp3-small"         # or several: ["mp3-small", "m4b"]
"""

from mmc_audio.errors import UnavailableError
from mmc_audio.rendering.overrides import FORMATS
from mmc_audio.speech.config import config_file, config_table


def usual_formats() -> tuple[str, ...]:
    """The user's formats, of FORMATS; empty where none is set.

    Raises:
        UnavailableError: naming the file and what is invalid in it.
    """
    table = config_table("output")
    if unknown := set(table) - {"format"}:
        raise _invalid(f"there is no key {min(unknown)!r}; write format")
    given = table.get("format", [])
    formats = [given] if isinstance(given, str) else given
    if not isinstance(formats, list) or any(name not in FORMATS for name in formats):
        raise _invalid(f'format is of {", ".join(FORMATS)}; write format = "mp3-small"')
    return tuple(formats)


def _invalid(what: str) -> UnavailableError:
    return UnavailableError(f"{config_file()}: [output]: {what}")
