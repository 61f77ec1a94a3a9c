"""A plan becomes a session: every name looked up, every default filled, every guard applied."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from mmc_audio.coaching import drills, routine_options, routines
from mmc_audio.coaching.catalogue import Catalogue, fold
from mmc_audio.coaching.exercise import Exercise
from mmc_audio.coaching.guards import soften
from mmc_audio.coaching.in_a_row import numbered_through
from mmc_audio.coaching.memory import NOTHING_KNOWN, Memory
from mmc_audio.coaching.rests import join
from mmc_audio.coaching.steps import RoutineStep, Session, SetStep, WorkStep
from mmc_audio.coaching.texts import phrases
from mmc_audio.coaching.texts import routines as spoken
from mmc_audio.coaching.warnings import with_warnings
from mmc_audio.coaching.work_builder import WorkBuilder
from mmc_audio.errors import ManyErrors, MmcError, Place, PlanError
from mmc_audio.plan.model import Plan, Routine

__all__ = ["Session", "build_session", "build_work"]


def build_session(
    plan: Plan,
    catalogue: Catalogue,
    *,
    memory: Memory = NOTHING_KNOWN,
    file: str = "plan",
    own: routine_options.OwnRoutines = MappingProxyType({}),
) -> Session:
    """Everything that happens, resolved, flat and in order.

    Args:
        plan: what the athlete will do.
        catalogue: what is known about exercises.
        memory: what is known of the sessions before.
        file: the plan's name, for messages.
        own: the coach's own routines.

    Raises:
        PlanError: for what cannot be meant, with its place; ManyErrors for several.
    """
    memory = memory.on(plan.date)
    build = _SessionBuilder(plan, WorkBuilder(plan, catalogue, memory=memory), file, own)
    build.check_names()
    work = build.work()
    prepare = build.routines("prepare", work)
    close = build.routines("close", work)
    build.finish()
    opened = RoutineStep("intro", {}, "open")
    moments = (opened, *prepare, *_recalling(work, prepare, catalogue), *close)
    changes = tuple(build.floor.safer.changes)
    done = tuple(soften(moments, plan))
    return Session(plan, done, changes, build.floor.lightened, memory)


def build_work(plan: Plan, catalogue: Catalogue) -> tuple[WorkStep, ...]:
    """The sets and intervals of a plan, for those who need to know only what is trained.

    What is before and after them, routines of the coach's own among it, is not looked at.

    Raises:
        PlanError: for what cannot be meant; ManyErrors for several.
    """
    return build_session(plan.model_copy(update={"prepare": (), "close": ()}), catalogue).work


@dataclass(slots=True)
class _SessionBuilder:
    """Goes on after a mistake, so that all are reported at once."""

    plan: Plan
    floor: WorkBuilder
    file: str
    own: routine_options.OwnRoutines
    errors: list[MmcError] = field(default_factory=list)

    @contextmanager
    def at(self, position: tuple[int, int] | None) -> Iterator[None]:
        try:
            yield
        except PlanError as error:
            self._add(error, position)
        except ValueError as error:
            self._add(PlanError(str(error)), position)

    def _add(self, error: PlanError, position: tuple[int, int] | None) -> None:
        line, column = position or (None, None)
        self.errors.append(error.with_place(Place(self.file, line, column)))

    def finish(self) -> None:
        if len(self.errors) > 1:
            raise ManyErrors(self.errors)
        if self.errors:
            raise self.errors[0]

    def check_names(self) -> None:
        with self.at(None):
            _check_sport(self.plan.sport, spoken()["sport_schemas"])
        with self.at(None):
            self.floor.name_maxima()
        # What follows looks things up under these names.
        self.finish()

    def work(self) -> list[WorkStep]:
        items: list[list[WorkStep]] = []
        for index, item in enumerate(self.plan.work):
            with self.at(item.position):
                found = self.floor.steps(item)
                items.append([replace(step, item=(index, step.item[1])) for step in found])
        return list(with_warnings(join(numbered_through(items))))

    def routines(self, when: str, work: list[WorkStep]) -> list[RoutineStep]:
        steps: list[RoutineStep] = []
        for routine in routines.asked_routines(self.plan, when, self.floor.memory):
            with self.at(routine.position):
                steps += self._routine(routine, when, work)
        return steps

    def _routine(self, routine: Routine, when: str, work: list[WorkStep]) -> Iterator[RoutineStep]:
        step = routine_options.resolve_routine(routine, when, self.own)
        if self.plan.modality == "running" and step.routine in ("body_scan", "imagery"):
            raise ValueError(
                f"a run has no {step.routine}: eyes and mind stay on the route; take it out"
            )
        chosen = _NAMED.get(step.routine, _as_is)(step, self.floor, work)
        if chosen is not None and chosen.routine == "activation":
            chosen = _safer_drill(chosen, self.floor, work)
        if chosen is not None:
            yield chosen


def _check_sport(sport: str | None, known: Iterable[str]) -> None:
    if sport is not None and sport not in known:
        what = f"there is no sport {sport}; {routine_options.spelling_fix(sport, list(known))}"
        raise PlanError(what, path=("sport",))


def _as_is(step: RoutineStep, _: WorkBuilder, __: list[WorkStep]) -> RoutineStep | None:
    return step


def _activation(step: RoutineStep, floor: WorkBuilder, work: list[WorkStep]) -> RoutineStep | None:
    """The drill that the plan names, or that the work calls for.

    Raises:
        ValueError: if no drill or exercise has that name.
        PlanError: idem.
    """
    options = dict(step.options)
    if name := str(options["drill"] or options["muscle"]):
        drill = drills.find_drill(name)
        if drill is None:
            near = " or ".join(drills.nearest_muscles(name))
            raise ValueError(f"there is no activation for {name}; write {near}")
        return replace(step, options={**options, "drill": drill.id, "muscle": drill.muscle})
    if name := str(options["exercise"]):
        exercise = _named(name, floor, work)
        drill = drills.done_with(exercise)
        found = {"drill": drill.id if drill else "", "exercise": exercise.id}
        muscle = drill.muscle if drill else drills.muscle_for(exercise) or exercise.id
        return replace(step, options={**options, **found, "muscle": muscle})
    return _called_for(replace(step, options=options), floor, work)


def _called_for(step: RoutineStep, floor: WorkBuilder, work: list[WorkStep]) -> RoutineStep | None:
    """The drill that the work calls for, or what finds its muscle where and with what there is."""
    done = [each.exercise for each in work]
    muscle = drills.called_for(done)
    drill = drills.drill_for(muscle)
    if drill is None:
        return None
    place = "feet" if floor.plan.modality == "running" else drills.place_of(done)
    needs = floor.catalogue.by_id[drill.exercise].equipment
    if name := drills.instead_of_drill(muscle, place, needs, _at_hand(work)):
        options = {"exercise": floor.catalogue.find(name).id, "muscle": muscle}
    else:
        options = {"drill": drill.id, "muscle": muscle}
    return replace(step, options={**step.options, **options})


def _at_hand(work: list[WorkStep]) -> frozenset[str]:
    """The equipment that the work is done with: nothing else is assumed to be there."""
    return frozenset(tool for step in work for tool in step.exercise.equipment[:1])


def _safer_drill(step: RoutineStep, floor: WorkBuilder, work: list[WorkStep]) -> RoutineStep | None:
    """The drill, or a relative of its exercise where the profile forbids it, or none."""
    drill = drills.find_drill(str(step.options["drill"]))
    exercise = _named(drill.exercise if drill else str(step.options["exercise"]), floor, work)
    safer = floor.safer
    if safer.profile.allows(exercise):
        return step
    other = safer.profile.relative(exercise, at_hand=_at_hand(work))
    change = safer.profile.change(exercise, other, None)
    safer.changes += [] if change in safer.changes else [change]
    if other is None:
        return None
    again = drills.done_with(other)
    instead = {"drill": again.id if again else "", "exercise": other.id, "side": ""}
    return replace(step, options={**step.options, **instead})


def _imagery(step: RoutineStep, floor: WorkBuilder, work: list[WorkStep]) -> RoutineStep | None:
    """Imagery of the exercise that the plan names, else of the first of the work.

    Raises:
        ValueError: if there is neither.
        PlanError: for an unknown exercise.
    """
    if name := str(step.options["exercise"]):
        found = _named(name, floor, work)
    elif work:
        found = work[0].exercise
    else:
        raise ValueError(f"{step.routine} needs an exercise; write exercise: biceps_curl under it")
    return replace(step, options={**step.options, "exercise": found.id})


def _named(name: str, floor: WorkBuilder, work: list[WorkStep]) -> Exercise:
    """The exercise that a routine names: of the work, where the plan may bring its own.

    Raises:
        PlanError: if neither the work nor the catalogue has it.
    """
    done = {fold(called): s.exercise for s in work for called in (s.exercise.id, s.exercise.name)}
    return done.get(fold(name)) or floor.catalogue.find(name)


_NAMED: dict[str, Callable[[RoutineStep, WorkBuilder, list[WorkStep]], RoutineStep | None]] = {
    "activation": _activation,
    "imagery": _imagery,
    "cannot_feel_it": _imagery,
}


def _recalling(
    work: list[WorkStep], prepare: list[RoutineStep], catalogue: Catalogue
) -> Iterator[WorkStep]:
    """The work; an exercise's first set recalls the drill that prepared its muscle."""
    drilled = [s for s in prepare if s.routine == "activation"]
    done = {step.exercise.id for step in work}
    found = {_found_in(s, catalogue): _drill_name(s, done, catalogue.by_id) for s in drilled}
    known = (drills.find_drill(str(s.options["drill"])) for s in drilled)
    itself = {drill.exercise for drill in known if drill}
    for step in work:
        muscle = drills.felt_in(step.exercise)
        new = isinstance(step, SetStep) and step.first and step.exercise.id not in itself
        if isinstance(step, SetStep) and new and muscle in found and not _softens(step):
            yield replace(step, recall=found[muscle])
        else:
            yield step


def _softens(step: SetStep) -> bool:
    """Whether it is a stretch, which asks the muscle for the opposite of the drill."""
    return step.exercise.motion == "stretch"


def _found_in(step: RoutineStep, catalogue: Catalogue) -> str:
    """What an activation and a set must share for the one to be recalled in the other."""
    drill = drills.find_drill(str(step.options["drill"]))
    name = drill.exercise if drill else str(step.options["exercise"])
    return drills.felt_in(catalogue.by_id[name]) if name in catalogue.by_id else name


def _drill_name(step: RoutineStep, done: Set[str], names: Mapping[str, Exercise]) -> str:
    """How it is recalled; an exercise of the work was done with empty hands before."""
    drill = drills.find_drill(str(step.options["drill"]))
    named = str(step.options["exercise"])
    if drill or named in done:
        return drill.name if drill else str(phrases()["any_activation"])
    return names[named].name.lower()
