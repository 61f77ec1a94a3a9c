"""What the coach does that is no advice, and why: breath, picture, scan, and what did not grow."""

from collections.abc import Mapping

from mmc_audio.advice.why import Why

TOPICS: Mapping[str, Why] = {
    "BREATH": Why(
        title="Why a session begins with breath, and reps go with it",
        reason="A long breath out is the simplest way to settle before you look inside.",
        more="In a month of five minutes a day, sighs with a long breath out lifted mood and "
        "slowed breathing more than watching the breath did; anxiety fell in all groups alike. "
        "The coach uses two or three sighs, seated, and normal breathing after them. In a set the "
        "breath goes out on the effort and is never held: strain against a held breath raises "
        "pressure.",
        sure="The trial gave five minutes daily, not three sighs before a set, and no seconds; "
        "the short form is our own guess from it. It may settle you, and need not.",
        sources=("Balban et al. 2023, Cell Reports Medicine 4:100895",),
    ),
    "IMAGERY": Why(
        title="Why rests hold a picture of the movement",
        reason="Imagined reps train a little of what real ones do, and cost no strength.",
        more="Picturing the lift in the rests helped in the leg press, and not in the bench press. "
        "Alone, pictures made people stronger than nothing did, and less strong than training: "
        "best in 15 minutes, two or three sets of 25, three times a week for four weeks. They work "
        "from inside the body, in the position and at the speed of the real movement; so a rest "
        "has three to five reps in real time.",
        sure="Fair for strength, in small studies. That a picture makes the connection clearer, or "
        "a muscle bigger, nobody has tested.",
        sources=(
            "Lebon et al. 2010, Journal of Strength and Conditioning Research 24:1680-1687",
            "Paravlic et al. 2018, Sports Medicine 48:1165-1187",
            "Reiser et al. 2011, Frontiers in Psychology 2:194",
            "Schuster et al. 2011, BMC Medicine 9:75",
        ),
    ),
    "SCAN": Why(
        title="Why there is a walk through the body first",
        reason="A scan is practice in noticing, before there is a load to distract you.",
        more="People who listened to a body scan of twenty minutes each day felt their heartbeat "
        "more exactly after eight weeks; those in the control groups gained less. The coach's "
        "quick scan asks one question at each place and waits. Later in a program it is one place "
        "alone, that of the muscle to come.",
        sure="Thin for training: the heartbeat is no muscle, twenty minutes daily are no quick "
        "scan, and how sure people were of what they felt changed in one of the two samples only.",
        sources=("Fischer et al. 2017, Frontiers in Human Neuroscience 11:452",),
    ),
    "GROWTH": Why(
        title="What grew in the one trial of growth, and what did not",
        reason="Minding the muscle added growth in the arms, and none in the thighs.",
        more="Thirty untrained men trained for eight weeks, three times a week, four sets of 8 to "
        "12. Those told to squeeze the muscle gained 12.4 % in the front of the upper arm, those "
        "told to get the weight up 6.9 %. The front of the thigh grew alike in both groups, and "
        "isometric strength did not differ for sure. Thighs are hard to feel at "
        "first, which may be why.",
        sure="One trial of beginners and of two exercises. It promises nothing for other muscles, "
        "other loads, or people who train already.",
        sources=("Schoenfeld et al. 2018, European Journal of Sport Science 18:705-712",),
    ),
}
"""By the word that is asked for."""
