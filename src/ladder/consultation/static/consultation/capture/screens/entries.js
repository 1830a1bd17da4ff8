/** Every entry and where it is; corrections; and taking everything off this device once it is safe. */

import { button, h, notice, shape } from "../elements.js";
import { nameOf, say, sayOf } from "../words.js";
import { exportFile } from "../transfer.js";

const ICONS = { draft: "with_change", here: "lock", going: "send", safe: "check" };

/** @param {object} app */
export function showEntries(app) {
  const list = h("ul", { class: "lines entries" });
  const foot = h("section", { class: "actions" });
  const fill = () => {
    list.replaceChildren(...app.store.all().sort(byWeight).map((entry) => line(app, entry)));
    foot.replaceChildren(...ending(app));
  };
  const stop = app.store.watch(fill);
  app.leave = async () => stop();
  fill();
  return [
    h("h1", { tabindex: "-1" }, say("Entries of this device")),
    h("p", { class: "lead" }, say("An entry is safe once the server has stored it and named the same digest. Until then it stays here.")),
    app.store.vault.removed ? notice(say("{number} entries were safely received and removed from this device.", { number: app.store.vault.removed }), "good") : null,
    list,
    foot,
  ];
}

const ORDER = ["draft", "here", "going", "safe"];
const byWeight = (one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state) || one.slot.localeCompare(other.slot);

function line(app, entry) {
  const { record, state, answer } = entry;
  const trouble = ["conflict", "refused", "damaged"].includes(answer?.state) ? answer.sentence : "";
  const isNewest = app.store.latest(entry.slot) === entry;
  const way = isNewest && wayTo(record);
  return h("li", { "data-state": state },
    h("div", { class: "entry" }, shape(ICONS[state]),
      h("span", { class: "line-title" }, h("strong", {}, nameOf("record", record.kind)), " ", about(app, record), isNewest ? "" : ` (${say("replaced by a later one")})`),
      h("span", { class: `badge state-${state}` }, nameOf("entry", state))),
    trouble ? h("p", { class: "quiet" }, shape("warning"), trouble) : null,
    way ? h("a", { href: way }, app.store.isSealed ? say("Correct") : say("Open")) : null);
}

function about(app, { kind, body }) {
  const group = sayOf(app.pack.groups.find((one) => one.key === (body.group ?? body.person?.group))?.names ?? {});
  if (kind === "seal") return body.code;
  return [body.item, group, kind === "quote" || kind === "room_note" ? body.text.slice(0, 60) : ""].filter(Boolean).join(" · ");
}

function wayTo({ kind, body }) {
  const ways = {
    attendance: () => "#attendance",
    tally: () => `#requirement/${encodeURIComponent(body.item)}/${body.group || (body.has_counts ? "mixed" : "agreed")}`,
    quote: () => `#saying/quote/${body.thread}`,
    room_note: () => `#saying/room_note/${body.thread}`,
    position: () => `#person/${body.person.id}/${encodeURIComponent(body.item)}`,
  };
  return ways[kind]?.();
}

function ending(app) {
  const { store } = app;
  const parts = [
    button(say("Send now"), () => app.sync.send(), { icon: "send" }),
    button(say("Export to a file"), () => exportFile(store), { kind: "second", icon: "file" }),
  ];
  if (store.isAllSafe) {
    parts.push(button(say("Remove what is safe from this device"), async () => {
      await store.wipe();
      app.render();
    }, { kind: "second danger-line" }));
  }
  return parts;
}
