/** Puts everything into one sealed file, for a device that never finds network, and in case this one breaks. */

import { seal } from "./cipher.js";

const FORMAT = "cobalt-ladder-records-1";

/** Offer the file to keep. @param {import("./store.js").Store} store */
export async function exportFile(store) {
  const records = store.all().filter((entry) => entry.state !== "draft").map((entry) => entry.record);
  const { salt, iterations } = store.vault.lock;
  const sealed = await seal(store.key, { gathering: store.gathering, records });
  const text = JSON.stringify({ format: FORMAT, gathering: store.gathering, salt, iterations, ...sealed });
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = Object.assign(document.createElement("a"), {
    href: address,
    download: `gathering-${store.gathering.slice(0, 8)}.json`,
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
