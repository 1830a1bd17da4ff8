/** The passphrase: made the first time, asked for each time after. */

import { makeLock, openLock, WrongPassphrase } from "../cipher.js";
import { button, field, h, notice, shape } from "../elements.js";
import { makeVault, readVault, Store } from "../store.js";
import { Sync } from "../sync.js";
import { say } from "../words.js";

const SHORTEST = 8;

/** @param {object} app */
export async function showDoor(app) {
  const vault = await readVault(app.gathering);
  return vault ? askPassphrase(app, vault) : makePassphrase(app);
}

function makePassphrase(app) {
  const first = secret("new-password");
  const second = secret("new-password");
  const said = h("div", { role: "alert" });
  const act = async () => {
    const fault = faultOf(first.value, second.value);
    if (fault) return said.replaceChildren(notice(fault, "bad"));
    const { lock, key } = await makeLock(first.value);
    return enter(app, await makeVault(app.gathering, lock), key);
  };
  return [
    h("h1", { tabindex: "-1" }, shape("lock"), say("Choose a passphrase for this gathering")),
    h("p", { class: "lead" }, say("It locks everything that people say, on this device. Several short words are best.")),
    notice(say("If the passphrase is forgotten, what was not sent is lost: nobody can open it, not even the secretariat. Write it down and keep it apart from this device."), "warn"),
    form(act, field(say("Passphrase"), first, say("At least {number} characters.", { number: SHORTEST })),
      field(say("The same again"), second), said, submit(say("Lock and begin"))),
  ];
}

const faultOf = (first, second) => {
  if (first.length < SHORTEST) return say("Use at least {number} characters.", { number: SHORTEST });
  return first === second ? "" : say("The two are not the same. Type them again.");
};

function askPassphrase(app, vault) {
  const input = secret("current-password");
  const said = h("div", { role: "alert" });
  const act = async () => {
    try {
      await enter(app, vault, await openLock(vault.lock, input.value));
    } catch (fault) {
      if (!(fault instanceof WrongPassphrase)) throw fault;
      said.replaceChildren(notice(say("This is not the passphrase of this gathering. Nothing was changed. Try again."), "bad"));
      input.select();
    }
  };
  return [
    h("h1", { tabindex: "-1" }, shape("lock"), say("Open the record of this gathering")),
    form(act, field(say("Passphrase"), input, say("It was chosen on this device when the record was begun.")), said, submit(say("Open"))),
  ];
}

async function enter(app, vault, key) {
  app.store = await Store.open(app.gathering, vault, key);
  app.sync = new Sync(app.store, app.pack.addresses.records);
  app.render();
  app.sync.send();
}

const secret = (kind) => h("input", { type: "password", autocomplete: kind, required: true, minlength: SHORTEST });
const submit = (label) => h("p", { class: "actions" }, h("button", { class: "wide" }, label));

function form(act, ...parts) {
  const made = h("form", { novalidate: true }, ...parts);
  made.addEventListener("submit", async (event) => {
    event.preventDefault();
    const press = made.querySelector("button");
    press.disabled = true;
    await act().finally(() => { press.disabled = false; });
  });
  return made;
}

/** Forget the key; the passphrase is asked for again. @param {object} app */
export const lockButton = (app) =>
  button(say("Lock"), async () => {
    await app.leave();
    app.sync.stop();
    Object.assign(app, { store: undefined, sync: undefined, leave: async () => {} });
    app.go();
  }, { kind: "second", icon: "lock" });
