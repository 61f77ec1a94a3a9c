"use strict";
/* What is kept on the phone: settings, positions, and check-ins until the server has them. */
(() => {
  const PREFIX = "mmc:";
  const RESUME_MS = 4 * 3600 * 1000;
  /* Fewer than the server takes at once. */
  const SENT_AT_ONCE = 200;

  /* What the browser would not store, in private mode or when it is full: as JSON, until the page
     is closed. So answers still reach the server. */
  const unkept = new Map();

  function read(key, otherwise) {
    if (unkept.has(key)) return JSON.parse(unkept.get(key));
    try {
      return JSON.parse(localStorage.getItem(PREFIX + key)) ?? otherwise;
    } catch {
      return otherwise;
    }
  }

  function write(key, value) {
    try {
      localStorage.setItem(PREFIX + key, JSON.stringify(value));
      unkept.delete(key);
    } catch {
      unkept.set(key, JSON.stringify(value));
    }
  }

  const settings = {
    ...{ wait: false, awake: true, over: false, rate: 1 },
    ...read("settings", {}),
  };

  function set(name, value) {
    settings[name] = value;
    write("settings", settings);
  }

  /* The section is kept beside the second, so that a new rendering resumes at the same set. Who only
     looks at a session has not played it. */
  function savePosition(score, t, playing) {
    const section = score.sectionAt(t);
    const { key } = score.session;
    write(`at:${key}`, {
      t,
      version: score.session.version,
      section: section.id,
      into: t - section.start_s,
      when: playing ? Date.now() : lastPlayed(key),
    });
  }

  function position(score) {
    const kept = read(`at:${score.session.key}`, null);
    if (!kept) return 0;
    let t = kept.t;
    if (kept.version !== score.session.version) {
      const section = score.sections.find((one) => one.id === kept.section);
      t = section ? Math.min(section.start_s + kept.into, section.end_s - 1) : 0;
    }
    return t >= score.duration - 1 ? 0 : Math.max(0, t);
  }

  /* When a session was last played here, in milliseconds since 1970; 0 if it never was. */
  function lastPlayed(key) {
    return (read(`at:${key}`, null) || { when: 0 }).when;
  }

  /* Whether a session is still under way. An age below zero comes from a clock that was wrong. */
  function playedLately(key) {
    const age = Date.now() - lastPlayed(key);
    return 0 <= age && age < RESUME_MS;
  }

  function uuid() {
    /* crypto.randomUUID is for https only; in the gym the page comes over plain http. */
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }

  function two(number) {
    return String(number).padStart(2, "0");
  }

  /* Local time with its offset: a lifter's day is a local day. */
  function localTime(now = new Date()) {
    const offset = -now.getTimezoneOffset();
    const sign = offset < 0 ? "-" : "+";
    const zone = `${sign}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
    const local = new Date(now.getTime() + offset * 60000).toISOString().slice(0, 19);
    return local + zone;
  }

  class Outbox {
    constructor(send) {
      this.send = send;
      this.sending = false;
      this.changed = () => {};
    }

    get waiting() {
      return read("checkins", []);
    }

    put(checkin) {
      const others = this.waiting.filter((one) => one.id !== checkin.id);
      write("checkins", [...others, checkin]);
      this.changed();
      this.flush();
    }

    /* Sends what waits. Only what the server says it kept is forgotten here. */
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

    async deliver(sent) {
      const status = await this.send(sent);
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

    forget(sent) {
      const texts = new Set(sent.map((one) => JSON.stringify(one)));
      write("checkins", this.waiting.filter((one) => !texts.has(JSON.stringify(one))));
    }
  }

  Object.assign(mmc, { settings, set, savePosition, position, lastPlayed, playedLately, uuid, localTime, Outbox });
})();
