"""A language made of the English one: every text of the program in brackets."""

import re
from pathlib import Path

import yaml
from jinja2 import Environment

from mmc_audio.coaching.texts import english_files, parsed_yaml
from mmc_audio.coaching.translation import texts_in
from mmc_audio.script.model import LABELS
from mmc_audio.templates.files import builtin_templates_dir

LANGUAGE = "eo"
"""It has number words, and no letter of it is heard but in them."""


def bracketed(text):
    """Each wording of a text in brackets: `long | short` gives `⟦long⟧ | ⟦short⟧`."""
    parts = (part.strip() for part in text.split("|"))
    return " | ".join(f"⟦{part}⟧" if re.search("[A-Za-z]", part) else part for part in parts)


def put(value, path):
    """`value` with the text at `path` in brackets."""
    if not path:
        return [bracketed(each) for each in value] if isinstance(value, list) else bracketed(value)
    key, *rest = path
    if isinstance(value, list):
        at = next(i for i, each in enumerate(value, 1) if str(each.get("id", i)) == key) - 1
        return [*value[:at], put(value[at], rest), *value[at + 1 :]]
    key = next(each for each in value if str(each) == key)
    return {**value, key: put(value[key], rest)}


def write_texts(folder):
    """The exercises and routines of the language, under `folder`."""
    for name, path in english_files().items():
        data = parsed_yaml(path.read_bytes())
        for place in list(texts_in(data)):
            data = put(data, place)
        target = folder / LANGUAGE / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(yaml.dump(data, allow_unicode=True, sort_keys=False))


CODE_MARKS = ("=", ".j2", "optional, ", ", bell")
"""Parts of a text in a template that is no words: an attribute, a file, part of a directive."""


def in_words(text):
    """Each word in brackets."""
    return re.sub(r"[^\W\d_]+(?:['-][^\W\d_]+)*", lambda word: f"⟦{word[0]}⟧", text)


class Line:
    """What part of a line of cues is said, as it is read from left to right over Jinja's tags.

    Not said are a setting or note, what stands in square brackets, and attributes in braces.
    """

    def __init__(self):
        self.said = True
        self.begins = True

    def read(self, text):
        """`text` between two tags, what is said of it in brackets."""
        return "".join(map(self._part, re.split(r"(\n|\[|\]|\{|\}|@|//)", text)))

    def _part(self, part):
        if part == "\n":
            self.said = self.begins = True
        elif (self.said and self.begins and part in {"@", "//"}) or part in {"[", "{"}:
            self.said = False
        elif part in {"]", "}"}:
            self.said = True
        elif self.said:
            self.begins = self.begins and not part.strip()
            return in_words(part)
        return part


def is_said(text, before, calls):
    """Whether a text in a tag is words: `"A few slow reps"`, `3|count("rep")`, `{"kg": "kilo"}`.

    Args:
        text: the text.
        before: what stands before it in the tag.
        calls: what is called around it, the innermost last.
    """
    if any(mark in text for mark in CODE_MARKS):
        return False
    if not re.fullmatch("[a-z_]+", text):
        return True
    if before == ":":
        return text not in LABELS
    return before == "{{" or bool({"count", "plural"} & {*calls})


def bracketed_template(source):
    """A template with all its words in brackets."""
    line, calls, before, made, at = Line(), [], "", [], 0
    for _, kind, text in Environment().lex(source):
        start = source.index(text, at)
        made.append(source[at:start])  # what `{%-` would take away
        at = start + len(text)
        if kind == "data":
            made.append(line.read(text))
        elif kind == "string" and line.said and is_said(text[1:-1], before, calls):
            made.append(text[0] + in_words(text[1:-1]) + text[0])
        else:
            made.append(text)
        if text == "(":
            calls.append(before)
        elif text == ")":
            calls.pop()
        if kind != "whitespace":
            before = text.strip()
    return "".join(made)


def write_templates(folder):
    """Its templates."""
    english = builtin_templates_dir() / "en"
    for path in english.rglob("*.j2"):
        target = folder / LANGUAGE / path.relative_to(english)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(bracketed_template(path.read_text()))


def make(folder: Path) -> Path:
    """The whole language, as a folder of templates."""
    write_templates(folder)
    write_texts(folder)
    return folder
