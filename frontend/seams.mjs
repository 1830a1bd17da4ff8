/**
 * Four places where ODK Web Forms is opened while it is bundled, because its component offers no property for them:
 *
 * 1. the filled-in form is handed to the page once it is loaded (to save drafts, and to open it in the reader's language);
 * 2. a draft is restored as the same record (the engine can; the component only edits, which would make a new record);
 * 3. photos are made small by the page, so that they keep their EXIF block;
 * 4. its own few words are said in the reader's language;
 * and no map asks for tiles of another host, and no fonts come along: those of the phone do.
 *
 * Each text must be found as often as said, else nothing is built: a new release of Web Forms has to be looked at.
 */

import { readFile } from "node:fs/promises";

const WORDS = [
  ["Take picture", 1],
  ["Choose image", 1],
  ["Captured image preview", 1],
  ["Get location", 1],
  ["Finding your location", 1],
  ["Cannot access location", 1],
  ["Grant location permission in the browser settings and make sure location is turned on.", 1],
  ["Try again", 1],
  ["Save location", 1],
  ["Good accuracy", 2],
  ["Poor accuracy", 1],
  ["Unknown accuracy", 1],
  ["No results found", 2],
  ["No available options", 1],
];
const MAIN = [
  ["success = (eA, tA) => ({\n", "success = (eA, tA) => (globalThis.ladderField?.opened(tA.root), {\n", 1],
  ["const rA = resolvableFormInstanceInput(tA.editInstance), oA = await AA.editInstance(rA, nA);", "const oA = await AA.restoreInstance(tA.editInstance.draft, nA);", 1],
  ["uA && gA ? await resize(uA, gA) : uA", "uA ? await globalThis.ladderField.shrink(uA) : uA", 1],
  ['"aria-label": "change language"', '"aria-label": globalThis.ladderField.say("Change language")', 1],
  ['return QA === 0 ? "" : QA === 1 ? "1 question with error." : `${QA} questions with errors.`;', 'return QA === 0 ? "" : globalThis.ladderField.say("Questions to look at: {number}", { number: QA });', 1],
  ['"Condition not satisfied: constraint"', 'globalThis.ladderField.say("This answer cannot be right.")', 1],
  ['"Condition not satisfied: required"', 'globalThis.ladderField.say("An answer is needed here.")', 1],
  ...WORDS.map(([word, times]) => [`"${word}"`, `globalThis.ladderField.say("${word}")`, times]),
];
const STYLES = [[/@font-face\{[^}]*\}/g, "", 27]];
const MAP = [[/https:\/\/tile\.openstreetmap\.org\/[^"'`]*/g, "/static/field/no-map-tiles", 1]];

/** For esbuild. */
export const seams = {
  name: "seams",
  setup(build) {
    build.onLoad({ filter: /@getodk\/web-forms\/dist\/index-[^/]+\.js$/ }, async ({ path }) => open(path, MAIN));
    build.onLoad({ filter: /@getodk\/web-forms\/dist\/index\.js$/ }, async ({ path }) => open(path, STYLES));
    build.onLoad({ filter: /@getodk\/web-forms\/dist\/MapBlock-[^/]+\.js$/ }, async ({ path }) => open(path, MAP));
  },
};

async function open(path, places) {
  let text = await readFile(path, "utf8");
  for (const [found, put, times] of places) {
    const parts = text.split(found);
    if (parts.length !== times + 1) throw new Error(`Web Forms has changed: ${parts.length - 1} times ${found}`);
    text = parts.join(put);
  }
  return { contents: text, loader: "js" };
}
