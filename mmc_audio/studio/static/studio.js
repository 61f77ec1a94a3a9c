// What the studio's page needs beside its elements: one player, completion in the words, and the
// editors' colours by day and night.
let player = null;
let waiting = null; // the address of the sound that follows
const night = matchMedia("(prefers-color-scheme: dark)");
let playing = 0; // the session that is played; 0 for a single sound

globalThis.studio = {
  played: 0,
  unsaved: false,
  // Plays a sound. With a number of a session it says when it begins, and what was made meanwhile
  // follows; what belongs to an earlier session is let go.
  play(address, session = 0) {
    player?.pause();
    waiting = null;
    playing = session;
    player = new Audio(address);
    player.addEventListener("ended", () => {
      studio.played += 1;
      if (waiting) studio.play(waiting, playing);
    });
    if (session) emitEvent("studio-part-begins");
    return player.play();
  },
  then(address, session) {
    if (session !== playing) return;
    if (player?.ended) studio.play(address, session);
    else waiting = address;
  },
  heard() {
    return player?.currentTime ?? 0; // seconds of the sound that was started last
  },
  stop() {
    player?.pause();
    waiting = null;
    playing = 0;
  },
  // Shows a panel at once; the server does the same when the press has reached it.
  show(name) {
    for (const one of document.querySelectorAll("[data-panel]")) one.classList.toggle("hidden", one.dataset.panel !== name);
    for (const one of document.querySelectorAll("[data-tab]")) one.setAttribute("aria-current", one.dataset.tab === name ? "page" : "");
  },
  // Moves the focus among keys of one kind by arrows, which are `across` to a line.
  walk(event, kind, across) {
    const keys = [...event.currentTarget.querySelectorAll(kind)];
    const at = keys.indexOf(document.activeElement);
    const steps = { ArrowDown: across, ArrowUp: -across, Home: -at, End: keys.length - 1 - at };
    if (across > 1) Object.assign(steps, { ArrowRight: 1, ArrowLeft: -1 });
    if (at < 0 || !(event.key in steps)) return;
    event.preventDefault();
    keys[at + steps[event.key]]?.focus();
  },
  dark() {
    return night.matches;
  },
  // Offers the names a template may use, with an example, between {{ }} and {% %}.
  async complete(id, words) {
    const editor = await editorOf(id);
    const first = !editor.studioWords;
    editor.studioWords = words.map(([label, detail]) => ({ label, detail, type: "variable" }));
    if (!first) return;
    const CM = await import("nicegui-codemirror");
    const source = (context) => {
      const word = context.matchBefore(/[\w.]*/);
      const before = context.state.doc.lineAt(context.pos).text.slice(0, word.from - context.state.doc.lineAt(context.pos).from);
      const inside = Math.max(before.lastIndexOf("{{"), before.lastIndexOf("{%")) >
        Math.max(before.lastIndexOf("}}"), before.lastIndexOf("%}"));
      if (!inside || (word.from === word.to && !context.explicit)) return null;
      return { from: word.from, options: editor.studioWords, validFor: /^[\w.]*$/ };
    };
    const data = CM.EditorState.languageData.of(() => [{ autocomplete: source }]);
    editor.dispatch({ effects: CM.StateEffect.appendConfig.of(data) });
  },
  async name(id, label) {
    const editor = await editorOf(id);
    editor.contentDOM.setAttribute("aria-label", label);
    editor.scrollDOM.tabIndex = 0; // it scrolls also where nothing in it is in sight
    editor.setTabFocusMode?.(true); // Tab leads on: nobody is caught in an editor
  },
  async select(id, line) {
    const editor = await editorOf(id);
    const found = editor.state.doc.line(Math.min(line, editor.state.doc.lines));
    editor.dispatch({ selection: { anchor: found.from, head: found.to }, scrollIntoView: true });
  },
};

night.addEventListener("change", () => emitEvent("studio-dark", night.matches));

addEventListener("beforeunload", (event) => {
  if (studio.unsaved) event.preventDefault();
});

async function editorOf(id) {
  for (let tries = 0; tries < 100; tries += 1) {
    const editor = globalThis.getElement?.(id)?.editor;
    if (editor) return editor;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error("the editor is not there");
}
