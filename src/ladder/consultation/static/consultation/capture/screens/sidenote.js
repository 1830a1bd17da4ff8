/** What is too risky to say in the room: read by the facilitators of this gathering alone, never in any result. */

import { button, field, h, notice } from "../elements.js";
import { threadSlot } from "../slots.js";
import { say } from "../words.js";

/** @param {object} app */
export function showSideNote(app) {
  const { store } = app;
  const begun = store.drafts().find((entry) => entry.record.kind === "side_note");
  const thread = begun?.record.body.thread ?? crypto.randomUUID();
  const slot = threadSlot("side_note", thread);
  const language = app.pack.gathering.languages[0] ?? app.language;
  const area = h("textarea", { rows: 6, value: begun?.record.body.text ?? "", oninput: () =>
    area.value.trim() ? store.saveDraft(slot, "side_note", { thread, text: area.value, language }) : store.discard(slot) });
  const number = store.standing("side_note").filter((entry) => entry.state !== "draft").length;
  return [
    h("h1", { tabindex: "-1" }, say("Too risky for the room")),
    h("p", { class: "lead" }, say("Only the facilitators of this gathering read it; each opening is logged. It enters no result and no report.")),
    notice(say("In danger now? Do not write: act by the protection plan of the gathering."), "warn"),
    field(say("What must be known"), area, say("No names. What kind of danger, for which group, what would help.")),
    h("p", { class: "actions" }, button(say("Keep and hide"), async () => {
      await store.finish(slot);
      app.go();
    }, { kind: "wide", icon: "lock" })),
    number ? h("p", { class: "quiet" }, say("{number} kept. They are not shown again on this device.", { number })) : null,
  ];
}
