/** A case handler's private key as a file: closed with AES-256-GCM under a passphrase (PBKDF2-HMAC-SHA-512). */

import { derive, fingerprintOf, fromHex, pairOf, toBytes, toHex } from "./box.js";

export const FORMAT = "cobalt-ladder-case-key/1";
const ITERATIONS = 600000;

/** @param {{publicKey: Uint8Array, secretKey: Uint8Array}} pair @param {string} passphrase */
export async function closeKeyFile(pair, passphrase) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await lockOf(passphrase, salt, ITERATIONS), pair.secretKey);
  return JSON.stringify({
    format: FORMAT,
    public_key: toHex(pair.publicKey),
    fingerprint: fingerprintOf(pair.publicKey),
    kdf: { name: "PBKDF2", hash: "SHA-512", iterations: ITERATIONS, salt: toHex(salt) },
    cipher: { name: "AES-GCM", iv: toHex(iv) },
    sealed: toHex(new Uint8Array(sealed)),
  }, null, 2);
}

/** The key pair of a file; throws where the passphrase is another. @param {string} text @param {string} passphrase */
export async function openKeyFile(text, passphrase) {
  const file = JSON.parse(text);
  if (file.format !== FORMAT) throw new RangeError("no key file");
  const lock = await lockOf(passphrase, fromHex(file.kdf.salt), file.kdf.iterations);
  const iv = fromHex(file.cipher.iv);
  return pairOf(new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, lock, fromHex(file.sealed))));
}

async function lockOf(passphrase, salt, iterations) {
  const bits = await derive(toBytes(passphrase.normalize("NFC")), salt, iterations, 256);
  return crypto.subtle.importKey("raw", bits, "AES-GCM", false, ["encrypt", "decrypt"]);
}
