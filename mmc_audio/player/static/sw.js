"use strict";
/* Makes the page itself open without the server. Audio is not its business: the page keeps that
   whole, and plays it from there. */
const PAGE = "mmc-audio-page-2";
const PATIENCE_MS = 3000;

/* The page, and all that it names: it is the one list of its own files. */
async function install() {
  const store = await caches.open(PAGE);
  const page = await fetch("./", { cache: "reload" });
  const text = await page.clone().text();
  const named = [...text.matchAll(/(?:href|src)="((?:static\/)?[\w.-]+\.(?:js|css|svg|webmanifest))"/g)];
  await store.put("./", page);
  await store.addAll([...new Set(named.map((one) => one[1]))]);
  await self.skipWaiting();
}

self.addEventListener("install", (event) => event.waitUntil(install()));

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith("mmc-audio-page-") && name !== PAGE))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

/* The network first, so that nothing is ever older than it must be; what is known where the server
   is silent, or a proxy answers in its place. */
async function answer(request) {
  const known = await caches.match(request, { ignoreSearch: request.mode === "navigate" });
  if (!known) return fresh(request);
  try {
    const found = await fresh(request, PATIENCE_MS);
    return found.status < 500 ? found : known;
  } catch {
    return known;
  }
}

/* Only the beginning must come in time: a slow network may take long for the rest. */
async function fresh(request, within = null) {
  const patience = new AbortController();
  const timer = within && setTimeout(() => patience.abort(), within);
  const found = await fetch(request, { signal: patience.signal }).finally(() => clearTimeout(timer));
  /* With no room left for the page, it still opens from the network. */
  await remember(request, found).catch(console.warn);
  return found;
}

async function remember(request, found) {
  const store = await caches.open(PAGE);
  const isOurs = await store.match(request, { ignoreSearch: request.mode === "navigate" });
  if (found.ok && isOurs) await store.put(request, found.clone());
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.includes("/media/") || event.request.cache === "no-store") return;
  event.respondWith(answer(event.request));
});
