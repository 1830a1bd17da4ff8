/** What keeps the page at work without network: the service worker, every file it needs, and storage that stays. */

/** Let the service worker serve the page. @param {string} address @returns {Promise<boolean>} whether everything is kept */
export async function keepApp(address) {
  if (!("serviceWorker" in navigator)) return false;
  try {
    await navigator.serviceWorker.register(address, { updateViaCache: "none" });
  } catch {
    // no network: what was kept before still counts
  }
  const registration = await Promise.race([navigator.serviceWorker.ready, new Promise((done) => setTimeout(done, 60_000))]);
  return Boolean(registration?.active) && Boolean(await caches.match(location.pathname));
}

/** Ask the browser not to clear away what is kept. @returns {Promise<boolean>} whether it promises that */
export async function keepStorage() {
  return Boolean((await navigator.storage?.persisted?.()) || (await navigator.storage?.persist?.()));
}

/** One tab at a time writes. @param {() => Promise<void>} act @param {() => void} refuse */
export function onlyTab(act, refuse) {
  if (!navigator.locks) return act();
  return navigator.locks.request("ladder-field", { ifAvailable: true }, async (lock) => {
    if (!lock) return refuse();
    await act();
    return new Promise(() => {}); // held until the tab is closed
  });
}
