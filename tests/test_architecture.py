"""The rooms import one way only, and stay small enough to read."""

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "mmc_audio"
FLOW = [
    "errors", "units", "_lib", "languages", "plan", "coaching", "advice", "script", "templates",
    "speech", "timeline", "audio", "mp3", "library", "ledger", "rendering", "workspace", "lint",
    "api", "batch", "player", "cli",
]  # fmt: skip
OUTSIDE_THE_FLOW = {"__init__", "__main__"}
FILES = sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported_rooms(path: Path) -> set[str]:
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text())):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
            if node.module == "mmc_audio":
                names = [f"mmc_audio.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        rooms |= {n.split(".")[1] for n in names if n.startswith("mmc_audio.")}
    return rooms


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_room_imports_only_what_stands_before_it(path):
    if room(path) in OUTSIDE_THE_FLOW:
        return
    allowed = set(FLOW[: FLOW.index(room(path)) + 1]) | {"__init__", "__version__"}
    assert imported_rooms(path) <= allowed


def test_every_room_is_in_the_flow():
    assert {room(path) for path in FILES} - OUTSIDE_THE_FLOW <= set(FLOW)


def functions(path: Path) -> list[tuple[str, int]]:
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            doc = node.body[0]
            has_doc = ast.get_docstring(node) is not None
            skip = doc.end_lineno - doc.lineno + 1 if has_doc else 0
            found.append((f"{path.name}:{node.name}", node.end_lineno - node.lineno + 1 - skip))
    return found


def test_functions_and_files_stay_small():
    sizes = [size for path in FILES for size in functions(path)]
    lengths = sorted(length for _, length in sizes)
    assert [name for name, length in sizes if length > 40] == []
    assert lengths[len(lengths) // 2] <= 8
    assert sum(length <= 15 for length in lengths) / len(lengths) >= 0.85
    assert [p.name for p in FILES if p.read_text().count("\n") > 300] == []


def test_only_commands_print():
    prints = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in FILES
        if room(path) not in {"cli", "__main__"}
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"
    ]
    assert prints == []


PATTERNS = {
    "batch/task.py": "paths of templates in messages of a worker",
    "cli/cache.py": "a size the user typed",
    "cli/log_ask.py": "answers the user typed",
    "cli/shared.py": "control characters on a terminal",
    "library/index.py": "names of files and dates in them",
    "library/names.py": "names of files",
    "library/playlist.py": "names of files",
    "library/prune.py": "dates in names of files",
    "library/single_page.py": "tags of our own page",
    "lint/phrases.py": "what is better not said: lint is about the words",
    "lint/run.py": "figures in messages",
    "lint/unused.py": "names of template files",
    "mp3/text.py": "characters that a tag cannot hold",
    "player/range.py": "HTTP headers",
    "player/security.py": "HTTP headers",
    "workspace/examples.py": "keys and titles of plans",
    "workspace/init.py": "dates in our own example files",
}
"""Where a room behind the script may match a pattern, and on what. Never on what is spoken: what a
line means travels as data."""

BEHIND_THE_SCRIPT = FLOW[FLOW.index("timeline") :]
SPOKEN = {"text", "title", "wordings", "utterance"}
"""Fields that hold words a coach may write in any language."""


def test_no_room_behind_the_script_matches_patterns_but_those_listed():
    found = {
        str(path.relative_to(PACKAGE))
        for path in FILES
        if room(path) in BEHIND_THE_SCRIPT
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Import) and any(alias.name == "re" for alias in node.names)
    }
    assert found == set(PATTERNS)


def words_of(node: ast.AST) -> bool:
    """Whether an expression is a field that holds words, or a method of one."""
    while isinstance(node, ast.Call | ast.Attribute):
        if isinstance(node, ast.Attribute) and node.attr in SPOKEN:
            return True
        node = node.func if isinstance(node, ast.Call) else node.value
    return isinstance(node, ast.Subscript) and getattr(node.slice, "value", None) in SPOKEN


def compares_words(node: ast.AST) -> bool:
    """Whether words are compared with a text that is written in the program."""
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        fixed = any(isinstance(s, ast.Constant) and isinstance(s.value, str) for s in sides)
        return fixed and any(map(words_of, sides))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        asks = node.func.attr in {"startswith", "endswith", "removesuffix", "removeprefix"}
        fixed = any(isinstance(each, ast.Constant) for each in node.args)
        return asks and fixed and words_of(node.func.value)
    return False


def test_no_room_behind_the_script_compares_spoken_words():
    found = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in FILES
        if room(path) in BEHIND_THE_SCRIPT
        for node in ast.walk(ast.parse(path.read_text()))
        if compares_words(node)
    ]
    assert found == []


PAGE_PATTERNS = {
    "remote.js": 2,
    "store.js": 1,
}
"""Regular expressions in the page's scripts: the browser's name, and digits of a UUID."""


@pytest.mark.parametrize("path", sorted((PACKAGE / "player/static").glob("*.js")), ids=str)
def test_the_page_matches_no_words(path):
    text = path.read_text()
    patterns = re.findall(
        r"/\S[^/\n]*/[gimsuy]*\.test\(|\.(?:replace|match|search)\(/|RegExp", text
    )
    assert len(patterns) == PAGE_PATTERNS.get(path.name, 0)
