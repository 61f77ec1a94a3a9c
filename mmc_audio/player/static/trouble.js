/* Trouble stays until it is over; news passes. One is never written over the other. Pure. */

/* From the worst to the least: the worst is shown. Few words: above the stage there is room for some eighty letters. */
/** @type {Record<string, string>} */
export const TROUBLES = {
  gone: "This session is no longer on the server. What is loaded still plays.",
  missing: "That session was deleted or renamed. Choose another from the list.",
  audio: "The audio is out of reach. Press play to try again.",
  late: "Waiting for the audio …",
  replaced: "This session was rendered again. It is shown anew when you pause.",
  unreachable: "That session is out of reach, and it is not kept on this phone.",
  ledger: "The log on the computer cannot be written. Your sets stay on this phone.",
  full: "This phone stores nothing: keep the page open until your sets are sent.",
  refused: "The server refused a set as impossible. Save your check-ins as a file.",
  clock: "Set this phone's clock: it is days off. Sets are logged by the computer's.",
};
const ORDER = Object.keys(TROUBLES);

export class Board {
  constructor() {
    /** @type {Set<string>} */
    this.standing = new Set();
    this.changed = () => {};
  }

  /** @param {string} name */
  stand(name) {
    this.standing.add(name);
    this.changed();
  }

  /** @param {string[]} names */
  over(...names) {
    for (const name of names) this.standing.delete(name);
    this.changed();
  }

  /** The worst that stands, or nothing. */
  get text() {
    const worst = ORDER.find((name) => this.standing.has(name));
    return worst ? TROUBLES[worst] : "";
  }
}
