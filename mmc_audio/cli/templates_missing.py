"""`mmc-audio templates missing`: what a language lacks."""

import click

from mmc_audio.cli.shared import json_option, say, show, show_json
from mmc_audio.cli.templates import searched
from mmc_audio.errors import InputError, UsageError


@click.command("missing", short_help="What a language lacks to be whole.")
@click.option("--language", required=True, metavar="TAG", help="The language, such as es or pt-br.")
@json_option
def missing_command(language: str, as_json: bool) -> int:
    """List what is there in English and not in a language: templates, texts, number words.

    Each line is a template, or a file of texts and where in it. A language that lacks nothing is
    whole, and a plan may be spoken in it; the exit code is 65 as long as something is missing.

    \b
    Examples:
      mmc-audio templates missing --language es
      mmc-audio templates missing --language pt-br --json
    """
    from mmc_audio.languages.locales import is_tag
    from mmc_audio.templates.content import read_content
    from mmc_audio.templates.missing import missing_in

    if not is_tag(language):
        raise UsageError(f'"{language}" is no language; write its tag, such as es or pt-br')
    folders = [each.path for each in searched()[:-1]]
    missing = missing_in(read_content(folders, language))
    if as_json:
        show_json({
            "language": language,
            "whole": missing.whole,
            "templates": missing.templates,
            "texts": missing.texts or {},
            "number_words": not missing.numbers,
        })  # fmt: skip
    else:
        for line in missing.lines():
            show(line)
        say(f"missing in {language}: {missing.counted()}" if not missing.whole else
            f"{language} is whole")  # fmt: skip
    return 0 if missing.whole else InputError.exit_code
