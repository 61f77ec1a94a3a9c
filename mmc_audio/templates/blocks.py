"""Finds words in a template that extends another one, at places that are never spoken.

Jinja takes the blocks that the extended templates have and leaves all else out, without a word.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, nodes

from mmc_audio._lib.suggest import did_you_mean
from mmc_audio.templates.files import full_name, short_name
from mmc_audio.templates.ids import is_call
from mmc_audio.templates.lines import LineTable, read_marks
from mmc_audio.templates.syntax import SyntaxMistake

_BLOCKS_LOST_IN = (nodes.If,)
_WORDS_LOST_IN = (nodes.If, nodes.For, nodes.With, nodes.FilterBlock)
"""Tags within which they are left out, too; a block in a loop is heard where it stands."""

_LONGEST = 60
"""Characters of what is reported of a line."""


class UnusedBlockError(Exception):
    """Raised for words that a template would never say."""

    def __init__(self, file: str, finding: SyntaxMistake) -> None:
        super().__init__(finding.what)
        self.file, self.finding = file, finding


@dataclass(frozen=True, slots=True)
class _ParentTemplate:
    """The template that another one extends."""

    name: str
    blocks: tuple[str, ...]
    """Those of all that it extends itself, too."""

    @property
    def has(self) -> str:
        return f"has {', '.join(self.blocks) or 'none, so copy the whole template'}"


def check_used(name: str, tree: nodes.Template, environment: Environment) -> None:
    """Raise an error for words that the template never says.

    Args:
        name: the template, which has rendered: what it extends is there, and not in a circle.
        tree: what it was parsed to.
        environment: with the texts of all templates as `files`, and the `table` of their lines.

    Raises:
        UnheardError: for the first block or line of words that is left out.
    """
    extended = _extended(tree, environment)
    if extended is None:
        return
    found = [*_lost_blocks(tree, extended), *_lost_words(name, tree, extended, environment)]
    if found:
        raise UnusedBlockError(name, min(found, key=lambda each: each.line or 0))


def _named(tree: nodes.Template) -> str | None:
    """What a template extends: empty where it extends nothing, None where that depends."""
    found = list(tree.find_all(nodes.Extends))
    if not found:
        return ""
    sure = [each for each in tree.body if isinstance(each, nodes.Extends)]
    name = found[0].template if len(found) == len(sure) == 1 else None
    return full_name(str(name.value)) if isinstance(name, nodes.Const) else None


def _extended(tree: nodes.Template, environment: Any) -> _ParentTemplate | None:  # noqa: ANN401
    """What a template extends, up to the last one; None where it is nothing, or not sure."""
    first = name = _named(tree)
    blocks: dict[str, None] = {}
    while name:
        blocks |= dict.fromkeys(environment.get_template(name).blocks)
        text = environment.files[name]
        # Parsing takes as long as all the rest of a plan's templates.
        name = _named(environment.parse(text, name)) if "extends" in text else ""
    return _ParentTemplate(short_name(first), tuple(blocks)) if first and name is not None else None


def _below(tree: nodes.Template) -> list[nodes.Node]:
    """What comes after `extends`; what stands before it is heard first of all."""
    at = next(n for n, each in enumerate(tree.body) if isinstance(each, nodes.Extends))
    return tree.body[at + 1 :]


def _within(
    body: Iterable[nodes.Node], kind: type[nodes.Node], through: tuple[type[nodes.Node], ...]
) -> Iterator[Any]:
    for node in body:
        if isinstance(node, kind):
            yield node
        elif isinstance(node, through):
            yield from _within(node.iter_child_nodes(), kind, through)


def _lost_blocks(tree: nodes.Template, extended: _ParentTemplate) -> Iterator[SyntaxMistake]:
    known = {*extended.blocks, *_asked_for(tree)}
    for block in _within(_below(tree), nodes.Block, _BLOCKS_LOST_IN):
        if block.name not in known:
            has = f"it {extended.has}."
            hint = did_you_mean(block.name, extended.blocks, has, form='"{}"')
            what = f'{extended.name} has no block "{block.name}"; {hint} It is never heard'
            yield SyntaxMistake(what, block.lineno, block.name)


def _asked_for(tree: nodes.Template) -> Iterator[str]:
    """Blocks that a template prints itself: `{{ self.name() }}`."""
    for part in tree.find_all(nodes.Getattr):
        if isinstance(part.node, nodes.Name) and part.node.name == "self":
            yield part.attr


def _lost_words(
    name: str,
    tree: nodes.Template,
    extended: _ParentTemplate,
    environment: Any,  # noqa: ANN401
) -> Iterator[SyntaxMistake]:
    fix = f"put it into a block: {extended.name} {extended.has}"
    for output in _within(_below(tree), nodes.Output, _WORDS_LOST_IN):
        for part in [part for part in output.nodes if not is_call(part)]:
            for line, words in _printed(part, environment.table, name):
                quoted = f'"{_short(words)}"' if words else "what is printed here"
                what = f"{quoted} stands outside of every block and is never heard"
                yield SyntaxMistake(f"{what}; {fix}", line, words)


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def _printed(part: nodes.Expr, table: LineTable, name: str) -> list[tuple[int, str]]:
    """Line and words of what is printed; no words where they are worked out."""
    if not isinstance(part, nodes.TemplateData):
        return [(part.lineno, "")]
    lines = read_marks(part.data, table, name)
    return [(line, text.strip()) for text, (_, line) in zip(lines.text, lines.sources, strict=True)]
