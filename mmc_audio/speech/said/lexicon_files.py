"""A person's own words for the voice: from the plan, the workspace, and the user's folder."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from mmc_audio._lib.yaml_tree import Mapping as MappingNode
from mmc_audio._lib.yaml_tree import Node, Scalar, read_tree
from mmc_audio.errors import PlanError
from mmc_audio.plan.file import read_file
from mmc_audio.speech.said import Lexicon
from mmc_audio.speech.said.lexicon import pronunciation

FILE = "lexicon.yaml"
_EXAMPLE = "RDL: Romanian deadlift"
LONGEST = 200
"""Characters of an entry, on either side."""


def lexicon_files(plan: str | Path = "-") -> list[Path]:
    """Where a lexicon may be, the more important first; whether it is there or not.

    Beside the plan, in the workspace (the current folder), in the user's configuration folder.
    """
    import platformdirs

    beside = [] if str(plan) == "-" else [Path(plan).parent]
    folders = [*beside, Path(), Path(platformdirs.user_config_dir("mmc-audio"))]
    return list(dict.fromkeys((folder / FILE).absolute() for folder in folders))


def lexicon_for(words: Mapping[str, str], plan: str | Path = "-") -> Lexicon:
    """All words of a plan that was read from `plan`: its own, then those of the files.

    Raises:
        PlanError: if a file is no lexicon, at its place.
        MissingError: if one is there and cannot be read.
    """
    found = Lexicon.of({word: pronunciation(word, how) for word, how in words.items()})
    for path in lexicon_files(plan):
        if path.is_file():
            found = found.over(read_lexicon(path))
    return found


def read_lexicon(path: Path) -> Lexicon:
    """The lexicon in a file: a mapping of what is written to how it is said.

    Raises:
        PlanError: if it is none, at its place.
        MissingError: if it cannot be read.
    """
    return parse_lexicon(*read_file(path))


def parse_lexicon(data: bytes, name: str) -> Lexicon:
    """The lexicon that a text is, as if it stood in the file `name`.

    Raises:
        PlanError: if it is none, at its place.
    """
    tree = read_tree(data, name, begin=_EXAMPLE)
    return Lexicon.of({word: pronunciation(word, how) for word, how in _entries(tree)})


def _entries(tree: Node) -> Iterator[tuple[str, str]]:
    if not isinstance(tree, MappingNode):
        raise PlanError(f"is no lexicon; write a word on each line, as `{_EXAMPLE}`", tree.place)
    for word, how in tree.entries:
        if not isinstance(how, Scalar) or not how.text.strip():
            what = f"`{word.text}` needs how it is said; write it as `{_EXAMPLE}`"
            raise PlanError(what, how.place)
        if not word.text.strip() or max(len(word.text), len(how.text)) > LONGEST:
            what = f"a word and how it is said have 1 to {LONGEST} characters; shorten it"
            raise PlanError(what, word.place)
        yield word.text, how.text


def as_yaml(lexicon: Lexicon) -> bytes:
    """The lexicon as a file that `read_lexicon` reads."""
    import json

    lines = (f"{json.dumps(word)}: {json.dumps(how.written)}\n" for word, how in lexicon.entries)
    return "".join(lines).encode()
