/** One person alone: a pseudonym made here, their group, and their position on each requirement they speak about. */

import { button, choices, field, h, notice, shape } from "../elements.js";
import { CONSENTS, POSITIONS, positionSlot } from "../slots.js";
import { choose, htmlLanguage, nameOf, say, sayOf } from "../words.js";
import { select } from "./sayings.js";

const GENDERS = ["", "woman", "man", "other"];

/** The people so far, and somebody new. @param {object} app */
export function showInterviews(app) {
  const people = peopleIn(app.store);
  const chosen = { group: app.pack.groups.find((group) => group.expected)?.key ?? app.pack.groups[0].key, gender: "" };
  return [
    h("h1", { tabindex: "-1" }, say("One person alone")),
    h("p", { class: "lead" }, say("No name is kept. The device gives each person a number that nobody else knows.")),
    h("ul", { class: "lines" }, [...people.values()].map((person, place) =>
      h("li", {}, h("a", { href: `#person/${person.id}` }, h("strong", {}, say("Person {number}", { number: place + 1 })),
        h("span", { class: "line-title" }, sayOf(app.pack.groups.find((group) => group.key === person.group)?.names ?? {})),
        h("span", { class: "badge" }, person.positions))))),
    app.store.isSealed ? notice(say("The record is sealed: only what was counted can be corrected.")) : h("section", { class: "card" },
      h("h2", {}, say("Somebody new")),
      field(say("Group"), select(app.pack.groups.map((group) => [group.key, sayOf(group.names)]), chosen.group, (group) => { chosen.group = group; })),
      choices(say("Gender, if it is said"), GENDERS.map((key) => [key, nameOf("gender", key || "unsaid")]), "", (gender) => { chosen.gender = gender; }, { kind: "row" }),
      h("p", { class: "actions" }, button(say("Begin"), () => {
        app.person = { id: crypto.randomUUID(), ...chosen };
        app.go("person", app.person.id);
      }, { kind: "wide", icon: "next" }))),
  ];
}

function peopleIn(store) {
  const people = new Map();
  for (const { record } of store.standing("position")) {
    const { person } = record.body;
    const known = people.get(person.id) ?? { ...person, positions: 0 };
    people.set(person.id, { ...known, positions: known.positions + 1 });
  }
  return people;
}

/** One requirement of one person. @param {object} app @param {string} id @param {string} [key] */
export function showPerson(app, id, key) {
  const known = peopleIn(app.store).get(id);
  const person = known ? { id, group: known.group, gender: known.gender } : app.person;
  if (person?.id !== id) return [notice(say("This person is not on this device."), "bad"), button(say("Back"), () => app.go("interviews"))];
  const order = orderOf(app.pack);
  const item = app.pack.items.find((one) => one.key === (key || order[0]));
  const slot = positionSlot(id, item.key);
  app.leave = () => app.store.finish(slot);
  const place = order.indexOf(item.key);
  const title = choose(item.titles, app.reading);
  const words = choose(item.texts, app.reading);
  return [
    h("p", { class: "eyebrow" }, h("code", {}, item.key), " ", say("{place} of {all}", { place: place + 1, all: order.length })),
    h("h1", { tabindex: "-1", lang: htmlLanguage(title.language) }, title.text),
    h("p", { class: "spoken", lang: htmlLanguage(words.language) }, words.text),
    app.store.mayWrite(slot) ? answer(app, person, item, slot) : notice(say("The record is sealed: only what was counted can be corrected.")),
    h("nav", { class: "neighbours", "aria-label": say("Requirements") },
      order[place - 1] ? button(say("Before"), () => app.go("person", id, order[place - 1]), { kind: "second", icon: "back" }) : h("span", {}),
      order[place + 1] ? button(say("Next"), () => app.go("person", id, order[place + 1]), { icon: "next" }) : h("span", {})),
    h("p", { class: "actions" }, button(say("This person has finished"), () => app.go("interviews"), { kind: "second" })),
  ];
}

function answer(app, person, item, slot) {
  const { store } = app;
  const said = () => store.said(slot) ?? { person, item: item.key, position: "", text: "", proposed: "", language: app.pack.gathering.languages[0] ?? app.language, consent: "paraphrase" };
  const saved = h("p", { class: "saved", role: "status" });
  const save = async (change) => {
    const words = { ...said(), ...pending, ...change };
    Object.assign(pending, change);
    if (!words.position) return;
    await store.saveDraft(slot, "position", words);
    saved.replaceChildren(shape("check"), say("Saved on this device"));
  };
  const pending = {};
  const area = (name, rows) => {
    const made = h("textarea", { rows, value: said()[name], oninput: () => save({ [name]: made.value }) });
    return made;
  };
  return h("section", { class: "count" },
    choices(say("Their position"), POSITIONS.map((one) => [one, nameOf("position", one), one]), said().position, (position) => save({ position }), { kind: "large" }),
    field(say("Why, in their own words"), area("text", 3)),
    field(say("What should it say instead?"), area("proposed", 2)),
    choices(say("What may be done with it? Ask the speaker."), CONSENTS.map((one) => [one, nameOf("consent", one)]), said().consent, (consent) => save({ consent })),
    saved,
    store.latest(slot) ? button(say("The speaker takes it back"), async () => {
      await store.takeBack(slot);
      app.render();
    }, { kind: "plain" }) : null);
}

function orderOf(pack) {
  const onAgenda = pack.agenda.map((point) => point.item).filter(Boolean);
  return onAgenda.length ? onAgenda : pack.items.map((item) => item.key);
}
