/* What was done of a session today. Each set is logged as planned when its work ends; what a person
   says afterwards corrects it. It is kept on the phone, so that a reload asks and logs nothing twice. */
import { localTime, uuid } from "./clock.js";
import { read, write } from "./kept.js";

/** What is logged of a section: one thing, or one for each exercise of its stations.
 * @param {import("./score.js").Score} score @param {import("./types").Section} section
 * @returns {import("./types").Task[]} */
export function tasksOf(score, section) {
  const { key, exercise, name } = section;
  const works = score.times.filter((time) => time.kind === "work" && score.sections[time.section] === section);
  const stations = (works[0] && works[0].stations) || [];
  const names = [...new Set(stations.map((one) => one.exercise))];
  if (names.length < 2) return [{ key, section, exercise, name, reps: repsAlone(section, works[0]), weight: (works[0] && works[0].weight) || null }];
  return names.map((one, number) => ({
    key: number ? `${key}/${one}` : key,
    section,
    exercise: one,
    name: score.nameOf({ ...works[0], exercise: one }),
    reps: stations.reduce((sum, station, place) => (station.exercise === one ? sum + (station.reps || 0) * roundsAt(works, place + 1) : sum), 0),
    weight: works.find((time) => time.exercise === one && time.weight)?.weight || null,
  }));
}

/** @param {import("./types").Section} section @param {import("./types").Time | undefined} time */
function repsAlone(section, time) {
  const counted = section.unit === "rep" ? section.reps_in_all : 0;
  return counted || (time && time.self_paced && time.reps) || 0;
}

const OPEN_ENDED = ["amrap", "rounds"];

/** How often a station is done: by turns, in each round, or nobody knows (0).
 * @param {import("./types").Time[]} works @param {number} station From 1. */
function roundsAt(works, station) {
  if (OPEN_ENDED.includes(works[0].dose)) return 0;
  const mine = works.filter((time) => !time.station || time.station === station);
  const rounds = new Set(mine.map((time) => time.round)).size;
  return mine.length === 1 && mine[0].round === null ? mine[0].rounds || 1 : rounds;
}

/** @param {import("./score.js").Score} score @param {import("./types").Task} task @param {string} now
 * @returns {import("./types").Entry} */
export function asPlanned(score, task, now) {
  const { section, reps, weight } = task;
  const exercise = score.exercise(task);
  return {
    id: uuid(),
    done_at: now,
    session: score.session.key,
    exercise: task.exercise,
    muscle: exercise ? exercise.muscle : null,
    set_number: section.set,
    reps,
    felt: null,
    clarity: null,
    reserve: null,
    load: weight ? weight[0] : null,
    unit: weight ? weight[1] : null,
    planned_reps: reps || null,
    planned_load: weight ? weight[0] : null,
    skipped: false,
    source: "planned",
  };
}

/** How much a tap changes a load. @param {string | null} unit */
export function stepOf(unit) {
  if (unit === "pin") return 1;
  return (unit || "").startsWith("lb") ? 5 : 2.5;
}

export class SetLog {
  /** @param {import("./score.js").Score} score @param {{put(entry: any): void}} outbox */
  constructor(score, outbox) {
    this.score = score;
    this.outbox = outbox;
    this.name = `done:${score.session.key}`;
    this.changed = () => {};
  }

  /** Entries of today by the key of their section. A day that has passed begins anew.
   * @returns {Record<string, import("./types").Entry>} */
  get entries() {
    const kept = read(this.name, null);
    return kept && kept.day === localTime().slice(0, 10) ? kept.entries : {};
  }

  /** @param {string} key */
  entry(key) {
    return this.entries[key] || null;
  }

  /** The work of a set has ended. Heard again, it stays what was said of it.
   * @param {import("./types").Section} section */
  done(section) {
    this.each(section, {});
  }

  /** A set that is left out on purpose. @param {import("./types").Section} section */
  skip(section) {
    this.each(section, { reps: 0, load: null, skipped: true, source: "said" });
  }

  /** @param {import("./types").Section} section @param {Partial<import("./types").Entry>} said */
  each(section, said) {
    for (const task of tasksOf(this.score, section)) {
      const known = this.entry(task.key);
      if (known && !known.skipped) continue;
      const planned = asPlanned(this.score, task, localTime());
      this.keep(task.key, { ...planned, ...said, id: known ? known.id : planned.id });
    }
  }

  /** What a person says of a set. @param {string} key @param {Partial<import("./types").Entry>} said */
  say(key, said) {
    return this.keep(key, { ...this.entry(key), ...said, source: "said" });
  }

  /** @param {string} key @param {any} entry @returns {import("./types").Entry} */
  keep(key, entry) {
    write(this.name, { day: localTime().slice(0, 10), entries: { ...this.entries, [key]: entry } });
    this.outbox.put(entry);
    this.changed();
    return entry;
  }

  /** What was done today, and of which nobody has said where it was felt. */
  get unanswered() {
    const known = this.entries;
    return this.score.worked.flatMap((section) => tasksOf(this.score, section)).filter((one) => {
      const entry = known[one.key];
      return entry && !entry.skipped && entry.felt === null;
    });
  }
}

/** What was done against what was planned, exercise by exercise.
 * @param {import("./score.js").Score} score @param {Record<string, import("./types").Entry>} entries */
export function summary(score, entries) {
  /** @type {Map<string, any>} */
  const found = new Map();
  for (const task of score.worked.flatMap((section) => tasksOf(score, section))) {
    const name = task.exercise;
    if (!found.has(name)) found.set(name, { name: task.name, planned: 0, done: 0, reps: 0, focused: 0, skipped: 0, load: null, unit: null });
    const one = found.get(name);
    const entry = entries[task.key];
    one.planned += 1;
    if (entry && entry.skipped) one.skipped += 1;
    if (!entry || entry.skipped) continue;
    one.done += 1;
    one.reps += entry.reps;
    if (entry.felt === "target" || entry.felt === "both") one.focused += entry.reps;
    if (entry.load !== null && entry.load >= (one.load ?? 0)) Object.assign(one, { load: entry.load, unit: entry.unit });
  }
  return [...found.values()];
}

/** One line for next time, from what was said today. @param {import("./types").Entry[]} entries */
export function nextTime(entries) {
  const done = entries.filter((one) => !one.skipped && one.felt !== null);
  if (!done.length) return "";
  const lost = done.filter((one) => one.felt === "elsewhere");
  if (lost.length * 2 > done.length) return "Mostly felt elsewhere: next time lighter and slower, with one easy set first.";
  const easy = done.filter((one) => (one.reserve ?? 0) >= 4 && one.felt === "target");
  if (easy.length * 2 > done.length) return "Clear, with reps to spare: next time one rep more, or the next plate.";
  const partly = done.filter((one) => one.felt === "both");
  if (partly.length * 2 > done.length) return "Partly there: the same again, a little slower, and look for it from the first rep.";
  return "It was where it should be: the same again, and look for it from the first rep.";
}
