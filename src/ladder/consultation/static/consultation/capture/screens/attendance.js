/** Who is in the room: counts by group and gender, never names. */

import { button, counter, h, notice, shape } from "../elements.js";
import { attendanceSlot, HEADS } from "../slots.js";
import { nameOf, say, sayOf } from "../words.js";

/** @param {object} app */
export function showAttendance(app) {
  const { pack, store } = app;
  const total = h("strong", {});
  const sums = new Map();
  const count = () => {
    let all = 0;
    for (const { key } of pack.groups) {
      const sum = sumOf(store.said(attendanceSlot(key)));
      all += sum;
      const shown = sums.get(key);
      if (shown) shown.textContent = String(sum);
    }
    total.textContent = String(all);
  };
  const stop = store.watch(count);
  app.leave = async () => {
    stop();
    await store.finishAll(pack.groups.map((group) => attendanceSlot(group.key)));
  };
  const expected = pack.groups.filter((group) => group.expected);
  const others = pack.groups.filter((group) => !group.expected);
  const make = (group, isOpen) => groupCard(store, group, isOpen, sums);
  const parts = [
    h("h1", { tabindex: "-1" }, say("Who is here")),
    h("p", { class: "lead" }, say("Count people by group. No names. Gender only as far as people say it.")),
    h("p", { class: "total" }, shape("people"), total, " ", say("people in the room")),
    ...(expected.length ? expected : pack.groups).map((group) => make(group, expected.length <= 3 && expected.length > 0)),
    expected.length && others.length ? h("h2", {}, say("Other groups")) : null,
    ...(expected.length ? others : []).map((group) => make(group, false)),
    h("p", { class: "actions" }, button(say("Done"), () => app.go(), { kind: "wide", icon: "check" })),
  ];
  count();
  return parts;
}

function groupCard(store, group, isOpen, sums) {
  const slot = attendanceSlot(group.key);
  const said = store.said(slot);
  const sum = h("span", { class: "badge" }, "0");
  sums.set(group.key, sum);
  const body = store.mayWrite(slot) ? counters(store, group, slot) : notice(say("The record is sealed: only what was counted can be corrected."));
  return h("details", { class: "fold", open: isOpen || Boolean(said) }, h("summary", {}, h("span", {}, sayOf(group.names)), sum), body);
}

function counters(store, group, slot) {
  const counts = () => store.said(slot) ?? { group: group.key, women: 0, men: 0, unsaid: 0 };
  return h("div", { class: "counters" }, HEADS.map((head) =>
    counter(nameOf("head", head), counts()[head], (value) => store.saveDraft(slot, "attendance", { ...counts(), [head]: value }))));
}

const sumOf = (said) => (said ? HEADS.reduce((sum, head) => sum + said[head], 0) : 0);
