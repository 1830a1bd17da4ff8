/** The page where somebody tells something: words are sealed here, before anything leaves this device. */

import { drawCode, MOST_BYTES, pairOf, sealToPairs, showCode, stretch, toBytes, toHex } from "./sealing/box.js";
import { canSeal, complain, find, readJson, send, show, troubleOf } from "./sealing/page.js";

const form = find("tell");
if (form && canSeal()) start();

function start() {
  show("how-server", false);
  show("how-browser");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    tell().catch(() => stop("network"));
  });
}

async function tell() {
  const said = new FormData(form);
  if (!said.get("text").trim()) return stop("empty");
  const words = toBytes(JSON.stringify({ format: 1, kind: said.get("kind") ?? "", language: document.documentElement.lang, site: said.get("site") ?? "", text: said.get("text"), way: form.dataset.way }));
  if (words.length > MOST_BYTES) return stop("long");
  complain("");
  show("wait");
  find("send").disabled = true;
  const code = drawCode();
  const { handle, seed } = await stretch(code);
  const sealed = sealToPairs(words, readJson("ring"));
  const answer = await send(form.dataset.to, { ...sealed, handle: toHex(handle), answer_key: toHex(pairOf(seed).publicKey) });
  if (!answer?.ok) return stop(troubleOf(answer));
  finish(code);
}

function stop(trouble) {
  show("wait", false);
  find("send").disabled = false;
  complain(trouble);
}

/** The code stands on the page and nowhere else; the words are gone from it. @param {string} code */
function finish(code) {
  form.reset();
  show("before", false);
  show("wait", false);
  find("code").textContent = showCode(code);
  show("told");
  find("told").focus();
}
