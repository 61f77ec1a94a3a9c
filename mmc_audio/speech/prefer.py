"""Write the default voice into the user's `config.toml`, and leave the rest of it as it is."""

import re
import tomllib
from typing import Any

from mmc_audio._lib.atomic import FileGroup
from mmc_audio.errors import UnavailableError
from mmc_audio.speech.config import config_file, forget_config, preferred_voice

_HEADER = re.compile(r"^\s*\[")
_VOICE = re.compile(r"^\s*\[\s*voice\s*\]\s*(#.*)?$")
_KEY = re.compile(r"^\s*(engine|name)\s*=")


def prefer(engine: str, name: str) -> None:
    """Make voice `name` of `engine` the one that speaks where a plan names none.

    Raises:
        UnavailableError: if the file cannot be read, or is written in a way that is not understood.
        OutputError: if it cannot be written.
    """
    path = config_file()
    preferred_voice()  # raises where the file is invalid
    before = path.read_text("utf-8") if path.is_file() else ""
    after = with_voice(before, engine, name)
    wanted = tomllib.loads(before)
    wanted["voice"] = wanted.get("voice", {}) | {"engine": engine, "name": name}
    if _loaded(after) != wanted:
        raise UnavailableError(
            f'{path}: [voice] is written in an unusual way; write engine = "{engine}" and '
            f'name = "{name}" there'
        )
    with FileGroup(path.parent) as group:
        group.write(path.name, after.encode())
    forget_config()


def _loaded(text: str) -> dict[str, Any]:
    """What a TOML file says; nothing where it is none."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return {}


def with_voice(text: str, engine: str, name: str) -> str:
    """`text`, a TOML file, with this voice in its table `[voice]`."""
    lines = text.splitlines()
    given = [f'engine = "{engine}"', f'name = "{name}"']
    at = next((n for n, line in enumerate(lines) if _VOICE.match(line)), None)
    if at is None:
        blank = [""] if lines else []
        return "\n".join([*lines, *blank, "[voice]", *given, ""])
    end = next((n for n in range(at + 1, len(lines)) if _HEADER.match(lines[n])), len(lines))
    others = [line for line in lines[at + 1 : end] if not _KEY.match(line)]
    return "\n".join([*lines[: at + 1], *given, *others, *lines[end:], ""])
