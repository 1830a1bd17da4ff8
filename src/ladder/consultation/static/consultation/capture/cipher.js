/**
 * Keeps what is on the device unreadable without the passphrase: PBKDF2-SHA-256 makes a key, AES-GCM seals each entry.
 * Nobody can open it without the passphrase; nobody can restore a forgotten one.
 */

const ITERATIONS = 600_000;
const CHECK = "cobalt-ladder";

/** The passphrase was not the one that sealed this. */
export class WrongPassphrase extends Error {}

/** @param {Uint8Array} bytes */
const toText = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
/** @param {string} text */
const toBytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

/** A new lock. @param {string} passphrase @returns {Promise<{lock: object, key: CryptoKey}>} */
export async function makeLock(passphrase) {
  const salt = toText(crypto.getRandomValues(new Uint8Array(16)));
  const key = await deriveKey(passphrase, salt, ITERATIONS);
  return { lock: { salt, iterations: ITERATIONS, check: await seal(key, CHECK) }, key };
}

/** The key of a lock. @param {object} lock @param {string} passphrase @returns {Promise<CryptoKey>} */
export async function openLock(lock, passphrase) {
  const key = await deriveKey(passphrase, lock.salt, lock.iterations);
  if ((await unseal(key, lock.check)) !== CHECK) throw new WrongPassphrase();
  return key;
}

async function deriveKey(passphrase, salt, iterations) {
  const words = new TextEncoder().encode(passphrase.normalize("NFC"));
  const material = await crypto.subtle.importKey("raw", words, "PBKDF2", false, ["deriveKey"]);
  const method = { name: "PBKDF2", hash: "SHA-256", salt: toBytes(salt), iterations };
  return crypto.subtle.deriveKey(method, material, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** A value, sealed. @param {CryptoKey} key @param {unknown} value @returns {Promise<{iv: string, data: string}>} */
export async function seal(key, value) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(value));
  const data = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain));
  return { iv: toText(iv), data: toText(data) };
}

/** A sealed value. @param {CryptoKey} key @param {{iv: string, data: string}} sealed @returns {Promise<unknown>} */
export async function unseal(key, sealed) {
  try {
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: toBytes(sealed.iv) }, key, toBytes(sealed.data));
    return JSON.parse(new TextDecoder().decode(plain));
  } catch {
    throw new WrongPassphrase();
  }
}
