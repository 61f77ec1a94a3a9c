"""The name of an exercise, where its words stand around a quantity or say how hard it is."""

import re

from mmc_audio.coaching.catalogue import load_catalogue

_SO_HARD = re.compile(
    r"(?P<name>.*[^\W\d])\s"
    r"(?P<how>hard|easy|fast|steady|moderate|relaxed|cool[ -]?down|warm[ -]?up)",
    re.IGNORECASE,
)


_SO_EASY = re.compile(
    r"(?P<how>zone [1-5]|z[1-5]|steady|light|relaxed)\s(?P<name>[^\W\d].*)", re.IGNORECASE
)


def name_and_notes(name: str, words: list[str], notes: list[str]) -> tuple[list[str], list[str]]:
    """The words of the name and the notes, where only another cut makes a name that is known.

    `Brisk 5 min walk` is a brisk walk; `hill hard` is a hill, and hard is a note.
    """
    if not words or is_exercise(name):
        return words, notes
    whole = f"{name} {notes[0]}" if notes and not re.search("[0-9(]", notes[0]) else ""
    if whole and is_exercise(whole):
        return [whole], notes[1:]
    easy = _SO_EASY.fullmatch(name)
    if easy and is_exercise(easy["name"]):
        return [easy["name"]], [easy["how"], *notes]
    hard = _SO_HARD.fullmatch(name)
    if hard and is_exercise(hard["name"]):
        return [hard["name"]], [hard["how"], *notes]
    return words, notes


def count_behind(name: str) -> tuple[str, str] | None:
    """`Box jump 3` as its name and its reps; None where the number is the name's: `Warrior 2`."""
    match = re.fullmatch(r"(?P<name>.*[^\W\d])\s(?P<reps>[1-9])", name)
    if match is None or not (is_exercise(match["name"]) and is_exercise(name)):
        return None
    whole, bare = (load_catalogue().understand(each).exercise.id for each in (name, match["name"]))
    return (match["name"], match["reps"]) if whole == bare else None


def is_exercise(name: str) -> bool:
    """Whether the catalogue knows a name without a doubt."""
    return load_catalogue().understand(name).known in {"exact", "variation"}
