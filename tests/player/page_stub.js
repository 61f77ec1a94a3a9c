"use strict";
/* As much of a browser as the player's scripts need where nothing is seen: for node. */
const made = new Map();

function element(id) {
  const listeners = {};
  return {
    id, hidden: false, textContent: "", children: [], dataset: {}, attributes: {},
    style: { setProperty() {} },
    classList: { add() {}, remove() {}, toggle() {}, contains: () => false },
    addEventListener(name, call) { (listeners[name] ||= []).push(call); },
    fire(name, event = {}) { for (const call of listeners[name] || []) call(event); },
    hasAttribute(name) { return name in this.attributes; },
    toggleAttribute() {},
    setAttribute(name, value) { this.attributes[name] = String(value); },
    querySelector() { return element(""); },
    append(...more) { this.children.push(...more); },
    replaceChildren(...more) { this.children = more; },
    contains() { return false; },
    matches() { return false; },
    focus() {},
  };
}

function byId(id) {
  if (!made.has(id)) made.set(id, element(id));
  return made.get(id);
}

const kept = new Map();
globalThis.localStorage = {
  getItem: (key) => kept.get(key) ?? null,
  setItem: (key, value) => kept.set(key, value),
};
globalThis.document = {
  getElementById: byId, querySelectorAll: () => [], createElement: element,
  createTextNode: (text) => ({ textContent: text }),
  body: element("body"), activeElement: null, addEventListener() {},
};
globalThis.navigator ??= { userAgent: "", platform: "", maxTouchPoints: 0 };
globalThis.location = { protocol: "http:", href: "http://gym/", hash: "" };
byId("steps").children = [element("d"), element("e"), element("f")];
globalThis.matchMedia = () => ({ matches: false });
globalThis.HTMLMediaElement = { HAVE_FUTURE_DATA: 3 };

/* The one audio element: time goes where it is put. */
globalThis.audioStub = () =>
  Object.assign(element("audio"), {
    currentTime: 0, paused: false, ended: false, seeking: false, readyState: 4, playbackRate: 1,
    pause() { this.paused = true; this.fire("pause"); },
    async play() { this.paused = false; this.fire("play"); },
  });

/* Sections as the server shows them; work is [begin, end], in seconds. */
globalThis.section = (more) => ({
  id: "one", key: "curl/set-1", title: "Curl 1/3", name: "Biceps curl", exercise: "curl", step: "curl",
  set: 1, sets: 3, unit: "rep", reps: 10, reps_in_all: 10, start_s: 0, end_s: 100, work: [10, 50],
  wait_s: null, stops: [0], sides: [], beats: [], self_paced: false, ...more,
});

/* The times of a section: ready, work, rest. */
function timesOf(one, section) {
  const base = {
    section, id: null, next: null, step: one.step, exercise: one.exercise, set: one.set, sets: one.sets,
    role: null, part: null, side: null, round: null, rounds: null, dose: "reps", load: "20kg",
    weight: [20, "kg"], reps: one.reps, tempo: null, self_paced: false, air: [], quiets: [],
  };
  const [begin, end] = one.work;
  return [["ready", one.start_s, begin], ["work", begin, end], ["rest", end, one.end_s]]
    .map(([kind, start_s, end_s]) => ({ ...base, kind, start_s, end_s, self_paced: kind === "work" && one.self_paced }));
}

globalThis.scoreOf = (...sections) =>
  new mmc.Score({
    key: "a/b", version: "1", sections, times: sections.flatMap(timesOf), lines: [],
    duration_s: sections.at(-1).end_s, exercises: { curl: { name: "Biceps curl", muscle: "biceps", phases: {} } },
  });

/* A set that is over, logged, and asked about. */
globalThis.asked = () => {
  const score = scoreOf(section({}));
  const sent = [];
  const log = new mmc.SetLog(score, { put: (entry) => sent.push(entry) });
  const checkin = new mmc.CheckIn();
  log.done(score.sections[0]);
  checkin.open(log, score.sections[0]);
  return { score, log, checkin, sent };
};
