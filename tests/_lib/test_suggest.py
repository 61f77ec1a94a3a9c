import re
from difflib import get_close_matches
from pathlib import Path

import pytest

import mmc_audio
from mmc_audio._lib.suggest import did_you_mean, nearest

KNOWN = ["rest", "set_open", "reset", "hold"]


@pytest.mark.parametrize(
    ("word", "most", "found"),
    [("rset", 1, ["reset"]), ("rset", 2, ["reset", "rest"]), ("xyz", 3, []), ("hold", 1, ["hold"])],
)
def test_the_most_alike_come_first(word, most, found):
    assert nearest(word, KNOWN, most=most) == found


@pytest.mark.parametrize("like", [0.4, 0.6, 0.75])
def test_they_are_those_that_difflib_finds(like):
    words = re.findall(r"\w+", Path(mmc_audio.__file__).with_name("api.py").read_text("utf-8"))
    known = sorted(set(words))
    for word in ["", "a", "rest", "plna", "tmieline", "sesion", "rendered", *known[:60]]:
        assert nearest(word, known, most=5, like=like) == get_close_matches(word, known, 5, like)


def test_how_alike_they_must_be_can_be_asked_for():
    assert nearest("hoops", KNOWN, like=0.6) == []
    assert nearest("hoops", KNOWN, like=0.4) == ["hold"]


def test_a_message_says_what_to_do():
    assert did_you_mean("hodl", KNOWN) == "did you mean hold?"
    assert did_you_mean("hodl", KNOWN, form='"{}"') == 'did you mean "hold"?'
    assert did_you_mean("xyz", KNOWN, "see the list") == "see the list"
    assert did_you_mean("xyz", KNOWN) == ""
    assert did_you_mean("xyz", {}.keys()) == ""


OWNED_ELSEWHERE = {"plan", "coaching/catalogue", "coaching/naming", "speech"}
"""Rooms that are being rewritten; they move over as they land."""


def test_nobody_else_looks_for_what_is_alike():
    package = Path(mmc_audio.__file__).parent
    users = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if re.search("get_close_matches", path.read_text("utf-8"))
    }
    rest = {user for user in users if not user.startswith(tuple(OWNED_ELSEWHERE))}
    assert rest == {"_lib/suggest.py"}
