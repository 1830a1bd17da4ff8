/**
 * Reads an XForm with ODK's own engine and answers as one JSON document: whether it loads, its languages, and what
 * questions say after others were answered. No part of the product: a judge for the tests.
 *
 *     node judge.mjs form.xml sites.csv < [{"set": {"/data/a": "x"}, "read": ["/data/b"], "language": "fr"}, ...]
 */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("");
for (const name of ["DOMParser", "XMLSerializer", "Node", "Element", "Document", "XPathResult", "HTMLElement", "Attr", "Text", "CDATASection", "Comment", "ProcessingInstruction", "XMLDocument", "document", "File", "FormData", "Blob"]) {
  globalThis[name] = window[name];
}
globalThis.__dirname = import.meta.dirname ?? "."; // its parser of formulas looks for these two under Node
globalThis.require = createRequire(import.meta.url);
const { loadForm } = await import("@getodk/xforms-engine");

const [formPath, ...filePaths] = process.argv.slice(2);
const files = new Map(filePaths.map((path) => [path.split("/").at(-1), readFileSync(path, "utf8")]));
const steps = JSON.parse(readFileSync(0, "utf8") || "[]");

const form = await loadForm(readFileSync(formPath, "utf8"), {
  fetchFormAttachment: async (address) => {
    const text = files.get(String(address).split("/").at(-1));
    return new Response(text ?? "", { status: text === undefined ? 404 : 200, headers: { "Content-Type": "text/csv" } });
  },
  missingResourceBehavior: "BLANK",
});
if (form.status === "failure") answer({ status: form.status, error: String(form.error?.message ?? form.error) });
else answer({ status: form.status, warnings: form.warnings ?? null, ...play(form.createInstance().root) });

function play(root) {
  const said = [];
  for (const { set = {}, read = [], language } of steps) {
    if (language) root.setLanguage(root.languages.find((one) => one.language.toLowerCase().includes(`(${language})`)));
    for (const [reference, value] of Object.entries(set)) put(nodeOf(root, reference), value);
    said.push(Object.fromEntries(read.map((reference) => [reference, tell(nodeOf(root, reference))])));
  }
  const all = [...walk(root)];
  return {
    languages: root.languages.map(({ language }) => language),
    questions: all.filter(({ nodeType }) => !["root", "group", "subtree"].includes(nodeType)).map((node) => node.currentState.reference),
    said,
  };
}

function put(node, value) {
  if (node.nodeType === "select") node.selectValues?.([value]) ?? node.selectValue(value);
  else node.setValue(value);
}

function tell(node) {
  const { relevant, required, valueOptions } = node.currentState;
  return {
    kind: node.nodeType, relevant, required,
    value: node.currentState.instanceValue ?? null,
    label: textOf(node.currentState.label), hint: textOf(node.currentState.hint),
    note: node.nodeType === "note" ? textOf(node.currentState.noteText) : null,
    options: valueOptions?.map((option) => option.value) ?? null,
    violation: node.validationState?.violation?.message?.asString ?? null,
  };
}

function textOf(text) {
  return text?.asString ?? null;
}

function nodeOf(root, reference) {
  for (const node of walk(root)) if (node.currentState.reference === reference) return node;
  throw new Error(`No question ${reference}`);
}

function* walk(node) {
  yield node;
  for (const child of node.currentState.children ?? []) yield* walk(child);
}

function answer(told) {
  process.stdout.write(JSON.stringify(told), () => process.exit(0));
}
