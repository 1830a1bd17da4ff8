/** What there is to do, in the order of a day. */

import { button, h, notice, shape } from "../elements.js";
import { peopleOf, tallySlot } from "../slots.js";
import { exportFile } from "../transfer.js";
import { showCode } from "../canonical.js";
import { nameOf, say, sayOf } from "../words.js";
import { lockButton } from "./door.js";

/** @param {object} app */
export function showHome(app) {
  const { pack, store } = app;
  const { gathering } = pack;
  const code = store.sealEntry()?.record.body.code ?? store.vault.sealCode;
  const drafts = store.drafts();
  return [
    h("h1", { tabindex: "-1" }, sayOf(gathering.titles)),
    h("p", { class: "quiet" }, [nameOf("kind", gathering.kind), gathering.place, gathering.held_on].filter(Boolean).join(" · ")),
    app.worksOffline === false ? notice(say("This browser does not keep the page for use without network. Use another browser, or stay online."), "bad") : null,
    app.storageWarning ? notice(app.storageWarning, "warn") : null,
    gathering.status === "sealed" && !code ? notice(say("This gathering was sealed on another device. Only corrections are taken."), "warn") : null,
    code ? sealCard(code) : null,
    drafts.length ? draftCard(app, drafts) : null,
    h("nav", { class: "tiles", "aria-label": say("Parts of the record") },
      tile("attendance", "people", say("Who is here"), peopleWords(pack, store)),
      tile("requirements", "list", say("Requirements"), tallyWords(pack, store)),
      tile("sayings", "quote", say("Quotes and notes"), say("{number} so far", { number: store.standing("quote").length + store.standing("room_note").length })),
      tile("interviews", "person", say("One person alone"), say("{number} so far", { number: personsOf(store) })),
      tile("side", "side", say("Too risky for the room"), say("Only the facilitators of this gathering read it.")),
      tile("back", "seal", code ? say("The sealed record") : say("Read back and seal"), code ? showCode(code) : say("At the end, with everybody"))),
    h("div", { class: "actions" },
      button(say("Send now"), () => app.sync.send(), { icon: "send" }),
      button(say("Export to a file"), () => exportFile(store), { kind: "second", icon: "file" }),
      lockButton(app)),
    h("p", { class: "quiet" }, say("The file is sealed with your passphrase. Hand it in on the page of this gathering if this device never finds network.")),
  ];
}

const tile = (way, icon, title, words) =>
  h("a", { class: "tile", href: `#${way}` }, shape(icon), h("span", { class: "tile-words" }, h("strong", {}, title), h("span", {}, words)), shape("next"));

const sealCard = (code) =>
  h("section", { class: "notice notice-good" }, h("p", {}, say("The record is sealed. Its code:")), h("p", { class: "code" }, showCode(code)));

function draftCard(app, drafts) {
  return h("section", { class: "notice notice-warn" },
    h("p", {}, say("{number} entries are not finished.", { number: drafts.length })),
    h("div", { class: "actions" }, button(say("Keep them as they are"), async () => {
      await app.store.finishAll(drafts.map((entry) => entry.slot));
      app.render();
    }, { kind: "second" }), button(say("Show"), () => app.go("entries"), { kind: "plain" })));
}

function peopleWords(pack, store) {
  const total = pack.groups.reduce((sum, group) => sum + peopleOf(store, group.key), 0);
  return say("People here: {number}", { number: total });
}

function tallyWords(pack, store) {
  const items = pack.items.filter((item) => item.on_agenda);
  const shown = items.length ? items : pack.items;
  const slots = (item) => ["", ...pack.groups.map((group) => group.key)].map((group) => tallySlot(item.key, group));
  const done = shown.filter((item) => slots(item).some((slot) => store.latest(slot))).length;
  return say("{done} of {all} spoken about", { done, all: shown.length });
}

const personsOf = (store) => new Set(store.standing("position").map((entry) => entry.record.body.person.id)).size;

