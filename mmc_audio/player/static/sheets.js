"use strict";
/* The two sheets: the outline, and sessions with settings. */
(() => {
  const SPEEDS = [0.8, 0.9, 1, 1.1, 1.25];
  const { byId, text } = mmc;

  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  function localDay(offset = 0) {
    const day = new Date();
    day.setDate(day.getDate() + offset);
    return mmc.localTime(day).slice(0, 10);
  }

  /* Today's first, then what is coming, then what has been, the newest before the older. */
  function inOrder(sessions) {
    const today = localDay();
    const rank = (one) => (one.date === today ? 0 : one.date && one.date > today ? 1 : 2);
    return [...sessions].sort((a, b) => {
      if (rank(a) !== rank(b)) return rank(a) - rank(b);
      if (rank(a) === 1) return a.date.localeCompare(b.date);
      return (b.date || "").localeCompare(a.date || "") || b.modified - a.modified;
    });
  }

  function dayWords(session) {
    if (!session.date) return "";
    const near = { [localDay()]: "Today", [localDay(1)]: "Tomorrow", [localDay(-1)]: "Yesterday" };
    if (near[session.date]) return near[session.date];
    const day = new Date(`${session.date}T12:00:00`);
    return day.toLocaleDateString([], { weekday: "short", day: "numeric", month: "short" });
  }

  class Sheets {
    constructor(deck) {
      this.deck = deck;
      byId("open-outline").addEventListener("click", () => this.open("outline"));
      byId("open-more").addEventListener("click", () => this.open("more"));
      for (const dialog of document.querySelectorAll("dialog")) this.closable(dialog);
      this.speeds();
      this.switch("awake", mmc.Remote.canStayAwake());
      this.switch("over", mmc.Remote.canPlayOver());
      this.onopen = () => {};
    }

    open(name) {
      byId(name).showModal();
      const here = byId(name).querySelector('[aria-current="true"]');
      if (here) here.scrollIntoView({ block: "center" });
      this.onopen(name);
    }

    closable(dialog) {
      dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
      dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    }

    speeds() {
      for (const speed of SPEEDS) {
        const input = make("input", { type: "radio", name: "speed", value: String(speed) });
        input.checked = speed === mmc.settings.rate;
        input.addEventListener("change", () => this.deck.rate(speed));
        byId("speed").append(make("label", {}, input, make("span", {}, `${speed}×`)));
      }
    }

    switch(name, possible) {
      byId(`${name}-row`).hidden = !possible;
      byId(name).checked = mmc.settings[name];
      byId(name).addEventListener("change", (event) => {
        mmc.set(name, event.target.checked);
        this.deck.onchange("settings");
      });
    }

    outline(score) {
      for (const list of document.querySelectorAll("[data-outline]")) {
        list.replaceChildren(...score.sections.map((section) => this.chapter(section)));
      }
    }

    chapter(section) {
      const words = mmc.setWords(section);
      const set = words ? make("span", { class: "of" }, words) : "";
      const name = make("span", { class: "name" }, mmc.nameOf(section));
      const at = make("span", { class: "at" }, mmc.clock(section.start_s));
      const button = make("button", { "data-section": section.id }, name, set, at);
      button.addEventListener("click", () => {
        this.deck.go(section.start_s);
        byId("outline").close();
      });
      return make("li", {}, button);
    }

    here(section) {
      if (this.current === section) return;
      this.current = section;
      for (const button of document.querySelectorAll("[data-section]")) {
        const isHere = button.dataset.section === section.id;
        button.setAttribute("aria-current", String(isHere));
        if (isHere && button.offsetParent && !button.closest("dialog")) {
          button.scrollIntoView({ block: "nearest" });
        }
      }
    }

    sessions(sessions, current, choose) {
      const items = inOrder(sessions).map((session) => {
        const day = make("span", { class: "day" }, dayWords(session));
        const name = make("span", { class: "name" }, session.title);
        const at = make("span", { class: "at" }, mmc.clock(session.duration_s));
        const button = make("button", { "aria-current": String(session.key === current) }, day, name, at);
        button.addEventListener("click", () => {
          byId("more").close();
          choose(session.key);
        });
        return make("li", {}, button);
      });
      byId("sessions").replaceChildren(...items);
    }

    /* The addresses of all that can be taken along; what is not there is not offered. */
    files(session) {
      const links = { audio: session.audio, page: session.page, captions: session.captions, lyrics: session.lyrics };
      for (const [name, address] of Object.entries(links)) {
        byId(`get-${name}`).hidden = !address;
        if (address) byId(`get-${name}`).href = `${address}?download`;
      }
      const share = Math.round(session.talk_share * 100);
      text("talk", `The coach talks ${share} % of the time; the rest is yours.`);
      byId("picture").hidden = !session.picture;
      if (session.picture) {
        byId("picture").src = byId("picture-link").href = `${session.picture}?${session.version}`;
      }
      byId("picture").alt = `Timeline of ${session.title}: ${share} % voice`;
    }

    practice(report) {
      if (!report || !report.sets) return;
      text("practice", `${report.sets} sets logged.`);
      text("rule", report.rule_of_thumb);
      const items = report.muscles.slice(0, 8).map((one) => {
        const goal = one.next_milestone ? ` of ${one.next_milestone.toLocaleString()}` : "";
        const reps = make("span", { class: "at" }, `${one.focused_reps.toLocaleString()}${goal}`);
        const meter = make("meter", { min: 0, max: one.next_milestone || one.focused_reps, value: one.focused_reps, "aria-label": `${one.name}: focused reps` });
        return make("li", {}, make("span", { class: "name" }, mmc.capital(one.name.replaceAll("_", " "))), reps, meter);
      });
      byId("muscles").replaceChildren(...items);
    }
  }

  Object.assign(mmc, { Sheets, inOrder, dayWords });
})();
