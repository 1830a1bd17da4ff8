/** Small things that all pages of this room need. */

export const find = (name) => document.querySelector(`[data-part="${name}"]`);
export const readJson = (id) => JSON.parse(document.getElementById(id).textContent);
export const show = (name, isShown = true) => { for (const one of document.querySelectorAll(`[data-part="${name}"]`)) one.hidden = !isShown; };
export const canSeal = () => Boolean(globalThis.crypto?.subtle);

/** Show one of the sentences of trouble that the page brings along. @param {string} name */
export function complain(name) {
  for (const one of document.querySelectorAll("[data-trouble]")) one.hidden = one.dataset.trouble !== name;
  find("trouble")?.focus();
}

/** Send as JSON, without cookies or where it came from. Gives the answer, or null where there was none. */
export async function send(url, content, { signedIn = false } = {}) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
  const headers = { "Content-Type": "application/json", ...(signedIn && token ? { "X-CSRFToken": token } : {}) };
  try {
    return await fetch(url, { method: "POST", headers, body: JSON.stringify(content), credentials: signedIn ? "same-origin" : "omit", referrerPolicy: signedIn ? "same-origin" : "no-referrer", cache: "no-store" });
  } catch {
    return null;
  }
}

/** The trouble that an answer means. @param {Response | null} answer */
export function troubleOf(answer) {
  if (!answer) return "network";
  return { 409: "keys", 422: "keys", 429: "often", 404: "unknown" }[answer.status] ?? "network";
}

/** Write a text as paragraphs; never as markup. @param {HTMLElement} place @param {string} text */
export function writeText(place, text) {
  for (const line of text.split("\n")) {
    const paragraph = document.createElement("p");
    paragraph.textContent = line;
    place.append(paragraph);
  }
}
