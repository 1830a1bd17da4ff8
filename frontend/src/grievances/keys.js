/** A case handler's page of keys: the pair is made here; the private half leaves only as a file under a passphrase. */

import { drawPair, toHex } from "./sealing/box.js";
import { closeKeyFile } from "./sealing/keyfile.js";
import { canSeal, complain, find, show } from "./sealing/page.js";

const LEAST_SIGNS = 16;
const form = find("make");
if (form && canSeal()) start();

function start() {
  show("no-script", false);
  show("make");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    make().catch(() => complain("failed"));
  });
}

async function make() {
  const said = new FormData(form);
  const passphrase = said.get("passphrase");
  if (passphrase.length < LEAST_SIGNS) return complain("short");
  if (passphrase !== said.get("again")) return complain("differs");
  complain("");
  const pair = drawPair();
  offer(await closeKeyFile(pair, passphrase));
  form.reset();
  find("public_key").value = toHex(pair.publicKey);
  show("register");
  find("register").focus();
}

/** Hand the file to the person. @param {string} text */
function offer(text) {
  const link = find("file");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.click();
}
