/* The sheets: the outline, and sessions with settings. */
import { clock, dayWords, inOrder, thousands } from "./clock.js";
import { byId, make, text } from "./dom.js";
import { settings, set } from "./kept.js";
import { canPlayOver } from "./remote.js";
import { capital, setWords } from "./show.js";

const SPEEDS = [0.8, 0.9, 1, 1.1, 1.25];
const SHOWN_AT_ONCE = 30;

/** Sessions in groups, the group of the newest first; only those that have all words of `asked`.
 * @param {any[]} sessions @param {string} asked @returns {[string, any[]][]} */
export function grouped(sessions, asked) {
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map();
  for (const one of inOrder(sessions)) {
    if (words.length && !hasAll(`${one.title} ${one.collection} ${one.date || ""} ${dayWords(one)}`, words)) continue;
    if (!groups.has(one.collection)) groups.set(one.collection, []);
    groups.get(one.collection).push(one);
  }
  return [...groups];
}

/** @param {string} text @param {string[]} words */
function hasAll(text, words) {
  return words.every((word) => text.toLowerCase().includes(word));
}

export class Sheets {
  /** @param {import("./deck.js").Deck} deck */
  constructor(deck) {
    this.deck = deck;
    /** @type {any} */
    this.current = null;
    /** @type {any[]} */
    this.all = [];
    /** @type {string | null} */
    this.key = null;
    this.choose = (/** @type {string} */ _key) => {};
    this.onopen = async (/** @type {string} */ _name) => {};
    for (const name of ["outline", "more"]) {
      byId(`open-${name}`).addEventListener("click", () => this.open(name));
    }
    for (const dialog of document.querySelectorAll("dialog")) this.closable(dialog);
    byId("search").addEventListener("input", () => this.list());
    this.speeds();
    this.switch("awake", true);
    this.switch("over", canPlayOver());
  }

  /** @param {string} name */
  open(name) {
    byId(name).showModal();
    const here = byId(name).querySelector('[aria-current="true"]');
    if (here) here.scrollIntoView({ block: "center" });
    this.onopen(name);
  }

  /** @param {HTMLDialogElement} dialog */
  closable(dialog) {
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  }

  speeds() {
    for (const speed of SPEEDS) {
      const input = make("input", { type: "radio", name: "speed", value: String(speed) });
      input.checked = speed === settings.rate;
      input.addEventListener("change", () => this.deck.rate(speed));
      byId("speed").append(make("label", {}, input, make("span", {}, `${speed}×`)));
    }
  }

  /** @param {string} name @param {boolean} possible */
  switch(name, possible) {
    byId(`${name}-row`).hidden = !possible;
    byId(name).checked = settings[name];
    byId(name).addEventListener("change", (/** @type {any} */ event) => {
      set(name, event.target.checked);
      this.deck.onchange("settings");
    });
  }

  /** @param {import("./score.js").Score} score */
  outline(score) {
    for (const list of document.querySelectorAll("[data-outline]")) {
      list.replaceChildren(...score.sections.map((section) => this.chapter(section)));
    }
  }

  /** @param {import("./types").Section} section */
  chapter(section) {
    const words = setWords(section);
    const number = words ? make("span", { class: "of" }, words) : "";
    const name = make("span", { class: "name" }, section.name);
    const at = make("span", { class: "at" }, clock(section.start_s));
    const button = make("button", { "data-section": section.id }, name, number, at);
    button.addEventListener("click", () => {
      this.deck.go(section.start_s);
      byId("outline").close();
    });
    return make("li", {}, button);
  }

  /** @param {any} section */
  here(section) {
    if (this.current === section) return;
    this.current = section;
    for (const button of /** @type {any} */ (document.querySelectorAll("[data-section]"))) {
      const isHere = button.dataset.section === section.id;
      button.setAttribute("aria-current", String(isHere));
      if (isHere && button.offsetParent && !button.closest("dialog")) {
        button.scrollIntoView({ block: "nearest" });
      }
    }
  }

  /** @param {any[]} sessions @param {string | null} key @param {(key: string) => void} choose */
  sessions(sessions, key, choose) {
    Object.assign(this, { all: sessions, key, choose });
    byId("search-row").hidden = sessions.length < 8;
    this.list();
  }

  /* Of a long list only the first are made: who looks for another, searches. */
  list() {
    const groups = grouped(this.all, byId("search").value);
    let room = SHOWN_AT_ONCE;
    const parts = groups.map(([name, sessions]) => {
      const shown = sessions.slice(0, Math.max(0, room));
      room -= shown.length;
      return shown.length ? this.group(name, shown, groups.length > 1) : "";
    });
    const all = groups.reduce((sum, [, sessions]) => sum + sessions.length, 0);
    byId("sessions").replaceChildren(...parts);
    text("sessions-hint", all > SHOWN_AT_ONCE ? `${SHOWN_AT_ONCE} of ${all}: search for the others.` : all ? "" : "None has these words.");
  }

  /** @param {string} name @param {any[]} sessions @param {boolean} named */
  group(name, sessions, named) {
    const head = named ? [make("h4", {}, capital(name.replaceAll("-", " ")))] : [];
    return make("li", {}, ...head, make("ul", {}, ...sessions.map((one) => this.item(one))));
  }

  /** @param {any} session */
  item(session) {
    const day = make("span", { class: "day" }, dayWords(session));
    const name = make("span", { class: "name" }, session.title);
    const at = make("span", { class: "at" }, clock(session.duration_s));
    const button = make("button", { "aria-current": String(session.key === this.key) }, day, name, at);
    button.addEventListener("click", () => {
      byId("more").close();
      this.choose(session.key);
    });
    return make("li", {}, button);
  }

  /** The addresses of all that can be taken along; what is not there is not offered. @param {any} session */
  files(session) {
    const links = { audio: session.audio, page: session.page, captions: session.captions, lyrics: session.lyrics };
    for (const [name, address] of Object.entries(links)) {
      byId(`get-${name}`).hidden = !address;
      if (address) byId(`get-${name}`).href = `${address}?download`;
    }
    const share = Math.round(session.talk_share * 100);
    text("talk", `The coach talks ${share} % of the time; the rest is yours.`);
    byId("picture").hidden = !session.picture;
    byId("picture").removeAttribute("src");
    byId("picture").alt = `Timeline of ${session.title}: ${share} % voice`;
  }

  /** Pictures are loaded once the sheet is opened. @param {any} session */
  pictures(session) {
    if (!session.picture || byId("picture").hasAttribute("src")) return;
    byId("picture").src = byId("picture-link").href = `${session.picture}?${session.version}`;
  }

  /** @param {any} report */
  practice(report) {
    if (!report || !report.sets) return;
    text("practice", `${thousands(report.sets)} ${report.sets === 1 ? "set" : "sets"} logged.`);
    text("rule", report.rule_of_thumb);
    const items = report.muscles.slice(0, 8).map((/** @type {any} */ one) => {
      const goal = one.next_milestone ? ` of ${thousands(one.next_milestone)}` : "";
      const reps = make("span", { class: "at" }, `${thousands(one.focused_reps)}${goal}`);
      const meter = make("meter", { min: 0, max: one.next_milestone || one.focused_reps, value: one.focused_reps, "aria-label": `${one.name}: focused reps` });
      return make("li", {}, make("span", { class: "name" }, capital(one.name.replaceAll("_", " "))), reps, meter);
    });
    byId("muscles").replaceChildren(...items);
  }
}
