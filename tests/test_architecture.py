"""The rooms import one way only, and stay small enough to read."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "mmc_audio"
FLOW = [
    "errors", "units", "_lib", "languages", "plan", "coaching", "advice", "importing", "script", "templates",
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
