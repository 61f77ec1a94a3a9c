"use strict";
/* Where in the session a moment lies. Pure: takes data and seconds, gives data. */
(() => {
  /* A hair's breadth: a seek to a cue's start may land a few microseconds before it. */
  const HAIR = 0.02;

  /* The last of `items` that starts at or before `t`, by binary search; -1 if none does. */
  function lastBefore(items, t, start) {
    let low = 0;
    let high = items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (start(items[middle]) <= t + HAIR) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  class Score {
    constructor(session) {
      this.session = session;
      this.sections = session.sections;
      this.lines = session.lines;
      this.duration = session.duration_s;
      this.sets = this.sections.filter((section) => section.set !== null);
      this.worked = this.sections.filter((section) => section.work && section.exercise);
      this.stops = this.sections.flatMap((section) => section.stops);
    }

    sectionAt(t) {
      const index = lastBefore(this.sections, t, (section) => section.start_s);
      return this.sections[Math.max(0, index)];
    }

    exercise(section) {
      return section.exercise ? this.session.exercises[section.exercise] : null;
    }

    /* All that can be shown of the moment `t`. */
    at(t) {
      const section = this.sectionAt(t);
      const part = this.part(section, t);
      return {
        section,
        side: this.side(section, t),
        exercise: this.exercise(section),
        ...part,
        ...this.beat(section, part.part, t),
        ...this.words(t),
        following: this.setAfter(t),
      };
    }

    /* Whether this is talk, getting ready, work or rest, and from when to when. */
    part(section, t) {
      if (!section.work) return { part: "talk", from: section.start_s, to: section.end_s };
      const [begin, end] = section.work;
      if (t + HAIR < begin) return { part: "ready", from: section.start_s, to: begin };
      if (t + HAIR < end) return { part: "work", from: begin, to: end };
      return { part: "rest", from: end, to: section.end_s };
    }

    /* Rep and phase; each lasts until the next begins. */
    beat(section, part, t) {
      if (part !== "work") return { rep: null, phase: null };
      const index = lastBefore(section.beats, t, (beat) => beat[0]);
      if (index < 0) return { rep: null, phase: null };
      return { rep: section.beats[index][2], phase: section.beats[index][3] };
    }

    /* The line that is being spoken or was spoken last, and the coming one. */
    words(t) {
      const index = lastBefore(this.lines, t, (line) => line[0]);
      const line = this.lines[index] || null;
      return { line, spoken: line !== null && t <= line[1], coming: this.lines[index + 1] || null };
    }

    setAfter(t) {
      return this.sets.find((section) => section.start_s > t + HAIR) || null;
    }

    /* Where "next set" leads: the next set; behind the last one the next section; or nowhere. */
    next(t) {
      const stop = this.stops.find((one) => one > t + HAIR);
      const section = this.sections.find((one) => one.start_s > t + HAIR);
      return stop ?? (section ? section.start_s : null);
    }

    /* Where "previous set" leads: the set before the one at `t`; else the beginning. */
    previous(t) {
      const here = this.restart(t);
      return this.stops.findLast((one) => one < here - HAIR) ?? 0;
    }

    /* Where the set at `t` begins; in intervals the round, else the section. */
    restart(t) {
      const section = this.sectionAt(t);
      const stop = section.stops.findLast((one) => one <= t + HAIR);
      return stop ?? section.start_s;
    }

    side(section, t) {
      const index = lastBefore(section.sides, t, (side) => side[0]);
      return index < 0 ? "" : section.sides[index][1];
    }

    /* Where to wait for the lifter if time went from `from` to `to` just now; null: nowhere. */
    waitBetween(from, to) {
      const crossed = this.sets.find(
        (section) => section.wait_s !== null && from < section.wait_s && section.wait_s <= to,
      );
      return crossed && this.next(crossed.start_s) !== null ? crossed.wait_s : null;
    }

    /* The set whose work ended when time went from `from` to `to`. */
    setDoneBetween(from, to) {
      return this.worked.find((section) => from < section.work[1] && section.work[1] <= to) || null;
    }
  }

  /* 1:04:07 or 4:07. */
  function clock(seconds) {
    const whole = Math.max(0, Math.round(seconds));
    const parts = [Math.floor(whole / 60) % 60, whole % 60];
    if (whole >= 3600) parts.unshift(Math.floor(whole / 3600));
    return parts.map((part, i) => (i ? String(part).padStart(2, "0") : part)).join(":");
  }

  globalThis.mmc = { Score, clock };
})();
