"""Words of a name as they are compared: lower case, singular, without accents or apostrophes."""

import re
import unicodedata

_KEEP = frozenset({"press", "cross", "across", "abs", "gas", "plus", "series", "pass", "less"})
_ENDINGS = (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"))
_TOKEN = re.compile(r"[^\W_]+(?:&[^\W_]+)?|&")
_WITH = re.compile(r"(?<![\w/])w/(o\b)?\s*", re.IGNORECASE)
_AND = re.compile(r"\s*&\s*(?=\w{2})|(?<=\w{2})\s*&\s*")
SHORTEST_PLURAL = 4


def written_out(text: str) -> str:
    """`text` with signs as words: w/ gives with, w/o without, & and; C&J stays as it is."""
    whole = _WITH.sub(lambda found: "without " if found[1] else "with ", text)
    return _AND.sub(" and ", whole)


def plain(text: str) -> str:
    """`text` in lower case, without accents and apostrophes."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return re.sub("['\u2019\u00b4`]", "", kept)


def words_of(text: str) -> list[str]:
    """The words of `text`, plain, in their order."""
    return ["and" if word == "&" else word for word in _TOKEN.findall(plain(written_out(text)))]


def stem(word: str) -> str:
    """`word` in the singular: presses, flies, biceps and calves give press, fly, bicep, calve."""
    if word == "ups":
        return "up"
    if word in _KEEP or len(word) < SHORTEST_PLURAL:
        return word
    for ending, one in _ENDINGS:
        if word.endswith(ending):
            return word.removesuffix(ending) + one
    return word if word.endswith(("ss", "us", "is")) else word.removesuffix("s")
