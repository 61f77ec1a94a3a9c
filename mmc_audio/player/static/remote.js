"use strict";
/* The lock screen, the earbuds, the screen's sleep, and other apps' music. */
(() => {
  const ios =
    /iP(hone|ad|od)/.test(navigator.userAgent) ||
    (/Mac/.test(navigator.platform) && navigator.maxTouchPoints > 1);

  class Remote {
    constructor(deck) {
      this.deck = deck;
      this.lock = null;
      this.looking = false;
      deck.audio.addEventListener("playing", () => this.takeOver());
      document.addEventListener("visibilitychange", () => this.stayAwake());
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
        seekto: (details) => deck.go(details.seekTime),
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
          navigator.mediaSession.setActionHandler(action, handler);
        } catch {
          /* An action that this browser does not know. */
        }
      }
    }

    /* Says on the lock screen what is going on. */
    tell(score, moment) {
      if (!("mediaSession" in navigator) || this.told === moment.section) return;
      this.told = moment.section;
      const session = score.session;
      const words = [mmc.nameOf(moment.section), mmc.setWords(moment.section)];
      const artwork = session.cover ? [{ src: new URL(session.cover, location.href).href }] : [];
      navigator.mediaSession.metadata = new MediaMetadata({
        title: words.filter(Boolean).join(" · "),
        artist: session.title,
        album: session.collection,
        artwork,
      });
    }

    state() {
      if ("mediaSession" in navigator) {
        navigator.mediaSession.playbackState = this.deck.playing ? "playing" : "paused";
        this.where();
      }
      this.stayAwake();
    }

    where() {
      const audio = this.deck.audio;
      if (!navigator.mediaSession.setPositionState || !(audio.duration > 0)) return;
      navigator.mediaSession.setPositionState({
        duration: audio.duration,
        position: Math.min(audio.currentTime, audio.duration),
        playbackRate: audio.playbackRate,
      });
    }

    static canStayAwake() {
      return "wakeLock" in navigator;
    }

    /* One at a time, and another look afterwards: of two locks only one would be given back. */
    async stayAwake() {
      this.lookAgain = this.looking;
      if (this.looking || !Remote.canStayAwake()) return;
      this.looking = true;
      await this.holdOrRelease();
      this.looking = false;
      if (this.lookAgain) await this.stayAwake();
    }

    async holdOrRelease() {
      const wanted = this.deck.playing && mmc.settings.awake && !document.hidden;
      try {
        if (this.lock && this.lock.released) this.lock = null;
        if (wanted && !this.lock) this.lock = await navigator.wakeLock.request("screen");
        if (!wanted && this.lock) await this.lock.release();
      } catch {
        /* Low battery or no right to it: the screen sleeps as it always does. */
      }
      if (!wanted) this.lock = null;
    }

    static canPlayOver() {
      return "audioSession" in navigator;
    }

    /* Over the lifter's own music, or alone; asked of the phone before playing begins. */
    playOver() {
      if (Remote.canPlayOver()) {
        navigator.audioSession.type = mmc.settings.over ? "transient" : "playback";
      }
    }
  }

  Object.assign(mmc, { Remote });
})();
