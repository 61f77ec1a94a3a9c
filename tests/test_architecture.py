"""The rooms import one way only, and stay small enough to read."""

import ast
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "mmc_audio"
FLOW = [
    "errors", "units", "_lib", "languages", "plan", "coaching", "advice", "importing", "script",
    "templates", "speech", "timeline", "audio", "mp3", "library", "ledger", "rendering",
    "workspace", "lint", "api", "batch", "player", "studio", "cli",
]  # fmt: skip
pytestmark = pytest.mark.xdist_group("architecture")  # what one test has read, the others use
OUTSIDE_THE_FLOW = {"__init__", "__main__"}
FILES = sorted(PACKAGE.rglob("*.py"))
KINDS = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(parsed(path)))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported_rooms(path: Path) -> set[str]:
    rooms = set()
    for node in nodes(path):
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


NAMED_FILE = re.compile(r"`(?:[\w/]+/)?(\w+\.py)`")


def test_every_file_that_a_text_names_is_there():
    there = {path.name for path in FILES} | {"json.py", "test_content_key.py"}
    named = {name for path in FILES for name in NAMED_FILE.findall(path.read_text())}
    assert named - there == set()


def functions(path: Path) -> list[tuple[str, int]]:
    found = []
    for node in nodes(path):
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


PARAMETERS = {
    "api.py:render": "the public API: who and how, each by its name",
    "cli/import.py:_wish": "the options of the command",
    "lint/run.py:lint": "what a command was given",
    "player/app.py:make_app": "what `serve` was given",
    "rendering/flow.py:Renderer.__init__": "what a run may differ in; each has a usual value",
    "rendering/result.py:RenderResult.as_made": "what a result says",
    "timeline/schedule.py:schedule": "functions that know what a script does not",
}
"""Functions with more than five parameters, all keyword-only from the third on, and what they are.
Commands are not counted: click gives them one for each option."""


def named_functions(node: ast.AST, owner: str = "") -> list[tuple[str, ast.FunctionDef]]:
    """Functions with the names of the classes that they are in."""
    found = []
    for each in ast.iter_child_nodes(node):
        name = f"{owner}{each.name}" if isinstance(each, KINDS) else ""
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef):
            found.append((name, each))
        found += named_functions(each, f"{name}." if name else owner)
    return found


def is_command(function: ast.FunctionDef) -> bool:
    return any("command" in ast.unparse(each) for each in function.decorator_list)


def test_no_function_has_more_than_five_parameters_but_those_listed():
    found = {}
    for path in FILES:
        for name, each in named_functions(parsed(path)):
            plain = [one.arg for one in (*each.args.posonlyargs, *each.args.args)]
            plain = plain[1:] if plain[:1] in (["self"], ["cls"]) else plain
            if len(plain) + len(each.args.kwonlyargs) > 5 and not is_command(each):
                found[f"{path.relative_to(PACKAGE)}:{name}"] = len(plain)
    assert found.keys() ^ PARAMETERS.keys() == set()
    assert max(found.values()) <= 4


def test_only_commands_print():
    prints = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in FILES
        if room(path) not in {"cli", "__main__"}
        for node in nodes(path)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"
    ]
    assert prints == []


def class_names() -> Counter[str]:
    """How many classes have each name; `_Line` and `Line` are read as one."""
    return Counter(
        node.name.lstrip("_")
        for path in FILES
        for node in nodes(path)
        if isinstance(node, ast.ClassDef)
    )


def test_no_class_name_means_two_things():
    assert [name for name, count in class_names().items() if count > 1] == []


NO_NOUN = re.compile(
    r"([A-Z]\w*)?(?<![A-Z])(About|Around|Asked|Before|Known|Kept|Latest|Many|Missing|Open|Ran|Said"
    r"|Spoken|Under|Understood|Where|Whole|With\w*|\w+Of|\w+Or)|[A-Z][a-z]*(?<![Bb])ed"
)
"""Names that say how something is, and not what."""


def test_classes_are_called_by_a_noun():
    assert [name for name in class_names() if NO_NOUN.fullmatch(name)] == []


def aliases(path: Path) -> set[str]:
    """The names that a module gives to types: `Span = tuple[int, int]`."""
    targets = (
        node.targets[0].id.lstrip("_")
        for node in parsed(path).body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    )
    return {name for name in targets if name[:1].isupper() and not name.isupper()}


def test_no_type_has_the_name_of_a_class():
    classes = class_names()
    assert {name for path in FILES for name in aliases(path) & classes.keys()} == set()


def test_a_room_has_no_two_functions_of_one_name():
    found = defaultdict(list)
    for path in FILES:
        for node in parsed(path).body:
            is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            if is_function and not node.name.startswith("_") and "command" not in node.name:
                found[room(path), node.name].append(path.name)
    assert {name: files for name, files in found.items() if len(files) > 1} == {}


CALLED_BY_OTHERS = {
    "concat", "join_path", "filter_stream", "load_bytecode", "dump_bytecode", "visit_For",
    "visit_With",  # Jinja
    "model_config", "nullable_schema", "default_schema", "field_title_should_be_set",
    "_has_each_section",  # pydantic
    "get_command", "list_commands", "format_commands",  # click
    "handle_data", "handle_endtag", "handle_starttag", "_fields_",  # Python
    "key_table", "routine_table",  # scripts/plan_tables
    "format_sets",  # what `parse_sets` reads back
    "best_load", "last_focus",  # in the report as data
}  # fmt: skip
"""What no line of the package names, and who does."""


def called(path: Path) -> Counter[str]:
    """How often each name is used, in code and in texts such as `module:function`."""
    used = Counter()
    for node in nodes(path):
        used[getattr(node, "id", None) or getattr(node, "attr", "")] += 1
        if isinstance(node, ast.keyword | ast.arg):
            used[node.arg or ""] += 1
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            used.update(re.findall(r"\w+", node.value))
    return used


def defined(node: ast.AST) -> list[tuple[str, int]]:
    """Names that are defined in a module or class, and how often their definition names them."""
    found = []
    for each in getattr(node, "body", ()):
        if isinstance(each, KINDS):
            is_registered = any("register" in ast.unparse(one) for one in each.decorator_list)
            found += [] if is_registered or is_command(each) else [(each.name, 0)]
            found += defined(each) if isinstance(each, ast.ClassDef) else []
        if isinstance(each, ast.AnnAssign | ast.Assign):
            target = each.target if isinstance(each, ast.AnnAssign) else each.targets[0]
            found += [(target.id, 1)] if isinstance(target, ast.Name) else []
    return found


def is_choice(node: ast.AST) -> bool:
    """Whether it is a word of an enumeration of the plan, which a plan names."""
    return any("PlanWord" in ast.unparse(base) for base in getattr(node, "bases", ()))


def test_nothing_is_there_that_nobody_calls():
    used = sum(map(called, FILES), Counter())
    choices = {
        name for path in FILES for node in parsed(path).body if is_choice(node)
        for name, _ in defined(node)
    }  # fmt: skip
    names = Counter()
    for path in FILES:
        for name, itself in defined(parsed(path)):
            names[name] += itself
    unused = {name for name, own in names.items() if used[name] <= own}
    known = CALLED_BY_OTHERS | choices
    assert {name for name in unused if not name.startswith("__")} - known == set()


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in FILES}


def for_types_only(tree: ast.Module) -> set[ast.AST]:
    """All that stands under `if TYPE_CHECKING:`, which is never run."""
    guarded = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
    ]
    return {inner for node in guarded for part in node.body for inner in ast.walk(part)}


def imported_modules(path: Path) -> set[str]:
    """Modules of this package that the one at `path` imports, at once or when it is used."""
    tree = parsed(path)
    types_only = for_types_only(tree)
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node not in types_only:
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (names & MODULES.keys()) or ({node.module} & MODULES.keys())
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names} & MODULES.keys()
    return found - {module_name(path)}


def cycles(imports: dict[str, set[str]]) -> set[frozenset[str]]:
    """Groups of modules that each import all others of the group, directly or through them."""
    reached = {module: set(found) for module, found in imports.items()}
    while True:
        grown = {
            module: found.union(*(reached[each] for each in found))
            for module, found in reached.items()
        }
        if grown == reached:
            break
        reached = grown
    return {
        frozenset(other for other in found if module in reached[other])
        for module, found in reached.items()
        if module in found
    }


def test_a_cycle_is_seen():
    imports = {"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": set()}
    assert cycles(imports) == {frozenset("abc")}
    assert cycles({"a": {"b"}, "b": set()}) == set()


def test_no_modules_import_each_other():
    imports = {name: imported_modules(path) for name, path in MODULES.items()}
    assert cycles(imports) == set()


@cache
def classes() -> dict[str, ast.ClassDef]:
    found = [node for path in FILES for node in parsed(path).body]
    return {node.name: node for node in found if isinstance(node, ast.ClassDef)}


def said_of(method: str, owner: ast.AST) -> bool:
    """Whether a class that `owner` is made from says what its method of that name is."""
    bases = [classes().get(ast.unparse(base)) for base in getattr(owner, "bases", ())]
    return any(
        said_of(method, base)
        or any(
            isinstance(n, KINDS) and n.name == method and ast.get_docstring(n) for n in base.body
        )
        for base in bases
        if base
    )


def undocumented(path: Path) -> list[str]:
    """Public modules, classes, functions and methods that do not say what they are."""
    tree = parsed(path)
    owners = [tree, *(n for n in tree.body if isinstance(n, ast.ClassDef))]
    owners = [one for one in owners if not getattr(one, "name", "").startswith("_")]
    public = [
        (node, owner)
        for owner in owners
        for node in (owner, *owner.body)
        if node is tree or (isinstance(node, KINDS) and not node.name.startswith("_"))
    ]
    return [
        f"{path.relative_to(PACKAGE)}: {getattr(node, 'name', 'the module')}"
        for node, owner in public
        if not ast.get_docstring(node) and not said_of(getattr(node, "name", ""), owner)
    ]


def test_whatever_is_public_says_what_it_is():
    assert [name for path in FILES for name in undocumented(path)] == []


WRITTEN_BY_HAND = [
    "mp3/id3.py", "audio/loudness.py", "library/feed.py", "player/range.py", "player/deadline.py",
    "_lib/atomic.py", "templates/sandbox/seccomp.py",
]  # fmt: skip


@pytest.mark.parametrize("name", WRITTEN_BY_HAND)
def test_what_a_library_could_do_says_why_it_does_not(name):
    assert "Hand-written:" in (ast.get_docstring(ast.parse((PACKAGE / name).read_text())) or "")


STARTS_PROGRAMS = {
    "_lib/child.py": "all that works beside this program",
    "cli/play.py": "a player in the foreground, which shares its keys and its end",
    "cli/say.py": "likewise",
    "lint/preview.py": "likewise",
}
"""Where programs are started. One supervisor ends what it started with all that is below it."""


def starts_programs(node: ast.AST) -> bool:
    """Whether it is `subprocess.run`, `subprocess.Popen` and the like."""
    names = {"Popen", "run", "call", "check_call", "check_output"}
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and getattr(node.func.value, "id", "") == "subprocess"
        and node.func.attr in names
    )


def test_programs_are_started_by_one_supervisor():
    found = {
        str(path.relative_to(PACKAGE))
        for path in FILES
        for node in nodes(path)
        if starts_programs(node)
    }
    assert found == set(STARTS_PROGRAMS)


PATTERNS = {
    "cli/cache.py": "a size the user typed",
    "cli/doctor.py": "versions of packages",
    "cli/log_ask.py": "answers the user typed",
    "cli/shared.py": "control characters on a terminal",
    "library/index.py": "names of files and dates in them",
    "library/names.py": "names of files",
    "library/playlist.py": "names of files",
    "library/prune.py": "dates in names of files",
    "library/single_page.py": "tags of our own page",
    "lint/phrases.py": "what is better not said: lint is about the words",
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
        for node in nodes(path)
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
        for node in nodes(path)
        if compares_words(node)
    ]
    assert found == []


PAGE_PATTERNS = {
    "remote.js": 2,
    "clock.js": 1,
}
"""Regular expressions in the page's scripts: the browser's name, and digits of a UUID."""


@pytest.mark.parametrize("path", sorted((PACKAGE / "player/static").glob("*.js")), ids=str)
def test_the_page_matches_no_words(path):
    text = path.read_text()
    patterns = re.findall(
        r"/\S[^/\n]*/[gimsuy]*\.test\(|\.(?:replace|match|search)\(/|RegExp", text
    )
    assert len(patterns) == PAGE_PATTERNS.get(path.name, 0)
