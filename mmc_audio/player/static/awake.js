/* Keeps the screen on while it plays: the browser's own lock, or where there is none, as over plain
   http, a silent film of one colour that runs behind the page. Browsers keep a screen on for a film
   that is large enough. */
import { settings } from "./kept.js";
import { make } from "./dom.js";

const FILM = "awake.mp4";

export class Awake {
  constructor() {
    this.lock = null;
    this.film = null;
    this.looking = false;
    this.lookAgain = false;
    this.playing = false;
    document.addEventListener("visibilitychange", () => this.look());
  }

  /** @param {boolean} playing */
  follow(playing) {
    this.playing = playing;
    this.look();
  }

  get wanted() {
    return this.playing && settings.awake && !document.hidden;
  }

  /** One at a time, and another look afterwards: of two locks only one would be given back. */
  async look() {
    this.lookAgain = this.looking;
    if (this.looking) return;
    this.looking = true;
    await ("wakeLock" in navigator ? this.holdOrRelease() : this.runFilm());
    this.looking = false;
    if (this.lookAgain) await this.look();
  }

  async holdOrRelease() {
    const wanted = this.wanted;
    try {
      if (this.lock && this.lock.released) this.lock = null;
      if (wanted && !this.lock) this.lock = await navigator.wakeLock.request("screen");
      if (!wanted && this.lock) await this.lock.release();
    } catch {
      /* Low battery or no right to it: the screen sleeps as it always does. */
    }
    if (!wanted) this.lock = null;
  }

  async runFilm() {
    if (!this.wanted || !location.protocol.startsWith("http")) {
      if (this.film) this.film.pause();
      return;
    }
    this.film ||= this.makeFilm();
    try {
      await this.film.play();
    } catch {
      /* A browser that plays no film: the screen sleeps as it always does. */
    }
  }

  makeFilm() {
    const film = make("video", { class: "awake", loop: "", muted: "", playsinline: "", src: `static/${FILM}`, "aria-hidden": "true", tabindex: "-1" });
    film.muted = true;
    film.disableRemotePlayback = true;
    document.body.append(film);
    return film;
  }
}
