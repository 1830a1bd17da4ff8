/** The screens before and around a form: making ready, opening, home. */

import { exportAll, importAll, offer, BrokenFile } from "./transfer.js";
import { button, h, notice, passphraseForm, say, shape, signIn } from "./parts.js";
import { WrongPassphrase } from "./sealing.js";
import { SignInNeeded } from "./vault.js";

/** A browser that is not ready yet. @param {object} app */
export function showMaking(app) {
  return [
    h("h1", {}, say("Make this browser ready for the field")),
    h("p", {}, say("With network, once: the forms, your sites and a leave to send are kept in this browser. Then everything works for weeks without network and without signing in.")),
    h("p", {}, say("Choose a passphrase. It locks everything on this device. If it is forgotten, what was not sent is lost: nobody can open it. Write it down and keep it apart from this device.")),
    passphraseForm({
      label: say("Passphrase"), help: say("At least {number} characters. Several short words are best.", { number: 10 }), twice: true,
      go: say("Make ready"), act: (passphrase) => app.make(passphrase), explain: (fault) => explain(app, fault),
    }),
  ];
}

/** A browser that is locked. @param {object} app */
export function showOpening(app) {
  return [
    h("h1", {}, say("Open your field forms")),
    passphraseForm({
      label: say("Passphrase"), help: say("It was chosen in this browser when it was made ready."),
      go: say("Open"), act: (passphrase) => app.open(passphrase), explain: (fault) => explain(app, fault),
    }),
  ];
}

function explain(app, fault) {
  if (fault instanceof WrongPassphrase) return say("This is not the passphrase. Nothing was changed. Try again.");
  if (fault instanceof SignInNeeded) {
    return h("p", { class: "notice notice-warn" }, say("Sign in first, with an account that fills in forms; then press again."), " ", signIn(app.addresses));
  }
  if (fault.name === "QuotaExceededError") return say("This device is full. Free some space, then try again.");
  return say("The network or the server did not answer. Nothing was changed. Try again.");
}

/** Forms, entries, and what can be done. @param {object} app */
export function showHome(app) {
  const list = h("div", { class: "entries" });
  const fill = () => list.replaceChildren(...rowsOf(app));
  const stop = app.entries.watch(() => (list.isConnected ? fill() : stop()));
  fill();
  return [
    h("h1", {}, say("Field forms")),
    readiness(app),
    h("div", { class: "tiles" }, app.vault.current().map((form) =>
      h("button", { type: "button", class: "tile", "data-form": form.key, onclick: () => app.begin(form) },
        shape("list"), h("span", { class: "tile-words" }, h("strong", {}, app.titleOf(form)), h("span", {}, say("Begin"))), shape("next")))),
    h("h2", {}, say("On this device")),
    list,
    tools(app),
  ];
}

function readiness(app) {
  const { taken_on: on, expires_on: until } = app.vault.inside;
  const told = say("Forms and sites of {on}. Sending works until {until}.", { on, until });
  const line = app.isKept === undefined
    ? notice(say("The page is being kept for use without network …"))
    : app.isKept
      ? h("p", { class: "notice notice-good", "data-ready": "yes" }, shape("check"), " ", h("strong", {}, say("Ready for the field.")), " ", told)
      : h("p", { class: "notice notice-warn", "data-ready": "no" }, say("This browser does not keep the page for use without network. Use another browser, or stay online."));
  const storage = app.isKept && app.isStorageKept === false
    && notice(say("This browser may clear its storage when space is short. Add this page to the home screen, and export to a file every evening."), "warn");
  return h("div", {}, line, storage);
}

function rowsOf(app) {
  const rows = app.entries.list().map((entry) => rowOf(app, entry));
  return rows.length ? rows : [h("p", { class: "quiet" }, say("Nothing yet."))];
}

function rowOf(app, entry) {
  const form = app.vault.forms.get(entry.form);
  return h("section", { class: `entry entry-${entry.state}`, "data-entry": entry.id, "data-state": entry.state },
    h("div", { class: "entry-words" },
      h("strong", {}, entry.title || (form ? app.titleOf(form) : entry.form_title)),
      h("span", {}, entry.begun_at.slice(0, 10))),
    h("p", { class: "entry-state" }, stateOf(app, entry)),
    h("div", { class: "actions" }, ...actionsOf(app, entry)));
}

function stateOf(app, entry) {
  if (entry.state === "safe") return [shape("check"), " ", say("Safely received on {on}.", { on: entry.safe_on })];
  if (entry.state === "going") {
    const { done = 0, all = (entry.files?.length ?? 0) + 1 } = app.sender.progress.get(entry.id) ?? {};
    return [shape("send"), " ", say("Being sent: {done} of {all}", { done, all })];
  }
  const refusal = app.sender.refused.get(entry.id);
  if (refusal !== undefined) return [shape("warning"), " ", say("Finished; on this device, not taken."), " ", refusal];
  const words = entry.state === "draft" ? say("Not finished; saved on this device.") : say("Finished; on this device, waits to be sent.");
  return [shape(entry.state === "draft" ? "clock" : "file"), " ", words];
}

function actionsOf(app, entry) {
  if (entry.state === "going") return [];
  if (entry.state === "safe") return [button(say("Take off this list"), () => app.entries.remove(entry), { kind: "second" })];
  const go = entry.state === "draft" && button(say("Go on"), () => app.resume(entry));
  const reopen = entry.state === "here" && button(say("Open again"), () => app.resume(entry), { kind: "second" });
  return [go, reopen, removal(app, entry)].filter(Boolean);
}

/** Nothing goes without being asked for twice. */
function removal(app, entry) {
  const place = h("span", {});
  const ask = () => place.replaceChildren(
    h("span", {}, say("Remove it for good? It was not received."), " "),
    button(say("Remove"), () => app.entries.remove(entry), { kind: "danger-line second" }), " ",
    button(say("Keep"), rest, { kind: "second" }));
  const rest = () => place.replaceChildren(button(say("Remove …"), ask, { kind: "plain" }));
  rest();
  return place;
}

function tools(app) {
  const told = h("div", { role: "status" });
  const tell = (words, kind = "") => told.replaceChildren(words instanceof Node ? words : notice(words, kind));
  const guarded = (act) => async () => {
    try {
      await act();
    } catch (fault) {
      tell(explain(app, fault), "bad");
    }
  };
  const renew = guarded(async () => {
    await app.vault.renew(app.addresses, app.entries.usedForms());
    app.render();
  });
  const leave = guarded(async () => {
    await app.vault.renewCredential(app.addresses);
    app.sender.note("", "", 0);
    app.sender.start();
    app.render();
  });
  return h("div", { class: "tools" },
    h("div", { class: "actions" },
      button(say("Send now"), () => app.sender.start(), { icon: "send" }),
      button(say("Export to a file"), async () => offer(await exportAll(), `field-${new Date().toISOString().slice(0, 10)}.cobalt`), { kind: "second", icon: "file" }),
      button(say("Bring newer forms and sites"), renew, { kind: "second" }),
      button(say("Renew the leave to send"), leave, { kind: "second" }),
      button(say("Lock"), () => location.reload(), { kind: "second", icon: "lock" })),
    told,
    h("details", { class: "fold" }, h("summary", {}, h("span", {}, say("Read in an exported file"))), reader(app, tell)));
}

function reader(app, tell) {
  const file = h("input", { type: "file", id: "exported" });
  return h("div", { class: "fold-inside" },
    h("p", {}, say("What was exported on another device is read in here and sent from here. What is here already stays as it is.")),
    h("div", { class: "field" }, h("label", { for: "exported" }, say("File")), file),
    passphraseForm({
      label: say("Passphrase of the file"), go: say("Read in"),
      act: async (passphrase) => {
        if (!file.files[0]) throw new BrokenFile();
        const number = await importAll(file.files[0], passphrase, app.vault.key, app.entries.all, app.vault.forms);
        await app.vault.holdAll();
        await app.entries.takeUp();
        app.render();
        app.sender.start();
        tell(say("{number} entries were read in.", { number }), "good");
      },
      explain: (fault) => (fault instanceof BrokenFile ? say("This is not a whole file exported by this page. Nothing was read in.") : explain(app, fault)),
    }));
}
