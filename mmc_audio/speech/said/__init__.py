"""Said as it is meant: what is written becomes what is spoken, before any engine sees it.

`said` is the one function; it is pure, and it is the same for all engines. The flow inside:
`clean` (characters) -> `tokens` -> rules, in the order of `grammar.RULES` -> `join`.
"""

from mmc_audio.speech.said.lexicon import NO_LEXICON, Lexicon, Pronunciation
from mmc_audio.speech.said.model import Piece, SaidText
from mmc_audio.speech.said.say import said

__all__ = ["NO_LEXICON", "Lexicon", "Piece", "Pronunciation", "SaidText", "said"]
