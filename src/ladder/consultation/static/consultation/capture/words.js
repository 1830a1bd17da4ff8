/** Says everything in the reader's language, from the words that came with the pack. */

let words = {};
let chosen = "en";

/** @param {Record<string, Record<string, string>>} all @param {string} language */
export function speak(all, language) {
  chosen = all[language] ? language : "en";
  words = all[chosen] ?? {};
}

/** The language in use. */
export const language = () => chosen;

/** A sentence; the English one where no other came. @param {string} sentence @param {Record<string, unknown>} values */
export function say(sentence, values = {}) {
  const text = words[sentence] ?? sentence;
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** A word of a kind, such as `position.cannot`. @param {string} kind @param {string} key */
export const nameOf = (kind, key) => words[`${kind}.${key}`] ?? key;

/** The text of several languages that the reader gets, with its language. @param {Record<string, string>} texts */
export function choose(texts, wanted = chosen) {
  const order = [wanted, chosen, "fr", "en", ...Object.keys(texts)];
  const found = order.find((code) => texts[code]);
  return { text: found ? texts[found] : "", language: found ?? wanted };
}

/** As `choose`, the text alone. @param {Record<string, string>} texts */
export const sayOf = (texts) => choose(texts).text;

/** The value of an HTML `lang` attribute. @param {string} code */
export const htmlLanguage = (code) => (code === "zh" ? "zh-Hans" : code);
