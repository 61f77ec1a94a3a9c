"""Why each piece of advice exists, who found it, and how sure that is. Our own words."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Why:
    """The reason behind one rule."""

    title: str
    reason: str
    """One sentence."""
    more: str
    """A paragraph."""
    sure: str
    """How far the evidence goes, and where it is thin."""
    sources: tuple[str, ...]
    """Authors, year, journal; the one that matters most first."""

    @property
    def source(self) -> str:
        """The first source in short: its authors and year."""
        return self.sources[0].partition(",")[0]


WHY: Mapping[str, Why] = {
    "W-LOAD": Why(
        title="The load leaves no room for attention",
        reason="Attention to a muscle changes how it works up to about 60 % of the one-rep "
        "maximum, and no longer at 80 %.",
        more="In a bench press, lifters who minded their chest or their triceps made that muscle "
        "work harder at 20 to 60 % of their maximum. At 80 % the instruction changed nothing: the "
        "weight needs every fibre and every thought. So the coach speaks to the muscle at moderate "
        "loads, gives a hint above 60 %, and from 80 % on asks you to go lighter or to mind the "
        "bar. The stages learn, build and integrate go up to 60, 70 and 80 %, so that the skill "
        "grows before the load does. Kilos are named only if the plan gives your maximum.",
        sure="The edge is not sharp. Nobody tested between 60 and 80 %; two smaller studies saw "
        "one of the two muscles still respond at 80 %; and more activity in a muscle is not yet "
        "more growth.",
        sources=(
            "Calatayud et al. 2016, European Journal of Applied Physiology 116:527-533",
            "Snyder and Fry 2012, Journal of Strength and Conditioning Research 26:2394-2400",
            "Paoli et al. 2019, European Journal of Translational Myology 29:8250",
            "Vigotsky et al. 2022, Sports Medicine 52:193-199",
        ),
    ),
    "W-COMPLEX": Why(
        title="Much to think of at once",
        reason="A movement with many joints spends the attention that should find the muscle.",
        more="While a connection is learned, one joint and one muscle are enough to watch: a curl "
        "before a deadlift, a leg extension before a thruster. Push-ups show why: everybody could "
        "aim at the chest, but only those with more years of training could aim at the triceps. "
        "The stages learn, build and integrate take exercises up to complexity 2, 3 and 4. The "
        "advice names a simple exercise for the same muscle, to be done first.",
        sure="A coach's order more than a trial's: nobody compared simple with complex exercises "
        "for this purpose. It is about the first weeks; in a usual session big lifts come first.",
        sources=(
            "Calatayud et al. 2017, European Journal of Applied Physiology 117:1445-1452",
            "Buszard et al. 2017, Frontiers in Psychology 8:1350",
        ),
    ),
    "W-TEMPO": Why(
        title="Reps too quick or too slow",
        reason="Attention changed muscle activity in controlled reps, and not in fast ones.",
        more="At half of their maximum, lifters who minded a muscle made it work harder as long as "
        "the rep was controlled; at full speed the instruction was lost. Five to eight seconds a "
        "rep leave time to feel, and to say a word. Slower is not endlessly better: from half a "
        "second to eight seconds reps grow muscle about equally, and over ten probably less. Eight "
        "or more long reps are over a minute of work; a lighter load keeps them clean. Jumps, "
        "throws and swings are quick by nature and are left alone.",
        sure="The speed study is one study of one lift. The range for growth comes from a pooled "
        "analysis; its upper end rests on few trials.",
        sources=(
            "Calatayud et al. 2018, Journal of Sports Sciences 36:1162-1166",
            "Schoenfeld et al. 2015, Sports Medicine 45:577-585",
        ),
    ),
    "W-REPS": Why(
        title="More reps than attention stays for",
        reason="Long sets run by themselves, and the body takes the cheapest way.",
        more="The one trial that found more growth from minding the muscle used sets of 8 to 12. "
        "Beyond about fifteen reps a movement goes on by itself, other muscles help, and the mind "
        "is elsewhere. Split the set, or let the long one run with the attention outward.",
        sure="No study looked for the number of reps at which attention fades; 15 is experience. "
        "In that trial only the arms differed: the thighs grew alike wherever the attention was.",
        sources=("Schoenfeld et al. 2018, European Journal of Sport Science 18:705-712",),
    ),
    "W-FOCUS": Why(
        title="Attention where it does not serve the goal",
        reason="For strength, power, endurance and running, attention to the effect does better "
        "than attention to the body.",
        more="Told to move the bar, people lift more, do more reps and jump higher than when told "
        "to squeeze a muscle; runners who watch their breath or stride need more oxygen. Minding "
        "the muscle helps growth and the connection itself. So goal decides, unless the plan says "
        "otherwise: focus: auto. A skill done slowly as a drill may look inside; at full speed it "
        "looks at the target. Sets for as many reps as possible are always cued outward.",
        sure="Well supported for what happens at once (pooled effects of a third to over half of a "
        "standard deviation). Over weeks the advantage for strength was small and unsure. One "
        "study of runners found no difference.",
        sources=(
            "Grgic et al. 2021, Sports 9:153",
            "Grgic and Mikulic 2022, Int. J. Environmental Research and Public Health 19:89",
            "Marchant et al. 2009, Journal of Strength and Conditioning Research 23:2358-2366",
            "Schuecker et al. 2009, Journal of Sports Sciences 27:1241-1248",
            "Schoenfeld and Contreras 2016, Strength and Conditioning Journal 38(1):27-29",
        ),
    ),
    "W-TALK": Why(
        title="Too much talk in a set",
        reason="Words that come too often crowd out the feeling they speak of.",
        more="Learners who were reminded on every third try did better with inward instructions "
        "than those reminded on every one, and children who could hold little in mind were hurt by "
        "several instructions at once. So no more than about a third of a set is speech, counts "
        "aside, and there is quiet after each phrase. Slower reps make room; talk: sparse says "
        "less.",
        sure="The third is our own line, drawn from how often, not how long, people were told. A "
        "later study of the same question found no difference.",
        sources=(
            "Wulf et al. 2002, Journal of Motor Behavior 34:171-182",
            "Buszard et al. 2017, Frontiers in Psychology 8:1350",
        ),
    ),
    "W-SOLO": Why(
        title="Alone under a heavy bar",
        reason="A voice cannot take the bar off you.",
        more="A bench press or squat that fails comes down on the lifter. In eighteen years of US "
        "emergency visits from weight training, a falling weight was the cause in two of three, "
        "and nine of ten happened with free weights. Set the safety arms at the right height, or "
        "ask someone to stand by; and leave two good reps undone, so that it never comes to it.",
        sure="The figures count those who came to a hospital, not how likely it is for you. What "
        "share of the maximum is safe alone was never measured; 75 % is caution.",
        sources=("Kerr et al. 2010, American Journal of Sports Medicine 38:765-771",),
    ),
    "W-WARMUP": Why(
        title="Heavy without a lighter set before",
        reason="A few lighter sets prepare the joints, the muscle and the attention.",
        more="In four of five measures that were pooled, people did better after a warm-up, and "
        "hardly ever worse. Before heavy lifts two lighter sets of the same lift do it: about "
        "eight reps at half of the maximum, then three at 70 %. They are also where you find the "
        "muscle: the work begins with a feeling you already have.",
        sure="Good for performance. Whether lifters get hurt less is not known.",
        sources=(
            "Fradkin et al. 2010, Journal of Strength and Conditioning Research 24:140-148",
            "Abad et al. 2011, Journal of Strength and Conditioning Research 25:2242-2245",
        ),
    ),
    "W-STRAIN": Why(
        title="Straining with a condition in the profile",
        reason="Hard straining raises blood and eye pressure steeply, for a moment.",
        more="People with high blood pressure who extended their knees to exhaustion rose by 75 to "
        "80 mmHg, at 40 % of their maximum as well as at 80 %: light is not gentle when it goes to "
        "the end. Heavy leg presses raised the pressure in healthy eyes by 26 mmHg on average. So "
        "with hypertension, glaucoma or a pregnancy in the profile, keep reps in hand, breathe out "
        "on the effort, and ask your clinician what suits you. The profile only softens; it "
        "prescribes nothing.",
        sure="Short measurements in few people. What they mean for one person only a clinician can "
        "say.",
        sources=(
            "Nery et al. 2010, Clinics 65:271-277",
            "Vaghefi et al. 2021, BMJ Open Ophthalmology 6:e000723",
        ),
    ),
    "W-PROFILE": Why(
        title="The profile forbids an exercise",
        reason="Some positions and efforts are to be avoided with some conditions, however light.",
        more="In a pregnancy, long time on the back or front, falls and contact are avoided; with "
        "high blood or eye pressure, the head below the heart and straining against a held breath; "
        "with a painful knee, jumps and deep bends; with a painful back, bending the spine under "
        "load. Each exercise says what it asks, and a flag in the profile takes out what does not "
        "fit: the session has the nearest relative in its place, or leaves it out. A flag only "
        "takes away. It knows nothing about you, and a clinician may allow what it leaves out: "
        "then take the flag out of the profile.",
        sure="The positions are those that professional advice names. How much one pose matters "
        "for one person only a clinician can say.",
        sources=(
            "ACOG 2020, Obstetrics and Gynecology 135:e178-e188",
            "Jasien et al. 2015, PLoS ONE 10:e0144505",
            "ACSM 2021, Guidelines for Exercise Testing and Prescription, 11th edition",
        ),
    ),
    "W-REST": Why(
        title="A short rest",
        reason="A rest is for the muscle, and for the question how it felt.",
        more="After each set the coach asks where you felt it and waits for your answer; that "
        "takes half a minute. Heavy sets need more: trained lifters gained most strength with over "
        "two minutes, beginners with one to two.",
        sure="Short rests also made people stronger, only less so. The half minute is ours: words "
        "and silence added up.",
        sources=("Grgic et al. 2018, Sports Medicine 48:137-151",),
    ),
    "W-ORDER": Why(
        title="The demanding lift comes late",
        reason="What comes first goes best: more reps, better form, fresher attention.",
        more="An exercise done late in a session gets fewer reps, whichever it is. Lifts with many "
        "joints suffer most when a muscle they need is tired already. So do what matters most "
        "first. In stage learn the advice is silent: there the simple exercise comes first on "
        "purpose, so that you find the muscle before you need it.",
        sure="Solid for the session itself; over weeks the gains follow the order only a little.",
        sources=(
            "Simao et al. 2012, Sports Medicine 42:251-265",
            "ACSM 2009, Medicine and Science in Sports and Exercise 41:687-708",
        ),
    ),
    "W-ACTIVATION": Why(
        title="Nothing to find the muscle first",
        reason="A few slow reps show where to look before the work asks for it.",
        more="Before squats, a bridge with a squeeze; before presses, a band for the shoulder: the "
        "drill gives a feeling that the first set can call back. The question after it (did you "
        "feel it there?) is for you, not a test.",
        sure="Thin. After gluteal drills muscle activity in jumps was lower, not higher, and the "
        "force the same; a week of drills raised it in one small study without a control group. "
        "It is a way to look, not a proof that a muscle is ready.",
        sources=("Parr et al. 2017, BMJ Open Sport and Exercise Medicine 3:e000245",),
    ),
    "W-LENGTH": Why(
        title="A long session",
        reason="Attention is work, and it tires.",
        more="After long mental work people stop endurance efforts sooner, and they feel harder; "
        "maximal strength was not changed. For an hour of close attention that means: put the "
        "connection first, and let the rest of the session run with the attention outward, or cut "
        "it in two.",
        sure="Thin for lifting: strength held up when minds were tired, a later pooling doubted "
        "the whole effect, and nobody tested an hour of attention to a muscle.",
        sources=(
            "Van Cutsem et al. 2017, Sports Medicine 47:1569-1588",
            "Holgado et al. 2020, Journal of Cognition 3:38",
        ),
    ),
    "W-MUSIC": Why(
        title="Music with words, or loud music",
        reason="Words in the ear take hold of attention, also when nobody listens to them.",
        more="People who kept nine digits in mind did worse with singing in the background than "
        "with instruments alone, even in a language they did not know. Your coach speaks to the "
        "same ear. If music helps you, take some without words, and keep it 20 dB under the voice, "
        "as the accessibility guidelines ask for speech.",
        sure="Shown for memory, not for lifting; some studies found instruments distracting too.",
        sources=(
            "Salame and Baddeley 1989, Quarterly Journal of Experimental Psychology 41A:107-122",
            "W3C 2016, Techniques for WCAG 2.0, G56",
        ),
    ),
}
"""By the id of the rule."""
