/* The workspace's plans: which there are, and changing one. The server changes the text; the page
   holds it until it is saved, also where it is closed meanwhile. */
import { byId, make, text } from "./dom.js";
import { read, write } from "./kept.js";
import { get, orNothing, send } from "./server.js";
import { createStore } from "./store.js";

const OUT_OF_REACH = "The server is out of reach. What you changed is kept on this phone; save it later.";
const PLAN_SAVED = "Saved. It counts for what is rendered from now on.";
const SEARCH_MS = 150;
/** @type {Record<string, string>} */
const MEASURES = { reps: "Reps", hold: "Hold", duration: "Time", distance: "Distance", breaths: "Breaths", amrap: "As many as you can, in" };

/** The fields of a row: the key in the plan, and what a person calls it. @param {any} row @returns {[string, string][]} */
export function fieldsOf(row) {
  if (row.group) return [["rounds", "Rounds"], ["rest", "Rest"]];
  if (row.kind !== "exercise") return [];
  return [["exercise", "Exercise"], ["sets", "Sets"], [row.measure, MEASURES[row.measure] || row.measure], ["load", "Load"], ["rest", "Rest"], ["tempo", "Tempo"]];
}

/** @param {any} row @param {string} key */
export function valueIn(row, key) {
  return row.values[key === row.measure ? "reps" : key] || "";
}

/** `3 × 10 · 20kg · rest 75s` @param {any} row */
export function rowWords(row) {
  if (row.kind !== "exercise" && !row.group) return row.summary;
  const { sets, reps, load, rest, rounds } = row.values;
  const done = [sets || (reps && row.path.length === 1 ? "1" : ""), reps].filter(Boolean).join(" × ");
  return [done, rounds ? `${rounds} rounds` : "", load, rest ? `rest ${rest}` : ""].filter(Boolean).join(" · ");
}

/** Where a row goes when it is moved; null where it cannot. @param {any[]} rows @param {any} row @param {number} by */
export function movedTo(rows, row, by) {
  const beside = [...row.path.slice(0, -1), row.path.at(-1) + by];
  return rows.some((one) => String(one.path) === String(beside)) ? beside : null;
}

/** Remarks by the row they are about; under -1 those about the whole plan. @param {any[]} rows @param {any[]} remarks */
export function remarksByRow(rows, remarks) {
  /** @type {Record<number, any[]>} */
  const found = {};
  for (const one of remarks.filter((each) => each.level !== "info")) {
    const at = one.line === null ? -1 : rows.findLastIndex((row) => row.line <= one.line);
    (found[at] ||= []).push(one);
  }
  return found;
}

export class Plans {
  /** @param {() => any} onsaved Called when a plan was written. */
  constructor(onsaved) {
    this.onsaved = onsaved;
    this.turn = Promise.resolve();
    /** @type {Set<string>} The rows that are open, by their paths. */
    this.open = new Set();
    this.store = createStore({ /** @type {any} */ file: null, /** @type {any} */ shown: null, /** @type {any[]} */ before: [], trouble: "", news: "", /** @type {any} */ theirs: null });
    this.store.watch((state) => state.shown && this.paint(state));
    byId("editor-add").addEventListener("submit", (/** @type {Event} */ event) => {
      event.preventDefault();
      this.add(byId("add-name").value);
    });
    byId("add-name").addEventListener("input", () => this.search());
    byId("editor-text").addEventListener("change", () => this.ask({ text: byId("editor-text").value }));
    byId("editor-undo").addEventListener("click", () => this.back());
    byId("editor-before").addEventListener("click", () => this.queue(() => this.written("api/plan/undo", {}, this.store.get().file.version, "The plan is as it was before it was saved last.")));
    byId("editor-save").addEventListener("click", () => this.queue(() => this.save(this.store.get().file.version)));
    byId("keep-mine").addEventListener("click", () => this.queue(() => this.save(this.store.get().theirs.version)));
    byId("take-theirs").addEventListener("click", () => this.take());
  }

  /** The list of plans on the place You. */
  async list() {
    const known = await orNothing("api/plans");
    byId("plans-part").hidden = !known || !known.plans.length;
    if (!known) return;
    text("plans-refused", known.refused);
    byId("plans").replaceChildren(...known.plans.map((/** @type {any} */ one) => this.listItem(one, Boolean(known.refused))));
  }

  /** @param {any} one @param {boolean} closed */
  listItem(one, closed) {
    const waits = read(`plan:${one.name}`, null) ? "Changed here, not saved" : one.name;
    const button = make("button", closed ? { disabled: "" } : {}, make("span", { class: "name" }, one.title), make("span", { class: "of" }, waits));
    button.addEventListener("click", async () => text("plans-news", await this.show(one.name)));
    return make("li", {}, button);
  }

  /** Open a plan; what was changed here and not saved is in it again. @param {string} name */
  async show(name) {
    try {
      const file = await get(`api/plan?name=${encodeURIComponent(name)}`);
      const kept = read(`plan:${name}`, null);
      this.open.clear();
      this.store.patch({ file: { ...file, version: kept ? kept.version : file.version }, shown: file, before: [], trouble: "", news: "", theirs: null });
      byId("editor").showModal();
      byId("editor").scrollTop = 0;
      if (kept) await this.ask({ text: kept.text });
    } catch (error) {
      return error.status ? error.words || "That plan is not there any more." : OUT_OF_REACH;
    }
    return "";
  }

  /** One after the other: each is made from what the one before has left. @param {() => Promise<any>} call */
  queue(call) {
    this.turn = this.turn.then(call);
    return this.turn;
  }

  /** Has the server change the text, or look at another one.
   * @param {{text?: string, change?: any}} wish @param {boolean} undone */
  ask(wish, undone = false) {
    return this.queue(async () => {
      const { file, shown, before } = this.store.get();
      try {
        const answer = await send("api/plan/draft", { name: file.name, text: shown.text, ...wish });
        const now = await answer.json();
        if (now.text === shown.text) return this.store.patch({ shown: now, trouble: "" });
        write(`plan:${file.name}`, now.text === file.text ? null : { text: now.text, version: file.version });
        this.store.patch({ shown: now, before: undone ? before.slice(0, -1) : [...before, shown.text], trouble: "", news: "" });
      } catch (error) {
        this.refused(error);
        this.paint(this.store.get());
      }
    });
  }

  /** @param {any} error */
  refused(error) {
    const { theirs } = error.data || {};
    this.store.patch({ trouble: error.status ? error.message : OUT_OF_REACH, news: "", theirs: theirs || null });
  }

  back() {
    const { before } = this.store.get();
    if (before.length) this.ask({ text: before.at(-1) }, true);
  }

  /** @param {string} name */
  add(name) {
    if (!name.trim()) return;
    byId("add-name").value = "";
    byId("found-names").replaceChildren();
    this.ask({ change: { do: "add", value: name } });
  }

  search() {
    clearTimeout(this.waits);
    this.waits = setTimeout(async () => {
      const asked = byId("add-name").value;
      const names = asked.trim() ? (await orNothing(`api/exercises?q=${encodeURIComponent(asked)}`)) || [] : [];
      if (asked !== byId("add-name").value) return;
      byId("found-names").replaceChildren(...names.map((/** @type {string} */ name) => key(name, () => this.add(name))));
    }, SEARCH_MS);
  }

  /** @param {string} version */
  save(version) {
    return this.written("api/plan/save", { text: this.store.get().shown.text }, version, PLAN_SAVED);
  }

  /** @param {string} path @param {any} data @param {string} version @param {string} news */
  async written(path, data, version, news) {
    const { name } = this.store.get().file;
    try {
      const answer = await send(path, { name, ...data }, { headers: { "If-Match": `"${version}"` } });
      const file = await answer.json();
      write(`plan:${name}`, null);
      this.store.patch({ file, shown: file, before: [], trouble: "", news, theirs: null });
      this.onsaved();
    } catch (error) {
      this.refused(error);
    }
  }

  take() {
    const { theirs, shown, before, file } = this.store.get();
    write(`plan:${file.name}`, null);
    this.store.patch({ file: theirs, shown: theirs, before: [...before, shown.text], trouble: "", theirs: null });
  }

  /** @param {any} state */
  paint({ file, shown, before, trouble, news, theirs }) {
    const about = remarksByRow(shown.rows, shown.remarks);
    const wrong = shown.remarks.some((/** @type {any} */ one) => one.level === "error");
    const changed = shown.text !== file.text;
    text("editor-title", shown.title);
    text("editor-words", trouble);
    text("editor-news", news || (wrong ? "It is saved when its mistakes are fixed." : changed ? "Changed, not saved yet." : ""));
    byId("editor-clash").hidden = !theirs;
    byId("editor-remarks").replaceChildren(...(about[-1] || []).map(remarkItem));
    text("editor-by-hand", shown.by_hand ? `No table: ${shown.by_hand}.` : "");
    const held = document.activeElement?.id;
    byId("editor-rows").replaceChildren(...shown.rows.map((/** @type {any} */ row, /** @type {number} */ at) => this.row(row, shown.rows, about[at] || [])));
    if (held && document.activeElement?.id !== held) byId(held)?.focus({ preventScroll: true });
    byId("editor-text").value = shown.text;
    byId("editor-add").hidden = Boolean(shown.by_hand);
    byId("editor-undo").disabled = !before.length;
    byId("editor-save").disabled = !changed || wrong || Boolean(theirs);
    byId("editor-before").hidden = changed || !file.can_undo;
  }

  /** @param {any} row @param {any[]} rows @param {any[]} remarks */
  row(row, rows, remarks) {
    const at = row.path.join("-");
    const part = make("details", { "data-path": at });
    part.open = this.open.has(at);
    part.addEventListener("toggle", () => (part.open ? this.open.add(at) : this.open.delete(at)));
    const name = row.values.exercise || row.kind.replaceAll("_", " ");
    const fields = fieldsOf(row).map(([key, label]) => this.field(row, key, label));
    part.append(
      make("summary", {}, make("span", { class: "name" }, name), make("span", { class: "of" }, rowWords(row))),
      make("div", { class: "cells" }, ...fields),
      make("div", { class: "moves" }, this.mover(rows, row, -1), this.mover(rows, row, 1), key("Remove", () => this.remove(row), `Remove ${name}`)),
    );
    return make("li", { class: row.path.length > 1 ? "within" : "" }, part, make("ul", { class: "remarks" }, ...remarks.map(remarkItem)));
  }

  /** @param {any} row @param {string} name @param {string} label */
  field(row, name, label) {
    const input = make("input", { id: `cell-${row.path.join("-")}-${name}`, value: valueIn(row, name), autocomplete: "off", autocapitalize: "none" });
    input.addEventListener("change", () => this.ask({ change: { do: "set", path: row.path, key: name, value: input.value } }));
    return make("label", { class: "field" }, label, input);
  }

  /** @param {any[]} rows @param {any} row @param {number} by */
  mover(rows, row, by) {
    const to = movedTo(rows, row, by);
    const name = row.values.exercise || row.kind;
    const button = key(by < 0 ? "Up" : "Down", () => this.move(row, to), `${by < 0 ? "Up" : "Down"}: ${name}`);
    button.disabled = !to;
    return button;
  }

  /** It stays open where it goes. @param {any} row @param {number[]} to */
  move(row, to) {
    this.open = new Set([to.join("-")]);
    this.ask({ change: { do: "move", path: row.path, to } });
  }

  /** @param {any} row */
  remove(row) {
    this.open.clear();
    this.ask({ change: { do: "remove", path: row.path } });
  }
}

/** @param {any} one */
function remarkItem(one) {
  return make("li", { "data-level": one.level }, one.line === null ? one.what : `Line ${one.line}: ${one.what}`);
}

/** @param {string} words @param {() => void} call @param {string} label */
function key(words, call, label = words) {
  const button = make("button", { type: "button", class: "small", "aria-label": label }, words);
  button.addEventListener("click", call);
  return button;
}
