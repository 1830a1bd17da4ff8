/** What people said, in their own words, and notes of the room. A quote needs two taps: what may be done with it, keep. */

import { button, choices, field, h, notice } from "../elements.js";
import { CONSENTS, threadSlot } from "../slots.js";
import { nameOf, say, sayOf } from "../words.js";

/** The list. @param {object} app */
export function showSayings(app) {
  const entries = [...app.store.standing("quote"), ...app.store.standing("room_note")];
  return [
    h("h1", { tabindex: "-1" }, say("Quotes and notes")),
    app.store.isSealed
      ? notice(say("The record is sealed: only what was counted can be corrected."))
      : h("div", { class: "actions" },
        button(say("New quote"), () => app.go("saying", "quote"), { icon: "quote" }),
        button(say("New note of the room"), () => app.go("saying", "room_note"), { kind: "second", icon: "list" })),
    h("ul", { class: "lines" }, entries.map((entry) => line(app, entry))),
    entries.length ? null : h("p", { class: "empty" }, say("Nothing yet.")),
  ];
}

function line(app, { record, state }) {
  const { kind, body } = record;
  return h("li", {}, h("a", { class: "saying", href: `#saying/${kind}/${body.thread}` },
    h("span", {}, kind === "quote" ? `“${body.text}”` : body.text),
    h("span", { class: "quiet" }, [body.item, groupName(app, body.group), kind === "quote" && nameOf("consent", body.consent), state === "draft" && say("not finished")].filter(Boolean).join(" · "))));
}

const groupName = (app, key) => sayOf(app.pack.groups.find((group) => group.key === key)?.names ?? {});

/** One quote or note. @param {object} app @param {string} kind @param {string} [thread] @param {string} [item] */
export function showSaying(app, kind, thread, item = "") {
  const { store } = app;
  const isQuote = kind === "quote";
  const begun = store.drafts().find(({ record }) => record.kind === kind && (!item || record.body.item === item));
  const slot = threadSlot(kind, thread || begun?.record.body.thread || crypto.randomUUID());
  const said = () => store.said(slot) ?? fresh(app, slot, item, isQuote);
  const isNew = !store.latest(slot);
  if (!store.mayWrite(slot)) return [notice(say("The record is sealed: only what was counted can be corrected."))];
  const save = (change) => {
    const words = { ...said(), ...change };
    if (words.text.trim()) return store.saveDraft(slot, kind, words);
    return store.draft(slot) ? store.discard(slot) : undefined;
  };
  const rest = { item: said().item, group: said().group, language: said().language };
  const area = h("textarea", { rows: 5, value: said().text, oninput: () => save({ ...rest, text: area.value }) });
  const alertBox = h("div", { role: "alert" });
  const done = async () => {
    if (!store.latest(slot)) return area.focus();
    if (isQuote && !consent) return alertBox.replaceChildren(notice(say("Ask the speaker what may be done with it, and choose."), "warn"));
    await store.finish(slot);
    return item ? app.swap("requirement", item) : app.swap("sayings");
  };
  let consent = isNew || store.draft(slot) ? "" : said().consent;
  const keep = async (chosen) => {
    consent = chosen;
    Object.assign(rest, { consent });
    if (area.value.trim()) await save({ ...rest, text: area.value });
  };
  return [
    h("h1", { tabindex: "-1" }, isQuote ? say("In their own words") : say("Note of the room")),
    field(isQuote ? say("What was said, word for word") : say("What happened in the room, attributed to nobody"), area,
      isQuote ? say("No names, no nicknames, no places smaller than the town.") : ""),
    isQuote ? choices(say("What may be done with it? Ask the speaker."), CONSENTS.map((key) => [key, nameOf("consent", key)]), consent, keep) : null,
    h("details", { class: "fold" }, h("summary", {}, h("span", {}, say("Who and about what")), h("span", { class: "quiet" }, [rest.item, groupName(app, rest.group)].filter(Boolean).join(" · "))),
      field(say("Group of the speaker"), select([["", say("Not said")], ...app.pack.groups.map((group) => [group.key, sayOf(group.names)])], rest.group, (group) => { rest.group = group; save({ ...rest, text: area.value }); })),
      field(say("Requirement"), select([["", say("None")], ...app.pack.items.map((one) => [one.key, `${one.key} ${sayOf(one.titles)}`])], rest.item, (key) => { rest.item = key; save({ ...rest, text: area.value }); })),
      field(say("Language spoken"), select(app.pack.languages.map(({ code, name }) => [code, name]), rest.language, (code) => { rest.language = code; save({ ...rest, text: area.value }); }))),
    alertBox,
    h("p", { class: "actions" }, button(say("Keep"), done, { kind: "wide", icon: "check" })),
    isNew ? null : h("p", {}, button(say("The speaker takes it back"), async () => {
      await store.takeBack(slot);
      app.go("sayings");
    }, { kind: "plain" }), " ", h("span", { class: "quiet" }, say("It is removed here at once, and on the server when it is told."))),
  ];
}

function fresh(app, slot, item, isQuote) {
  const language = app.pack.gathering.languages[0] ?? app.language;
  return { thread: slot.split(":")[1], text: "", item, group: "", language, consent: isQuote ? "committee_only" : "paraphrase", was_read_back: false };
}

/** A list to choose from. @param {[string, string][]} options @param {string} value @param {(key: string) => void} act */
export function select(options, value, act) {
  const made = h("select", { onchange: () => act(made.value) }, options.map(([key, label]) => h("option", { value: key }, label)));
  made.value = value;
  return made;
}

