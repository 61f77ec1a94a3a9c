/* The program's days as what the page shows of them. Pure: takes data, gives data. */
import { dayAndMonth, localDay, weekdayOf } from "./clock.js";

/** `Today`, `Tomorrow`, or the weekday. @param {string} day @param {string} today */
export function dayName(day, today) {
  if (day === today) return "Today";
  const next = new Date(`${today}T12:00:00`);
  next.setDate(next.getDate() + 1);
  const tomorrow = [next.getFullYear(), next.getMonth() + 1, next.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  return day === tomorrow ? "Tomorrow" : weekdayOf(day);
}

/** The strip: each day with its letter, its number, and how it stands.
 * @param {any} week @param {string} chosen */
export function stripOf(week, chosen) {
  return week.days.map((/** @type {any} */ one) => {
    const state = one.rest ? "rest" : one.error ? "wrong" : one.key ? "rendered" : "planned";
    const said = { rest: "rest", wrong: "a mistake in the plan", rendered: "ready to play", planned: "not rendered yet" }[state];
    return {
      day: one.day,
      weekday: weekdayOf(one.day).slice(0, 3),
      number: String(Number(one.day.slice(8))),
      state,
      chosen: one.day === chosen,
      label: [dayName(one.day, week.today), one.title, said].filter(Boolean).join(", "),
    };
  });
}

/** What is shown of the chosen day.
 * @param {any} week @param {string} chosen @param {string} playing The key of the session under way. */
export function shownDay(week, chosen, playing) {
  const one = week.days.find((/** @type {any} */ day) => day.day === chosen);
  const above = [dayName(chosen, week.today), dayAndMonth(chosen)].join(", ");
  if (!one) return null;
  if (one.rest) return { above, title: "Rest day", about: restWords(week, chosen), exercises: [], key: null, error: "", why: "", can: false, plan: "" };
  const busy = one.key && one.key === playing;
  const why = busy ? "You are training this session now. It can be rendered again when it is over." : week.refused;
  return {
    above,
    title: one.title,
    about: [`Week ${one.week}`, one.deload ? "an easier one" : ""].filter(Boolean).join(", "),
    exercises: one.exercises,
    key: one.key,
    error: one.error,
    why: one.error ? "" : why,
    can: !one.error && !why,
    plan: week.refused ? "" : one.plan || "",
  };
}

/** @param {any} week @param {string} day */
function restWords(week, day) {
  const next = week.days.find((/** @type {any} */ one) => one.day > day && !one.rest);
  return next ? `Next: ${next.title}, ${dayName(next.day, week.today)}.` : "";
}

/** What a rendering says while it is at work. @param {{stage: string, done: number, total: number} | null} step */
export function stepWords(step) {
  if (!step) return "Starting …";
  return `${step.stage}: ${step.done} of ${step.total}`;
}

/** The day of the week to show: the one that was chosen, if it is still there; else today, or the first.
 * @param {any} week @param {string} chosen */
export function chosenDay(week, chosen) {
  const days = week.days.map((/** @type {any} */ one) => one.day);
  if (days.includes(chosen)) return chosen;
  return days.includes(week.today) ? week.today : days[0] || localDay();
}
