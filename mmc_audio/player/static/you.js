/* You: how every session is to be, what this phone keeps, and what was logged. */
import { choices, options } from "./choices.js";
import { thousands } from "./clock.js";
import { byId, make, text } from "./dom.js";
import { keptCharacters, read, set, settings, write } from "./kept.js";
import { canKeep, keptSessions, removeKept } from "./offline.js";
import { get, orNothing, send } from "./server.js";
import { createStore } from "./store.js";
import { changedSettings, FLAGS, PACES, PLATES, RESTS, sizeWords, TALKS, UNITS_SHOWN, voiceValue, withValue } from "./wants.js";

const UNREACHED = "The server is out of reach: nothing here can be changed now.";
const SURE_MS = 6000;

export class YouPlace {
  /** @param {{waiting: any[]}} outbox Sets that are on this phone only. @param {{list(): any}} plans */
  constructor(outbox, plans) {
    this.outbox = outbox;
    this.plans = plans;
    this.sound = new Audio();
    this.turn = Promise.resolve();
    this.store = createStore({
      /** @type {any} */ known: null,
      /** @type {any} */ voices: null,
      /** @type {any} */ data: null,
      trouble: "",
      news: "",
      sure: false,
    });
    this.store.watch((state) => this.paint(state));
    byId("set-voice").addEventListener("change", () => this.change("voice", byId("set-voice").value));
    byId("set-plates").addEventListener("change", () => this.change("plate_step", byId("set-plates").value));
    choices("set-units", UNITS_SHOWN, settings.units, (units) => {
      set("units", units);
      text("units-news", "From the next session you open. The voice says what the plan writes.");
    });
    byId("hear").addEventListener("click", () => this.hear());
    byId("undo-settings").addEventListener("click", () => this.write("api/settings/undo", () => ({}), "The settings are as they were before."));
    byId("delete-data").addEventListener("click", () => this.erase());
    byId("undo-data").addEventListener("click", () => this.restore());
    byId("forget-permission").addEventListener("click", () => {
      write("permission", "");
      this.enter();
    });
  }

  async enter() {
    this.paintPhone();
    this.plans.list();
    try {
      const [known, data] = await Promise.all([get("api/settings"), orNothing("api/data")]);
      this.store.patch({ known, data, trouble: "", news: "" });
      if (!this.store.get().voices) this.store.patch({ voices: await orNothing("api/voices") });
    } catch {
      this.store.patch({ trouble: UNREACHED });
    }
  }

  /** @param {string} name @param {any} value */
  change(name, value) {
    const settings = () => changedSettings(this.store.get().known.settings, name, value);
    return this.write("api/settings", settings, "Saved. It counts for what is rendered from now on.");
  }

  /** One after the other: each is made from what the one before has left.
   * @param {string} path @param {() => any} data @param {string} news */
  write(path, data, news) {
    this.turn = this.turn.then(() => this.written(path, data(), news));
    return this.turn;
  }

  /** @param {string} path @param {any} data @param {string} news */
  async written(path, data, news) {
    const { known } = this.store.get();
    try {
      const answer = await send(path, data, { headers: { "If-Match": `"${known.version}"` } });
      this.store.patch({ known: await answer.json(), news, trouble: "" });
    } catch (error) {
      /* What is there now is shown again, with what went wrong. */
      const now = await orNothing("api/settings");
      this.store.patch({ known: now || { ...known }, news: "", trouble: error.status ? error.message : UNREACHED });
    }
  }

  async hear() {
    const { settings } = this.store.get().known;
    const { engine, voice, pace } = settings;
    this.store.patch({ news: "Speaking …", trouble: "" });
    try {
      const answer = await send("api/sample", { engine, voice, pace });
      URL.revokeObjectURL(this.sound.src);
      this.sound.src = URL.createObjectURL(await answer.blob());
      this.store.patch({ news: "" });
      await this.sound.play();
    } catch (error) {
      this.store.patch({ news: "", trouble: error.status ? error.message : UNREACHED });
    }
  }

  /* The first tap asks, the second one deletes. */
  async erase() {
    clearTimeout(this.calm);
    if (!this.store.get().sure) {
      this.store.patch({ sure: true });
      this.calm = setTimeout(() => this.store.patch({ sure: false }), SURE_MS);
      return;
    }
    await this.data("api/data/delete", { day: null });
  }

  restore() {
    return this.data("api/data/undo", {});
  }

  /** @param {string} path @param {any} sent */
  async data(path, sent) {
    try {
      const answer = await send(path, sent);
      this.store.patch({ data: await answer.json(), sure: false, trouble: "" });
    } catch (error) {
      this.store.patch({ sure: false, trouble: error.status ? error.message : UNREACHED });
    }
  }

  /** @param {any} state */
  paint(state) {
    const { known, data } = state;
    byId("you-loading").hidden = Boolean(known || state.trouble);
    text("you-trouble", state.trouble);
    text("you-news", state.news);
    byId("wants").hidden = !known;
    if (known) this.paintSettings(state);
    byId("data-part").hidden = !data;
    if (data) paintData(data, state.sure);
  }

  /** @param {any} state */
  paintSettings({ known, voices }) {
    const { settings, refused } = known;
    text("you-refused", refused);
    byId("undo-settings").hidden = Boolean(refused) || !known.can_undo;
    for (const field of /** @type {any} */ (document.querySelectorAll("#wants fieldset, #wants select, #hear"))) field.disabled = Boolean(refused);
    const held = document.activeElement;
    this.segment("set-pace", PACES, "pace", String(settings.pace ?? ""));
    this.segment("set-talk", TALKS, "talk", settings.talk || "");
    this.segment("set-rest", RESTS, "rest", settings.rest || "");
    options("set-plates", withValue(PLATES, settings.plate_step || ""), settings.plate_step || "");
    this.paintVoices(settings, voices);
    this.paintFlags(settings);
    if (held && !held.isConnected) focusAgain(held);
  }

  /** @param {string} id @param {import("./choices.js").Choice[]} some @param {string} name @param {string} value */
  segment(id, some, name, value) {
    choices(id, withValue(some, value), value, (chosen) => this.change(name, chosen));
  }

  /** @param {any} settings @param {any} voices */
  paintVoices(settings, voices) {
    /** @type {import("./choices.js").Choice[]} */
    const found = voices ? voices.voices.map((/** @type {any} */ one) => [JSON.stringify([one.engine, one.id]), one.label]) : [];
    /** @type {import("./choices.js").Choice[]} */
    const all = [["", "The usual one"], ...found];
    const value = voiceValue(settings);
    options("set-voice", all.some(([one]) => one === value) ? all : [...all, [value, settings.voice]], value);
  }

  /** @param {any} settings */
  paintFlags(settings) {
    const items = FLAGS.map(([flag, words]) => {
      const input = make("input", { type: "checkbox", name: "set-profile", value: flag });
      input.checked = settings.profile.includes(flag);
      input.addEventListener("change", () => this.change("profile", checkedFlags()));
      return make("label", {}, input, make("span", {}, words));
    });
    byId("set-profile").replaceChildren(byId("set-profile").querySelector("legend"), ...items);
  }

  async paintPhone() {
    const characters = keptCharacters();
    const waiting = this.outbox.waiting.length;
    const words = [
      characters === null ? "This browser stores nothing for this page: settings and places are forgotten when it is closed." : `Settings, places and check-ins: ${sizeWords(characters)}.`,
      waiting ? `${waiting} ${waiting === 1 ? "set waits" : "sets wait"} here for the server.` : "",
      canKeep() ? "" : "Sessions are kept only over https: mmc-audio serve --lan --https",
    ];
    text("phone-words", words.filter(Boolean).join(" "));
    byId("forget-permission").hidden = !read("permission", "");
    const sessions = await keptSessions();
    byId("kept-sessions").replaceChildren(...sessions.map((one) => this.keptItem(one)));
  }

  /** @param {{key: string, title: string, bytes: number}} session */
  keptItem({ key, title, bytes }) {
    const button = make("button", { class: "small", "aria-label": `Remove ${title} from this phone` }, "Remove");
    button.addEventListener("click", async () => {
      await removeKept(key);
      await this.paintPhone();
    });
    return make("li", {}, make("span", { class: "name" }, title), make("span", { class: "at" }, sizeWords(bytes)), button);
  }
}

/** @param {any} held What had the focus before it was made anew. */
function focusAgain(held) {
  const same = `input[name="${held.name}"][value="${CSS.escape(held.value)}"]`;
  /** @type {any} */ (document.querySelector(same))?.focus({ preventScroll: true });
}

function checkedFlags() {
  const inputs = /** @type {any[]} */ ([...document.querySelectorAll("input[name=set-profile]:checked")]);
  return inputs.map((one) => one.value);
}

/** @param {any} data @param {boolean} sure */
function paintData(data, sure) {
  const sets = `${thousands(data.sets)} ${data.sets === 1 ? "set" : "sets"}`;
  text("data-words", data.sets ? `${sets} in the log on your computer.` : "Nothing is logged.");
  byId("data-files").hidden = !data.sets;
  byId("delete-data").hidden = !data.sets || Boolean(data.refused);
  text("delete-data", sure ? `Yes, delete all ${sets}` : "Delete all that was logged");
  byId("delete-data").classList.toggle("sure", sure);
  byId("undo-data").hidden = !data.can_undo;
  text("undo-data", `Have ${data.can_undo} deleted ${data.can_undo === 1 ? "set" : "sets"} back`);
}
