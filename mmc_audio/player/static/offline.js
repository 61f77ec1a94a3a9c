/* Where the audio comes from: the page itself, the phone's own store, or the server. */

const KEPT = "mmc-audio-sessions";
const PIECE = 1 << 20;

/** The audio that a self-contained page carries, as an address; null in the served page. */
export function inside() {
  const element = document.getElementById("audio-inside");
  if (!element) return null;
  const text = element.textContent.trim();
  const pieces = [];
  for (let at = 0; at < text.length; at += PIECE) pieces.push(bytes(text.slice(at, at + PIECE)));
  element.textContent = "";
  return URL.createObjectURL(new Blob(pieces, { type: "audio/mpeg" }));
}

/** @param {string} base64 */
function bytes(base64) {
  const binary = atob(base64);
  const out = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i += 1) out[i] = binary.charCodeAt(i);
  return out;
}

export function canKeep() {
  return isSecureContext && "caches" in globalThis && "serviceWorker" in navigator;
}

/** @param {string} path */
const absolute = (path) => new URL(path, location.href).href;

/** What is kept under an address; undefined if nothing is. @param {string} path */
async function stored(path) {
  if (!canKeep()) return undefined;
  try {
    const store = await caches.open(KEPT);
    return await store.match(absolute(path));
  } catch {
    /* The browser blocks the store for this page: nothing can be in it, and the server has all. */
    return undefined;
  }
}

/** The kept audio as a whole: no ranges to be made up, which Safari is particular about.
 * @param {any} session */
export async function kept(session) {
  const answer = await stored(session.audio);
  return answer ? URL.createObjectURL(await answer.blob()) : null;
}

/** Those of `sessions` that can be opened without a server, in whatever rendering.
 * @param {any[]} sessions */
export async function keptOf(sessions) {
  const answers = await Promise.all(sessions.map((one) => stored(`api/sessions/${one.key}`)));
  return sessions.filter((_, i) => answers[i]);
}

/** @param {any} session */
export async function isKept(session) {
  return (await stored(session.audio)) !== undefined;
}

/** @param {string} path */
async function fetched(path) {
  /* Past every cache, the page's own included: what is stored must be of one rendering. */
  const answer = await fetch(path, { cache: "no-store" });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

/** Keeps a session as it is now, and gives it. An older rendering is dropped once the new one is
 * there as a whole. @param {string} key */
export async function keep(key) {
  const asked = `api/sessions/${key}`;
  const [shown, list] = [await fetched(asked), await fetched("api/sessions")];
  const session = await shown.clone().json();
  const store = await caches.open(KEPT);
  await store.put(absolute(session.audio), await fetched(session.audio));
  await store.put(absolute(asked), shown);
  await store.put(absolute("api/sessions"), list);
  await dropOthers(store, session.audio);
  return session;
}

/** @param {Cache} store @param {string} audio */
async function dropOthers(store, audio) {
  const name = audio.split("/").slice(-2).join("/");
  for (const old of await store.keys()) {
    if (old.url.endsWith(`/${name}`) && old.url !== absolute(audio)) await store.delete(old);
  }
}

export function register() {
  if (canKeep() && location.protocol !== "file:") {
    navigator.serviceWorker.register("sw.js").catch(() => {});
  }
}

/** What this phone keeps of sessions: each with its title and bytes.
 * @returns {Promise<{key: string, title: string, bytes: number}[]>} */
export async function keptSessions() {
  if (!canKeep()) return [];
  try {
    const store = await caches.open(KEPT);
    const answers = await Promise.all((await store.keys()).filter((one) => one.url.includes("/api/sessions/")).map((one) => store.match(one)));
    const sessions = await Promise.all(answers.map((one) => one.json()));
    return await Promise.all(sessions.map(async ({ key, title, audio }) => ({ key, title, bytes: (await (await stored(audio))?.blob())?.size ?? 0 })));
  } catch {
    return []; /* The browser blocks the store for this page: nothing can be in it. */
  }
}

/** @param {string} key */
export async function removeKept(key) {
  const store = await caches.open(KEPT);
  const shown = await store.match(absolute(`api/sessions/${key}`));
  if (shown) await store.delete(absolute((await shown.json()).audio));
  await store.delete(absolute(`api/sessions/${key}`));
}
