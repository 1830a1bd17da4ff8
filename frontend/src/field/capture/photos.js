/**
 * Makes a photo small enough for a poor network: at most 1600 pixels a side and about 240 kB, so that thirty weigh less
 * than 8 MB. A JPEG that is small already stays byte for byte. What is scaled keeps the camera's EXIF block.
 */

import { exifOf, upright, withExif } from "./exif.js";

export const LONGEST = 1600;
export const LARGEST_BYTES = 240_000;
const QUALITIES = [0.82, 0.72, 0.62, 0.5, 0.4];
const SMALLER = 0.75;

/** The photo to keep. What cannot be read as a picture is kept as it is. @param {File} file @returns {Promise<File>} */
export async function shrink(file) {
  let picture;
  try {
    picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return file;
  }
  try {
    const isSmall = Math.max(picture.width, picture.height) <= LONGEST && file.size <= LARGEST_BYTES;
    return isSmall && /^image\/(jpeg|png|webp)$/.test(file.type) ? file : await redraw(file, picture);
  } finally {
    picture.close();
  }
}

async function redraw(file, picture) {
  const segment = exifOf(new Uint8Array(await file.slice(0, 262_144).arrayBuffer()));
  const exif = segment && upright(segment);
  const room = LARGEST_BYTES - (exif?.length ?? 0);
  const jpeg = new Uint8Array(await (await fit(picture, room)).arrayBuffer());
  return new File([withExif(jpeg, exif)], file.name.replace(/(\.[^.]*)?$/, ".jpg"), { type: "image/jpeg", lastModified: file.lastModified });
}

/** Coarser, then smaller, until it fits. @param {ImageBitmap} picture @param {number} room bytes */
async function fit(picture, room) {
  for (let scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height)); ; scale *= SMALLER) {
    const canvas = draw(picture, scale);
    for (const quality of QUALITIES) {
      const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
      if (blob && (blob.size <= room || canvas.width < 200)) return blob;
    }
  }
}

function draw(picture, scale) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff"; // JPEG knows no transparency
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}
