/**
 * Seals and opens words with libsodium's boxes (tweetnacl), as src/ladder/grievances/sealing.py does with PyNaCl.
 *
 * Nothing here talks to anybody or keeps anything. Texts are padded to four lengths; the key of a text lies in a sealed
 * box to a first handler around a sealed box to a second one of another organisation.
 */

import nacl from "tweetnacl";
import sealedbox from "tweetnacl-sealedbox-js";
import { blake2b } from "blakejs";

const SIZES = [1024, 4096, 16384, 65536];
const LENGTH_BYTES = 4;
const ROUNDS = 210000;
const SALT = "cobalt-ladder grievance code 1";
const DRAWN = 20;
const EVEN_BYTES = 250; // bytes from here on are drawn again, so that each digit is as likely
const QUASIGROUP = ["0317598642", "7092154863", "4206871359", "1750983426", "6123045978", "3674209581", "5869720134", "8945362017", "9438617205", "2581436790"];

export const MOST_BYTES = SIZES.at(-1) - LENGTH_BYTES;
export const toBytes = (text) => new TextEncoder().encode(text);
export const toText = (bytes) => new TextDecoder("utf-8", { fatal: true }).decode(bytes);
export const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** @param {string} hex */
export function fromHex(hex) {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** The length in four bytes, the text, and zeros up to the smallest size that holds both. @param {Uint8Array} text */
export function pad(text) {
  const size = SIZES.find((one) => one >= LENGTH_BYTES + text.length);
  if (!size) throw new RangeError("too long");
  const padded = new Uint8Array(size);
  new DataView(padded.buffer).setUint32(0, text.length);
  padded.set(text, LENGTH_BYTES);
  return padded;
}

/** The text again. @param {Uint8Array} padded */
export function unpad(padded) {
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  const isOurs = SIZES.includes(padded.length) && length <= padded.length - LENGTH_BYTES;
  if (!isOurs || padded.slice(LENGTH_BYTES + length).some(Boolean)) throw new RangeError("not padded in our way");
  return padded.slice(LENGTH_BYTES, LENGTH_BYTES + length);
}

/**
 * Seal a text to every ordered pair of holders of different organisations.
 * @param {Uint8Array} text
 * @param {{fingerprint: string, house: number, key: string}[]} holders
 */
export function sealToPairs(text, holders) {
  const key = nacl.randomBytes(nacl.secretbox.keyLength);
  const nonce = nacl.randomBytes(nacl.secretbox.nonceLength);
  const body = toHex(nonce) + toHex(nacl.secretbox(pad(text), nonce, key));
  const pairs = [];
  for (const first of holders) {
    for (const second of holders.filter((other) => other.house !== first.house)) {
      const inner = sealedbox.seal(key, fromHex(second.key));
      pairs.push({ first: first.fingerprint, second: second.fingerprint, sealed: toHex(sealedbox.seal(inner, fromHex(first.key))) });
    }
  }
  return { body, pairs };
}

/** What a sealed box holds; throws where it is for another key. @param {string} sealed @param {{publicKey: Uint8Array, secretKey: Uint8Array}} pair */
export function openSeal(sealed, pair) {
  const opened = sealedbox.open(fromHex(sealed), pair.publicKey, pair.secretKey);
  if (!opened) throw new RangeError("sealed to another key");
  return opened;
}

/** The words under a key. @param {string} body @param {Uint8Array} key */
export function openBody(body, key) {
  const bytes = fromHex(body);
  const opened = nacl.secretbox.open(bytes.slice(nacl.secretbox.nonceLength), bytes.slice(0, nacl.secretbox.nonceLength), key);
  if (!opened) throw new RangeError("another key");
  return unpad(opened);
}

/** An answer, padded and sealed to a source's code. @param {string} text @param {string} answerKey */
export const sealAnswer = (text, answerKey) => toHex(sealedbox.seal(pad(toBytes(text)), fromHex(answerKey)));

/** An answer again. @param {string} sealed @param {Uint8Array} seed */
export const openAnswer = (sealed, seed) => toText(unpad(openSeal(sealed, pairOf(seed))));

/** A key pair of 32 bytes. @param {Uint8Array} secretKey */
export const pairOf = (secretKey) => nacl.box.keyPair.fromSecretKey(secretKey);
export const drawPair = () => nacl.box.keyPair();

/** BLAKE2b of a public key, 128 bits. @param {Uint8Array} publicKey */
export const fingerprintOf = (publicKey) => toHex(blake2b(publicKey, null, 16));

/** A fresh code of 21 digits, the last a check digit. */
export function drawCode() {
  let digits = "";
  while (digits.length < DRAWN) {
    const [byte] = nacl.randomBytes(1);
    if (byte < EVEN_BYTES) digits += byte % 10;
  }
  return digits + checkOf(digits);
}

/** The check digit after Damm; 0 for digits that already end with theirs. @param {string} digits */
export const checkOf = (digits) => [...digits].reduce((row, digit) => Number(QUASIGROUP[row][Number(digit)]), 0);

/** What was typed, without blanks and dashes; empty where it cannot be a code. @param {string} typed */
export function readCode(typed) {
  const plain = typed.normalize("NFKC").replace(/[\s\-\u2010-\u2014._/]/g, "");
  return /^[0-9]{21}$/.test(plain) && checkOf(plain) === 0 ? plain : "";
}

export const showCode = (code) => code.match(/.{1,3}/g).join(" ");

/** The handle and the seed of a code. @param {string} code */
export async function stretch(code) {
  const bits = await derive(toBytes(code), toBytes(SALT), ROUNDS, 512);
  return { handle: bits.slice(0, 32), seed: bits.slice(32) };
}

/** PBKDF2-HMAC-SHA-512. */
export async function derive(secret, salt, iterations, length) {
  const key = await crypto.subtle.importKey("raw", secret, "PBKDF2", false, ["deriveBits"]);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-512", salt, iterations }, key, length));
}
