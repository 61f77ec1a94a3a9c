"""Every cue of the catalogue has a wording that fits its phase, as the default voice speaks it."""

from collections import Counter
from collections.abc import Iterator

import pytest

from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.coaching.exercise import Exercise, wordings

PACE = 150
SLOTS = {"lower": 0, "lift": 2, "squeeze": 3, "external": 2}
"""Which figure of the tempo a cue has for its time."""


def slots(x: Exercise) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Length in ms and wordings of each cue that has a phase of its own."""
    lengths = [
        1000 if part == "X" else int(part) * 1000 for part in (x.tempo or "0-0-0-0").split("-")
    ]
    own = {cue: getattr(x.cues, cue) for cue in SLOTS}
    for said in (own, *x.focus_variants.values()):
        for cue, text in said.items():
            ways = wordings(text) if isinstance(text, str) else text
            if lengths[SLOTS[cue]]:
                yield lengths[SLOTS[cue]], ways


@pytest.mark.slow
def test_something_meaningful_always_fits_its_phase():
    from mmc_audio.speech.engine import Utterance
    from mmc_audio.speech.find import find_engine
    from mmc_audio.speech.speak import Speaker

    wanted = [(x.id, *slot) for x in load_catalogue().exercises for slot in slots(x)]
    said = {Utterance(text, "en-us", PACE) for *_, ways in wanted for text in ways}
    with Speaker(find_engine("espeak")) as speaker:
        heard = {u.text: ms for u, ms in speaker.lengths(said).items()}
    chosen = Counter()
    for name, slot_ms, ways in wanted:
        fits = [n for n, text in enumerate(ways, start=1) if heard[text] <= slot_ms]
        assert fits, f"{name}: none of {ways} fits {slot_ms} ms"
        chosen[fits[0]] += 1
    print("phases by the wording they got:", dict(sorted(chosen.items())))
    assert sum(chosen.values()) == len(wanted) >= 500
