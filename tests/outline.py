"""A session in a line for each set or block: what is announced, its dose, its lengths, its rest."""

SPANS = {"setup": "setup", "ready": "ready", "work": "work", "rest": "rest", "breath": "rest"}
"""Spans of the cue sheet; a breath is a part of its rest."""
ANNOUNCED = 3
"""Sentences of the setup that are shown: name, sets, load; all of work against the clock."""


def outline(timeline):
    """A line for each set or block, with what is announced below; one for each routine.

    Lengths of routines, and of what is said after the last set, depend on words alone and are
    left out.
    """
    parts = [spans(section) for section in timeline.sections]
    lines = [timeline.title]
    for number, (section, own) in enumerate(zip(timeline.sections, parts, strict=True)):
        if "exercise" not in section.attributes:
            lines.append(section.title)
            continue
        rest = own["rest"] + sum(parts[number + 1][span] for span in ("setup", "ready"))
        ends = "exercise" not in timeline.sections[number + 1].attributes
        lasts = [f"work {clock(own['work'])}", "" if ends else f"rest {clock(rest)}"]
        said = ", ".join(filter(None, (*dose(section), *lasts)))
        lines += [f"{section.title}: {said}", announced(section)]
    return "".join(f"{line}\n" for line in lines)


def dose(section):
    """What the cue sheet says of the set."""
    said = section.attributes
    parts = [said.get("dose", ""), f"{said['reps']} reps" if "reps" in said else ""]
    parts += [f"{said['rounds']} rounds" if "rounds" in said else "", said.get("load", "")]
    return filter(None, parts)


def announced(section):
    """The first sentences before the work, as they are heard."""
    clocked = section.attributes.get("dose") in {"emom", "rounds", "for_time"}
    before = [cue for cue in section.cues if "setup" in cue.cue.labels
              and section.state_at(cue.at_ms).get("span") in ("setup", "ready")]  # fmt: skip
    words = " ".join(cue.written for cue in before[: None if clocked else ANNOUNCED])
    return f'    "{words}"'


def spans(section):
    """How long each span of a section lasts, in ms."""
    states = [(0, section.attributes), *((each.at_ms, each.attributes) for each in section.states)]
    ends = [at for at, _ in states[1:]] + [section.length_ms]
    lasts = dict.fromkeys((*SPANS.values(), "other"), 0)
    for (begin, attributes), end in zip(states, ends, strict=True):
        lasts[SPANS.get(attributes.get("span"), "other")] += end - begin
    return lasts


def clock(ms):
    """`1:05`."""
    return f"{round(ms / 1000) // 60}:{round(ms / 1000) % 60:02}"
