"""Names of other languages with words around them: `Seitheben mit Kurzhanteln`."""

import re
from collections.abc import Mapping

from mmc_audio.coaching.catalogue.fold import fold
from mmc_audio.coaching.naming.stems import plain


def in_english(name: str, names: Mapping[str, str], words: Mapping[str, str]) -> str:
    """The English name of all of it; empty where a part is not known.

    Args:
        name: as it is written.
        names: the English one by each folded name of another language.
        words: what is said of a name, such as its implement, by each folded word; the empty text
            for a word that says nothing: `mit`, `con`.
    """
    parts = re.findall(r"[^\W_]+", name)
    for length in range(len(parts) - 1, 0, -1):
        for first in range(len(parts) - length + 1):
            meant = names.get(plain(fold(" ".join(parts[first : first + length]))), "")
            around = [plain(fold(word)) for word in (*parts[:first], *parts[first + length :])]
            if meant and all(word in words for word in around):
                said = dict.fromkeys(words[word] for word in around)
                return " ".join(filter(None, (*said, meant)))
    return ""
