"""Which of an engine's voices is meant."""

from collections.abc import Sequence

from mmc_audio.errors import UnavailableError
from mmc_audio.speech.engine import Engine, Voice, nearest
from mmc_audio.speech.voice_files.catalogue import install_hint

PREFERRED = {"en": "en-us", "pt": "pt-br", "fr": "fr-fr", "zh": "cmn", "no": "nb"}
"""The dialect taken when a plan names the language only and a voice of it is there."""
ANY = "mul"
"""The language of a voice that speaks them all (ISO 639-2)."""
SHOWN = 6


def by_name(engine: str, voices: Sequence[Voice], name: str) -> Voice:
    """The voice whose id, name or language is `name`, in any case.

    An engine whose only voice speaks all languages answers to every name, so that a plan made for
    one engine can be timed with another.

    Raises:
        UnavailableError: if there is none, or several.
    """
    wanted = name.strip().lower()
    for found in (
        [v for v in voices if v.id == name],
        [v for v in voices if v.id.lower() == wanted],
        [v for v in voices if v.name.lower() == wanted],
        [v for v in voices if v.language == normal(wanted)],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            raise UnavailableError(f"engine {engine} has several voices {name!r}: {_ids(found)}")
    if [v.language for v in voices] == [ANY]:
        return voices[0]
    if hint := install_hint(name.strip(), engine):
        raise UnavailableError(hint)
    near = nearest(wanted, [text.lower() for v in voices for text in (v.id, v.name)])
    raise UnavailableError(
        f"engine {engine} has no voice {name!r}; {near}see 'mmc-audio voices --engine {engine}'"
    )


def with_variant(engine: Engine, voices: Sequence[Voice], name: str) -> Voice:
    """The voice and variant in `voice+variant`.

    Raises:
        UnavailableError: if the engine has no such voice or variant.
    """
    wanted, _, variant = name.partition("+")
    voice = by_name(engine.name, voices, wanted)
    variants: list[str] = getattr(engine, "variants", list)()
    if variant not in variants:
        near = nearest(variant, variants)
        raise UnavailableError(
            f"engine {engine.name} has no variant {variant!r}; {near}"
            f"it has {', '.join(variants[:SHOWN]) or 'none'}{' ...' if variants[SHOWN:] else ''}"
        )
    return Voice(f"{voice.id}+{variant}", f"{voice.name}, {variant}", voice.language)


def by_language(engine: str, voices: Sequence[Voice], language: str) -> Voice:
    """A voice of the language: the dialect asked for, the preferred one, or the first.

    Raises:
        UnavailableError: if there is none.
    """
    wanted = normal(language)
    main = primary(language)
    of_language = [v for v in voices if primary(v.language) in (main, ANY)]
    preferred = PREFERRED.get(main, main)
    for tag in (preferred if wanted == main else wanted, preferred, main):
        for voice in of_language:
            if tag in (voice.language, voice.id):
                return voice
    if of_language:
        return of_language[0]
    spoken = sorted({v.language for v in voices})
    raise UnavailableError(
        f"engine {engine} has no voice for language {language!r}; choose a voice by name, "
        f"its languages are {', '.join(spoken[:SHOWN])}{' ...' if len(spoken) > SHOWN else ''}"
    )


def normal(language: str) -> str:
    """`en_US.UTF-8` or `en-US` as `en-us`."""
    return language.partition(".")[0].replace("_", "-").lower()


def primary(language: str) -> str:
    """`en` of `en-US`."""
    return normal(language).partition("-")[0]


def _ids(voices: Sequence[Voice]) -> str:
    return ", ".join(voice.id for voice in voices[:SHOWN])
