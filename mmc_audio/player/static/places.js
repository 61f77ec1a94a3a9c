/* The four places of the page: which one an address names, and showing it. */
import { byId, text } from "./dom.js";

/** @typedef {{enter(): any}} Place What is called when a place is shown. */

export const PLACES = ["today", "train", "history", "you"];

/** What an address names: a place, or a session to train. A session's key has a slash in it.
 * @param {string} hash `#history`, `#pull-day/2026-11-23-pull-day` or nothing
 * @returns {{place: string, key: string}} `place` is empty where none is named. */
export function addressed(hash) {
  const name = decoded(hash.slice(1));
  if (PLACES.includes(name)) return { place: name, key: "" };
  return name ? { place: "train", key: name } : { place: "", key: "" };
}

/** @param {string} name */
function decoded(name) {
  try {
    return decodeURIComponent(name);
  } catch {
    return name; /* A lone % in an address: it names nothing, and that is said. */
  }
}

/** Whether the way to the other places is shown: while a set is done nothing else is under the thumb.
 * @param {{place: string, view: string}} state */
export function leadsElsewhere(state) {
  return state.place !== "train" || state.view !== "train";
}

/** What the strip above the places says of a session that is under way elsewhere.
 * @param {{place: string, view: string, playing: boolean}} state @param {string} title @param {string} left */
export function underWay(state, title, left) {
  if (state.place === "train" || state.view !== "train") return "";
  return `${state.playing ? "Playing" : "Paused"}: ${title}, ${left} left`;
}

/** @param {{get(): any, watch(call: (state: any) => void): void}} store @param {Record<string, Place>} rooms */
export function showPlaces(store, rooms) {
  let shown = "";
  store.watch((state) => {
    document.body.dataset.nav = leadsElsewhere(state) ? "shown" : "away";
    if (state.place === shown) return;
    shown = state.place;
    document.body.dataset.place = shown;
    for (const name of Object.keys(rooms)) byId(`place-${name}`).hidden = name !== shown;
    for (const name of PLACES) mark(name, name === shown);
    scrollTo(0, 0);
    if (rooms[shown]) rooms[shown].enter();
  });
}

/** A page with the audio inside has no other places. @param {string} name @param {boolean} isHere */
function mark(name, isHere) {
  const link = byId(`to-${name}`);
  if (isHere) link?.setAttribute("aria-current", "page");
  else link?.removeAttribute("aria-current");
}

/** @param {string} words */
export function paintUnderWay(words) {
  byId("under-way").hidden = !words;
  text("under-way-words", words);
}
