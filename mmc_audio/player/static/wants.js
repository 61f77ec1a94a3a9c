/* What a person wants of every session, as the page shows and sends it. Pure: takes data, gives data. */

/** @typedef {import("./choices.js").Choice} Choice */

/** @type {Choice[]} */
export const TALKS = [["", "As planned"], ["full", "Full"], ["normal", "Normal"], ["sparse", "Sparse"], ["silent", "Silent"]];
/** @type {Choice[]} */
export const RESTS = [["80%", "80 %"], ["", "As planned"], ["120%", "120 %"], ["150%", "150 %"]];
/** @type {Choice[]} */
export const PACES = [["120", "120"], ["135", "135"], ["", "As planned"], ["165", "165"], ["180", "180"]];
/** @type {Choice[]} */
export const PLATES = [
  ["", "As planned, else 2.5 kg or 5 lb"], ["0.5kg", "0.5 kg"], ["1kg", "1 kg"], ["1.25kg", "1.25 kg"], ["2.5kg", "2.5 kg"], ["5kg", "5 kg"],
  ["1lb", "1 lb"], ["2.5lb", "2.5 lb"], ["5lb", "5 lb"], ["10lb", "10 lb"],
];
/** @type {Choice[]} */
export const UNITS_SHOWN = [["", "As planned"], ["kg", "kg"], ["lb", "lb"]];
/** @type {Choice[]} */
export const FLAGS = [
  ["pregnant", "Pregnant"], ["hypertension", "High blood pressure"], ["glaucoma", "Glaucoma"], ["back_pain", "Back pain"],
  ["knee_pain", "Knee pain"], ["trauma_sensitive", "Careful words about the body"], ["desk_worker", "Much sitting"], ["high_stress", "Much stress"],
];

/** What is set in a file by hand, and is none of the choices, is one of them.
 * @param {Choice[]} choices @param {string} value @returns {Choice[]} */
export function withValue(choices, value) {
  return choices.some(([one]) => one === value) ? choices : [...choices, [value, value]];
}

/** A voice as the value of a choice; empty for the usual one. @param {any} settings */
export function voiceValue(settings) {
  return settings.voice ? JSON.stringify([settings.engine, settings.voice]) : "";
}

/** The settings, with what was chosen in one place. @param {any} settings @param {string} name @param {any} value */
export function changedSettings(settings, name, value) {
  if (name === "voice") {
    const [engine, voice] = value ? JSON.parse(value) : [null, null];
    return { ...settings, engine, voice };
  }
  if (name === "pace") return { ...settings, pace: value ? Number(value) : null };
  return { ...settings, [name]: name === "profile" ? value : value || null };
}

/** `12.3 MB` @param {number} bytes */
export function sizeWords(bytes) {
  if (bytes >= 1e6) return `${(bytes / 1e6).toFixed(1)}\u00a0MB`;
  return bytes >= 1000 ? `${Math.round(bytes / 1000)}\u00a0kB` : `${bytes}\u00a0B`;
}
