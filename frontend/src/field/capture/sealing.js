/** Seals values and bytes under the passphrase's key, and hashes bytes. The cipher is the one of the gatherings' app. */

export { WrongPassphrase, makeLock, openLock, seal, unseal } from "/static/consultation/capture/cipher.js";

/** Bytes, sealed. @param {CryptoKey} key @param {ArrayBuffer} bytes @returns {Promise<{iv: Uint8Array, data: ArrayBuffer}>} */
export async function sealBytes(key, bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes) };
}

/** Sealed bytes. @param {CryptoKey} key @param {{iv: Uint8Array, data: ArrayBuffer}} sealed */
export const unsealBytes = (key, { iv, data }) => crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data);

/** SHA-256 in hexadecimal. @param {ArrayBuffer} bytes */
export async function digestOf(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
