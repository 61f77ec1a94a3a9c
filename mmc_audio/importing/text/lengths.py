"""What the parts of a line say of times and distances."""

import re

from mmc_audio.importing.quantities import length, metres, number
from mmc_audio.importing.recoveries import recovery_in
from mmc_audio.importing.text.draft import ItemDraft
from mmc_audio.importing.text.tokens import TextToken
from mmc_audio.units import Ms

METRES_FROM = 20
"""`20m` is metres, `2m` minutes."""
_LEAST_REST_MS: Ms = 20_000
"""Behind sets of a time, a second time from here on is the rest."""
CALORIE_MS: Ms = 4000
"""About one calorie on a machine."""
_WITH_DISTANCE = re.compile(
    r"carr|walk|sled|sprint|run|row|swim|drag|crawl|prowler|stride|jog|push|shuffl|carioca|shuttle"
    r"|skip|bound|march|lung|yoke|farmer|shrimp|hip escape|granby"
    r"|forward roll|bear|crab|duck|inchworm|hops?\b",
    re.IGNORECASE,
)


def _time(text: str) -> Ms:
    return length(text) or 0


def read_rest(draft: ItemDraft, token: TextToken) -> None:
    """`rest 2 min`, `60-90s rest`, `90s jog between`, `no rest`."""
    parts = token.parts
    if "none" in parts:
        draft.put(rest_ms=0)
        return
    named = (parts.get(name) for name in ("rest", "before", "easy", "pause"))
    text = next(filter(None, named), "0")
    if high := parts.get("high") or parts.get("high2"):
        draft.put(rest_ms=rest_of_range(parts.get("low") or parts["low2"], high))
        return
    if text.isdigit() and int(text) <= _MOST_MINUTES:
        draft.say(f"rest {text}: taken as minutes")
        text = f"{text} min"
    draft.put(rest_ms=_time(text), recovery=recovery_in(token.text))


def read_rests(draft: ItemDraft, token: TextToken) -> None:
    """`rest 90s / 90s / 3 min`: one after each set."""
    draft.rests = [_time(text.strip()) for text in token.parts["list"].split("/")]
    draft.put(recovery=recovery_in(token.parts.get("how", "")))


def read_rest_of_few(draft: ItemDraft, token: TextToken) -> None:
    """`3 min rest after every 4`: a longer rest after so many sets."""
    how = recovery_in(token.parts.get("how", ""))
    draft.few = (int(token.parts["every"]), _time(token.parts["time"]), how)


_MOST_MINUTES = 5
"""`rest 3` is minutes, `rest 90` seconds."""


def rest_of_range(low: str, high: str) -> Ms:
    """The shorter rest of `60-90s`; the time alone where there is no other."""
    return _time(low + re.sub("[0-9:.,]", "", high)) if low else _time(high)


def read_breaths(draft: ItemDraft, token: TextToken) -> None:
    """`5 breaths`, `3 x 5 breaths`."""
    draft.put(breaths=max(1, min(200, int(token.parts["breaths"]))))
    if "sets" in token.parts:
        draft.count = int(token.parts["sets"])


def read_sets_length(draft: ItemDraft, token: TextToken) -> None:
    """`3x45s`; `3x20m` is metres, and so is any for a carry or a run."""
    text, sets = token.parts["time"], int(token.parts["sets"])
    if low := token.parts.get("low"):
        text = _shorter(draft, low, text)
    one_length(draft, text)
    draft.held |= "holds" in token.parts
    draft.count = sets


def one_length(draft: ItemDraft, text: str) -> None:
    """A time, or metres: `20m`, and any for a carry or a run."""
    match = re.fullmatch(r"([0-9]+)\s?m", text.strip().lower())
    carried = match and _WITH_DISTANCE.search(draft.name) and int(match[1]) > 5
    dashed = match and _DASHED.search(draft.name)
    if match and (int(match[1]) >= METRES_FROM or carried or dashed):
        draft.put(distance_m=float(match[1]))
    else:
        draft.put(length_ms=_time(text))


_DASHED = re.compile(r"sprint|sled|drag|prowler|yoke|shuttle|crawl", re.IGNORECASE)
"""What nobody does for minutes: `sprint 5m` is metres."""


def _shorter(draft: ItemDraft, low: str, text: str) -> str:
    """The shorter time of `10-15s`, which is said."""
    written = re.sub(r"^[0-9:.,]+", low, text)
    draft.say(f"{low}-{text.strip()}: the shorter time is taken")
    return written


def read_length_range(draft: ItemDraft, token: TextToken) -> None:
    """`60-90s`: behind sets of reps the rest between them; else the shorter time."""
    low, text = token.parts["low"], token.parts["time"]
    sets = (draft.count or len(draft.sets)) and (draft.base.reps or draft.sets)
    if sets and draft.base.rest_ms is None and "holds" not in token.parts:
        draft.put(rest_ms=rest_of_range(low, text))
        draft.say(f"{token.text.strip()}: taken as the rest")
        return
    draft.held |= "holds" in token.parts
    one_length(draft, _shorter(draft, low, text))


_HIGH = re.compile(r"\bbox|\bsteps?\b|step[- ]?(?:up|down|over)|\bdepth|hurdle", re.IGNORECASE)
"""What is so many inches high: `box jumps 24"` are no seconds."""


def read_length(draft: ItemDraft, token: TextToken) -> None:
    """`45s`, `for 2 min`, `hold 30s`, `10s holds`."""
    held = bool({"hold", "holds"} & token.parts.keys())
    draft.held |= held
    alone = (
        "before" not in token.parts and not held and draft.notes[-1:] not in (["in"], ["within"])
    )
    alone = alone and not (draft.base.all_out and draft.part_before != "joint")  # AMRAP 2 min
    said_reps = bool(draft.sets or draft.base.reps or draft.base.all_out)
    if token.text[-1] in '"\u2033\u201d' and _HIGH.search(draft.name):
        draft.notes.append(f"{token.text.strip()} high")
        return
    second = draft.base.length_ms and draft.count and draft.base.rest_ms is None
    if second and not held and _time(token.parts["time"]) >= _LEAST_REST_MS:
        draft.put(rest_ms=_time(token.parts["time"]))
        draft.say(f"{token.text.strip()}: taken as the rest")
        return
    one_length(draft, token.parts["time"])
    draft.lone_time = token.text.strip() if alone or not said_reps else ""
    if token.text.startswith("@"):
        draft.lone_time = token.text.strip()


def read_distance(draft: ItemDraft, token: TextToken) -> None:
    """`400m`, `3x40 m`."""
    parts = token.parts
    draft.put(distance_m=metres(number(parts["distance"]) or 0, parts["unit"]))
    if "sets" in parts:
        draft.count = int(parts["sets"])


def read_calories(draft: ItemDraft, token: TextToken) -> None:
    """`20 cal`: about so long on a machine."""
    draft.put(length_ms=int(token.parts["calories"]) * CALORIE_MS)
    draft.notes.append(f"{token.text.strip()}: the time is a guess")
