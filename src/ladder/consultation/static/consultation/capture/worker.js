/**
 * Serves the app without network. The server writes two lines before these: VERSION, a digest of all files, and ASSETS,
 * their addresses. Entries live in the device's database, which no update of this worker touches.
 */

const FILES = `gathering-files-${VERSION}`;
const PAGES = "gathering-pages";
const IS_CAPTURE = /^\/consultation\/gatherings\/[0-9a-f-]{36}\/capture\/$/;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(FILES)
      .then((cache) => cache.addAll(ASSETS.map((address) => new Request(address, { cache: "reload" }))))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith("gathering-files-") && name !== FILES))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && IS_CAPTURE.test(address.pathname)) {
    event.respondWith(pageOf(event, address.pathname));
  } else if (ASSETS.includes(address.pathname)) {
    event.respondWith(fileOf(event.request, address.pathname));
  }
});

/** The kept page at once, a newer one for next time; without a kept page, the network. */
async function pageOf(event, path) {
  const pages = await caches.open(PAGES);
  const kept = await pages.match(path);
  if (kept && !self.navigator.onLine) return kept;
  const fresh = fetch(event.request).then(async (response) => {
    if (response.ok && !response.redirected) await pages.put(path, response.clone());
    return response;
  });
  if (!kept) return fresh;
  event.waitUntil(fresh.catch(() => undefined));
  return kept;
}

async function fileOf(request, path) {
  const kept = await (await caches.open(FILES)).match(path);
  return kept ?? fetch(request);
}
