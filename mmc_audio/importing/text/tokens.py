"""The parts of a line such as `Bench 3x8 @ 60kg, rest 2 min`: what they look like.

A line is read from left to right; at each place the first pattern that fits wins, so the more
special ones come first. What fits none is a word of the name.
"""
# ruff: noqa: E501, ISC004 - a pattern is read more easily on one line, or in several strings

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mmc_audio.importing.recoveries import HOW

N = r"[0-9]{1,4}(?:[.,][0-9]{1,3})?"
COUNT = r"[0-9]{1,4}"
RANGE = rf"{COUNT}(?:\s?(?:-|\u2013|to)\s?{COUNT})?"
MASS = r"(?:kgs?|kilo(?:gram)?s?|lbs?|pounds?|#)(?![a-z])"
X = r"\s?[x\u00d7*]\s?"
SEC = r"(?:s|secs?|seconds?|\"|''|\u2033|\u201d)(?![a-z])"
MIN = r"(?:mins?|minutes?|m|'|\u2032|\u2019)(?![a-z'])"
HOUR = r"(?:h|hrs?|hours?)(?![a-z])"
CLOCK = r"(?:[0-9]{1,2}:)?[0-9]{1,3}:[0-5][0-9](?![0-9:])"
TIME = (
    rf"(?:{CLOCK}|{N}\s?{HOUR}(?:\s?{COUNT}\s?{MIN})?|{N}\s?{MIN}(?:\s?[0-5]?[0-9]\s?(?:{SEC})?"
    rf"(?![0-9x\u00d7]))?|{N}\s?{SEC})"
)
LENGTH_UNIT = r"(?:km|k|m|mtrs?|met(?:er|re)s?|mi|miles?|yds?|yards?|ft|feet)(?![a-z])"
EACH = (
    r"(?:/\s?(?:side|arm|leg|hand|foot|s)\b|(?:per|each|ea\.?|on each|e/)\s?(?:side|arm|leg|hand|foot|knee|way|s)"
    r"\b|\b(?:each|ea|e/s|es|both sides|l\s?/\s?r|r\s?/\s?l|[lr]\+[rl]|unilateral)\b)"
)

ONE_SCHEME = rf"{COUNT}{X}{RANGE}\+?(?:\s?@\s?(?:rpe\s?)?{N}\s?(?:%|{MASS})?)?"

_AT = r"\s(?:at|in)\s(?:the\s)?"
_LOW, _HIGH = rf"{_AT}(?:bottom|hole|chest|stretch)", rf"{_AT}(?:top|peak|end|lockout|contraction)"

PATTERNS: tuple[tuple[str, str], ...] = (
    ("name_number", r"\b90[/ -]90\b(?!\s?(?:kg|lb|%))|\b[12][- ](?:arm(?:ed)?|leg(?:ged)?|hand(?:ed)?)\b|\b[1-4][- ]fingers?\b|(?<=leg press )45\b(?!\s?(?:kg|lb|[x\u00d7]))"
                    r"|(?:(?<=warrior )|(?<=virabhadrasana ))[123]\b(?!\s?(?:breaths?|br|reps?|rounds?|x|s|secs?|min|m)\b)"
                    r"|\b360\b(?=(?:\s?\u00b0|[ -]degrees?)?\sbreath)|\b5-10-5\b|\b[0-9]{1,2}(?:-[0-9]{1,2}){2,3}(?=\s(?:box\s)?breath)|\b[1-9]/[1-9](?=\s(?:repeaters?|hangs?)\b)|\b531\b(?!\s?(?:kg|lb|m\b))|\b12-3-30\b"),
    ("cluster", rf"(?:(?P<sets>{COUNT}){X})?\(?(?P<groups>(?P<one>[1-9])(?:\s?\+\s?(?P=one)){{2,9}})(?![0-9])(?:\sreps?)?\)?"
                rf"|(?P<sets2>{COUNT}){X}\((?P<groups2>[1-9][0-9]?(?:\s?\+\s?[1-9][0-9]?){{1,9}})\)"
                rf"|(?:(?P<sets3>[1-9]){X})?(?<![0-9/+])(?P<groups3>[1-9][0-9]?(?:\s?\+\s?[1-9][0-9]?){{2,9}})(?![0-9]|\s?(?:{X}|%|{MASS}|{SEC}|{MIN}))"),
    ("intra", rf"(?P<pause>{TIME})\s(?:intra|inter)[- ]?(?:sets?|reps?)?(?:\s?(?:rests?|pauses?))?\b(?:\sbetween)?|(?P<pause2>{TIME})\s(?:rests?\s|pauses?\s)?between\s(?:groups|clusters|reps|mini[- ]sets)\b"),
    ("height", r"(?:@\s?)?[0-9]{1,3}\s?(?:\u00b0|deg(?:rees?)?\b)|(?:@\s?)?(?<![0-9.:])[0-9]{1,3}(?:\s?(?:cms?|mm)\b|\s?(?:in(?:ch(?:es)?)?)\b(?!\s[0-9])|(?:\"|''|\u2033|\u201d)(?=\s(?:box|step|bench|deficit|target)))(?:\s(?:box|step|bench|deficit|target))?"),
    ("warmups", r"(?P<count>[1-9])(?:\s?[-\u2013]\s?[1-9])?\s?(?:warm[ -]?ups?|w/u)(?:\ssets?)?(?![\s:]*[x\u00d70-9])(?:,?\s?then\b)?"),
    ("work_up", r"(?:(?:(?P<ramp>(?:work|build)(?:ing)?\s(?:up\s)?to)|find)\s(?:an?\s|your\s|the\s|today'?s\s)?"
                r"(?:(?:daily\s)?(?:heavy|max|top|hard|tough)\s)?(?:set\sof\s)?|\b(?:heavy|top)\sset\sof\s|\bheavy\s(?=[1-9](?![0-9]|\s?[x\u00d7*])))"
                r"(?P<reps>single|double|triple|[1-9][0-9]?(?![0-9]|\s?[x\u00d7*%]|\s?(?:kg|lb)))(?P<max>\s?rm\b)?(?:\s?reps?)?"
                r"(?:\s?@\s?(?:rpe\s?)?(?P<effort>[5-9](?:[.,]5)?|10)(?![0-9%]))?(?:\s?,?\s?\bthen\b)?"),
    ("total", rf"(?P<total>{COUNT})\s?(?:(?:reps?\s)?(?:in\s)?total\b(?:\s?reps?)?|reps in sets of\s(?P<of>{COUNT})(?:\sreps?)?\b)"
              r"(?:,?\s(?:in|over|across|as)\s(?:several|multiple|as few|as many|few)\s(?:sets)?(?:\sas\s(?:possible|needed|you need|it takes))?)?"),
    ("last_set", r"(?:,\s?)?(?:the\s)?\blast (?:set|one)(?:\sis)?:?\s(?:an?\s)?(?:(?P<open>(?:to\s|until\s)?failure|to max|amrap|max(?: reps)?|all[ -]out|[0-9]{1,3}\+(?:\sreps)?)"
                 r"|(?P<drop>drop[ -]?set))(?![a-z])"
                 r"|(?P<drop2>drop[ -]?set\s(?:on|for)\s(?:the\s)?last(?:\s(?:set|one))?|(?:\+\s?)?drop[ -]?set\slast\sset)\b"),
    ("phase", rf"(?:\bw/\s?|\bwith\s(?:an?\s)?)?(?P<secs>{N})[\s-]?(?:s|secs?|seconds?)\s(?:slow\s)?(?:(?P<down>negatives?|neg|eccentrics?|lowering|down|descent)"
              rf"|(?P<low>(?:pauses?|holds?|stop){_LOW})|(?P<high>(?:pauses?|holds?|squeezes?){_HIGH})|(?P<low2>pauses?)|(?P<high2>squeezes?)|(?P<up>up|concentrics?))\b"
              rf"|\b(?:hold|pause|squeeze)\s(?:for\s)?(?P<secs2>{N})\s?(?:s|secs?|seconds?)(?:(?P<low3>{_LOW})|(?P<high3>{_HIGH}))\b"),
    ("bar_reps", rf"\b(?:empty\s)?bar{X}(?P<reps>{COUNT})(?:{X}(?P<sets>[1-9]))?(?![0-9])"),
    ("pin", r"(?:@\s?)?\b(?P<pin>pin\s[0-9]{1,2})\b"),
    ("level", r"(?:@\s?)?\b(?:levels?|lvl|incline|setting|resistance)\s[0-9]{1,2}(?:[.,][0-9])?%?"),
    ("band", r"(?P<with>\bw/\s?|\bwith\s(?:an?\s)?|@\s?)?\b(?P<band>red|yellow|green|blue|black|purple|orange|gr[ae]y|light|medium|heavy|strong)\s"
             r"(?P<mini>mini[- ]?)?(?:thera|resistance\s|loop\s)?[- ]?band\b"),
    ("rx", rf"@\s?(?P<value>{N})\s?/\s?(?P<lighter>{N})(?![0-9/x]|\s?(?:%|{MASS}))"),
    ("tempo", r"\btempo:?\s*(?P<tempo>[0-9x]{3,4}(?![0-9a-z%.])"
              r"|(?:[0-9]{1,2}(?:\.[0-9]{1,3})?|x)(?:[-/](?:[0-9]{1,2}(?:\.[0-9]{1,3})?|x)){2,3})"
              r"|@\s?(?P<at>[0-9x]{3,4}(?![0-9a-z%.]|,[0-9]|\s?(?:kg|lb|kilo|pound|%|#))"
              r"|[0-9x](?:[-/][0-9x]){2,3}(?![0-9]))"
              r"|\b(?P<bare>[0-9][0-9](?-i:X)[0-9])\b(?!\s?kg)"
              r"|(?<=\s)(?P<digits>[1-6][0-5][0-5][0-5])(?=\s|,|$)(?!\s?(?:kg|lb|m\b|k?cal|reps?))"),
    ("pace", rf"@?\s?(?:[0-9]{{1,2}}:[0-5][0-9]|{N})\s?(?:min\s?)?/\s?(?:km|mi(?:le)?|[15]00\s?m)\b"
             rf"|@?\s?{N}\s?(?:km/h|kmh|kph|mph)\b"
             r"|@?\s?\b(?:1500|3k|5k|10k|mile|marathon|half marathon|threshold|race|goal|mp|hmp|half|tempo)\s?pace\b"),
    ("rests", rf"(?:(?P<how>standing|walk|jog|easy)\s)?\brests?:?\s(?P<list>{TIME}(?:\s?/\s?{TIME})+)"),
    ("rest_range", rf"\brests?:?\s*(?P<low>{COUNT})\s?[-\u2013]\s?(?P<high>{TIME})(?:\s(?:between|after|each)\b.*$)?"
                   rf"|(?P<low2>{COUNT})\s?[-\u2013]\s?(?P<high2>{TIME})\s?rests?\b(?:\s(?:between|after)\b.*$)?"),
    ("rest_of_few", rf"(?P<time>{TIME})\s(?:(?P<how>{HOW})\s)?rest\safter\severy\s(?P<every>[1-9][0-9]?)\b"),
    ("rest", rf"\bpausen?:?\s*(?P<pause>(?:[2-9][0-9]|[1-9][0-9]{{2}})\s?{SEC}|{N}\s?{MIN}|{CLOCK})"
             rf"|(?:\brests?\b(?:\s?(?:of|for|:|=))?\s*|\br\s?[:=]\s?)(?P<rest>{TIME}|{COUNT})"
             rf"(?:\s?[-\u2013]\s?{TIME})?(?:\s(?:between|rest|after|each)\b.*$)?"
             rf"|(?P<before>{TIME})\s(?:rests?|break|off)\b(?:\s(?:between|after)\b.*$)?"
             rf"|(?:\bw/\s?|\bwith\s)?(?P<easy>{TIME})\s(?:(?:{HOW}\s)?(?:between|recovery|recoveries)|(?:easy\s)?(?:walk|jog|stand)(?:ing)?\srest)\b(?:\s(?:between|after|each)\b.*$)?"
             r"|(?P<none>\bno rest\b|\bwithout rest\b)"),
    ("word_length", r"(?:\bfor\s)?\b(?P<word>half a|an?|one)\s(?P<unit>minute|min|hour)\b"),
    ("top_set", r"\b(?:heavy|top)\s(?P<reps>single|double|triple)\b(?:\s?@\s?(?:rpe\s?)?(?P<effort>[5-9](?:[.,]5)?|10)(?![0-9%]))?"
                r"(?:\s?,?\s?\bthen\b)?"),
    ("twenty_ones", rf"\b21'?s\b(?:{X}(?P<after>{COUNT}))?|(?P<sets>{COUNT}){X}21'?s\b"),
    ("mini_sets", rf"(?P<reps>{RANGE})\s?\+\s?(?P<mini>{COUNT}{X}{COUNT})\b"),
    ("stroke", r"@?\s?\b(?:r(?:ate)?\s?[12][0-9]|[12][0-9]\s?(?:spm|s/m))\b(?!\s?[x\u00d7]|/)"),
    ("breaths", rf"(?:(?P<sets>{COUNT}){X})?(?P<breaths>{COUNT})\s?breaths?\b"),
    ("effort", r"@?\s?\brpe\s?:?\s?(?P<rpe>[0-9]{1,2}(?:[.,]5)?)(?:\s?[-\u2013/]\s?(?P<to>[0-9]{1,2}(?:[.,]5)?))?"
               r"|(?:@\s?)?\b(?P<rir>[0-9])(?:\s?[-\u2013]\s?(?P<rirto>[0-9]))?\s?rir\b|\brir\s?:?\s?(?P<rir2>[0-9])(?:\s?[-\u2013]\s?(?P<rirto2>[0-9])(?![0-9]))?"
               r"|@\s?(?P<at>[1-9]|10|[5-9][.,]5)(?![0-9]|:[0-9]|[.,][0-9]|\s?(?:%|kg|lb|kilo|pound|x|\u00d7|/|#))"),
    ("schemes", rf"(?P<list>{ONE_SCHEME}(?:\s?,\s?{ONE_SCHEME})+)"),
    ("weight_each", rf"(?P<weight>{N})\s?(?P<unit>{MASS})(?P<each>(?:{X}{COUNT}){{3,}})(?!\s?{MASS})"),
    ("weight_reps", rf"(?P<weight>{N})\s?(?P<unit>{MASS}|%){X}(?P<reps>{COUNT})(?P<plus>\+?)"
                    rf"(?:{X}(?P<sets>{COUNT}))?(?!\s?{MASS})"),
    ("reps_weight", rf"(?P<reps>{COUNT}){X}(?P<weight>{N})\s?(?P<unit>{MASS})(?!\s?(?:each|per|/))"
                    rf"|(?P<reps2>{COUNT})(?P<plus>\+?){X}(?P<percent>[3-9][0-9])\s?%"),
    ("sets_length", rf"(?P<sets>{COUNT}){X}(?:(?P<low>{COUNT})[-\u2013])?(?P<time>{TIME})(?P<holds>\s?holds?\b)?"),
    ("sets_distance", rf"(?P<sets>{COUNT}){X}(?P<distance>{N})\s?(?P<unit>{LENGTH_UNIT})"),
    ("sets_most", rf"(?P<sets>{COUNT}){X}(?:amrap|max|failure|to failure|f)\b(?:\s?reps?)?"),
    ("scheme", rf"(?P<sets>{COUNT}){X}(?P<reps>{RANGE})(?P<plus>\+?)(?:\s?(?:reps?|(?P<steps>steps))\b(?!-))?"
               rf"(?![0-9]|\s?{MASS}|\s?%|\s?[x\u00d7]\s?[0-9]|\s?(?:secs?|seconds?|s|mins?|minutes?)\b|[\"'\u2032\u2033])"),
    ("sets_of", rf"(?P<sets>{COUNT})\s?(?:sets?|rounds?)\s?(?:of|x|\u00d7|:)?\s?"
                rf"(?:(?P<time>{TIME})|(?P<most>amrap|max|failure)|(?P<reps>{RANGE})(?P<plus>\+?)"
                rf"(?![0-9]|\s?/\s?[0-9]|\s?(?:%|{MASS}|{LENGTH_UNIT})))(?:\s?(?:reps?|(?P<steps>steps))\b(?!-))?"),
    ("sets", rf"(?P<sets>{COUNT})\s?sets?\b"),
    ("percents", r"(?:@\s?)?(?P<values>[0-9]{1,3}(?:\s?%?\s?[/,]\s?[0-9]{1,3})+)\s?%"),
    ("masses", rf"(?:@\s?)?(?P<values>{N}(?:\s?/\s?{N})+)\s?(?P<unit>{MASS})"),
    ("spaced_counts", r"(?<![0-9.,])(?P<counts>[1-9][0-9]?(?:\s[1-9][0-9]?){2,7})(?=\s*(?:$|,|@|\(|rest\b|[0-9]{2,3}\s?(?:kg|lb)))"),
    ("mass_range", rf"(?:@\s?|\bat\s)?(?P<low>{N})\s?(?:{MASS})?\s?[-\u2013]\s?(?P<high>{N})\s?(?P<unit>{MASS})"),
    ("counts", rf"(?<![0-9/])(?P<counts>{COUNT}\+?(?:\s?[/,]\s?{COUNT}\+?)+"
               rf"|{COUNT}\+?(?:-{COUNT}\+?){{2,}})(?![0-9]|\s?(?:%|kg|lb|/[0-9]|[x\u00d7][0-9]))"),
    ("percent", r"(?:@\s?)?(?P<low>[0-9]{1,3}(?:[.,][0-9])?)(?:\s?%?\s?[-\u2013]\s?(?P<high>[0-9]{1,3}))?"
                r"\s?%(?:\s?(?:of\s)?(?:1?rm|max|tm|ftp)\b)?"),
    ("pair", rf"(?:@\s?|\bwith\s)?2{X}(?P<weight>{N})\s?(?P<unit>{MASS})"
             rf"|(?:@\s?|\bwith\s)?(?P<one>{N})\s?(?P<unit1>{MASS})\s?(?:each(?: hand)?(?!\s?(?:side|leg|arm))|(?:per|/|a|pro)\s?(?:hand|dumbbell|db|kb)|in each"
             rf"(?: hand)?|dumbbells|dbs|weights|kettlebells|kbs)\b|\bje\s(?P<one3>{N})\s?(?P<unit3>{MASS})"
             rf"|@\s?2{X}(?P<bare>{N})(?![0-9a-z%#]|\s?(?:kg|lb|x))"),
    ("plates", rf"(?:@\s?)?(?P<weight>{N})\s?(?P<unit>{MASS})\s?(?:/|per|a)\s?side\b"),
    ("changed", rf"(?:@\s?)?(?:\bbw|\bbodyweight)?\s?(?P<sign>[+\u2212])\s?(?P<weight>{N})\s?(?P<unit>{MASS})(?:\s(?:plate|vest|dumbbell|db|kettlebell|kb)\b)?"
                rf"|(?:@\s?)?-\s?(?P<less>{N})\s?(?P<unit2>{MASS})\s?(?:assist\w*)?"),
    ("weight", rf"(?:@\s?|\bat\s|\bwith\s|\bw/\s?)?(?P<weight>{N})\s?(?P<unit>{MASS})(?:\s(?:dumbbells?|dbs?|(?:hand\s)?weights?|kettlebell|kb|plate|barbell|ball|sandbag|vest)\b(?=\s*(?:$|[,;)@])))?"),
    ("bodyweight", r"(?:@\s?)?\b(?:bw|bodyweight)\b"),
    ("drop_to", rf"(?:,\s?)?(?:\bthen\s)?\bdrop(?:[ -]?set)?\sto\s(?P<weight>{N})\s?(?P<unit>{MASS})(?:\s?x\s?(?:max|amrap|failure))?(?:\son\s(?:the\s)?last(?:\sset)?)?"),
    ("kind", r"\b(?P<warmup>warm[ -]?ups?(?: sets?)?|w/u)\b:?|(?:\+\s?(?:1|an?)\s)?\b(?P<drop>drop[ -]?sets?)\b"
             r"|\b(?P<failure>to failure|until failure|till failure)\b"
             r"|\b(?P<rest_pause>rest[ -]pause)\b|\b(?P<myo>myo(?:[ -]?reps?)?)\b"),
    ("most", r"\bx?\s?(?:amrap|max(?:imum)? reps|as many (?:reps )?as possible)\b"),
    ("reps", rf"(?P<reps>{RANGE})\s?(?={EACH})"),
    ("side", rf"{EACH}|\((?P<which>left|right)(?: (?:side|arm|leg))?\)"
             r"|\b(?P<which2>left|right) (?:side|arm|leg) only\b|,\s?(?P<which3>left|right|[lr]) (?:side|arm|leg)\b"
             r"|\b(?P<which4>left|right|[lr]) only\b|(?<=[0-9]\s)(?P<which5>(?-i:[LR]))(?=\s*(?:$|[,;(]))"),
    ("reps", rf"(?P<reps>{RANGE})(?P<plus>\+?)\s?(?:reps?|(?P<steps>steps))\b(?!-)|\bx\s?(?P<times>{RANGE})(?P<plus2>\+?)(?![0-9a-z%])"
             rf"|(?P<before>{RANGE})\s?[x\u00d7](?=\s|$)"),
    ("length_range", rf"(?P<low>{COUNT})[-\u2013](?P<time>{TIME})(?P<holds>\s?holds?\b)?"),
    ("length", rf"(?P<before>\bfor\s|(?P<hold>\bholds?(?:ing)?(?:\s|:\s|\sfor\s))|@\s?)?(?P<time>{TIME})(?P<holds>\s?(?:iso(?:metric)?\s)?holds?\b)?"),
    ("distance", rf"(?P<distance>{N})\s?(?P<unit>{LENGTH_UNIT})"),
    ("calories", rf"(?P<calories>{COUNT})[\s/-]?(?:k?cals?|calories)\b"),
    ("bare_weight", rf"@\s?(?P<weight>{N})(?![0-9])|\b(?:with|at)\s(?P<alone>[0-9]{{2,3}}(?:[.,]5)?)(?=\s*(?:$|[,;)]))"),
    ("leading", rf"^(?P<reps>{RANGE})(?P<plus>\+?)\s(?=[a-z]|[12][ -](?:arm|leg|hand))"),
    ("dashed_reps", rf"(?<=[-\u2013\u2014:]\s)(?P<reps>{RANGE})\s(?=[^\W\d])(?!(?:plates?|way|part|point|position|levels?|days?|weeks?)\b)"),
    ("bare_reps", r"(?P<reps>[5-9]|[1-9][0-9]{1,2}|[1-9][0-9]?\s?[-\u2013]\s?[1-9][0-9]?)\s*(?=$|,|@)"),
    ("note", r"\((?P<note>[^()]*)\)|\s(?://|#\s|--)\s*(?P<tail>.*)$"),
    ("joint", r"[,;:|=]+|\s[-\u2013\u2014]+(?=\s)|\b(?:with|at|of)\b(?=\s*$)|@"),
)  # fmt: skip

_COMPILED = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in PATTERNS)
_WORD = re.compile(r"[^\s,;:|()=@]+|\S")
LONGEST_LINE = 400
"""Characters: a longer line is prose."""


@dataclass(frozen=True, slots=True)
class TextToken:
    """A part of a line; `kind` is `word` for one of the name."""

    kind: str
    text: str
    parts: dict[str, str]
    """What was found, by the pattern's names; empty ones are left out."""


def tokens(line: str) -> Iterator[TextToken]:
    """The parts of a line, from left to right."""
    place, line = 0, line[:LONGEST_LINE]
    while place < len(line):
        if line[place].isspace() and not re.match(
            r"\s(?://|#\s|--|[-\u2013\u2014]+\s)", line[place:]
        ):
            place += 1
            continue
        token = _at(line, place)
        yield token
        place += len(token.text)


def _at(line: str, place: int) -> TextToken:
    if place == 0 or not (line[place - 1].isalnum() and line[place].isalnum()):
        for name, pattern in _COMPILED:
            match = pattern.match(line, place)
            if match and match.end() > place:
                parts = {key: part for key, part in match.groupdict().items() if part}
                return TextToken(name, match[0], parts)
    match = _WORD.match(line, place)
    text = match[0] if match else line[place]
    return TextToken("word", text, {})
