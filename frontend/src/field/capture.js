/** Field forms without network: makes this browser ready, opens it, fills in forms, sends them. */

import { speak, language as spoken } from "/static/consultation/capture/words.js";
import { Entries } from "./capture/entries.js";
import { button, h, notice, say, statusBar, topBar } from "./capture/parts.js";
import { shrink } from "./capture/photos.js";
import { keepApp, keepStorage, onlyTab } from "./capture/ready.js";
import { showHome, showMaking, showOpening } from "./capture/screens.js";
import { Sender } from "./capture/sending.js";
import { Vault, readVault } from "./capture/vault.js";

const LANGUAGE = "field-language";
const root = document.getElementById("capture");
const app = {
  addresses: { pack: root.dataset.pack, credential: root.dataset.credential, home: location.pathname },
  language: localStorage.getItem(LANGUAGE) ?? root.dataset.language,
  languages: [],
  warning: "",
  render,
  speak(code) {
    localStorage.setItem(LANGUAGE, code);
    this.language = code;
    speak(this.words, code);
    render();
  },
  titleOf: (form) => form.titles[app.language] ?? form.titles.fr ?? form.titles.en ?? form.key,
  async make(passphrase) {
    await this.enter(await Vault.make(passphrase, this.addresses));
  },
  async open(passphrase) {
    await this.enter(await Vault.open(await readVault(), passphrase));
  },
  async enter(vault) {
    this.vault = vault;
    this.entries = await Entries.open(vault.key);
    this.sender = new Sender(this.entries, vault);
    render();
    this.keep();
    this.sender.start();
    globalThis.ladderField = { shrink, say };
    this.engine = import("./capture/form.js"); // now, while its part is surely there: an update may come meanwhile
    this.engine.catch(() => {});
  },
  async keep() {
    this.isStorageKept = await keepStorage();
    this.isKept = await keepApp(root.dataset.worker);
    root.dataset.ready = this.isKept ? "yes" : "no";
    if (!this.closeForm) render();
  },
  begin(form) {
    const entry = { id: crypto.randomUUID(), state: "draft", form: form.key, begun_at: new Date().toISOString(), files: [] };
    return showForm(form, entry);
  },
  async resume(entry) {
    const form = this.vault.forms.get(entry.form);
    const draft = { xml: entry.xml, files: await this.entries.filesOf(entry) };
    if (entry.state === "here") await this.entries.mark(entry, "draft");
    return showForm(form, entry, draft);
  },
};

async function showForm(form, entry, draft) {
  const place = h("div", { class: "odk-place" });
  const saved = h("p", { class: "saved", role: "status" });
  const { showForm: show } = await app.engine;
  const shown = show(place, {
    form, draft, language: app.language, deviceId: `ladder-web:${app.vault.inside.deviceId}`,
    save: async (xml, files) => {
      await app.entries.save(entry, xml, files);
      saved.textContent = say("Saved on this device");
    },
    finished: async (xml, files) => {
      entry.instance = instanceOf(xml);
      entry.state = "here";
      await app.entries.save(entry, xml, files);
      await leave();
      app.sender.start();
    },
    failed: guard,
  });
  const leave = async () => {
    app.closeForm = undefined;
    await shown.close();
    render();
  };
  app.closeForm = leave;
  root.replaceChildren(topBar(app, leave), statusBar(app), h("main", { id: "content", tabindex: "-1" },
    h("h1", { class: "form-name" }, app.titleOf(form)), place,
    h("div", { class: "finish" }, saved, button(say("Finish and send"), shown.finish, { kind: "wide" }),
      h("p", { class: "quiet" }, say("Without network it waits here and is sent by itself.")))));
  scrollTo(0, 0);
}

const instanceOf = (xml) => new DOMParser().parseFromString(xml, "text/xml").getElementsByTagNameNS("*", "instanceID")[0].textContent;

function render() {
  if (app.closeForm) return;
  document.title = `${say("Field forms")} · Cobalt Ladder`;
  document.documentElement.lang = app.languages.find(({ code }) => code === spoken())?.html ?? "en";
  const show = app.entries ? showHome : app.isMade ? showOpening : showMaking;
  const content = h("main", { id: "content", tabindex: "-1" }, ...show(app).filter(Boolean));
  root.replaceChildren(topBar(app), ...(app.entries ? [statusBar(app)] : []), content);
}

function stop(sentence) {
  root.replaceChildren(topBar(app), h("main", { id: "content" }, h("h1", {}, say("This cannot go on")), notice(sentence, "bad")));
}

/** Say what failed where it would otherwise be lost in silence. */
function guard(fault) {
  app.warning = fault?.name === "QuotaExceededError"
    ? say("This device is full: the last answer is not saved. Free some space, or export to a file.")
    : say("Something failed on this device. What was saved is still here. Reload the page.");
  app.entries?.tell();
}

async function start() {
  const told = await (await fetch(root.dataset.words)).json();
  Object.assign(app, { languages: told.languages, words: told.words });
  speak(app.words, app.language);
  if (!globalThis.isSecureContext || !crypto.subtle) return stop(say("This page needs a secure address (https) to keep entries on this device."));
  addEventListener("unhandledrejection", (event) => guard(event.reason));
  const isTaken = () => stop(say("Field forms are open in another tab of this browser. Go on there, or close it and reload."));
  return onlyTab(async () => {
    app.isMade = Boolean(await readVault());
    render();
  }, isTaken);
}

start();
