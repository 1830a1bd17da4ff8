// Keys of the resolution desk. Without this module every link and form of the page works as it is.
// No key does anything while somebody writes, with a modifier, or where keys are switched off on this device.
// @ts-check

const STORE = "ladder-desk-keys";
const NARROW = "(max-width: 63.99rem)";
const table = /** @type {HTMLTableElement | null} */ (document.querySelector("table.issues"));
const beside = document.getElementById("beside");
const told = document.getElementById("desk-status");
const keysBox = /** @type {HTMLDetailsElement | null} */ (document.querySelector("details.keys"));
const keysOn = /** @type {HTMLInputElement | null} */ (document.getElementById("keys-on"));
const filter = /** @type {HTMLDetailsElement | null} */ (document.querySelector("details.narrow"));
const selectedForm = /** @type {HTMLFormElement | null} */ (document.getElementById("selected-form"));
/** @type {AbortController | null} */
let asked = null;

/** @returns {HTMLTableRowElement[]} */
const rows = () => (table ? [...table.tBodies[0].rows] : []);
const current = () => rows().find((row) => row.hasAttribute("aria-current")) ?? rows()[0];
/** @param {HTMLTableRowElement} row */
const linkOf = (row) => /** @type {HTMLAnchorElement} */ (row.querySelector("a.open"));
/** @param {HTMLTableRowElement} row */
const boxOf = (row) => /** @type {HTMLInputElement | null} */ (row.querySelector("input[name=selected]"));
const selected = () => rows().filter((row) => boxOf(row)?.checked);
/** @param {string} words */
const tell = (words) => told && (told.textContent = words);

/** Keys drawn on buttons are for those who use them. @param {ParentNode} part */
function drawKeys(part) {
  for (const key of part.querySelectorAll("kbd")) if (!key.closest("details.keys")) /** @type {HTMLElement} */ (key).hidden = !isOn();
}

const isOn = () => localStorage.getItem(STORE) !== "off";

/** Shows an issue beside the table and puts the focus on its number. @param {HTMLTableRowElement} row @param {boolean} focus */
async function choose(row, focus = true) {
  for (const other of rows()) other.removeAttribute("aria-current");
  row.setAttribute("aria-current", "true");
  if (focus) linkOf(row).focus();
  row.scrollIntoView({ block: "nearest" });
  if (!beside || matchMedia(NARROW).matches) return;
  asked?.abort();
  asked = new AbortController();
  beside.setAttribute("aria-busy", "true");
  const back = /** @type {HTMLInputElement | null} */ (selectedForm?.elements.namedItem("back"))?.value ?? "";
  try {
    const answer = await fetch(`${linkOf(row).pathname}?panel=1&back=${encodeURIComponent(back)}`, { signal: asked.signal });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    beside.innerHTML = await answer.text();
    beside.scrollTop = 0;
    drawKeys(beside);
    beside.removeAttribute("aria-busy");
  } catch (fault) {
    if (!(fault instanceof DOMException)) location.assign(linkOf(row).href);
  }
}

/** @param {number} step */
function move(step) {
  const all = rows();
  const at = all.indexOf(current());
  const next = all[at + step];
  if (next) return void choose(next);
  const page = document.querySelector(`.pager a[href*="page="]:${step > 0 ? "last" : "first"}-of-type`);
  if (page instanceof HTMLAnchorElement && (step > 0) === page.matches(":last-child")) page.click();
}

/** Waits for the issue beside the table, if it is on its way. */
async function settled() {
  for (let turn = 0; beside?.hasAttribute("aria-busy") && turn < 100; turn += 1) await new Promise((go) => setTimeout(go, 20));
}

/** Chooses what becomes of the comments, and puts the focus where the reason is written. @param {string} value */
async function dispose(value) {
  await settled();
  const form = /** @type {HTMLFormElement | null} */ (selected().length ? selectedForm : document.querySelector("#beside form.answer"));
  const radio = /** @type {HTMLInputElement | null} */ (form?.querySelector(`input[type=radio][value=${value}]`) ?? null);
  if (!form || !radio) return;
  radio.checked = true;
  const wanted = value === "duplicate" ? "input[name$=duplicate_of]" : "textarea";
  const field = /** @type {HTMLElement | null} */ (form.querySelector(wanted));
  field?.focus();
  tell(radio.closest("label")?.querySelector("span")?.textContent ?? "");
}

/** @param {string} selector */
async function press(selector) {
  await settled();
  const button = document.querySelector(selector);
  if (button instanceof HTMLButtonElement) button.click();
}

function select() {
  const box = boxOf(current());
  if (!box) return;
  box.checked = !box.checked;
  tell(String(selected().length));
}

function merge() {
  const button = selectedForm?.querySelector("button[formaction*='/merge/']");
  if (selected().length > 1 && button instanceof HTMLButtonElement) button.click();
  else if (selectedForm) document.getElementById("selected-work")?.scrollIntoView({ block: "center" });
}

function search() {
  if (filter) filter.open = true;
  document.getElementById("id_q")?.focus();
}

function help() {
  if (!keysBox) return;
  keysBox.open = !keysBox.open;
  keysBox.querySelector("summary")?.focus();
}

/** @type {Record<string, () => void>} */
const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  a: () => dispose("accepted"),
  m: () => dispose("modified"),
  n: () => dispose("not_accepted"),
  t: () => dispose("noted"),
  o: () => dispose("out_of_scope"),
  d: () => dispose("duplicate"),
  s: () => dispose("to_steering"),
  r: () => press("#beside .reuse button"),
  u: () => press("#beside form.undo button"),
  x: select,
  b: merge,
  "/": search,
  "?": help,
};

/** @param {EventTarget | null} target */
function isWriting(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "submit", "button"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

document.addEventListener("keydown", (event) => {
  const target = event.target;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && target instanceof HTMLElement) {
    const form = target.closest("form.answer, #selected-form");
    if (form instanceof HTMLFormElement && isOn()) form.requestSubmit();
    return;
  }
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.key === "Escape" && isWriting(target) && current()) return void linkOf(current()).focus();
  if (isWriting(target) || !isOn() || !Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
});

table?.addEventListener("click", (event) => {
  const row = event.target instanceof Element ? event.target.closest("tr") : null;
  const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!(row instanceof HTMLTableRowElement) || !rows().includes(row) || !isPlain || matchMedia(NARROW).matches) return;
  if (event.detail === 0 || (event.target instanceof Element && event.target.closest("label, input"))) return;
  event.preventDefault();
  choose(row);
});

if (keysBox && keysOn) {
  keysBox.hidden = false;
  keysOn.checked = isOn();
  keysOn.addEventListener("change", () => {
    localStorage.setItem(STORE, keysOn.checked ? "on" : "off");
    drawKeys(document);
  });
}
drawKeys(document);
if (table && rows().some((row) => row.hasAttribute("aria-current"))) {
  if (isOn()) linkOf(current()).focus();
} else if (table && beside) choose(current(), false);
