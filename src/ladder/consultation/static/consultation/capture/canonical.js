/**
 * The one byte string of a value, its SHA-256, and the code of a seal: exactly what the server computes
 * (core/canonical.py, core/consultation/seal.py).
 */

const SIGNS = "23456789CDFHJKMNPQRTVWXY";
const CODE_LENGTH = 8;
const METHOD = "ladder-gathering-seal-1";

/** JSON with sorted keys and no blanks. @param {unknown} value @returns {string} */
export function writeCanonically(value) {
  if (Array.isArray(value)) return `[${value.map(writeCanonically).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const parts = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${writeCanonically(value[key])}`);
    return `{${parts.join(",")}}`;
  }
  return JSON.stringify(value);
}

/** SHA-256 of a value's canonical text. @param {unknown} value @returns {Promise<string>} 64 hexadecimal signs */
export async function digestOf(value) {
  const bytes = new TextEncoder().encode(writeCanonically(value));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The digest of one record. @param {{number: string, kind: string, body: object, device_at: string}} record */
export function digestOfRecord({ number, kind, body, device_at }) {
  return digestOf({ number, kind, body, device_at });
}

/** The digest of a sealed gathering. @param {string} gathering @param {[string, string][]} records number and digest */
export function digestOfSeal(gathering, records) {
  const listed = [...records].sort(([one], [other]) => (one < other ? -1 : 1));
  return digestOf({ method: METHOD, gathering, records: listed });
}

/** Eight signs to copy by hand. @param {string} digest @returns {string} */
export function shortCode(digest) {
  let rest = BigInt(`0x${digest}`);
  let signs = "";
  for (let place = 0; place < CODE_LENGTH; place += 1) {
    signs += SIGNS[Number(rest % 24n)];
    rest /= 24n;
  }
  return signs;
}

/** The code in two halves, as it is printed and read aloud. @param {string} code */
export const showCode = (code) => `${code.slice(0, 4)} ${code.slice(4)}`;

/** Text that every database keeps: without NUL and half characters. @param {string} text */
export function cleanText(text) {
  const whole = text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "");
  return whole.replaceAll("\u0000", "").trim();
}
