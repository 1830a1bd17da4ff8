/** Parts of every screen: the bar on top with languages, the line that says where the entries are, what is in the way. */

import { button, h, notice, shape } from "/static/consultation/capture/elements.js";
import { say } from "/static/consultation/capture/words.js";

/** @param {object} app @param {(() => void) | undefined} back */
export function topBar(app, back) {
  const languages = app.languages.map(({ code, html, name }) =>
    h("button", { type: "button", class: "plain", lang: html, "aria-pressed": String(code === app.language), onclick: () => app.speak(code) }, name));
  return h("header", { class: "bar" },
    h("div", { class: "bar-row" },
      back
        ? h("button", { type: "button", class: "round second", "aria-label": say("Back"), onclick: back }, shape("back"))
        : h("span", { class: "mark", "aria-hidden": "true" }, shape("list")),
      h("p", { class: "bar-title" }, app.person?.title ?? say("Field forms"))),
    back ? null : h("div", { class: "bar-languages", role: "group", "aria-label": say("Languages") }, languages));
}

/** "On this device 2 · being sent 1 · safely received 5", kept up to date. @param {object} app */
export function statusBar(app) {
  const line = h("div", { class: "status-line", role: "status", "aria-live": "polite" });
  const trouble = h("div", { class: "status-trouble" });
  const fill = () => {
    const states = app.entries.list().map(({ state }) => state);
    const count = (...kinds) => states.filter((state) => kinds.includes(state)).length;
    line.replaceChildren(
      where("here", count("draft", "here"), say("On this device")),
      where("going", count("going"), say("Being sent")),
      where("safe", count("safe"), say("Safely received")));
    trouble.replaceChildren(...[troubleOf(app), app.warning && h("p", {}, shape("warning"), app.warning)].filter(Boolean));
  };
  const stop = app.entries.watch(() => (line.isConnected ? fill() : stop()));
  fill();
  return h("section", { class: "status-bar", "aria-label": say("Where the entries are") }, line, trouble);
}

const where = (kind, number, words) =>
  h("div", { class: `where where-${kind} ${number ? "" : "none"}`, "data-where": kind }, h("strong", {}, number), h("span", {}, words));

function troubleOf({ sender, addresses }) {
  const kind = navigator.onLine ? sender.trouble || (sender.refused.size && "refused") : "offline";
  const words = {
    offline: say("No network. Everything stays on this device until there is."),
    busy: say("The server is busy. It is tried again by itself; nothing is lost."),
    door: say("This browser may no longer send. Sign in and renew its leave; nothing is lost."),
    refused: say("The server could not take an entry. It stays here; export it to a file and ask the secretariat."),
  }[kind];
  if (!words) return null;
  return h("p", { "data-trouble": kind }, shape("warning"), words, " ", sender.sentence, " ", kind === "door" && signIn(addresses));
}

/** A way to the door that leaves this page open. */
export const signIn = ({ home }) =>
  h("a", { href: `/account/login/?next=${encodeURIComponent(home)}`, target: "_blank", rel: "noopener" }, say("Sign in"));

/** A passphrase with its button; what `act` throws is said beside it. @param {{label: string, help?: string, twice?: boolean, go: string, act: (passphrase: string) => Promise<void>, explain: (fault: Error) => string | Node}} how */
export function passphraseForm({ label, help = "", twice = false, go, act, explain }) {
  const input = (name, autocomplete) => h("input", { type: "password", id: name, autocomplete, required: true, minlength: twice ? 10 : 1 });
  const first = input("passphrase", twice ? "new-password" : "current-password");
  const second = twice && input("again", "new-password");
  const told = h("div", { role: "alert" });
  const send = h("button", { type: "submit", class: "wide" }, go);
  const submit = async (event) => {
    event.preventDefault();
    if (twice && first.value.length < 10) return told.replaceChildren(notice(say("Use at least {number} characters.", { number: 10 }), "bad"));
    if (twice && first.value !== second.value) return told.replaceChildren(notice(say("The two are not the same. Type them again."), "bad"));
    send.disabled = true;
    told.replaceChildren(notice(say("One moment …")));
    try {
      await act(first.value);
    } catch (fault) {
      const words = explain(fault);
      told.replaceChildren(words instanceof Node ? words : notice(words, "bad"));
    }
    send.disabled = false;
  };
  return h("form", { onsubmit: submit, novalidate: true },
    h("div", { class: "field" }, h("label", { for: "passphrase" }, label), help && h("div", { class: "help" }, help), first),
    second && h("div", { class: "field" }, h("label", { for: "again" }, say("The same again")), second),
    told, send);
}

export { button, h, notice, say, shape };
