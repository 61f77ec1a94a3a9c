/* Sets that wait on the phone until the server has them. */
import { read, write } from "./kept.js";

/* Fewer than the server takes at once. */
const SENT_AT_ONCE = 200;

export class Outbox {
  /** @param {((sets: any[]) => Promise<number>) | null} send Gives the status of the answer. */
  constructor(send) {
    this.send = send;
    this.sending = false;
    this.again = false;
    /** Whether the server is there, and cannot write what it is sent. */
    this.stuck = false;
    this.changed = () => {};
  }

  get waiting() {
    return read("checkins", []);
  }

  /** @param {any} entry */
  put(entry) {
    const others = this.waiting.filter((/** @type {any} */ one) => one.id !== entry.id);
    write("checkins", [...others, entry]);
    this.changed();
    this.flush();
  }

  /** Sends what waits. Only what the server says it kept is forgotten here. */
  async flush() {
    this.again = this.sending;
    if (this.sending || !this.send || !this.waiting.length) return;
    this.sending = true;
    try {
      await this.deliver(this.waiting.slice(0, SENT_AT_ONCE));
    } catch {
      /* No network, or no server: they stay here, and are sent another time. */
    } finally {
      this.sending = false;
      this.changed();
    }
    if (this.again) await this.flush();
  }

  /** @param {any[]} sent */
  async deliver(sent) {
    const status = await this.send(sent);
    this.stuck = status >= 500;
    if (status === 200) this.forget(sent);
    if (status !== 400) return;
    if (sent.length === 1) {
      /* Refused for what it says: kept aside, so that the others get through. */
      write("refused", [...read("refused", []), ...sent]);
      this.forget(sent);
    } else {
      for (const one of sent) await this.deliver([one]);
    }
  }

  get refused() {
    return read("refused", []);
  }

  /** @param {any[]} sent */
  forget(sent) {
    const texts = new Set(sent.map((one) => JSON.stringify(one)));
    write("checkins", this.waiting.filter((/** @type {any} */ one) => !texts.has(JSON.stringify(one))));
  }
}
