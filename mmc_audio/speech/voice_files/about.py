"""What is known of a voice, whether it can be installed or is."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class AboutVoice:
    """Who speaks it, and what it was made from."""

    engine: str
    name: str
    language: str
    """BCP 47, lower case."""
    gender: str
    """Empty where it is not known."""
    licence: str
    lineage: str
    """What it was made from."""

    def about(self) -> dict[str, str]:
        """These facts alone, by name."""
        return {fact.name: getattr(self, fact.name) for fact in fields(AboutVoice)}
