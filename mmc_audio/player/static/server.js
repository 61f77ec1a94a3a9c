/* Asks the server, hands it what was done, and what it may write with. */
import { localTime } from "./clock.js";
import { read, write } from "./kept.js";

const POST_MS = 15 * 1000;
const HANDED = "#write=";

/** The server prints an address that hands this phone the permission to write, behind its #.
 * @param {string} hash @returns {boolean} Whether that is what the address does. */
export function takePermission(hash) {
  if (!hash.startsWith(HANDED)) return false;
  write("permission", hash.slice(HANDED.length));
  return true;
}

/** @returns {Record<string, string>} */
function permission() {
  const token = read("permission", "");
  return token ? { "Write-Token": token } : {};
}

/** @param {string} path @returns {Promise<any>} */
export async function get(path) {
  const answer = await fetch(path, { headers: { Accept: "application/json", ...permission() } });
  if (!answer.ok) throw Object.assign(new Error(`${path}: ${answer.status}`), { status: answer.status, words: (await saidBy(answer)).error });
  return answer.json();
}

/** What the server says is wrong, and what to do, as `error`; empty where it says nothing.
 * @param {Response} answer @returns {Promise<any>} */
async function saidBy(answer) {
  try {
    return { error: "", ...(await answer.json()) };
  } catch {
    return { error: "" };
  }
}

/** What can be left out. @param {string} path */
export async function orNothing(path) {
  try {
    return await get(path);
  } catch {
    return null;
  }
}

/* Called when the server has put the times of sets right. */
const whenClockIsWrong = [() => {}];

/** @param {() => void} call */
export function onWrongClock(call) {
  whenClockIsWrong[0] = call;
}

/** @param {any[]} sets */
export async function post(sets) {
  const answer = await fetch("api/ledger/sets", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ sets, now: localTime() }),
    signal: AbortSignal.timeout(POST_MS),
  });
  if (answer.ok && (await saidBy(answer)).clock_was_wrong) whenClockIsWrong[0]();
  return answer.status;
}

/** Sends what takes the permission to write. What is refused is an error in a sentence.
 * @param {string} path @param {any} data @param {{signal?: AbortSignal, headers?: Record<string, string>}} more */
export async function send(path, data, { signal, headers = {} } = {}) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...permission(), ...headers },
    body: JSON.stringify(data),
    signal,
  });
  if (answer.ok) return answer;
  const said = await saidBy(answer);
  throw Object.assign(new Error(said.error || `The server refused it (${answer.status}).`), { status: answer.status, data: said });
}

/** Calls for each server-sent event of an answer, until its end.
 * @param {Response} answer @param {(name: string, data: any) => void} call */
export async function listen(answer, call) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const parts = (text + value).split("\n\n");
    text = parts.pop();
    for (const part of parts) call(...event(part));
  }
}

/** @param {string} part @returns {[string, any]} */
function event(part) {
  const [name, data] = part.split("\n").map((line) => line.slice(line.indexOf(": ") + 2));
  return [name, JSON.parse(data)];
}
