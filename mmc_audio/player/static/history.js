/* History: what was practised, from the ledger on the server. */
import { text } from "./dom.js";
import { orNothing } from "./server.js";

export class HistoryPlace {
  async enter() {
    const report = await orNothing("api/ledger");
    const sets = report ? report.sets : 0;
    text("history-words", sets ? `${sets} ${sets === 1 ? "set" : "sets"} logged.` : "Nothing logged yet. Sets are logged as you train.");
  }
}
