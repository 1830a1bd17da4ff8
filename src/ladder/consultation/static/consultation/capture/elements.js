/** Makes elements. Texts are only ever set as text, so nothing that people wrote can become part of the page. */

import { say } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const SHAPES = {
  as_written: ["M12 2.5a9.5 9.5 0 1 0 0 19a9.5 9.5 0 1 0 0-19z", "m7.5 12.5 3 3 6-7"],
  with_change: ["M4 20h4L20 8l-4-4L4 16z"],
  cannot: ["M3 3h18v18H3z", "m8 8 8 8M16 8l-8 8"],
  unclear: ["M9 9a3.2 3.2 0 1 1 4.6 2.9c-1.1.5-1.6 1.2-1.6 2.5M12 18v.3"],
  back: ["m15 5-7 7 7 7"],
  next: ["m9 5 7 7-7 7"],
  lock: ["M5 11h14v10H5z", "M8 11V8a4 4 0 0 1 8 0v3"],
  people: ["M8 4.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7z", "M2 20c0-4 3-6 6-6s6 2 6 6", "M17 6.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5z", "M15 14c4-1 7 1 7 5"],
  list: ["M8 6h12M8 12h12M8 18h12M4 6h.2M4 12h.2M4 18h.2"],
  quote: ["M4 5h16v11H11l-5 4v-4H4z"],
  person: ["M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8z", "M4 21c1-5 4-7 8-7s7 2 8 7"],
  side: ["M3 12c3-5 6-7 9-7s6 2 9 7c-3 5-6 7-9 7s-6-2-9-7z", "M4 4l16 16"],
  seal: ["M12 3l7 3v6c0 5-3 8-7 9c-4-1-7-4-7-9V6z", "m8.5 12 2.5 2.5 4.5-5"],
  send: ["M12 19V5M6 11l6-6 6 6"],
  file: ["M12 3v12M7 10l5 5 5-5M4 20h16"],
  check: ["m4 13 5 5L20 6"],
  clock: ["M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z", "M12 7v5l4 2"],
  warning: ["M12 3 2 20h20z", "M12 10v5M12 17.5v.5"],
};

/**
 * An element with attributes and children; `on...` attributes are listeners.
 * @param {string} name @param {Record<string, unknown>} attributes @param {...(Node | string | null | undefined | false)} children
 */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (["checked", "value", "disabled", "hidden"].includes(key)) element[key] = value;
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child || child === 0).map((child) => (child instanceof Node ? child : String(child))));
  return element;
}

/** A line drawing beside words. @param {string} name */
export function shape(name) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("class", `icon shape-${name}`);
  drawing.setAttribute("aria-hidden", "true");
  for (const line of SHAPES[name] ?? []) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", line);
    drawing.append(path);
  }
  return drawing;
}

/** A button. @param {string} label @param {() => void} act @param {{kind?: string, icon?: string, disabled?: boolean}} how */
export const button = (label, act, { kind = "", icon = "", disabled = false } = {}) =>
  h("button", { type: "button", class: kind, disabled, onclick: act }, icon && shape(icon), h("span", {}, label));

/** A sentence in a box. @param {string} text @param {string} kind */
export const notice = (text, kind = "") => h("p", { class: `notice ${kind && `notice-${kind}`}` }, text);

/** A field with its label. @param {string} label @param {HTMLElement} input @param {string} help */
export function field(label, input, help = "") {
  input.id ||= `f${crypto.randomUUID()}`;
  const hint = help && h("div", { class: "help", id: `${input.id}h` }, help);
  if (hint) input.setAttribute("aria-describedby", hint.id);
  return h("div", { class: "field" }, h("label", { for: input.id }, label), hint, input);
}

/**
 * Choices of which one holds, as large targets.
 * @param {string} legend @param {[string, string, string?][]} options key, label, icon @param {string} value @param {(key: string) => void} act
 */
export function choices(legend, options, value, act, { kind = "" } = {}) {
  const name = `c${crypto.randomUUID()}`;
  const made = options.map(([key, label, icon]) =>
    h("label", { class: "pick" },
      h("input", { type: "radio", name, value: key, checked: key === value, onchange: () => act(key) }),
      icon && shape(icon), h("span", {}, label)));
  return h("fieldset", { class: `picks ${kind}` }, h("legend", {}, legend), ...made);
}

/**
 * A counter with big buttons; the number may be typed.
 * @param {string} label @param {number} value @param {(value: number) => void} act @param {string} icon
 */
export function counter(label, value, act, icon = "") {
  const input = h("input", { type: "text", inputmode: "numeric", pattern: "[0-9]*", maxlength: 4, value: String(value), "aria-label": label });
  const set = (number) => {
    const held = Math.min(9999, Math.max(0, number || 0));
    input.value = String(held);
    act(held);
  };
  input.addEventListener("change", () => set(Number.parseInt(input.value, 10)));
  input.addEventListener("focus", () => input.select());
  const step = (sign, by, words) =>
    h("button", { type: "button", class: by > 0 ? "more" : "less second", "aria-label": words,
      onclick: () => set(Number.parseInt(input.value, 10) + by) }, sign);
  return h("div", { class: "counter", role: "group", "aria-label": label },
    h("span", { class: "counter-label" }, icon && shape(icon), label),
    step("−", -1, say("One less: {what}", { what: label })), input, step("+", 1, say("One more: {what}", { what: label })));
}
