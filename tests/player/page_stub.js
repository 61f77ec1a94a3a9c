"use strict";
/* As much of a browser as the player's scripts need where nothing is seen: for node. */
const made = new Map();

function element(id) {
  const listeners = {};
  return {
    id, hidden: false, textContent: "", children: [], dataset: {}, attributes: {},
    style: { setProperty() {} },
    classList: { add() {}, remove() {}, toggle() {} },
    addEventListener(name, call) { (listeners[name] ||= []).push(call); },
    fire(name, event = {}) { for (const call of listeners[name] || []) call(event); },
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
  body: element("body"), activeElement: null,
};
byId("answers").children = [element("a"), element("b"), element("c")];
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
  id: "one", title: "Curl 1/3", exercise: "curl", set: 1, sets: 3, unit: "Rep", reps: 10,
  reps_in_all: 10, start_s: 0, end_s: 100, work: [10, 50], wait_s: null, stops: [0], sides: [],
  beats: [], ...more,
});
globalThis.scoreOf = (...sections) =>
  new mmc.Score({
    key: "a/b", version: "1", sections, lines: [], duration_s: sections.at(-1).end_s,
    exercises: { curl: { muscle: "biceps", phases: {} } },
  });
