"use strict";
/* Puts the parts together. */
(() => {
  const RETRY_MS = 20 * 1000;
  const POST_MS = 15 * 1000;
  const TROUBLES = {
    trouble: "The audio is out of reach. Load this page again.",
    late: "Waiting for the audio …",
  };
  const { byId, text } = mmc;
  const alone = document.getElementById("session");

  async function get(path) {
    const answer = await fetch(path, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  }

  async function post(checkins) {
    const answer = await fetch("api/ledger/sets", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ sets: checkins }),
      signal: AbortSignal.timeout(POST_MS),
    });
    return answer.status;
  }

  const deck = new mmc.Deck(byId("audio"));
  const stage = new mmc.Stage();
  const outbox = new mmc.Outbox(alone ? null : post);
  const checkin = new mmc.CheckIn(outbox);
  const remote = new mmc.Remote(deck);
  const sheets = new mmc.Sheets(deck);
  let all = [];

  function paint() {
    if (!deck.score) return;
    const moment = stage.paint(deck.score, deck.time, deck.waiting);
    checkin.moment(moment);
    sheets.here(moment.section);
    remote.tell(deck.score, moment);
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

  deck.onchange = (what) => {
    stage.state(deck.playing, deck.waiting);
    remote.state();
    paint();
    text("trouble", TROUBLES[what] || "");
    if (what === "trouble") renew();
    if (what === "play") {
      remote.playOver();
      askForFrame();
    }
  };
  deck.onsetdone = (section) => checkin.setDone(deck.score, section);
  deck.audio.addEventListener("timeupdate", paint);

  const actions = {
    play: () => deck.toggle(),
    next: () => deck.next(),
    previous: () => deck.previous(),
    restart: () => deck.restart(),
    back: () => deck.back(),
    wait: () => wait(!mmc.settings.wait),
  };
  for (const [id, action] of Object.entries(actions)) byId(id).addEventListener("click", action);
  byId("seek").addEventListener("input", (event) => deck.go(Number(event.target.value)));

  const KEYS = { " ": "play", k: "play", n: "next", p: "previous", r: "restart", w: "wait", ArrowLeft: "back" };
  document.addEventListener("keydown", (event) => {
    const busy = event.target.closest("dialog, input:not([type=range]), select, textarea");
    const sliding = event.target.matches("[type=range]") && event.key.startsWith("Arrow");
    const pressing = event.key === " " && event.target.closest("button, a");
    if (busy || sliding || pressing || event.ctrlKey || event.metaKey || event.altKey || !deck.score) return;
    if (event.key === "ArrowRight") deck.forward();
    else if (KEYS[event.key]) actions[KEYS[event.key]]();
    else return;
    event.preventDefault();
  });

  function wait(on) {
    mmc.set("wait", on);
    byId("wait").setAttribute("aria-pressed", String(on));
  }

  function show(session, source) {
    const score = new mmc.Score(session);
    stage.forget();
    byId("player").hidden = false;
    byId("empty").hidden = true;
    document.title = session.title;
    document.documentElement.lang = session.language || "en";
    text("session-title", session.title);
    text("session-day", mmc.dayWords(session));
    byId("seek").max = String(Math.round(score.duration));
    byId("chapters").replaceChildren(...score.sections.map((one) => tick(one, score.duration)));
    sheets.outline(score);
    sheets.files(session);
    deck.load(score, source, mmc.position(score));
    stage.state(false, false);
    paint();
  }

  /* Audio that was rendered again is gone under its old address. Nobody is thrown into another
     rendering in the middle of a set. */
  async function renew() {
    if (alone) return;
    const { key, version } = deck.score.session;
    const session = await get(`api/sessions/${key}`).catch(() => null);
    if (!session || session.version === version || deck.score.session.version !== version) return;
    if (deck.playing) text("trouble", "This session was rendered again. Load this page again.");
    else show(session, session.audio);
  }

  function tick(section, duration) {
    const mark = document.createElement("i");
    mark.style.left = `${(100 * section.start_s) / duration}%`;
    return mark;
  }

  /* Of two that are chosen in a row the later is shown, whichever comes first. */
  let choice = 0;
  async function choose(key) {
    choice += 1;
    const mine = choice;
    const session = await get(`api/sessions/${key}`);
    const kept = await mmc.kept(session);
    if (mine !== choice) return;
    show(session, kept || session.audio);
    sheets.sessions(all, key, pick);
    history.replaceState(null, "", `#${key}`);
    keepHint(session);
  }

  async function pick(key) {
    try {
      await choose(key);
    } catch (error) {
      text("trouble", "That session is out of reach, and it is not kept on this phone.");
      console.warn(error);
    }
  }

  /* The first one; where it is out of reach, the first of those that are kept here. */
  async function begin() {
    sheets.sessions(all, null, pick);
    try {
      await choose(first(all));
    } catch (error) {
      const here = await mmc.keptOf(all);
      if (!here.length) throw error;
      await choose(first(here));
    }
  }

  /* The one that was being played; else today's, which is the first in order. */
  function first(sessions) {
    const asked = sessions.find((one) => one.key === location.hash.slice(1));
    const recent = sessions
      .filter((one) => mmc.playedLately(one.key))
      .sort((a, b) => mmc.lastPlayed(b.key) - mmc.lastPlayed(a.key))[0];
    return (asked || recent || mmc.inOrder(sessions)[0]).key;
  }

  async function start() {
    wait(mmc.settings.wait);
    if (alone) {
      for (const id of ["sessions-part", "keep-part"]) byId(id).hidden = true;
      show(JSON.parse(alone.textContent), mmc.inside());
      return;
    }
    mmc.register();
    all = (await get("api/sessions")).sessions;
    if (all.length) await begin();
    else byId("empty").hidden = false;
    outbox.flush();
  }

  function trouble(error) {
    text("empty-title", "The coach is out of reach");
    text("empty-text", "Is mmc-audio serve running, and the phone in the same network? Then load this page again.");
    byId("empty").hidden = byId("player").hidden === false;
    console.warn(error);
  }

  async function keepHint(session) {
    byId("keep").hidden = !mmc.canKeep();
    const kept = await mmc.isKept(session);
    text("keep-hint", kept ? "This session is kept here and plays without a network." : "");
  }

  byId("keep").addEventListener("click", async () => {
    const { key } = deck.score.session;
    text("keep-hint", "Fetching it …");
    try {
      await keepNow(key);
    } catch {
      text("keep-hint", "That did not work: no network, or no room left on this phone.");
    }
  });

  /* If it was rendered again meanwhile, what was kept is also what is shown from now on. */
  async function keepNow(key) {
    const session = await mmc.keep(key);
    const shown = deck.score.session;
    if (shown.key === key && shown.version !== session.version) {
      const goesOn = deck.playing;
      show(session, await mmc.kept(session));
      if (goesOn) deck.play();
    }
    await keepHint(deck.score.session);
  }

  sheets.onopen = async (name) => {
    if (name !== "more") return;
    unsent();
    if (!alone) sheets.practice(await get("api/ledger").catch(() => null));
  };

  function unsent() {
    const count = outbox.waiting.length;
    const where = alone ? "kept in this browser" : "waiting for the server";
    text("unsent", count ? `${count} check-in${count > 1 ? "s" : ""} ${where}.` : "");
    byId("save-log").hidden = !count;
  }

  byId("save-log").addEventListener("click", () => {
    const sets = new Blob([JSON.stringify({ sets: outbox.waiting })], { type: "application/json" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(sets);
    link.download = "check-ins.json";
    link.click();
  });

  outbox.changed = unsent;
  addEventListener("online", () => outbox.flush());
  addEventListener("pagehide", () => deck.save(true));
  document.addEventListener("visibilitychange", () => {
    deck.save(true);
    outbox.flush();
    paint();
  });
  setInterval(() => outbox.flush(), RETRY_MS);
  start().catch(trouble);
})();
