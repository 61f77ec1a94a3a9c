/* What the page shows of a moment, as data: from the session and the seconds to words and numbers.
   Pure: nothing here knows the page. */
import { clock } from "./clock.js";

/** @type {Record<string, string>} */
const PHASES = { eccentric: "Lower", stretch: "Stretch", concentric: "Lift", peak: "Squeeze" };
/** @type {Record<string, string>} */
const SIDES = { left: "Left", right: "Right" };
/** @type {Record<string, string>} */
const UNITS = { rep: "Rep", breath: "Breath" };
/** @type {Record<string, string>} */
const AIR = { in: "Breathe in", out: "Breathe out", hold: "Hold" };
/** @type {Record<string, string>} */
const BY_THE_CLOCK = {
  amrap: "As many as you can", rounds: "As many rounds as you can", for_time: "Against the clock",
  hold: "Hold", emom: "Work", interval: "Work", time: "Work",
};
/** @type {Record<string, string>} */
const ROLES = { warmup: "Warm-up", drop: "Drop" };
const COUNTED_PARTS = 30;

/** @param {string | null | undefined} word */
export function capital(word) {
  return word ? word[0].toUpperCase() + word.slice(1) : "";
}

/** One set of one says nothing, so nothing is said.
 * @param {{set: number | null, sets: number | null}} of */
export function setWords(of) {
  if (of.set === null || of.sets === 1) return "";
  return of.sets ? `Set ${of.set} of ${of.sets}` : `Set ${of.set}`;
}

/** @param {import("./types").Time} time */
export function roundWords(time) {
  if (time.round === null) return "";
  return time.rounds ? `Round ${time.round} of ${time.rounds}` : `Round ${time.round}`;
}

/** `22.5 kg each`, `pin 4`; what is no weight as the server says it, such as `2 good reps left`.
 * @param {{said?: string, weight: [number, string] | null}} of */
export function loadWords(of) {
  if (of.weight) return of.weight[1] === "pin" ? `pin ${of.weight[0]}` : `${of.weight[0]} ${of.weight[1]}`;
  return of.said || "";
}

/** @param {import("./types").Time} time */
function placeWords(time) {
  const role = ROLES[time.role || ""] || "";
  return [role, roundWords(time) || setWords(time), SIDES[time.side || ""]].filter(Boolean).join(" · ");
}

/** @param {import("./types").Time} time @param {boolean} withReps */
function doseWords(time, withReps) {
  const reps = withReps && time.reps ? `${time.reps} ${time.reps === 1 ? "rep" : "reps"}` : "";
  return [loadWords(time), reps, withReps ? "" : time.tempo].filter(Boolean).join(" · ");
}

/** What is done in each round, where that is more than one exercise: `8 Push-up · 10 Thruster, 40 kg`.
 * @param {any} score @param {import("./types").Time} time */
export function stationWords(score, time) {
  return togetherAt(time).map((one) => {
    const dose = one.reps ? `${one.reps}\u00a0` : one.hold_s ? `${one.hold_s}\u00a0s\u00a0` : "";
    return [dose + score.nameOf({ ...time, exercise: one.exercise }), loadWords(one)].filter(Boolean).join(", ");
  });
}

/** The stations of a time that has no one of them: all are done in turn. @param {import("./types").Time} time */
function togetherAt(time) {
  const stations = time.stations || [];
  return stations.length > 1 && !time.station ? stations : [];
}

/** What is to be done next, seen from `time`. @param {any} score @param {any} time @param {any} next */
export function comesWords(score, time, next) {
  if (!next) return "";
  const same = next.exercise === time.exercise && next.step === time.step;
  if (!same) return `then ${togetherAt(next).length ? score.sections[next.section].name : score.nameOf(next)}`;
  if (next.round !== time.round && next.round) return `then round ${next.round}`;
  if (next.set !== time.set && next.set) return `then set ${next.set}`;
  return next.side ? `then ${next.side}` : "then on";
}

/** The words above the ring: in a rest those of what comes. @param {any} score @param {any} moment */
export function heading(score, moment) {
  const { next, section } = moment;
  const isRest = moment.part === "rest" && next;
  const time = isRest ? next : moment.time;
  const exercise = score.exercise(time);
  const other = isRest && next.exercise !== moment.time.exercise;
  const together = stationWords(score, time);
  if (together.length) {
    const title = score.sections[time.section].name;
    return { above: isRest ? "Next" : "", title, set: placeWords(time), dose: together.join(" · "), feel: "", avoid: "", muscle: null };
  }
  const setup = exercise && (other || moment.part === "setup") ? exercise.setup : null;
  return {
    above: isRest ? "Next" : "",
    title: exercise ? exercise.name : section.name,
    set: placeWords(time),
    dose: doseWords(time, moment.part !== "work" || Boolean(time.station)),
    feel: setup || (exercise && exercise.target ? `Feel: ${exercise.target}` : ""),
    avoid: !setup && exercise && exercise.elsewhere ? `not: ${exercise.elsewhere}` : "",
    muscle: exercise ? exercise.muscle : null,
  };
}

/** What stands in the ring: a label, the number, and what is below it.
 * @param {any} score @param {any} moment @param {{waiting: boolean, extra: number}} state */
export function dial(score, moment, state) {
  const extra = moment.part === "rest" ? state.extra : 0;
  const left = clock(Math.ceil(moment.to - moment.t + extra - 0.02));
  const comes = comesWords(score, moment.time, moment.next);
  if (state.waiting) return ["Waiting for you", "Ready?", comes];
  if (moment.air && moment.part === "breath") return [AIR[moment.air] || "", left, ""];
  if (moment.part === "rest") return [AIR[moment.air] || "Rest", left, extra ? `with ${Math.round(extra)} s more` : comes];
  if (moment.part === "ready") return ["Get ready", left, ""];
  if (moment.part === "setup") return ["Set up", left, ""];
  if (moment.part !== "work") return ["", left, "left"];
  if (moment.time.self_paced) return ["Your pace", moment.time.reps ? String(moment.time.reps) : "Go", "then press Set done"];
  if (moment.rep !== null) return [UNITS[moment.section.unit] || "", String(moment.rep), `of ${moment.section.reps}`];
  return [BY_THE_CLOCK[moment.time.dose] || "Work", left, workThen(moment, comes)];
}

/** @param {any} moment @param {string} comes */
function workThen(moment, comes) {
  return moment.rest_s ? `then ${clock(moment.rest_s)} rest` : comes;
}

/** The ring: in how many parts, and how much of it is done, 0 to 1; rests run backwards.
 * @param {any} moment */
export function ring(moment) {
  const all = moment.section.reps_in_all;
  const counted = moment.rep !== null && all && all <= COUNTED_PARTS;
  const [from, to] = counted ? moment.section.work : [moment.from, moment.to];
  const part = Math.min(1, Math.max(0, (moment.t - from) / Math.max(0.001, to - from)));
  const back = ["rest", "ready", "setup"].includes(moment.part) || (moment.part === "breath" && moment.air === "out");
  return { parts: counted ? all : 1, done: back ? 1 - part : part };
}

/** @param {any} moment */
export function phaseWord(moment) {
  if (!moment.phase || moment.rep === null) return "";
  const own = moment.exercise && moment.exercise.phases[moment.phase];
  return capital(own || PHASES[moment.phase] || moment.phase);
}

/** @param {number} seconds */
const soon = (seconds) => (seconds < 60 ? `${seconds} s` : clock(seconds));

/** All that the stage shows. @param {any} score @param {any} moment @param {{waiting: boolean, extra: number}} state */
export function stageOf(score, moment, state) {
  const [label, number, below] = dial(score, moment, state);
  const counts = moment.part === "work" && moment.rep !== null;
  const wait = moment.coming ? Math.ceil(moment.coming[0] - moment.t) : 0;
  return {
    ...heading(score, moment),
    part: moment.part === "setup" ? "ready" : moment.part,
    label,
    number,
    below,
    ring: ring(moment),
    phase: phaseWord(moment),
    left: counts ? clock(Math.ceil(moment.section.work[1] - moment.t)) : "",
    line: moment.line ? moment.line[2] : "",
    spoken: moment.spoken,
    coming: moment.coming ? `In ${soon(wait)}: ${moment.coming[2]}` : "",
  };
}

/** The session's exercises in order, each with its sets, as the list before the start shows them.
 * @param {any} score */
export function planOf(score) {
  const found = new Map();
  for (const section of score.worked) {
    const time = score.works.get(section);
    if (!time || time.role === "warmup") continue;
    const key = time.step || section.exercise;
    if (!found.has(key)) found.set(key, { exercise: section.exercise, name: planName(score, time), sets: 0, time, section });
    found.get(key).sets += 1;
  }
  return [...found.values()].map((one) => ({ ...one, dose: planWords(one), stations: stationWords(score, { ...one.time, station: null }) }));
}

/** @param {any} score @param {import("./types").Time} time */
function planName(score, time) {
  return (time.stations || []).length > 1 ? score.sections[time.section].name : score.nameOf(time);
}

/** `3 × 10 · 20 kg`. @param {any} one */
function planWords({ sets, time, section }) {
  const length = section.work[1] - section.work[0];
  if (time.dose === "rounds" && time.stations.length > 1) return clock(length);
  if (["amrap", "rounds"].includes(time.dose)) return `as many as you can in ${clock(length)}`;
  const reps = time.reps || (section.unit === "rep" && section.reps);
  const each = time.rounds ? `${time.rounds} rounds` : reps ? String(reps) : clock(length);
  return [sets > 1 ? `${sets} × ${each}` : each, loadWords(time)].filter(Boolean).join(" · ");
}
