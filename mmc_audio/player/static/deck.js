"use strict";
/* The one audio element and what can be done with it. Knows nothing of the page. */
(() => {
  const BACK_S = 15;
  const SAVE_EVERY_MS = 1000;
  const FAR_IN_S = 3;
  /* Later than this the page slept, behind a locked screen, and the set is under way. */
  const WAIT_WITHIN_S = 2;
  const PATIENCE_MS = 4000;

  class Deck {
    constructor(audio) {
      this.audio = audio;
      this.score = null;
      this.waiting = false;
      this.seen = 0;
      this.pending = null;
      this.saved = 0;
      this.onchange = () => {};
      this.onsetdone = () => {};
      audio.addEventListener("play", () => (this.waiting = false));
      for (const name of ["play", "playing", "pause", "seeked", "ended", "ratechange", "loadedmetadata"]) {
        audio.addEventListener(name, () => this.onchange(name));
      }
      audio.addEventListener("loadedmetadata", () => this.startWherePending());
      audio.addEventListener("pause", () => this.save());
      audio.addEventListener("seeking", () => this.jumped());
      audio.addEventListener("timeupdate", () => this.look());
      for (const name of ["waiting", "stalled", "seeking"]) {
        audio.addEventListener(name, () => this.listen());
      }
      audio.addEventListener("error", () => this.onchange("trouble"));
    }

    load(score, source, t) {
      this.score = score;
      this.waiting = false;
      this.pending = t;
      this.seen = t;
      this.audio.src = source;
      this.audio.playbackRate = mmc.settings.rate;
      this.audio.defaultPlaybackRate = mmc.settings.rate;
      this.audio.preservesPitch = true;
    }

    startWherePending() {
      if (this.pending !== null) this.audio.currentTime = this.pending;
      this.pending = null;
    }

    get time() {
      return this.pending ?? this.audio.currentTime;
    }

    get playing() {
      return !this.audio.paused && !this.audio.ended;
    }

    async play() {
      if (this.audio.ended) this.go(0);
      try {
        await this.audio.play();
      } catch (error) {
        /* A pause that came at once, or a browser that wants a tap first, is no trouble. */
        if (error.name === "NotSupportedError") this.onchange("trouble");
      }
    }

    pause() {
      this.audio.pause();
    }

    toggle() {
      return this.playing ? this.pause() : this.play();
    }

    jumped() {
      this.seen = this.audio.currentTime;
      if (Math.abs(this.seen - (this.waitsAt ?? -1)) > 0.01) this.waiting = false;
    }

    /* Without a server the browser tries for long before it says so. */
    listen() {
      clearTimeout(this.patience);
      this.patience = setTimeout(() => {
        const wanted = this.playing || this.audio.seeking;
        if (wanted && this.audio.readyState < HTMLMediaElement.HAVE_FUTURE_DATA) this.onchange("late");
      }, PATIENCE_MS);
    }

    go(t) {
      if (t === null) return;
      if (this.audio.readyState === 0) this.pending = t;
      else this.audio.currentTime = t;
      this.waitsAt = null;
      this.waiting = false;
      this.seen = t;
      this.save(true);
      this.onchange("seeked");
    }

    /* While we wait for the lifter, "next" means: I am ready. */
    next() {
      if (this.waiting) return this.play();
      return this.go(this.score.next(this.time));
    }

    previous() {
      this.go(this.score.previous(this.time));
    }

    restart() {
      this.go(this.score.restart(this.time));
    }

    /* What the earbuds' "previous" does: back to this set's start, and from there to the one before. */
    previousOrRestart() {
      const into = this.time - this.score.restart(this.time);
      return into > FAR_IN_S ? this.restart() : this.previous();
    }

    back() {
      this.go(Math.max(0, this.time - BACK_S));
    }

    forward() {
      this.go(Math.min(this.score.duration - 1, this.time + BACK_S));
    }

    rate(rate) {
      mmc.set("rate", rate);
      this.audio.defaultPlaybackRate = rate;
      this.audio.playbackRate = rate;
    }

    /* Looks at what time has passed since the last look. */
    look() {
      if (!this.score || this.audio.seeking || this.pending !== null) return;
      const [from, to] = [this.seen, this.audio.currentTime];
      this.seen = Math.max(from, to);
      const done = this.playing && this.score.setDoneBetween(from, to);
      if (done) this.onsetdone(done);
      const wait = this.playing && mmc.settings.wait ? this.score.waitBetween(from, to) : null;
      if (wait !== null && to - wait < WAIT_WITHIN_S) this.waitAt(wait);
      this.save();
    }

    waitAt(t) {
      this.audio.pause();
      this.waitsAt = t;
      this.audio.currentTime = t;
      this.seen = t;
      this.waiting = true;
      this.onchange("waiting");
    }

    save(now = false) {
      const late = performance.now() - this.saved > SAVE_EVERY_MS;
      if (!this.score || this.pending !== null || !(now || late || this.audio.paused)) return;
      this.saved = performance.now();
      mmc.savePosition(this.score, this.audio.currentTime, this.playing);
    }
  }

  Object.assign(mmc, { Deck });
})();
