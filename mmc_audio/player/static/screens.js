/* Before the start and after the end: what is planned, and what was done. */
import { feltAnswers, doneWords } from "./checkin.js";
import { clock, dayWords } from "./clock.js";
import { byId, make, text } from "./dom.js";
import { settings } from "./kept.js";
import { inUnits } from "./weights.js";
import { loadWords, planOf, setWords } from "./show.js";
import { nextTime, summary } from "./setlog.js";

/** `last time 10, 10, 8 · 20 kg` @param {{sets: any[]} | undefined} last */
export function lastWords(last) {
  if (!last || !last.sets.length) return "";
  const reps = last.sets.map((one) => one.reps).filter(Boolean).join(", ");
  const heaviest = last.sets.filter((one) => one.load !== null).sort((a, b) => b.load - a.load)[0];
  const load = heaviest ? loadWords({ weight: inUnits([heaviest.load, heaviest.unit], settings.units) }) : "";
  return [reps, load].filter(Boolean).join(" · ");
}

/** @param {number} count */
const setsWords = (count) => `${count} ${count === 1 ? "set" : "sets"}`;

/** The plan of a session, before it begins. @param {import("./score.js").Score} score @param {Record<string, any>} last */
export function paintBefore(score, last) {
  const { session } = score;
  const plan = planOf(score);
  const sets = plan.reduce((sum, one) => sum + one.sets, 0);
  text("before-title", session.title);
  const words = [dayWords(session), `${Math.round(score.duration / 60)} min`, sets ? setsWords(sets) : ""];
  text("before-length", words.filter(Boolean).join(" · "));
  byId("cover").hidden = !session.cover;
  if (session.cover && byId("cover").getAttribute("src") !== session.cover) byId("cover").src = session.cover;
  byId("plan").replaceChildren(...plan.map((one) => planItem(one, last[one.exercise])));
}

/** @param {any} one @param {any} last */
function planItem(one, last) {
  const words = lastWords(last);
  const stations = one.stations.map((/** @type {string} */ station) => make("span", { class: "station" }, station));
  const before = words ? [make("span", { class: "of" }, `Last time ${words}`)] : [];
  return make("li", {}, make("span", { class: "name" }, one.name), make("span", { class: "at" }, one.dose), ...stations, ...before);
}

/** What was done against what was planned. @param {any} log @param {string} tomorrow */
export function paintAfter(log, tomorrow) {
  const rows = summary(log.score, log.entries);
  const [done, planned] = [rows.reduce((sum, one) => sum + one.done, 0), rows.reduce((sum, one) => sum + one.planned, 0)];
  text("after-title", planned ? `${done} of ${setsWords(planned)} done` : "Done");
  text("after-next", nextTime(Object.values(log.entries)));
  text("after-tomorrow", tomorrow);
  byId("done").replaceChildren(...rows.map(doneItem));
  paintMissed(byId("after-missed"), log);
  byId("after-asks").hidden = !log.unanswered.length;
}

/** @param {any} row */
function doneItem(row) {
  const load = row.load === null ? "" : loadWords({ weight: [row.load, row.unit] });
  const words = [row.reps ? `${row.reps} reps` : "", load, row.focused ? `${row.focused} focused` : "", row.skipped ? `${row.skipped} skipped` : ""];
  return make(
    "li",
    {},
    make("span", { class: "name" }, row.name),
    make("span", { class: "at" }, `${row.done}/${row.planned}`),
    make("span", { class: "of" }, words.filter(Boolean).join(" · ") || (row.done ? "done" : "not done")),
  );
}

/** The sets of which nobody has said where they were felt, in one list. @param {any} list @param {any} log */
export function paintMissed(list, log) {
  list.replaceChildren(...log.unanswered.map((/** @type {import("./types").Task} */ task) => missedItem(task, log)));
}

/** @param {import("./types").Task} task @param {any} log */
function missedItem(task, log) {
  const name = [task.name, setWords(task.section)].filter(Boolean).join(", ");
  const said = `${name}: ${doneWords(log.entry(task.key))}`;
  const buttons = feltAnswers(log.score.exercise(task)).map(([felt, words]) => {
    const button = make("button", { "aria-label": `${name}: ${words}` }, words);
    button.addEventListener("click", () => log.say(task.key, { felt }));
    return button;
  });
  return make("li", { "data-missed": task.key }, make("span", { class: "name" }, said), make("span", { class: "felt" }, ...buttons));
}

/** @param {any[]} sessions @param {string} tomorrow An ISO day. */
export function tomorrowWords(sessions, tomorrow) {
  const next = sessions.find((one) => one.date === tomorrow);
  return next ? `Tomorrow: ${next.title}, ${clock(next.duration_s)}.` : "";
}
