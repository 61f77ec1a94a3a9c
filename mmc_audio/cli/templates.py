"""`mmc-audio templates`: the coach's own words."""

from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from mmc_audio._lib.content_folders import from_here
from mmc_audio.cli.shared import json_option, say, show, show_json
from mmc_audio.cli.sub_commands import SubCommands

if TYPE_CHECKING:
    from mmc_audio._lib.content_folders import ContentFolder
    from mmc_audio.templates.listing import TemplateEntry
    from mmc_audio.templates.options import TemplateOption

WORKSPACE = "templates"
"""The folder for a workspace's own templates."""

EPILOG = """\b
Examples:
  mmc-audio templates list                 what there is
  mmc-audio templates copy rest            the rest, ready to change
  mmc-audio templates preview rest --play  how it sounds now
"""

language_option = click.option(
    "--language", default="en", show_default=True, metavar="TAG", help="Language of the templates."
)


class TemplateCommands(SubCommands):
    """In the order in which a coach needs them."""

    modules = MappingProxyType({
        "list": "templates",
        "missing": "templates_missing",
        "show": "templates",
        "vars": "templates",
        "copy": "templates",
        "diff": "templates",
        "lint": "templates_try",
        "preview": "templates_try",
        "pack": "templates_share",
        "add": "templates_share",
        "remove": "templates_share",
    })  # fmt: skip


@click.group(cls=TemplateCommands, short_help="Make the coach's words your own.", epilog=EPILOG)
def command() -> None:
    """See, change, try and share cue templates: the words the coach says."""


def searched() -> "list[ContentFolder]":
    """The folders where templates are looked for, the built-in one last."""
    from mmc_audio.templates.search_path import template_folders

    return template_folders()


@click.command("list", short_help="Every template, and where it comes from.")
@language_option
@json_option
def list_command(language: str, as_json: bool) -> None:
    """List every template: what it is for, where it comes from, what it overrides.

    Sounds and files of exercises of your own and from packs stand below.

    \b
    Examples:
      mmc-audio templates list
      mmc-audio templates list --language es
    """
    from mmc_audio.templates.listing import library_of, list_templates
    from mmc_audio.templates.missing import missing_templates
    from mmc_audio.templates.translations import is_english

    folders = searched()
    entries = list_templates(folders, language)
    if as_json:
        show_json([_as_data(entry) for entry in entries])
        return
    for entry in entries:
        _print_entry(entry)
    _print_content()
    missing = [] if is_english(language) else missing_templates(library_of(folders, language))
    if missing:
        say(f"Not there in {language}: {', '.join(missing)}")


def _print_content() -> None:
    """The coach's own sounds and exercises; the built-in ones are in the documentation."""
    from mmc_audio.coaching.catalogue.own_files import exercise_files, exercise_folders
    from mmc_audio.script.own_sounds import own_sounds

    for name, sound in sorted(own_sounds().items()):
        show(f"[{name}]".ljust(32) + f" {from_here(sound.path)}  [{sound.origin}]")
        if sound.problem:
            say(f"  cannot be used: {sound.problem}")
    for file in exercise_files(exercise_folders()):
        show(f"{'exercises':<32} {file.shown}  [{file.origin}]")


def _as_data(entry: "TemplateEntry") -> dict[str, Any]:
    return {
        "name": entry.name,
        "about": entry.about,
        "part": entry.part,
        "origin": entry.origin,
        "path": str(entry.path),
        "language": entry.language,
        "overrides": list(entry.overrides),
        "options": [option_data(option) for option in entry.options],
        "problem": entry.problem or None,
    }


def option_data(option: "TemplateOption") -> dict[str, Any]:
    """An option for a program."""
    return {
        "name": option.name,
        "type": option.kind,
        "default": option.default,
        "allowed": option.allowed,
        "help": option.help,
    }


def _print_entry(entry: "TemplateEntry") -> None:
    over = f", before {' and '.join(entry.overrides)}" if entry.overrides else ""
    origin = "" if entry.origin == "built-in" and not over else f"  [{entry.origin}{over}]"
    show(f"{entry.name:<32} {entry.about}{origin}")
    if entry.problem:
        say(f"  cannot be used: {entry.problem}")


@click.command("show", short_help="One template's text and options.")
@click.argument("name")
@language_option
@json_option
def show_command(name: str, language: str, as_json: bool) -> None:
    """Show the text of template NAME, where it is, and the options a plan may set.

    \b
    Examples:
      mmc-audio templates show rest
      mmc-audio templates show builtin/rest
    """
    from mmc_audio.templates.listing import library_of, locate
    from mmc_audio.templates.options import options, read_head

    name, folders = locate(name, searched())
    library = library_of(folders, language)
    file = library.find(name)
    known = list(options(library, name).values())
    if as_json:
        data = {"name": name, "path": str(file.path), "about": read_head(file).about}
        show_json(data | {"options": [option_data(o) for o in known], "text": file.text})
        return
    say(f"{file.path}")
    _tell_options(file.name, known)
    show(file.text.rstrip("\n"))


def _tell_options(name: str, known: "list[TemplateOption]") -> None:
    from mmc_audio.templates.files import short_name

    if known:
        say(f"A plan may set, under templates: {short_name(name)}:")
    for option in known:
        say(f"  {option.name}: {_example(option.default)}   {option.allowed}. {option.help}")


@click.command("vars", short_help="What a template may say, with examples.")
@click.argument("name")
@click.option("--exercise", metavar="NAME", help="Show the values for this exercise.")
@language_option
@json_option
def vars_command(name: str, exercise: str | None, language: str, as_json: bool) -> None:
    """List what template NAME may use, each with an example value.

    \b
    Examples:
      mmc-audio templates vars rest
      mmc-audio templates vars ready --exercise plank
    """
    from mmc_audio.lint.preview import situation_for, variables
    from mmc_audio.templates.listing import library_of, locate
    from mmc_audio.templates.options import options

    name, folders = locate(name, searched())
    library = library_of(folders, language)
    library.find(name)
    situation = situation_for(name, exercise, library)
    found = {variable.name: variable.example for variable in variables(situation)}
    found |= {f"options.{o.name}": o.default for o in options(library, name).values()}
    if as_json:
        show_json(found)
        return
    say(f"For {situation.description}:")
    for key, value in found.items():
        show(f"{key:<28} {_example(value)}")


def _example(value: object) -> str:
    import json

    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 90 else text[:89] + "…"


@click.command("copy", short_help="Copy a template here, ready to change.")
@click.argument("name")
@click.option("--block", metavar="NAME", help="Only this block; the rest stays built-in.")
@click.option(
    "--to",
    default=WORKSPACE,
    show_default=True,
    metavar="DIR",
    type=click.Path(),
    help="Folder for the copy.",
)
@language_option
def copy_command(name: str, block: str | None, to: str, language: str) -> None:
    """Copy template NAME into ./templates, and say what to change first.

    With --block only that part becomes yours, and the rest goes on improving with each version.
    With --language it goes into the folder of that language, to be translated.

    \b
    Examples:
      mmc-audio templates copy rest
      mmc-audio templates copy rest --block checkin
      mmc-audio templates copy rest --language es
    """
    from mmc_audio.templates.tools import copy_template

    copied = copy_template(name, searched(), Path(to), language=language, block=block)
    show(str(copied.path))
    if copied.line:
        quoted = ' Words in "quotes" are spoken, too.' if "{" in copied.words else ""
        say(f"Begin in line {copied.line}: {copied.words}{quoted}")
    spoken = "" if language == "en" else f" --language {language}"
    say(f"Then hear it: mmc-audio templates preview {name}{spoken} --play")


@click.command("diff", short_help="How yours differs from the built-in one.")
@click.argument("name")
@language_option
@json_option
def diff_command(name: str, language: str, as_json: bool) -> None:
    """Compare your template NAME with the built-in one.

    After an upgrade it also shows how the built-in one changed since you copied it.

    \b
    Example:
      mmc-audio templates diff rest
    """
    from mmc_audio.templates.listing import locate
    from mmc_audio.templates.tools import diff_template

    name, folders = locate(name, searched())
    found = diff_template(name, folders, language=language)
    if as_json:
        show_json(found)
        return
    show(found["yours"].rstrip("\n") or "yours says the same as the built-in one")
    if found.get("since"):
        say("\nThe built-in template has changed since you copied it:")
        show(found["since"].rstrip("\n"))
