/** A case handler's page of one case: the first half is opened here, the second too, and answers are sealed here. */

import { openBody, openSeal, sealAnswer, toBytes, toHex, fingerprintOf, toText, MOST_BYTES } from "./sealing/box.js";
import { openKeyFile } from "./sealing/keyfile.js";
import { canSeal, complain, find, readJson, send, show, troubleOf, writeText } from "./sealing/page.js";

const form = find("open");
if (form && canSeal()) start();

function start() {
  show("no-script", false);
  show("open");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    open().catch(() => complain("passphrase"));
  });
  find("answer")?.addEventListener("submit", (event) => {
    event.preventDefault();
    answer(event.submitter?.value === "asks").catch(() => complain("network"));
  });
}

/** Open what this key opens: first halves go to the server, still sealed to others; whole texts are shown. */
async function open() {
  const said = new FormData(form);
  const pair = await openKeyFile(await said.get("file").text(), said.get("passphrase"));
  complain("");
  const { messages, pairs } = readJson("sealed");
  const mine = fingerprintOf(pair.publicKey);
  const halves = pairs.filter((one) => one.first === mine && one.sealed).map((one) => ({ message: one.message, second: one.second, half: toHex(openSeal(one.sealed, pair)) }));
  const shown = messages.filter((message) => read(message, pairs, pair, mine));
  if (!halves.length && !shown.length) return complain("nothing");
  const sent = await send(form.dataset.to, { halves, opened: shown.length > 0 }, { signedIn: true });
  if (!sent?.ok) return complain(troubleOf(sent));
  show(shown.length ? "words" : "half-done");
  show("reload");
  find("passphrase").value = "";
}

/** Show one text, where somebody else opened the first half for this key. */
function read(message, pairs, pair, mine) {
  const one = pairs.find((other) => other.message === message.id && other.second === mine && other.half);
  if (!one) return false;
  const said = JSON.parse(toText(openBody(message.body, openSeal(one.half, pair))));
  const place = find("texts");
  writeText(place, [message.day, nameOf("ways", said.way), said.site, nameOf("kinds", said.kind), said.language].filter(Boolean).join(" · "));
  writeText(place, said.text);
  return true;
}

/** The name of a key, from the lists that the page brings along. */
function nameOf(list, key) {
  return readJson("names")[list][key] ?? "";
}

async function answer(asks) {
  const text = new FormData(find("answer")).get("text");
  if (!text.trim() || toBytes(text).length > MOST_BYTES) return complain("empty");
  const sent = await send(find("answer").dataset.to, { asks, sealed: sealAnswer(text, readJson("sealed").answer_key) }, { signedIn: true });
  if (!sent?.ok) return complain(troubleOf(sent));
  find("answer").reset();
  location.reload();
}
