/**
 * Everything of this browser in one file, sealed as it stands, and such a file read in again. First a line of JSON that
 * says what follows, then the sealed bytes of files one after the other.
 */

import { change, read, readAll } from "./database.js";
import { WrongPassphrase, openLock, seal, sealBytes, unseal, unsealBytes } from "./sealing.js";

const FORMAT = "cobalt-ladder-visits-1";

/** The file was not made by this page, or it is cut. */
export class BrokenFile extends Error {}

/** @returns {Promise<Blob>} */
export async function exportAll() {
  const { lock } = await read("vaults", "field");
  const [forms, entries, files] = [await readAll("forms"), await readAll("entries"), await readAll("files")];
  const told = files.map(({ id, entry, name, sealed }) => ({ id, entry, name, iv: [...sealed.iv], length: sealed.data.byteLength }));
  const head = JSON.stringify({ format: FORMAT, lock, forms, entries, files: told });
  return new Blob([head, "\n", ...files.map(({ sealed }) => sealed.data)], { type: "application/octet-stream" });
}

/** Offer a file to keep. @param {Blob} blob @param {string} name */
export function offer(blob, name) {
  const address = URL.createObjectURL(blob);
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/**
 * Read a file in; entries and forms that are here already stay as they are.
 * @param {Blob} file @param {string} passphrase @param {CryptoKey} key @param {Map<string, object>} known @param {Map<string, object>} knownForms
 * @returns {Promise<number>} entries that came
 */
export async function importAll(file, passphrase, key, known, knownForms) {
  const { head, bytes } = await partsOf(file);
  const old = await openLock(head.lock, passphrase);
  const entries = head.entries.filter(({ id, state }) => !known.has(id) && state !== "safe");
  const wanted = new Set(entries.map(({ id }) => id));
  const reseal = async (row) => ({ ...row, sealed: await seal(key, await unseal(old, row.sealed)) });
  const files = [];
  for (const { data, ...told } of bytes()) {
    if (!wanted.has(told.entry)) continue;
    const plain = await unsealBytes(old, { iv: Uint8Array.from(told.iv), data: await data.arrayBuffer() }).catch(() => { throw new BrokenFile(); });
    files.push({ id: told.id, entry: told.entry, name: told.name, sealed: await sealBytes(key, plain) });
  }
  const forms = head.forms.filter(({ id }) => !knownForms.has(id));
  const put = { forms: await Promise.all(forms.map(reseal)), entries: await Promise.all(entries.map(reseal)), files };
  await change({ put });
  return entries.length;
}

async function partsOf(file) {
  const start = await file.slice(0, 64 * 1024 * 1024).arrayBuffer();
  const end = new Uint8Array(start).indexOf(10);
  let head;
  try {
    head = JSON.parse(new TextDecoder().decode(start.slice(0, end)));
  } catch {
    throw new BrokenFile();
  }
  const length = end + 1 + (head.files ?? []).reduce((sum, told) => sum + told.length, 0);
  if (head.format !== FORMAT || file.size !== length) throw new BrokenFile();
  function* bytes() {
    let at = end + 1;
    for (const told of head.files) {
      yield { ...told, data: file.slice(at, at + told.length) };
      at += told.length;
    }
  }
  return { head, bytes };
}

export { WrongPassphrase };
