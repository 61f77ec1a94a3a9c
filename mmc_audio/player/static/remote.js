/* The lock screen, the earbuds, and other apps' music. */
import { settings } from "./kept.js";

const ios =
  /iP(hone|ad|od)/.test(navigator.userAgent) ||
  (/Mac/.test(navigator.platform) && navigator.maxTouchPoints > 1);

export const canPlayOver = () => "audioSession" in navigator;

export class Remote {
  /** @param {import("./deck.js").Deck} deck */
  constructor(deck) {
    this.deck = deck;
    /** @type {string | null} */
    this.shown = null;
    deck.audio.addEventListener("playing", () => this.takeOver());
    this.takeOver();
  }

  /* iOS forgets the handlers when playing begins, so they are set again each time. On iOS the
     seek buttons would take the place of next and previous, so they are given up there. */
  takeOver() {
    if (!("mediaSession" in navigator)) return;
    const deck = this.deck;
    const seeks = {
      seekbackward: () => deck.back(),
      seekforward: () => deck.forward(),
      seekto: (/** @type {any} */ details) => deck.go(details.seekTime),
    };
    const handlers = {
      play: () => deck.play(),
      pause: () => deck.pause(),
      nexttrack: () => deck.next(),
      previoustrack: () => deck.previousOrRestart(),
      ...(ios ? { seekbackward: null, seekforward: null, seekto: null } : seeks),
    };
    for (const [action, handler] of Object.entries(handlers)) {
      try {
        navigator.mediaSession.setActionHandler(/** @type {any} */ (action), handler);
      } catch {
        /* An action that this browser does not know. */
      }
    }
  }

  /** Says on the lock screen what is going on. @param {any} session @param {string[]} words */
  show(session, words) {
    const title = words.filter(Boolean).join(" · ");
    if (!("mediaSession" in navigator) || this.shown === title) return;
    this.shown = title;
    const artwork = session.cover ? [{ src: new URL(session.cover, location.href).href }] : [];
    navigator.mediaSession.metadata = new MediaMetadata({
      title,
      artist: session.title,
      album: session.collection,
      artwork,
    });
  }

  state() {
    if (!("mediaSession" in navigator)) return;
    navigator.mediaSession.playbackState = this.deck.playing ? "playing" : "paused";
    const audio = this.deck.audio;
    if (!navigator.mediaSession.setPositionState || !(audio.duration > 0)) return;
    navigator.mediaSession.setPositionState({
      duration: audio.duration,
      position: Math.min(audio.currentTime, audio.duration),
      playbackRate: audio.playbackRate,
    });
  }

  /** Over the lifter's own music, or alone; asked of the phone before playing begins. */
  playOver() {
    if (canPlayOver()) /** @type {any} */ (navigator).audioSession.type = settings.over ? "transient" : "playback";
  }
}
