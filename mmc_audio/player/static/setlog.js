/* What was done of a session today. Each set is logged as planned when its work ends; what a person
   says afterwards corrects it. It is kept on the phone, so that a reload asks and logs nothing twice. */
import { localTime, uuid } from "./clock.js";
import { read, write } from "./kept.js";

/** @param {import("./score.js").Score} score @param {import("./types").Section} section @param {string} now
 * @returns {import("./types").Entry} */
export function asPlanned(score, section, now) {
  const time = score.works.get(section);
  const weight = (time && time.weight) || null;
  const counted = section.unit === "rep" ? section.reps_in_all : 0;
  const reps = counted || (time && time.self_paced && time.reps) || 0;
  const exercise = score.exercise(section);
  return {
    id: uuid(),
    done_at: now,
    session: score.session.key,
    exercise: section.exercise,
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
    const known = this.entry(section.key);
    if (known && !known.skipped) return known;
    const fresh = asPlanned(this.score, section, localTime());
    return this.keep(section.key, known ? { ...fresh, id: known.id } : fresh);
  }

  /** A set that is left out on purpose. @param {import("./types").Section} section */
  skip(section) {
    const known = this.entry(section.key);
    if (known && !known.skipped) return known;
    const planned = asPlanned(this.score, section, localTime());
    /** @type {Partial<import("./types").Entry>} */
    const said = { reps: 0, load: null, skipped: true, source: "said" };
    return this.keep(section.key, { ...planned, ...said, id: known ? known.id : planned.id });
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

  /** Sections that were done today, and of which nobody has said where they were felt. */
  get unanswered() {
    const known = this.entries;
    return this.score.worked.filter((one) => {
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
  for (const section of score.worked) {
    const name = section.exercise;
    if (!found.has(name)) found.set(name, { name: section.name, planned: 0, done: 0, reps: 0, focused: 0, skipped: 0, load: null, unit: null });
    const one = found.get(name);
    const entry = entries[section.key];
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
  return "It was where it should be: the same again, and look for it from the first rep.";
}
