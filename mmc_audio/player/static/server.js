/* Asks the server, and hands it what was done. */

const POST_MS = 15 * 1000;

/** @param {string} path @returns {Promise<any>} */
export async function get(path) {
  const answer = await fetch(path, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw Object.assign(new Error(`${path}: ${answer.status}`), { status: answer.status, words: await wordsOf(answer) });
  return answer.json();
}

/** What the server says is wrong, and what to do; empty where it says nothing. @param {Response} answer */
async function wordsOf(answer) {
  try {
    return (await answer.json()).error || "";
  } catch {
    return "";
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

/** @param {any[]} sets */
export async function post(sets) {
  const answer = await fetch("api/ledger/sets", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ sets }),
    signal: AbortSignal.timeout(POST_MS),
  });
  return answer.status;
}
