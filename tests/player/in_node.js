"use strict";
/* Runs code with the player's modules, each time in a world of its own: one node for many tests.
   node in_node.js SCRIPT < lines of JSON strings > lines of {value} or {error} */
const { readFileSync } = require("node:fs");
const { createInterface } = require("node:readline");
const vm = require("node:vm");

const script = new vm.Script(readFileSync(process.argv[2], "utf8"));
const OF_NODE = Object.getOwnPropertyNames(globalThis).filter((name) => !["globalThis", "global"].includes(name));

/* A world, and what ends the clocks that still run in it. */
function world() {
  const context = vm.createContext({});
  const has = new Set(vm.runInContext("Object.getOwnPropertyNames(globalThis)", context));
  for (const name of OF_NODE) if (!has.has(name)) context[name] = globalThis[name];
  const running = [];
  for (const name of ["setTimeout", "setInterval"]) {
    context[name] = (...given) => running[running.push(globalThis[name](...given)) - 1];
  }
  return { context, end: () => running.forEach(clearTimeout) };
}

async function answer(code) {
  const { context, end } = world();
  try {
    script.runInContext(context);
    return { value: await vm.runInContext(`(async () => { ${code} })()`, context) };
  } catch (error) {
    return { error: String((error && error.stack) || error) };
  } finally {
    end();
  }
}

(async () => {
  for await (const line of createInterface({ input: process.stdin })) {
    process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)))}\n`);
  }
})();
