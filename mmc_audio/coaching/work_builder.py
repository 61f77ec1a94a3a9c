"""The work of a plan, item by item, as sets and intervals in the order they are done."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from mmc_audio.coaching import focus, loads
from mmc_audio.coaching.catalogue import Catalogue
from mmc_audio.coaching.clocked import clock_of, is_together
from mmc_audio.coaching.demands import Profile
from mmc_audio.coaching.dose import dose, even, with_end
from mmc_audio.coaching.exercise import Exercise
from mmc_audio.coaching.from_log import answered_dose, answered_load
from mmc_audio.coaching.goals import dosed
from mmc_audio.coaching.maxima import named_maxima
from mmc_audio.coaching.memory import NOTHING_KNOWN, Memory
from mmc_audio.coaching.own import are_whole, as_hold, own_exercise, with_own_cues, with_variant
from mmc_audio.coaching.pacing import all_paced, rest_ms, sides_of, switch_ms, walk_ms
from mmc_audio.coaching.recoveries import recovery_of
from mmc_audio.coaching.safer import SaferItems
from mmc_audio.coaching.schemes import all_sets, one_set
from mmc_audio.coaching.stages import stage_now
from mmc_audio.coaching.steps import (
    AmrapDose,
    Bout,
    Dose,
    Focus,
    IntervalStep,
    RepsDose,
    SetStep,
    WorkStep,
)
from mmc_audio.plan.clocked import BoutPlan, ClockedItem
from mmc_audio.plan.model import (
    ExerciseItem,
    Interval,
    IntervalItem,
    Load,
    Plan,
    Reps,
    SupersetItem,
    Tempo,
    WorkItem,
)


@dataclass(slots=True)
class WorkBuilder:
    """Where the work is put together."""

    plan: Plan
    catalogue: Catalogue
    one_rm: dict[str, Load] = field(default_factory=dict)
    """By exercise id."""
    memory: Memory = NOTHING_KNOWN
    """What was logged of each exercise."""
    seen: dict[str, SetStep | None] = field(default_factory=dict)
    """By exercise id, what was last asked of those that were introduced; None for intervals."""
    lightened: bool = False
    """Whether something of the work is lighter today than the plan says."""
    safer: SaferItems = field(init=False)
    """The work as the plan's profile may do it."""

    def __post_init__(self) -> None:
        """A profile that looks relatives up in this catalogue."""
        self.safer = SaferItems(Profile(self.plan.profile, self.catalogue.by_id))

    def steps(self, item: WorkItem) -> Iterator[WorkStep]:
        """The sets of one item.

        Raises:
            ValueError: `what; fix`, for what cannot be meant.
            PlanError: for an exercise that is not known.
        """
        if isinstance(item, SupersetItem):
            yield from self._superset(item)
        elif isinstance(item, IntervalItem):
            yield from self._interval(item)
        elif not isinstance(item, ExerciseItem):
            yield from self._clocked(item)
        else:
            yield from self._exercise(item)

    def exercise(self, item: ExerciseItem | Interval) -> Exercise:
        """The exercise that an item names, with the plan's own words.

        Raises:
            ValueError: `what; fix`, for a `like`, a `muscle` or a variant that is not there.
        """
        own = item.cues
        timed = isinstance(item, Interval) or bool(item.distance_m or item.duration_ms)
        found = self.catalogue.resolve(item.exercise, item.like, item.muscle, timed=timed)
        if own is not None and are_whole(own) and not self.catalogue.lists(item.exercise):
            return own_exercise(item.exercise, own)
        exercise = found.exercise
        if isinstance(item, ExerciseItem):
            exercise = with_variant(exercise, item.variant) if item.variant else exercise
            exercise = exercise if found.family else as_hold(exercise, item)
        return with_own_cues(exercise, own) if own else exercise

    def _exercise(self, item: ExerciseItem) -> Iterator[SetStep]:
        """The sets of an exercise, or of what the profile has in its place."""
        done, asked = self.safer.of(item, self.exercise, item.position)
        if done:
            yield from self._sets(done, asked)

    def _sets(self, item: ExerciseItem, instead_of: str) -> Iterator[SetStep]:
        model = replace(self._set(item), instead_of=instead_of)
        count = self._how_many(item, model)
        sets = [self._set(one_set(item, own)) for own in item.each] or [model] * count
        scheme = tuple(one.dose for one in sets[:count])
        numbered = [
            replace(one, number=number, count=count, scheme=scheme)
            for number, one in enumerate(sets[:count], start=1)
        ]
        steps = list(all_sets(item, numbered, self._known(model.exercise)))
        for index, step in enumerate(all_paced(steps, item, self.plan)):
            yield self._introduced(step, follows=index > 0)

    def _superset(self, item: SupersetItem) -> Iterator[SetStep]:
        members = list(self._members(item))
        for number in range(1, item.rounds + 1):
            for place, each in enumerate(members):
                ends = place == len(members) - 1
                own = item.superset[each.item[1]].rest_ms
                walk = 0 if ends or own is not None else walk_ms(each, members[place + 1])
                rest = each.rest_ms if ends else own or walk
                usual = ends and each.usual_rest
                step = replace(each, number=number, count=item.rounds, rest_ms=rest)
                step = replace(step, usual_rest=usual)
                yield self._introduced(replace(step, flows=not ends and own is None and not walk))

    def _members(self, item: SupersetItem) -> Iterator[SetStep]:
        """A set of each exercise that is done, with no number yet."""
        for index, each in enumerate(item.superset):
            done, asked = self.safer.of(each, self.exercise, each.position or item.position)
            if done:
                step = replace(self._set(done), in_superset=True, instead_of=asked)
                (step,) = all_paced([step], done, self.plan)
                rest = step.rest_ms if item.rest_ms is None else item.rest_ms
                usual = step.usual_rest and item.rest_ms is None
                yield replace(step, rest_ms=rest, usual_rest=usual, item=(0, index))

    def _set(self, item: ExerciseItem) -> SetStep:
        """A set of the item that has no number yet."""
        exercise = dosed(self.exercise(item), self.plan.goal)
        tired = self.plan.readiness == "low"
        state = self.memory.state(exercise.id)
        sides = sides_of(item, exercise)
        asked = dose(item, exercise)
        if exercise.laterality == "alternating" and not sides:
            asked = even(asked)
        measure = answered_dose(asked, state)
        known = self._known(exercise)
        stage = stage_now(self.plan, self.memory)
        wanted, answer = answered_load(item.load, state, known, stage, no_more=self.memory.easier)
        changed = answer.lighter or answer.heavier
        load = loads.resolve_load(wanted, known, tired=tired, changed=changed)
        if tired and load.spoken != loads.resolve_load(wanted, known, tired=False).spoken:
            self.lightened = True
        step = SetStep(
            exercise=exercise,
            dose=with_end(measure, load.percent, item.up_to),
            number=1,
            count=1,
            first=False,
            focus=self._focus(item, exercise, measure, load.percent),
            sides=sides,
            load=load.load,
            spoken=load.spoken,
            percent=load.percent,
            own_tempo=item.tempo is not None,
            recovery=item.recovery,
            talk=item.talk or self.plan.talk,
            note=item.note or "",
            only=item.only or "",
            answer=replace(answer, slower=measure is not asked),
        )
        rest, usual = rest_ms(item, step), item.rest_ms is None
        return replace(step, rest_ms=rest, usual_rest=usual, switch_ms=switch_ms(item, step))

    def _known(self, exercise: Exercise) -> loads.KnownMaximum:
        best = self.one_rm.get(exercise.id)
        barbell = loads.needs_bar(exercise.equipment)
        return loads.KnownMaximum(best, self.plan.plate_step, self.plan.tm, barbell)

    def _focus(
        self, item: ExerciseItem, exercise: Exercise, measure: Dose, percent: float | None
    ) -> Focus:
        """External in tests: they go better so (Marchant 2011, Grgic 2022)."""
        if isinstance(measure, AmrapDose):
            return "external"
        return focus.decide(item.focus, self.plan, exercise, percent)

    def _how_many(self, item: ExerciseItem, model: SetStep) -> int:
        """Sets, one where it is a hold or a run; a third one is left out on a lighter day."""
        in_reps = isinstance(model.dose, RepsDose | AmrapDose)
        sets = item.sets or (model.exercise.defaults.sets if in_reps else 1)
        no_load = not model.load or model.load.unit == "bodyweight"
        tired = self.plan.readiness == "low" and no_load
        if sets < 3 or not (tired or self.memory.away_days):
            return sets
        self.lightened = True
        return sets - 1

    def _introduced(self, step: SetStep, *, follows: bool = False) -> SetStep:
        """The set, with what is new in it: the exercise, what is asked, or the tempo."""
        first = step.exercise.id not in self.seen
        before = self.seen.get(step.exercise.id)
        self.seen[step.exercise.id] = step
        if (follows or step.number > 1) and before is not None:
            tempo = _tempo(before) != _tempo(step)
            return replace(step, varies=_asked(before) != _asked(step), new_tempo=tempo)
        if first or step.number > 1:
            return replace(step, first=first)
        changed = before is None or _asked(before) != _asked(step) or bool(step.instead_of)
        return replace(
            step, changed=changed, new_tempo=before is None or _tempo(before) != _tempo(step)
        )

    def _interval(self, item: IntervalItem) -> Iterator[IntervalStep]:
        given, asked = self.safer.of(item.interval, self.exercise, item.position)
        if given:
            yield replace(self._rounds(item, given), instead_of=asked)

    def _rounds(self, item: IntervalItem, given: Interval) -> IntervalStep:
        exercise = self.exercise(given)
        if exercise.isometric and exercise.metric == "breaths":
            raise ValueError(f"{exercise.name} is counted in breaths; write it as an exercise")
        self.seen[exercise.id] = None
        fewer = max(1, round(given.rounds * loads.LIGHTER))
        tired = self.plan.readiness == "low" and fewer < given.rounds
        self.lightened = self.lightened or tired
        return IntervalStep(
            exercise=exercise,
            work_ms=given.work_ms,
            pause_ms=given.interval_rest_ms,
            recovery=recovery_of(given.recovery, exercise),
            rounds=fewer if tired else given.rounds,
            focus=focus.decide(given.focus, self.plan, exercise, None),
            rest_ms=item.rest_ms or 0,
            flows=item.rest_ms is None,
        )

    def _clocked(self, item: ClockedItem) -> Iterator[IntervalStep]:
        """Rounds against the clock."""
        kind, given, length, rounds = clock_of(item)
        bouts = tuple(self._bouts(given, item.position))
        for one in bouts:
            self.seen.setdefault(one.exercise.id, None)
        if not bouts:
            return
        yield IntervalStep(
            exercise=bouts[0].exercise,
            work_ms=length,
            pause_ms=0,
            rounds=rounds,
            focus="external",
            kind=kind,
            bouts=bouts,
            together=is_together(item),
            rest_ms=item.rest_ms or 0,
            flows=item.rest_ms is None,
        )

    def _bouts(
        self, given: tuple[BoutPlan, ...], position: tuple[int, int] | None
    ) -> Iterator[Bout]:
        for one in given:
            done, asked = self.safer.of(one, self._of_bout, one.position or position)
            if done:
                yield replace(self._bout(done), instead_of=asked)

    def _of_bout(self, one: BoutPlan) -> Exercise:
        return self.exercise(ExerciseItem(exercise=one.exercise, distance_m=one.distance_m))

    def _bout(self, one: BoutPlan) -> Bout:
        exercise = self._of_bout(one)
        load = loads.resolve_load(one.load, self._known(exercise), tired=False)
        often = exercise.defaults.reps
        usual = None if one.hold_ms or one.distance_m else Reps(low=often, high=often)
        length, far = one.hold_ms or 0, one.distance_m or 0
        return Bout(exercise, one.reps or usual, length, load.spoken, far)

    def name_maxima(self) -> None:
        """Look up whose one-repetition maxima the plan gives.

        Raises:
            PlanError: for an exercise that neither the catalogue nor the plan knows.
        """
        self.one_rm |= named_maxima(self.plan, self.catalogue, self.exercise)


def _asked(step: SetStep) -> tuple[object, ...]:
    """All that a heading says of it."""
    return step.dose, step.spoken, step.sides, step.count, step.role, step.part


def _tempo(step: SetStep) -> Tempo | None:
    return step.dose.tempo if isinstance(step.dose, RepsDose) else None
