"""IPA, as a lexicon has it, in the alphabet of Kokoro, which hibari's voices share."""

import re

from mmc_audio.errors import SpeechError

SAME = frozenset("bdfhijklmnpstuvwzæðŋɑɔəɛɜɡɪɹɾʃʊʌʒʤʧθᵊᵻAIOQWY ")
"""Symbols that stay as they are; the capitals are Kokoro's own diphthongs."""
VOWELS = frozenset("AIOQWYaiueoæɑɒɔəɛɜɪʊʌᵊᵻ")
STRESS = "ˈˌ"
TIE = "\u0361"
"""The bar over two letters that are one sound."""
COMMON = {
    "aɪ": "I", "aj": "I", "aʊ": "W", "aw": "W", "eɪ": "A", "ej": "A", "ɔɪ": "Y", "ɔj": "Y",
    "dʒ": "ʤ", "tʃ": "ʧ", "ts": "ts", "r": "ɹ", "ɻ": "ɹ", "ʁ": "ɹ", "g": "ɡ", "ɫ": "l", "ɬ": "l",
    "x": "k", "ç": "k", "c": "k", "q": "k", "ɲ": "nj", "ʎ": "lj", "ʍ": "w", "ɐ": "ə", "ɨ": "ɪ",
    "ɘ": "ə", "ɵ": "ʊ", "y": "u", "ø": "ɜ", "œ": "ɜ", "ɯ": "u", "ʔ": "", "'": "ˈ", ",": "ˌ",
    ".": "", "‿": "", "ʰ": "", "ʲ": "", "\u0303": "", "\u032f": "", "\u0329": "ᵊ",
    "n\u0329": "ᵊn", "l\u0329": "ᵊl", "m\u0329": "ᵊm", "ɪə": "ɪə", "ʊə": "ʊə",
}  # fmt: skip
AMERICAN = {
    "oʊ": "O", "əʊ": "O", "ow": "O", "o": "O", "e": "A", "a": "æ", "ɒ": "ɑ", "ː": "", "ˑ": "",
    "ɜː": "ɜɹ", "ɝ": "ɜɹ", "ɚ": "əɹ", "ɜːr": "ɜɹ", "ɜːɹ": "ɜɹ", "ɝː": "ɜɹ", "ɔːɹ": "ɔɹ",
    "ɔːr": "ɔɹ",
}  # fmt: skip
BRITISH = {
    "oʊ": "Q", "əʊ": "Q", "ow": "Q", "o": "ɔ", "e": "ɛ", "a": "a", "ɒ": "ɒ", "ː": "ː", "ˑ": "ː",
    "ɝ": "ɜː", "ɚ": "ə",
}  # fmt: skip
"""What is written, and what stands for it, where the longest is taken. The diphthongs and the
affricates are Kokoro's (misaki); the rest is the nearest English sound."""
LINKED = re.compile(r"(?<=\]\(/)[^()/]+(?=/\))")
"""The phonemes in `[word](/ipa/)`."""


def with_own_phonemes(text: str, *, british: bool) -> str:
    """`text`, with the IPA of its words from the lexicon in Kokoro's alphabet.

    Raises:
        SpeechError: if a sign is no phoneme.
    """
    return LINKED.sub(lambda found: kokoro_phonemes(found[0], british=british), text)


def kokoro_phonemes(ipa: str, *, british: bool) -> str:
    """`ˈsoʊliəs` as `sˈOliəs`: stress stands before the vowel, a diphthong is one letter.

    Raises:
        SpeechError: if a sign is no phoneme.
    """
    table = COMMON | (BRITISH if british else AMERICAN)
    longest = max(map(len, table))
    ipa, out, at = ipa.replace(TIE, ""), "", 0
    while at < len(ipa):
        found = next(
            (ipa[at : at + n] for n in range(longest, 0, -1) if ipa[at : at + n] in table), ipa[at]
        )
        if found not in table and found not in SAME and found not in STRESS:
            raise SpeechError(f"{found!r} in /{ipa}/ is no phoneme of English; write IPA")
        out += table.get(found, found)
        at += len(found)
    return _stressed(out)


def _stressed(phonemes: str) -> str:
    """Each stress mark moved to the vowel that it belongs to."""
    out, waiting = "", ""
    for symbol in phonemes:
        if symbol in STRESS:
            waiting = symbol
            continue
        if symbol in VOWELS:
            out += waiting
            waiting = ""
        out += symbol
    return out
