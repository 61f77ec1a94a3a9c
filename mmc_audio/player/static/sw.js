"use strict";
/* Makes the page itself open without the server. Audio is not its business: the page keeps that
   whole, and plays it from there. */
const PAGE = "mmc-audio-page-1";
const KEPT = "mmc-audio-sessions";
const FILES = ["./", "manifest.webmanifest", "static/icon.svg", "static/player.css", "static/sheets.css"].concat(
  ["score", "store", "deck", "stage", "checkin", "remote", "offline", "sheets", "app"].map((name) => `static/${name}.js`),
);

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(PAGE).then((store) => store.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith("mmc-audio-page-") && name !== PAGE))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

/* The network first, so that nothing is ever older than it must be. */
async function answer(request) {
  try {
    const fresh = await fetch(request);
    const path = new URL(request.url).pathname;
    if (fresh.ok && FILES.some((file) => path.endsWith(file.replace("./", "/")))) {
      const store = await caches.open(PAGE);
      await store.put(request, fresh.clone());
    }
    return fresh;
  } catch (error) {
    const known = await caches.match(request, { ignoreSearch: request.mode === "navigate" });
    if (known) return known;
    throw error;
  }
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.includes("/media/") || event.request.cache === "no-store") return;
  event.respondWith(answer(event.request));
});
