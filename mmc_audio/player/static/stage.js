"use strict";
/* Paints where the lifter is. Only what changed touches the page. */
(() => {
  const PHASES = { eccentric: "Lower", stretch: "Stretch", concentric: "Lift", peak: "Squeeze" };
  const SIDES = { left: "Left", right: "Right" };
  const UNITS = { rep: "Rep", round: "Round", breath: "Breath" };
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const byId = (id) => document.getElementById(id);

  function text(id, value) {
    const element = byId(id);
    if (element.textContent !== value) element.textContent = value;
  }

  function capital(word) {
    return word ? word[0].toUpperCase() + word.slice(1) : "";
  }

  function phaseWord(moment) {
    if (!moment.phase) return "";
    const own = moment.exercise && moment.exercise.phases[moment.phase];
    return capital(own || PHASES[moment.phase] || moment.phase);
  }

  /* One set of one says nothing, so nothing is said. */
  function setWords(section) {
    if (section.set === null || section.sets === 1) return "";
    return section.sets ? `Set ${section.set} of ${section.sets}` : `Set ${section.set}`;
  }

  /* What is done in it, without the number of its set. */
  function nameOf(section) {
    return section.name;
  }

  function sideWord(side) {
    return SIDES[side] || "";
  }

  function unitWord(section) {
    return UNITS[section.unit] || "";
  }

  function soon(seconds) {
    return seconds < 60 ? `${seconds} s` : mmc.clock(seconds);
  }

  /* What stands in the ring: a label, the number, and what is below it. */
  function dial(moment, t, waiting) {
    const left = mmc.clock(Math.ceil(moment.to - t - 0.02));
    const then = moment.following;
    if (waiting) return ["Waiting for you", "Ready?", then ? followingWords(moment, then) : ""];
    if (moment.part === "rest") return ["Rest", left, then ? followingWords(moment, then) : ""];
    if (moment.part === "ready") return ["Get ready", left, repsWords(moment.section)];
    if (moment.part === "work" && moment.rep !== null) {
      return [unitWord(moment.section), String(moment.rep), `of ${moment.section.reps}`];
    }
    return [moment.part === "work" ? "Work" : "", left, moment.part === "work" ? "" : "left"];
  }

  function followingWords(moment, then) {
    const same = then.exercise === moment.section.exercise;
    return same && then.sets > 1 ? `then set ${then.set}` : `then ${nameOf(then)}`;
  }

  function repsWords(section) {
    return section.reps ? `${section.reps} ${unitWord(section).toLowerCase()}s` : "";
  }

  class Stage {
    constructor() {
      this.root = byId("player");
      this.gaps = byId("ring-gaps");
      this.done = byId("ring-done");
      this.shown = {};
    }

    paint(score, t, waiting) {
      const moment = score.at(t);
      this.root.dataset.part = moment.part;
      this.root.classList.toggle("waiting", waiting);
      this.heading(moment);
      this.numbers(moment, t, waiting);
      this.ring(moment, t);
      this.words(moment, t);
      this.place(score, moment, t);
      return moment;
    }

    heading(moment) {
      if (this.shown.section === moment.section && this.shown.side === moment.side) return;
      Object.assign(this.shown, { section: moment.section, side: moment.side });
      const set = [setWords(moment.section), sideWord(moment.side)].filter(Boolean);
      text("movement", nameOf(moment.section));
      text("set", set.join(" · "));
      text("announce", [nameOf(moment.section), ...set].join(", "));
    }

    numbers(moment, t, waiting) {
      const [label, number, below] = dial(moment, t, waiting);
      text("dial-label", label);
      text("dial-number", number);
      text("dial-below", below);
      this.root.classList.toggle("long-number", number.length > 2);
      const working = moment.part === "work" && moment.rep !== null;
      const word = working ? phaseWord(moment) : "";
      text("phase", word);
      byId("now").style.setProperty("--letters", String(Math.max(5, word.length)));
      text("left", working ? mmc.clock(Math.ceil(moment.to - t)) : "");
    }

    /* While reps are done, one gap in the ring for each. */
    segments(moment) {
      if (this.shown.part === moment.part && this.shown.ring === moment.section) return;
      Object.assign(this.shown, { part: moment.part, ring: moment.section });
      const all = moment.section.reps_in_all;
      const reps = moment.part === "work" && all && all <= 30 ? all : 1;
      const gap = reps > 1 ? 0.12 : 0;
      this.gaps.setAttribute("pathLength", String(reps));
      this.gaps.setAttribute("stroke-dasharray", `${1 - gap} ${gap}`);
    }

    ring(moment, t) {
      this.segments(moment);
      const whole = Math.max(0.001, moment.to - moment.from);
      let part = Math.min(1, Math.max(0, (t - moment.from) / whole));
      if (moment.part === "rest" || moment.part === "ready") part = 1 - part;
      if (still.matches) part = Math.round(part * 20) / 20;
      this.done.setAttribute("stroke-dasharray", `${part.toFixed(4)} 1`);
    }

    words(moment, t) {
      text("line", moment.line ? moment.line[2] : "");
      byId("line").classList.toggle("past", !moment.spoken);
      const wait = moment.coming ? Math.ceil(moment.coming[0] - t) : 0;
      text("coming", moment.coming ? `In ${soon(wait)}: ${moment.coming[2]}` : "");
    }

    place(score, moment, t) {
      const seek = byId("seek");
      if (this.shown.second === Math.floor(t)) return;
      this.shown.second = Math.floor(t);
      if (!seek.matches(":active")) seek.value = String(Math.round(t));
      seek.style.setProperty("--done", String(t / score.duration));
      const of = `${mmc.clock(t)} of ${mmc.clock(score.duration)}`;
      const words = [nameOf(moment.section), setWords(moment.section).toLowerCase(), of];
      seek.setAttribute("aria-valuetext", words.filter(Boolean).join(", "));
      text("elapsed", mmc.clock(t));
      text("total", `${mmc.clock(score.duration - t)} left`);
    }

    /* Whether it plays, and what the main button therefore does. */
    state(playing, waiting) {
      byId("play-icon").setAttribute("href", playing ? "#i-pause" : "#i-play");
      text("play-label", waiting ? "I am ready" : playing ? "Pause" : "Play");
      this.root.classList.toggle("playing", playing);
    }

    forget() {
      this.shown = {};
    }
  }

  Object.assign(mmc, { Stage, nameOf, setWords, byId, text, capital });
})();
