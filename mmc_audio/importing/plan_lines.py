"""Lines of a plan that items and blocks share."""

from collections.abc import Iterator, Sequence

from mmc_audio.importing.naming import NamedExercise
from mmc_audio.importing.plan_weights import PlanKey
from mmc_audio.importing.yaml_text import YamlLine, one_line


def as_item(keys: Sequence[PlanKey], indent: str = "  ") -> Iterator[YamlLine]:
    """An entry of a list, a key a line; a key without a name is a comment alone."""
    for number, key in enumerate(keys):
        start = f"{indent}- " if number == 0 else f"{indent}  "
        yield YamlLine(f"{start}{key.key}: {key.value}" if key.key else start.rstrip(), key.comment)


def name_comment(named: NamedExercise) -> str:
    """What was assumed of a name; empty where it is the file's own and known."""
    if named.state == "new":
        near = f"; perhaps {', '.join(named.suggestions)}" if named.suggestions else ""
        return f"new: words that fit any movement; `like:` says better ones{near}"
    written = one_line(named.written)
    if named.state == "guessed":
        near = f": perhaps {', '.join(named.suggestions)}" if named.suggestions else ""
        return f"a guess{near}"
    return "" if named.name.casefold() == written.casefold() else f'"{written}" in the file'
