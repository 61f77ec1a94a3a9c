/* Today: what there is to train. */
import { clock, dayWords, inOrder } from "./clock.js";
import { byId, make, text } from "./dom.js";

const NEWEST = 6;

/** The newest sessions in order, those of today first.
 * @param {any[]} sessions */
export function newest(sessions) {
  return inOrder(sessions).slice(0, NEWEST);
}

export class TodayPlace {
  constructor() {
    /** @type {any[] | null} null until the server, or the phone, has said what there is. */
    this.sessions = null;
  }

  enter() {
    this.paint();
  }

  /** @param {any[]} sessions */
  know(sessions) {
    this.sessions = sessions;
    this.paint();
  }

  /* The server does not answer. What is known of it stays. */
  away() {
    if (!this.sessions) text("today-words", "The coach is out of reach. Is mmc-audio serve running, and the phone in the same network? Then load this page again.");
    byId("today-loading").hidden = true;
  }

  paint() {
    if (!this.sessions) return;
    byId("today-loading").hidden = true;
    const none = !this.sessions.length;
    text("today-words", none ? "No session yet. Render one on your computer, and it is here: mmc-audio demo" : "");
    byId("today-sessions").replaceChildren(...newest(this.sessions).map(item));
  }
}

/** @param {any} session */
function item(session) {
  const day = make("span", { class: "day" }, dayWords(session));
  const name = make("span", { class: "name" }, session.title);
  const at = make("span", { class: "at" }, clock(session.duration_s));
  return make("li", {}, make("a", { href: `#${session.key}` }, day, name, at));
}
