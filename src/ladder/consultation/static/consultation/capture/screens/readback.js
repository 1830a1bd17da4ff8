/** What is read back to the room before it is sealed, and the seal. */

import { digestOfSeal, shortCode, showCode } from "../canonical.js";
import { button, h, notice } from "../elements.js";
import { HEADS, peopleOf, POSITIONS, SEAL_SLOT } from "../slots.js";
import { nameOf, say, sayOf } from "../words.js";

/** @param {object} app */
export function showReadBack(app) {
  const { store } = app;
  const code = store.sealEntry()?.record.body.code ?? store.vault.sealCode;
  return [
    h("h1", { tabindex: "-1" }, code ? say("The sealed record") : say("Read back to the room")),
    code ? sealed(code) : h("p", { class: "lead" }, say("Read everything aloud. What is wrong is corrected now; after the seal only additions are taken.")),
    attendance(app),
    tallies(app),
    words(app),
    code ? null : sealing(app),
  ];
}

const sealed = (code) =>
  h("section", { class: "seal" }, h("p", {}, say("Copy this code onto the flip chart. Whoever has it can check later that the record was not changed.")), h("p", { class: "code" }, showCode(code)));

function attendance({ pack, store }) {
  const present = pack.groups.filter((group) => peopleOf(store, group.key));
  return h("section", { class: "reading" }, h("h2", {}, say("Who is here")),
    present.length ? h("ul", {}, present.map((group) => {
      const said = store.said(`attendance:${group.key}`);
      const parts = HEADS.filter((head) => said[head]).map((head) => `${nameOf("head", head)} ${said[head]}`);
      return h("li", {}, `${sayOf(group.names)}: ${peopleOf(store, group.key)} (${parts.join(", ")})`);
    })) : h("p", { class: "quiet" }, say("Nobody was counted.")));
}

function tallies({ pack, store }) {
  const byItem = new Map();
  for (const { record } of store.standing("tally")) {
    byItem.set(record.body.item, [...(byItem.get(record.body.item) ?? []), record.body]);
  }
  const order = pack.items.filter((item) => byItem.has(item.key));
  return h("section", { class: "reading" }, h("h2", {}, say("Requirements")),
    order.length ? null : h("p", { class: "quiet" }, say("Nothing yet.")),
    order.map((item) => h("section", {}, h("h3", {}, h("code", {}, item.key), " ", sayOf(item.titles)),
      h("ul", {}, byItem.get(item.key).map((said) => h("li", {}, tallyWords(pack, said)))))));
}

function tallyWords(pack, said) {
  const group = said.group ? sayOf(pack.groups.find((one) => one.key === said.group).names) : say("Mixed room");
  if (!said.has_counts) return say("The room agreed, nobody counted.");
  const counts = POSITIONS.map((position) => `${nameOf("position", position)} ${said.counts[position]}`).join(", ");
  return `${group} (${said.is_secret ? say("secret") : say("show of hands")}): ${counts}`;
}

function words({ store }) {
  const quotes = store.standing("quote");
  const notes = store.standing("room_note");
  const people = new Set(store.standing("position").map((entry) => entry.record.body.person.id)).size;
  return h("section", { class: "reading" },
    quotes.length ? [h("h2", {}, say("Quotes")), h("ul", {}, quotes.map(({ record }) => h("li", {}, `“${record.body.text}” `, h("span", { class: "quiet" }, nameOf("consent", record.body.consent)))))] : null,
    notes.length ? [h("h2", {}, say("Notes of the room")), h("ul", {}, notes.map(({ record }) => h("li", {}, record.body.text)))] : null,
    people ? h("p", {}, say("Heard alone: {number}. Their words are read back to each of them alone.", { number: people })) : null);
}

function sealing(app) {
  const { store } = app;
  const drafts = store.drafts().length;
  if (drafts) return h("section", {}, notice(say("{number} entries are not finished.", { number: drafts }), "warn"), button(say("Show"), () => app.go("entries"), { kind: "second" }));
  const agreed = h("input", { type: "checkbox", id: "agreed" });
  return h("section", { class: "card" },
    h("label", { class: "choice", for: "agreed" }, agreed, h("span", {}, say("Everything was read back, and the room says it is right."))),
    h("p", { class: "actions" }, button(say("Seal the record"), async () => {
      await sealRecord(store, agreed.checked);
      await app.render();
      app.sync.send();
    }, { kind: "wide", icon: "seal" })));
}

/** Seal everything that is finished, side notes apart. @param {import("../store.js").Store} store @param {boolean} wasReadBack */
async function sealRecord(store, wasReadBack) {
  const told = store.all().filter((entry) => entry.state !== "draft" && entry.record.kind !== "side_note");
  const records = told.map((entry) => [entry.record.number, entry.record.digest]);
  const digest = await digestOfSeal(store.gathering, records);
  await store.add(SEAL_SLOT, "seal", { records, digest, code: shortCode(digest), was_read_back: wasReadBack });
}
