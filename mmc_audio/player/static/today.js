/* Today: what there is to train, from the program; and having it rendered. */
import { choices, options } from "./choices.js";
import { clock, dayWords, inOrder, dayAndMonth, localDay, weekdayOf } from "./clock.js";
import { byId, make, text } from "./dom.js";
import { read, writeIfRoom } from "./kept.js";
import { listen, orNothing, send } from "./server.js";
import { createStore } from "./store.js";
import { chosenDay, shownDay, stepWords, stripOf } from "./week.js";

const NEWEST = 6;
const AWAY = "The coach is out of reach. Is mmc-audio serve running, and the phone in the same network?";
/** @type {import("./choices.js").Choice[]} */
const FEELS = [["low", "Tired"], ["", "As usual"], ["high", "Strong"]];
/** @type {import("./choices.js").Choice[]} */
const TIMES = [["", "All"], ["20", "20 min"], ["30", "30 min"], ["45", "45 min"], ["60", "60 min"]];

/** The newest sessions in order, those of today first, without those that the program's days lead to.
 * @param {any[]} sessions @param {any} week */
export function newest(sessions, week) {
  const led = (week ? week.days : []).map((/** @type {any} */ one) => one.key);
  return inOrder(sessions.filter((one) => !led.includes(one.key))).slice(0, NEWEST);
}

export class TodayPlace {
  /** @param {() => string} playing The key of the session that is under way; empty if none is. */
  constructor(playing) {
    this.playing = playing;
    this.onrendered = async () => {};
    /** Opens a plan to change it; gives what hinders it. @type {(name: string) => Promise<string>} */
    this.onchange = async () => "";
    /** @type {AbortController | null} */
    this.work = null;
    this.wish = { readiness: "", minutes: "", voice: "" };
    this.store = createStore({
      /** @type {any[] | null} */ sessions: null,
      /** @type {any} */ week: read("week", null),
      away: false,
      chosen: "",
      /** @type {any} */ step: undefined,
      trouble: "",
    });
    this.store.watch((state) => this.paint(state));
    byId("render").addEventListener("click", () => this.render());
    byId("day-change").addEventListener("click", async () => this.store.patch({ trouble: await this.onchange(byId("day-change").dataset.plan) }));
    byId("cancel").addEventListener("click", () => this.work?.abort());
    byId("wishes").addEventListener("toggle", () => this.voices());
    byId("wish-voice").addEventListener("change", (/** @type {any} */ event) => (this.wish.voice = event.target.value));
    choices("wish-feels", FEELS, "", (value) => (this.wish.readiness = value));
    choices("wish-times", TIMES, "", (value) => (this.wish.minutes = value));
  }

  async enter() {
    this.paint(this.store.get());
    const week = await orNothing("api/week");
    if (!week) return;
    writeIfRoom("week", week);
    this.store.patch({ week, away: false });
  }

  /** @param {any[]} sessions */
  know(sessions) {
    this.store.patch({ sessions, away: false });
  }

  /* The server does not answer. What is known of it stays. */
  away() {
    this.store.patch({ away: true });
  }

  async voices() {
    if (!byId("wishes").open || byId("wish-voice").options.length > 1) return;
    const known = await orNothing("api/voices");
    /** @type {import("./choices.js").Choice[]} */
    const voices = known ? known.voices.map((/** @type {any} */ one) => [JSON.stringify([one.engine, one.id]), one.label]) : [];
    options("wish-voice", [["", "As the plan says"], ...voices], this.wish.voice);
  }

  /** @returns {any} What is asked for; what is left open is not in it. */
  order() {
    const { readiness, minutes, voice } = this.wish;
    const [engine, id] = voice ? JSON.parse(voice) : [];
    const wish = { readiness, minutes: Number(minutes), engine, voice: id };
    const said = Object.entries(wish).filter(([, value]) => value);
    return { day: this.store.get().chosen, ...Object.fromEntries(said) };
  }

  async render() {
    this.work = new AbortController();
    this.store.patch({ step: null, trouble: "" });
    let ended = "The rendering broke off: the server ended it. Try again.";
    try {
      const answer = await send("api/render", this.order(), { signal: this.work.signal });
      await listen(answer, (name, data) => {
        if (name === "step") this.store.patch({ step: data });
        if (name === "waiting") this.store.patch({ step: "waiting" });
        if (name === "error") ended = data.error;
        if (name === "done") ended = readyWords(data);
      });
    } catch (error) {
      ended = this.work.signal.aborted ? "Stopped. Nothing was left half made." : error.status ? error.message : AWAY;
    }
    this.work = null;
    this.store.patch({ step: undefined, trouble: ended });
    await Promise.all([this.enter(), this.onrendered()]);
  }

  /** @param {any} state */
  paint(state) {
    const { sessions, away } = state;
    const week = state.week && state.week.program ? state.week : null;
    const wrong = state.week && !state.week.days.length ? state.week.error : "";
    byId("today-loading").hidden = Boolean(sessions || away || week);
    text("today-date", `${weekdayOf(localDay())}, ${dayAndMonth(localDay())}`);
    text("today-words", away ? AWAY : wrong);
    text("no-session", sessions && !sessions.length && !week ? "No session yet. Render one on your computer, and it is here: mmc-audio demo" : "");
    const listed = newest(sessions || [], week);
    byId("newest-part").hidden = !listed.length;
    byId("today-sessions").replaceChildren(...listed.map(sessionItem));
    byId("program").hidden = !week || !week.days.length;
    if (week && week.days.length) this.paintWeek(state, week);
  }

  /** @param {any} state @param {any} week */
  paintWeek(state, week) {
    const chosen = chosenDay(week, state.chosen);
    if (chosen !== state.chosen) return this.store.patch({ chosen });
    text("program-title", week.program);
    const held = document.activeElement?.getAttribute("data-day");
    byId("week").replaceChildren(...stripOf(week, chosen).map((/** @type {any} */ one) => this.dayKey(one)));
    if (held) /** @type {any} */ (document.querySelector(`[data-day="${held}"]`))?.focus();
    paintDay(shownDay(week, chosen, this.playing()), state);
  }

  /** @param {any} one */
  dayKey(one) {
    const button = make("button", { "data-day": one.day, "data-state": one.state, "aria-pressed": String(one.chosen) }, make("span", {}, one.weekday), make("b", {}, one.number), make("i", {}), make("span", { class: "hidden" }, one.label));
    button.addEventListener("click", () => this.store.patch({ chosen: one.day, trouble: "" }));
    return make("li", {}, button);
  }
}

/** @param {any} report */
function readyWords(report) {
  const share = report.sets_percent < 100 ? `, with ${report.sets_percent} % of the sets` : "";
  return `Ready: ${clock(report.duration_s)}${share}.`;
}

/** @param {any} day @param {any} state */
function paintDay(day, state) {
  const works = state.step !== undefined;
  text("day-above", day.above);
  text("day-title", day.title);
  text("day-about", day.about);
  byId("day-exercises").replaceChildren(...day.exercises.map(exerciseItem));
  text("day-error", day.error);
  text("day-why", works ? "" : state.away ? "" : day.why);
  byId("day-open").hidden = !day.key || works;
  if (day.key) byId("day-open").href = `#${day.key}`;
  byId("render").hidden = !day.can || works || state.away;
  byId("day-change").hidden = !day.plan || works || state.away;
  byId("day-change").dataset.plan = day.plan;
  byId("render").classList.toggle("strong", !day.key);
  text("render-label", day.key ? "Render it again" : "Render this day");
  byId("wishes").hidden = byId("render").hidden;
  byId("working").hidden = !works;
  if (works) paintStep(state.step);
  text("render-news", state.trouble);
}

/** @param {any} step */
function paintStep(step) {
  text("step", step === "waiting" ? "Another phone is having a session rendered. Yours is next." : stepWords(step));
  const bar = byId("bar-done");
  if (step && step !== "waiting") Object.assign(bar, { max: step.total, value: step.done });
  else bar.removeAttribute("value");
}

/** @param {any} one */
function exerciseItem(one) {
  return make("li", {}, make("span", { class: "name" }, one.name), make("span", { class: "at" }, `${one.sets} ${one.sets === 1 ? "set" : "sets"}`));
}

/** @param {any} session */
function sessionItem(session) {
  const day = make("span", { class: "day" }, dayWords(session));
  const name = make("span", { class: "name" }, session.title);
  const at = make("span", { class: "at" }, clock(session.duration_s));
  return make("li", {}, make("a", { href: `#${session.key}` }, day, name, at));
}
