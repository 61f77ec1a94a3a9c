"""Short forms of coaches, trackers and sports that are spelled out before a line is read.

Each is a pattern and what stands for it, as in `phrases.py`, which comes after these.
"""
# ruff: noqa: E501 - a pattern is read more easily on one line

import re
from functools import lru_cache
from itertools import pairwise

from mmc_audio.importing.recoveries import recovery_ms
from mmc_audio.importing.text.abroad import in_english
from mmc_audio.importing.text.rewriting import rewriting, rewritten
from mmc_audio.importing.text.tokens import TIME

_SIDES = r"(?:sides?|legs?|arms?|hands?|ea|each|e|s)"
_SMALL = r"(?:secs?|seconds?|s)"
_SCHEME = r"[0-9]{1,2}\s?[x\u00d7]\s?[0-9]{1,2}"
_PERCENT_FIRST = re.compile(
    r"(?P<percent>[0-9]{2,3})\s?%\s?[x\u00d7,]?\s?(?P<first>[0-9]{1,2})\s?[x\u00d7]\s?(?P<second>[0-9]{1,2})",
)

_ONE_PERCENT = r"[0-9]{2,3}\s?%(?:\s?[x\u00d7,]\s?|\s)?[0-9]{1,2}\s?[x\u00d7]\s?[0-9]{1,2}"


def _percent_first(match: re.Match[str]) -> str:
    """`50% 5x1, 60% 4x2, 70% 3x3`: one scheme for each percentage.

    Reps fall as the percentage rises. Where only the first numbers do, these are the reps
    (Sheiko writes reps by sets); else the second ones are.
    """
    found = list(_PERCENT_FIRST.finditer(match[0]))
    first, second = ([int(one[key]) for one in found] for key in ("first", "second"))
    swapped = _falls(first) and not _falls(second)
    pairs = zip(second, first, strict=True) if swapped else zip(first, second, strict=True)
    listed = ", ".join(
        f"{sets}x{reps} @ {one['percent']}%" for one, (sets, reps) in zip(found, pairs, strict=True)
    )
    return f"{listed} (read as reps x sets)" if swapped else listed


def _falls(numbers: list[int]) -> bool:
    return all(later <= earlier for earlier, later in pairwise(numbers))


def _bouts(match: re.Match[str]) -> str:
    """`30/30s x 10 assault bike`, `HIIT 40/20 x 3 rounds`: work and rest by the clock."""
    name = (match["name"] or "").strip(" :-(")
    work, rest, times = match["work"], match["rest"], match["times"]
    if (not name and not match["after"]) or name.lower() in _NO_EXERCISE:
        title = f"circuit {work}s/{rest}s x {times} rounds"
        return f"{title}: {match['after']}" if match["after"] else title
    return f"{name or match['after']} {times} x {work}s on / {rest}s off"


_NO_EXERCISE = {"hiit", "circuit", "intervals", "interval", "workout", "core", "abs", "finisher"}


def _rounds_of_bouts(match: re.Match[str]) -> str:
    """`5 rounds pads 3:00/1:00`, `3 rounds skipping (3 min, 1 min off)`."""
    rest = match["rest"]
    bout = f"{match['name']} {match['rounds']} x {match['work']}"
    return f"{bout} on / {rest} off" if rest else bout


def _each_at(match: re.Match[str]) -> str:
    """`3@70 3@75 3x3@80`: a set of each."""
    return ", ".join(
        f"{sets or 1}x{reps} @ {load}"
        for sets, reps, load in re.findall(
            r"(?:([0-9]{1,2})x)?([0-9]{1,2}\+?)@([0-9.]+\s?(?:kg|lbs?|%)?)", match[0]
        )
    )


def _ladder(match: re.Match[str]) -> str:
    """`ladder 1-5 x 3`, `ladder (1,2,3) x 5`: a set of each, so many times."""
    steps = (
        range(1, int(match["top"]) + 1) if match["top"] else re.findall("[0-9]+", match["steps"])
    )
    listed = ",".join(map(str, steps))
    return f"{listed} x {match['times']}" if match["times"] else listed


def _half_each(match: re.Match[str]) -> str:
    """`20 total (10/leg) x 3`: so many of each side."""
    each = f"{match[1]}/{match[2]}"
    return f"{match[3]}x{each}" if match[3] else each


def _all_sets(match: re.Match[str]) -> str:
    """`3 sets: 4x200m, 3 min between sets`: all of them in a row, with the rest after each set."""
    bouts, between = int(match["bouts"]), match["between"]
    row = f"{int(match['sets']) * bouts}x{match['bout']}"
    if not between:
        return row
    row = re.sub(r"\sbetween(?=,|$)", "", row)
    row = re.sub(rf",\s({TIME}\s(?:jog|walk|easy|float))$", r", \1 recovery", row)
    time, far = re.search(TIME, between), re.search(r"([1-9]00)\s?m", between)
    if far:
        how = "walk" if "walk" in between else "jog"
        length = recovery_ms(int(far[1]), how) // 1000
        return f"{row}, {length}s {how} rest after every {bouts} (as long as a {how} of {far[1]} m)"
    return f"{row}, {time[0]} rest after every {bouts}" if time else f"{row} ({between} between)"


def _reps_at_each(match: re.Match[str]) -> str:
    """`x6 @ 8, 8, 8`, `3x6 @ 60, 70, 80kg`: a set at each; the last load goes on."""
    loads = re.findall(r"[0-9]+(?:[.,]5)?", match["loads"])
    sets = max(int(match["sets"] or 0), len(loads))
    unit = match["unit"] or ""
    padded = [*loads, *[loads[-1]] * (sets - len(loads))]
    said = f" ({match['sets']} sets, {len(loads)} loads)" if sets != len(loads) else ""
    said = said or (
        f" ({match['sets']} sets)" if match["sets"] and int(match["sets"]) < sets else ""
    )
    values = [float(load.replace(",", ".")) for load in loads]
    if not (unit or match["rpe"]) and min(values) <= EFFORTS < max(values):
        return f"{sets}x{match['reps']} ({', '.join(padded)}){said}"  # 8, 10, 12: no efforts
    effort = "rpe " if match["rpe"] else ""
    return ", ".join(f"1x{match['reps']} @ {effort}{load}{unit}" for load in padded) + said


EFFORTS = 10
_EACH_LOAD = r"[0-9]{1,3}(?:\.5)?\s?(?:kg|lbs?|%)?"


def _open_ladder(match: re.Match[str]) -> str:
    """`burpees 2-4-6-8...`: the sets that are written, and a remark."""
    sets = len(re.findall("[0-9]+", match["list"]))
    return f"{match['list']} (and so on: the {sets} sets that are written)"


def _complex(match: re.Match[str]) -> str:
    """`clean + jerk x2+1`, `C&J 75% x 2+1 x 4`: a round is two of the first and one of the second."""
    names = re.split(r"\s?(?:\+|&)\s?|\sand\s", match["names"].strip(" :"))
    names = ["clean", "jerk"] if [name.lower() for name in names] == ["c", "j"] else names
    groups = match["groups"].split("+")
    if len(names) != len(groups):
        return match[0]
    load = match["load"] or match["load2"] or ""
    at = f" @ {load.strip()}" if load else ""
    doing = ", ".join(f"{reps} {name}{at}" for reps, name in zip(groups, names, strict=True))
    return f"{match['before'] or match['rounds'] or 1} rounds{match['rest'] or ''}: {doing}"


def _between(match: re.Match[str]) -> str:
    """`w/ 90s`, `w/ 2' jog`: the rest between bouts."""
    return f", {match['time']} {'recovery' if match['how'] else 'rest'}"


def _broken_down(match: re.Match[str]) -> str:
    """`14 miles: 10 easy, 3 @ MP, 1 cool down`: the parts of a distance, where they add up to it."""
    parts = [part.strip() for part in match["parts"].split(",")]
    shares = [float(re.match(r"[0-9.]+", part)[0]) for part in parts]  # type: ignore[index]
    if abs(sum(shares) - float(match["total"])) > _ROUNDED:
        return match[0]
    return ", ".join(re.sub(r"^([0-9.]+)", rf"\1 {match['unit']}", part) for part in parts)


_ROUNDED = 0.01


def _both(match: re.Match[str]) -> str:
    """`Skullcrusher / CG press superset 3x10/10 30kg`: two exercises in turn."""
    second, after = match["reps2"] or match["reps"], match["after"]
    one, two = (f"{match['sets']}x{reps}{after}" for reps in (match["reps"], second))
    return f"{match['one'].strip()} {one} superset with {match['two'].strip()} {two}"


def _on_the_minute(match: re.Match[str]) -> str:
    """`100 swings 32 kg, EMOM 10`: so many in each minute, where they are the same in each."""
    total, minutes = int(match["total"]), int(match["minutes"])
    if minutes == 0 or total % minutes:
        return match[0]
    after = match["after"].strip(" ,()").replace(",", ";")
    remark = f" ({after})" if after else ""
    return f"EMOM {minutes}: {total // minutes} {match['name']}{remark}"


def _within(match: re.Match[str]) -> str:
    """`8km w/ 5x1km, 2 min jog`: what is done within a distance is a remark."""
    return f"{match['far']} (with {match['within'].replace(',', ';').replace('@', 'at')})"


def _dotted(match: re.Match[str]) -> str:
    """`5 clusters of 2.2.2`, `4x 1.1.1.1`: groups of reps."""
    groups = "+".join(re.findall("[0-9]", match["groups"]))
    pauses = re.sub(rf"({TIME})\sbetween\s(?:clusters|sets)\b", r"rest \1", match["after"])
    pauses = re.sub(rf"({TIME})\sbetween(?!\s[a-z])", r"\1 intra-set rest", pauses)
    return f"{match['sets']}x({groups}){pauses}"


_SHORT = rewriting((
    # slips of the keys, and clocks without minutes
    (r"\b(?:sest|stes|setts)\b", "sets"),
    (r"\b(?:eahc|ecah|eaach)\b", "each"),
    (r"\b(?:minuets|mintues|minuts)\b", "minutes"),
    (r"(?:(?<=^)|(?<=[\s(/x\u00d7])):(?P<secs>[0-5][0-9])(?![0-9:])", r"\g<secs> sec"),
    (r"(?<=[0-9]m)\s?ea(?:ch)?\sway\b", " each side"),
    (r"^(?P<name>[^\d:]*?)[:\s]*\s?(?P<on>[0-9]{1,2})\s?s?\s?(?:on\s?)?/\s?(?P<off>[0-9]{1,2})\s?s?\s?(?:off)?\s?[x\u00d7]\s?(?P<reps>[0-9]{1,2})(?:\sreps)?\s?[x\u00d7]\s?(?P<sets>[0-9]{1,2})(?:\ssets)?(?![0-9])", r"\g<name>: \g<reps> x (\g<on>s on / \g<off>s off) x \g<sets> sets"),
    (r"\b(?P<sets>[0-9]{1,2})\s(?:trips?|lengths?|laps?|runs?)\s?(?:[x\u00d7]|of)\s?(?=[0-9]+\s?(?:m|yds?|yards?|ft)\b)", r"\g<sets>x"),
    (r"\b(?P<most>[0-9]{1,3})\s?/\s?(?P<fewer>[0-9]{1,3})\s?(?P<cal>k?cals?|calories)\b", r"\g<most> \g<cal>"),
    (r"^(?:block|part|group|round|series)\s?[0-9a-d]\s*[(,:-]?\s*[x\u00d7]\s?(?P<rounds>[0-9]{1,2})\)?:?$", r"Circuit x\g<rounds>:"),
    (r"^(?:block|part|group|series)\s?[0-9a-d]\s*[(,:-]\s*(?P<rounds>[0-9]{1,2})\s(?:rounds|times|sets)\)?:?$", r"Circuit x\g<rounds>:"),
    (r"(?<![x\u00d7] )(?<![x\u00d7])\b(?P<far>[0-9.]+\s?(?:km?|mi(?:les?)?))\s(?:w/|with)\s(?P<within>[0-9]{1,2}\s?[x\u00d7]\s?[0-9].*)$", _within),
    (r"(?<=to failure)\s(?P<sets>[1-9])\s?[x\u00d7]\s*$", r" x \g<sets>"),
    # parts of a whole
    (r"^(?P<total>[0-9.]+)\s?(?P<unit>km?|miles?|mi)(?:\s(?:total|run))?\s?[:=]\s(?P<parts>[0-9.]+\s[^,\d]*(?:,\s[0-9.]+\s[^,\d]*)+)$", _broken_down),
    (r"^(?P<one>[a-z][^\d/+&]*?)\s?[/+&]\s?(?P<two>[a-z][^\d/+&]*?)\s(?:super[ -]?set|ss)[:,]?\s(?P<sets>[0-9]{1,2})\s?[x\u00d7]\s?(?P<reps>[0-9]{1,3})(?:\s?/\s?(?P<reps2>[0-9]{1,3}))?(?:\seach)?(?P<after>.*)$", _both),
    (r"^(?P<total>[0-9]{2,3})\s(?P<name>[a-z0-9][^,]*?),?\s\(?EMOM\s(?:x\s?|for\s)?(?P<minutes>[0-9]{1,2})(?![0-9])(?:\s?min\w*)?(?P<after>.*)$", _on_the_minute),
    (r"\b(?P<sets>[0-9]{1,2})\s?(?:[x\u00d7]|clusters?\sof)\s?(?P<groups>[1-9](?:\.[1-9]){2,5})(?![0-9])(?P<after>.*)$", _dotted),
    (r"^(?P<name>[a-z][^\d]*?)\s\(?R\)?,?\s(?P<dose>[0-9][^,;]*)[;,]\s(?:then\s)?\(?L\)?,?\s(?P=dose)\s*$", r"\g<name> \g<dose> each side"),
    (r"(?<=[0-9a-z)]),?\stwice\s*$", " x 2"),
    (r"\b(?:un)?till?\s(?:they|it|the\s[a-z]+)\s(?:burns?|fails?|tires?)\b", "to failure"),
    (r"^(?P<name>[a-z][^\d(:]*?)[\s:,(-]+TM\s?[:=]?\s?(?P<max>[0-9.]+\s?(?:kg|lbs?)?)\)?$", r"\g<name> (TM \g<max>)"),
    (r"^\(?[1-9](?:\s?[-\u2013]\s?[1-9])?\s?(?:x|times)\s?(?:per|a|/)\s?(?:day|week)\)?\s?:?$", r"// \g<0>"),
    (r"(?<![0-9.@x\u00d7/])(?P<kg>[0-9]{2,3}[.,](?:5|25|75))\s?[x\u00d7]\s?(?P<reps>[0-9]{1,2})(?:\s?[x\u00d7]\s?(?P<sets>[0-9]{1,2}))?(?![0-9.,]?[0-9])", lambda m: f"{m['sets'] or 1}x{m['reps']} @ {m['kg']}"),
    (r"\b(?P<work>[1-6][05])\s?:\s?(?P<rest>[1-6][05])\s?[x\u00d7]\s?(?P<times>[0-9]{1,2})(?!\s?[x\u00d7:])", r"\g<times> x \g<work>s on / \g<rest>s off"),
    (r"\b[0-9]{2,3}(?:\s?[-\u2013]\s?[0-9]{2,3})?\s?rpm\b(?!\))", r"(\g<0>)"),
    (rf"^(?P<front>.*?[0-9]{{1,2}}\s?[x\u00d7]\s?{TIME}.*?)\s\((?P<time>{TIME})\s@\s?(?P<share>[0-9]{{2,3}})\s?%\)\s*$", r"\g<front>, \g<time> easy"),
    # dates and remarks around the plan
    (r"^(?:[0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{2,4}|[A-Z][a-z]+day)\s*[-\u2013:,]\s*(?=.*\b(?:felt|feeling|slept|sleep|tired|sore|hurts?|pain|hungover|sick|ill|weighed)\b)", r"// \g<0>"),
    (r"^(?:exercise|lift|movement)s?(?:\s+(?:sets?|reps?|weight|load|rest|tempo|rpe|notes?|week|set|day)(?:\s[0-9])?)+$", r"// \g<0>"),
    (r"^[^\d:]{0,50}?\b(?:do|doing|does)\s(?=[0-9]{1,2}\s?(?:rounds|sets)\s(?:of\s)?[a-z0-9])", ""),
    (r",?\s(?:incl?\.?|including)\s(?=.*[0-9]).*$", r" (\g<0>)"),
    (r",?\s(?:the\s)?(?P<end>(?:last|final)\s[0-9.]+\s?(?:km?|mi(?:les?)?|m|min(?:ute)?s?|')(?![a-z]).*)$", r" (\g<end>)"),
    (r"(?<=[a-z])_(?=[a-z0-9])", " "),
    # sides
    (r"(?<=[a-z])/(side|leg|arm|hand)\b", r" each \1"),
    (r"\br\s?&\s?l\b|\bl\s?&\s?r\b|\b(?:right|left)\s?(?:&|and|/)\s?(?:left|right)\b", "each side"),
    (r"\b[0-9]{1,3}\stotal\s\(([0-9]{1,3})\s?/\s?(leg|side|arm)\)(?:\s?[x\u00d7]\s?([0-9]))?(?![0-9])", _half_each),
    (r"\b([0-9]{1,3}\s(?:each|per)\s(?:leg|side|arm)),?\s([1-9])\s?(?:times|x)\s*$", r"\2x\1"),
    (rf"(?<=[0-9])\s?x\s?(?=/\s?{_SIDES}\b)", ""),
    (r"(?<=[0-9])\s?/\s?(?:ea|each|e|s)\b(?!/)", "/side"),
    (r"([x\u00d7]\s?[0-9]{1,2})e(?![a-z0-9/])", r"\1 each"),
    (r"\b([0-9]{1,2})/side\s?[x\u00d7]\s?([0-9]{1,2})(?![0-9]|\s?(?:kg|lb))", r"\2x\1/side"),
    (r"\b([0-9]{1,2})\s?/\s?\1\s?[x\u00d7]\s?([0-9]{1,2})(?![0-9])", r"\2x\1/side"),
    (r"\b([0-9]{1,3})\s?(?:fwds?|forwards?|clockwise|cw|L|left)\s?[,/&]?\s?(?:and\s)?\1\s?(?:back(?:wards?)?|bwds?|(?:anti|counter)-?clockwise|ccw|R|right)\b", r"\1 each way"),
    # rounds, bouts and rests
    (r"\brds?\b", "rounds"),
    (r"\brest\s1:1\b", "(rest as long as the work)"),
    (r"\br(?=[0-9]{1,3}(?:'|s\b|min\b|:[0-9]{2}))", "rest "),
    (r"(?<=[\s,])r(?=(?:[4-9][05]|[1-3][0-9][05])(?![0-9:/]|\s?(?:m|kg|lbs?)\b))", "rest "),
    (r"\bR\.?I\.?:?\s(?=[0-9])", "rest "),
    (r"\(?\b([1-8]00)\s?m?\s(jog|walk|float)(?:ging|ing)?(?:\s(?:rec(?:overy)?|rest))?\)", r", \1m \2"),
    (r"\b([1-8]00)\s(?=(?:jog|walk|float)\b)", r"\1m "),
    (r"^(?P<sets>[2-9])\s(?:sets|rounds)(?:\sof)?:?\s(?P<bouts>[0-9]{1,2})\s?[x\u00d7]\s?(?P<bout>[0-9]{2,4}\s?m?\b.*?)(?:[,;]\s(?P<between>[^,;]*?)\s?\bbetween\s(?:the\s)?(?:sets|rounds|series))?$", _all_sets),
    (r"@\s?(1500|3k|5k|10k|mile|mp|hmp|half|marathon|threshold|tempo)(?:\space)?(?=\s*(?:,|$|\())", r"@ \1 pace"),
    (rf"\b(?P<time>{TIME})\srec\b", r"\g<time> recovery"),
    (rf"^(?P<sets>[0-9]{{1,2}}\s?[x\u00d7]\s?[0-9].*?),\s(?![0-9]{{3}})(?P<time>{TIME})\s(?:jog|walk|easy|float)(?:ging|ing)?\s*$", r"\g<sets>, \g<time> recovery"),
    (rf"/\s?(?={TIME}\s?(?:rests?|off|break)\b)", ", "),
    (rf"^(?P<rounds>[0-9]{{1,2}})\srounds\s(?:of\s)?(?P<name>[a-z][^\d:,(]*?)\s*[,(:]?\s*(?P<work>{TIME})(?:\s?[/,]\s?(?P<rest>{TIME})(?:\s(?:off|rest))?)?\)?$", _rounds_of_bouts),
    (rf"^(?P<name>[a-z][^\d:]*?)?\s*\(?(?<![0-9])(?P<work>[1-9][0-9]{{0,2}})\s?{_SMALL}?\s?/\s?(?P<rest>[1-9][0-9]{{0,2}})\s?{_SMALL}\)?\s?[x\u00d7]\s?(?P<times>[0-9]{{1,2}})(?:\s?(?:rounds?|sets|times))?\s*(?P<after>[a-z].*)?$", _bouts),
    (rf"^(?P<name>hiit|circuit|intervals?|finisher)\s(?P<work>[1-9][05])\s?{_SMALL}?\s?/\s?(?P<rest>[1-9]?[05])\s?{_SMALL}?\s?[x\u00d7]\s?(?P<times>[0-9]{{1,2}})(?:\s?(?:rounds?|sets|times))?:?\s*(?P<after>[a-z].*)?$", _bouts),
    (rf"(?P<time>{TIME})\s(?:walk|jog|swim|easy)\s?back\b(?:\s(?:to start|rest|recovery))?", r"\g<time> rest"),
    (rf"(?<=[0-9a-z)])\s(?:w/|with)\s?(?![0-9]{{3}}\s?m)(?P<time>{TIME})(?P<how>\s(?:jog|walk|easy|float|swim))?\s*(?=$|,)", _between),
    (rf"^(?P<rounds>[0-9]{{1,2}}\srounds)\sof\s(?P<list>.*?)[.,;]\s*(?P<time>{TIME})\s(?:rest\s)?between\s(?:the\s)?rounds\W*$", r"\g<rounds>, rest \g<time>: \g<list>"),
    (rf"(?P<time>{TIME})\s?R(?=\s*$)", r"\g<time> rest"),
    (r"(?<=[0-9])(?:\"|''|s)R\s*$", " sec rest"),
    (r"^(?P<name>[a-z][^\d:]*?[:\s]\s*)?(?P<sets>[0-9]{1,2})\s?[x\u00d7]\s?(?P<far>[2-9]00|1[0268]00|[235]000|150)(?=\s*(?:$|,|\(|@|w/|with\b|easy|fast|hard|on\b))(?!\s?(?:reps|kg|lb))", r"\g<name>\g<sets>x\g<far>m"),
    (r"(?:(?<=[0-9]m)|(?<=[0-9]km)|(?<=[0-9]k)|(?<=mile)|(?<=miles))\s@\s?(?P<time>(?:[0-9]{1,2}:)?[0-9]{1,3}(?::[0-9]{2})?\s?(?:s|secs?)?)(?=\s*(?:$|,|\(|w/|with\b))", r" (at \g<time>)"),
    (r"(?<=[0-9])\s?br\b", " breaths"),
    (r"\b(?P<far>[0-9.]+\s?(?:km?|mi(?:les?)?|m|mins?|minutes|'))\s?w/?u\b", r"\g<far> warm up"),
    (r"\b(?P<far>[0-9.]+\s?(?:km?|mi(?:les?)?|m|mins?|minutes|'))\s?(?:c/?d|w/?d|warm[ -]down)\b", r"\g<far> cool down"),
    # schemes
    (rf"(?:(?<![0-9])(?P<sets>[0-9]{{1,2}})\s?[x\u00d7]\s?|\bx\s?|(?<=[a-z:)]\s))(?P<reps>[0-9]{{1,3}})(?:\sreps)?\s?@\s?(?P<rpe>rpe\s?)?(?P<loads>{_EACH_LOAD}(?:,\s{_EACH_LOAD})*,\s[0-9]{{1,3}}(?:\.5)?)\s?(?P<unit>kg|lbs?|%)?(?=\s*(?:$|\(|;|,?\s(?:rest|tempo)\b|,?\s(?:then\s)?[0-9]{{1,2}}\s?[x\u00d7]))", _reps_at_each),
    (r"(?<=[a-z]\s)(?P<list>[0-9]{1,2}(?:\s?[-,/]\s?[0-9]{1,2}){2,9})[,-]?\s?(?:\.{2,}|\u2026|,?\setc\.?)(?=\s*(?:$|@|,|\())", _open_ladder),
    (rf"^(?P<names>[a-z][^\d+@:(,]*(?:\+\s?[a-z][^\d+@:(,]*?)+|c\s?&\s?j|clean\s(?:and|&)\sjerk)[\s:,@]*(?P<load>[0-9.]+\s?(?:%|kg|lbs?))?\s?(?:(?P<before>[1-9][0-9]?)\s?)?(?:(?<![a-z])[x\u00d7]\s?)?\(?(?P<groups>[1-9](?:\s?\+\s?[1-9]){{1,3}})\)?(?:\s?[x\u00d7]\s?(?P<rounds>[1-9][0-9]?)(?:\ssets)?)?(?:\s?@\s?(?P<load2>[0-9.]+\s?(?:%|kg|lbs?)))?(?P<rest>,\srest\s{TIME})?$", _complex),
    (rf"{_ONE_PERCENT}(?:(?:\s?[,;]\s?|\s+){_ONE_PERCENT})+(?=\s*$)", _percent_first),
    (r"(?<=[0-9]),?\sthen\s(?=[0-9]{1,3}\s?[x\u00d7])", ", "),
    (r"(?<=[0-9],\s)([0-9]{2,3}(?:[.,]5)?)\s?[x\u00d7]\s?([0-9]{1,2})\s?[x\u00d7]\s?([0-9]{1,2})(?![0-9])", r"\3x\2 @ \1"),
    (rf"(?<=[0-9],\s)([0-9]{{2,3}}(?:[.,]5)?\s?(?:kg|lbs?)?)\s({_SCHEME})(?![0-9])", r"\2 @ \1"),
    (r"(?<![0-9x@])(?:(?:[0-9]{1,2}x)?[0-9]{1,2}\+?@[0-9.]+\s?(?:kg|lbs?|%)?(?![0-9:x])[,\s]*){2,}(?=$|\()", _each_at),
    (r"\b([0-9]{1,3})\ssteps\s?[x\u00d7]\s?([1-9])(?![0-9])", r"\2x\1 steps"),
    (r"\b([1-9][0-9]?\s?k?cals?)\s?[x\u00d7]\s?([0-9]{1,2})(?![0-9])", r"\2 sets, \1"),
    (r"\b(?:to|till|until)\sfailure\s?[x\u00d7]\s?([1-9])(?![0-9])", r"\1x failure"),
    (r"(?<=[0-9]\s)\(\s?2\s?[x\u00d7]\s?([0-9]{1,2}(?:[.,]5)?)\s?\)", r"@ 2x\1"),
    (r"\b(?:amrap\s)?MR\s?([0-9]{1,2})\b", r"\1+"),
    (r"\b(?:up|work(?:ing)?\sup|build(?:ing)?\sup)\sto\s(?P<top>[0-9]{2,3}%),?(?:\sthen\b)?", r"(up to \g<top>)"),
    (r",?\sload drop\s(?P<drop>[0-9]{1,2}\s?%)", r" (load drop \g<drop>)"),
    (r"\bladders?:?\s(?:of\s)?\(?(?:1\s?(?:-|\u2013|to)\s?(?P<top>[2-9]|1[0-9])(?!\s?[,-]\s?[0-9])|(?P<steps>[0-9]{1,2}(?:\s?[,-]\s?[0-9]{1,2}){2,9}))\)?(?:\s?[x\u00d7]\s?(?P<times>[0-9]{1,2}))?(?![0-9])", _ladder),
    (r"(?<![-\u2013/.:0-9])(?P<low>[1-9])\s?[-\u2013]\s?[1-9]\s?(?P<how>[x\u00d7]|sets\s(?:of|x))\s?(?P<reps>[0-9]{1,3}(?:\s?[-\u2013]\s?[0-9]{1,3})?)(?![0-9]|\s?[x\u00d7/])", r"\g<low>x\g<reps> (\g<0>: the fewer sets)"),
    (r"\((?P<a>[0-9])/(?P<b>[0-9])/(?P<c>[0-9x])/(?P<d>[0-9])\)", r"tempo \g<a>-\g<b>-\g<c>-\g<d>"),
    (rf"^max(?:imum)?\s(?P<name>[a-z][^\d]*?)\s(?:in|for)\s(?P<time>{TIME})$", r"\g<name> AMRAP \g<time>"),
    (r"^max(?:imum)?\s(?P<name>[a-z][^\d]*?)\s?[x\u00d7]\s?(?P<sets>[0-9]{1,2})$", r"\g<name> \g<sets>x max"),
    (r"^(?P<name>[a-z][^\d]*?)\s(?:(?:for|x)\s)?max(?:imum)?(?:\s(?:time|hold))?$", r"\g<name> 1x max"),
    (r"^(?P<front>21'?s\s[^\d]*?)\s?[x\u00d7]\s?(?P<sets>[0-9])$", r"\g<sets>x\g<front>"),
))  # fmt: skip


@lru_cache(maxsize=4096)  # a line is asked about several times before it is read
def spelled_out(line: str) -> str:
    """The line with such forms in the usual words; itself where it has none."""
    return rewritten(in_english(line), _SHORT)
