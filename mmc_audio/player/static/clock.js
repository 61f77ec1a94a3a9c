/* Times and days as words, and ids. Pure but for the clock and the dice. */

/** 1:04:07 or 4:07. @param {number} seconds */
export function clock(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  const parts = [Math.floor(whole / 60) % 60, whole % 60];
  if (whole >= 3600) parts.unshift(Math.floor(whole / 3600));
  return parts.map((part, i) => (i ? String(part).padStart(2, "0") : part)).join(":");
}

/** @param {number} number */
const two = (number) => String(number).padStart(2, "0");

/** Local time with its offset: a lifter's day is a local day. */
export function localTime(now = new Date()) {
  const offset = -now.getTimezoneOffset();
  const sign = offset < 0 ? "-" : "+";
  const zone = `${sign}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
  const local = new Date(now.getTime() + offset * 60000).toISOString().slice(0, 19);
  return local + zone;
}

export function localDay(offset = 0) {
  const day = new Date();
  day.setDate(day.getDate() + offset);
  return localTime(day).slice(0, 10);
}

export function uuid() {
  /* crypto.randomUUID is for https only; in the gym the page may come over plain http. */
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** @typedef {{date: string | null, modified: number}} Dated */

/** Days as ISO 8601 sort as texts do. @param {string} one @param {string} other */
const compared = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

/** Today's first, then what is coming, then what has been, the newest before the older.
 * @template {Dated} T @param {T[]} sessions @returns {T[]} */
export function inOrder(sessions) {
  const today = localDay();
  const rank = (/** @type {Dated} */ one) => (one.date === today ? 0 : one.date && one.date > today ? 1 : 2);
  return [...sessions].sort((a, b) => {
    if (rank(a) !== rank(b)) return rank(a) - rank(b);
    if (rank(a) === 1) return compared(a.date, b.date);
    return compared(b.date || "", a.date || "") || b.modified - a.modified;
  });
}

/** @param {{date: string | null}} session */
export function dayWords(session) {
  if (!session.date) return "";
  const near = { [localDay()]: "Today", [localDay(1)]: "Tomorrow", [localDay(-1)]: "Yesterday" };
  return near[session.date] || daySpelled(session.date);
}

/* The page is in English, and so are its days, as on the server's pictures. The browser's own
   formats of a locale take longer to make than all else that is shown of a page. */
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** `Monday` @param {string} day ISO 8601 */
export function weekdayOf(day) {
  return WEEKDAYS[new Date(`${day}T12:00:00`).getDay()];
}

/** `30 November` @param {string} day ISO 8601 */
export function dayAndMonth(day) {
  return `${Number(day.slice(8, 10))} ${MONTHS[Number(day.slice(5, 7)) - 1]}`;
}

/** `1,234` @param {number} number */
export function thousands(number) {
  const text = String(number);
  const head = text.length % 3 || 3;
  const groups = [text.slice(0, head)];
  for (let at = head; at < text.length; at += 3) groups.push(text.slice(at, at + 3));
  return groups.join(",");
}

/** A day in the one way that all places write it: `Mon 30 Nov`, of another year `3 May 2025`. @param {string | null} day ISO 8601 */
export function daySpelled(day) {
  if (!day) return "";
  const short = `${Number(day.slice(8, 10))} ${MONTHS[Number(day.slice(5, 7)) - 1].slice(0, 3)}`;
  const isThisYear = day.slice(0, 4) === localDay().slice(0, 4);
  return isThisYear ? `${weekdayOf(day).slice(0, 3)} ${short}` : `${short} ${day.slice(0, 4)}`;
}
