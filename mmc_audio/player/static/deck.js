/* The one audio element and what can be done with it. Knows nothing of the page.
   A longer rest hears its last silence again: the sound never stops, so it lives on under a locked
   screen, and no word is said twice. */
import { extraRest, position, savePosition, set, settings } from "./kept.js";

const BACK_S = 15;
const SAVE_EVERY_MS = 1000;
const FAR_IN_S = 3;
/* Later than this the page slept, behind a locked screen, and the set is under way. */
const WAIT_WITHIN_S = 2;
const PATIENCE_MS = 4000;
/* How long before the end of a silence it is begun again: a hidden page looks once a second. */
const TURN_BEFORE_S = 1.1;
const MOST_EXTRA_S = 600;
/* A self-paced set that nobody ends goes on by itself after so long. */
const MOST_HELD_S = 240;

export class Deck {
  /** @param {any} audio */
  constructor(audio) {
    this.audio = audio;
    /** @type {import("./score.js").Score | null} */
    this.score = null;
    this.source = "";
    this.waiting = false;
    this.extra = 0;
    this.held = 0;
    /** @type {Set<string | null>} Steps that are left out. */
    this.left = new Set();
    this.seen = 0;
    /** @type {number | null} Where to begin once the audio is there. */
    this.pending = null;
    this.saved = 0;
    /** @type {number | null} */
    this.waitsAt = null;
    this.onchange = (/** @type {string} */ _what) => {};
    this.onsetdone = (/** @type {any} */ _section) => {};
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
    audio.addEventListener("error", () => this.failed());
  }

  /** @param {import("./score.js").Score} score @param {string} source @param {number} t */
  load(score, source, t) {
    const same = this.score && this.score.session.key === score.session.key;
    if (!same) this.left = new Set();
    Object.assign(this, { score, source, waiting: false, extra: extraRest(score), pending: t, seen: t });
    this.audio.src = source;
    this.audio.playbackRate = settings.rate;
    this.audio.defaultPlaybackRate = settings.rate;
    this.audio.preservesPitch = true;
  }

  /* What was heard last is where a second attempt begins. */
  failed() {
    this.pending ??= this.seen;
    this.onchange("trouble");
  }

  startWherePending() {
    if (this.pending !== null) this.audio.currentTime = this.pending;
    this.pending = null;
  }

  /** @returns {number} */
  get time() {
    return this.pending ?? this.audio.currentTime;
  }

  get playing() {
    return !this.audio.paused && !this.audio.ended;
  }

  async play() {
    if (this.audio.ended) this.go(0);
    if (this.audio.error) this.loadAnew();
    try {
      await this.audio.play();
    } catch (error) {
      /* A pause that came at once, or a browser that wants a tap first, is no trouble. */
      if (error.name === "NotSupportedError") this.failed();
    }
  }

  loadAnew() {
    const t = this.time;
    this.audio.src = this.source;
    this.pending = t;
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

  /** @param {number | null} t */
  go(t) {
    if (t === null) return;
    this.extra = 0;
    this.put(t);
    this.left.delete(this.score.stepOf(this.score.sectionAt(t)));
    this.save(true);
    this.onchange("seeked");
  }

  /** @param {number} t */
  put(t) {
    if (this.score.timeAt(t) !== this.score.timeAt(this.seen)) this.held = 0;
    if (this.audio.readyState === 0 || this.audio.error) this.pending = t;
    else this.audio.currentTime = t;
    this.waitsAt = null;
    this.waiting = false;
    this.seen = t;
  }

  /* While we wait for the lifter, "next" means: I am ready; in a self-paced set: it is done. */
  next() {
    if (this.waiting) return this.play();
    if (this.selfPaced) return this.endSet();
    return this.go(this.score.next(this.time));
  }

  get selfPaced() {
    const time = this.score.timeAt(this.time);
    return time.kind === "work" && time.self_paced ? time : null;
  }

  /* The listener ends the set: its rest begins. */
  endSet() {
    const section = this.score.sectionAt(this.time);
    const time = this.selfPaced;
    const isLast = section.work && time.end_s >= section.work[1] - 0.1;
    this.put(time.end_s);
    if (isLast) this.onsetdone(section);
    this.save(true);
    this.onchange("seeked");
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

  /** Leaves out what is left of this exercise; gives the sections that are left out. */
  skip() {
    const here = this.score.sectionAt(this.time);
    const step = this.score.stepOf(here);
    const t = this.score.beyond(this.time, new Set([...this.left, step]));
    const sections = this.score.worked.filter(
      (one) => this.score.stepOf(one) === step && one.work[1] > this.time,
    );
    this.go(t ?? this.score.duration - 0.2);
    this.left.add(step);
    return sections;
  }

  /** A longer or shorter rest. @param {number} seconds */
  stretch(seconds) {
    const time = this.score.timeAt(this.time);
    if (time.kind !== "rest") return;
    const wanted = Math.min(MOST_EXTRA_S, this.extra + seconds);
    this.extra = Math.max(0, wanted);
    if (wanted < 0) this.shorten(time, -wanted);
    else if (!this.score.quiet(this.time)) this.backToQuiet(time);
    this.waiting = false;
    this.onchange("stretch");
  }

  /** Nearer to the end of a rest, but not into the words that end it.
   * @param {import("./types").Time} time @param {number} seconds */
  shorten(time, seconds) {
    const quiet = this.score.quiet(this.time);
    const wait = this.score.sections[time.section].wait_s || 0;
    const latest = quiet ? quiet[1] - TURN_BEFORE_S : Math.min(wait, time.end_s - 1);
    const t = this.score.outsideWords(Math.min(latest, this.time + seconds), this.time);
    if (t > this.time && t <= latest) this.put(t);
  }

  /** Only words are left of the rest: it begins again in its last silence, and what was to come is
   * heard again behind it, so late that all of the time was spent.
   * @param {import("./types").Time} time */
  backToQuiet(time) {
    const [from, to] = time.quiets?.at(-1) || [0, 0];
    if (!to) return false;
    const whole = time.end_s - this.time + this.extra;
    const t = Math.max(from, Math.min(to - TURN_BEFORE_S, time.end_s - whole));
    this.extra = Math.max(0, whole - (time.end_s - t));
    this.put(t);
    return true;
  }

  /** @param {number} rate */
  rate(rate) {
    set("rate", rate);
    this.audio.defaultPlaybackRate = rate;
    this.audio.playbackRate = rate;
  }

  /* Looks at what time has passed since the last look. */
  look() {
    if (!this.score || this.audio.seeking || this.pending !== null) return;
    const [from, to] = [this.seen, this.audio.currentTime];
    this.seen = Math.max(from, to);
    if (this.playing) this.passed(from, to);
    this.save();
  }

  /** @param {number} from @param {number} to */
  passed(from, to) {
    for (const section of this.score.setsDoneBetween(from, to)) this.onsetdone(section);
    if (this.leftOut(to) || this.turned(to)) return;
    const wait = settings.wait ? this.score.waitBetween(from, to) : null;
    if (wait !== null && to - wait < WAIT_WITHIN_S) this.waitAt(wait);
  }

  /** Jumps over what is left out. @param {number} to */
  leftOut(to) {
    if (!this.left.size || !this.left.has(this.score.stepOf(this.score.sectionAt(to)))) return false;
    const t = this.score.beyond(to, this.left);
    this.put(t ?? this.score.duration - 0.2);
    return true;
  }

  /** Begins a silence again while there is time to fill. @param {number} to */
  turned(to) {
    const endless = this.selfPaced !== null;
    const time = this.score.timeAt(to);
    if (!endless && time.kind !== "rest") this.extra = 0;
    if (!endless && this.extra <= 0) return false;
    const quiet = this.score.quiet(to);
    if (!quiet) return endless ? this.holdAtEnd(to) : this.backToQuiet(time);
    if (to < quiet[1] - TURN_BEFORE_S || this.held > MOST_HELD_S) return false;
    const room = to - quiet[0];
    const step = endless ? room : Math.min(this.extra, room);
    if (endless) this.held += step;
    else this.extra = Math.max(0, this.extra - step);
    if (step > 0.05) this.put(to - step);
    return true;
  }

  /** A self-paced set without a silence: the sound waits where the set ends. @param {number} to */
  holdAtEnd(to) {
    if (to < this.selfPaced.end_s - 0.4) return false;
    this.audio.pause();
    return true;
  }

  /** @param {number} t */
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
    savePosition(this.score, this.audio.currentTime, this.playing, this.extra);
  }

  /** @param {import("./score.js").Score} score */
  static startOf(score) {
    return position(score);
  }
}
