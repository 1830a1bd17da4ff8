/** How large the next piece of an upload is: grows where the network carries it, shrinks at once where it breaks. */

export const SMALLEST = 16 * 1024;
export const FIRST = 64 * 1024;
export const LARGEST = 1024 * 1024;
const QUICK_MS = 2_000;
const SLOW_MS = 8_000;

/** No piece is more than a tenth of what is missing: one cut then costs at most a tenth of it again. @param {number} missing bytes */
export const capOf = (missing) => Math.max(SMALLEST, Math.min(LARGEST, Math.floor(missing / 10)));

/** After a piece arrived. @param {number} size bytes of the pieces so far @param {number} took milliseconds */
export function afterArrival(size, took) {
  if (took < QUICK_MS) return Math.min(LARGEST, size * 2);
  return took > SLOW_MS ? Math.max(SMALLEST, Math.floor(size / 2)) : size;
}

/** After a piece was lost. @param {number} size */
export const afterLoss = (size) => Math.max(SMALLEST, Math.floor(size / 4));

/** How long to wait before trying again, in milliseconds: doubling up to five minutes. @param {number} failures in a row, from 1 */
export const pauseAfter = (failures) => Math.min(300_000, 1_000 * 2 ** Math.min(failures, 9));
