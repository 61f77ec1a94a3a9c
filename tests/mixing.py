"""A whole section as one buffer; most of the program works part by part."""

from mmc_audio.audio.parts import whole
from mmc_audio.audio.recipe import recipe
from mmc_audio.audio.section import mix_blocks, mix_whole


def name_of(utterance):
    """Stands for a clip's content address."""
    return repr(utterance)


def mixed(part, clips, **under):
    """The stretches of sound in a part, and where they begin."""
    return mix_blocks(recipe(part, name_of, **under), clips)


def mix_section(section, clips, **under):
    """PCM of a section."""
    return mix_whole(recipe(whole(section), name_of, **under), clips)
