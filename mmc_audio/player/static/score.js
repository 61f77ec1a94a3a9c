/* Where in the session a moment is. Pure: takes data and seconds, gives data. */
import { inUnits } from "./weights.js";

/* A hair's breadth: a seek to a cue's start may land a few microseconds before it. */
const HAIR = 0.02;

/** The last of `items` that starts at or before `t`, by binary search; -1 if none does.
 * @template T @param {T[]} items @param {number} t @param {(item: T) => number} start */
function lastBefore(items, t, start) {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (start(items[middle]) <= t + HAIR) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/* What tells one set from another. */
const PLACE = ["step", "exercise", "set", "role", "part", "side", "round", "station"];

/** Times in which a set that is cut into sections, as a run of half an hour is, knows that it is one.
 * @param {import("./types").Time[]} times @returns {import("./types").WholeTime[]} */
function whole(times) {
  const found = times.map((one, number) => ({ ...one, since: one.start_s, until: one.end_s, goes_on: goesOn(one, times[number + 1]) }));
  for (const [number, one] of found.entries()) if (one.goes_on) found[number + 1].since = one.since;
  for (let number = found.length - 2; number >= 0; number -= 1) {
    const { until, next } = found[number + 1];
    if (found[number].goes_on) Object.assign(found[number], { until, next });
  }
  return found;
}

/** @param {any} one @param {any} later */
function goesOn(one, later) {
  const works = later && one.kind === "work" && later.kind === "work" && one.section !== later.section;
  return Boolean(works && one.set !== null && PLACE.every((name) => one[name] === later[name]));
}

/** The sections; all the work of a set that is cut is that of its last one.
 * @param {import("./types").Section[]} sections @param {import("./types").WholeTime[]} times */
function wholeWork(sections, times) {
  const found = sections.map((one) => ({ ...one }));
  times.forEach((time, number) => {
    if (!time.goes_on) return;
    const [here, there] = [found[time.section], found[times[number + 1].section]];
    if (here.work && there.work) there.work = [here.work[0], there.work[1]];
    here.work = null;
  });
  return found;
}

export class Score {
  /** @param {import("./types").Session} session @param {string} units Of loads; empty for those of the plan. */
  constructor(session, units = "") {
    this.session = session;
    /** @type {<One extends { weight: [number, string] | null }>(one: One) => One} */
    const inTheirs = (one) => (one.weight ? { ...one, weight: inUnits(one.weight, units) } : one);
    this.times = whole(session.times.map((time) => ({ ...inTheirs(time), stations: (time.stations || []).map(inTheirs) })));
    this.sections = wholeWork(session.sections, this.times);
    this.lines = session.lines;
    this.duration = session.duration_s;
    this.sets = this.sections.filter((section) => section.set !== null);
    this.worked = this.sections.filter((section) => section.work && section.exercise);
    this.stops = this.sections.flatMap((section) => section.stops);
    /** @type {Map<import("./types").Section, import("./types").Time>} The first time of each section. */
    this.firsts = new Map();
    /** @type {Map<import("./types").Section, import("./types").Time>} And the first of its work. */
    this.works = new Map();
    for (const time of this.times) this.learn(time);
  }

  /** @param {import("./types").Time} time */
  learn(time) {
    const section = this.sections[time.section];
    if (!this.firsts.has(section)) this.firsts.set(section, time);
    if (time.kind === "work" && !this.works.has(section)) this.works.set(section, time);
  }

  /** @param {number} t */
  sectionAt(t) {
    const index = lastBefore(this.sections, t, (section) => section.start_s);
    return this.sections[Math.max(0, index)];
  }

  /** @param {number} t */
  timeAt(t) {
    return this.times[this.numberAt(t)];
  }

  /** @param {number} t */
  numberAt(t) {
    return Math.max(0, lastBefore(this.times, t, (time) => time.start_s));
  }

  /** @param {{exercise: string | null} | null} of */
  exercise(of) {
    return (of && of.exercise && this.session.exercises[of.exercise]) || null;
  }

  /** What an exercise is called, or else its section. @param {import("./types").Time} time */
  nameOf(time) {
    const found = this.exercise(time);
    return found ? found.name : this.sections[time.section].name;
  }

  /** All that can be shown of the moment `t`. @param {number} t */
  at(t) {
    const number = this.numberAt(t);
    const time = this.times[number];
    const section = this.sections[time.section];
    const next = time.next === null ? null : this.times[time.next];
    return {
      t,
      time,
      section,
      next,
      rest_s: this.restAfter(number),
      part: time.kind,
      exercise: this.exercise(time),
      ...this.bounds(time, next, t),
      ...this.beat(section, time, t),
      ...this.words(t),
    };
  }

  /** From when to when the clock runs. Getting ready is a part of the rest: the plan's rest ends
   * where the work begins. A guided breath has a clock of its own, but not within a rest.
   * @param {import("./types").WholeTime} time @param {import("./types").Time | null} next @param {number} t */
  bounds(time, next, t) {
    const air = time.air.findLast((one) => one[1] <= t + HAIR && t + HAIR < one[2]);
    if (air && time.kind === "breath") return { from: air[1], to: air[2], air: air[0] };
    const leads = ["rest", "ready", "setup"].includes(time.kind) && next;
    return { from: time.since, to: leads ? next.start_s : time.until, air: air ? air[0] : null };
  }

  /** How long the rest behind a set will be, in seconds, as its clock will say; 0 if there is none.
   * @param {number} number Of the set's time. */
  restAfter(number) {
    const rest = this.times.find((_one, place) => place > number && !this.times[place - 1].goes_on);
    return rest && rest.kind === "rest" && rest.next !== null ? this.times[rest.next].start_s - rest.start_s : 0;
  }

  /** Rep and phase; each lasts until the next begins.
   * @param {import("./types").Section} section @param {import("./types").Time} time @param {number} t */
  beat(section, time, t) {
    const index = lastBefore(section.beats, t, (beat) => beat[0]);
    if (time.kind !== "work" || index < 0) return { rep: null, phase: null };
    const [, , number, phase] = section.beats[index];
    return { rep: section.unit === "round" ? null : number, phase };
  }

  /** The line that is being spoken or was spoken last, and the coming one. @param {number} t */
  words(t) {
    const index = lastBefore(this.lines, t, (line) => line[0]);
    const line = this.lines[index] || null;
    return { line, spoken: line !== null && t <= line[1], coming: this.lines[index + 1] || null };
  }

  /** Where "next set" leads: the next set; behind the last one the next section; or nowhere.
   * @param {number} t */
  next(t) {
    const stop = this.stops.find((one) => one > t + HAIR);
    const section = this.sections.find((one) => one.start_s > t + HAIR);
    return stop ?? (section ? section.start_s : null);
  }

  /** Where "previous set" leads: the set before the one at `t`; else the beginning. @param {number} t */
  previous(t) {
    const here = this.restart(t);
    return this.stops.findLast((one) => one < here - HAIR) ?? 0;
  }

  /** Where the set at `t` begins; in intervals the round, else the section. @param {number} t */
  restart(t) {
    const section = this.sectionAt(t);
    const stop = section.stops.findLast((one) => one <= t + HAIR);
    return stop ?? section.start_s;
  }

  /** Where the first section that is not of `steps` begins at or after `t`; null: nowhere.
   * @param {number} t @param {Set<string | null>} steps */
  beyond(t, steps) {
    const found = this.sections.find((one) => one.start_s > t + HAIR && !steps.has(this.stepOf(one)));
    return found ? found.start_s : null;
  }

  /** @param {import("./types").Section} section */
  stepOf(section) {
    return this.firsts.get(section)?.step || section.exercise;
  }

  /** Where to wait for the lifter if time went from `from` to `to` just now; null: nowhere.
   * @param {number} from @param {number} to */
  waitBetween(from, to) {
    const crossed = this.sets.find(
      (section) => section.wait_s !== null && from < section.wait_s && section.wait_s <= to,
    );
    return crossed && this.next(crossed.start_s) !== null ? crossed.wait_s : null;
  }

  /** The sets whose work ended when time went from `from` to `to`: several, if the phone slept.
   * @param {number} from @param {number} to */
  setsDoneBetween(from, to) {
    return this.worked.filter((section) => from < section.work[1] && section.work[1] <= to);
  }

  /** The silence of the rest, or of the self-paced set, at `t` in which time can be spent: the last
   * of those that are not over; null where there is none.
   * @param {number} t @returns {[number, number] | null} */
  quiet(t) {
    return this.quiets(t).findLast((one) => one[1] > t + HAIR) || null;
  }

  /** @param {number} t @returns {[number, number][]} */
  quiets(t) {
    return this.timeAt(t).quiets || [];
  }

  /** Where to begin instead of `t`, so that no word is heard from its middle: before it, but not
   * before `from`; else behind it. @param {number} t @param {number} from */
  outsideWords(t, from) {
    const index = lastBefore(this.lines, t, (line) => line[0]);
    const [begin, end] = this.lines[index] || [0, 0];
    if (t >= end) return t;
    return begin - HAIR > from ? begin - HAIR : end + HAIR;
  }
}
