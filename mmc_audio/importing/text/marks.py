"""Signs in a line that say nothing of the exercise: emoji, bold, square brackets."""

import re

_EMOJI = (
    r"[\u2190-\u21ff\u2300-\u23ff\u2600-\u2712\u2715-\u27bf\u2b00-\u2bff"
    r"\U0001f000-\U0001faff\u200d\ufe0f]"
)
_KEYCAP = re.compile(r"([0-9]{1,2}|\U0001f51f)\ufe0f?\u20e3\s*")
_ARROW = re.compile(r"(?<=\w)\s*(?:\u2192|\u27a1\ufe0f?|\u2794|->)\s*(?=[^\W\d])")
"""`Warrior 2 \u2192 triangle`: one after the other."""
_FRAMED = re.compile(rf"{_EMOJI}+\s*(?P<text>[^\d].*?)\s*{_EMOJI}+")
_WITHIN = re.compile(rf"(?<=\S)\s*{_EMOJI}+(?=\s|$|[,;.)])")
_MARKED = re.compile(r"(?:\*\*[^*]+\*\*|__[^_]+__):?|#.*")
_BOLD = re.compile(r"(\*\*|__|`)(?=\S)([^*_`]+?)\1")
_SQUARE = re.compile(r"(?<=\S)\s\[([^\[\]]*[0-9][^\[\]]*)\]")


def without_marks(line: str) -> str:
    """The line without them; those in front stay, since they are bullets.

    `1. **Squat** 3x5` is `1. Squat 3x5`; a line that is bold as a whole is a heading and stays.
    """
    line = _KEYCAP.sub(r"\1. ", line)
    line = _ARROW.sub(", ", line)
    framed = _FRAMED.fullmatch(line)
    if framed and not re.search("[0-9]", framed["text"]):
        line = framed["text"]
    line = _WITHIN.sub("", line)
    if not _MARKED.fullmatch(line):
        line = _BOLD.sub(r"\2", line)
    return _SQUARE.sub(r" (\1)", line)
