"""A whole section as one buffer; most of the program works part by part."""

from mmc_audio.audio.bed import near
from mmc_audio.audio.parts import whole
from mmc_audio.audio.recipe import BedPart, recipe, spoken
from mmc_audio.audio.section import mix_blocks, mix_whole


def name_of(utterance):
    """Stands for a clip's content address."""
    return repr(utterance)


def mixed(part, clips, **under):
    """The stretches of sound in a part, and where they begin."""
    return mix_blocks(recipe(part, name_of, **under), clips)


def mix_section(section, clips, *, bed=None, start=0):
    """PCM of a section, which begins at `start` of a session that is silent around it."""
    part = whole(section)
    spans = near(spoken([section]), 0, part.length)
    under = BedPart(bed, start, spans) if bed else None
    return mix_whole(recipe(part, name_of, under=under), clips)
