/** One requirement: read aloud, then counted: by group, for a mixed room, or agreed without counting. */

import { button, choices, counter, h, notice, shape } from "../elements.js";
import { countedIn, peopleOf, POSITIONS, tallySlot } from "../slots.js";
import { choose, htmlLanguage, nameOf, say, sayOf } from "../words.js";

const MIXED = "";

/** @param {object} app @param {string} key @param {string} [chosen] a group's key, "mixed" or "agreed" */
export function showItem(app, key, chosen) {
  const item = app.pack.items.find((one) => one.key === key);
  if (!item) return [notice(say("This requirement is not part of the round."), "bad")];
  const slots = [MIXED, ...app.pack.groups.map((group) => group.key)].map((group) => tallySlot(key, group));
  app.leave = () => app.store.finishAll(slots);
  const way = chosen || waySoFar(app, key);
  return [
    h("p", { class: "eyebrow" }, h("code", {}, key), " ", placeWords(app, key)),
    text(app, item),
    ways(app, key, way),
    way === "agreed" ? agreed(app, item) : count(app, item, way === "mixed" ? MIXED : way),
    h("div", { class: "actions" },
      app.store.isSealed ? null : button(say("Quote"), () => app.go("saying", "quote", "", key), { kind: "second", icon: "quote" }),
      app.store.isSealed ? null : button(say("Note of the room"), () => app.go("saying", "room_note", "", key), { kind: "second", icon: "list" })),
    neighbours(app, key),
  ];
}

/** The way in which it was counted so far, else the first group that is here. */
function waySoFar(app, key) {
  const { pack, store } = app;
  const counted = pack.groups.find((group) => store.latest(tallySlot(key, group.key)));
  if (counted) return counted.key;
  const mixed = store.said(tallySlot(key, MIXED));
  if (mixed) return mixed.has_counts ? "mixed" : "agreed";
  const present = pack.groups.find((group) => peopleOf(store, group.key)) ?? pack.groups.find((group) => group.expected);
  return (present ?? pack.groups[0]).key;
}

function text(app, item) {
  const shown = h("div", { class: "requirement" });
  const offered = app.pack.languages.filter(({ code }) => item.texts[code]);
  const fill = (code) => {
    app.reading = code;
    const title = choose(item.titles, code);
    const words = choose(item.texts, code);
    shown.replaceChildren(
      h("h1", { tabindex: "-1", lang: htmlLanguage(title.language) }, title.text),
      h("p", { class: "spoken", lang: htmlLanguage(words.language) }, words.text),
      item.drafts.includes(words.language) ? h("p", { class: "quiet" }, say("Draft translation")) : "",
      h("div", { class: "tongues", role: "group", "aria-label": say("Read aloud in") }, offered.map(({ code: one, name, html }) =>
        h("button", { type: "button", class: "chip", lang: html, "aria-pressed": String(one === words.language), onclick: () => fill(one) }, name))),
    );
  };
  fill(app.reading ?? app.language);
  return shown;
}

function ways(app, key, way) {
  const { pack, store } = app;
  const present = pack.groups.filter((group) => group.expected || peopleOf(store, group.key) || store.latest(tallySlot(key, group.key)));
  const shown = present.length ? present : pack.groups;
  const chip = (name, label, slot) => {
    const said = slot !== undefined ? store.said(slot) : undefined;
    return h("button", { type: "button", class: "chip", "aria-pressed": String(name === way), onclick: () => app.swap("requirement", key, name) },
      label, said && (name !== "agreed" || !said.has_counts) ? h("span", { class: "badge" }, said.has_counts ? countedIn(said) : "✓") : null);
  };
  const mixed = store.said(tallySlot(key, MIXED));
  return h("div", { class: "ways", role: "group", "aria-label": say("Who is counted") },
    shown.map((group) => chip(group.key, sayOf(group.names), tallySlot(key, group.key))),
    chip("mixed", say("Mixed room"), mixed?.has_counts ? tallySlot(key, MIXED) : undefined),
    chip("agreed", say("Agreed, not counted"), mixed && !mixed.has_counts ? tallySlot(key, MIXED) : undefined));
}

function count(app, item, group) {
  const { store } = app;
  const slot = tallySlot(item.key, group);
  if (!store.mayWrite(slot)) return notice(say("The record is sealed: only what was counted can be corrected."));
  const said = () => {
    const last = store.said(slot);
    return last?.has_counts ? last : { ...fresh(item.key, group), is_secret: last?.is_secret ?? false };
  };
  const saved = h("p", { class: "saved", role: "status" });
  const save = async (change) => {
    await store.saveDraft(slot, "tally", { ...said(), ...change });
    saved.replaceChildren(shape("check"), say("Saved on this device"));
    warn();
  };
  const warning = h("div", { "aria-live": "polite" });
  const warn = () => warning.replaceChildren(...warningOf(app, group, said()));
  const parts = h("section", { class: "count" },
    group === MIXED ? h("p", { class: "quiet" }, say("A mixed room is shown in the report, and attributed to no group.")) : null,
    h("div", { class: "counters" }, POSITIONS.map((position) =>
      counter(nameOf("position", position), said().counts[position],
        (value) => save({ counts: { ...said().counts, [position]: value } }), position))),
    warning,
    choices(say("How it was asked"), [["open", say("Open: hands or voices")], ["secret", say("Secret: cards, or pebbles in boxes")]],
      said().is_secret ? "secret" : "open", (way) => save({ is_secret: way === "secret" }), { kind: "row" }),
    saved,
    store.latest(slot) && !store.isSealed ? button(say("Remove this count"), async () => {
      await store.takeBack(slot);
      app.render();
    }, { kind: "plain" }) : null);
  warn();
  return parts;
}

/** "Room total 14, you counted 15": said, never in the way. */
function warningOf(app, group, said) {
  const counted = countedIn(said);
  const groups = group === MIXED ? app.pack.groups.map((one) => one.key) : [group];
  const present = groups.reduce((sum, one) => sum + peopleOf(app.store, one), 0);
  if (!counted || !present || counted === present) return [];
  const words = counted > present
    ? say("Room total {present}, you counted {counted}.", { present, counted })
    : say("Room total {present}, {counted} counted so far.", { present, counted });
  return [notice(words, counted > present ? "warn" : "")];
}

function agreed(app, item) {
  const slot = tallySlot(item.key, MIXED);
  const last = app.store.said(slot);
  const isAgreed = last && !last.has_counts;
  if (!app.store.mayWrite(slot)) return notice(say("The record is sealed: only what was counted can be corrected."));
  return h("section", { class: "count" },
    h("p", {}, say("“The room agreed” is a remark beside the requirement. It counts for no group. Counting with cards or pebbles says more.")),
    isAgreed ? notice(say("Noted: the room agreed, nobody counted."), "good") : button(say("The room agreed"), async () => {
      await app.store.add(slot, "tally", { ...fresh(item.key, MIXED), has_counts: false });
      app.render();
    }, { kind: "wide", icon: "check" }));
}

const fresh = (item, group) => ({
  item, group, counts: Object.fromEntries(POSITIONS.map((position) => [position, 0])), is_secret: false, has_counts: true,
});

function orderOf(app, key) {
  const onAgenda = app.pack.agenda.map((point) => point.item).filter(Boolean);
  return onAgenda.includes(key) ? onAgenda : app.pack.items.map((item) => item.key);
}

function placeWords(app, key) {
  const order = orderOf(app, key);
  return say("{place} of {all}", { place: order.indexOf(key) + 1, all: order.length });
}

function neighbours(app, key) {
  const order = orderOf(app, key);
  const place = order.indexOf(key);
  const go = (to, label, icon) =>
    order[to] ? button(label, () => app.go("requirement", order[to]), { kind: icon === "back" ? "second" : "", icon }) : h("span", {});
  return h("nav", { class: "neighbours", "aria-label": say("Requirements") }, go(place - 1, say("Before"), "back"), go(place + 1, say("Next"), "next"));
}
