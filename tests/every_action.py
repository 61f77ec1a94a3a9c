"""Everything that the pages of the player and of the studio write, in a workspace as commands have.

`written` reads the code itself, so that something a page writes which is missing here is noticed.
"""

import ast
import asyncio
import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from every_command import PLAN as PLAN_TEXT
from every_command import PROGRAM

Call = Callable[[], int]
TODAY = date.today()  # noqa: DTZ011 - as the pages have it
DAY, NEXT = date(2026, 1, 8), date(2026, 1, 9)
FAILED = 1
PLAN, OWN = "short.yaml", "plans/other.yaml"
MOMENT = "routines/calf_rocks"


@dataclass(frozen=True)
class PageAction:
    """What a page does; it works again when it was broken off anywhere."""

    call: Call
    before: tuple[Call, ...] = ()
    """What has to be done before, in order."""
    once: bool = False
    """Whether it does something else when it is done a second time."""


# --- The studio ---


def reported(do: Callable[[], object], *, git: bool = False) -> Call:
    """`do` as a page calls it: an error it knows is one line."""

    def call() -> int:
        from mmc_audio.errors import MmcError

        if not git:
            os.environ["PATH"] = os.devnull
        try:
            do()
        except MmcError as error:
            print(error, file=sys.stderr)
            return FAILED
        return 0

    return call


def files():
    from mmc_audio.workspace.files import WorkspaceFiles

    return WorkspaceFiles(Path.cwd())


def save(name: str, text: str) -> None:
    studio = files()
    studio.save(name, text, studio.version(name))


def open_plan():
    """A plan on the desk, changed."""
    from mmc_audio.studio.edited_file import EditedFile
    from mmc_audio.studio.plan_desk import PlanDesk

    desk = PlanDesk(EditedFile(files()))
    desk.file.open(OWN)
    desk.set_title("Another")
    return desk.file


def take_plans() -> None:
    from mmc_audio.studio.edited_file import EditedFile
    from mmc_audio.studio.plan_desk import PlanDesk

    desk = PlanDesk(EditedFile(files()))
    desk.paste("title: Pasted\nwork:\n  - {exercise: plank, hold: 10s}\n")
    desk.file.save()


def open_words():
    """Words on the desk, changed."""
    from mmc_audio.studio.edited_file import EditedFile
    from mmc_audio.studio.words_desk import WordsDesk
    from mmc_audio.studio.words_edit import WordsEdit

    edit = WordsEdit(EditedFile(files(), ending="\n"))
    edit.take(WordsDesk(files()).open(MOMENT))
    edit.file.change("# Calf rocks\nRock slower.\n[20s]")
    return edit.file


def own_words(do: str, *given: str) -> None:
    from mmc_audio.studio.words_desk import WordsDesk

    getattr(WordsDesk(files()), do)(*given)


def program(do: str, *given: object) -> None:
    from mmc_audio.studio.program_desk import ProgramDesk

    getattr(ProgramDesk(files()), do)(*given)


def voices(do: str, *given: object) -> None:
    from mmc_audio.studio.voices_desk import VoicesDesk

    getattr(VoicesDesk(files()), do)(*given)


def use_voice() -> None:
    from mmc_audio.rendering.overrides import Overrides

    voices("use", Overrides("silent", "silent"))


def exercises(do: str, *given: object) -> None:
    from mmc_audio.studio.exercises_desk import ExercisesDesk

    getattr(ExercisesDesk(files()), do)(*given)


def own_exercise() -> None:
    from mmc_audio.studio.exercises_desk import ExercisesDesk

    desk = ExercisesDesk(files())
    desk.write({"name": "Slow plank", "like": "plank"}, next(iter(desk.own()), ""))


def clients(do: str, *given: object) -> None:
    from mmc_audio.studio.clients_desk import ClientsDesk

    getattr(ClientsDesk(files()), do)(*given)


def train() -> None:
    from mmc_audio.studio.clients_desk import ClientPlan, ClientsDesk

    plan = ClientPlan("Ana", f"clients/Ana/{PLAN}", "Short", (), "", 0)
    ClientsDesk(files()).train(plan, DAY)


def render_clients() -> None:
    from mmc_audio.errors import OutputError
    from mmc_audio.studio.work import clients_work

    end = clients_work(Path.cwd(), "", "").run(lambda *_: None)
    if end.error or end.report["failed"]:
        raise OutputError(end.error or " ".join(end.report["problems"]))


def put_on_day() -> None:
    from mmc_audio.studio.program_desk import put_on_day as put

    put(files(), OWN, DAY)


# --- The page ---

SETS = {
    "sets": [
        {"id": "0190c7a0-0000-7000-8000-00000000000" + number, "exercise": "plank", "reps": 1,
         "done_at": "2026-01-0" + number + "T10:00:00+00:00"}
        for number in "12"
    ]
}  # fmt: skip


def settings_seen() -> str:
    from mmc_audio.speech.prefer import read_config

    return read_config().version


def plan_seen() -> str:
    return files().version(OWN)


def post(path: str, data: object, seen: Callable[[], str] | None = None) -> Call:
    """A page's request, without a network; `seen`: the version of what it has read."""

    def call() -> int:
        more = {"if-match": f'"{seen()}"'} if seen else {}
        status, said = asyncio.run(_asked(path, json.dumps(data).encode(), more))
        wrong = status >= 400 or "event: error" in said
        error = said.rpartition("event: error")[2]  # after a stream's steps; else all of it
        print(error if wrong else "", end="", file=sys.stderr)
        return FAILED if wrong else 0

    return call


async def _asked(path: str, body: bytes, more: dict[str, str]) -> tuple[int, str]:
    from mmc_audio.ledger.store import Ledger
    from mmc_audio.player.app import WorkspaceAccess, make_app

    here = Path.cwd()
    app = make_app(
        here / "output", ledger=Ledger(here / "practice.sqlite3"), workspace=WorkspaceAccess(here)
    )
    heads = {
        "host": "localhost", "origin": "http://localhost", "content-type": "application/json",
        "content-length": str(len(body)), **more,
    }  # fmt: skip
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST",
        "path": path, "raw_path": path.encode(), "query_string": b"", "root_path": "",
        "scheme": "http", "server": ("localhost", 80), "client": ("127.0.0.1", 1), "state": {},
        "headers": [(key.encode(), value.encode()) for key, value in heads.items()],
    }  # fmt: skip
    sent = [{"type": "http.request", "body": body, "more_body": False}]
    answers: list[dict] = []

    async def receive() -> dict:
        return sent.pop() if sent else await asyncio.sleep(3600, {"type": "http.disconnect"})

    async def send(message: dict) -> None:
        answers.append(message)

    await app(scope, receive, send)
    parts = b"".join(each.get("body", b"") for each in answers)
    return answers[0]["status"], parts.decode(errors="replace")


SETTINGS = {"talk": "sparse"}
LOGGED = post("/api/ledger/sets", SETS)
DELETED = post("/api/data/delete", {"day": None})
ADDED = reported(lambda: clients("add", "Ana"))
GIVEN = reported(lambda: clients("give", PLAN, "Ana"))
WORD = reported(lambda: voices("set_word", "tempo", "tem poh"))
ANOTHER_WORD = reported(lambda: voices("set_word", "reps", "repps"))

ACTIONS: dict[str, PageAction] = {
    "WorkspaceFiles.save": PageAction(reported(lambda: save(OWN, "title: A\n"), git=True)),
    "WorkspaceFiles.save, with a history": PageAction(
        reported(lambda: save(OWN, "title: A\n"), git=True),
        (reported(lambda: save(PLAN, "title: B\n"), git=True),),
    ),
    "WorkspaceFiles.remove": PageAction(
        reported(lambda: files().remove(OWN), git=True), once=True
    ),
    "EditedFile.save": PageAction(reported(lambda: open_plan().save())),
    "EditedFile.save, words": PageAction(reported(lambda: open_words().save())),
    "EditedFile.keep_mine": PageAction(reported(lambda: open_plan().keep_mine())),
    "PlanDesk.paste": PageAction(reported(take_plans), once=True),
    "WordsDesk.own_part": PageAction(reported(lambda: own_words("own_part", "rest", "checkin"))),
    "WordsDesk.own_whole": PageAction(reported(lambda: own_words("own_whole", "hold"))),
    "ProgramDesk.put": PageAction(reported(lambda: program("put", OWN, DAY))),
    "ProgramDesk.rest": PageAction(reported(lambda: program("rest", DAY))),
    "ProgramDesk.move": PageAction(
        reported(lambda: program("move", DAY, NEXT)),
        (reported(lambda: program("put", OWN, DAY)),),
        once=True,
    ),
    "ProgramDesk.easier_weeks": PageAction(reported(lambda: program("easier_weeks", 4))),
    "ProgramDesk.restore": PageAction(
        reported(lambda: program("restore", PROGRAM.replace("Every", "Each")))
    ),
    "ProgramDesk.copy_week": PageAction(
        reported(lambda: program("copy_week", date(2026, 1, 5), date(2026, 1, 12)))
    ),
    "ProgramDesk.undo": PageAction(
        reported(lambda: program("undo")), (reported(lambda: program("put", OWN, DAY)),), once=True
    ),
    "put_on_day": PageAction(reported(put_on_day)),
    "VoicesDesk.use": PageAction(reported(use_voice)),
    "VoicesDesk.set_word": PageAction(WORD),
    "VoicesDesk.restore": PageAction(reported(lambda: voices("restore", "a: bee\n")), (WORD,)),
    "VoicesDesk.undo": PageAction(
        reported(lambda: voices("undo")), (WORD, ANOTHER_WORD), once=True
    ),
    "ExercisesDesk.write": PageAction(reported(own_exercise)),
    "ExercisesDesk.restore": PageAction(
        reported(lambda: exercises("restore", "exercises/slow-plank.yaml",
                               "exercises:\n  - {name: Slow plank, like: plank}\n")),
        (reported(own_exercise),),
    ),
    "ClientsDesk.add": PageAction(ADDED),
    "ClientsDesk.give": PageAction(GIVEN, (ADDED,)),
    "ClientsDesk.train": PageAction(reported(train), (ADDED, GIVEN)),
    "ClientsDesk.take_check_ins": PageAction(
        reported(lambda: clients("take_check_ins", "Ana", json.dumps(SETS).encode())), (ADDED,)
    ),
    "clients_work": PageAction(reported(render_clients), (ADDED, GIVEN)),
    "POST /api/settings": PageAction(post("/api/settings", SETTINGS, settings_seen)),
    "POST /api/settings/undo": PageAction(
        post("/api/settings/undo", None, settings_seen),
        (post("/api/settings", SETTINGS, settings_seen),),
        once=True,
    ),
    "POST /api/render": PageAction(
        post("/api/render", {"day": TODAY.isoformat(), "engine": "silent"})
    ),
    "POST /api/plan/save": PageAction(
        post("/api/plan/save", {"name": OWN, "text": PLAN_TEXT.replace("Short", "Else")}, plan_seen)
    ),
    "POST /api/plan/undo": PageAction(
        post("/api/plan/undo", {"name": OWN}, plan_seen),
        (reported(lambda: open_plan().save()),),
        once=True,
    ),
    "POST /api/ledger/sets": PageAction(LOGGED),
    "POST /api/data/delete": PageAction(DELETED, (LOGGED,)),
}  # fmt: skip

LEFT_OUT = {
    "POST /api/plan/draft": "writes nothing",
    "POST /api/sample": "writes nothing but the cache",
    "POST /api/data/undo": "is of one process: what it deleted; writes as POST /api/ledger/sets",
    "PlanDesk.take_file": "is PlanDesk.paste with bytes",
    "install_work": "downloads; tests/cli/test_voices_command.py",
}

# --- What there is ---

WRITERS = {
    "FileGroup", "save", "mkdir", "record", "prefer", "write_config",
    "undo_config", "copy_template", "LongWork", "put", "keep_mine", "restore", "replace_folder",
    "undo", "unlink",
}  # fmt: skip
"""Calls that write files, by the last of their names."""
ROOT = Path(__file__).parents[1] / "mmc_audio"
MODULES = ("studio/*.py", "workspace/files.py")
IN_MEMORY = {"EditedFile.restore", "EditedFile.undo", "PlanDesk.restore"}
"""Named as those that write, but only the text on the desk changes."""


def written() -> Iterator[str]:
    """What the pages can write: public functions of the desks, and routes that are posted to."""
    for path in sorted(each for form in MODULES for each in ROOT.glob(form)):
        yield from _writing_functions(ast.parse(path.read_text("utf-8")))
    for path in sorted((ROOT / "player").glob("*.py")):
        yield from _posted(ast.parse(path.read_text("utf-8")))


def _writing_functions(module: ast.Module) -> Iterator[str]:
    for node in module.body:
        if isinstance(node, ast.FunctionDef) and _calls(node) & WRITERS:
            yield from () if node.name.startswith(("_", "main_")) else (node.name,)
        if isinstance(node, ast.ClassDef):
            yield from _writing_methods(node)


def _writing_methods(of: ast.ClassDef) -> Iterator[str]:
    """Methods that write, or call another of the class that does."""
    calls = {each.name: _calls(each) for each in of.body if isinstance(each, ast.FunctionDef)}
    found = {name for name, called in calls.items() if called & WRITERS}
    while more := {name for name, called in calls.items() if called & found} - found:
        found |= more
    names = (f"{of.name}.{name}" for name in sorted(found) if not name.startswith("_"))
    return (name for name in names if name not in IN_MEMORY)


def _calls(node: ast.AST) -> set[str]:
    called = (each.func for each in ast.walk(node) if isinstance(each, ast.Call))
    return {each.attr if isinstance(each, ast.Attribute) else getattr(each, "id", "")
            for each in called}  # fmt: skip


def _posted(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Route":
            given = {each.arg: ast.unparse(each.value) for each in node.keywords}
            for method in ast.literal_eval(given.get("methods", "[]")):
                yield f"{method} {ast.literal_eval(node.args[0])}"
