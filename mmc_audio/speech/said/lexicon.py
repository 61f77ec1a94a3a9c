"""A person's own words: how what is written is to be said."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mmc_audio.speech.said.clean import clean

_HOW = re.compile(r"(?P<say>.*?)\s*(?:(?<!\S)/(?P<phonemes>[^/()]+)/)?")
"""A respelling, phonemes between slashes, or both."""


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """How one word or phrase is said."""

    say: str
    """Spoken instead of what is written, as it stands."""
    phonemes: str = ""
    """IPA, for engines that take phonemes; the others speak `say`."""

    @property
    def spoken(self) -> str:
        """For the text that engines are given."""
        return f"[{self.say}](/{self.phonemes}/)" if self.phonemes else self.say

    @property
    def written(self) -> str:
        """As a lexicon file has it."""
        return f"{self.say} /{self.phonemes}/" if self.phonemes else self.say


def pronunciation(word: str, how: str) -> Pronunciation:
    """How `word` is said, as a lexicon has it: `NOR-dick`, `/ˈnɔːɹdɪk/`, `NOR-dick /ˈnɔːɹdɪk/`."""
    found = _HOW.fullmatch(" ".join(how.split()))
    say, phonemes = (found["say"] or "", found["phonemes"] or "") if found else (how, "")
    return Pronunciation(clean(say) or word, phonemes.strip())


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words and how they are said. Compares and prints by content, so that it can be in a key."""

    entries: tuple[tuple[str, Pronunciation], ...] = ()
    """Sorted by what is written."""

    @classmethod
    def of(cls, entries: Mapping[str, Pronunciation]) -> "Lexicon":
        """A lexicon of these entries."""
        tidy = {" ".join(written.split()): how for written, how in entries.items()}
        return cls(tuple(sorted(tidy.items(), key=lambda entry: entry[0])))

    def over(self, other: "Lexicon") -> "Lexicon":
        """Both; where both know a word, this one's."""
        return Lexicon.of(dict(other.entries) | dict(self.entries))


NO_LEXICON = Lexicon()


@dataclass(frozen=True, slots=True)
class LexiconIndex:
    """A lexicon as it is looked up: by the word, and by how many tokens an entry has."""

    by_text: Mapping[str, Pronunciation]
    longest: int
    """Tokens of the longest entry."""


def index(lexicon: Lexicon, sizes: Iterable[int]) -> LexiconIndex:
    """An index of `lexicon`, whose entries have so many tokens each."""
    return LexiconIndex(
        {key_of(written): how for written, how in lexicon.entries}, max(sizes, default=0)
    )


def key_of(written: str) -> str:
    """What `written` is looked up by: in any case, but for capitals (`RDL`, `US`) as they are."""
    return written if written.isupper() else written.lower()


_IN_LINE = re.compile(r"\[([^\[\]/]+)\]\(/([^()/]+)/\)")


def without_phonemes(text: str) -> str:
    """`text` for an engine that takes words only: `[word](/ipa/)` -> word."""
    return _IN_LINE.sub(r"\1", text)
