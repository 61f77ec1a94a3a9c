/* Puts the parts together. */
import { Awake } from "./awake.js";
import { CheckIn } from "./checkin.js";
import { clock, dayWords, inOrder, localDay, localTime } from "./clock.js";
import { Deck } from "./deck.js";
import { byId, text } from "./dom.js";
import { lastPlayed, onFull, playedLately, position, read, set, settings, writeIfRoom } from "./kept.js";
import { canKeep, inside, isKept, keep, kept, keptOf, register } from "./offline.js";
import { HistoryPlace } from "./history.js";
import { Plans } from "./plans.js";
import { Outbox } from "./outbox.js";
import { addressed, paintUnderWay, showPlaces, underWay } from "./places.js";
import { Remote } from "./remote.js";
import { Score } from "./score.js";
import { paintAfter, paintBefore, paintMissed, tomorrowWords } from "./screens.js";
import { get, onWrongClock, orNothing, post, takePermission } from "./server.js";
import { SetLog } from "./setlog.js";
import { Sheets } from "./sheets.js";
import { Stage } from "./stage.js";
import { createStore } from "./store.js";
import { Tabs } from "./tabs.js";
import { TodayPlace } from "./today.js";
import { Board } from "./trouble.js";
import { YouPlace } from "./you.js";

const RETRY_MS = 20 * 1000;
const NEWS_MS = 5000;
/* Whoever has heard less than this has not begun. */
const BEGUN_S = 0.4;
const alone = document.getElementById("session");

const deck = new Deck(byId("audio"));
const stage = new Stage();
const outbox = new Outbox(alone ? null : post);
const checkin = new CheckIn();
const remote = new Remote(deck);
const awake = new Awake();
const sheets = new Sheets(deck);
const board = new Board();
const tabs = new Tabs(otherTabPlays);
const today = new TodayPlace(() => (deck.score && store.get().view === "train" ? deck.score.session.key : ""));
const plans = new Plans(() => Promise.all([today.enter(), plans.list()]));
today.onchange = (/** @type {string} */ name) => plans.show(name);
const store = createStore({ place: "", view: "loading", playing: false, waiting: false, paced: false });
/** @type {any} */
let log = null;
/** @type {any[]} */
let all = [];
let last = {};

/* What is shown */

/** @param {string} words */
function news(words) {
  text("news", words);
  clearTimeout(news.timer);
  news.timer = setTimeout(() => text("news", ""), NEWS_MS);
}
news.timer = 0;

board.changed = () => text("trouble", board.text);
onFull(() => board.stand("full"));
onWrongClock(() => board.stand("clock"));

store.watch((state) => {
  const trains = state.place === "train";
  byId("skeleton").hidden = !(trains && state.view === "loading");
  byId("player").hidden = !trains || ["loading", "empty"].includes(state.view);
  byId("empty").hidden = !trains || state.view !== "empty";
  byId("player").dataset.view = state.view;
  stage.keys(state);
  strip(state);
});
showPlaces(store, { today, history: new HistoryPlace(), you: new YouPlace(outbox, plans) });

/** @param {any} state */
function strip(state) {
  const { score, time } = deck;
  paintUnderWay(score ? underWay(state, score.session.title, clock(score.duration - time)) : "");
}

function viewNow() {
  if (deck.audio.ended) return "after";
  return !deck.playing && deck.time < BEGUN_S ? "before" : "train";
}

function paint() {
  if (!deck.score) return;
  const moment = stage.paint(deck.score, deck.time, deck);
  const view = viewNow();
  if (view === "after" && store.get().view !== "after") showAfter();
  store.patch({ view, playing: deck.playing, waiting: deck.waiting, paced: Boolean(deck.selfPaced) });
  checkin.moment(moment);
  sheets.here(moment.section);
  const { shown } = moment;
  strip(store.get());
  remote.show(deck.score.session, [shown.above && `${shown.above}: ${shown.title}`, shown.above ? "" : shown.title, shown.set, shown.dose]);
  byId("next").disabled = !deck.waiting && deck.score.next(deck.time) === null;
}

/* One at a time, however often playing begins. */
let frame = 0;
function askForFrame() {
  frame ||= requestAnimationFrame(everyFrame);
}

function everyFrame() {
  frame = 0;
  if (!deck.playing) return;
  deck.look();
  paint();
  askForFrame();
}

deck.onchange = (/** @type {string} */ what) => {
  remote.state();
  awake.follow(deck.playing);
  paint();
  if (what === "playing" || what === "loadedmetadata") board.over("audio", "late");
  if (what === "pause") renewIfReplaced();
  if (what === "late") board.stand("late");
  if (what === "trouble") outOfReach();
  if (what === "play") {
    tabs.took();
    remote.playOver();
    askForFrame();
  }
};
deck.onsetdone = (/** @type {any} */ section) => {
  log.done(section);
  checkin.open(log, section);
};
deck.audio.addEventListener("timeupdate", paint);

function otherTabPlays() {
  if (!deck.playing) return;
  deck.pause();
  news("Playing in another tab. Press play to hear it here.");
}

/* What can be done */

/** @type {Record<string, () => any>} */
const actions = {
  play: () => deck.toggle(),
  next: () => nextOrBegin(),
  previous: () => deck.previous(),
  restart: () => deck.restart(),
  back: () => deck.back(),
  wait: () => wait(!settings.wait),
  "skip-exercise": skipExercise,
  less15: () => deck.stretch(-15),
  more15: () => deck.stretch(15),
  more30: () => deck.stretch(30),
};
for (const [id, action] of Object.entries(actions)) byId(id).addEventListener("click", action);
byId("seek").addEventListener("input", (/** @type {any} */ event) => deck.go(Number(event.target.value)));

/** @type {Record<string, string>} */
const KEYS = {
  " ": "play", k: "play", n: "next", p: "previous", r: "restart", w: "wait", s: "skip-exercise",
  ArrowLeft: "back", "+": "more15", "-": "less15",
};
document.addEventListener("keydown", (event) => {
  const target = /** @type {any} */ (event.target);
  const busy = target.closest("dialog, input:not([type=range]), select, textarea");
  const sliding = target.matches("[type=range]") && event.key.startsWith("Arrow");
  const pressing = event.key === " " && target.closest("button, a");
  if (busy || sliding || pressing || event.ctrlKey || event.metaKey || event.altKey || !deck.score) return;
  if (store.get().place !== "train") return;
  if (event.key === "ArrowRight") deck.forward();
  else if (KEYS[event.key]) actions[KEYS[event.key]]();
  else return;
  event.preventDefault();
});

function nextOrBegin() {
  const begins = store.get().view === "before";
  deck.next();
  if (begins) deck.play();
}

function skipExercise() {
  const name = deck.score.sectionAt(deck.time).name;
  const left = deck.skip();
  for (const section of left) log.skip(section);
  news(left.length ? `${name} left out: ${left.length} ${left.length === 1 ? "set" : "sets"} skipped.` : "");
}

/** @param {boolean} on */
function wait(on) {
  set("wait", on);
  byId("wait").setAttribute("aria-pressed", String(on));
}

/* Which session */

/** @param {any} session @param {string} source */
function show(session, source) {
  const score = new Score(session, settings.units);
  stage.forget();
  checkin.close();
  board.over("gone", "missing", "unreachable", "replaced", "audio", "late");
  document.title = session.title;
  document.documentElement.lang = session.language || "en";
  text("session-title", session.title);
  text("session-day", dayWords(session));
  byId("seek").max = String(Math.round(score.duration));
  byId("chapters").replaceChildren(...score.sections.map((one) => tick(one, score.duration)));
  sheets.outline(score);
  sheets.files(session);
  log = new SetLog(score, outbox);
  log.changed = afterSaid;
  deck.load(score, source, position(score));
  paintBefore(score, last);
  paint();
  writeIfRoom("last", session);
}

/** @param {any} section @param {number} duration */
function tick(section, duration) {
  const mark = document.createElement("i");
  mark.style.left = `${(100 * section.start_s) / duration}%`;
  return mark;
}

function afterSaid() {
  if (store.get().view === "after") showAfter();
  if (byId("more").open) missedInSheet();
}

function showAfter() {
  paintAfter(log, tomorrowWords(all, localDay(1)));
}

function missedInSheet() {
  byId("missed-part").hidden = !log || !log.unanswered.length;
  if (log) paintMissed(byId("missed"), log);
}

/* The audio did not come: it may be a network, or the session was rendered again, or is gone. */
async function outOfReach() {
  board.stand("audio");
  if (alone) return;
  const { key, version } = deck.score.session;
  try {
    const session = await get(`api/sessions/${key}`);
    if (session.version !== version && deck.score.session.version === version) replaced(session);
  } catch (error) {
    if (error.status === 404) board.stand("gone");
  }
}

/* Nobody is thrown into another rendering in the middle of a set. */
/** @type {any} */
let newer = null;
/** @param {any} session */
function replaced(session) {
  if (!deck.playing) return show(session, session.audio);
  newer = session;
  board.over("audio");
  board.stand("replaced");
}

function renewIfReplaced() {
  if (!newer || deck.audio.ended) return;
  const session = newer;
  newer = null;
  show(session, session.audio);
}

/* Of two that are chosen in a row the later is shown, whichever comes first. */
let choice = 0;
/** @param {string} key */
async function choose(key) {
  choice += 1;
  const mine = choice;
  const session = await get(`api/sessions/${key}`);
  const source = (await kept(session)) || session.audio;
  if (mine !== choice) return;
  const shown = deck.score && deck.score.session;
  if (shown && shown.key === key && deck.playing) {
    if (shown.version !== session.version) replaced(session);
  } else if (!shown || shown.key !== key || shown.version !== session.version || source !== session.audio) {
    show(session, source);
  }
  sheets.sessions(all, key, pick);
  named();
  keepHint(session);
  lastTime(key);
}

/** @param {string} key */
async function pick(key) {
  try {
    await choose(key);
  } catch (error) {
    board.stand(error.status === 404 ? "missing" : "unreachable");
    if (!deck.score) error.status === 404 ? notThere() : trouble(error);
    console.warn(error);
  }
}

/* Where a session is trained, the address names it, so that it can be kept as a bookmark. */
function named() {
  const { place } = store.get();
  if (place === "train" && deck.score) history.replaceState(null, "", `#${deck.score.session.key}`);
}

/* The address names another place, or another session. */
function moved() {
  if (takePermission(location.hash)) history.replaceState(null, "", "#today");
  const { place, key } = addressed(location.hash);
  store.patch({ place: place || "today" });
  if (key && (!deck.score || key !== deck.score.session.key)) pick(key);
  else named();
}

/** @param {string} key */
async function lastTime(key) {
  const known = await orNothing(`api/last/${key}`);
  if (!known || !deck.score || deck.score.session.key !== key) return;
  last = known;
  paintBefore(deck.score, last);
}

/* A session that was asked for by its address and is not there is not replaced by another. */
async function begin() {
  sheets.sessions(all, null, pick);
  const asked = addressed(location.hash).key;
  const shown = deck.score && deck.score.session.key;
  if (asked && !all.some((one) => one.key === asked)) return notThere();
  if (shown && !all.some((one) => one.key === shown)) return board.stand("gone");
  try {
    await choose(first(all));
  } catch (error) {
    const here = await keptOf(all);
    if (!here.length) throw error;
    await choose(first(here));
  }
}

function notThere() {
  board.stand("missing");
  if (deck.score) return;
  empty("That session is not there", "It was deleted or renamed. Here are the others.");
  byId("choose").hidden = false;
}

/** The one that was being played; else today's, which is the first in order. @param {any[]} sessions */
function first(sessions) {
  const asked = sessions.find((one) => one.key === addressed(location.hash).key);
  const recent = sessions
    .filter((one) => playedLately(one.key))
    .sort((a, b) => lastPlayed(b.key) - lastPlayed(a.key))[0];
  return (asked || recent || inOrder(sessions)[0]).key;
}

/* What the phone has of the session that was shown last is there at once, if it is likely the one
   that is wanted now. */
async function showLast() {
  const known = read("last", null);
  if (!known) return;
  const asked = addressed(location.hash).key;
  const wanted = asked ? asked === known.key : playedLately(known.key) || known.date === localDay();
  if (wanted) show(known, (await kept(known)) || known.audio);
}

async function start() {
  wait(settings.wait);
  overHttp();
  if (takePermission(location.hash)) history.replaceState(null, "", "#today");
  store.patch({ place: firstPlace() });
  if (alone) {
    for (const id of ["sessions-part", "keep-part"]) byId(id).hidden = true;
    show(JSON.parse(alone.textContent), inside());
    return;
  }
  register();
  await showLast();
  await learnSessions();
  if (all.length) await begin();
  else if (deck.score) board.stand("gone");
  else empty("No session yet", "Render one on your computer, and it is here: mmc-audio demo");
  outbox.flush();
}

async function learnSessions() {
  all = (await get("api/sessions")).sessions;
  today.know(all);
}

/* A session that was rendered from here is in the list, and shown where nothing else is under way. */
today.onrendered = async () => {
  await learnSessions().catch(console.warn);
  sheets.sessions(all, deck.score && deck.score.session.key, pick);
  if (!deck.score && all.length) await begin().catch(trouble);
};

/** What the address names; else what is under way, else today. */
function firstPlace() {
  const last = read("last", null);
  const begun = last && playedLately(last.key) ? "train" : "today";
  return alone ? "train" : addressed(location.hash).place || begun;
}

/** @param {string} title @param {string} words */
function empty(title, words) {
  text("empty-title", title);
  text("empty-text", words);
  store.patch({ view: "empty" });
}

/** @param {any} error */
function trouble(error) {
  console.warn(error);
  today.away();
  if (deck.score) return;
  empty("The coach is out of reach", "Is mmc-audio serve running, and the phone in the same network? Then load this page again.");
}

/* Over plain http a phone keeps no page and no session. That is said where the button would be. */
function overHttp() {
  const can = alone || canKeep();
  byId("http-part").hidden = Boolean(can) || location.protocol !== "http:";
  byId("keep").hidden = !canKeep();
}

/** @param {any} session */
async function keepHint(session) {
  const here = await isKept(session);
  text("keep-hint", here ? "This session is kept here and plays without a network." : "");
}

byId("keep").addEventListener("click", async () => {
  text("keep-hint", "Fetching it …");
  try {
    await keepNow(deck.score.session.key);
  } catch {
    text("keep-hint", "That did not work: no network, or no room left on this phone.");
  }
});

/** If it was rendered again meanwhile, what was kept is also what is shown from now on.
 * @param {string} key */
async function keepNow(key) {
  const session = await keep(key);
  const shown = deck.score.session;
  if (shown.key === key && shown.version !== session.version) {
    const goesOn = deck.playing;
    show(session, await kept(session));
    if (goesOn) deck.play();
  }
  await keepHint(deck.score.session);
}

sheets.onopen = async (/** @type {string} */ name) => {
  if (name !== "more") return;
  unsent();
  missedInSheet();
  if (deck.score) sheets.pictures(deck.score.session);
  if (!alone) sheets.practice(await orNothing("api/ledger"));
};
byId("choose").addEventListener("click", () => sheets.open("more"));

function unsent() {
  const count = outbox.waiting.length;
  const where = alone ? "kept in this browser" : "waiting for the server";
  text("unsent", count ? `${count} ${count > 1 ? "sets" : "set"} ${where}.` : "");
  byId("save-log").hidden = !count && !outbox.refused.length;
  if (outbox.refused.length) board.stand("refused");
  if (outbox.stuck) board.stand("ledger");
  else board.over("ledger");
  if (!count && !outbox.refused.length) board.over("full");
}

byId("save-log").addEventListener("click", () => {
  const sets = [...outbox.waiting, ...outbox.refused];
  const file = new Blob([JSON.stringify({ sets, now: localTime() })], { type: "application/json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = "check-ins.json";
  link.click();
});

outbox.changed = unsent;
addEventListener("online", () => outbox.flush());
addEventListener("hashchange", moved);
addEventListener("pagehide", () => deck.save(true));
document.addEventListener("visibilitychange", () => {
  deck.save(true);
  outbox.flush();
  paint();
});
setInterval(() => outbox.flush(), RETRY_MS);
start().catch(trouble);
