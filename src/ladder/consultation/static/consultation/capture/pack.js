/** The session pack, and what keeps the app at work without network. */

import { read, write } from "./database.js";
import { say } from "./words.js";

const PATIENCE_MS = 8_000;
export const PAGES = "gathering-pages";

/** The pack that is on this device. @param {string} gathering */
export async function readPack(gathering) {
  return (await read("packs", gathering))?.pack;
}

/** The newest pack, kept for later; undefined where there is no network or no leave. */
export async function fetchPack({ gathering, packAddress }) {
  if (!navigator.onLine) return undefined;
  try {
    const response = await fetch(packAddress, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: "error" });
    if (!response.ok) return undefined;
    const pack = await response.json();
    await write("packs", { id: gathering, pack });
    return pack;
  } catch {
    return undefined;
  }
}

/** Let the service worker serve the app without network. @returns {Promise<boolean>} whether it does */
export async function startWorker(address, scope) {
  if (!("serviceWorker" in navigator)) return false;
  try {
    await navigator.serviceWorker.register(address, { scope });
    await navigator.serviceWorker.ready;
    return true;
  } catch {
    return Boolean(navigator.serviceWorker.controller);
  }
}

/** Keep this page itself. @returns {Promise<boolean>} whether it is kept */
export async function keepPage() {
  const pages = await caches.open(PAGES);
  const response = navigator.onLine && (await fetch(location.pathname, { redirect: "error" }).catch(() => undefined));
  if (response?.ok) await pages.put(location.pathname, response); // else the page that was kept before stays
  return Boolean(await pages.match(location.pathname));
}

/** Ask the browser not to clear away what is kept. @returns {Promise<string>} a warning where it refuses */
export async function keepStorage() {
  const isKept = (await navigator.storage?.persisted?.()) || (await navigator.storage?.persist?.());
  return isKept ? "" : say("This browser may clear its storage when space is short. Add this page to the home screen, and export to a file every evening.");
}
