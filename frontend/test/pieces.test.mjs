import assert from "node:assert/strict";
import { test } from "node:test";
import { exifOf, upright, withExif } from "../src/field/capture/exif.js";
import { afterArrival, afterLoss, capOf, pauseAfter } from "../src/field/capture/pieces.js";

test("a piece that arrives quickly doubles the next one, up to a mebibyte", () => {
  assert.equal(afterArrival(65536, 500), 131072);
  assert.equal(afterArrival(1048576, 500), 1048576);
});

test("a slow piece halves the next one, never below 16 KiB", () => {
  assert.equal(afterArrival(65536, 9000), 32768);
  assert.equal(afterArrival(16384, 9000), 16384);
  assert.equal(afterArrival(65536, 5000), 65536);
});

test("a lost piece makes the next one a quarter", () => {
  assert.equal(afterLoss(65536), 16384);
  assert.equal(afterLoss(16384), 16384);
});

test("one cut costs at most a tenth of what is missing", () => {
  assert.equal(capOf(7_200_000), 720_000);
  assert.equal(capOf(240_000), 24_000);
  assert.equal(capOf(50_000), 16384);
  assert.equal(capOf(90_000_000), 1048576);
});

test("pauses double and end at five minutes", () => {
  assert.deepEqual([1, 2, 3].map(pauseAfter), [2000, 4000, 8000]);
  assert.equal(pauseAfter(40), 300000);
});

// A JPEG by hand: start, an EXIF segment of 36 bytes with one entry (orientation 6), end.
const EXIF = [
  0xff, 0xe1, 0x00, 0x22, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0x00, 0x2a, 0, 0, 0, 8, 0x00, 0x01,
  0x01, 0x12, 0x00, 0x03, 0, 0, 0, 1, 0x00, 0x06, 0, 0, 0, 0, 0, 0,
];
const JPEG = Uint8Array.from([0xff, 0xd8, ...EXIF, 0xff, 0xd9]);

test("the EXIF block is taken over, upright", () => {
  const segment = exifOf(JPEG);
  assert.deepEqual([...segment], EXIF);
  const turned = upright(segment);
  assert.equal(turned[29], 1);
  const moved = withExif(Uint8Array.from([0xff, 0xd8, 0xff, 0xd9]), turned);
  assert.deepEqual([...exifOf(moved)], [...turned]);
});

test("what is no JPEG, or is cut, has no EXIF block", () => {
  assert.equal(exifOf(Uint8Array.from([0x89, 0x50, 0x4e, 0x47])), undefined);
  assert.equal(exifOf(JPEG.slice(0, 20)), undefined);
});
