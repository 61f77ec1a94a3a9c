/* What is kept on the phone: settings, positions, the last session, and what was done today. */

const PREFIX = "mmc:";
const RESUME_MS = 4 * 3600 * 1000;

/* What the browser would not store, in private mode or when it is full: as JSON, until the page
   is closed. So answers still reach the server. */
const unkept = new Map();
const whenFull = [() => {}];

/** @param {string} key @param {any} otherwise */
export function read(key, otherwise) {
  if (unkept.has(key)) return JSON.parse(unkept.get(key));
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

/** @param {string} key @param {any} value */
export function write(key, value) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value));
    unkept.delete(key);
  } catch {
    unkept.set(key, JSON.stringify(value));
    whenFull[0]();
  }
}

/** Keeps what can be fetched again: where there is no room it is left out, and nobody is troubled.
 * @param {string} key @param {any} value */
export function writeIfRoom(key, value) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    try {
      localStorage.removeItem(PREFIX + key);
    } catch {
      /* A browser that keeps nothing for this page. */
    }
  }
}

/** @param {() => void} call Called whenever something could not be stored. */
export function onFull(call) {
  whenFull[0] = call;
}

export const settings = {
  ...{ wait: false, awake: true, over: false, rate: 1, units: "" },
  ...read("settings", {}),
};

/** @param {string} name @param {any} value */
export function set(name, value) {
  settings[name] = value;
  write("settings", settings);
}

/** The section is kept beside the second, by a name that stays when sets are added, so that a new
 * rendering resumes at the same set. Who only looks at a session has not played it. `extra` is what is left of
 * a longer rest, in seconds.
 * @param {import("./score.js").Score} score @param {number} t @param {boolean} playing @param {number} extra */
export function savePosition(score, t, playing, extra = 0) {
  const section = score.sectionAt(t);
  const { key } = score.session;
  write(`at:${key}`, {
    t,
    version: score.session.version,
    section: section.key,
    into: t - section.start_s,
    when: playing ? Date.now() : lastPlayed(key),
    extra,
  });
}

/** How much longer the rest is in which the page was left; 0 in another rendering.
 * @param {import("./score.js").Score} score */
export function extraRest(score) {
  const kept = read(`at:${score.session.key}`, null);
  return kept && kept.version === score.session.version && playedLately(score.session.key) ? kept.extra || 0 : 0;
}

/** @param {import("./score.js").Score} score */
export function position(score) {
  const kept = read(`at:${score.session.key}`, null);
  if (!kept) return 0;
  let t = kept.t;
  if (kept.version !== score.session.version) {
    const section = score.sections.find((one) => one.key === kept.section);
    t = section ? Math.min(section.start_s + kept.into, section.end_s - 1) : 0;
  }
  return t >= score.duration - 1 ? 0 : Math.max(0, t);
}

/** When a session was last played here, in milliseconds since 1970; 0 if it never was.
 * @param {string} key */
export function lastPlayed(key) {
  return (read(`at:${key}`, null) || { when: 0 }).when;
}

/** Whether a session is still under way. An age below zero comes from a clock that was wrong.
 * @param {string} key */
export function playedLately(key) {
  const age = Date.now() - lastPlayed(key);
  return 0 <= age && age < RESUME_MS;
}

/** How many characters the page keeps here besides sessions; null where the browser stores nothing. */
export function keptCharacters() {
  try {
    localStorage.setItem(`${PREFIX}probe`, "1");
    localStorage.removeItem(`${PREFIX}probe`);
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
    return keys.reduce((sum, key) => sum + key.length + localStorage.getItem(key).length, 0);
  } catch {
    return null;
  }
}
