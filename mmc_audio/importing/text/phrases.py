"""Ways to write a line that mean one of the usual forms, put into that form before it is read.

Each is a pattern and what stands for it: `3 by 8` is `3x8`, `30 sec x 3` is `3x30 sec`.
"""
# ruff: noqa: E501 - a pattern is read more easily on one line

import re

from mmc_audio.coaching.catalogue import load_catalogue
from mmc_audio.importing.recoveries import recovery_ms
from mmc_audio.importing.text.headings import label_of, without_bullet
from mmc_audio.importing.text.marks import without_marks
from mmc_audio.importing.text.rewriting import rewriting, rewritten
from mmc_audio.importing.text.shorthand import spelled_out
from mmc_audio.importing.text.tokens import TIME

_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1
    )
} | {"twelve": "12", "fifteen": "15", "twenty": "20", "thirty": "30"}
_WORD = "|".join(_NUMBERS)
_UNIT = r"(?:sets?|reps?|rounds?|times|minutes?|mins?|seconds?|secs?|breaths?|by)\b"
_FAR = r"[0-9]{3,5}\s?m(?:et(?:er|re)s?)?|[0-9]+(?:[.,][0-9]+)?\s?(?:km|mi(?:les?)?|yds?|yards?)"
_EASY = r"(?:walk|jog|easy)"
_BOUT = rf"{TIME}\s(?:run|running|jog|sprint|hard|fast)\b.*\b(?:walk|walking|jog|easy|slow|rest|off)\s?\)?$"


def _digits(match: re.Match[str]) -> str:
    return _NUMBERS[match["word"].lower()]


def _turned(match: re.Match[str]) -> str:
    """`jog 1 min, walk 1 min` with the times in front; a single one is the end of a name."""
    several = len(match.re.findall(match.string)) > 1
    return f"{match['time']} {match['how']}" if several else match[0]


def _at_each(match: re.Match[str]) -> str:
    """`5 @ 60, 5 @ 70, 5+ @ 80` as sets of their own."""
    several = len(match.re.findall(match.string)) > 1
    listed = re.search(r"[0-9]\s?[x\u00d7]\s?[0-9]+\s?@", match.string[match.end() :])
    return f"1x{match[1]} @ {match[2]}" if several or listed else match[0]


def _bouts(match: re.Match[str]) -> str:
    """`30 sec x 3` as sets; behind another time, or `every`, `x 3` is how often it begins anew."""
    before = match.string[: match.start()]
    alone = re.search(rf"{TIME}|\bevery\s*$", before, re.IGNORECASE) is None
    return f"{match['sets']}x{match['time']}" if alone else match[0]


def _sets_behind(match: re.Match[str]) -> str:
    """`x10 x3` as sets; behind a weight each number is a set."""
    weighed = re.search(
        r"(?:kg|lbs?|bar|x\s?[0-9]+)\s*$", match.string[: match.start()], re.IGNORECASE
    )
    return match[0] if weighed else f"{match['sets']}x{match['reps']}"


def _often(match: re.Match[str]) -> str:
    """How often the whole is done, `2x daily`, is a remark behind an exercise."""
    return f" ({match['often']})" if re.search("[0-9]", match.string[: match.start()]) else match[0]


def _rounds(match: re.Match[str]) -> str:
    """`a 20, b 20, c 20 x3` as rounds of the three; the line itself where it is no such list."""
    parts = re.split(r"\s*,\s*", match["list"])
    fits = all(_COUNTED.fullmatch(part) for part in parts)
    return f"{match['rounds']} rounds: {match['list']}" if fits else match[0]


_COUNTED = re.compile(
    r"[0-9]{1,4}\s?(?:m\s|s\s|sec\s|min\s|cals?\s)?[^\W\d][^\d@]*|[^\W\d][^\d@]*\s(?:[x\u00d7]\s?)?[0-9]{1,4}(?:\s?(?:s|secs?|m|mins?|cals?))?",
    re.IGNORECASE,
)


def _times(match: re.Match[str]) -> str:
    """`8 times` as reps; behind a time, or `repeat`, it is how often the whole is done."""
    before = match.string[: match.start()]
    whole = re.search(rf"{TIME}|\b(?:repeat|do|all|x)\s*$", before, re.IGNORECASE)
    return match[0] if whole else f"{match['reps']} reps"


def _recovery(match: re.Match[str]) -> str:
    """`200m jog` behind bouts: how long that takes is the rest."""
    if not re.search(r"[0-9]\s?[x\u00d7]\s?[0-9]", match.string[: match.start()]):
        return match[0]
    how = match["how"]
    length = recovery_ms(int(match["far"]), how) // 1000
    return f"{length}s {how} recovery (about as long as {match['far']} m {how})"


def _at_once(match: re.Match[str]) -> str:
    """`walk back down recovery (~90s)`: the time is the rest; without one it is a remark."""
    time = match["time"]
    how = "walk" if match["what"].lower().startswith("walk") else "jog"
    return f", {time} {how} recovery" if time else f" ({match['what']})"


def _sender(match: re.Match[str]) -> str:
    """`18:04 - Sarah: ` in front of a message; an exercise stays: `07:30 - Swim: 1500m`."""
    who = match["who"]
    return match[0] if load_catalogue().understand(who).known in {"exact", "variation"} else ""


_PHRASES = rewriting((
    (r"^\[?[0-9]{1,2}[:.][0-9]{2}\]?\s(?:[-\u2013]\s)?(?P<who>[^\W\d][^:0-9]{1,30}):\s+(?=\S)", _sender),
    (r"^\[?[0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{2,4},?\s[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?(?:\s?[ap]\.?m\.?)?\]?(?:\s-)?\s[^:]{1,40}:\s", ""),
    (r"^(?:[A-Z][a-z]+day,?\s)?(?:[0-9]{1,2}\.?\s[A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\s[0-9]{1,2}),?\s20[0-9]{2}(?:,?\s(?:at\s)?[0-9]{1,2}[:.][0-9]{2}(?:\s?[ap]m)?)?$", r"// \g<0>"),
    (r"\[failure\]", "to failure"),
    (r"\[drop(?: set)?\]", "drop set"),
    (r"\[warm[ -]?up\]", "warm-up"),
    (r"~\s?(?=[0-9])", ""),
    (r"\b(?:working|work|hard|straight)\ssets\b", "sets"),
    (r"(?<=warm up sets)\s\+|(?<=warm-up sets)\s\+|(?<=warmup sets)\s\+", ","),
    (r"^((?:[^:0-9]{2,20}:\s)?[0-9]{1,4}\s(?!rounds?\b)[a-z][^0-9]*?)\sfor time\b\s?(?P<load>\([0-9][^()]*\))?\W*$", r"\1 \g<load> (for time)"),
    (r"\bb/w\b", "between"),
    (r"\bresting\s(?:for\s)?", "rest "),
    (r"^(?:(?:and\s)?then|next|do|perform|complete|finish(?:\s(?:off|up))?\swith|start\swith|begin\swith|followed\sby)[:,]?\s(?=(?:an?\s)?[0-9]+\s?(?:sets?|min|sec|reps?|[x\u00d7])\b|(?:an?\s)?[0-9]+\s(?!(?:x|times)\b)[a-z][^0-9]*$)", ""),
    (r"^(?:and\s)?then\s(?=[a-z][^:]*\s[0-9])", ""),
    (r"\ban?\s(?=[0-9]+\s?(?:min|sec)[a-z]*\s)", ""),
    (r"\bS(?:\u00e4|ae)tze\b|\bSatz\b", "sets"),
    (r"\b(?:Wdh|Whl)\b\.?|\bWiederholungen\b", "reps"),
    (r"\b(?:pro|je)\s(?:Seite|Arm|Bein)\b", "each side"),
    (r"(?<=[0-9])\s?Sek(?:unden)?\b\.?", " sec"),
    (r"(?<=[0-9])\s?Minuten?\b", " min"),
    (r"(?<=sets )(?:\u00e0|a|mit|je)\s(?=[0-9])", "of "),
    (r"\b([0-9]{1,2})\s?[x\u00d7]?\s?(?:singles|single(?=\s*(?:$|[@,])))(?![\w-])", r"\1x1"),
    (r"\b([0-9]{1,2})\s?[x\u00d7]?\s?(?:doubles)\b", r"\1x2"),
    (r"\b([0-9]{1,2})\s?[x\u00d7]?\s?(?:triples)\b", r"\1x3"),
    (r"\b([0-9]{2,3})'s\b(?!\s?[x\u00d7]\s?[0-9]+\s?(?:sets|$))", r"\1s"),
    (r"^w/?u\b[:\s-]+(?=[0-9])", "warm up "),
    (r"^c/?d\b[:\s-]+(?=[0-9])", "cool down "),
    (rf",?\s\(?(?P<what>(?:walk|jog)(?:ing)?(?:\sback)?(?:\sdown)?(?:\srecover(?:y|ies))?)\)?(?:\s?\((?P<time>{TIME})\))(?=\s*$|,)", _at_once),
    (r",?\s(?P<what>(?:walk|jog)(?:ing)?\sback(?:\sdown)?(?:\s(?:recovery|to start|rest))?)(?P<time>)\b", _at_once),
    (r"\b(?P<far>[0-9]{2,4})\s?m\s(?P<how>jog|walk|easy|float)(?:ging|ing)?(?:\s(?:recovery|recoveries|rest|rec))?(?:\sbetween(?:\s(?:sets|reps|rounds))?)?\b", _recovery),
    (r"\b(?P<reps>[0-9]{1,3})\stimes\b(?=\s*(?:$|,|each|per|on\b|\())", _times),
    (rf"\b(?P<word>{_WORD})\b(?=\s{_UNIT})", _digits),
    (rf"(?<=sets of )(?P<word>{_WORD})\b", _digits),
    (r"\bas many (?:reps )?as (?:(?:I|you|we) can|possible)\b(?!\s?(?:sets|rounds|in))", "AMRAP"),
    (r"\b([0-9]{1,2})\s(?:by|times)\s([0-9]{1,3})\b", r"\1x\2"),
    (r"([0-9])\s?[x\u00d7]\s?\(([0-9]{1,3}(?:-[0-9]{1,3})?)\s([^()x+/,]*)\)", r"\1x\2 \3"),
    (r"([0-9]{1,2})\s?[x\u00d7]\s?([0-9]{1,3})\s?/\s?\2(?![0-9])", r"\1x\2/side"),
    (r"\bx\s?(?P<reps>[0-9]{1,3})\s+x\s?(?P<sets>[0-9])(?![0-9])", _sets_behind),
    (r"\b([0-9]{1,3})\s?/\s?(leg|side|arm|hand)\s?[x\u00d7]\s?([0-9])(?![0-9])", r"\3x\1/\2"),
    (r"\b([0-9]{1,3})\s(?:reps?\s)?(?:each|per)\s(leg|side|arm|hand)\s?[x\u00d7]\s?([0-9])(?![0-9])", r"\3x\1/\2"),
    (r"\b([0-9]{1,3})\sreps\s?[x\u00d7]\s?([0-9]{1,2})\s?(s|secs?|seconds?)\b(?:\sholds?)?", r"\1 reps, hold \2s"),
    (r"\b([0-9]{1,3})\sreps\s?[x\u00d7]\s?([0-9])(?![0-9])", r"\2x\1"),
    (r"\b([0-9]{1,2})\s?[x\u00d7]\s?([0-9]{1,3})\s?\+\s?(?:1|an?)\s(?:amrap|max|all[- ]out)(?:\sset)?\b", r"\1x\2, 1x\2+"),
    (r"(?:(?<=[:,] )|(?<=^)|(?<=[a-z)] ))([0-9]{1,2}\+?)\s?@\s?([0-9]+(?:\.[0-9]+)?\s?(?:kg|lbs?|%)?)(?=\s*(?:,|$))", _at_each),
    (r"(?<=[0-9])(?=(?:ea|e/s|p/s|es)\b)", " "),
    (r"\bp/(?:s|side)\b", "each side"),
    (rf"^(?:repeat|do)\s([0-9]{{1,3}})\s?(?:x|times)?[:,]?\s(?!sets?\b)(?=.*{TIME})", r"\1x "),
    (rf"\b(?P<how>run|jog|sprint|walk|easy|hard|fast)\s(?:for\s)?(?![0-9]{{3}})(?P<time>{TIME})(?=\s*[,/+)]|\s*$|\s(?:and|then)\b|\s?[x\u00d7]\s?[0-9])", _turned),
    (rf"(?<![0-9x\u00d7/:.])(?P<time>{TIME})\s?[x\u00d7]\s?(?P<sets>[0-9]{{1,2}})(?![0-9.:]|\s?(?:kg|lb|reps?|s\b|sec|m))", _bouts),
    (rf"(?<![0-9x\u00d7])({_FAR})\s?[x\u00d7]\s?([0-9]{{1,2}})(?![0-9]|\s?(?:kg|lb|reps?))", r"\2x\1"),
    (rf"\(({TIME})\s({_EASY})(?:ing)?\)", r"\1 \2 recovery"),
    (r"\b([0-9]{2,4})(?:\sreps?,?|,)\s(?:in\s)?sets of (?=[0-9])", r"\1 reps in sets of "),
    (r"^([0-9]{1,3})\srounds?\s(?:of\s)?(?=sun salutation|surya)", r"\1 "),
    (r"^hold\s(?=[a-z].*[0-9])", ""),
    (r"\bfor\s(?=[0-9]+\s?breaths)", ""),
    (r"\bin\s(?=[0-9]+\s?sets\b)", ""),
    (r"\b([0-9]{2,3})x(?=\s(?:every|per|an?)\s)", r"\1 reps"),
    (r",?\s*(?<![(/])\b(?P<often>(?:[1-9](?:\s?[-\u2013]\s?[1-9])?\s?x|once|twice|[1-9]\stimes)\s?(?:/|per|an?|every)?\s?(?:day|daily|week|weekly)|daily|every (?:hour|other day|day))\b(?!\))", _often),
    (r"\b12-3-30\b", "30 min (incline 12, 3 mph)"),
    (r"^(?:[^:0-9]{2,30}:\s*)?(?P<list>(?:[^,;:]+,)+[^,;:]+?)[,\s]+[x\u00d7]\s?(?P<rounds>[0-9]{1,2})(?:\s?(?:rounds?|times))?$", _rounds),
    (r"^(?P<list>(?:[^,;:]+,)+[^,;:]+?)\s*[-\u2013\u2014(,]\s*(?P<rounds>[0-9]{1,2})\s?(?:rounds?|times|circuits?)\)?$", _rounds),
    (rf"^([0-9]{{1,3}})\srounds?(?:\sof)?:?\s(?={_BOUT})", r"\1x "),
    (rf"^(.*[0-9].*?)\s+every\s+({TIME})\s+(?:for|x)\s+([0-9]{{1,2}})(?:\s?(?:sets|rounds|times))?\b(.*)$", r"Every \2 x \3: \1\4"),
    (r"^(?:total of\s)?([0-9]{1,4})\s+(?!reps?\b)([^\W\d][^\d,:@]*?)\s+(?:in\s)?total\b", r"\2 \1 reps total"),
    (r"\b(?:a\s)?total (?:of\s)?([0-9]{1,4})(?:\sreps?)?\b", r"\1 reps total"),
    (r"^([0-9]{1,4}\s(?:reps?\s)?(?:in\s)?total)\s(?:reps?\s)?(?:of\s)?([^\W\d][^\d,:@]*[^\d,:@\s])", r"\2 \1"),
))  # fmt: skip


def reworded(line: str) -> str:
    """The line in the usual forms; itself where there is nothing to change."""
    line = without_marks(line)
    bare = label_of(without_bullet(line)[0])[1]
    front = line[: len(line) - len(bare)] if line.endswith(bare) else ""
    return front + rewritten(spelled_out(line.removeprefix(front)), _PHRASES)
