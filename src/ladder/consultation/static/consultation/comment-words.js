// Lets a reader mark words of the requirement: they go into the form with the place where they stand.
// Without this module the words are chosen by sentence or pasted.

const form = document.querySelector("form[data-comment]");

/**
 * The place of a point within an element, counted in code points of its text without the blanks around it.
 * @param {Element} field
 * @param {Node} node
 * @param {number} offset
 * @returns {number}
 */
function placeIn(field, node, offset) {
  const before = document.createRange();
  before.selectNodeContents(field);
  before.setEnd(node, offset);
  return Array.from(before.toString().trimStart()).length;
}

/** Takes over what is marked, if it lies within one field. */
function takeOver() {
  const marked = document.getSelection();
  if (!marked || marked.isCollapsed || marked.rangeCount === 0) return;
  const range = marked.getRangeAt(0);
  const start = range.startContainer.parentElement?.closest("[data-field]");
  const end = range.endContainer.parentElement?.closest("[data-field]");
  const words = range.toString().trim();
  if (!form || !start || start !== end || !words) return;
  form.elements.namedItem("quote").value = words;
  form.elements.namedItem("quote_field").value = start.dataset.field;
  form.elements.namedItem("quote_start").value = String(placeIn(start, range.startContainer, range.startOffset));
}

document.addEventListener("selectionchange", takeOver);
form?.elements.namedItem("quote").addEventListener("input", () => {
  form.elements.namedItem("quote_field").value = "";
  form.elements.namedItem("quote_start").value = "";
});
