"""A whole section as one buffer and as MP3 frames; the program itself works part by part."""

import numpy as np

from mmc_audio.audio.parts import section_samples, whole
from mmc_audio.audio.recipe import recipe
from mmc_audio.audio.section import mix_blocks
from mmc_audio.mp3.encode import DEFAULT, encode_blocks


def name_of(utterance):
    """Stands for a clip's content address."""
    return repr(utterance)


def mixed(part, clips, **under):
    """The stretches of sound in a part, and where they begin."""
    return mix_blocks(recipe(part, name_of, **under), clips)


def mix_section(section, clips, **under):
    """PCM of shape (section_samples(section),)."""
    out = np.zeros(section_samples(section), np.int16)
    for at, pcm in mixed(whole(section), clips, **under):
        out[at : at + len(pcm)] = pcm
    return out


def encode_section(pcm, settings=DEFAULT):
    """The frames of all of it at once."""
    return encode_blocks([(0, pcm)], len(pcm), settings)
