"""Why each piece of advice on a program exists."""

from collections.abc import Mapping

from mmc_audio.advice.why import Why

WEEKS: Mapping[str, Why] = {
    "W-COVER": Why(
        title="Muscles that the weeks leave out",
        reason="Each big muscle group is usually trained two or three times a week.",
        more="A program that presses and never pulls, or has no legs, is often one that grew that "
        "way, not one that was meant so. The advice counts the working sets of each group over the "
        "weeks, names those with none, and names a side that gets less than half of its "
        "counterpart: pull against press, back of the thigh against front. A program with one aim, "
        "such as curls, may leave the rest to other training.",
        sure="Two or three times a week is a recommendation for beginners from a position stand; "
        "the half is a coach's rule, and nobody has shown that it keeps anyone from getting hurt.",
        sources=("ACSM 2009, Medicine and Science in Sports and Exercise 41:687-708",),
    ),
    "W-STEP": Why(
        title="A big step of load",
        reason="Loads usually go up by 2 to 10 % at a time, and only when reps are to spare.",
        more="A larger jump from one week to the next changes the lift: fewer reps are left, form "
        "slips, and the attention goes to getting it up. The step is measured from the heaviest "
        "week so far, so that coming back from an easy week is none. Smaller plates or a week "
        "longer at the same load do it.",
        sure="The range is a position stand's, for adding load once you do one or two reps more "
        "than planned. Only the set itself shows which step is too much for you.",
        sources=("ACSM 2009, Medicine and Science in Sports and Exercise 41:687-708",),
    ),
    "W-NEW": Why(
        title="Much that is new at once",
        reason="Each new movement takes attention that the others then lack.",
        more="A session that begins with six unknown exercises is one of instructions: set up, "
        "path, breath, and little left to feel. Three new ones in a session are plenty after the "
        "first week, and six on a first day. Bring the others in a week later, when the first ones "
        "go by themselves.",
        sure="That several instructions at once hurt learning is shown in children with little "
        "working memory. The numbers three and six are experience.",
        sources=("Buszard et al. 2017, Frontiers in Psychology 8:1350",),
    ),
}
"""By the id of the rule."""
