"""The reader keeps what was written, and says in one line what it cannot read."""

import time

import pytest
import yaml as pyyaml
from hypothesis import given
from hypothesis import strategies as st

from mmc_audio._lib import yaml_tree as yaml
from mmc_audio.errors import PlanError

PARSERS = [pyyaml.BaseLoader] + ([pyyaml.CBaseLoader] if pyyaml.__with_libyaml__ else [])


@pytest.fixture(params=PARSERS, ids=lambda loader: loader.__name__)
def parser(request, monkeypatch):
    monkeypatch.setattr(yaml, "_PARSER", request.param)


def plain(node):
    if isinstance(node, yaml.Scalar):
        return node.text
    if isinstance(node, yaml.Sequence):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.entries}


def read(text, file="p.yaml"):
    return yaml.read_tree(text.encode() if isinstance(text, str) else text, file)


def wrong(text):
    with pytest.raises(PlanError) as caught:
        read(text)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    "text", ["0310", "1:30", "3e2", "no", "30X1", "1_000", "0x1F", "8-12", "2026-11-02", "65%", "~"]
)
def test_a_text_stays_as_it_was_written(text):
    node = read(f"key: {text}").get("key")
    assert (node.text, node.plain) == (text, True)
    quoted = read(f'key: "{text}"').get("key")
    assert (quoted.text, quoted.plain) == (text, False)


@pytest.mark.usefixtures("parser")
def test_every_node_knows_its_place_in_characters():
    tree = read("ä: ö\nwork:\n  - {é: plank, sets: 3}\n")
    item = tree.get("work").items[0]
    assert (item.place.line, item.place.column) == (3, 5)
    assert [(key.place.line, key.place.column) for key, _ in item.entries] == [(3, 6), (3, 16)]
    assert str(item.get("sets").place) == "p.yaml:3:22"


@pytest.mark.usefixtures("parser")
def test_byte_order_mark_and_crlf_are_as_if_absent():
    text = "title: Pull\nwork:\n  - plank\n"
    same = read(text)
    assert plain(read("\ufeff" + text)) == plain(read(text.replace("\n", "\r\n"))) == plain(same)
    assert read("\ufeff" + text.replace("\n", "\r\n")) == same


@pytest.mark.usefixtures("parser")
def test_simple_aliases_repeat_a_value():
    assert plain(read("a: &x {b: 1}\nc: *x\nd: [*x]")) == {
        "a": {"b": "1"}, "c": {"b": "1"}, "d": [{"b": "1"}]
    }  # fmt: skip


WRONG = {
    "": "p.yaml:1:1: the file is empty; begin it with `title: My session`",
    "# only a note\n": "p.yaml:1:1: the file is empty; begin it with `title: My session`",
    "a: 1\n---\nb: 2": "p.yaml:2:1: a second document begins; keep one in a file",
    "a: 1\nb: 2\na: 3": (
        "p.yaml:3:1: 'a' stands here a second time (first in line 1); keep one of them"
    ),
    "a: {<<: {b: 1}}": "p.yaml:1:5: merge keys (<<) are not read; write the keys out",
    "a: !!python/object:os.system x": (
        "p.yaml:1:4: tags such as tag:yaml.org,2002:python/object:os.system are not read; delete it"
    ),
    "[a]: b": "p.yaml:1:1: a list or mapping cannot be a key; write a plain word",
    "a: *b": "p.yaml:1:4: *b repeats nothing; mark a value with &b first",
    "a: &b [*b]": "p.yaml:1:8: *b stands inside what it repeats; write it out",
    "load: @8": "p.yaml:1:7: a value cannot begin with @; put it in quotes",
    "a:\n\t- b": "p.yaml:2:1: a tab where only spaces may stand; indent with spaces",
    'a: b\nc: "x': "p.yaml:2:6: a quote that opens in line 2 is not closed; close it",
    "a: [1, 2\nb: c": (
        "p.yaml:2:2: a list that opens with [ in line 1 is not closed; write ] or a comma"
    ),
    "a: b: c": (
        "p.yaml:1:5: a `: ` where none may stand; "
        "quote a text that holds a colon, or fix the indentation"
    ),
    "a: x\x00": "p.yaml:1:5: invisible character U+0000; delete it",
    "a: \u202etxet": "p.yaml:1:4: invisible character U+202E; delete it",
    'a: "\\x1b[2J"': "p.yaml:1:4: invisible character U+001B; delete it",
    "a:\n\u00a0\u00a0- b": (
        "p.yaml:2:1: a space that is not a plain one, such as web pages have; "
        "type the indentation anew"
    ),
    "a: \u2028b": "p.yaml:1:4: invisible character U+2028; delete it",
}


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(("text", "message"), WRONG.items())
def test_what_cannot_be_read_is_said_in_one_line(text, message):
    assert wrong(text) == message


def test_other_encodings_are_refused_naming_byte_and_line():
    assert wrong("a: b\nc: é".encode("latin-1")) == (
        "p.yaml:2:4: byte 9 (0xE9) is not UTF-8; save the file as UTF-8"
    )
    assert wrong("a: b".encode("utf-16")) == (
        "p.yaml:1:1: byte 1 begins UTF-16; save the file as UTF-8"
    )


def merge_bomb():
    lines = ["a0: &a0 {k: 1}"]
    lines += [f"a{i}: &a{i} {{<<: [*a{i - 1}, *a{i - 1}]}}" for i in range(1, 15)]
    return "\n".join(lines)


def alias_bomb(kind):
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{i}: &a{i} {kind(i - 1)}" for i in range(1, 40)]
    return "\n".join(lines)


BOMBS = {
    "merge": merge_bomb(),
    "laughs": alias_bomb(lambda i: f"[*a{i}, *a{i}]"),
    "laughing keys": alias_bomb(lambda i: f"{{l: *a{i}, r: *a{i}}}"),
    "long text repeated": f"a: &a {'x' * 100_000}\nb: [" + "*a, " * 5_000 + "]",
    "brackets": "[" * 100_000,
    "braces": "{a: " * 100_000,
    "dashes": "- " * 100_000,
    "deep alias": "a: &a " + "[" * 30 + "]" * 30 + "\nb: " + "[" * 30 + "*a" + "]" * 30,
    "many values": "[" + "1," * 100_000 + "]",
    "too large": "#" * ((1 << 20) + 1),
    "question marks": "? " * 100_000,
    "commas": "[" + "," * 100_000,
    "anchors": "a: " + "&x " * 100_000,
}


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_bombs_are_refused_at_once(bomb):
    start = time.process_time()
    wrong(bomb)
    assert time.process_time() - start < 2


SPICE = st.text(alphabet="ab:- \n[]{}#&*!|>'\"%@`?,<~\t\\x0\r\ufeffé", max_size=60)


@given(SPICE | st.text(max_size=60) | st.binary(max_size=60))
def test_garbage_never_raises_anything_but_plan_error(garbage):
    data = garbage if isinstance(garbage, bytes) else garbage.encode("utf-8", "surrogatepass")
    for message in complaints(lambda: read(data)):
        assert message.startswith("p.yaml:")
        assert "; " in message


def complaints(reading):
    """What a reading says is wrong; any other exception goes through."""
    try:
        reading()
    except PlanError as error:
        return [str(error)]
    return []


WORDS = st.text(alphabet="abcXYZ019:-/%. ", min_size=1, max_size=12)
TREES = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


@given(TREES)
def test_what_a_yaml_writer_wrote_is_read_back(tree):
    assert plain(read(pyyaml.safe_dump(tree, default_style='"'))) == tree
