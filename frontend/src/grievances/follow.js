/** The page where a source comes back: the code stays on this device, answers are opened and more is sealed here. */

import { openAnswer, readCode, sealToPairs, stretch, toBytes, toHex } from "./sealing/box.js";
import { canSeal, complain, find, readJson, send, show, troubleOf, writeText } from "./sealing/page.js";

const form = find("look");
let known = null;
if (form && canSeal()) start();

function start() {
  show("how-server", false);
  show("how-browser");
  on(form, look);
  on(find("add"), add);
  on(find("withdraw"), withdraw);
}

function on(part, act) {
  part.addEventListener("submit", (event) => {
    event.preventDefault();
    show("wait");
    act().catch(() => complain("network")).finally(() => show("wait", false));
  });
}

async function look() {
  complain("");
  const code = readCode(new FormData(form).get("code"));
  if (!code) return complain("typo");
  known = await stretch(code);
  await ask({});
}

async function add() {
  const text = new FormData(find("add")).get("text");
  if (!text.trim()) return complain("empty");
  const words = toBytes(JSON.stringify({ format: 1, kind: "", language: document.documentElement.lang, site: "", text, way: "web" }));
  await ask(sealToPairs(words, readJson("ring")));
  find("add").reset();
}

const withdraw = () => ask({ withdraw: true });

/** Ask for the case of the code, with something to do to it. @param {object} more */
async function ask(more) {
  const answer = await send(form.dataset.to, { handle: toHex(known.handle), ...more });
  if (!answer?.ok) return complain(troubleOf(answer));
  const { state, is_open, may_withdraw, answers } = await answer.json();
  complain("");
  find("state").textContent = state;
  const place = find("answers");
  place.replaceChildren();
  for (const one of answers) writeText(place, tryToOpen(one));
  show("before", false);
  show("case");
  show("no-answer", !answers.length);
  show("open", is_open || may_withdraw);
  show("more", is_open);
  show("take-back", may_withdraw);
  find("case").focus();
}

/** The text of an answer, or a sentence where it does not open: one that is damaged must not hide the others. @param {string} sealed */
function tryToOpen(sealed) {
  try {
    return openAnswer(sealed, known.seed);
  } catch {
    return find("unopened").textContent;
  }
}
