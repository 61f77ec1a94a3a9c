/* Paints what `show.js` says. Only what changed touches the page. */
import { figure, sideOf } from "./body.js";
import { byId, text } from "./dom.js";
import { clock } from "./clock.js";
import { setWords, stageOf } from "./show.js";

const LONG_WORD = 11;
const LONG_SET = 14;
const LONG_LINE = 64;

export class Stage {
  constructor() {
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
    /** What was announced last. @type {string} */
    this.said = "";
    this.forget();
  }

  forget() {
    /** @type {number | null} */
    this.parts = null;
    /** @type {string | null} */
    this.muscle = null;
    /** @type {number | null} */
    this.second = null;
    this.said = "";
  }

  /** @param {import("./score.js").Score} score @param {number} t @param {{waiting: boolean, extra: number}} state */
  paint(score, t, state) {
    const moment = score.at(t);
    const shown = stageOf(score, moment, state);
    const root = byId("player");
    root.dataset.part = shown.part;
    root.dataset.paced = String(moment.part === "work" && moment.time.self_paced);
    root.classList.toggle("waiting", state.waiting);
    root.dataset.digits = String(shown.number.length);
    for (const id of ["more15", "more30"]) byId(id).disabled = !score.quiets(t).length;
    this.words(shown);
    this.figure(shown.muscle);
    this.ring(shown.ring);
    this.place(score, moment, t);
    return { ...moment, shown };
  }

  /** @param {any} shown */
  words(shown) {
    const named = { above: "above", movement: "title", set: "set", dose: "dose", feel: "feel", avoid: "avoid", "dial-label": "label", "dial-number": "number", "dial-below": "below", phase: "phase", left: "left", line: "line", coming: "coming" };
    for (const [id, name] of Object.entries(named)) text(id, shown[name]);
    byId("movement").classList.toggle("long", shown.title.length > 18 || shown.title.split(" ").some((/** @type {string} */ word) => word.length > 14));
    byId("now").style.setProperty("--letters", String(Math.max(5, Math.min(LONG_WORD, shown.phase.length))));
    byId("set").classList.toggle("long", shown.set.length > LONG_SET);
    byId("line").classList.toggle("past", !shown.spoken);
    byId("line").classList.toggle("long", shown.line.length > LONG_LINE);
    const said = [shown.above, shown.title, shown.set, shown.dose].filter(Boolean).join(", ");
    /* A question that has just been said is not talked over. */
    const asking = document.body.classList.contains("asking");
    if (this.said !== said && !asking) text("announce", said);
    this.said = said;
  }

  /** @param {string | null} muscle */
  figure(muscle) {
    if (this.muscle === muscle) return;
    this.muscle = muscle;
    byId("body").innerHTML = figure(muscle);
    byId("body").toggleAttribute("hidden", !sideOf(muscle));
    byId("where").classList.toggle("drawn", Boolean(sideOf(muscle)));
  }

  /** While reps are done, one gap in the ring for each. @param {{parts: number, done: number}} ring */
  ring({ parts, done }) {
    if (this.parts !== parts) {
      this.parts = parts;
      const gap = parts > 1 ? 0.12 : 0;
      byId("ring-gaps").setAttribute("pathLength", String(parts));
      byId("ring-gaps").setAttribute("stroke-dasharray", `${1 - gap} ${gap}`);
    }
    const part = this.still.matches ? Math.round(done * 20) / 20 : done;
    byId("ring-done").setAttribute("stroke-dasharray", `${part.toFixed(4)} 1`);
  }

  /** @param {import("./score.js").Score} score @param {any} moment @param {number} t */
  place(score, moment, t) {
    if (this.second === Math.floor(t)) return;
    this.second = Math.floor(t);
    const seek = byId("seek");
    if (!seek.matches(":active")) seek.value = String(Math.round(t));
    seek.parentElement.style.setProperty("--done", String(t / score.duration));
    const of = `${clock(t)} of ${clock(score.duration)}`;
    const words = [moment.section.name, setWords(moment.section).toLowerCase(), of];
    seek.setAttribute("aria-valuetext", words.filter(Boolean).join(", "));
    text("elapsed", clock(t));
    text("total", `${clock(score.duration - t)} left`);
  }

  /** Whether it plays, and what the main buttons therefore do.
   * @param {{view: string, playing: boolean, waiting: boolean, paced: boolean}} state */
  keys({ view, playing, waiting, paced }) {
    byId("play-icon").setAttribute("href", playing ? "#i-pause" : "#i-play");
    const label = view === "before" ? "Start" : view === "after" ? "Once more" : playing ? "Pause" : "Play";
    text("play-label", waiting ? "I am ready" : label);
    text("next-label", paced ? "Set done" : view === "before" ? "Skip to set\u00a01" : "Next set");
    byId("player").classList.toggle("playing", playing);
  }
}
