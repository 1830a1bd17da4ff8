/** The bar on top, and the line that always says where the entries are. */

import { button, h, shape } from "./elements.js";
import { say, speak } from "./words.js";

/** Title and way back; languages where there is no way back: on the first screens. @param {object} app @param {boolean} hasBack */
export function topBar(app, hasBack) {
  const languages = (app.pack?.languages ?? []).map(({ code, name, html }) =>
    h("button", {
      type: "button", class: "plain", lang: html, "aria-pressed": String(code === app.language),
      onclick: () => {
        app.language = code;
        localStorage.setItem("gathering-language", code);
        speak(app.pack.words, code);
        app.render();
      },
    }, name));
  return h("header", { class: "bar" },
    h("div", { class: "bar-row" },
      hasBack
        ? h("button", { type: "button", class: "round second", "aria-label": say("Back"), onclick: () => history.back() }, shape("back"))
        : h("span", { class: "mark", "aria-hidden": "true" }, shape("people")),
      h("p", { class: "bar-title" }, app.pack?.title ?? "Cobalt Ladder")),
    hasBack ? null : h("div", { class: "bar-languages", role: "group", "aria-label": say("Languages") }, languages));
}

/** "On this device 37 · being sent 0 · safely received 0", kept up to date. */
export function statusBar(app) {
  const line = h("div", { class: "status-line", role: "status", "aria-live": "polite" });
  const trouble = h("div", { class: "status-trouble" });
  const fill = () => {
    const number = app.store.count();
    line.replaceChildren(
      part("here", number.here, say("On this device")),
      part("going", number.going, say("Being sent")),
      part("safe", number.safe + (app.store.vault.removed ?? 0), say("Safely received")),
    );
    trouble.replaceChildren(...[troubleOf(app), number.look ? lookOf(app, number.look) : null, app.warning && h("p", {}, shape("warning"), app.warning)].filter(Boolean));
  };
  const stop = app.store.watch(() => (line.isConnected ? fill() : stop()));
  fill();
  return h("section", { class: "status-bar", "aria-label": say("Where the entries are") }, line, trouble);
}

const part = (kind, number, words) =>
  h("a", { class: `where where-${kind} ${number ? "" : "none"}`, href: "#entries", "data-where": kind },
    h("strong", {}, number), h("span", {}, words));

const lookOf = (app, number) =>
  h("p", {}, shape("warning"), say("{number} to look at: the server kept them, but could not use them.", { number }), " ",
    button(say("Show"), () => app.go("entries"), { kind: "plain" }));

function troubleOf({ sync }) {
  const trouble = navigator.onLine ? sync?.trouble : "offline";
  const words = {
    offline: say("No network. Everything stays on this device until there is."),
    door: say("Sign in again to send. Nothing is lost."),
    stranger: say("The account that is signed in does not record this gathering. Nothing is lost."),
    refused: say("The server could not take the entries. Nothing is lost."),
  }[trouble];
  if (!words) return null;
  const door = trouble === "door" && h("a", { href: `/account/login/?next=${encodeURIComponent(location.pathname)}`, target: "_blank" }, say("Sign in"));
  return h("p", { "data-trouble": trouble }, shape("warning"), words, " ", sync?.sentence, " ", door);
}
