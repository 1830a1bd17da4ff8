// Keys for those who read many comments: they work only while a theme's box is in focus, so no screen reader loses one.
// @ts-check

/** @param {KeyboardEvent} event @param {HTMLFormElement} form */
function answer(event, form) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("input[type=checkbox]"));
  const place = Number(event.key) - 1;
  if (Number.isInteger(place) && boxes[place]) {
    boxes[place].checked = !boxes[place].checked;
    boxes[place].focus();
  } else if (event.key === "s") {
    form.requestSubmit();
  } else if (event.key === "j" || event.key === "k") {
    const link = document.querySelector(event.key === "j" ? "a[rel=next]" : "a[rel=prev]");
    if (link instanceof HTMLAnchorElement) link.click();
  } else {
    return;
  }
  event.preventDefault();
}

const form = document.querySelector("form.coding");
const boxes = form?.querySelector("fieldset");
if (form instanceof HTMLFormElement && boxes) {
  boxes.addEventListener("keydown", (event) => answer(event, form));
  document.getElementById("keys")?.removeAttribute("hidden");
  boxes.querySelector("input")?.focus();
}
