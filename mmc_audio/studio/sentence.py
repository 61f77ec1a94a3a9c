"""One sentence of a template is worded anew, and all around it stays."""

from mmc_audio.errors import InputError
from mmc_audio.script.lexer import split_attributes

BRACES = "{}\\"
OPENINGS = ("#", "@", "[", "//")
"""What a line begins with that is no words."""


def said_instead(text: str, line: int, was: str, sentence: str) -> str:
    """A template's text in which one line says something else.

    Where the line has the old sentence word for word, only that is replaced. Where it is put
    together from parts, its brackets stay and the new sentence is said each time.

    Args:
        text: the template's.
        line: from 1.
        was: the sentence as it was heard.
        sentence: what to say instead; `|` separates a long wording from shorter ones.

    Raises:
        InputError: if the line holds no words, or the sentence cannot stand in a template.
    """
    new = " ".join(sentence.split())
    _check(new)
    lines = text.split("\n")
    if not 0 < line <= len(lines) or not _has_words(lines[line - 1]):
        raise InputError("this line is made elsewhere; change it in the editor")
    written = lines[line - 1]
    lines[line - 1] = _literal(written, was, new) or _anew(written, new)
    return "\n".join(lines)


def _check(sentence: str) -> None:
    if not sentence:
        raise InputError("write what is to be said instead")
    if found := next((each for each in BRACES if each in sentence), ""):
        raise InputError(f"a sentence has no {found} in it; leave it out")
    if sentence.startswith(OPENINGS):
        raise InputError("begin the sentence with a word")


def _has_words(written: str) -> bool:
    bare = written.strip()
    return bool(bare) and not bare.startswith(("{%", "{#", "#", "@", "//"))


def _literal(written: str, was: str, new: str) -> str:
    """The line with the old sentence replaced where it stands; empty where it does not."""
    if was not in written:
        return ""
    before = written[: written.index(was)]
    quoted = before.count("{{") > before.count("}}")
    if quoted and not before.endswith(('"', "'")):
        return ""
    said = new.replace('"', '\\"').replace("'", "\\'") if quoted else new
    return written.replace(was, said, 1)


def _anew(written: str, new: str) -> str:
    start = len(written) - len(written.lstrip())
    end = _bracket_end(written, start)
    head = written[:end]
    words, _ = split_attributes(_without_tags(written[end:]))
    attributes = _without_tags(written[end:])[len(words) :].strip()
    gap = " " if head.strip() else ""
    return f"{head}{gap}{new}{' ' if attributes else ''}{attributes}"


def _bracket_end(written: str, start: int) -> int:
    """Where the brackets at the beginning of a line end, tags within them included."""
    if not written[start:].startswith("["):
        return start
    depth, at = 0, start
    while at < len(written):
        if written.startswith(("{{", "{%"), at):
            depth += 1
        elif written.startswith(("}}", "%}"), at):
            depth -= 1
        elif written[at] == "]" and depth == 0:
            return at + 1
        at += 1
    return start


def _without_tags(text: str) -> str:
    """`text` without what Jinja works out in it."""
    found, depth, at = "", 0, 0
    while at < len(text):
        if text.startswith(("{{", "{%"), at):
            depth, at = depth + 1, at + 2
        elif text.startswith(("}}", "%}"), at) and depth:
            depth, at = depth - 1, at + 2
        else:
            found += "" if depth else text[at]
            at += 1
    return found
