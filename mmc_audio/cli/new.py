"""`mmc-audio new`: a plan to start from."""

import shlex
import sys
from collections.abc import Callable
from contextlib import suppress
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mmc_audio.cli.shared import is_terminal, json_option, say, show, show_json
from mmc_audio.plan.model import Goal, Stage

if TYPE_CHECKING:
    from mmc_audio.coaching.starter import Wish

USUAL_NAME = "my-plan"

STAGES = [stage.value for stage in Stage]
NO_ANSWERS = (
    "this is no terminal, so questions cannot be asked; say what to train, such as "
    "'mmc-audio new arms --train biceps,triceps --minutes 20', or start --from an example"
)


class GoalName(click.Choice[str]):
    """A goal, in its own word or in those of people: "build muscle" is hypertrophy."""

    def __init__(self) -> None:
        super().__init__([goal.value for goal in Goal])

    def convert(
        self,
        value: Any,  # noqa: ANN401 - as click has it
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str:
        """The goal's own word; click's message, which lists them, where it is none."""
        with suppress(ValueError):
            return Goal.read(value).value
        return super().convert(value, param, ctx)


@click.command(short_help="Start a plan: from an example, or by answering a few questions.")
@click.argument("name", required=False)
@click.option("--from", "source", metavar="EXAMPLE", help="Copy this example; see --list.")
@click.option("--list", "listing", is_flag=True, help="List the examples.")
@click.option("--paste", is_flag=True, help="Make it of lines that you paste, or of stdin.")
@click.option("--goal", type=GoalName(), help="What the training is for.")
@click.option("--train", metavar="A,B", help="Muscles, regions or exercises, with commas.")
@click.option("--minutes", type=click.IntRange(5, 180), help="About how long.")
@click.option("--stage", type=click.Choice(STAGES), help="How well you feel the muscle already.")
@click.option("--equipment", metavar="A,B", help="What you have, with commas; all or none.")
@json_option
def command(
    name: str | None,
    source: str | None,
    listing: bool,
    paste: bool,
    as_json: bool,
    **answers: str | int | None,
) -> None:
    """Write NAME.yaml, a plan to change and to render. Never overwrites a file.

    Without options it asks: what for, which muscles, how long, how far, with what. An exercise
    that your equipment does not allow gives way to the nearest of its kind.

    \b
    Examples:
      mmc-audio new                                       asks a few questions
      mmc-audio new --list                                what there is to start from
      mmc-audio new my-break --from desk-reset            a copy of an example
      mmc-audio new arms --train biceps,triceps --minutes 20
      mmc-audio new monday --paste                        paste lines such as Bench 3x8 @ 60kg
    """
    if listing:
        _list(as_json=as_json)
        return
    path = _copied(name, source) if source else None
    if not path and (paste or not answers["train"]):  # stdin may be a pipe that never ends
        path = _pasted(name, asked=paste)
    path = path or _asked(name, answers)
    if as_json:
        show_json({"plan": str(path)})
        return
    show(str(path))
    say(f"  Change it as you like, then: mmc-audio render {shlex.quote(str(path))}")


def _pasted(name: str | None, *, asked: bool) -> Path | None:
    """A plan of the lines on standard input; None where nothing is there and nobody asked.

    Raises:
        InputError: if the lines hold no exercise; UsageError if they hold several days.
    """
    from mmc_audio.cli.pasted import pasted_plan

    found = pasted_plan(asked=asked)
    return _written(name or found.name, found.text) if found else None


def _list(*, as_json: bool) -> None:
    from mmc_audio.workspace.examples import examples

    found = examples()
    if as_json:
        show_json([{"name": e.name, "about": e.about, "path": str(e.path)} for e in found])
        return
    width = max((len(example.name) for example in found), default=0)
    for example in found:
        show(f"{example.name:<{width}}  {example.about}")


def _copied(name: str | None, source: str) -> Path:
    from mmc_audio.workspace.examples import find

    example = find(source)
    return _written(name or example.path.stem, example.path.read_text(encoding="utf-8"))


def _asked(name: str | None, answers: dict[str, str | int | None]) -> Path:
    from mmc_audio.coaching.catalogue import load_catalogue
    from mmc_audio.coaching.starter import plan_text
    from mmc_audio.errors import UsageError

    if not answers["train"] and not is_terminal(sys.stdin):
        raise UsageError(NO_ANSWERS)
    try:
        if not answers["train"]:
            name, answers = _ask(name, answers)
        path = name or USUAL_NAME
        text = plan_text(_wish(path, answers), load_catalogue())
    except ValueError as error:
        raise UsageError(str(error)) from error
    return _written(path, text)


def _ask(
    name: str | None, answers: dict[str, str | int | None]
) -> tuple[str, dict[str, str | int | None]]:
    """The answers, with a question for each that is missing, until it is answered well.

    Raises:
        OutputError: if there is a plan of that name already.
        ValueError: for equipment that is not known.
    """
    from mmc_audio.coaching.catalogue import load_catalogue
    from mmc_audio.coaching.starter import equipment_at_hand
    from mmc_audio.errors import OutputError

    if name and (trouble := _trouble(name)):
        raise OutputError(trouble)
    equipment_at_hand(_parts(answers["equipment"] or ""), load_catalogue())
    asked = dict(answers)
    for key, (question, usual) in _QUESTIONS.items():
        if asked[key] is None:
            asked[key] = _prompt(question, usual, _KINDS.get(key), _checked(key, asked))
    return name or _prompt("Name of the plan", _free_name(), None, _free), asked


def _prompt(
    question: str,
    usual: str | int,
    kind: "click.ParamType[Any] | None",
    read: Callable[[str], str],
) -> str:
    """The answer as `read` reads it; what that refuses is reported and asked again."""
    answer: str = click.prompt(question, usual, type=kind, value_proc=read, err=True)
    return answer


def _checked(key: str, asked: dict[str, str | int | None]) -> Callable[[str], str]:
    """Reads the answer to the question `key`: with the answers before, it must give a plan."""
    from mmc_audio.coaching.catalogue import load_catalogue
    from mmc_audio.coaching.starter import plan_text

    def read(text: str) -> str:
        kind = _KINDS.get(key)
        answer = str(kind.convert(text, None, None) if kind else text)
        try:
            plan_text(_wish(USUAL_NAME, {**asked, key: answer}), load_catalogue())
        except ValueError as error:
            raise click.UsageError(str(error)) from error
        return answer

    return read


def _free(name: str) -> str:
    if trouble := _trouble(name):
        raise click.UsageError(trouble)
    return name


def _trouble(name: str) -> str | None:
    """Why no plan can be written under `name`; None if it can, as far as is known before."""
    path = _path(name)
    if path.exists():
        return f"{path}: is there already; choose another name"
    return None if path.parent.is_dir() else f"{path}: there is no such folder; choose another"


def _free_name() -> str:
    """The usual name, or with the first number that makes it a new one."""
    names = chain([USUAL_NAME], (f"{USUAL_NAME}-{number}" for number in count(2)))
    return next(name for name in names if not _path(name).exists())


def _path(name: str) -> Path:
    return Path(name if name.endswith((".yaml", ".yml")) else f"{name}.yaml")


_KINDS: "dict[str, click.ParamType[Any]]" = {
    "goal": GoalName(),
    "stage": click.Choice(STAGES),
    "minutes": click.IntRange(5, 180),
}
_QUESTIONS: dict[str, tuple[str, str | int]] = {
    "goal": ("What for?", "hypertrophy"),
    "train": ("Which muscles or exercises? (with commas)", "biceps, triceps"),
    "minutes": ("How many minutes?", 30),
    "stage": ("How well do you feel the muscle?", "learn"),
    "equipment": ("What do you have? (with commas; all or none)", "all"),
}


def _wish(path: str, answers: dict[str, str | int | None]) -> "Wish":
    from mmc_audio.coaching.starter import Wish

    usual = {key: value for key, (_, value) in _QUESTIONS.items()}
    given = {key: usual[key] if value is None else value for key, value in answers.items()}
    words = Path(path).stem.replace("-", " ").replace("_", " ").strip()
    return Wish(
        title=words[:1].upper() + words[1:] or "My plan",
        train=_parts(given["train"]),
        goal=Goal(str(given["goal"])),
        stage=Stage(str(given["stage"])),
        minutes=int(given["minutes"]),
        equipment=_parts(given["equipment"]),
    )


def _parts(text: str | int) -> tuple[str, ...]:
    return tuple(part for part in (p.strip() for p in str(text).split(",")) if part)


def _written(name: str, text: str) -> Path:
    """The new file.

    Raises:
        OutputError: if it is there already, or cannot be written.
    """
    from mmc_audio._lib.atomic import create
    from mmc_audio.errors import OutputError

    path = _path(name)
    if not path.absolute().parent.is_dir():
        raise OutputError(
            f"{path}: there is no folder {path.parent}; make it, or choose another place"
        )
    if not create(path, text.encode()):
        raise OutputError(f"{path}: is there already; choose another name")
    return path
