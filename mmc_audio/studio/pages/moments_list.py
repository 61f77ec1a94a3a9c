"""The list of moments, those that others share at its end."""

from collections.abc import Sequence

from mmc_audio.studio.words_desk import MomentEntry
from mmc_audio.studio.words_shown import BUILT_IN, origin_shown

SHARED = {"id": "", "head": "Parts of several moments"}


def moments_shown(moments: Sequence[MomentEntry]) -> list[dict[str, str]]:
    """The moments as a list of names takes them."""
    own, shared = ([each for each in moments if each.part is part] for part in (False, True))
    return [*map(_item, own), *([SHARED] if shared else []), *map(_item, shared)]


def _item(moment: MomentEntry) -> dict[str, str]:
    """Most are built in; so that is said of the open one only."""
    whose = origin_shown(moment.origin)
    return {"id": moment.name, "name": moment.title, "note": "" if whose == BUILT_IN else whose}
