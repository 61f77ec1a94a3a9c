/* After a set, a few questions, one tap each, and its numbers, which a tap corrects. */
import { byId, make, text } from "./dom.js";
import { capital, setWords } from "./show.js";
import { stepOf } from "./setlog.js";

const SHORT_REST_S = 12;
const THANKS_MS = 6000;
const DOUBLE_TAP_MS = 350;
const MOST_REPS = 1000;

/** @param {any} exercise @returns {[string, string][]} */
export function feltAnswers(exercise) {
  const target = capital(((exercise && exercise.muscle) || "").replaceAll("_", " ")) || "The target";
  return [["target", target], ["both", "Partly there"], ["elsewhere", "Elsewhere"]];
}

/** @type {{field: string, ask: string, answers(exercise: any): [any, string][]}[]} */
const QUESTIONS = [
  { field: "felt", ask: "Where did you feel it?", answers: feltAnswers },
  { field: "clarity", ask: "How clearly?", answers: () => [[9, "Clearly"], [6, "Somewhat"], [2, "Barely"]] },
  { field: "reserve", ask: "Good reps left?", answers: () => [[1, "0 – 1"], [2, "2 – 3"], [4, "4 or more"]] },
];

/** @type {[string, string][]} */
const REP_KEYS = [["rep-", "One rep fewer"], ["rep+", "One rep more"]];

/** Whether to ask: in the short rests of intervals nobody wants to be asked.
 * @param {import("./types").Section} section */
export function asks(section) {
  const rest = section.end_s - section.work[1];
  return Boolean(section.exercise) && (rest >= SHORT_REST_S || section.set === section.sets);
}

/** `8 reps · 20 kg` @param {import("./types").Entry} entry */
export function doneWords(entry) {
  if (entry.skipped) return "skipped";
  const reps = entry.reps || entry.planned_reps ? `${entry.reps} ${entry.reps === 1 ? "rep" : "reps"}` : "";
  const load = entry.load === null ? "" : entry.unit === "pin" ? `pin ${entry.load}` : `${entry.load} ${entry.unit}`;
  return [reps, load].filter(Boolean).join(" · ") || "done";
}

/** What a tap on a correction makes of an entry.
 * @param {import("./types").Entry} entry @param {string} what */
export function corrected(entry, what) {
  const by = what.endsWith("+") ? 1 : -1;
  if (what.startsWith("rep")) return { reps: Math.min(MOST_REPS, Math.max(0, entry.reps + by)) };
  return { load: Math.max(0, (entry.load ?? 0) + by * stepOf(entry.unit)) };
}

export class CheckIn {
  constructor() {
    this.panel = byId("checkin");
    /** @type {any} */
    this.log = null;
    this.section = null;
    this.step = 0;
    this.fixing = false;
    this.turned = 0;
    byId("skip").addEventListener("click", () => this.close());
    byId("fix").addEventListener("click", () => this.toggleFixing());
  }

  /** The work of a set has ended, and it is logged. @param {any} log @param {import("./types").Section} section */
  open(log, section) {
    this.close();
    if (!asks(section)) return;
    this.log = log;
    this.section = section;
    const exercise = log.score.exercise(section);
    this.questions = section.unit === "rep" ? QUESTIONS : QUESTIONS.slice(0, 2);
    this.exercise = exercise;
    this.turn(0);
    this.show();
  }

  /** Once the next set works, this one is over; one that is done again is asked about at its end.
   * @param {any} moment */
  moment(moment) {
    if (!this.section || moment.part !== "work") return;
    const again = moment.section === this.section && moment.t < this.section.work[1] - 1;
    if (again || moment.section !== this.section) this.close();
  }

  get entry() {
    return this.log.entry(this.section.key);
  }

  toggleFixing() {
    this.fixing = !this.fixing;
    this.turn(this.step);
    this.show();
  }

  show() {
    const question = this.fixing ? null : this.questions[this.step];
    const title = question ? question.ask : this.fixing ? "What was it?" : "Logged";
    const set = setWords({ set: this.section.set, sets: this.section.sets === 1 ? 1 : null });
    text("question", title);
    text("announce", question ? title : `Logged: ${doneWords(this.entry)}`);
    text("skip", this.step < this.questions.length ? "Later" : "Done");
    text("fix", [set, doneWords(this.entry)].filter(Boolean).join(": "));
    byId("fix").setAttribute("aria-pressed", String(this.fixing));
    this.buttons(question ? question.answers(this.exercise) : this.corrections());
    [...byId("steps").children].forEach((dot, i) => this.dot(dot, i));
    this.panel.hidden = false;
    document.body.classList.add("asking");
  }

  /** @returns {[string, string][]} */
  corrections() {
    /** @type {[string, string][]} */
    const none = [];
    const reps = this.entry.planned_reps !== null || ["rep", "round"].includes(this.section.unit);
    const load = this.entry.unit !== null;
    return [
      ...(reps ? REP_KEYS : none),
      ...(load ? this.loadKeys() : none),
    ];
  }

  /** @returns {[string, string][]} */
  loadKeys() {
    const step = `${stepOf(this.entry.unit)} ${this.unit}`;
    return [["load-", `− ${step}`], ["load+", `+ ${step}`]];
  }

  get unit() {
    return this.entry.unit === "pin" ? "pin" : this.entry.unit.slice(0, 2);
  }

  /** @param {[any, string][]} answers */
  buttons(answers) {
    const holds = byId("answers").contains(document.activeElement);
    const shown = answers.map(([answer, words]) => {
      const button = make("button", {}, words);
      button.addEventListener("click", (/** @type {Event} */ event) => this.tapped(answer, event.timeStamp));
      return button;
    });
    byId("answers").replaceChildren(...shown);
    if (holds) (shown[0] || byId("skip")).focus();
  }

  /** @param {any} dot @param {number} i */
  dot(dot, i) {
    dot.hidden = i >= this.questions.length;
    dot.classList.toggle("on", i < this.step);
  }

  /** @param {number} step */
  turn(step) {
    this.step = step;
    this.turned = performance.now();
  }

  /** The second half of a double tap must not answer the question that has just come.
   * @param {any} answer @param {number} when */
  tapped(answer, when) {
    if (when - this.turned > DOUBLE_TAP_MS) this.tap(answer);
  }

  /** Each answer counts at once. @param {any} answer */
  tap(answer) {
    const question = this.fixing ? null : this.questions[this.step];
    const said = question ? { [question.field]: answer } : corrected(this.entry, answer);
    this.log.say(this.section.key, said);
    if (question) this.turn(this.step + 1);
    this.show();
    clearTimeout(this.timer);
    if (this.step >= this.questions.length) this.timer = setTimeout(() => this.close(), THANKS_MS);
  }

  close() {
    clearTimeout(this.timer);
    this.section = null;
    this.fixing = false;
    if (this.panel.contains(document.activeElement)) byId("play").focus({ preventScroll: true });
    this.panel.hidden = true;
    document.body.classList.remove("asking");
  }
}
