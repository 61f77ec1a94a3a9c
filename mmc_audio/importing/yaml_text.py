"""YAML that a person reads: plain texts where they are safe, comments beside values."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

_PLAIN = re.compile(r"[A-Za-z0-9\u00c0-\u024f][\w .,/%+()'\u00c0-\u024f-]*")
_RESERVED = re.compile(r"(?:true|false|yes|no|on|off|null|none|~)", re.IGNORECASE)
COLUMN = 32
"""Where comments begin."""
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class YamlLine:
    """A line of a plan: `key: value   # comment`."""

    text: str
    comment: str = ""

    def __str__(self) -> str:
        if not self.comment:
            return self.text
        return f"{self.text:<{COLUMN}} # {self.comment}"


def quoted_text(text: str) -> str:
    """`text` as a YAML value: plain where it cannot be misread, else in quotes."""
    clean = " ".join(_UNSAFE.sub(" ", text).split())
    plain = _PLAIN.fullmatch(clean) and not _RESERVED.fullmatch(clean) and clean[-1] != ":"
    return clean if plain else json.dumps(clean, ensure_ascii=False)


def comment_lines(text: str, indent: str = "") -> list[str]:
    """`text` as comment lines, its own line breaks kept, nothing in it that ends a comment."""
    lines = (" ".join(_UNSAFE.sub(" ", line).split()) for line in re.split(r"[\r\n]+", text))
    return [f"{indent}# {line}" for line in lines if line]


def one_line(text: str) -> str:
    """`text` as it may stand in a comment at the end of a line."""
    return " ".join(_UNSAFE.sub(" ", text).split())


def joined(lines: Iterable[YamlLine | str]) -> str:
    """The lines as a text that ends with a line break."""
    return "".join(f"{str(line).rstrip()}\n" for line in lines)
