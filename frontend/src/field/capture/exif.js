/**
 * The EXIF block of a JPEG: found, taken over into another JPEG, with the orientation set to upright, because the pixels
 * have been turned already. Time and place stand in it as the camera wrote them.
 */

const START = 0xffd8;
const APP1 = 0xffe1;
const SCAN = 0xffda;
const SIGNATURE = "Exif\0\0";
const ORIENTATION = 0x0112;
const HEAD = 10; // marker, length, signature

/** The whole EXIF segment of a JPEG, with its marker; undefined where there is none. @param {Uint8Array} jpeg */
export function exifOf(jpeg) {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  if (jpeg.length < 4 || view.getUint16(0) !== START) return undefined;
  for (let at = 2; at + 4 <= jpeg.length; ) {
    const marker = view.getUint16(at);
    if (marker < 0xff01 || marker === SCAN) return undefined;
    const end = at + 2 + view.getUint16(at + 2);
    if (end > jpeg.length) return undefined;
    if (marker === APP1 && signatureAt(jpeg, at + 4) === SIGNATURE) return jpeg.slice(at, end);
    at = end;
  }
  return undefined;
}

const signatureAt = (bytes, at) => String.fromCharCode(...bytes.slice(at, at + SIGNATURE.length));

/** A copy of the segment that says upright. @param {Uint8Array} segment */
export function upright(segment) {
  const bytes = segment.slice();
  const view = new DataView(bytes.buffer);
  const isLittle = view.getUint16(HEAD) === 0x4949;
  const first = HEAD + view.getUint32(HEAD + 4, isLittle);
  if (first + 2 > bytes.length) return bytes;
  const count = view.getUint16(first, isLittle);
  for (let n = 0; n < count && first + 14 + 12 * n <= bytes.length; n += 1) {
    const at = first + 2 + 12 * n;
    if (view.getUint16(at, isLittle) === ORIENTATION) view.setUint16(at + 8, 1, isLittle);
  }
  return bytes;
}

/** A JPEG with this EXIF segment as its first. @param {Uint8Array} jpeg @param {Uint8Array | undefined} segment */
export function withExif(jpeg, segment) {
  if (!segment) return jpeg;
  const whole = new Uint8Array(jpeg.length + segment.length);
  whole.set(jpeg.slice(0, 2), 0);
  whole.set(segment, 2);
  whole.set(jpeg.slice(2), 2 + segment.length);
  return whole;
}
