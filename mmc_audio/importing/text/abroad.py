"""Words of other languages in a line, and the English ones: sets, rests, sides, failure."""
# ruff: noqa: E501 - a pattern is read more easily on one line

from mmc_audio.importing.text.rewriting import rewriting, rewritten

_WORDS = rewriting((
    (r"\b(?:por|par|per|cada)\s(?:pierna|perna|lado|brazo|bra\u00e7o|bras|jambe|c\u00f4t\u00e9|gamba|lato|braccio)\b", "each side"),
    (r"(?<=kg)\scada\b|(?<=kg)\schacun\b|(?<=kg)\sciascuno\b", " each"),
    (r"\bmit\s(?:je\s)?(?=[0-9])", ""),
    (r"\s\u00e0\s(?=[0-9]+(?:[.,][0-9])?\s?kg)", " @ "),
    (r"\bbis\szum\s(?:muskel)?versagen\b|\bal\sfallo\b|\bjusqu'\u00e0\sl'\u00e9chec\b|\b\u00e0\sl'\u00e9chec\b|\bat\u00e9\s(?:a\s)?falha\b|\ba\scedimento\b", "to failure"),
    (r"(?<=[0-9])\s?(?:durchg\u00e4nge|runden|rondas|vueltas|voltas|tours|giri)\b", " rounds"),
    (r"(?P<time>[0-9.,]+\s?min|[1-9]?[2-9][0-9]\s?s(?:ec)?)\.?\spausen?\b", r"\g<time> rest"),
    (r"^aufw\u00e4rmen\s(?=[0-9])", "warm up "),
    (r"\b(?:series|s\u00e9ries)\sde\b|\bserie\sda\b", "sets of"),
    (r"(?<=[0-9])\s?(?:repeticiones|r\u00e9p\u00e9titions|r\u00e9ps|repes|repeti\u00e7\u00f5es|ripetizioni|rip\b\.?)", " reps"),
    (r"(?<=[0-9])\s?(?:segundos|seg|secondes|secondi)\b\.?", " sec"),
    (r"(?<=[0-9])\s?(?:minutos|minuti)\b\.?", " min"),
    (r"\b(?:descanso|descansar|repos|r\u00e9cup(?:\u00e9ration)?|recupero|rec|rust)\.?(?:\s(?:de|di))?:?\s(?=[0-9])", "rest "),
))  # fmt: skip


def in_english(line: str) -> str:
    """The line with such words in English; itself where it has none."""
    return rewritten(line, _WORDS)
