/** The requirements: those of the agenda first, all others below. */

import { h, shape } from "../elements.js";
import { countedIn, tallySlot } from "../slots.js";
import { say, sayOf } from "../words.js";

/** @param {object} app */
export function showItems(app) {
  const { pack } = app;
  const onAgenda = pack.items.filter((item) => item.on_agenda);
  const others = pack.items.filter((item) => !item.on_agenda);
  return [
    h("h1", { tabindex: "-1" }, say("Requirements")),
    onAgenda.length ? agenda(app) : null,
    others.length ? h("details", { class: "fold", open: !onAgenda.length }, h("summary", {}, h("span", {}, onAgenda.length ? say("All other requirements") : say("All requirements")), h("span", { class: "badge" }, others.length)), list(app, others)) : null,
  ];
}

function agenda(app) {
  const byKey = new Map(app.pack.items.map((item) => [item.key, item]));
  return h("ol", { class: "lines agenda" }, app.pack.agenda.map((point) =>
    byKey.has(point.item)
      ? line(app, byKey.get(point.item), point.minutes)
      : h("li", { class: "point" }, h("strong", {}, sayOf(point.titles)), minutes(point.minutes))));
}

const list = (app, items) => h("ul", { class: "lines" }, items.map((item) => line(app, item, 0)));
const minutes = (number) => (number ? h("span", { class: "quiet" }, say("{number} min", { number })) : null);

function line(app, item, time) {
  const counted = ["", ...app.pack.groups.map((group) => group.key)]
    .map((group) => app.store.said(tallySlot(item.key, group)))
    .filter(Boolean);
  const people = counted.reduce((sum, said) => sum + countedIn(said), 0);
  const state = counted.length ? h("span", { class: "badge done" }, shape("check"), people || "") : null;
  return h("li", {}, h("a", { href: `#requirement/${encodeURIComponent(item.key)}` },
    h("code", {}, item.key), h("span", { class: "line-title" }, sayOf(item.titles)), minutes(time), state));
}
