"""A language made of the English one: every text of the program in brackets."""

import re
import shutil
from pathlib import Path

import yaml

from mmc_audio.coaching.catalogue.files import english_files, parsed_yaml
from mmc_audio.coaching.translation import texts_in
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


def write_templates(folder):
    """Its templates."""
    shutil.copytree(builtin_templates_dir() / "en", folder / LANGUAGE, dirs_exist_ok=True)


def make(folder: Path) -> Path:
    """The whole language, as a folder of templates."""
    write_templates(folder)
    write_texts(folder)
    return folder
