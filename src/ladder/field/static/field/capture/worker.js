/**
 * Serves the page without network. The server writes two lines before these: VERSION, a digest of all files and words, and
 * ASSETS, the addresses to keep, the page itself among them. Entries stand in the browser's database, which no update of
 * this worker touches.
 */

const PREFIX = "field-files-";
const FILES = `${PREFIX}${VERSION}`;

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
      .then((names) => names.filter((name) => name.startsWith(PREFIX) && name !== FILES))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  if (ASSETS.includes(address.pathname)) event.respondWith(fileOf(event.request, address.pathname));
});

/** What is kept, at once. Part names carry a digest, so an old page still finds its parts in the network. */
async function fileOf(request, path) {
  return (await (await caches.open(FILES)).match(path)) ?? fetch(request);
}
