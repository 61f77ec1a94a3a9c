"""The example plans, as starting points for one's own."""

import re
from dataclasses import dataclass
from pathlib import Path

from mmc_audio._lib.suggest import did_you_mean
from mmc_audio.errors import MissingError
from mmc_audio.workspace.builtin import examples_dir

_IS_PLAN = re.compile(r"^(?:work|prepare|close):", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Example:
    """A plan to start from."""

    name: str
    """As `mmc-audio new --from` takes it."""
    about: str
    """Its first remark, or its title."""
    path: Path


def examples() -> list[Example]:
    """All plans in the examples folder, by name; programs are not among them."""
    folder = examples_dir()
    paths = sorted(folder.rglob("*.yaml"), key=lambda path: (len(path.parts), path))
    found: dict[str, Example] = {}
    for path in paths:
        text = path.read_text(encoding="utf-8")
        name = path.stem
        if name in found:
            name = path.relative_to(folder).with_suffix("").as_posix()
        if _IS_PLAN.search(text):
            found[name] = Example(name, _about(text), path)
    return [found[name] for name in sorted(found)]


def find(name: str) -> Example:
    """The example called `name`.

    Raises:
        MissingError: if there is none; names the nearest.
    """
    known = {example.name: example for example in examples()}
    wanted = name.strip().removesuffix(".yaml").replace("_", "-").replace(" ", "-")
    if wanted in known:
        return known[wanted]
    hint = did_you_mean(wanted, known, "'mmc-audio new --list' shows them", like=0.5)
    raise MissingError(f"there is no example {name!r}; {hint}")


def _about(text: str) -> str:
    first = text.lstrip().partition("\n")[0]
    if first.startswith("#"):
        return first.lstrip("# ").strip()
    title = re.search(r"^title:\s*(.+?)\s*(?:#.*)?$", text, re.MULTILINE)
    return title[1] if title else ""
