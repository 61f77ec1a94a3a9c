/* History: what was practised, from the ledger on the server. What was seen last is kept, and shown
   at once and where no server is. */
import { daySpelled, dayWords, localTime, thousands } from "./clock.js";
import { byId, make, text } from "./dom.js";
import { read, writeIfRoom } from "./kept.js";
import { get } from "./server.js";

const KEPT_EXERCISES = 24;
/* Of a long list the exercises that are looked up at once, to be there without a network, too. */
const LOOKED_UP = 12;
/* And not before what is shown can be used. */
const LOOKED_UP_AFTER_MS = 2000;
const SHOWN_EXERCISES = 12;

/** @param {number} count @param {string} word */
const counted = (count, word) => `${thousands(count)} ${count === 1 ? word : `${word}s`}`;

/** The whole ledger in a line. @param {import("./types").History} history */
export function wholeWords({ sets, days, since }) {
  if (!sets) return "Nothing logged yet. Sets are logged as you train.";
  return `${counted(sets, "set")} on ${counted(days, "day")}, since ${daySpelled(since)}.`;
}

/** Why it may not be all: no server, or sets that are not there yet.
 * @param {{status?: number, words?: string} | null} trouble @param {number | null} when Milliseconds since 1970. @param {number} waiting */
export function keptWords(trouble, when, waiting) {
  const unsent = waiting ? `${counted(waiting, "set")} of this phone ${waiting === 1 ? "is" : "are"} not in it yet.` : "";
  return [troubleWords(trouble, when), unsent].filter(Boolean).join(" ");
}

/** @param {{status?: number, words?: string} | null} trouble @param {number | null} when */
function troubleWords(trouble, when) {
  if (!trouble) return "";
  if (trouble.status === 404) return "This server keeps no log.";
  if (trouble.status) return `The log cannot be read: ${trouble.words || "look at it on your computer"}.`;
  if (when === null) return "The server is out of reach, and nothing is kept here yet.";
  const [day, time] = localTime(new Date(when)).split("T");
  const at = `${daySpelled(day)} at ${time.slice(0, 5)}`;
  return `The server is out of reach: this is how it was on ${at}.`;
}

/** The exercises that have all words of `asked`, in the order given.
 * @param {import("./types").ExerciseLine[]} exercises @param {string} asked */
export function found(exercises, asked) {
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean);
  return exercises.filter((one) => words.every((word) => one.name.toLowerCase().includes(word)));
}

/** What an exercise's history is kept as, the latest first and not too many.
 * @param {any[]} kept @param {import("./types").ExerciseHistory} data @param {number} sets */
export function keptWith(kept, data, sets) {
  return [{ sets, data }, ...kept.filter((one) => one.data.id !== data.id)].slice(0, KEPT_EXERCISES);
}

/** A picture of the server's: parsed as XML, so that it is a whole picture or none.
 * @param {string} svg */
function picture(svg) {
  const root = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  return root.nodeName === "svg" ? document.importNode(root, true) : "";
}

export class HistoryPlace {
  constructor() {
    /** @type {import("./types").History | null} */
    this.shown = null;
    byId("history-search").addEventListener("input", () => this.exercises());
    byId("history-earlier").addEventListener("click", () => this.load(this.shown.calendar.earlier));
    byId("history-later").addEventListener("click", () => this.load(this.shown.calendar.later));
  }

  async enter() {
    const kept = read("history", null);
    if (kept && !this.shown) this.paint(kept.data);
    else byId("history-loading").hidden = Boolean(this.shown);
    await this.load("");
  }

  /** @param {string} until */
  async load(until) {
    try {
      const data = await get(until ? `api/history?until=${until}` : "api/history");
      if (!until) writeIfRoom("history", { when: Date.now(), data });
      this.paint(data);
      this.said(null);
      clearTimeout(this.waits);
      if (!until) this.waits = setTimeout(() => this.lookUp(data.exercises.slice(0, LOOKED_UP)).catch(console.warn), LOOKED_UP_AFTER_MS);
    } catch (error) {
      this.said(error);
    }
  }

  /** @param {any} trouble */
  said(trouble) {
    byId("history-loading").hidden = true;
    const kept = read("history", null);
    text("history-kept", keptWords(trouble, kept && kept.when, read("checkins", []).length));
    if (trouble && !this.shown) text("history-words", "");
  }

  /** @param {import("./types").History} data */
  paint(data) {
    this.shown = data;
    byId("history-loading").hidden = true;
    text("history-words", wholeWords(data));
    byId("history").hidden = false;
    byId("history-body").replaceChildren(picture(data.body));
    for (const part of ["calendar", "muscles", "exercises"]) byId(`history-${part}-part`).hidden = !data.sets;
    byId("history-calendar").replaceChildren(picture(data.calendar.svg));
    text("history-span", `${daySpelled(data.calendar.first)} to ${daySpelled(data.calendar.last)}`);
    byId("history-earlier").disabled = !data.calendar.earlier;
    byId("history-later").disabled = !data.calendar.later;
    byId("history-days").replaceChildren(...data.latest.map(dayItem));
    byId("history-muscles").replaceChildren(...muscleItems(data.muscles));
    text("history-rule", data.rule);
    byId("history-search-row").hidden = data.exercises.length <= SHOWN_EXERCISES;
    this.exercises();
  }

  exercises() {
    if (!this.shown) return;
    const all = found(this.shown.exercises, byId("history-search").value);
    byId("history-exercises").replaceChildren(...all.slice(0, SHOWN_EXERCISES).map((one) => this.exercise(one)));
    const more = `${SHOWN_EXERCISES} of ${all.length}: search for the others.`;
    text("history-none", all.length > SHOWN_EXERCISES ? more : all.length ? "" : "None has these words.");
  }

  /** @param {import("./types").ExerciseLine} one */
  exercise(one) {
    const of = `${counted(one.sets, "set")} on ${counted(one.days, "day")}`;
    const button = make("button", {}, make("span", { class: "name" }, one.name), make("span", { class: "at" }, one.last), make("span", { class: "of" }, of));
    button.addEventListener("click", () => this.open(one));
    return make("li", {}, button);
  }

  /** @param {import("./types").ExerciseLine} one */
  async open(one) {
    const known = read("history:exercises", []).find((/** @type {any} */ each) => each.data.id === one.id);
    text("exercise-title", one.name);
    paintExercise(known ? known.data : null);
    text("exercise-kept", known ? "" : "Loading …");
    byId("exercise").showModal();
    try {
      const data = await this.fetched(one);
      if (byId("exercise-title").textContent === one.name) paintExercise(data);
      text("exercise-kept", "");
    } catch (error) {
      const none = "The server is out of reach, and this exercise is not kept here.";
      text("exercise-kept", known ? "As it was when the server was last in reach." : none);
    }
  }

  /** @param {import("./types").ExerciseLine} one @returns {Promise<import("./types").ExerciseHistory>} */
  async fetched(one) {
    const data = await get(`api/history/exercise?id=${encodeURIComponent(one.id)}`);
    writeIfRoom("history:exercises", keptWith(read("history:exercises", []), data, one.sets));
    return data;
  }

  /** All that is not kept as it is now, one after the other, and stored at once: it is long.
   * @param {import("./types").ExerciseLine[]} exercises */
  async lookUp(exercises) {
    let kept = read("history:exercises", []);
    for (const one of [...exercises].reverse()) {
      const known = kept.find((/** @type {any} */ each) => each.data.id === one.id);
      if (known && known.sets === one.sets && one.last !== "today") continue;
      const data = await get(`api/history/exercise?id=${encodeURIComponent(one.id)}`);
      kept = keptWith(kept, data, one.sets);
    }
    writeIfRoom("history:exercises", kept);
  }
}

/** @param {import("./types").DayLine} one */
function dayItem(one) {
  const focused = one.focused ? `, ${thousands(one.focused)} focused` : "";
  const words = `${counted(one.sets, "set")}${focused}`;
  return make("li", {}, make("span", { class: "name" }, dayWords({ date: one.day })), make("span", { class: "at" }, words), make("span", { class: "of" }, one.exercises.join(", ")));
}

/** All on one scale: of any two the longer bar is more. @param {import("./types").MuscleLine[]} muscles */
function muscleItems(muscles) {
  const most = Math.max(100, ...muscles.map((one) => one.focused));
  return muscles.map((one) => {
    const goal = one.goal ? ` of ${thousands(one.goal)}` : "";
    const words = `${thousands(one.focused)}${goal}`;
    const meter = make("meter", { min: 0, max: most, value: one.focused, "aria-label": `${one.name}: ${words} focused reps` });
    const since = make("span", { class: "of" }, one.since ? `Last in focus ${one.since}` : "Not in focus yet");
    return make("li", {}, make("span", { class: "name" }, one.name), make("span", { class: "at" }, words), meter, since);
  });
}

/** @param {import("./types").ExerciseHistory | null} data */
function paintExercise(data) {
  byId("exercise-picture").replaceChildren(data ? picture(data.svg) : "");
  text("exercise-hint", data ? [data.hint, ...data.remarks].filter(Boolean).join(" ") : "");
  byId("exercise-bests").replaceChildren(...(data ? data.bests.map(bestItem) : []));
  byId("exercise-days").replaceChildren(...(data ? data.latest.map(exerciseDay) : []));
}

/** @param {import("./types").BestLine} one */
function bestItem(one) {
  return make("li", {}, make("span", { class: "name" }, one.what), make("span", { class: "at" }, one.value), make("span", { class: "of" }, daySpelled(one.day)));
}

/** @param {import("./types").ExerciseDayLine} one */
function exerciseDay(one) {
  const clear = one.clarity === null ? "" : `clarity ${one.clarity}`;
  const more = [one.focused ? `${one.focused} focused` : "", clear].filter(Boolean).join(" · ");
  const did = [one.sets, one.load].filter(Boolean).join(" · ");
  return make("li", {}, make("span", { class: "name" }, dayWords({ date: one.day })), make("span", { class: "at" }, did), make("span", { class: "of" }, more));
}
