"""What `mmc-audio check` says of a program: its weeks, and what is wrong in its plans."""

from typing import Any

Row = dict[str, Any]


def program_row(path: str, *, advise: bool) -> Row:
    """What is known about one program, as JSON has it.

    Raises:
        PlanError: if the program is wrong; ManyErrors if in several places.
    """
    from mmc_audio.plan.program import load_program
    from mmc_audio.rendering.advice import as_data
    from mmc_audio.rendering.weeks import advice_on_weeks, days_looked_at, problems_of

    program = load_program(path)
    trainings = days_looked_at(program)
    problems = problems_of(trainings)
    row: Row = {"plan": path, "ok": not problems, "problems": list(problems), "assumed": []}
    row["exit_code"] = max(problems.values(), default=0)
    row |= {"trainings": len(trainings), "weeks": len({one.week for one in trainings})}
    found = advice_on_weeks(program, trainings) if advise and not problems else []
    return row | {"advice": as_data(found, path)}
