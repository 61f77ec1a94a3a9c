/* One of a few: radio buttons that look like keys. */
import { byId, make } from "./dom.js";

/** @typedef {[string, string]} Choice What it is for a program, and for a person. */

/** Puts choices into the fieldset `id`, after its legend.
 * @param {string} id @param {Choice[]} choices @param {string} chosen @param {(value: string) => void} call */
export function choices(id, choices, chosen, call) {
  const labels = choices.map(([value, words]) => {
    const input = make("input", { type: "radio", name: id, value });
    input.checked = value === chosen;
    input.addEventListener("change", () => call(value));
    return make("label", {}, input, make("span", {}, words));
  });
  byId(id).replaceChildren(byId(id).querySelector("legend"), ...labels);
}

/** Puts choices into the select `id`. @param {string} id @param {Choice[]} choices @param {string} chosen */
export function options(id, choices, chosen) {
  byId(id).replaceChildren(...choices.map(([value, words]) => {
    const option = make("option", { value }, words);
    option.selected = value === chosen;
    return option;
  }));
}
